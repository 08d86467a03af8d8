/** How long an answer may be: what its document allows, with room to spare. */
import type { Operation } from '../../contract/contract.ts';
import { listPathsOf, pagingOf, type Pager } from '../../contract/paging.ts';

/** For answers about one thing, and for short pages. The longest printed row has 1,380 bytes. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;
/** For pages of up to 5,000 rows, and for lists that a cloud gives at once: 20,000 groups of 200 bytes. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;
/** The longest file that is gathered in memory, for a caller that takes no pieces. */
export const MAX_GATHERED_FILE_BYTES = 16 * 1024 * 1024;

/** The largest page that fits into the smaller limit, at 10 kB for each row. */
const SHORT_PAGE_ROWS = 200;

/** The longest answer of an operation that is read, in bytes. */
export function maxAnswerBytesOf(operation: Operation, dialect: Pager): number {
  if (listPathsOf(operation.result).length === 0) return MAX_ANSWER_BYTES;
  const rows = pagingOf(operation, dialect)?.dialect.maxLimit ?? Infinity;
  return rows <= SHORT_PAGE_ROWS ? MAX_ANSWER_BYTES : MAX_LIST_BYTES;
}
