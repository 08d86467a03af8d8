/** The list of operations: which match a query, grouped by cloud and by chapter of its document. */
import type { OperationView } from '../../../../preload/contract/console.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';

export interface VendorOperations {
  readonly vendor: VendorId;
  readonly operations: readonly OperationView[];
}

export interface HeadRow {
  readonly kind: 'vendor' | 'group';
  readonly key: string;
  readonly vendor: VendorId;
  /** The chapter; empty for the row of a cloud. */
  readonly group: string;
  readonly count: number;
  readonly isClosed: boolean;
}

export interface OperationRow {
  readonly kind: 'operation';
  readonly key: string;
  readonly vendor: VendorId;
  readonly operation: OperationView;
}

export type ListRow = HeadRow | OperationRow;

const operationKey = (vendor: VendorId, id: string): string => `${vendor} ${id}`;

/** The lower-case words of a query: each must occur in the id or in one of the titles. */
export function termsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function isMatch({ id, titleZh, titleEn, path }: OperationView, terms: readonly string[]): boolean {
  const text = `${id}\n${titleZh}\n${titleEn}\n${path}`.toLowerCase();
  return terms.every((term) => text.includes(term));
}

/** The rows to show, top to bottom. While something is sought, everything that matches is open. */
export function listRows(
  clouds: readonly VendorOperations[],
  terms: readonly string[],
  closed: ReadonlySet<string>,
): readonly ListRow[] {
  const rows: ListRow[] = [];
  for (const { vendor, operations } of clouds) {
    const found = terms.length === 0 ? operations : operations.filter((operation) => isMatch(operation, terms));
    if (found.length === 0) continue;
    const isClosed = (key: string): boolean => terms.length === 0 && closed.has(key);
    if (clouds.length > 1) {
      const head = { key: vendor, vendor, group: '', count: found.length, isClosed: isClosed(vendor) };
      rows.push({ kind: 'vendor', ...head });
      if (head.isClosed) continue;
    }
    for (const [group, members] of Map.groupBy(found, (operation) => operation.group)) {
      const key = `${vendor}/${group}`;
      const head = { key, vendor, group, count: members.length, isClosed: isClosed(key) };
      rows.push({ kind: 'group', ...head });
      if (head.isClosed) continue;
      for (const operation of members) {
        rows.push({ kind: 'operation', key: operationKey(vendor, operation.id), vendor, operation });
      }
    }
  }
  return rows;
}

/** How many operations the rows hold, folded ones included. */
export function countOperations(clouds: readonly VendorOperations[], terms: readonly string[]): number {
  return clouds.reduce((sum, { operations }) => sum + operations.filter((o) => isMatch(o, terms)).length, 0);
}
