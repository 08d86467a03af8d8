/** Reads a list to find out what became of changes whose answers were lost. */
import type { TargetValues } from '../../../preload/domain/people/targets.ts';
import { AppError, isFailure } from '../../errors.ts';
import type { ListedTarget, TargetPlace, TargetPort } from '../../ports/targets.ts';

/** The most pages of a list that are read. */
const MAX_PAGES = 200;

/**
 * Reads a list from its start until `onRow` has seen enough, or to its end.
 *
 * @param onRow true ends the reading.
 * @throws {AppError} `targets.not-settled` where the list cannot be read so far; `cancelled`.
 */
export async function readList(
  port: Pick<TargetPort, 'page'>,
  place: TargetPlace,
  signal: AbortSignal,
  onRow: (row: ListedTarget) => boolean,
): Promise<void> {
  let cursor: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const rows = await pageOf(port, place, cursor, signal);
    for (const row of rows.targets) if (onRow(row)) return;
    // A list that is read in part does not prove that a target is not there.
    if (rows.isCut || rows.unreadable > 0) break;
    if (rows.next === null) return;
    cursor = rows.next;
  }
  throw new AppError('targets.not-settled', 'the list does not show whether a change was made');
}

async function pageOf(port: Pick<TargetPort, 'page'>, place: TargetPlace, cursor: string | null, signal: AbortSignal) {
  try {
    return await port.page(place, cursor, signal);
  } catch (cause) {
    if (!isFailure(cause)) throw cause;
    throw new AppError('targets.not-settled', 'the list cannot be read', { cause, vendor: cause.vendor });
  }
}

/** A row with the external id; without one, a row with the name and with no other value than was sent. */
export function isRowOf({ values }: ListedTarget, sent: TargetValues): boolean {
  if (sent.externalId) return values.externalId === sent.externalId;
  const isSent = ([field, value]: [string, string]): boolean => sent[field as keyof TargetValues] === value;
  return values.name === sent.name && Object.entries(values).every(isSent);
}
