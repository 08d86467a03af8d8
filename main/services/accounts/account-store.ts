/**
 * The accounts themselves, on the disk or for this run only, and the state of each. No secrets are here, only the names
 * under which the vault stores them.
 */
import { z } from 'zod';
import { accountFacts, mediaCertificate, mediaHost } from '../../../preload/contract/account.ts';
import { keyAddresses } from '../../../preload/domain/accounts/key-addresses.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Account, AccountHealth } from '../../../preload/domain/accounts/accounts.ts';
import type { Restoration } from '../../../preload/domain/restoration.ts';
import { AppError } from '../../errors.ts';
import { TOKEN_NAME, type NameIndex } from '../../keychain/vault.ts';
import { log } from '../../log.ts';
import type { OpenSettings } from '../../settings-engine.ts';
import type { RunMemory } from '../shared/run-memory.ts';
import { SettingsFile } from '../shared/settings-file.ts';

const account = z.object({
  ...accountFacts,
  isEnabled: z.boolean().default(true),
  /** Missing in files of versions that did not ask. */
  confirmedOrigins: z.array(z.string()).optional(),
  /** Missing in files of versions that knew no such hosts of media. */
  mediaHosts: z.array(mediaHost).default([]),
  mediaCertificates: z.array(mediaCertificate).default([]),
});

interface Stored {
  readonly accounts: readonly Account[];
  readonly secretNames: Readonly<Record<string, readonly string[]>>;
}

/** An account of a simulated cloud, as the supervisor stores it over a crash. */
const kept: z.ZodType<Account> = account.transform((one) => ({ ...one, confirmedOrigins: one.confirmedOrigins ?? [] }));

const stored: z.ZodType<Stored> = z
  .object({ accounts: z.array(account), secretNames: z.record(z.string(), z.array(z.string())) })
  .transform(({ accounts, secretNames }) => ({
    accounts: accounts.map((one) => ({
      ...one,
      confirmedOrigins: one.confirmedOrigins ?? usedOrigins(one, secretNames),
    })),
    secretNames,
  }));

/**
 * The origins to which an account of an earlier version already sends its keys: they need no question. For an account
 * without keys, such as an imported one, the question comes when the keys are entered.
 */
function usedOrigins(
  { id, vendor, endpoint, fields }: z.infer<typeof account>,
  secretNames: Readonly<Record<string, readonly string[]>>,
): string[] {
  const hasKeys = (secretNames[id] ?? []).some((name) => name !== TOKEN_NAME);
  const others = keyAddresses(vendor, endpoint, fields).filter((one) => one.kind !== 'documented' && !one.isPlain);
  return hasKeys ? [...new Set(others.map(({ origin }) => origin))] : [];
}

export class AccountStore {
  readonly #file: SettingsFile<Stored>;
  readonly #ephemeral = new Map<AccountId, Account>();
  readonly #health = new Map<AccountId, AccountHealth>();
  readonly #listeners = new Set<() => void>();
  readonly #runMemory: RunMemory | null;

  /** @param runMemory carries the accounts of this run over a crash, where something can. */
  constructor(dataDir: string, runMemory: RunMemory | null = null, open?: OpenSettings) {
    this.#runMemory = runMemory;
    for (const [id, text] of runMemory?.kept ?? []) this.#restore(id, text);
    const defaults: Stored = { accounts: [], secretNames: {} };
    this.#file = new SettingsFile({ name: 'accounts', dir: dataDir, open, version: 1, schema: stored, defaults });
  }

  get restored(): Restoration | null {
    return this.#file.restored;
  }

  /** In the order in which they were added, those of this run last. */
  list(): readonly Account[] {
    return [...this.#file.get().accounts, ...this.#ephemeral.values()];
  }

  find(id: AccountId): Account | null {
    return this.list().find((account) => account.id === id) ?? null;
  }

  /** @throws {AppError} `account.not-found`. */
  get(id: AccountId): Account {
    const account = this.find(id);
    if (!account) throw new AppError('account.not-found', 'no such account', { params: { detail: id } });
    return account;
  }

  /** True for the accounts of the simulated clouds: nothing of them is written. */
  isEphemeral(id: AccountId): boolean {
    return this.#ephemeral.has(id);
  }

  /** Adds or replaces. @throws {AppError} `storage.write-failed`; nothing is changed then. */
  put(account: Account, isEphemeral: boolean): void {
    if (isEphemeral) {
      this.#ephemeral.set(account.id, account);
      this.#runMemory?.keep(account.id, JSON.stringify(account));
    } else {
      const { accounts, secretNames } = this.#file.get();
      const isKnown = accounts.some((a) => a.id === account.id);
      const next = isKnown ? accounts.map((a) => (a.id === account.id ? account : a)) : [...accounts, account];
      this.#file.set({ accounts: next, secretNames });
    }
    this.#notify();
  }

  /** @throws {AppError} `storage.write-failed`; nothing is changed then. */
  remove(id: AccountId): void {
    if (this.#ephemeral.delete(id)) this.#runMemory?.keep(id, null);
    else {
      const { accounts, secretNames } = this.#file.get();
      this.#file.set({ accounts: accounts.filter((a) => a.id !== id), secretNames });
    }
    this.#health.delete(id);
    this.#notify();
  }

  healthOf(id: AccountId): AccountHealth {
    return this.#health.get(id) ?? { state: 'unchecked' };
  }

  setHealth(id: AccountId, health: AccountHealth): void {
    if (!this.find(id)) return;
    this.#health.set(id, health);
    this.#notify();
  }

  /** The vault's list of the names of its secrets. */
  nameIndex(): NameIndex {
    return {
      read: () => this.#file.get().secretNames,
      write: (secretNames) => this.#file.set({ ...this.#file.get(), secretNames }),
    };
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #restore(id: string, text: string): void {
    try {
      const account = kept.parse(JSON.parse(text));
      this.#ephemeral.set(account.id, account);
    } catch (error) {
      log.warn('an account of this run was not carried over the crash', { accountId: id, error });
    }
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
