/** The canvas draws of a row the same as a slow, simple answer, for random recordings, views and zooms. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RECORDING_KINDS, RECORDING_STORAGES } from '../../../../../../preload/domain/recording/recordings.ts';
import {
  BASES,
  drawColumns,
  emptyColumns,
  joinColumns,
  motionStepMs,
  type ColumnView,
  type Columns,
} from '../../../../../../renderer/ui/timeline/paint/columns.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import {
  BASE_MS,
  coverageOfRow,
  coveredMs,
  isPlayable,
  kindOf,
  modelOf,
  randomRow,
  storageOf,
  type RandomRow,
} from '../rows.ts';

const SPANS_MS = [1_000, 60_000, 3_600_000, 86_400_000, 4 * 86_400_000, 31 * 86_400_000] as const;

const randomView: fc.Arbitrary<ColumnView> = fc
  .record({
    spanMs: fc.constantFrom(...SPANS_MS),
    share: fc.double({ min: -0.2, max: 1, noNaN: true }),
    columns: fc.integer({ min: 1, max: 80 }),
    nowShare: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
  })
  .map(({ spanMs, share, columns, nowShare }) => {
    const fromMs = BASE_MS + Math.round(share * 3 * 86_400_000);
    return { fromMs, pixelMs: spanMs / columns, columns, nowMs: Math.round(fromMs + spanMs * nowShare) };
  });

interface Column {
  readonly base: string;
  readonly level: number;
  readonly footage: number;
  readonly motion: number;
  readonly alarm: number;
}

const drawn = (columns: Columns, count: number): Column[] =>
  Array.from({ length: count }, (_, i) => ({
    base: BASES[columns.base[i] ?? 0] ?? '',
    level: columns.level[i] ?? 0,
    footage: columns.footage[i] ?? 0,
    motion: columns.motion[i] ?? 0,
    alarm: columns.alarm[i] ?? 0,
  }));

/** One column from the definition alone: the sums of all recordings that lie in the column. */
function slowColumn(row: RandomRow, view: ColumnView, i: number): Column {
  const { pixelMs } = view;
  const middleMs = view.fromMs + pixelMs * (i + 0.5);
  // Pixels of 8 minutes and more begin and end at full minutes.
  const edge = (column: number): number => {
    const atMs = view.fromMs + pixelMs * column;
    return pixelMs < 480_000 ? atMs : Math.round(atMs / 60_000) * 60_000;
  };
  const [fromMs, toMs] = [edge(i), edge(i + 1)];
  const sum = (pick: (span: RandomRow['spans'][number]) => boolean): number =>
    coveredMs(row.spans.filter(pick), fromMs, toMs);
  const share = (ms: number): number => ms / (toMs - fromMs);
  const high = (ms: number): number => (share(ms) >= 0.98 ? 10 : Math.max(3, Math.min(9, Math.round(share(ms) * 10))));
  const anyMs = sum(() => true);
  const stepMs = motionStepMs(pixelMs);
  const barMs = Math.floor(middleMs / stepMs) * stepMs;
  const motionMs = coveredMs(
    row.spans.filter((span) => kindOf(span) === 'motion'),
    barMs,
    barMs + stepMs,
  );
  const alarmMs = sum((span) => kindOf(span) === 'alarm');
  const signs = {
    footage: anyMs > 0 ? Math.max(1, Math.min(10, Math.round(share(anyMs) * 10))) : 0,
    motion: motionMs > 0 ? 2 + Math.round(12 * (motionMs / stepMs)) : 0,
    alarm: alarmMs > 0 ? (share(alarmMs) >= 0.5 ? 2 : 1) : 0,
  };
  if (anyMs > 0) {
    const byStorage = {
      playable: sum(isPlayable),
      restoring: sum((span) => storageOf(span) === 'restoring'),
      archived: sum((span) => storageOf(span) === 'archived'),
    };
    const most = Math.max(byStorage.playable, byStorage.restoring, byStorage.archived);
    const plainMs = sum((span) => isPlayable(span) && !['motion', 'alarm'].includes(kindOf(span)));
    if (byStorage.playable === most)
      return plainMs > 0 ? { base: 'plain', level: high(plainMs), ...signs } : { base: 'kinds', level: 0, ...signs };
    return { base: byStorage.restoring === most ? 'restoring' : 'archived', level: high(most), ...signs };
  }
  if (fromMs >= view.nowMs) return { base: 'future', level: 0, ...signs };
  const untilMs = Math.min(toMs, view.nowMs);
  const stateMs = (state: string, endMs: number): number =>
    coveredMs(
      coverageOfRow(row).filter((piece) => piece.state === state),
      fromMs,
      endMs,
    );
  const [withinMs, emptyMs] = [stateMs('archived-within', toMs), stateMs('empty', toMs)];
  const unknownMs = untilMs - fromMs - withinMs - emptyMs;
  const base =
    withinMs > 0 && withinMs >= Math.max(unknownMs, emptyMs) ? 'within' : emptyMs > unknownMs ? 'empty' : 'unknown';
  return { base, level: 0, ...signs };
}

