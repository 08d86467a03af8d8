/**
 * Remembers what the columns of imported files mean, by their headings, for all lists of this client. Of a heading a hash is
 * stored alone.
 */
import { createHash } from 'node:crypto';
import { MAX_REMEMBERED_COLUMNS } from '../../../preload/domain/bounds.ts';
import type { ImportColumn } from '../../../preload/domain/people/targets.ts';
import type { TargetColumnTable } from '../../db/targets/columns.ts';
import { log } from '../../log.ts';

export interface ColumnMeaning {
  readonly heading: string;
  /** Null: forgotten. */
  readonly column: ImportColumn | null;
}

const KEY_CHARS = 32;

/** The same for headings that differ in case and in spaces around them. */
const keyOf = (heading: string): string =>
  createHash('sha256').update(heading.trim().toLowerCase(), 'utf8').digest('hex').slice(0, KEY_CHARS);

export class ImportColumns {
  readonly #table: TargetColumnTable;

  constructor(table: TargetColumnTable) {
    this.#table = table;
  }

  /** The meaning of each heading, null where none is stored; and how many headings are remembered at all. */
  of(headings: readonly string[]): { readonly columns: readonly (ImportColumn | null)[]; readonly remembered: number } {
    return { columns: headings.map((one) => this.#table.of(keyOf(one))), remembered: this.#table.count() };
  }

  remember(meanings: readonly ColumnMeaning[]): void {
    const byKey = new Map(meanings.map(({ heading, column }) => [keyOf(heading), column]));
    this.#table.save(byKey, MAX_REMEMBERED_COLUMNS);
  }

  /** All of them. */
  forget(): void {
    this.#table.clear();
    log.audit('the columns of imports were forgotten', {});
  }
}
