/** The marks of motion and alarm recordings. */
import { expect, it } from 'vitest';
import { markGroups } from '../../../../../renderer/ui/timeline/marks.ts';
import { recordingMarks } from '../../../../../renderer/ui/timeline/recording-marks.ts';
import { rowModel } from '../../../../../renderer/ui/timeline/row-model.ts';

const [MOTION, ALARM] = [1, 2];
const SECOND_MS = 1_000;
const labels = {
  id: 'c1',
  alarm: 'Gate, alarm',
  motion: 'Gate, motion',
  several: (label: string, count: number) => `${label}, ${count} recordings`,
};

/** `motions` motion recordings of one second, each `everyMs` after the one before, and an alarm at the begin. */
const modelOf = (motions: number, everyMs = 60 * SECOND_MS) => {
  const fromMs = [0, ...Array.from({ length: motions }, (_, i) => i * everyMs)];
  return rowModel({
    place: 'cloud',
    recordings: {
      fromMs,
      toMs: fromMs.map((ms) => ms + SECOND_MS),
      kind: fromMs.map((_, i) => (i === 0 ? ALARM : MOTION)),
      storage: fromMs.map(() => 0),
    },
    coverage: [],
  });
};

it('each motion and alarm recording is a mark, in the order of time', () => {
  const marks = recordingMarks(modelOf(3), labels);
  expect(marks.map(({ kind, atMs, toMs, label }) => [kind, atMs, toMs, label])).toEqual([
    ['alarm', 0, 1_000, 'Gate, alarm'],
    ['motion', 0, 1_000, 'Gate, motion'],
    ['motion', 60_000, 61_000, 'Gate, motion'],
    ['motion', 120_000, 121_000, 'Gate, motion'],
  ]);
});

// @promise timeline.shared-marks: Of more than 20,000 recordings of a kind, neighbours in time share a mark that says
// how many there are.
it('neighbours of very many recordings share a mark, none is missed, and the mark shows their number', () => {
  const marks = recordingMarks(modelOf(100_000), labels).filter(({ kind }) => kind === 'motion');
  expect(marks.length).toBeGreaterThan(10_000);
  expect(marks.length).toBeLessThanOrEqual(20_000);
  expect(marks.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(100_000);
  const [first, second] = marks;
  expect(first?.label).toBe(`Gate, motion, ${first?.count} recordings`);
  expect(second?.atMs).toBeGreaterThan(first?.toMs ?? Infinity);
  expect(marks.at(-1)?.toMs).toBe(99_999 * 60_000 + 1_000);
});

it('a sign for marks that stand for several recordings shows how many recordings there are', () => {
  const marks = recordingMarks(modelOf(40_000), labels).filter(({ kind }) => kind === 'motion');
  const [group] = markGroups(marks, { fromMs: 0, toMs: 60_000 }, 10 * 60_000);
  expect(group?.count).toBe(10);
});

it('marks are made once for the recordings of a camera, and anew for another name', () => {
  const model = modelOf(3);
  const marks = recordingMarks(model, labels);
  expect(recordingMarks(model, labels)).toBe(marks);
  expect(recordingMarks(model, { ...labels, motion: 'Door, motion' }).at(-1)?.label).toBe('Door, motion');
});
