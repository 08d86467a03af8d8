/** Revisions of what windows save: a window names the one that it knows, and main stores the next. */

/** Far above what hands reach. A page that names more cannot bring a number into the database that nothing can read back. */
const MAX_GIVEN = 1_000_000_000_000;

/**
 * The revision to store.
 *
 * @param given as the window knows it: above the stored one where something that was removed is saved again.
 * @param stored of the row that is replaced; 0 where there is none.
 */
export function nextRevision(given: number, stored: number): number {
  return Math.max(Math.min(given, MAX_GIVEN), stored) + 1;
}
