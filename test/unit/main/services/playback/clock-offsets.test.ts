import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { ClockOffsetTable } from '../../../../../main/db/playback/clock-offsets.ts';
import { playbackSteps } from '../../../../../main/db/playback/steps.ts';
import { ClockOffsets } from '../../../../../main/services/playback/clock-offsets.ts';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { MAX_CLOCK_OFFSETS } from '../../../../../preload/domain/recording/playback.ts';
import { testFolder } from '../folder.ts';

const idOf = (name: string, account = 'a1'): ChannelId => channelIdOf(deviceIdOf(asAccountId(account), 'd1'), name);
const [gate, dock] = [idOf('gate'), idOf('dock')];

/** The client of one run. */
function start(folder: string) {
  const { db, close } = openDatabase(join(folder, 'lanner.db'), playbackSteps);
  const told: unknown[] = [];
  const offsets = new ClockOffsets({
    table: new ClockOffsetTable(db),
    emit: (name, payload) => void told.push([name, payload]),
  });
  let isOpen = true;
  const end = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await close();
  };
  onTestFinished(end);
  return { offsets, told, end };
}

// @promise screen.offset-kept: The offset of the clock of a camera is kept over restarts, until an operator takes it
// away.
it('the offset of the clock of each camera is stored over a restart, until an operator takes it away', async () => {
  const folder = testFolder();
  const first = start(folder);
  first.offsets.set(gate, 2_500);
  first.offsets.set(dock, -1_000);
  first.offsets.set(gate, 3_000);
  await first.end();
  const second = start(folder);
  expect(second.offsets.list()).toEqual([
    { channelId: dock, offsetMs: -1_000 },
    { channelId: gate, offsetMs: 3_000 },
  ]);
  second.offsets.set(dock, null);
  await second.end();
  expect(start(folder).offsets.list()).toEqual([{ channelId: gate, offsetMs: 3_000 }]);
});

it('every window learns of all offsets when one is set or removed', () => {
  const { offsets, told } = start(testFolder());
  offsets.set(gate, 2_500);
  offsets.set(gate, null);
  expect(told).toEqual([
    ['playback.offsets-changed', { offsets: [{ channelId: gate, offsetMs: 2_500 }] }],
    ['playback.offsets-changed', { offsets: [] }],
  ]);
});

it('a camera that is listed under another id still has its offset, in place of an offset of the new id', () => {
  const { offsets } = start(testFolder());
  const again = idOf('gate', 'a2');
  offsets.set(gate, 2_500);
  offsets.set(again, 100);
  offsets.set(dock, 1);
  offsets.replaceCameras({ cameras: new Map([[gate, again]]), groups: new Map() });
  expect(offsets.list()).toEqual([
    { channelId: again, offsetMs: 2_500 },
    { channelId: dock, offsetMs: 1 },
  ]);
});

it('the oldest offset gives way above the limit', () => {
  const { offsets } = start(testFolder());
  for (let i = 0; i <= MAX_CLOCK_OFFSETS; i += 1) offsets.set(idOf(`c${i}`), i);
  expect(offsets.list().length).toBe(MAX_CLOCK_OFFSETS);
  expect(offsets.list()[0]).toEqual({ channelId: idOf('c1'), offsetMs: 1 });
});
