/** Which accounts the table shows and in which order: pure, over what is known of them. */
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { HeldFacts } from '../model/account-facts.ts';
import type { Outage } from '../../../state/players/outage-tracker.ts';
import type { OutageOf } from '../cloud-states.ts';
import { worstTone } from '../facts/usage.ts';

export interface AccountFilter {
  readonly text: string;
  readonly which: 'all' | 'attention';
}

export const NO_FILTER: AccountFilter = { text: '', which: 'all' };

/** From this many accounts on, a filter is offered. */
export const FILTER_FROM = 7;

type FactsOf = (account: AccountView) => HeldFacts;

/**
 * True where the operator should act: keys missing, a failing cloud, an outage on the wall, a limit near. An account that is
 * off is off on purpose.
 */
export function needsAttention(
  account: AccountView,
  held: HeldFacts,
  nowMs: number,
  outage: Outage | null = null,
): boolean {
  if (!account.isEnabled) return false;
  if (outage !== null || account.isKeyMissing || account.health.state === 'failing') return true;
  const { facts, error } = held;
  if (error !== null || (facts !== null && facts.errors.length > 0)) return true;
  return (
    facts !== null && (facts.subscription?.state === 'not-subscribed' || worstTone(facts.figures, nowMs) !== 'normal')
  );
}

interface FilterFacts {
  readonly cloudName: (account: AccountView) => string;
  readonly factsOf: FactsOf;
  readonly nowMs: number;
  readonly outageOf: OutageOf;
}

/**
 * @param cloudName the words of the account's cloud.
 * @returns the accounts whose name, cloud, region or address hold every typed word, in their order.
 */
export function filterAccounts(
  accounts: readonly AccountView[],
  filter: AccountFilter,
  { cloudName, factsOf, nowMs, outageOf }: FilterFacts,
): readonly AccountView[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return accounts.filter((account) => {
    const { label, region, endpoint } = account;
    const text = [label, cloudName(account), region ?? '', endpoint].join(' ').toLowerCase();
    if (!words.every((word) => text.includes(word))) return false;
    return filter.which === 'all' || needsAttention(account, factsOf(account), nowMs, outageOf(account));
  });
}

/** Worst first: accounts that need the operator, then unknown ones, then good ones, then those that are off. */
export function stateRank(account: AccountView, outage: Outage | null = null): number {
  if (!account.isEnabled) return 4;
  if (account.isKeyMissing) return 0;
  if (outage !== null) return 1;
  switch (account.health.state) {
    case 'failing':
      return 1;
    case 'unchecked':
    case 'checking':
      return 2;
    case 'ok':
      return 3;
  }
}

/** When the accounts were checked last, or null. */
export function lastCheckMs(accounts: readonly AccountView[]): number | null {
  const times = accounts.flatMap(({ health }) => ('checkedAtMs' in health ? [health.checkedAtMs] : []));
  return times.length === 0 ? null : Math.max(...times);
}
