/** Motion and alarm recordings as marks, made once from the known recordings of a camera. */
import type { Cover } from './paint/cover.ts';
import { sortedMarks, type Mark } from './marks.ts';
import type { RowModel } from './row-model.ts';

/**
 * A camera that records all motion has tens of thousands of recordings in a month. Of more than this, neighbours in time share a
 * mark, which says how many recordings it stands for.
 */
const MOST_OF_KIND = 20_000;

export interface MarkLabels {
  readonly id: string;
  readonly alarm: string;
  readonly motion: string;
  /** The label of a mark that stands for several recordings. */
  several(label: string, count: number): string;
}

const made = new WeakMap<RowModel, { readonly key: string; readonly marks: readonly Mark[] }>();

/** In the order of time; the same array for the same recordings and labels. */
export function recordingMarks(model: RowModel, labels: MarkLabels): readonly Mark[] {
  const key = [labels.id, labels.alarm, labels.motion].join('\n');
  const before = made.get(model);
  if (before?.key === key) return before.marks;
  const marks = sortedMarks((['alarm', 'motion'] as const).map((kind) => marksOf(model[kind], kind, labels)));
  made.set(model, { key, marks });
  return marks;
}

function marksOf(cover: Cover, kind: 'alarm' | 'motion', labels: MarkLabels): readonly Mark[] {
  const { count } = cover;
  const lengthMs = count === 0 ? 0 : cover.endOf(count - 1) - cover.beginOf(0);
  const leastMs = count <= MOST_OF_KIND ? 0 : Math.ceil(lengthMs / MOST_OF_KIND);
  const marks: Mark[] = [];
  for (let i = 0; i < count;) {
    const atMs = cover.beginOf(i);
    const first = i;
    i += 1;
    while (i < count && cover.beginOf(i) < atMs + leastMs) i += 1;
    const several = i - first > 1 ? { count: i - first } : {};
    const label = i - first > 1 ? labels.several(labels[kind], i - first) : labels[kind];
    marks.push({ id: `${labels.id} ${kind} ${atMs}`, kind, atMs, toMs: cover.endOf(i - 1), label, ...several });
  }
  return marks;
}
