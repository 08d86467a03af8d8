import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import { asAccountId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { planNumbers } from '../../../../../preload/domain/cameras/camera-numbers.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { setNumbers } from '../../../../../renderer/state/cameras/numbers.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { forgetChanges, undoLast } from '../../../../../renderer/state/page/undo.ts';

const accountId = asAccountId('acc');
const camera = (name: string): ChannelId => `acc:d/${name}` as ChannelId;
/** The numbers as main has them. */
let numbers: Record<string, number>;
let revision = 0;

function show(channels: readonly NumberedChannel[]): void {
  const parts = [{ accountId, revision, groups: [], channels }];
  useDirectory.setState({ view: { parts, byId: new Map(channels.map((channel) => [channel.id, channel])) } });
}

/** The page reads the numbers of main. */
function read(): void {
  revision += 1;
  const channels = Object.entries(numbers).map(
    ([name, number]) => ({ id: camera(name), accountId, name, number, orgNodeId: null }) as unknown as NumberedChannel,
  );
  show(channels);
  useDirectory.setState({
    states: { [accountId]: { accountId, revision, phase: 'ready', loaded: 0, total: 0, asOfMs: 1, error: null } },
  });
}

beforeEach(() => {
  numbers = { Gate: 1, Dock: 2, Ramp: 3 };
  forgetChanges();
  useNotices.setState({ last: null, past: [] });
  const set = ({ changes }: { changes: readonly { channelId: ChannelId; number: number }[] }) => {
    for (const { channelId, number } of changes) numbers[channelId.slice('acc:d/'.length)] = number;
    read();
    return Promise.resolve({ ok: true, value: null });
  };
  vi.stubGlobal('window', { lanner: { request: { 'number.set': set }, on: () => () => undefined } });
  read();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const settled = () => new Promise((resolve) => setTimeout(resolve));
const give = (wanted: Readonly<Record<string, number>>) =>
  setNumbers(
    planNumbers(
      useDirectory.getState().view.byId.values(),
      new Map(Object.entries(wanted).map(([name, number]) => [camera(name), number])),
    ),
  );
const notice = () => useNotices.getState().last;

it('Undo gives back the numbers that cameras had', async () => {
  await give({ Gate: 11, Dock: 12 });
  undoLast();
  await settled();
  expect(numbers).toEqual({ Gate: 1, Dock: 2, Ramp: 3 });
  expect(notice()?.key).toBe('undone');
});

it('Undo leaves a number that another window gave since, restores the others, and reports it', async () => {
  await give({ Gate: 11, Dock: 12 });
  numbers['Gate'] = 50;
  read();
  undoLast();
  await settled();
  expect(numbers).toEqual({ Gate: 50, Dock: 2, Ramp: 3 });
  expect(notice()).toMatchObject({ key: 'undonePartly', params: { wall: 'Gate' } });
});

it('Undo states that another window changed the number since where there is nothing else to undo', async () => {
  await give({ Gate: 11 });
  numbers['Gate'] = 50;
  read();
  undoLast();
  await settled();
  expect(numbers['Gate']).toBe(50);
  expect(notice()).toMatchObject({ key: 'undoOvertaken', params: { name: 'Gate' } });
});

it('Undo does not take a number that the page has not read yet for the change of another window', async () => {
  await give({ Gate: 11 });
  await give({ Gate: 21 });
  // The page's content before both changes, while main has already announced a newer content.
  const { view } = useDirectory.getState();
  const channels = [...view.byId.values()].map((channel) => ({ ...channel, number: channel.name === 'Gate' ? 1 : 0 }));
  revision -= 1;
  show(channels);
  undoLast();
  await settled();
  expect(numbers['Gate']).toBe(11);
});

it('Undo gives back the numbers of cameras that are still there when the account of the others was deleted', async () => {
  await give({ Gate: 11, Dock: 12 });
  delete numbers['Dock'];
  read();
  undoLast();
  await settled();
  expect(numbers).toEqual({ Gate: 1, Ramp: 3 });
});

it('Undo states that a camera is gone when no account lists it', async () => {
  await give({ Gate: 11 });
  delete numbers['Gate'];
  read();
  undoLast();
  await settled();
  expect(notice()).toMatchObject({ key: 'undoGone', params: { name: 'Gate' } });
});
