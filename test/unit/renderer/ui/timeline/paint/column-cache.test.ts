/** Columns that are reused while the view moves equal the columns of a new drawing. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ColumnCache } from '../../../../../../renderer/ui/timeline/paint/column-cache.ts';
import {
  drawColumns,
  emptyColumns,
  joinColumns,
  type Columns,
} from '../../../../../../renderer/ui/timeline/paint/columns.ts';
import { BASE_MS, modelOf, randomRow } from '../rows.ts';

const COLUMNS = 60;

const lists = (columns: Columns) =>
  [columns.base, columns.level, columns.footage, columns.motion, columns.alarm].map((list) => [
    ...list.slice(0, COLUMNS),
  ]);

const step = fc.record({
  byPixels: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.double({ min: -100, max: 100, noNaN: true })),
  zoom: fc.constantFrom(1, 1, 1, 0.7, 1.6),
  nowByMs: fc.constantFrom(0, 0, 60_000, -3_600_000),
});

it('each row equals a row that is drawn anew, after any moves, zooms and ticks of the clock', () => {
  fc.assert(
    fc.property(randomRow, randomRow, fc.array(step, { maxLength: 12 }), (a, b, steps) => {
      const models = [modelOf(a), modelOf(b)];
      const cache = new ColumnCache();
      let [fromMs, spanMs, nowMs] = [BASE_MS, 86_400_000, BASE_MS + 40_000_000];
      for (const { byPixels, zoom, nowByMs } of [{ byPixels: 0, zoom: 1, nowByMs: 0 }, ...steps]) {
        fromMs += (byPixels * spanMs) / COLUMNS;
        spanMs *= zoom;
        nowMs += nowByMs;
        cache.update({ fromMs, toMs: fromMs + spanMs }, COLUMNS, nowMs, models);
        expect(Math.abs(cache.view.fromMs - fromMs)).toBeLessThanOrEqual(cache.view.pixelMs * 0.6);
        const anew = models.map((model) => {
          const columns = emptyColumns(COLUMNS);
          drawColumns(model, cache.view, columns);
          return columns;
        });
        expect(models.map((model) => lists(cache.of(model)))).toEqual(anew.map(lists));
        const joined = emptyColumns(COLUMNS);
        joinColumns(anew, COLUMNS, joined);
        expect(lists(cache.joined())).toEqual(lists(joined));
      }
    }),
    { numRuns: 60 },
  );
});

it('a row with a new answer is drawn anew while the others stay', () => {
  const empty = { spans: [], within: [], reads: [], range: { fromMs: BASE_MS, toMs: BASE_MS + 86_400_000 } };
  const full = { ...empty, spans: [{ ...empty.range, kind: 0, storage: 0 }] };
  const cache = new ColumnCache();
  const [before, after, other] = [modelOf(empty), modelOf(full), modelOf(empty)];
  const update = (...models: (typeof before)[]): void => cache.update(empty.range, COLUMNS, empty.range.toMs, models);
  update(before, other);
  expect(Math.max(...cache.joined().footage)).toBe(0);
  update(after, other);
  expect(Math.min(...cache.of(after).footage)).toBe(10);
  expect(Math.max(...cache.of(other).footage)).toBe(0);
  expect(Math.min(...cache.joined().footage)).toBe(5);
});
