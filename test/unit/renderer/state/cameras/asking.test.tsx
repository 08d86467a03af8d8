// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { mayTurn } from '../../../../../preload/domain/cameras/cameras.ts';
import { asAccountId, orgNodeIdOf, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { askCameras, askRecorder, useAsked } from '../../../../../renderer/state/cameras/asking.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { camera, viewOf } from '../../features/cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const IVP = asAccountId('a1');
const open1 = camera(IVP, 1, 'Dome', 'gates', { capabilities: ['ptz-unknown'] });
const below = [2, 3].map((number) =>
  camera(IVP, number, `Aisle ${number}`, 'device:nvr', { reachable: 'unknown', stateReason: 'unasked' }),
);
const known = camera(IVP, 4, 'Gate', 'gates', { capabilities: [] });

let asked: (readonly ChannelId[])[];
let page: Page | null;

const readAt = (asOfMs: number): void => {
  const state = { accountId: IVP, revision: 1, phase: 'ready', loaded: 4, total: 4, asOfMs, error: null } as const;
  useDirectory.setState({ states: { [IVP]: state } });
};

beforeEach(() => {
  completeDom();
  [asked, page] = [[], null];
  installMain({
    'directory.ask': ({ channelIds }) => {
      asked.push(channelIds);
      return Promise.resolve({ ok: true, value: null });
    },
  });
  const channels = [open1, ...below, known];
  useDirectory.setState({ view: viewOf({ accountId: IVP, revision: 1, groups: [], channels }), isKnown: true });
  readAt(1);
});
afterEach(() => page?.close());

it('only cameras with an open screen are asked for', async () => {
  await askCameras([known.id]);
  await askCameras([known.id, open1.id]);
  expect(asked).toEqual([[open1.id]]);
});

it('a recorder that is opened in the list is asked for its cameras, and a group is not', () => {
  askRecorder(orgNodeIdOf(IVP, 'gates'));
  askRecorder(orgNodeIdOf(IVP, 'device:nvr'));
  expect(asked).toEqual([below.map(({ id }) => id)]);
});

it('a camera that is shown is asked for again after each reading that leaves something open', async () => {
  const Shown = () => (useAsked(open1.id), null);
  page = await open(<Shown />);
  await act(async () => readAt(2));
  expect(asked).toEqual([[open1.id], [open1.id]]);
  const told = { ...open1, capabilities: ['ptz' as const] };
  await act(async () => {
    useDirectory.setState({ view: viewOf({ accountId: IVP, revision: 2, groups: [], channels: [told] }) });
    readAt(3);
  });
  expect(asked).toHaveLength(2);
});

it('a camera whose movement is unknown is not called fixed', () => {
  expect([open1, known, camera(IVP, 5, 'PTZ', 'gates', { capabilities: ['ptz'] })].map(mayTurn)).toEqual([
    true,
    false,
    true,
  ]);
});
