/** The answer as rows of a tree. Only open branches are walked, so that the size of an answer does not matter. */
import { isObject, type Json } from '../../../contract-form/console-json.ts';

/** Longer lists open in pieces: a row at the end shows the next ones. */
const PIECE = 200;
/** At first two levels are open, without lists and objects that would fill the screen. */
const OPEN_LEVELS = 2;
const OPEN_MEMBERS = 40;
const MAX_LEVELS = 60;

export interface ValueRow {
  readonly kind: 'value';
  /** The path as a JSON pointer: unique. */
  readonly key: string;
  readonly parentKey: string | null;
  /** 1-based. */
  readonly level: number;
  readonly name: string;
  readonly value: Json;
  /** Number of members, or null for a plain value. */
  readonly count: number | null;
  readonly isOpen: boolean;
}

/** Stands for the members that are not shown yet. */
export interface MoreRow {
  readonly kind: 'more';
  readonly key: string;
  readonly parentKey: string;
  readonly level: number;
  readonly left: number;
}

export type AnswerRow = ValueRow | MoreRow;

export interface Folds {
  /** Branches the operator opened (true) or closed (false); the others follow the rule above. */
  readonly open: ReadonlyMap<string, boolean>;
  /** How many pieces of a long list are shown. */
  readonly pieces: ReadonlyMap<string, number>;
}

export const NO_FOLDS: Folds = { open: new Map(), pieces: new Map() };

function countOf(value: Json): number | null {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : null;
}

const pointer = (parent: string, name: string): string =>
  `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** The path of a row as the documents know it: names joined by dots; the indexes of lists add nothing. */
export const namesOf = (key: string): string =>
  key
    .split('/')
    .slice(1)
    .filter((part) => !/^\d+$/.test(part))
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

/** The rows to show, top to bottom, without a row for the answer itself. */
export function answerRows(answer: Json, folds: Folds): readonly AnswerRow[] {
  const rows: AnswerRow[] = [];
  if (countOf(answer) === null) return [valueRow('', { key: '/', parentKey: null, level: 1, value: answer }, folds)];
  walk(answer, { key: '', level: 0 }, folds, rows);
  return rows;
}

type Place = Pick<ValueRow, 'key' | 'parentKey' | 'level' | 'value'>;

function valueRow(name: string, place: Place, folds: Folds): ValueRow {
  const count = countOf(place.value);
  const byRule = count !== null && place.level <= OPEN_LEVELS && count <= OPEN_MEMBERS;
  const isOpen = count !== null && count > 0 && (folds.open.get(place.key) ?? byRule);
  return { kind: 'value', name, count, isOpen, ...place };
}

function walk(parent: Json, at: { key: string; level: number }, folds: Folds, rows: AnswerRow[]): void {
  const level = at.level + 1;
  if (level > MAX_LEVELS) return;
  const members: readonly (readonly [string, Json])[] = Array.isArray(parent)
    ? slice(parent, at.key, folds).map((value, i) => [String(i), value] as const)
    : Object.entries(parent as object).slice(0, shownOf(at.key, folds));
  for (const [name, value] of members) {
    const key = pointer(at.key, name);
    const row = valueRow(name, { key, parentKey: at.key === '' ? null : at.key, level, value }, folds);
    rows.push(row);
    if (row.isOpen) walk(value, { key, level }, folds, rows);
  }
  const left = (countOf(parent) ?? 0) - members.length;
  if (left > 0) rows.push({ kind: 'more', key: `${at.key}/…`, parentKey: at.key, level, left });
}

const shownOf = (key: string, folds: Folds): number => (folds.pieces.get(key) ?? 1) * PIECE;

function slice(list: readonly Json[], key: string, folds: Folds): readonly Json[] {
  return list.slice(0, shownOf(key, folds));
}

export function withOpen(folds: Folds, key: string, isOpen: boolean): Folds {
  return { ...folds, open: new Map(folds.open).set(key, isOpen) };
}

export function withMore(folds: Folds, key: string): Folds {
  return { ...folds, pieces: new Map(folds.pieces).set(key, (folds.pieces.get(key) ?? 1) + 1) };
}

const MAX_BRANCHES = 2000;

/** Every branch open or closed; bounded, so that opening all of a huge answer does not stop the page. */
export function withAll(answer: Json, isOpen: boolean): Folds {
  const open = new Map<string, boolean>();
  const visit = (value: Json, key: string, level: number): void => {
    if (level > MAX_LEVELS || countOf(value) === null) return;
    const members: readonly (readonly [string, Json])[] = Array.isArray(value)
      ? value.slice(0, PIECE).map((item: Json, i) => [String(i), item] as const)
      : Object.entries(value as object);
    for (const [name, item] of members) {
      if (open.size >= MAX_BRANCHES) return;
      if (countOf(item) === null) continue;
      const inner = pointer(key, name);
      open.set(inner, isOpen);
      visit(item, inner, level + 1);
    }
  };
  visit(answer, '', 1);
  return { open, pieces: new Map() };
}
