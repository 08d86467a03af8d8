/** Which lists come in pieces, and where an answer carries its rows and its total: by rule, from the contract. */
import type { Field, Operation } from './contract.ts';

/** How a list is asked for: `page` counts pages, `row` counts rows, `none` gives everything at once. */
export type PageDialect =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'page' | 'row';
      readonly limitName: string;
      readonly offsetName: string;
      readonly first: number;
      readonly maxLimit: number;
    };

/** Knows how each operation of a cloud asks for its list. */
export interface Pager {
  readonly pageOf: (operation: Operation) => PageDialect;
}

/** A list that is asked for piece by piece. */
export interface Paging {
  readonly dialect: Extract<PageDialect, { readonly kind: 'page' | 'row' }>;
  /** The largest offset that the document allows, or null. */
  readonly maxOffset: number | null;
  /** Some documents type the numbers of a page as text. */
  readonly isTextOffset: boolean;
  readonly isTextLimit: boolean;
  /** Where the rows are: names from the answer down. More than one where a cloud sorts its rows by kind. */
  readonly rowPaths: readonly (readonly string[])[];
  /**
   * Where the number of all matches is, or null if the cloud does not report it; beside several lists it counts other
   * things.
   */
  readonly totalPath: readonly string[] | null;
}

const TOTALS: ReadonlySet<string> = new Set(['total', 'TotalCount']);

/** Every list that is reached through objects alone: lists inside rows belong to their row. */
export function listPathsOf(fields: readonly Field[]): readonly (readonly string[])[] {
  return fields.flatMap((field) => {
    if (field.type.startsWith('array')) return [[field.name]];
    if (field.type !== 'object') return [];
    return listPathsOf(field.children ?? []).map((path) => [field.name, ...path]);
  });
}

/** Where the number of all matches is, by its documented name, or null. */
export function totalPathOf(fields: readonly Field[]): readonly string[] | null {
  const here = fields.find(({ name }) => TOTALS.has(name));
  if (here) return [here.name];
  for (const { name, type, children } of fields) {
    const below = type === 'object' ? totalPathOf(children ?? []) : null;
    if (below) return [name, ...below];
  }
  return null;
}

/** How an operation is paged, or null when it gives everything at once. */
export function pagingOf(operation: Operation, { pageOf }: Pager): Paging | null {
  const dialect = pageOf(operation);
  if (dialect.kind === 'none') return null;
  const fieldOf = (name: string) => operation.params.find((field) => field.name === name);
  return {
    dialect,
    maxOffset: fieldOf(dialect.offsetName)?.max ?? null,
    isTextOffset: fieldOf(dialect.offsetName)?.type === 'string',
    isTextLimit: fieldOf(dialect.limitName)?.type === 'string',
    rowPaths: listPathsOf(operation.result),
    totalPath: totalPathOf(operation.result),
  };
}

const at = (data: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : null),
    data,
  );

/** The rows of an answer, in the order of the document. */
export function rowsIn(data: unknown, paths: Paging['rowPaths']): readonly unknown[] {
  return paths.flatMap((path) => {
    const rows = at(data, path);
    return Array.isArray(rows) ? (rows as readonly unknown[]) : [];
  });
}

/** The number of all matches, or null if the answer does not have it. */
export function totalIn(data: unknown, path: Paging['totalPath']): number | null {
  const total = path === null ? null : at(data, path);
  if (typeof total !== 'number' && typeof total !== 'string') return null;
  const number = total === '' ? NaN : Number(total);
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/**
 * Whether a call asks for the start of its list, so that rows must come where the total is above 0. A list that counts
 * rows from 1 leaves it open: its document leaves open whether row 1 is the first or the second.
 */
export function asksForStart(paging: Paging | null, params: Readonly<Record<string, unknown>>): boolean {
  if (paging === null) return true;
  const { dialect } = paging;
  const offset = params[dialect.offsetName];
  if (offset === undefined) return true;
  return Number(offset) === dialect.first && (dialect.kind === 'page' || dialect.first === 0);
}

/** The parameters that select one page. */
export function positionParams(
  { dialect, isTextLimit, isTextOffset }: Paging,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Readonly<Record<string, number | string>> {
  return {
    [dialect.limitName]: isTextLimit ? String(limit) : limit,
    [dialect.offsetName]: isTextOffset ? String(offset) : offset,
  };
}
