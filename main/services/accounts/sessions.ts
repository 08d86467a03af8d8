/** One conversation with the cloud per account: made when first needed, closed when the account changes or goes. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError } from '../../errors.ts';
import type { Vault } from '../../keychain/vault.ts';
import { log } from '../../log.ts';
import { Redactor } from '../../redactor.ts';
import type { SessionFactory, SessionSettings, VendorSession } from '../../ports/session.ts';
import type { AccountStore } from './account-store.ts';
import { credentialOf, readSecrets, type Secrets } from './secrets.ts';
import { checkUsable } from './key-consent.ts';
import { MediaRefusals } from './media-refusals.ts';

export type SessionFactories = Readonly<Partial<Record<VendorId, SessionFactory>>>;

interface SessionsOptions {
  readonly accountStore: AccountStore;
  readonly vault: Vault;
  readonly factories: SessionFactories;
  /** The client was started for simulated clouds on this computer. */
  readonly hasLocalClouds: boolean;
}

export class Sessions {
  /** Media that the sessions refused, because they come over plain http. */
  readonly mediaRefusals: MediaRefusals;
  readonly #options: SessionsOptions;
  readonly #open = new Map<AccountId, Promise<VendorSession>>();
  readonly #redactors = new Map<AccountId, Redactor>();
  /** Accounts whose keys or address are being changed; resolves when the change is over. */
  readonly #changing = new Map<AccountId, Promise<void>>();

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.mediaRefusals = new MediaRefusals(options.accountStore);
  }

  /**
   * The session of an account.
   *
   * @throws {AppError} `account.not-found`, `account.disabled`, `account.address-plain`, `account.address-refused`,
   *   `vault.*`, `vault.no-such-secret` (keys gone), `cloud.not-supported`.
   */
  async of(id: AccountId): Promise<VendorSession> {
    for (let change = this.#changing.get(id); change; change = this.#changing.get(id)) await change;
    const known = this.#open.get(id);
    if (known) return await known;
    const account = this.#options.accountStore.get(id);
    if (!account.isEnabled) throw disabled(account);
    checkUsable(account, this.#options.hasLocalClouds);
    const opening = this.#start(account);
    this.#open.set(id, opening);
    // If the session cannot be made, nothing is kept: the next call tries again.
    opening.catch(() => this.#open.get(id) === opening && this.#open.delete(id));
    return await opening;
  }

  /** Closes the session of an account whose keys or address changed; the next use opens a new one. */
  async forget(id: AccountId): Promise<void> {
    const session = this.#open.get(id);
    const redactor = this.#redactors.get(id);
    this.#open.delete(id);
    this.#redactors.delete(id);
    await close(session);
    redactor?.dispose(); // not before: what ends may still be logged
  }

  /**
   * Closes the session of an account and opens none until `change` is over, so that no session joins the keys of one
   * moment with the address of another. One change of an account at a time.
   */
  async whileClosed<T>(id: AccountId, change: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#changing.set(id, promise);
    try {
      await this.forget(id);
      return await change();
    } finally {
      this.#changing.delete(id);
      resolve();
    }
  }

  /** Closes every connection, as after sleep: tokens stay in the vault. */
  async forgetAll(): Promise<void> {
    const ids = new Set([...this.#open.keys(), ...this.#redactors.keys()]);
    await Promise.all([...ids].map((id) => this.forget(id)));
  }

  /**
   * Stars every secret that the vault has of an account, whether calls are signed with it or not, and the account's tokens.
   * Lives until the account's session is closed.
   *
   * @throws {AppError} `vault.*`.
   */
  async redactorOf(account: Account): Promise<Redactor> {
    return (
      this.#redactors.get(account.id) ?? this.#redactorFor(account.id, await readSecrets(account, this.#options.vault))
    );
  }

  #redactorFor(id: AccountId, secrets: Secrets): Redactor {
    const redactor = this.#redactors.get(id) ?? new Redactor(Object.values(secrets));
    this.#redactors.set(id, redactor);
    return redactor;
  }

  /** A session that belongs to the caller, for a draft that is not stored. @throws {AppError} `cloud.not-supported`. */
  draft(vendor: VendorId, settings: SessionSettings): VendorSession {
    const factory = this.#options.factories[vendor];
    if (!factory) {
      throw new AppError('cloud.not-supported', `this version cannot join ${vendor}`, { params: { detail: vendor } });
    }
    return factory(settings);
  }

  async #start(account: Account): Promise<VendorSession> {
    const { id, vendor, endpoint, region, persistence } = account;
    const { vault } = this.#options;
    const secrets = await readSecrets(account, vault);
    const credential = credentialOf(account, secrets);
    const tokens = vault.tokensOf(id, persistence);
    const redactor = this.#redactorFor(id, secrets);
    const trust = this.mediaRefusals.trustOf(id);
    return this.draft(vendor, { accountId: id, endpoint, region, credential, tokens, redactor, trust });
  }
}

/** The error of every request to an account that is off. */
export function disabled({ label }: Account): AppError {
  return new AppError('account.disabled', 'the account is turned off', { params: { label } });
}

async function close(session: Promise<VendorSession> | undefined): Promise<void> {
  try {
    await (await session)?.dispose();
  } catch (error) {
    log.debug('a session ended with a failure', { error });
  }
}
