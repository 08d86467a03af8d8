import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { ControlService } from '../../../../../main/services/automation/control.ts';
import type { Emit } from '../../../../../main/services/shared/emit.ts';
import { WallReports } from '../../../../../main/services/automation/wall-reports.ts';
import { openBench } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { MemoryCloud } from '../memory-cloud.ts';

interface Line {
  readonly event: string;
  readonly id?: string | null;
  readonly value?: unknown;
  readonly error?: { readonly code: string };
}

function openControl(cloud = new MemoryCloud()) {
  const bench = openBench({ dir: testFolder(), cloud });
  const [input, output] = [new PassThrough(), new PassThrough()];
  const reports = new WallReports(() => undefined);
  const quits: string[] = [];
  const { accounts, directory, walls } = bench;
  const emit: Emit = (name, payload) => void emitted.push({ name, payload });
  const emitted: { name: string; payload: unknown }[] = [];
  const control = new ControlService({
    input,
    output,
    accounts,
    directory,
    walls,
    reports,
    emit,
    capture: () => Promise.resolve(new Uint8Array([1, 2, 3])),
    launchUrl: () => 'http://name.localhost:1/launch?token=new',
    crashGateway: () => Promise.resolve(),
    crashMain: () => {},
    onQuit: () => void quits.push('quit'),
  });
  onTestFinished(() => control.dispose());
  const lines = createInterface({ input: output });
  const send = async (command: object): Promise<Line> => {
    const answer = once(lines, 'line');
    input.write(`${JSON.stringify(command)}\n`);
    const [line] = (await answer) as [string];
    return JSON.parse(line) as Line;
  };
  return { bench, emitted, control, input, send, lines, reports, quits };
}

const clouds = {
  'huawei-ivm': {
    endpoint: 'http://127.0.0.1:1',
    credentials: { userId: '1234567890123456', ak: 'AK1', sk: 'the-secret-key', extra: 'ignored' },
  },
};

it('automation joins the clouds that it knows and fills the wall as soon as enough cameras were read', async () => {
  const cloud = new MemoryCloud();
  cloud.cameras = 12;
  cloud.offlineDevices = [0];
  const { bench, send } = openControl(cloud);
  const added = await send({ id: '1', do: 'add-accounts', clouds });
  expect(added).toEqual({ event: 'done', id: '1', value: ['demo-huawei-ivm'] });
  const filled = await send({ id: '2', do: 'fill-wall', layout: 9 });
  const { layout, tiles } = filled.value as { layout: number; tiles: readonly (string | null)[] };
  expect(layout).toBe(9);
  expect(tiles.slice(0, 9).map((id) => id?.split(':')[1])).toEqual(
    Array.from({ length: 9 }, (_, n) => `d${n + 1}/0`), // device 0 is offline
  );
  expect(bench.walls.list()[0]?.tiles).toEqual(tiles);
  expect(JSON.stringify(bench.emitted)).not.toContain('the-secret-key');
});

it('automation places every camera when the clouds have fewer cameras than the wall has tiles', async () => {
  const { send } = openControl();
  await send({ id: '1', do: 'add-accounts', clouds });
  const filled = await send({ id: '2', do: 'fill-wall', layout: 16 });
  const { tiles } = filled.value as { tiles: readonly (string | null)[] };
  expect(tiles.filter((id) => id !== null)).toHaveLength(3);
});

it('automation puts a camera whose number it gets on the alarm tiles, and refuses a number that no camera has', async () => {
  const { bench, emitted, send } = openControl();
  await send({ id: '1', do: 'add-accounts', clouds });
  await send({ id: '2', do: 'fill-wall', layout: 4 });
  const [channel] = bench.directory.channels();
  const shown = await send({ id: '3', do: 'show-alarm', camera: channel?.number, words: 'Intrusion', atMs: 5 });
  expect(shown).toMatchObject({ event: 'done', value: null });
  expect(emitted).toContainEqual({
    name: 'alarm.show-wanted',
    payload: { channelId: channel?.id, atMs: 5, words: 'Intrusion' },
  });
  const refused = await send({ id: '4', do: 'show-alarm', camera: 999_999, words: '' });
  expect(refused.error).toMatchObject({ code: 'channel.not-found' });
});

it('automation passes on the newest report of the wall', async () => {
  const { send, reports } = openControl();
  expect((await send({ id: '1', do: 'tiles' })).value).toEqual([]);
  reports.accept({ tiles: [] });
  expect((await send({ id: '2', do: 'tiles' })).value).toEqual([]);
});

it.each([
  ['an unknown command', { id: '7', do: 'explode' }, '7'],
  ['a layout that does not exist', { id: '8', do: 'fill-wall', layout: 7 }, '8'],
  ['no object', [], null],
])('automation answers %s with a reason and stays up', async (_, command, id) => {
  const { send } = openControl();
  expect(await send(command)).toMatchObject({ event: 'done', id, error: { code: 'ipc.invalid-input' } });
  expect((await send({ id: '9', do: 'tiles' })).id).toBe('9');
});

it('automation asks to end on quit, and when the other side is gone', async () => {
  const asked = openControl();
  await asked.send({ id: '1', do: 'quit' });
  expect(asked.quits).toEqual(['quit']);
  const left = openControl();
  left.input.end();
  await once(left.input, 'close');
  expect(left.quits).toEqual(['quit']);
});

it('automation gives a fresh launch address, and reports dialogs that wait', async () => {
  const { control, send, lines } = openControl();
  expect((await send({ id: '1', do: 'launch-url' })).value).toBe('http://name.localhost:1/launch?token=new');
  const told = once(lines, 'line');
  control.dialog('http://other.localhost:1/launch?token=x');
  const [line] = (await told) as [string];
  expect(JSON.parse(line)).toEqual({ event: 'dialog', url: 'http://other.localhost:1/launch?token=x' });
});
