/**
 * Cameras that an account's cloud stops to list all at once. A cloud that lost its database, a right that was taken
 * away for a minute and a search index that is being built give a short list with status 200, so such rows stay,
 * marked, until a second reading agrees. Few lost cameras are ordinary work and leave at once.
 */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { ChannelId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import { SLICE, type DirectoryContent } from './directory-reading.ts';

/**
 * A reading that lost more than this must be confirmed. Three cameras: a recorder with its channels that was taken
 * down. A fifth: far more than is dismounted between two readings, and little enough that a missing page of a list
 * counts.
 */
const SUDDEN_LOSS = { cameras: 3, share: 0.2 } as const;
/** Two readings that are closer than this see the same moment of the cloud and do not confirm each other. */
export const CONFIRM_AFTER_MS = 5_000;
/** The most marked rows: readings of ever other lists must not pile up rows. Beyond it, those that were lost first leave. */
const MAX_MISSING = 50_000;

type Content = DirectoryContent<NumberedChannel>;

/** @param listed cameras that the reading before listed. */
export function isSuddenLoss(listed: number, lost: number): boolean {
  if (lost === 0) return false;
  return lost >= listed || lost > Math.max(SUDDEN_LOSS.cameras, listed * SUDDEN_LOSS.share);
}

/** How many of the rows are kept although the last answer does not list them. */
export const missingIn = ({ channels }: Pick<Content, 'channels'>): number =>
  channels.reduce((count, { missingSinceMs }) => (missingSinceMs === undefined ? count : count + 1), 0);

/**
 * The new reading with the rows of `before` that must wait for a second reading. Yields to other events between slices.
 *
 * @param nowMs epoch milliseconds of the new reading.
 */
export async function withMissing(before: Content, read: Content, nowMs: number): Promise<Content> {
  const present = new Set<ChannelId>();
  for (const [i, { id }] of read.channels.entries()) {
    present.add(id);
    if (i % SLICE === SLICE - 1) await yieldToEvents();
  }
  const isListed = ({ missingSinceMs }: NumberedChannel): boolean => missingSinceMs === undefined;
  const listed = before.channels.filter(isListed).length;
  const lost = before.channels.filter((row) => !present.has(row.id) && isListed(row)).length;
  const isSudden = isSuddenLoss(listed, lost);
  const kept = new Map<ChannelId | null, NumberedChannel[]>();
  let anchor: ChannelId | null = null;
  let room = MAX_MISSING;
  for (const [i, row] of before.channels.entries()) {
    if (i % SLICE === SLICE - 1) await yieldToEvents();
    if (present.has(row.id)) {
      anchor = row.id;
      continue;
    }
    const missing = stillMissing(row, isSudden, nowMs);
    if (missing === null || room-- <= 0) continue;
    const beside = kept.get(anchor);
    if (beside === undefined) kept.set(anchor, [missing]);
    else beside.push(missing);
  }
  if (kept.size === 0) return read;
  const channels = await inPlace(read.channels, kept);
  return { channels, groups: withGroupsOf(channels, before.groups, read.groups) };
}

/** A row that the new reading does not list: marked, or null when it leaves. */
function stillMissing(row: NumberedChannel, isSudden: boolean, nowMs: number): NumberedChannel | null {
  const { missingSinceMs } = row;
  if (missingSinceMs === undefined) return isSudden ? { ...row, missingSinceMs: nowMs } : null;
  // The distance counts, not the order: a clock that was set back must not keep a row for ever.
  return Math.abs(nowMs - missingSinceMs) < CONFIRM_AFTER_MS ? row : null;
}

/** Each kept row stands behind the row that it stood behind before. */
async function inPlace(
  read: readonly NumberedChannel[],
  kept: ReadonlyMap<ChannelId | null, readonly NumberedChannel[]>,
): Promise<NumberedChannel[]> {
  const channels = [...(kept.get(null) ?? [])];
  for (const [i, row] of read.entries()) {
    channels.push(row, ...(kept.get(row.id) ?? []));
    if (i % SLICE === SLICE - 1) await yieldToEvents();
  }
  return channels;
}

/** The groups of the reading, with the earlier groups that hold a kept row, up to the top. */
function withGroupsOf(
  channels: readonly NumberedChannel[],
  before: readonly OrgNode[],
  read: readonly OrgNode[],
): readonly OrgNode[] {
  const known = new Set<OrgNodeId>(read.map(({ id }) => id));
  const old = new Map<OrgNodeId, OrgNode>(before.map((group) => [group.id, group]));
  const wanted = new Set<OrgNodeId>();
  for (const { orgNodeId, missingSinceMs } of channels) {
    if (missingSinceMs === undefined) continue;
    for (let id = orgNodeId; id !== null && !known.has(id) && !wanted.has(id); id = old.get(id)?.parentId ?? null) {
      wanted.add(id);
    }
  }
  const back = before.filter(({ id }) => wanted.has(id));
  return back.length === 0 ? read : [...read, ...back];
}
