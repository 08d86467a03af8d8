import { describe, expect, it } from 'vitest';
import { asAccountId } from '../../../../preload/domain/ids.ts';
import { keychainError } from '../../../../main/keychain/keychain-store.ts';
import { SessionStore } from '../../../../main/keychain/session-store.ts';
import { Vault } from '../../../../main/keychain/vault.ts';
import { Secret } from '../../../../main/secret.ts';

it.each([
  ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'vault.locked', 'unlock-vault'],
  ['Platform secure storage failure: User interaction is not allowed. (-25308)', 'vault.locked', 'unlock-vault'],
  ["Couldn't access platform storage: Secret Service: no result found", 'vault.missing', 'session-only'],
  ['Platform failure: DBus error: set your DBUS_SESSION_BUS_ADDRESS instead', 'vault.missing', 'session-only'],
  ['Platform secure storage failure: Access is denied', 'vault.refused', 'session-only'],
])('keychainError sorts "%s" as %s', (text, code, action) => {
  expect(keychainError(new Error(text))).toMatchObject({ code, action });
});

describe('the vault without a keychain', () => {
  const account = asAccountId('a');
  const emptyIndex = { read: () => ({}), write: () => {} };

  it('a vault without a keychain refuses the keychain and stores secrets for this session', async () => {
    const vault = new Vault(null, emptyIndex);
    await expect(vault.put(account, 'keychain', 'sk', new Secret('x'))).rejects.toMatchObject({
      code: 'vault.missing',
    });
    await vault.put(account, 'session', 'sk', new Secret('x'));
    expect((await vault.read(account, 'session', 'sk'))?.reveal()).toBe('x');
    expect(await vault.status()).toEqual({ backend: 'session', state: 'missing', sessionOnlyCount: 1 });
    expect(vault.list()).toEqual([{ accountId: account, names: ['sk'] }]);
  });

  it('a vault without a keychain reports when the number of session-only accounts changes', async () => {
    const vault = new Vault(null, emptyIndex);
    const counts: number[] = [];
    vault.onChanged(() => counts.push(vault.snapshot().sessionOnlyCount));
    await vault.put(account, 'session', 'sk', new Secret('x'));
    await vault.put(account, 'session', 'token', new Secret('y'));
    await vault.removeAll(account, 'session');
    expect(counts).toEqual([1, 0]);
  });

  it('a token stays in memory when the keychain cannot store it, so that signing in does not fail', async () => {
    const tokens = new Vault(null, emptyIndex).tokensOf(account, 'keychain');
    await tokens.write(new Secret('token'));
    expect((await tokens.read())?.reveal()).toBe('token');
    await tokens.clear();
    expect(await tokens.read()).toBeNull();
  });
});

describe('SessionStore', () => {
  it('the session store accepts a secret of 4096 bytes of UTF-8 and refuses one more byte', async () => {
    const store = new SessionStore();
    const full = `${'密'.repeat(1365)}x`;
    await store.write(asAccountId('a'), 'sk', new Secret(full));
    await expect(store.write(asAccountId('a'), 'sk', new Secret(`${full}y`))).rejects.toMatchObject({
      code: 'vault.too-large',
      params: { limit: 4096 },
    });
    expect((await store.read(asAccountId('a'), 'sk'))?.reveal()).toBe(full);
  });
});