// @promise timeline.columns: A view of 500,000 recordings shows what a count of all recordings in each pixel says, at
// every zoom.
it('each column shows the count of all recordings in that column, at every zoom', () => {
  fc.assert(
    fc.property(randomRow, randomView, (row, view) => {
      const columns = emptyColumns(80);
      drawColumns(modelOf(row), view, columns);
      const slow = Array.from({ length: view.columns }, (_, i) => slowColumn(row, view, i));
      expect(drawn(columns, view.columns)).toEqual(slow);
    }),
    { numRuns: 300 },
  );
});

it('a recording of one second is seen in a view of 31 days, and a day without footage is never drawn as footage', () => {
  const recordings = { fromMs: [BASE_MS + 5_000], toMs: [BASE_MS + 6_000], kind: [0], storage: [0] };
  const range = { fromMs: BASE_MS - 31 * 86_400_000, toMs: BASE_MS + 86_400_000 };
  const row = rowModel({ place: 'cloud', recordings, coverage: [{ state: 'empty', ...range }] });
  const pixelMs = (31 * 86_400_000) / 1_000;
  const view = { fromMs: BASE_MS - 30 * 86_400_000, pixelMs, columns: 1_000, nowMs: range.toMs };
  const columns = emptyColumns(1_000);
  drawColumns(row, view, columns);
  const shown = drawn(columns, 1_000).flatMap(({ base, level }, i) => (base === 'plain' ? [{ i, level }] : []));
  expect(shown).toEqual([{ i: 967, level: 3 }]);
});

it('recordings that come out of order are drawn as if they came in order', () => {
  const kinds = RECORDING_KINDS.indexOf('continuous');
  const ready = RECORDING_STORAGES.indexOf('ready');
  const columns = (order: readonly number[]) =>
    rowModel({
      place: 'cloud',
      recordings: {
        fromMs: order.map((i) => BASE_MS + i * 10_000),
        toMs: order.map((i) => BASE_MS + i * 10_000 + 15_000),
        kind: order.map(() => kinds),
        storage: order.map(() => ready),
      },
      coverage: [],
    });
  expect(columns([2, 0, 1]).any.within(BASE_MS, BASE_MS + 60_000)).toBe(35_000);
  expect(columns([2, 0, 1]).any.count).toBe(columns([0, 1, 2]).any.count);
});

// @promise timeline.share: The row of all cameras is as high as their share of footage.
it('the row of all cameras is as high as their share of footage, and shows the least certain answer where none has footage', () => {
  const of = (
    base: (typeof BASES)[number],
    footage: number,
    more: Partial<Record<'motion' | 'alarm', number>> = {},
  ) => {
    const columns = emptyColumns(1);
    columns.base[0] = BASES.indexOf(base);
    columns.footage[0] = footage;
    columns.motion[0] = more.motion ?? 0;
    columns.alarm[0] = more.alarm ?? 0;
    return columns;
  };
  const joined = (...rows: Columns[]): Column | undefined => {
    const out = emptyColumns(1);
    joinColumns(rows, 1, out);
    return drawn(out, 1)[0];
  };
  expect(joined(of('plain', 10), of('plain', 10))).toMatchObject({ base: 'plain', level: 10 });
  expect(joined(of('plain', 10), of('empty', 0))).toMatchObject({ base: 'plain', level: 5 });
  expect(joined(of('kinds', 1, { motion: 7 }), of('unknown', 0))).toMatchObject({ base: 'plain', level: 3, motion: 7 });
  expect(joined(of('archived', 10, { alarm: 1 }), of('unknown', 0))).toMatchObject({ base: 'archived', alarm: 1 });
  expect(joined(of('empty', 0), of('unknown', 0))).toMatchObject({ base: 'unknown', level: 0 });
  expect(joined(of('within', 0), of('unknown', 0))).toMatchObject({ base: 'within' });
  expect(joined(of('empty', 0), of('empty', 0))).toMatchObject({ base: 'empty' });
  expect(joined(of('future', 0), of('future', 0))).toMatchObject({ base: 'future' });
});
