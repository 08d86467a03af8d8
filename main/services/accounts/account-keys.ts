/** The keys of the accounts in the vault, each account's as a whole, and which accounts lack theirs. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import type { Vault } from '../../keychain/vault.ts';
import { log } from '../../log.ts';
import { missingSecret, readSecrets, type Secrets } from './secrets.ts';

type Place = Pick<Account, 'id' | 'persistence'>;

export class AccountKeys {
  readonly #vault: Vault;
  readonly #keyless = new Set<AccountId>();

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** True where the keys were deleted outside, lived for a run that is over, or were never entered. */
  areMissing(id: AccountId): boolean {
    return this.#keyless.has(id);
  }

  /** The accounts without keys, as text to compare. */
  get missingIds(): string {
    return [...this.#keyless].join();
  }

  setMissing(id: AccountId, isMissing: boolean): void {
    if (isMissing) this.#keyless.add(id);
    else this.#keyless.delete(id);
  }

  /** @throws {AppError} `vault.*`; the secrets before the one that failed are stored then. */
  async store({ id, persistence }: Place, secrets: Secrets): Promise<void> {
    for (const [name, secret] of Object.entries(secrets)) await this.#vault.put(id, persistence, name, secret);
  }

  /**
   * Reads the keys that a failed change must put back. An account without keys has none to put back, so an unreadable
   * key store does no harm.
   */
  async kept(account: Account): Promise<Secrets> {
    try {
      return await readSecrets(account, this.#vault);
    } catch (error) {
      if (this.#keyless.has(account.id)) return {};
      throw error;
    }
  }

  /** Deletes the keys and the token. @throws {AppError} `vault.*`; what was deleted stays deleted. */
  async remove({ id, persistence }: Place): Promise<void> {
    await this.#vault.removeAll(id, persistence);
  }

  /** As {@link remove}. @returns false where some may be left; the log has the reason. */
  async discard(place: Place): Promise<boolean> {
    return await this.remove(place).then(
      () => true,
      (error: unknown) => (logRollback(error), false),
    );
  }

  /** Stores again what {@link kept} gave; a failure is logged, and the account then asks for its keys. */
  async putBack(place: Place, kept: Secrets): Promise<void> {
    await this.store(place, kept).catch(logRollback);
  }

  /** Deletes the token alone: it belongs to the earlier keys or address. */
  async clearToken({ id, persistence }: Place): Promise<void> {
    await this.#vault.tokensOf(id, persistence).clear();
  }

  /** Finds out whether an account has all its keys. */
  async check(account: Account): Promise<void> {
    try {
      const secrets = await readSecrets(account, this.#vault);
      this.setMissing(account.id, missingSecret(account.vendor, account.fields, secrets) !== null);
    } catch (error) {
      log.warn('the keys of an account could not be looked up', { accountId: account.id, error });
      // Not known to be missing: the vault's own state shows the user the problem.
      this.#keyless.delete(account.id);
    }
  }
}

function logRollback(error: unknown): void {
  log.error('secrets could not be put back as they were', { error });
}
