/** The pieces that the table for screen readers lists, and the steps from span to span. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  lastPictureMs,
  nextSpanMs,
  piecesIn,
  playableFromMs,
  previousSpanMs,
  stateAt,
} from '../../../../../renderer/ui/timeline/pieces.ts';
import { footageRange, rowModel } from '../../../../../renderer/ui/timeline/row-model.ts';
import { BASE_MS, coverageOfRow, isPlayable, kindOf, modelOf, randomRow, storageOf, type RandomRow } from './rows.ts';

const NOW_MS = BASE_MS + 2 * 86_400_000;

/** The state from the definition alone. */
function slowState(row: RandomRow, atMs: number): string {
  const here = row.spans.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (here.some(isPlayable)) return 'recorded';
  if (here.some((span) => storageOf(span) === 'restoring')) return 'restoring';
  if (here.length > 0) return 'archived';
  if (atMs >= NOW_MS) return 'future';
  const state = coverageOfRow(row).find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)?.state ?? 'unknown';
  return state === 'covered' ? 'never' : state;
}

it('the pieces of a range follow each other without gaps, and every moment of a piece has the state of the piece', () => {
  const offset = fc.integer({ min: -4_000_000, max: 4 * 86_400_000 });
  fc.assert(
    fc.property(
      randomRow,
      offset,
      offset,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (row, a, b, at) => {
        const range = { fromMs: BASE_MS + Math.min(a, b), toMs: BASE_MS + Math.max(a, b) + 1 };
        const { pieces, isCut } = piecesIn(modelOf(row), range, { nowMs: NOW_MS, limit: 1_000 });
        expect(isCut).toBe(false);
        expect(pieces[0]?.fromMs).toBe(range.fromMs);
        expect(pieces.at(-1)?.toMs).toBe(range.toMs);
        for (const [i, piece] of pieces.entries()) {
          if (i > 0) expect(piece.fromMs).toBe(pieces[i - 1]?.toMs);
          const momentMs = Math.min(piece.toMs - 1, Math.floor(piece.fromMs + (piece.toMs - piece.fromMs) * at));
          expect(piece.state).toBe(slowState(row, momentMs));
          const kinds = row.spans.filter(({ fromMs, toMs }) => fromMs <= momentMs && momentMs < toMs).map(kindOf);
          expect(piece).toMatchObject({ hasMotion: kinds.includes('motion'), hasAlarm: kinds.includes('alarm') });
        }
      },
    ),
  );
});

it('the list of pieces ends at its limit and states that there are more', () => {
  const starts = Array.from({ length: 500 }, (_, i) => BASE_MS + i * 60_000);
  const row = rowModel({
    place: 'cloud',
    recordings: {
      fromMs: starts,
      toMs: starts.map((ms) => ms + 30_000),
      kind: starts.map(() => 0),
      storage: starts.map(() => 0),
    },
    coverage: [],
  });
  const range = { fromMs: BASE_MS, toMs: BASE_MS + 86_400_000 };
  const { pieces, isCut } = piecesIn(row, range, { nowMs: NOW_MS, limit: 20 });
  expect([pieces.length, isCut]).toEqual([20, true]);
});

const spans = (list: readonly (readonly [number, number, number?])[]) =>
  rowModel({
    place: 'cloud',
    recordings: {
      fromMs: list.map(([from]) => from * 1_000),
      toMs: list.map(([, to]) => to * 1_000),
      kind: list.map(() => 0),
      storage: list.map(([, , storage = 0]) => storage),
    },
    coverage: [],
  });

it('the steps to the next and previous span skip the seams between files of one recording', () => {
  const row = spans([
    [10, 20],
    [21, 30],
    [60, 70],
  ]);
  expect([0, 10_000, 25_000, 60_000].map((ms) => nextSpanMs(row, ms))).toEqual([10_000, 60_000, 60_000, null]);
  expect([5_000, 10_000, 25_000, 60_000, 90_000].map((ms) => previousSpanMs(row, ms))).toEqual([
    ...[null, null, 10_000, 10_000, 60_000],
  ]);
});

it('a gap is left for the next footage that can be played, past archived footage', () => {
  const row = spans([
    [10, 20],
    [30, 40, 2],
    [60, 70],
  ]);
  expect([15_000, 25_000, 35_000, 80_000].map((ms) => playableFromMs(row, ms))).toEqual([15_000, 60_000, 60_000, null]);
});

it('a moment shows the storage first, then the answer of the cloud, and after now nothing is missing', () => {
  const row = rowModel({
    place: 'device',
    recordings: { fromMs: [0, 10, 30], toMs: [20, 30, 40], kind: [0, 1, 0], storage: [0, 2, 3] },
    coverage: [
      { state: 'archived-within', fromMs: 40, toMs: 50 },
      { state: 'empty', fromMs: 50, toMs: 60 },
    ],
  });
  expect([5, 15, 25, 35, 45, 55, 65, 75].map((ms) => stateAt(row, ms, 70))).toEqual([
    ...['recorded', 'recorded', 'archived', 'restoring', 'archived-within', 'empty', 'unknown', 'future'],
  ]);
  expect(footageRange([row, spans([])])).toEqual({ fromMs: 0, toMs: 40 });
  expect(footageRange([spans([])])).toBe(null);
});

// @promise screen.back-to: The way back from a gap leads to the last picture before the gap, and over archived footage
// only where nothing else lies there.
it('the way back from a gap leads to the last picture before the gap, and over archived footage only where nothing else lies there', () => {
  const [ready, archived] = [0, 2];
  const row = (spans: readonly (readonly [number, number, number])[]) =>
    rowModel({
      place: 'cloud',
      recordings: {
        fromMs: spans.map(([fromMs]) => fromMs),
        toMs: spans.map(([, toMs]) => toMs),
        kind: spans.map(() => 0),
        storage: spans.map(([, , storage]) => storage),
      },
      coverage: [],
    });
  const continuous = row([
    [0, 90_000_000, ready],
    [91_000_000, 92_000_000, ready],
  ]);
  expect(lastPictureMs(continuous, 90_500_000)).toBe(90_000_000 - 500);
  expect(lastPictureMs(continuous, 91_500_000)).toBe(90_000_000 - 500);
  expect(lastPictureMs(continuous, 50_000)).toBeNull();
  const around = row([
    [0, 10_000, ready],
    [20_000, 30_000, archived],
  ]);
  expect(lastPictureMs(around, 40_000)).toBe(9_500);
  expect(lastPictureMs(row([[20_000, 30_000, archived]]), 40_000)).toBe(29_500);
});
