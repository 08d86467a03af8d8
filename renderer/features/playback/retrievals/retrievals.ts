/** Tasks that bring archived recordings back, for each account whose cloud has such tasks. */
import { create } from 'zustand';
import type { RetrievalList, RetrievalRequest } from '../../../../preload/contract/retrievals.ts';
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../../preload/domain/ids.ts';
import type { RetrievalDetails } from '../../../../preload/domain/recording/retrievals.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { on, request } from '../../../page/bridge.ts';
import { accountsWith } from '../../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { oneAtATime } from '../../../state/page/one-at-a-time.ts';
import { piecesIn } from '../../../ui/timeline/pieces.ts';
import { askAnew, askRecordings, useRecordings } from '../recordings/recordings.ts';
import { useRetrievalEnds } from './retrieval-end.ts';
import { addCamera, setPlace, useSession } from '../session.ts';
import { timeline } from '../timeline/timeline.ts';
import { seek } from '../play-bar/play-bar.ts';

export type ListedRetrieval = RetrievalList['tasks'][number];

interface AccountRetrievals {
  /** Null before the first answer. */
  readonly list: RetrievalList | null;
  /** Why the last question failed; the list is from before. */
  readonly error: WireError | null;
}

interface Retrievals {
  readonly isOpen: boolean;
  /** Accounts whose clouds have no such tasks are left out. */
  readonly byAccount: Readonly<Record<AccountId, AccountRetrievals>>;
  /** The first answers of all accounts are there. */
  readonly isRead: boolean;
  /** The cameras of tasks, by `keyOf`. */
  readonly details: Readonly<Record<string, RetrievalDetails>>;
  /** The task of which the operator is asked whether it shall be deleted; null: none. */
  readonly leaving: { readonly accountId: AccountId; readonly task: ListedRetrieval } | null;
}

export const useRetrievals = create<Retrievals>(() => ({
  isOpen: false,
  byAccount: {},
  isRead: false,
  details: {},
  leaving: null,
}));

export const keyOf = (accountId: AccountId, nativeId: string): string => `${accountId} ${nativeId}`;

export function toggleRetrievals(): void {
  useRetrievals.setState(({ isOpen }) => ({ isOpen: !isOpen }));
}

export const openRetrievals = (): void => useRetrievals.setState({ isOpen: true });

export const closeRetrievals = (): void => useRetrievals.setState({ isOpen: false });

/** Interval between two questions, because no cloud reports progress by itself. */
const BEAT_MS = 5_000;
/** Limit of tasks whose cameras are read in one request. */
const MOST_DETAILS = 20;

/** Reads the lists of all accounts whose clouds have such tasks; a call during a reading makes one more reading. */
export const readRetrievals = oneAtATime(async () => {
  const ids = accountsWith(useAccounts.getState().accounts, 'retrievals').map(({ id }) => id);
  keepOnly(new Set(ids));
  await Promise.all(ids.map(readAccount));
  useRetrievals.setState({ isRead: true });
});

function keepOnly(ids: ReadonlySet<AccountId>): void {
  const all = Object.entries(useRetrievals.getState().byAccount) as [AccountId, AccountRetrievals][];
  useRetrievals.setState({ byAccount: Object.fromEntries(all.filter(([id]) => ids.has(id))) });
}

async function readAccount(accountId: AccountId): Promise<void> {
  const answer = await request['retrievals.list']({ accountId });
  useRetrievals.setState(({ byAccount }) => {
    const known = byAccount[accountId]?.list ?? null;
    const now = answer.ok ? { list: answer.value, error: null } : { list: known, error: answer.error };
    return { byAccount: { ...byAccount, [accountId]: now } };
  });
  if (answer.ok) await readDetails(accountId, answer.value.tasks);
}

/** Reads the states of the cameras: of open tasks each time, of others once. */
async function readDetails(accountId: AccountId, tasks: readonly ListedRetrieval[]): Promise<void> {
  const { details } = useRetrievals.getState();
  const open = tasks.filter(({ nativeId }) => details[keyOf(accountId, nativeId)]?.state !== 'done');
  for (const { nativeId } of open.slice(0, MOST_DETAILS)) await readTask(accountId, nativeId);
}

async function readTask(accountId: AccountId, nativeId: string): Promise<RetrievalDetails | WireError> {
  const answer = await request['retrievals.read']({ accountId, nativeId });
  if (!answer.ok) return answer.error;
  useRetrievals.setState(({ details }) => ({ details: { ...details, [keyOf(accountId, nativeId)]: answer.value } }));
  return answer.value;
}

/** Reads while the panel is open. @returns ends it. */
export function followRetrievals(): () => void {
  const read = (): void => void readRetrievals();
  read();
  const beat = setInterval(read, BEAT_MS);
  const stop = on('retrievals.changed', read);
  return () => {
    clearInterval(beat);
    stop();
  };
}

