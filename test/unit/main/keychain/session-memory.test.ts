/** Secrets of this run over a crash of main: the secrets that leave the process and reach the next process. */
import { expect, it } from 'vitest';
import { asAccountId } from '../../../../preload/domain/ids.ts';
import { Vault } from '../../../../main/keychain/vault.ts';
import { Secret } from '../../../../main/secret.ts';
import { AccountStore } from '../../../../main/services/accounts/account-store.ts';
import { accountsIn, demoIn, secretsIn } from '../../../../main/services/shared/run-memory.ts';
import { storedAccount } from '../../preload/domain/accounts/account-sample.ts';
import { testFolder } from '../services/folder.ts';

const A1 = asAccountId('a1');
const index = { read: () => ({}), write: () => {} };

/** The memory of another process. */
function memory(kept = new Map<string, string>()) {
  const keep = (key: string, value: string | null): void => {
    if (value === null) kept.delete(key);
    else kept.set(key, value);
  };
  return { kept, runMemory: { kept: [...kept], keep } };
}

// @promise security.session-keys
it('the next process gets the secrets that the user typed for this run, and none that was removed', async () => {
  const { kept, runMemory } = memory();
  const vault = new Vault(null, index, runMemory);
  await vault.put(A1, 'session', 'sk', new Secret('the key'));
  await vault.put(A1, 'session', 'password', new Secret('gone'));
  await vault.tokensOf(A1, 'session').write(new Secret('the token'));
  await vault.remove(A1, 'session', 'password');
  const next = new Vault(null, index, memory(kept).runMemory);
  expect((await next.read(A1, 'session', 'sk'))?.reveal()).toBe('the key');
  expect((await next.tokensOf(A1, 'session').read())?.reveal()).toBe('the token');
  expect(await next.read(A1, 'session', 'password')).toBeNull();
  expect(next.list()).toEqual([{ accountId: A1, names: ['sk', 'token'] }]);
  expect(next.snapshot().sessionOnlyCount).toBe(1);
  await next.removeAll(A1, 'session');
  expect(kept.size).toBe(0);
});

it('the session memory gives out no secret that the keychain stores', async () => {
  const { kept, runMemory } = memory();
  const stored = new Map<string, Secret>();
  const keychain = {
    backend: 'Test',
    persistence: 'keychain' as const,
    probe: () => Promise.resolve(),
    read: (_: unknown, name: string) => Promise.resolve(stored.get(name) ?? null),
    write: (_: unknown, name: string, secret: Secret) => Promise.resolve(void stored.set(name, secret)),
    remove: (_: unknown, name: string) => Promise.resolve(stored.delete(name)),
  };
  const vault = new Vault(keychain, index, runMemory);
  await vault.put(A1, 'keychain', 'sk', new Secret('the key'));
  await vault.tokensOf(A1, 'keychain').write(new Secret('the token'));
  expect(kept.size).toBe(0);
});

it('the next process gets the accounts of this run, without their secrets, and no account of a demo that ended', async () => {
  const { kept, runMemory } = memory();
  const dir = testFolder();
  const account = storedAccount({ id: A1, label: 'IVM demo', endpoint: 'http://127.0.0.1:1', fields: { ak: 'AK' } });
  new AccountStore(dir, accountsIn(runMemory)).put(account, true);
  await new Vault(null, index, secretsIn(runMemory)).put(A1, 'session', 'sk', new Secret('the key'));
  runMemory.keep('=account/broken', '{"id":');

  const next = () => new AccountStore(dir, accountsIn(memory(kept).runMemory));
  expect(next().list()).toEqual([account]);
  expect(next().isEphemeral(A1)).toBe(true);
  const vault = new Vault(null, index, secretsIn(memory(kept).runMemory));
  expect(vault.list()).toEqual([{ accountId: A1, names: ['sk'] }]);

  demoIn(runMemory)?.keep('cameras', '5');
  expect(next().list()).toEqual([]);
  demoIn(runMemory)?.keep('cameras', null);
  next().remove(A1);
  expect(next().list()).toEqual([]);
});
