/** The content of a file of people: which column is which field, and which rows are wrong before anything is sent. */
import type { JobRowError } from '../../../../../preload/domain/jobs.ts';
import {
  TARGET_FIELDS,
  targetValueProblem,
  type ImportColumn,
  type TargetField,
  type TargetFieldRule,
  type TargetLimits,
  type TargetValues,
} from '../../../../../preload/domain/people/targets.ts';
import { MAX_TABLE_CELL_CHARS } from '../../../../../preload/domain/bounds.ts';
import type { FieldProblem } from '../../../../../preload/domain/field-problems.ts';
import type { CellFault } from '../../../../../preload/domain/people/people-tables.ts';
import { restBetween } from './rests.ts';
import type { NamedPicture } from './zip.ts';

/** The meanings that a column can have. */
export const COLUMNS = [...TARGET_FIELDS, 'picture'] as const;
/** The meaning of a column; null: it is left out. */
export type Column = TargetField | 'picture' | null;

export interface FileRow {
  /** From 1. */
  readonly row: number;
  readonly externalId: string;
  readonly values: TargetValues;
  readonly picture: NamedPicture | null;
  /** The earlier row that has the same picture: a warning, since a cloud may take both. */
  readonly samePictureAs: number | null;
  /** Null: it can be sent. */
  readonly error: JobRowError | null;
}

const MAX_ID_SIGNS = 64;

/** A map, since a file may have a word such as `constructor`, which every plain object has. */
const GENDERS: ReadonlyMap<string, string> = new Map([
  ...['male', 'm', '男', '男性'].map((word) => [word, 'male'] as const),
  ...['female', 'f', '女', '女性'].map((word) => [word, 'female'] as const),
]);

/** Names of a column in files, beside the names of the fields in the language of the page. */
const COLUMN_NAMES: ReadonlyMap<string, Column> = new Map([
  ...['姓名', '名称'].map((word) => [word, 'name'] as const),
  ...['外部编号', 'id'].map((word) => [word, 'externalId'] as const),
  ...['照片', '图片', 'photo', 'image', 'file'].map((word) => [word, 'picture'] as const),
  ...([
    ['性别', 'gender'],
    ['工号', 'workNumber'],
    ['年龄', 'age'],
  ] as const),
]);

/** Columns with the reason why a row was not imported, or has no picture, in files that this client wrote. In lower case. */
export const REASON_COLUMNS: ReadonlySet<string> = new Set([
  ...['not imported because', '未导入的原因', 'without picture because'],
]);

/** The columns that a job was made with. */
export const columnsOf = (names: readonly (string | null)[]): readonly Column[] =>
  names.map((name) => COLUMNS.find((one) => one === name) ?? null);

/**
 * Guesses the columns by their names. What is remembered of a name counts first.
 *
 * @param namesOf what each field is called in the language of the page.
 * @param remembered in the order of the columns; absent or null where nothing is.
 */
