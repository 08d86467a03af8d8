/** Secrets for this run only: the user's choice where the keychain is not to be had. Nothing touches the disk. */
import type { AccountId } from '../../preload/domain/ids.ts';
import { AppError } from '../errors.ts';
import { Secret } from '../secret.ts';
import { MAX_SECRET_BYTES, type SecretStore } from './secret-store.ts';

/**
 * Holds copies of the secrets outside of this process, in memory, so that a crash of the client does not end the session
 * for which the user typed them: without keys the next start could neither show the walls nor stop a camera.
 */
export interface SessionMemory {
  /** Secrets that an earlier process of the same run handed over, by `accountId/name`. */
  readonly kept: readonly (readonly [key: string, value: string])[];
  /** Hands one over; null takes it back. */
  keep(key: string, value: string | null): void;
}

export class SessionStore implements SecretStore {
  readonly backend = 'session';
  readonly persistence = 'session';
  readonly #secrets: Map<string, Secret>;
  readonly #memory: SessionMemory | null;

  constructor(memory: SessionMemory | null = null) {
    this.#memory = memory;
    this.#secrets = new Map(memory?.kept.map(([key, value]) => [key, new Secret(value)]));
  }

  /** The names of all secrets, by account. */
  names(): ReadonlyMap<AccountId, readonly string[]> {
    const pairs = [...this.#secrets.keys()].map((key) => [key.slice(0, key.indexOf('/')), key] as const);
    const grouped = Map.groupBy(pairs, ([accountId]) => accountId as AccountId);
    return new Map([...grouped].map(([id, keys]) => [id, keys.map(([, key]) => key.slice(id.length + 1))]));
  }

  read(accountId: AccountId, name: string): Promise<Secret | null> {
    return Promise.resolve(this.#secrets.get(`${accountId}/${name}`) ?? null);
  }

  async write(accountId: AccountId, name: string, secret: Secret): Promise<void> {
    checkSize(name, secret);
    const key = `${accountId}/${name}`;
    this.#secrets.set(key, secret);
    this.#memory?.keep(key, secret.reveal());
  }

  remove(accountId: AccountId, name: string): Promise<boolean> {
    const key = `${accountId}/${name}`;
    this.#memory?.keep(key, null);
    return Promise.resolve(this.#secrets.delete(key));
  }

  probe(): Promise<void> {
    return Promise.resolve();
  }
}

/** @throws {AppError} `vault.too-large` above {@link MAX_SECRET_BYTES}. */
export function checkSize(name: string, secret: Secret): void {
  if (Buffer.byteLength(secret.reveal()) > MAX_SECRET_BYTES) {
    throw new AppError('vault.too-large', `secret ${name} is too large`, {
      params: { field: name, limit: MAX_SECRET_BYTES },
      action: 'edit-account',
    });
  }
}
