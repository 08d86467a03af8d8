/**
 * The cameras of every account, read from main in pages and published once per revision: 20,000 rows cost one store
 * update. While a newer content is read, and after a failed reading, the old one stays with its age.
 */
import { create } from 'zustand';
import type { DirectoryPage, DirectoryState } from '../../../preload/contract/directory.ts';
import type { Result, WireError } from '../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { sharingOfRows } from '../../../preload/domain/cameras/shared-values.ts';
import { on, request } from '../../page/bridge.ts';
import { useAccounts } from '../accounts/accounts.ts';
import {
  EMPTY_VIEW,
  joinPages,
  keepAccounts,
  withPart,
  type AccountDirectory,
  type DirectoryView,
} from './directory-merge.ts';

/** Why the last states that an account reported for its cameras may be out of date. */
export interface ReadingFailure {
  /** When the cloud reported the states that are shown, epoch ms. */
  readonly sinceMs: number;
  readonly error: WireError;
}

interface DirectoryStore {
  readonly view: DirectoryView;
  readonly states: Readonly<Record<AccountId, DirectoryState>>;
  /** Accounts whose last reading failed. A further reading does not end the failure until it succeeds. */
  readonly failures: Readonly<Record<AccountId, ReadingFailure>>;
  /** True once main was asked at all, so that "no cameras" is said only when it is known. */
  readonly isKnown: boolean;
}

export const useDirectory = create<DirectoryStore>(() => ({
  view: EMPTY_VIEW,
  states: {},
  failures: {},
  isKnown: false,
}));

export const selectChannel =
  (id: ChannelId) =>
  (state: DirectoryStore): NumberedChannel | undefined =>
    state.view.byId.get(id);

const PAGE_ROWS = 500;
/** A content that changes faster than it can be read is taken at the next change instead. */
const MAX_RESTARTS = 3;
const reading = new Set<AccountId>();

export async function loadDirectory(): Promise<void> {
  const states = await request['directory.states']({});
  if (!states.ok) return;
  useDirectory.setState({ isKnown: true });
  for (const state of states.value) {
    useDirectory.setState((store) => withState(store, state));
    // The content may come from an earlier run of main, whose revisions have no meaning now.
    if (state.revision > 0) void readContent(state.accountId);
  }
}

/** Starts a reading in main; what goes wrong arrives as the account's directory state. */
export async function refreshDirectory(accountId: AccountId): Promise<void> {
  const answer = await request['directory.refresh']({ accountId });
  if (answer.ok) accept(answer.value);
}

/** Follows main's events until the returned function is called. */
export function followDirectory(): () => void {
  const stops = [
    on('directory.changed', accept),
    useAccounts.subscribe((state, before) => {
      if (state.accounts === before.accounts || state.load.status !== 'ready') return;
      dropGone(state.accounts.map((account) => account.id));
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function dropGone(accountIds: readonly AccountId[]): void {
  useDirectory.setState(({ view, states, failures }) => {
    const gone = (Object.keys(states) as AccountId[]).filter((id) => !accountIds.includes(id));
    return { view: keepAccounts(view, accountIds), states: without(states, gone), failures: without(failures, gone) };
  });
}

function withState({ states, failures }: DirectoryStore, state: DirectoryState): Partial<DirectoryStore> {
  const { accountId, phase, asOfMs, error } = state;
  const now = { ...states, [accountId]: state };
  if (phase === 'failed' && asOfMs !== null && error !== null) {
    return { states: now, failures: { ...failures, [accountId]: { sinceMs: asOfMs, error } } };
  }
  return { states: now, ...(phase === 'ready' ? { failures: without(failures, [accountId]) } : {}) };
}

/** The same object where nothing leaves. */
function without<T>(all: Readonly<Record<AccountId, T>>, gone: readonly AccountId[]): Readonly<Record<AccountId, T>> {
  const kept = Object.entries(all).filter(([id]) => !gone.includes(id as AccountId));
  return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
}

function accept(state: DirectoryState): void {
  const { view } = useDirectory.getState();
  useDirectory.setState((store) => withState(store, state));
  const held = view.parts.find((part) => part.accountId === state.accountId)?.revision ?? 0;
  if (state.revision !== held) void readContent(state.accountId);
}

async function readContent(accountId: AccountId): Promise<void> {
  if (reading.has(accountId)) return;
  reading.add(accountId);
  try {
    for (let restart = 0; restart < MAX_RESTARTS; restart += 1) {
      const pages = await readPages(accountId);
      if (pages === 'gone') return;
      if (pages === 'changed') continue;
      await publish(joinPages(accountId, pages));
      if (useDirectory.getState().states[accountId]?.revision === pages[0]?.revision) return;
    }
  } finally {
    reading.delete(accountId);
  }
}

/** Publishes in one update. Begins again when another account was published, or one removed, in the meantime. */
async function publish(part: AccountDirectory): Promise<void> {
  for (;;) {
    const before = useDirectory.getState().view;
    const view = await withPart(before, part);
    const state = useDirectory.getState();
    if (state.states[part.accountId] === undefined) return;
    if (state.view === before) return useDirectory.setState({ view });
  }
}

async function readPages(accountId: AccountId): Promise<readonly DirectoryPage[] | 'changed' | 'gone'> {
  const pages: DirectoryPage[] = [];
  const share = sharingOfRows();
  let cursor: string | null = null;
  do {
    const answer: Result<DirectoryPage> = await request['directory.page']({ accountId, cursor, limit: PAGE_ROWS });
    if (!answer.ok) return 'gone';
    if (pages[0] !== undefined && pages[0].revision !== answer.value.revision) return 'changed';
    pages.push({ ...answer.value, channels: answer.value.channels.map((channel) => share(channel)) });
    cursor = answer.value.next;
  } while (cursor !== null);
  return pages;
}
