/** Applies Undo and Redo to a changed sequence. Pure. */
import type { Sequence } from '../../../preload/domain/sequences.ts';

/** The fields of a sequence that an operator can change. */
const FIELDS = ['name', 'dwellSec', 'offline', 'steps'] as const satisfies readonly (keyof Sequence)[];
type Field = (typeof FIELDS)[number];

const isSame = (a: Sequence, b: Sequence, field: Field): boolean =>
  JSON.stringify(a[field]) === JSON.stringify(b[field]);

/** The fields in which two states of a sequence differ. */
export const changedFields = (from: Sequence, to: Sequence): readonly Field[] =>
  FIELDS.filter((field) => !isSame(from, to, field));

/**
 * The sequence of now, with what changed between `from` and `to`. Changes of others in other fields stay.
 *
 * @returns null where others changed the same fields since, so that nothing is left to change.
 */
export function stepped(now: Sequence, from: Sequence, to: Sequence): Sequence | null {
  const fields = changedFields(from, to).filter((field) => isSame(now, from, field));
  if (fields.length === 0) return null;
  return { ...now, ...Object.fromEntries(fields.map((field) => [field, to[field]])) };
}
