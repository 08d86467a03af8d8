import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { PresetNameTable } from '../../../../../main/db/presets/names.ts';
import { presetSteps } from '../../../../../main/db/presets/steps.ts';
import type { ListedPreset, PresetPort } from '../../../../../main/ports/presets.ts';
import { PresetsService } from '../../../../../main/services/presets/presets.ts';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { testFolder } from '../folder.ts';

const idOf = (name: string, account = 'a1'): ChannelId => channelIdOf(deviceIdOf(asAccountId(account), 'd1'), name);
const [gate, again] = [idOf('gate'), idOf('gate', 'a2')];
const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

/** The client of one run, and a cloud that lists these presets. */
function start(folder: string, listed: readonly ListedPreset[], names: 'desk' | 'cloud' = 'desk') {
  const { db, close } = openDatabase(join(folder, 'lanner.db'), presetSteps);
  let isOpen = true;
  const end = async (): Promise<void> => {
    if (isOpen) await close();
    isOpen = false;
  };
  onTestFinished(end);
  const cloud: PresetPort = {
    limits: {
      maxIndex: 10,
      names,
      maxNameChars: 128,
      namePattern: null,
      index: 'operator',
      renamingMoves: false,
      hasPictures: true,
    },
    list: () => Promise.resolve({ presets: listed, unreadable: 0 }),
    add: ({ index }) => Promise.resolve(index),
    update: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    goTo: () => Promise.resolve(),
  };
  const service = new PresetsService({
    sessions: { of: () => Promise.resolve({ presets: cloud }) },
    names: new PresetNameTable(db),
    ptz: { send: (_, { run }) => run(null, new AbortController().signal), ordersTo: () => 0 },
    emit: () => {},
  });
  return { service, end };
}

const row = (index: number, name: string | null = null, picture: Uint8Array | null = null): ListedPreset => ({
  index,
  name,
  picture,
});

// @promise preset.tencent: This desk stores the names of the presets of Tencent IVP, which has none.
it('the names of presets of a cloud without names are stored over a restart, and under a new id of the camera', async () => {
  const folder = testFolder();
  const first = start(folder, [row(1), row(6)]);
  await first.service.rename(gate, 6, ' Ramp 06: Gate ');
  await first.end();
  const second = start(folder, [row(1), row(6)]);
  expect((await second.service.list(gate)).presets.map(({ name }) => name)).toEqual([null, 'Ramp 06: Gate']);
  expect([...second.service.cameraIds()]).toEqual([gate]);
  second.service.replaceCameras({ cameras: new Map([[gate, again]]), groups: new Map() });
  expect((await second.service.list(again)).presets.map(({ name }) => name)).toEqual([null, 'Ramp 06: Gate']);
  expect([...second.service.cameraIds()]).toEqual([again]);
});

// @promise preset.pictures: The page gets pictures of presets that are JPEG or PNG and of 256 kB at most, and no
// others.
it('the page gets pictures that are JPEG or PNG and not too large, and no others', async () => {
  const large = new Uint8Array(256 * 1024 + 1);
  large.set(JPEG);
  const rows = [row(1, null, JPEG), row(2, null, Buffer.from('<svg onload=alert(1)>')), row(3, null, large), row(4)];
  const { service } = start(testFolder(), rows);
  const { presets } = await service.list(gate);
  expect(presets.map(({ picture }) => picture !== null)).toEqual([true, false, false, false]);
  expect(service.picture(gate, presets[0]?.picture ?? '')).toBe('data:image/jpeg;base64,/9j/4AECAw==');
  service.onAccountGone(asAccountId('a1'));
  expect(service.picture(gate, presets[0]?.picture ?? '')).toBeNull();
});

it('a name or a number that is wrong is reported before anything is sent', async () => {
  const { service } = start(testFolder(), [row(1)]);
  const problem = (field: string, detail: string) => ({ code: 'input.invalid-field', params: { field, detail } });
  await expect(service.rename(gate, 1, ' ')).rejects.toMatchObject(problem('name', 'missing'));
  await expect(service.add(gate, 'x'.repeat(129), null)).rejects.toMatchObject(problem('name', 'too-long'));
  await expect(service.add(gate, 'x', 1)).rejects.toMatchObject(problem('index', 'taken'));
  await expect(service.add(gate, 'x', 11)).rejects.toMatchObject(problem('index', 'at-most'));
});
