/**
 * Where the keys of accounts live. Each account's keys are in the system's keychain or, by the user's choice, in the
 * memory of this run; nothing secret is written anywhere else. Names are kept apart from values, so that a list needs no
 * unlocked keychain.
 */
import type { VaultStatus } from '../../preload/contract/account.ts';
import type { AccountId } from '../../preload/domain/ids.ts';
import type { Persistence } from '../../preload/domain/accounts/accounts.ts';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import type { Secret } from '../secret.ts';
import type { TokenStore } from '../ports/tokens.ts';
import type { SecretStore } from './secret-store.ts';
import { SessionStore, type SessionMemory } from './session-store.ts';

/** The names of the secrets in the keychain, by account; a file without values implements it. */
export interface NameIndex {
  read(): Readonly<Record<string, readonly string[]>>;
  write(names: Readonly<Record<string, readonly string[]>>): void;
}

/** A sign-in token is a secret under this name. */
export const TOKEN_NAME = 'token';

type State = VaultStatus['state'];

const STATE_OF: Readonly<Record<string, State>> = {
  'vault.locked': 'locked',
  'vault.missing': 'missing',
  'vault.refused': 'refused',
};

export class Vault {
  readonly #keychain: SecretStore | null;
  readonly #session: SessionStore;
  readonly #index: NameIndex;
  readonly #sessionNames: Map<AccountId, Set<string>>;
  readonly #listeners = new Set<() => void>();
  #state: State;

  /**
   * @param keychain null where the user started the client without one.
   * @param memory carries the secrets of this run over a crash, where something can.
   */
  constructor(keychain: SecretStore | null, index: NameIndex, memory: SessionMemory | null = null) {
    this.#session = new SessionStore(memory);
    this.#sessionNames = new Map([...this.#session.names()].map(([id, names]) => [id, new Set(names)]));
    this.#keychain = keychain;
    this.#index = index;
    this.#state = keychain ? 'ready' : 'missing';
  }

  /** Adds or replaces one secret. @throws {AppError} `vault.*`; the old value then stays. */
  async put(accountId: AccountId, persistence: Persistence, name: string, secret: Secret): Promise<void> {
    const store = this.#storeOf(persistence);
    // The name goes first: a crash in between leaves one name too many, never a secret that cannot be deleted.
    const isNew = persistence === 'keychain' && this.#setNames(accountId, (names) => names.add(name));
    try {
      await this.#watch(store, () => store.write(accountId, name, secret));
    } catch (error) {
      if (isNew) this.#setNames(accountId, (names) => names.delete(name));
      throw error;
    }
    if (persistence === 'session') {
      const names = this.#sessionNames.get(accountId);
      this.#sessionNames.set(accountId, (names ?? new Set()).add(name));
      if (!names) this.#notify();
    }
  }

  /** @returns null when there is no such secret. @throws {AppError} `vault.*`. */
  async read(accountId: AccountId, persistence: Persistence, name: string): Promise<Secret | null> {
    const store = this.#storeOf(persistence);
    return await this.#watch(store, () => store.read(accountId, name));
  }

  /** Deletes one secret. @throws {AppError} `vault.*`. */
  async remove(accountId: AccountId, persistence: Persistence, name: string): Promise<void> {
    const store = this.#storeOf(persistence);
    await this.#watch(store, () => store.remove(accountId, name));
    if (persistence === 'keychain') {
      this.#setNames(accountId, (names) => names.delete(name));
      return;
    }
    const names = this.#sessionNames.get(accountId);
    names?.delete(name);
    if (names?.size === 0 && this.#sessionNames.delete(accountId)) this.#notify();
  }

  /** Deletes every secret of an account in one store. @throws {AppError} `vault.*`; what was deleted stays deleted. */
  async removeAll(accountId: AccountId, persistence: Persistence): Promise<void> {
    for (const name of this.#namesIn(accountId, persistence)) await this.remove(accountId, persistence, name);
  }

  /** The names of the stored secrets, by account. Never their values. */
  list(): { accountId: AccountId; names: string[] }[] {
    const index = this.#index.read();
    const ids = new Set([...Object.keys(index), ...this.#sessionNames.keys()] as AccountId[]);
    return [...ids].map((accountId) => {
      const names = new Set([...(index[accountId] ?? []), ...(this.#sessionNames.get(accountId) ?? [])]);
      return { accountId, names: [...names].sort() };
    });
  }

  /** Asks the store whether it is there; opens no prompt, so a locked one shows when a key is first needed. */
  async status(): Promise<VaultStatus> {
    const keychain = this.#keychain;
    if (keychain && this.#state !== 'locked') {
      await this.#watch(keychain, () => keychain.probe()).catch((error: unknown) => {
        log.warn('the keychain is not ready', { error });
      });
    }
    return this.snapshot();
  }

  /** The state as last seen. */
  snapshot(): VaultStatus {
    return {
      backend: this.#keychain?.backend ?? this.#session.backend,
      state: this.#state,
      sessionOnlyCount: this.#sessionNames.size,
    };
  }

  /**
   * Keeps the token of an account between runs. A lost token costs only a new sign-in, so a keychain that fails is not
   * treated as a failure: the token then lives for this run.
   */
  tokensOf(accountId: AccountId, persistence: Persistence): TokenStore {
    let inMemory: Secret | null = null;
    const attempt = async <T>(what: string, act: () => Promise<T>): Promise<T | null> => {
      try {
        return await act();
      } catch (error) {
        log.warn(`the vault could not ${what} a token`, { accountId, error });
        return null;
      }
    };
    return {
      read: async () => inMemory ?? (await attempt('read', () => this.read(accountId, persistence, TOKEN_NAME))),
      write: async (token) => {
        inMemory = token;
        await attempt('store', () => this.put(accountId, persistence, TOKEN_NAME, token));
      },
      clear: async () => {
        inMemory = null;
        await attempt('delete', () => this.remove(accountId, persistence, TOKEN_NAME));
      },
    };
  }

  /** Calls `listener` when the state or the number of session-only accounts changes. */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #storeOf(persistence: Persistence): SecretStore {
    if (persistence === 'session') return this.#session;
    if (this.#keychain) return this.#keychain;
    throw new AppError('vault.missing', 'started without a keychain', { action: 'session-only' });
  }

  #namesIn(accountId: AccountId, persistence: Persistence): readonly string[] {
    if (persistence === 'keychain') return this.#index.read()[accountId] ?? [];
    return [...(this.#sessionNames.get(accountId) ?? [])];
  }

  /** @returns whether the names changed. */
  #setNames(accountId: AccountId, change: (names: Set<string>) => unknown): boolean {
    const index = this.#index.read();
    const names = new Set(index[accountId]);
    change(names);
    const { [accountId]: before, ...others } = index;
    if ((before?.length ?? 0) === names.size) return false;
    this.#index.write(names.size === 0 ? others : { ...others, [accountId]: [...names] });
    return true;
  }

  async #watch<T>(store: SecretStore, act: () => Promise<T>): Promise<T> {
    if (store.persistence === 'session') return await act();
    try {
      const result = await act();
      this.#setState('ready');
      return result;
    } catch (error) {
      const state = error instanceof AppError ? STATE_OF[error.code] : undefined;
      if (state) this.#setState(state);
      throw error;
    }
  }

  #setState(state: State): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