export function guessColumns(
  head: readonly string[],
  namesOf: ReadonlyMap<string, Column>,
  remembered: readonly (ImportColumn | null)[] = [],
): readonly Column[] {
  const known = remembered.filter((one) => one !== null && one !== 'left-out');
  const taken = new Set<Column>();
  return head.map((cell, at) => {
    const name = cell.trim().toLowerCase();
    const own = remembered[at] ?? null;
    if (own === 'left-out') return null;
    const guess = namesOf.get(name) ?? COLUMN_NAMES.get(name) ?? null;
    // A column of this file has the meaning because somebody said so.
    const column = own ?? (guess !== null && known.includes(guess) ? null : guess);
    if (column === null || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/**
 * The meanings to remember for the columns of a file: a choice that differs from the guess. For a column without one, an
 * earlier choice is forgotten. A name that is empty, or that two columns have, is left out.
 */
export function columnMeanings(
  head: readonly string[],
  columns: readonly Column[],
  namesOf: ReadonlyMap<string, Column>,
): readonly { readonly heading: string; readonly column: ImportColumn | null }[] {
  const guessed = guessColumns(head, namesOf);
  const names = head.map((cell) => cell.trim().toLowerCase());
  return head.flatMap((heading, at) => {
    const name = names[at] ?? '';
    if (name === '' || names.indexOf(name) !== names.lastIndexOf(name)) return [];
    const column = columns[at] ?? null;
    return [{ heading, column: column === (guessed[at] ?? null) ? null : (column ?? 'left-out') }];
  });
}

/** Null for a name that several pictures have, in folders of their own: nobody says which one is meant. */
export type PicturesByName = ReadonlyMap<string, NamedPicture | null>;

/** Pictures by their names, without case. */
export async function picturesByName(pictures: readonly NamedPicture[]): Promise<PicturesByName> {
  const byName = new Map<string, NamedPicture | null>();
  const rest = restBetween();
  for (const picture of pictures) {
    const name = picture.name.toLowerCase();
    byName.set(name, byName.has(name) ? null : picture);
    if (rest.isDue()) await rest.take();
  }
  return byName;
}

interface Source {
  readonly rows: readonly (readonly string[])[];
  /** Cells that are not as they were typed, by the place of their row. */
  readonly faults: ReadonlyMap<number, readonly CellFault[]>;
  readonly columns: readonly Column[];
  readonly pictures: PicturesByName;
  /** Makes external ids where the file has none: the same file makes the same ids. */
  readonly fileHash: string;
}

/** Each row of the file, with the first thing that is wrong with it. */
export function* checkRows(
  { rows, faults, columns, pictures, fileHash }: Source,
  limits: Pick<TargetLimits, 'fields'>,
): Generator<FileRow> {
  const ids = new Set<string>();
  const places = new Map(columns.map((column, at) => [column, at]));
  for (const [i, cells] of rows.entries()) {
    const row = i + 1;
    const given = (column: Column): string => cells[places.get(column) ?? -1] ?? '';
    const externalId = given('externalId') || `L${fileHash.slice(0, 12)}R${row}`;
    const values = valuesOf(given, limits);
    const found = pictureOf(given, externalId, pictures);
    const [picture, missing] = typeof found === 'string' ? [null, errorOf('picture', found)] : [found, null];
    const twice = ids.has(externalId) ? errorOf('externalId', 'twice') : null;
    ids.add(externalId);
    const cell = cellError(faults.get(i) ?? [], columns, limits);
    const error = cell ?? twice ?? valueError(limits.fields, { ...values, externalId }) ?? missing;
    yield { row, externalId: startOf(externalId), values, picture, samePictureAs: null, error };
  }
}

/** The signs that a row names itself by, emoji whole; most ids are shorter and stay one text with the cell. */
const startOf = (externalId: string): string =>
  externalId.length <= MAX_ID_SIGNS ? externalId : [...externalId].slice(0, MAX_ID_SIGNS).join('');

/** Of a column that is left out, or that the family does not store, nothing is wrong. */
function cellError(
  faults: readonly CellFault[],
  columns: readonly Column[],
  { fields }: Pick<TargetLimits, 'fields'>,
): JobRowError | null {
  for (const { column, problem } of faults) {
    const field = columns[column] ?? null;
    const isSent = fields.every((rule) => rule.field !== field || rule.barOnAdd === null);
    if (field !== null && isSent) return errorOf(field, problem, problem === 'too-long' ? MAX_TABLE_CELL_CHARS : null);
  }
  return null;
}

/** The cell of a row in a column; empty without one. */
type Given = (column: Column) => string;

function valuesOf(given: Given, { fields }: Pick<TargetLimits, 'fields'>): TargetValues {
  const values: Partial<Record<TargetField, string>> = {};
  for (const { field, barOnAdd } of fields) {
    const text = given(field);
    if (text === '' || barOnAdd !== null || field === 'externalId') continue;
    values[field] = field === 'gender' ? (GENDERS.get(text.toLowerCase()) ?? text) : text;
  }
  return values;
}

/** By the column of pictures, else by the external id, then by the name of the person. */
function pictureOf(given: Given, externalId: string, pictures: PicturesByName): NamedPicture | 'no-file' | 'two-files' {
  const named = given('picture');
  const names = named !== '' ? [named.split(/[/\\]/).at(-1) ?? ''] : [externalId, given('name')];
  for (const name of names)
    for (const ending of ['', '.jpg', '.jpeg', '.png']) {
      const found = pictures.get(`${name}${ending}`.toLowerCase());
      if (found !== undefined) return found ?? 'two-files';
    }
  return 'no-file';
}

function valueError(fields: readonly TargetFieldRule[], values: TargetValues): JobRowError | null {
  for (const rule of fields) {
    if (rule.barOnAdd !== null) continue;
    const problem = targetValueProblem(rule, values[rule.field]);
    if (problem !== null) return errorOf(rule.field, problem, problem === 'too-long' ? rule.maxChars : null);
  }
  return null;
}

export const errorOf = (
  field: TargetField | 'picture',
  detail: FieldProblem,
  limit: number | null = null,
): JobRowError => ({ code: 'input.invalid-field', field, detail, limit, vendorCode: null, requestId: null });
