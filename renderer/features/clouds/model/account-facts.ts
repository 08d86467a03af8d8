/** Quota and use of each account, as read from its cloud. What was read stays on the page while it is read again. */
import { create } from 'zustand';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { AccountFactsView } from '../../../../preload/contract/cloud-facts.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';

/** More at once would only make the clouds' answers wait for each other on a slow line. */
const AT_ONCE = 3;

export interface HeldFacts {
  readonly facts: AccountFactsView | null;
  readonly isReading: boolean;
  /** Why the last reading brought nothing. */
  readonly error: WireError | null;
}

const NOTHING: HeldFacts = { facts: null, isReading: false, error: null };

interface AccountFactsState {
  readonly byId: Readonly<Partial<Record<AccountId, HeldFacts>>>;
}

export const useAccountFacts = create<AccountFactsState>(() => ({ byId: {} }));

export const selectFacts =
  (id: AccountId) =>
  (state: AccountFactsState): HeldFacts =>
    state.byId[id] ?? NOTHING;

const change = (id: AccountId, part: Partial<HeldFacts>): void =>
  useAccountFacts.setState(({ byId }) => ({ byId: { ...byId, [id]: { ...(byId[id] ?? NOTHING), ...part } } }));

/** @param refresh asks the cloud again; otherwise main may answer with what it read some minutes ago. */
export async function readFacts(accountId: AccountId, refresh = false): Promise<void> {
  if (useAccountFacts.getState().byId[accountId]?.isReading === true) return;
  change(accountId, { isReading: true });
  const answer = await request['account.facts']({ accountId, ...(refresh ? { refresh } : {}) });
  if (answer.ok) change(accountId, { isReading: false, facts: answer.value, error: null });
  else change(accountId, { isReading: false, error: answer.error.code === 'cancelled' ? null : answer.error });
}

/** True for an account that its cloud can be asked about. */
export function canRead({ isEnabled, isKeyMissing }: Pick<AccountView, 'isEnabled' | 'isKeyMissing'>): boolean {
  return isEnabled && !isKeyMissing;
}

/** Reads the accounts that were not read yet, a few at a time. */
export async function readMissingFacts(accounts: readonly AccountView[]): Promise<void> {
  const { byId } = useAccountFacts.getState();
  const waiting = accounts.filter((account) => canRead(account) && byId[account.id] === undefined).map(({ id }) => id);
  // Marked at once, so that a second call does not read them again.
  for (const id of waiting) change(id, {});
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await readFacts(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Stops a reading; what was read before stays. */
export function cancelFacts(accountId: AccountId): void {
  if (useAccountFacts.getState().byId[accountId]?.isReading === true)
    void request['account.cancel-facts']({ accountId });
}

/** Forgets what was read of an account whose sign-in changed, or that is gone. */
export function forgetFacts(accountId: AccountId): void {
  useAccountFacts.setState(({ byId }) => {
    const { [accountId]: _gone, ...rest } = byId;
    return { byId: rest };
  });
}
