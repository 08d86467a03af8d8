import { describe, expect, it } from 'vitest';
import type { AccountView } from '../../../../../../preload/contract/account.ts';
import type { WireError } from '../../../../../../preload/domain/error.ts';
import {
  filterAccounts,
  lastCheckMs,
  needsAttention,
  NO_FILTER,
  stateRank,
  type AccountFilter,
} from '../../../../../../renderer/features/clouds/accounts/account-list.ts';
import type { HeldFacts } from '../../../../../../renderer/features/clouds/model/account-facts.ts';
import type { Outage } from '../../../../../../renderer/state/players/outage-tracker.ts';
import { account } from '../../cameras/directory-sample.ts';
import { factsOf, figure } from '../facts-sample.ts';

const nowMs = 1_000_000;
const error: WireError = { code: 'network.timeout', params: {}, retryable: true, action: 'retry', vendor: null };
const unread: HeldFacts = { facts: null, isReading: false, error: null };
const ok = { state: 'ok', checkedAtMs: 10, isTested: true, tokenExpiresAtMs: null } as const;

const well: AccountView = { ...account('a1', 'Harbour'), region: 'cn-north-4', health: ok };
const failing: AccountView = {
  ...account('a2', 'Campus'),
  vendor: 'tencent-ivp',
  health: { state: 'failing', checkedAtMs: 20, error },
};
const keyless: AccountView = { ...account('a3', 'Tunnel'), isKeyMissing: true };
const off: AccountView = { ...failing, ...account('a4', 'Old site'), isEnabled: false };
const all = [well, failing, keyless, off];

function shown(filter: Partial<AccountFilter>, facts: HeldFacts = unread): string[] {
  const cloudName = ({ vendor }: AccountView): string => (vendor === 'tencent-ivp' ? 'Tencent IVP' : 'Huawei IVM');
  const options = { cloudName, factsOf: () => facts, nowMs, outageOf: () => null };
  return filterAccounts(all, { ...NO_FILTER, ...filter }, options).map(({ label }) => label);
}

it('the filter finds accounts by name, cloud and region, every word', () => {
  expect(shown({ text: ' harb ' })).toEqual(['Harbour']);
  expect(shown({ text: 'tencent CAMPUS' })).toEqual(['Campus']);
  expect(shown({ text: 'cn-north' })).toEqual(['Harbour']);
  expect(shown({ text: 'tencent harbour' })).toEqual([]);
  expect(shown({})).toHaveLength(4);
});

it('the filter lists accounts that need attention; an account that is off needs none', () => {
  expect(shown({ which: 'attention' })).toEqual(['Campus', 'Tunnel']);
});

describe('an account needs attention', () => {
  const attention = (facts: HeldFacts): boolean => needsAttention(well, facts, nowMs);

  it('an account needs attention while the wall has lost its cameras, and stands beside those that fail', () => {
    const outage = { cameras: 4 } as Outage;
    expect(needsAttention(well, unread, nowMs, outage)).toBe(true);
    expect(needsAttention({ ...well, isEnabled: false }, unread, nowMs, outage)).toBe(false);
    expect(stateRank(well, outage)).toBe(stateRank(failing));
  });

  it('an account needs attention when a limit is near, a part could not be read, or nothing could', () => {
    expect(attention(unread)).toBe(false);
    expect(attention({ ...unread, facts: factsOf('a1', [figure(5, 10)]) })).toBe(false);
    expect(attention({ ...unread, facts: factsOf('a1', [figure(9, 10)]) })).toBe(true);
    expect(attention({ ...unread, facts: factsOf('a1', [], { errors: [{ part: 'packages', error }] }) })).toBe(true);
    expect(attention({ ...unread, error })).toBe(true);
  });

  it('an account needs attention when its service was never opened', () => {
    const subscription = { state: 'not-subscribed', sinceMs: null } as const;
    expect(attention({ ...unread, facts: factsOf('a1', [], { subscription }) })).toBe(true);
  });
});

it('the sort lists accounts that need the operator first, then healthy accounts, and accounts that are off last', () => {
  const sorted = all.toSorted((a, b) => stateRank(a) - stateRank(b));
  expect(sorted.map(({ label }) => label)).toEqual(['Tunnel', 'Campus', 'Harbour', 'Old site']);
});

it('the list knows the time of the last check', () => {
  expect(lastCheckMs(all)).toBe(20);
  expect(lastCheckMs([keyless])).toBeNull();
});
