import { expect, it } from 'vitest';
import type { AccountView } from '../../../../../preload/contract/account.ts';
import { cloudStates } from '../../../../../renderer/features/clouds/cloud-states.ts';
import type { SlotKey } from '../../../../../renderer/media/pool/player-pool.ts';
import type { Outage } from '../../../../../renderer/state/players/outage-tracker.ts';
import { account } from '../cameras/directory-sample.ts';

const ok: AccountView['health'] = { state: 'ok', checkedAtMs: 1, isTested: true, tokenExpiresAtMs: null };
const failing: AccountView['health'] = {
  state: 'failing',
  checkedAtMs: 1,
  error: { code: 'network.dns', params: {}, retryable: true, action: 'retry', vendor: null },
};

const glyphOf = (...accounts: AccountView[]): string | undefined => cloudStates(accounts, () => null)[0]?.glyph;

it('a cloud has the state of its worst account', () => {
  expect(glyphOf({ ...account('a', 'A'), health: ok })).toBe('live');
  expect(glyphOf({ ...account('a', 'A'), health: ok }, account('b', 'B'))).toBe('none');
  expect(glyphOf({ ...account('a', 'A'), health: ok }, { ...account('b', 'B'), health: failing })).toBe('error');
});

it('an account without its keys is shown as failed, whatever it reported before', () => {
  expect(glyphOf({ ...account('a', 'A'), health: ok, isKeyMissing: true })).toBe('error');
});

it('the state of a cloud never counts an account that is off as well', () => {
  const off = { ...account('a', 'A'), health: ok, isEnabled: false };
  expect(glyphOf(off)).toBe('skip');
  expect(glyphOf(off, { ...account('b', 'B'), health: ok })).toBe('live');
});

it('a cloud without an account is not listed', () => {
  expect(cloudStates([], () => null)).toEqual([]);
});

it('no cloud is shown as healthy while a shared cause takes its cameras from the wall', () => {
  const a = { ...account('a', 'A'), health: ok };
  const outage = (retryable: boolean): Outage => ({
    id: 'o',
    scope: { kind: 'account', accountId: a.id },
    slots: new Set<SlotKey>(),
    cameras: 16,
    mostCameras: 16,
    isSilent: true,
    sinceMs: 1,
    endedAtMs: null,
    error: { code: 'cloud.unavailable', params: {}, retryable, action: 'retry', vendor: null },
  });
  const glyph = (cause: Outage): string | undefined =>
    cloudStates([a, { ...account('b', 'B'), health: ok }], ({ id }) => (id === a.id ? cause : null))[0]?.glyph;
  expect(glyph(outage(true))).toBe('reconnecting');
  expect(glyph(outage(false))).toBe('error');
});
