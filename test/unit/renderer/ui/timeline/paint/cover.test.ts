/** Sums over pieces of time without walking along them. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CoverBuilder, type Cover } from '../../../../../../renderer/ui/timeline/paint/cover.ts';
import { BASE_MS, coveredMs } from '../rows.ts';

const ranges = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: -10, max: 300_000 }))
    .map(([fromMs, lengthMs]) => ({ fromMs: BASE_MS + fromMs, toMs: BASE_MS + fromMs + lengthMs })),
  { maxLength: 80 },
);

function built(of: readonly { readonly fromMs: number; readonly toMs: number }[]): Cover {
  const builder = new CoverBuilder();
  for (const { fromMs, toMs } of [...of].sort((a, b) => a.fromMs - b.fromMs)) builder.add(fromMs, toMs);
  return builder.cover();
}

it('the sum of any range equals a count piece by piece, and so does the answer for a moment', () => {
  const moment = fc.double({ min: BASE_MS - 100_000, max: BASE_MS + 6_000_000, noNaN: true });
  fc.assert(
    fc.property(ranges, moment, moment, (of, a, b) => {
      const [fromMs, toMs] = [Math.min(a, b), Math.max(a, b)];
      const cover = built(of);
      expect(cover.within(fromMs, toMs)).toBe(coveredMs(of, fromMs, toMs));
      expect(cover.has(a)).toBe(of.some((range) => range.fromMs <= a && a < range.toMs));
    }),
  );
});

it('the sum before a full minute is the same whether few or many pieces are summed', () => {
  const many = Array.from({ length: 3_000 }, (_, i) => ({
    fromMs: BASE_MS + i * 20_000 + ((i * 7_919) % 9_000),
    toMs: BASE_MS + i * 20_000 + 9_500 + ((i * 104_729) % 9_000),
  }));
  for (const of of [many, many.slice(0, 20)]) {
    const cover = built(of);
    for (let minute = -3; minute < 1_010; minute += 1) {
      const atMs = BASE_MS + minute * 60_000;
      expect(cover.beforeMinute(atMs / 60_000)).toBe(coveredMs(of, 0, atMs));
    }
  }
});

it('the next change is the next moment at which the answer turns', () => {
  fc.assert(
    fc.property(ranges, fc.integer({ min: BASE_MS - 1_000, max: BASE_MS + 5_400_000 }), (of, atMs) => {
      const cover = built(of);
      const nextMs = cover.nextChange(atMs);
      const edges = of.filter(({ fromMs, toMs }) => toMs > fromMs).flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
      const turns = edges.filter((edge) => edge > atMs && cover.has(edge) !== cover.has(edge - 1));
      expect(nextMs).toBe(Math.min(Infinity, ...turns));
    }),
  );
});

it('pieces over many years get an index with longer steps and the same sums', () => {
  const yearMs = 365 * 86_400_000;
  const of = [0, 5, 12].map((years) => ({ fromMs: years * yearMs, toMs: years * yearMs + 1_000 }));
  const cover = built(of);
  expect(cover.within(0, 20 * yearMs)).toBe(3_000);
  expect(cover.has(5 * yearMs + 999)).toBe(true);
  expect(cover.has(5 * yearMs + 1_000)).toBe(false);
  expect(cover.nextChange(yearMs)).toBe(5 * yearMs);
});

it('a cover without pieces answers that nothing is covered', () => {
  const cover = built([]);
  expect([cover.within(0, 1e13), cover.has(5), cover.nextChange(5)]).toEqual([0, false, Infinity]);
});
