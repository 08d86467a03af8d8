/** Secrets for this run only: the user's choice where the keychain is not to be had. Nothing touches the disk. */
import type { AccountId } from '../../preload/domain/ids.ts';
import { AppError } from '../errors.ts';
import type { Secret } from '../secret.ts';
import { MAX_SECRET_BYTES, type SecretStore } from './secret-store.ts';

export class SessionStore implements SecretStore {
  readonly backend = 'session';
  readonly persistence = 'session';
  readonly #secrets = new Map<string, Secret>();

  read(accountId: AccountId, name: string): Promise<Secret | null> {
    return Promise.resolve(this.#secrets.get(`${accountId}/${name}`) ?? null);
  }

  async write(accountId: AccountId, name: string, secret: Secret): Promise<void> {
    checkSize(name, secret);
    this.#secrets.set(`${accountId}/${name}`, secret);
  }

  remove(accountId: AccountId, name: string): Promise<boolean> {
    return Promise.resolve(this.#secrets.delete(`${accountId}/${name}`));
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
