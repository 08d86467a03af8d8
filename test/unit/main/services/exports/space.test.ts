import { expect, it } from 'vitest';
import { ExportSpace } from '../../../../../main/services/exports/space.ts';
import type { RecordingsView } from '../../../../../main/services/playback/recording-index.ts';
import type { ExportJob } from '../../../../../preload/domain/exports/exports.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { coverageOf, type Recording } from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';
import { exportItem, exportJob } from '../../../preload/domain/exports/export-sample.ts';

const HOUR_MS = 3_600_000;
const GIGA = 1e9;
const MEBI = 1024 * 1024;
const gate = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'gate');
const hours = (from: number, to: number): TimeRange => ({ fromMs: from * HOUR_MS, toMs: to * HOUR_MS });

function recorded(
  from: number,
  to: number,
  sizeBytes: number | null,
  storage: Recording['storage'] = 'ready',
): Recording {
  return {
    ...hours(from, to),
    channelId: gate,
    place: 'cloud',
    kind: 'continuous',
    storage,
    nativeId: null,
    sizeBytes,
    alarmKinds: [],
  };
}

interface Known {
  readonly recordings?: readonly Recording[];
  /** Of which the cloud was asked. */
  readonly read?: readonly TimeRange[];
  readonly jobs?: readonly ExportJob[];
  readonly freeBytes?: number | null;
}

function spaceOf({ recordings = [], read = [], jobs = [], freeBytes = null }: Known): ExportSpace {
  const reads = read.map((range) => ({ ...range, asOfMs: Number.MAX_SAFE_INTEGER, archivedWithin: [] }));
  return new ExportSpace({
    index: {
      known: ({ range }): Promise<RecordingsView> => {
        const coverage = coverageOf(range, recordings, reads);
        return Promise.resolve({ recordings, coverage, asOfMs: null, unreadable: 0 });
      },
    },
    exports: { list: () => jobs },
    folder: () => '/exports',
    freeBytesOf: () => Promise.resolve(freeBytes),
  });
}

const order = (range: TimeRange, form: ExportJob['form'] = 'files') => ({
  cameras: [{ channelId: gate, place: 'cloud' as const }],
  range,
  form,
});

it('the size is that which the cloud reports, in proportion at the ends, and each moment counts once', async () => {
  const recordings = [recorded(0, 2, 2 * GIGA), recorded(1, 3, 2 * GIGA), recorded(5, 6, 3 * GIGA)];
  const space = spaceOf({ recordings, read: [hours(0, 24)] });
  expect(await space.estimate(order(hours(1, 24)))).toMatchObject({ bytes: 5 * GIGA, isGuess: false });
});

// @promise export.size
it('footage of which the cloud reports no size is taken at the bit rate of the other footage, and marked as a guess', async () => {
  const space = spaceOf({ recordings: [recorded(0, 1, GIGA), recorded(1, 3, null)], read: [hours(0, 24)] });
  expect(await space.estimate(order(hours(0, 24)))).toMatchObject({ bytes: 3 * GIGA, isGuess: true });
});

// @promise failures.no-room
it('a size that no camera can send is not believed, so that a list cannot prevent an export', async () => {
  const recordings = [recorded(0, 1, GIGA), recorded(1, 3, Number.MAX_SAFE_INTEGER)];
  const space = spaceOf({ recordings, read: [hours(0, 24)], freeBytes: GIGA });
  expect(await space.estimate(order(hours(0, 24)))).toMatchObject({ bytes: 3 * GIGA, isGuess: true });
  await space.check(order(hours(0, 24)));
});

it('where the cloud reports no size, the latest export of the camera gives its bit rate', async () => {
  const item = exportItem({ channelId: gate, sizeBytes: 2 * GIGA, covered: [hours(0, 1)] });
  const job = exportJob({ range: hours(0, 1), items: [item] });
  const space = spaceOf({ jobs: [job] });
  expect(await space.estimate(order(hours(4, 6)))).toMatchObject({ bytes: 4 * GIGA, isGuess: true });
});

it('a camera without known sizes counts 4 Mbit/s; archived and empty time counts nothing', async () => {
  const unknown = spaceOf({});
  expect(await unknown.estimate(order(hours(0, 1)))).toMatchObject({ bytes: 1.8 * GIGA, isGuess: true });
  const archived = spaceOf({ recordings: [recorded(0, 1, GIGA, 'archived')], read: [hours(0, 2)] });
  expect(await archived.estimate(order(hours(0, 2)))).toMatchObject({ bytes: 0, isGuess: false });
});

// @promise export.no-room: An order that the disk has no room for is refused where the size is reported.
it('an order that the disk has no room for is refused where the size is known, and taken where it is a guess', async () => {
  const recordings = [recorded(0, 1, GIGA)];
  const left = (bytes: number, form: ExportJob['form'] = 'files', known = recordings) =>
    spaceOf({ recordings: known, read: [hours(0, 24)], freeBytes: bytes }).check(order(hours(0, 1), form));
  await left(GIGA + 256 * MEBI);
  await expect(left(GIGA + 256 * MEBI - 1)).rejects.toMatchObject({ code: 'storage.full' });
  // The recordings lie beside the ZIP until the ZIP is whole.
  await expect(left(GIGA + 256 * MEBI, 'zip')).rejects.toMatchObject({ code: 'storage.full' });
  await left(0, 'files', [recorded(0, 1, null)]);
});

it('an export is not refused when the disk reports no free space at all', async () => {
  await spaceOf({ recordings: [recorded(0, 1, GIGA)], read: [hours(0, 1)] }).check(order(hours(0, 1)));
});
