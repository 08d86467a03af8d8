/** The states of a camera as this client saw them, and until when each camera was seen off line last. */
import { create } from 'zustand';
import type { DeviceHistory, OfflineTimes as OfflineTimesAnswer } from '../../../../preload/contract/devices.ts';
import type { DeviceState } from '../../../../preload/domain/cameras/device-state.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../../preload/domain/ids.ts';
import { on, request } from '../../../page/bridge.ts';

/** One line of the history, the latest first. */
export type HistoryLine =
  | { readonly kind: 'change'; readonly atMs: number; readonly was: DeviceState; readonly became: DeviceState }
  /** This client read nothing in between: what happened then nobody here saw. */
  | { readonly kind: 'unwatched'; readonly fromMs: number; readonly toMs: number }
  /** As above, since the last reading: it lasts until now. */
  | { readonly kind: 'unwatched-now'; readonly fromMs: number };

/**
 * The changes, with a line for each pause of the watching: between them, and from the last reading until now.
 *
 * @param lastReadMs the last reading that this window knows of, epoch ms: main publishes no event for a reading without a change.
 */
export function historyLines(
  { changes, watches, longestGapMs }: Pick<DeviceHistory, 'changes' | 'watches' | 'longestGapMs'>,
  { lastReadMs, nowMs }: { readonly lastReadMs: number; readonly nowMs: number },
): readonly HistoryLine[] {
  const pauses = watches.flatMap(({ fromMs: toMs }, i) => {
    const earlier = watches[i + 1];
    return earlier === undefined ? [] : [{ kind: 'unwatched', fromMs: earlier.toMs, toMs } as const];
  });
  const all = [...changes.map((change) => ({ kind: 'change', ...change }) as const), ...pauses];
  const sorted = all.toSorted((a, b) => endOf(b) - endOf(a));
  const [latest] = watches;
  // Readings that lie ahead were made before the clock was set back: they say nothing of now.
  const isPast = (ms: number): boolean => ms > 0 && ms - nowMs <= longestGapMs;
  const fromMs = Math.max(...[latest?.toMs ?? 0, lastReadMs].filter(isPast));
  if (latest === undefined || !Number.isFinite(fromMs) || nowMs - fromMs <= longestGapMs) return sorted;
  return [{ kind: 'unwatched-now', fromMs }, ...sorted];
}

const endOf = (line: Exclude<HistoryLine, { kind: 'unwatched-now' }>): number =>
  line.kind === 'change' ? line.atMs : line.toMs;

/** The history of one camera. */
export const readHistory = (channelId: ChannelId): Promise<Result<DeviceHistory>> =>
  request['devices.history']({ channelId });

/** Calls when main stored a change of a camera of this account. @returns ends it. */
export const onHistory = (accountId: AccountId, run: () => void): (() => void) =>
  on('devices.history-changed', (changed) => {
    if (changed.accountId === accountId) run();
  });

type OfflineTime = OfflineTimesAnswer['times'][number];

interface OfflineTimes {
  /** By camera: until when it was seen off line last, epoch ms. */
  readonly untilMs: ReadonlyMap<ChannelId, number>;
  /** By camera that was not seen to come back: since when it was seen off line, epoch ms. */
  readonly sinceMs: ReadonlyMap<ChannelId, number>;
  /** The accounts whose times were read. */
  readonly read: ReadonlySet<AccountId>;
  /** The accounts that are read, and those that were. */
  readonly asked: ReadonlySet<AccountId>;
}

export const useOffline = create<OfflineTimes>(() => ({
  untilMs: new Map(),
  sinceMs: new Map(),
  read: new Set(),
  asked: new Set(),
}));

/** Reads the times of the accounts that were not read yet; those that could not be read are read again at the next call. */
export async function readOfflineTimes(accountIds: readonly AccountId[]): Promise<void> {
  for (const accountId of accountIds) {
    if (!useOffline.getState().asked.has(accountId)) await readTimesOf(accountId);
  }
}

async function readTimesOf(accountId: AccountId): Promise<void> {
  useOffline.setState(({ asked }) => ({ asked: new Set([...asked, accountId]) }));
  const found: OfflineTime[] = [];
  for (let after: ChannelId | null = null; ;) {
    const answer: Awaited<ReturnType<(typeof request)['devices.last-offline']>> = await request['devices.last-offline'](
      { accountId, after },
    );
    if (!answer.ok) return forgetAsking(accountId);
    found.push(...answer.value.times);
    after = answer.value.next;
    if (after === null) break;
  }
  useOffline.setState(({ untilMs, sinceMs, read }) => {
    const [until, since] = [new Map(untilMs), new Map(sinceMs)];
    for (const one of found) {
      if (one.untilMs !== null) until.set(one.channelId, one.untilMs);
      if (one.sinceMs !== null && one.sinceMs >= (one.untilMs ?? 0)) since.set(one.channelId, one.sinceMs);
      else since.delete(one.channelId);
    }
    return { untilMs: until, sinceMs: since, read: new Set([...read, accountId]) };
  });
}

const forgetAsking = (accountId: AccountId): void =>
  useOffline.setState(({ asked }) => ({ asked: new Set([...asked].filter((id) => id !== accountId)) }));

/** Reads the times of an account again when main stored a change, if the table asked for them. @returns ends it. */
export const followHistory = (): (() => void) =>
  on('devices.history-changed', ({ accountId }) => {
    if (useOffline.getState().asked.has(accountId)) void readTimesOf(accountId);
  });
