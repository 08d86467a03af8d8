/** Marks of several providers on one line. */
import { expect, it } from 'vitest';
import {
  markGroups,
  nextMark,
  previousMark,
  sortedMarks,
  type Mark,
  type MarkKind,
} from '../../../../../renderer/ui/timeline/marks.ts';

const mark = (atMs: number, kind: MarkKind = 'bookmark'): Mark => ({ id: `${kind} ${atMs}`, kind, atMs, label: '' });
const marks = sortedMarks([[mark(500), mark(100)], [mark(105, 'alarm')], [mark(300, 'export')]]);

it('the keys go through the marks of all providers in the order of time', () => {
  expect([0, 100, 105, 500].map((ms) => nextMark(marks, ms)?.atMs)).toEqual([100, 105, 300, undefined]);
  expect([100, 105, 300, 900].map((ms) => previousMark(marks, ms)?.atMs)).toEqual([undefined, 100, 105, 500]);
});

it('marks too close to each other are one sign: the most important mark with their number', () => {
  const groups = markGroups(marks, { fromMs: 50, toMs: 500 }, 20);
  expect(groups.map(({ mark: { id }, count }) => [id, count])).toEqual([
    ['alarm 105', 2],
    ['export 300', 1],
  ]);
});

it('a hundred thousand marks become as many signs as have room', () => {
  const many = sortedMarks([Array.from({ length: 100_000 }, (_, i) => mark(i))]);
  const groups = markGroups(many, { fromMs: 0, toMs: 100_000 }, 1_000);
  expect(groups).toHaveLength(100);
  expect(groups.every(({ count }) => count === 1_000)).toBe(true);
});