let countShown = 0;

/**
 * Footage that a task brought back appears on the timeline, also if the task ended while another screen was shown.
 * @returns ends it.
 */
export function followBroughtBack(): () => void {
  const take = ({ count }: { readonly count: number }): void => {
    if (count === countShown) return;
    countShown = count;
    askRecordings(true);
  };
  take(useRetrievalEnds.getState());
  return useRetrievalEnds.subscribe(take);
}

/** The cameras of playback that one task can bring back: those of the account of the selected camera, which stands first. */
export function camerasToOrder(
  { selectedId }: { readonly selectedId: ChannelId | null },
  ids: readonly ChannelId[],
  accountOf: (id: ChannelId) => AccountId | undefined,
): readonly ChannelId[] {
  const first = selectedId ?? ids[0];
  if (first === undefined) return [];
  const accountId = accountOf(first);
  return [first, ...ids.filter((id) => id !== first && accountId !== undefined && accountOf(id) === accountId)];
}

const DAY_MS = 86_400_000;

/**
 * How many tasks an order becomes: no task continues beyond the times of the UTC day at which the cloud's dates may
 * end.
 */
export function taskCount({ fromMs, toMs }: TimeRange, cutsMs: readonly number[]): number {
  // The times of a day that lie before a moment, over all days.
  const before = (ms: number, cutMs: number): number => Math.ceil((ms - cutMs) / DAY_MS);
  return cutsMs.reduce((sum, cutMs) => sum + before(toMs, cutMs) - before(fromMs + 1, cutMs), 1);
}

/** More pieces than a view of the timeline can show. */
const MOST_PIECES = 2_000;

/** The archived span of the selected camera at the moment, else the first one in view; null where none is known. */
export function archivedSpan(): TimeRange | null {
  const { selectedId, atMs } = useSession.getState();
  const model = selectedId === null ? null : (useRecordings.getState()[selectedId]?.model ?? null);
  if (model === null) return null;
  const { pieces } = piecesIn(model, timeline.view, { nowMs: Date.now(), limit: MOST_PIECES });
  const archived = pieces.filter(({ state }) => state === 'archived' || state === 'archived-within');
  const at = archived.find(({ fromMs, toMs }) => atMs !== null && fromMs <= atMs && atMs < toMs) ?? archived[0];
  return at === undefined ? null : { fromMs: Math.floor(at.fromMs), toMs: Math.ceil(at.toMs) };
}

/**
 * Orders the footage back, and says so in the status bar.
 *
 * @returns the failure with the part that was not ordered because of it, or null where all was ordered.
 */
export async function order(
  wish: RetrievalRequest,
): Promise<{ readonly error: WireError; readonly rest: TimeRange | null } | null> {
  const answer = await request['retrievals.order'](wish);
  if (!answer.ok) return { error: answer.error, rest: null };
  const { added, rest, error } = answer.value;
  void readRetrievals();
  if (added.length > 0) postNotice('retrievalsOrdered', { count: added.length });
  return error === null ? null : { error, rest: added.length === 0 ? null : rest };
}

/** Asks the operator before a task is deleted; null ends the question. */
export const askToRemove = (leaving: Retrievals['leaving']): void => useRetrievals.setState({ leaving });

export async function removeRetrieval(accountId: AccountId, { nativeId, name }: ListedRetrieval): Promise<void> {
  askToRemove(null);
  const answer: Result<null> = await request['retrievals.delete']({ accountId, nativeId });
  if (answer.ok) postNotice('retrievalDeleted', { name });
  else postFailure(answer.error);
  void readRetrievals();
}

/** Shows what a task brought back: its cameras, as far as there is room, at the begin of its footage. */
export async function openRetrieval(accountId: AccountId, { nativeId, fromMs, toMs }: ListedRetrieval): Promise<void> {
  const details = await readTask(accountId, nativeId);
  if ('code' in details) return postFailure(details);
  const ready = details.channels.filter(({ state }) => state === 'done');
  for (const { channelId } of [...ready].reverse()) if (addCamera(channelId)) setPlace(channelId, 'cloud');
  seek(fromMs);
  await askAnew();
  // A player that was refused while the footage was archived is tried again only where footage is known.
  const { atMs } = useSession.getState();
  if (atMs !== null && fromMs <= atMs && atMs < toMs) seek(atMs);
}

/** How many cameras of a task need nothing more, of how many; null before the cameras are known. */
export function readiness(
  details: RetrievalDetails | undefined,
): { readonly ready: number; readonly all: number; readonly without: number } | null {
  if (details === undefined) return null;
  const count = (wanted: string): number => details.channels.filter(({ state }) => state === wanted).length;
  return { ready: count('done'), all: details.channels.length, without: count('none-archived') };
}
