import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reasonedGaps } from '../../../../../preload/domain/recording/recording-gaps.ts';
import { joinRanges, withoutRanges } from '../../../../../preload/domain/recording/recordings.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';

const NOTHING = { offline: [], planned: null, keptFromMs: null };

it('a gap of unknown cause states that no reason is published', () => {
  expect(reasonedGaps([{ fromMs: 10, toMs: 20 }], NOTHING)).toEqual([
    { reason: 'not-published', fromMs: 10, toMs: 20 },
  ]);
});

// @promise playback.gap-reasons
it('a gap is cut into pieces, each with the surest reason: seen off line, then deleted by age, then not planned', () => {
  const gaps = reasonedGaps([{ fromMs: 0, toMs: 100 }], {
    offline: [{ fromMs: 10, toMs: 30 }],
    keptFromMs: 20,
    planned: [{ fromMs: 50, toMs: 70 }],
  });
  expect(gaps).toEqual([
    { reason: 'expired', fromMs: 0, toMs: 10 },
    { reason: 'offline', fromMs: 10, toMs: 30 },
    { reason: 'not-planned', fromMs: 30, toMs: 50 },
    { reason: 'not-published', fromMs: 50, toMs: 70 },
    { reason: 'not-planned', fromMs: 70, toMs: 100 },
  ]);
});

it('the pieces are exactly as long as the gaps and never overlap, whatever is known', () => {
  const range = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 50 }));
  const ranges = fc.array(
    range.map(([fromMs, length]): TimeRange => ({ fromMs, toMs: fromMs + length })),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(
      ranges,
      ranges,
      fc.option(ranges, { nil: null }),
      fc.option(fc.integer({ min: -10, max: 260 }), { nil: null }),
      (gaps, offline, planned, keptFromMs) => {
        const found = reasonedGaps(gaps, { offline, planned, keptFromMs });
        expect(joinRanges(found)).toEqual(joinRanges(gaps));
        for (const [i, one] of found.entries()) {
          expect(withoutRanges(one, found.toSpliced(i, 1))).toEqual([{ fromMs: one.fromMs, toMs: one.toMs }]);
        }
      },
    ),
  );
});
