/** The range that a timeline shows while an operator zooms and moves. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  fittedView,
  keyStepMs,
  MAX_SPAN_MS,
  MIN_SPAN_MS,
  movedView,
  nextLengthMs,
  pageWith,
  spanOf,
  turnMs,
  viewWith,
  zoomedView,
} from '../../../../../renderer/ui/timeline/view.ts';
import { BASE_MS } from './rows.ts';

const view = fc
  .tuple(
    fc.integer({ min: BASE_MS, max: BASE_MS + 1e10 }),
    fc.double({ min: 3, max: Math.log10(MAX_SPAN_MS), noNaN: true }),
  )
  .map(([fromMs, log]) => fittedView({ fromMs, toMs: fromMs + 10 ** log }));

it('a zoom leaves the moment under the pointer at its place and never leaves 1 second to 31 days', () => {
  fc.assert(
    fc.property(
      view,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      (of, share, factor) => {
        const atMs = of.fromMs + share * spanOf(of);
        const zoomed = zoomedView(of, atMs, factor);
        expect(spanOf(zoomed)).toBeGreaterThanOrEqual(MIN_SPAN_MS - 0.01);
        expect(spanOf(zoomed)).toBeLessThanOrEqual(MAX_SPAN_MS + 0.01);
        expect((atMs - zoomed.fromMs) / spanOf(zoomed)).toBeCloseTo(share, 4);
      },
    ),
  );
});

it('a view with a moment is the view itself, or one moved so that the moment is inside', () => {
  fc.assert(
    fc.property(view, fc.integer({ min: BASE_MS - 1e9, max: BASE_MS + 2e10 }), (of, atMs) => {
      const shown = viewWith(of, atMs);
      expect(shown.fromMs <= atMs && atMs <= shown.toMs).toBe(true);
      expect(spanOf(shown)).toBeCloseTo(spanOf(of), 2);
      if (atMs === Math.round((of.fromMs + of.toMs) / 2)) expect(shown).toEqual(of);
    }),
  );
});

it('a view does not leave the years that stamps can name', () => {
  expect(movedView({ fromMs: 0, toMs: 10_000 }, -5_000)).toEqual({ fromMs: 0, toMs: 10_000 });
  expect(movedView({ fromMs: 0, toMs: 10_000 }, 1e18).toMs).toBe(Date.UTC(9_998, 0, 1));
  expect(spanOf(fittedView({ fromMs: BASE_MS, toMs: BASE_MS }))).toBe(MIN_SPAN_MS);
});

it('an arrow key goes a round step that is about a hundredth of the view', () => {
  const steps = [1_000, 60_000, 3_600_000, 18_000_000, 86_400_000, MAX_SPAN_MS].map((ms) =>
    keyStepMs({ fromMs: 0, toMs: ms }),
  );
  expect(steps).toEqual([10, 500, 30_000, 300_000, 600_000, 6 * 3_600_000]);
});

// @promise timeline.round: The keys zoom to round lengths and move the view by round lengths.
it('keys zoom to the next round length, in and out, and move a view by a round length of at most half of it', () => {
  const hours = (count: number) => ({ fromMs: BASE_MS, toMs: BASE_MS + count * 3_600_000 });
  const spans = [24, 5, 3, 1, 0.2].map((count) => nextLengthMs(hours(count), -1) / 3_600_000);
  expect(spans).toEqual([12, 3, 1, 0.5, 1 / 6]);
  const longer = [24, 5, 3, 31 * 24].map((count) => nextLengthMs(hours(count), 1) / 3_600_000);
  expect(longer).toEqual([48, 6, 6, 31 * 24]);
  expect(nextLengthMs({ fromMs: 0, toMs: MIN_SPAN_MS }, -1)).toBe(MIN_SPAN_MS);
  expect([24, 5, 0.7].map((count) => turnMs(hours(count)) / 3_600_000)).toEqual([12, 1, 1 / 6]);
  const zoomed = zoomedView(hours(5), BASE_MS + 1_000, nextLengthMs(hours(5), -1) / spanOf(hours(5)));
  expect([nextLengthMs(zoomed, 1), nextLengthMs(zoomed, -1)]).toEqual([6 * 3_600_000, 3_600_000]);
});

it('the page with a playhead is the view itself, or the next one, with the playhead near the edge from which it comes', () => {
  const page = { fromMs: BASE_MS, toMs: BASE_MS + 10_000 };
  expect(pageWith(page, BASE_MS + 9_999)).toBe(page);
  expect(pageWith(page, BASE_MS + 10_100)).toEqual({ fromMs: BASE_MS + 9_100, toMs: BASE_MS + 19_100 });
  expect(pageWith(page, BASE_MS - 100)).toEqual({ fromMs: BASE_MS - 9_100, toMs: BASE_MS + 900 });
});
