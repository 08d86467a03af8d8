/** One place that keeps secrets. The keychain and the memory of this run implement it; the vault chooses by account. */
import type { AccountId } from '../../preload/domain/ids.ts';
import type { Persistence } from '../../preload/domain/accounts/accounts.ts';
import type { Secret } from '../secret.ts';

/** The longest secret that the vault takes, in bytes of UTF-8. */
export const MAX_SECRET_BYTES = 4096;

export interface SecretStore {
  /** Name of the store in the user's words, such as `Secret Service`. */
  readonly backend: string;
  readonly persistence: Persistence;
  /** @returns null when there is no such secret. @throws {AppError} `vault.locked`, `vault.missing`, `vault.refused`. */
  read(accountId: AccountId, name: string): Promise<Secret | null>;
  /** Adds or replaces; a failure leaves the old value readable. @throws {AppError} `vault.*`, `vault.too-large`. */
  write(accountId: AccountId, name: string, secret: Secret): Promise<void>;
  /** @returns false when there was nothing to delete. @throws {AppError} `vault.*`. */
  remove(accountId: AccountId, name: string): Promise<boolean>;
  /** A read that changes nothing and never opens a prompt; throws what the store throws. */
  probe(): Promise<void>;
}
