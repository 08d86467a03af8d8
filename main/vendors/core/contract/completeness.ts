/**
 * Checks whether an answer has the content that its document promises. An answer without that content is an error and
 * never "none": a cloud whose database is away, a proxy and a sign-in page all answer 200 and something else. Works on
 * the answer as it came, because the schemas drop unknown keys and cannot distinguish a missing list from an empty one.
 */
import type { AnswerOverride, Field, Operation } from './contract.ts';
import type { Effect } from './effects.ts';
import { listPathsOf, totalIn, totalPathOf } from './paging.ts';

/** The content that an answer of one operation must carry. */
export interface AnswerContent {
  readonly operationId: string;
  /** Whether an answer without any content is an error. Most writes document no content that the client needs. */
  readonly isNeeded: boolean;
  readonly fields: readonly Field[];
  readonly lists: readonly ContentList[];
  readonly totalPath: readonly string[] | null;
  /** Some lists may come as a bare array of their rows. */
  readonly isBareList: boolean;
}

interface ContentList {
  readonly path: readonly string[];
  readonly may: AnswerOverride['may'] | null;
  readonly zeroPath: readonly string[] | null;
  /** The documented names of a row's members; empty where rows are texts or numbers. */
  readonly rowNames: readonly string[];
}

/** Keys that clouds wrap around the content of an answer. */
const ENVELOPE: ReadonlySet<string> = new Set([
  ...['RequestId', 'request_id', 'Code', 'code', 'error_code', 'StatusCode', 'Message', 'Success'],
]);
/** Numbers that only count rows, and the place of a page. */
const COUNTER = /(^|_)(total|num|count)$|(Count|Num|Total|PageNumber|PageNum|PageSize|TotalPage|CurrentPage)$/;
const LIST_VERB = /^(list|search|query)/i;

const isList = (field: Field): boolean => field.type.startsWith('array');

/** Whether an answer holds lists and, beside them, nothing but counters and the parameters that were sent. */
function holdsOnlyLists(fields: readonly Field[], sent: ReadonlySet<string>): boolean {
  return fields.every(
    (field) =>
      isList(field) ||
      sent.has(field.name) ||
      COUNTER.test(field.name) ||
      (field.type === 'object' && !!field.children?.length && holdsOnlyLists(field.children, sent)),
  );
}

function fieldAt(fields: readonly Field[], [name, ...rest]: readonly string[]): Field | undefined {
  const field = fields.find((one) => one.name === name);
  return rest.length === 0 ? field : fieldAt(field?.children ?? [], rest);
}

/**
 * By rule from the contract: every list that a read answers is needed, unless it is one attribute of an object among
 * others. Of writes only batches need their lists, because the rows have the outcome of each item.
 */
export function contentOf(
  operation: Operation,
  effect: Effect,
  isBatch: boolean,
  overrides: readonly AnswerOverride[] = [],
): AnswerContent {
  const exceptions = overrides.filter((one) => one.operation === operation.id);
  const exceptionOf = (path: string) =>
    exceptions.find((one) => one.path === path || (one.path !== '' && path.startsWith(`${one.path}.`)));
  const fields = operation.result.filter(({ name, type }) => !ENVELOPE.has(name) && type !== 'file');
  const paths = listPathsOf(fields);
  const sent = new Set(operation.params.map(({ name }) => name));
  const totalPath = totalPathOf(operation.result);
  const isListAnswer = totalPath !== null || LIST_VERB.test(operation.id) || holdsOnlyLists(fields, sent);
  const needsLists = effect === 'read' ? isListAnswer : isBatch;
  const needed = fields.filter(({ type }) => type !== 'null');
  const listAt = (path: readonly string[]): ContentList => {
    const { may = null, zero } = exceptionOf(path.join('.')) ?? {};
    return { path, may, zeroPath: zero?.split('.') ?? null, rowNames: rowNamesOf(fieldAt(fields, path)) };
  };
  return {
    operationId: operation.id,
    isNeeded: effect === 'read' && needed.length > 0 && exceptionOf('')?.may !== 'absent',
    fields,
    lists: needsLists ? paths.map(listAt) : [],
    totalPath,
    isBareList: operation.resultShape?.startsWith('bare JSON array') ?? false,
  };
}

const rowNamesOf = (field: Field | undefined): readonly string[] =>
  field?.type === 'array<object>' ? (field.children ?? []).map(({ name }) => name) : [];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Undefined where the answer does not name the member at all. */
const at = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), data);

/** Whether an object carries any member of its document. An object without documented members may hold anything. */
function carriesContent(fields: readonly Field[], data: Readonly<Record<string, unknown>>): boolean {
  return fields.some(({ name, type, children }) => {
    const value = data[name];
    if (!isGiven(value)) return false;
    return type !== 'object' || !children?.length || !isRecord(value) || carriesContent(children, value);
  });
}

/** A row that names none of its documented members is a row of something else. */
const isRow = (row: unknown, names: readonly string[]): boolean =>
  names.length === 0 || !(row === null || isRecord(row)) || (isRecord(row) && names.some((name) => isGiven(row[name])));

/** The rows of a list as they came, or null where the answer carries no such list. */
function rowsOf(raw: unknown, list: ContentList, isBareList: boolean): readonly unknown[] | null {
  const value = isBareList && Array.isArray(raw) ? raw : at(raw, list.path);
  if (Array.isArray(value)) return value as readonly unknown[];
  return isRecord(value) ? [value] : null; // one row without its list; the schema reads it as a list of one
}

/**
 * The first documented thing that an answer lacks, in words that name the operation, or null for a complete answer.
 *
 * @param raw the answer without its envelope's verdict, before the schema: null for an answer without a body.
 * @param isFirstPage whether the call asked for the start of its list. A later page may be empty.
 */
export function lackIn(content: AnswerContent, raw: unknown, isFirstPage: boolean): string | null {
  const { operationId, fields, lists, totalPath, isNeeded, isBareList } = content;
  const lack = (words: string): string => `${operationId}: ${words}`;
  const total = totalIn(raw, totalPath);
  let rows = 0;
  for (const list of lists) {
    const name = list.path.join('.');
    const found = rowsOf(raw, list, isBareList);
    const isZero = total === 0 || totalIn(raw, list.zeroPath) === 0;
    if (found === null && !isZero && list.may !== 'absent') {
      const value = at(raw, list.path);
      const isEmptyForm = list.may === 'empty' && (value === null || value === '');
      if (!isEmptyForm) return lack(`${name} is missing`);
    }
    if (found === null || found.length === 0) continue;
    if (!found.some((row) => isRow(row, list.rowNames))) return lack(`the rows of ${name} have no documented member`);
    rows += found.length;
  }
  const isListAnswer = lists.some(({ may }) => may !== 'absent');
  if (isNeeded && !isListAnswer && !(isRecord(raw) && carriesContent(fields, raw))) {
    return lack(`${fields[0]?.name ?? 'the content'} is missing`);
  }
  if (isFirstPage && lists.length > 0 && rows === 0 && total !== null && total > 0) {
    return lack(
      `${totalPath?.join('.') ?? 'total'} is ${total}, but ${lists[0]?.path.join('.') ?? 'the list'} has no rows`,
    );
  }
  return null;
}
