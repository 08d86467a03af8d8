/**
 * Reports the failure of many tiles with one cause once. Looks at the players when they change, twice a second at most,
 * and by itself only while something is about to be called an outage.
 */
import { useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/shallow';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { SlotKey } from '../../media/pool/player-pool.ts';
import { request } from '../../page/bridge.ts';
import { refreshDirectory, selectChannel, useDirectory } from '../cameras/directory.ts';
import { postNotice } from '../page/notices.ts';
import { NO_OUTAGES, OutageTracker, type Outage, type Outages } from './outage-tracker.ts';
import { usePlayers } from './players.ts';

const UPDATE_EVERY_MS = 500;

export const useOutages = create<Outages>(() => NO_OUTAGES);

/** The shared cause that a tile lost its picture for, or null. */
export const selectOutageOf =
  (slot: SlotKey) =>
  ({ active }: Outages): Outage | null =>
    active.find(({ slots }) => slots.has(slot)) ?? null;

/**
 * Since when and why nothing is known of the cameras of an account. The last states that its cloud reported can be old.
 */
export type Silence = Pick<Outage, 'sinceMs' | 'error'>;

const silentOutageOf =
  (accountId: AccountId) =>
  ({ active }: Outages): Outage | null =>
    active.find(({ scope, isSilent }) => isSilent && scope.kind === 'account' && scope.accountId === accountId) ?? null;

/** The shared cause or the failed reading for which an account reports nothing about its cameras, or null. */
export const silenceOf = (accountId: AccountId): Silence | null =>
  silentOutageOf(accountId)(useOutages.getState()) ?? useDirectory.getState().failures[accountId] ?? null;

/** The same as a hook. */
export function useSilenceOf(accountId: AccountId | null): Silence | null {
  const outage = useOutages((outages) => (accountId === null ? null : silentOutageOf(accountId)(outages)));
  const failure = useDirectory(({ failures }) => (accountId === null ? null : (failures[accountId] ?? null)));
  return outage ?? failure;
}

/** The accounts that report nothing about their cameras now. */
export function useSilentAccounts(): readonly AccountId[] {
  const lost = useOutages(
    useShallow(({ active }) =>
      active.flatMap(({ scope, isSilent }) => (isSilent && scope.kind === 'account' ? scope.accountId : [])),
    ),
  );
  const failed = useDirectory(useShallow(({ failures }) => Object.keys(failures) as AccountId[]));
  return useMemo(() => [...new Set([...lost, ...failed])], [lost, failed]);
}

/** The shared cause that took cameras of the whole account, or null. */
export const selectOutageOfAccount =
  (accountId: AccountId) =>
  ({ active }: Outages): Outage | null =>
    active.find(({ scope }) => scope.kind === 'account' && scope.accountId === accountId) ?? null;

/** The function of the pool that brings tiles back; set while tiles are on screen. */
export interface RetryPort {
  retry(slot: SlotKey): void;
}

let retryPort: RetryPort | null = null;

/** Outlives the screen, so that a cause continues when the wall is shown again. */
const tracker = new OutageTracker();

/** Follows the players until the returned function is called. */
export function followOutages(pool: RetryPort): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const update = (): void => {
    timer = null;
    const view = useDirectory.getState();
    const deviceOf = (channelId: Parameters<typeof selectChannel>[0]) =>
      selectChannel(channelId)(view)?.deviceId ?? null;
    const before = useOutages.getState();
    const now = tracker.update(usePlayers.getState().bySlot, deviceOf, Date.now());
    if (!isSame(before, now)) useOutages.setState(now);
    const ended = now.past.filter(({ id }) => !before.past.some((past) => past.id === id));
    for (const outage of ended) onEnd(outage);
    if (tracker.isWaiting) plan();
  };
  const plan = (): void => void (timer ??= setTimeout(update, UPDATE_EVERY_MS));
  retryPort = pool;
  const stop = usePlayers.subscribe(plan);
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
    // Tiles that are not shown prove nothing, and their last report would only grow old.
    useOutages.setState(tracker.update({}, () => null, Date.now()));
    retryPort = null;
  };
}

/** The cloud answers again: the list of cameras, if its last reading failed, need not wait for its turn. */
function onEnd({ mostCameras, scope }: Outage): void {
  postNotice('outageEnded', { count: mostCameras });
  if (scope.kind !== 'account' || useDirectory.getState().failures[scope.accountId] === undefined) return;
  void refreshDirectory(scope.accountId);
}

/** Every tile of the cause tries again now. */
export function retryOutage({ scope, slots }: Outage): void {
  if (scope.kind === 'account') void request['live.retry-account']({ accountId: scope.accountId });
  for (const slot of slots) retryPort?.retry(slot);
}

function isSame(before: Outages, now: Outages): boolean {
  const isEqual = (a: readonly Outage[], b: readonly Outage[]): boolean =>
    a.length === b.length && a.every((outage, i) => outage === b[i]);
  return isEqual(before.active, now.active) && isEqual(before.past, now.past);
}
