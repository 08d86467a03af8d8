/**
 * Cloud accounts: adding, changing, removing and testing them. Everything is checked before anything is stored, and a
 * failure half way leaves the account as it was. Keys and address belong together at every moment: stored keys never
 * follow a changed address.
 */
import { randomUUID } from 'node:crypto';
import type { AccountDraft, AccountView, VaultStatus } from '../../../preload/contract/account.ts';
import type { Input } from '../../../preload/contract/contract.ts';
import { asAccountId, type AccountId } from '../../../preload/domain/ids.ts';
import { keyAddresses } from '../../../preload/domain/accounts/key-addresses.ts';
import type { Account, AccountHealth, Persistence } from '../../../preload/domain/accounts/accounts.ts';
import { regionOf } from '../../../preload/domain/accounts/providers.ts';
import { AppError, toWireError } from '../../errors.ts';
import type { Vault } from '../../keychain/vault.ts';
import { log } from '../../log.ts';
import type { AccountStore } from './account-store.ts';
import { keysNeeded, planChange, type AccountChangePlan, type TypedChange } from './account-change.ts';
import { checkDraft, checkSecrets, knownProvider } from './account-input.ts';
import { AccountKeys } from './account-keys.ts';
import { claimLabel } from './account-labels.ts';
import { AccountTests } from './account-tests.ts';
import type { Emit } from '../shared/emit.ts';
import { checkUsable, type KeyConsent } from './key-consent.ts';
import type { Sessions } from './sessions.ts';

interface AccountsOptions {
  readonly accountStore: AccountStore;
  readonly vault: Vault;
  readonly sessions: Sessions;
  readonly consent: KeyConsent;
  readonly emit: Emit;
  /**
   * Stops the cameras of an account before nothing can reach them any more, and keeps them still until the returned
   * function is called. Absent where nothing steers cameras.
   */
  readonly holdStill?: (id: AccountId) => Promise<() => void>;
}

type Change = Input<'account.update'>;

export type AccountChange = 'added' | 'changed' | 'enabled' | 'disabled' | 'removed';

/** An account without its keys. */
export type AccountSettings = Pick<Account, 'vendor' | 'label' | 'region' | 'endpoint' | 'fields' | 'isEnabled'>;

/** How the keys of an account are stored, and the addresses that a person confirmed for them. */
type KeySettings = Pick<Account, 'persistence' | 'confirmedOrigins'>;

/** The exceptions that a person allowed for the media of an account. */
type MediaSettings = Pick<Account, 'mediaHosts' | 'mediaCertificates'>;

export class AccountsService {
  readonly tests: AccountTests;
  readonly #accountStore: AccountStore;
  readonly #vault: Vault;
  readonly #sessions: Sessions;
  readonly #keys: AccountKeys;
  readonly #consent: KeyConsent;
  readonly #emit: Emit;
  readonly #holdStill: NonNullable<AccountsOptions['holdStill']>;
  /** The last change of each account that is under way; see #inTurn. */
  readonly #turns = new Map<AccountId, Promise<unknown>>();
  readonly #startedAtMs = Date.now();
  readonly #changeListeners = new Set<(id: AccountId, what: AccountChange) => void>();

  constructor(options: AccountsOptions) {
    this.#accountStore = options.accountStore;
    this.#vault = options.vault;
    this.#sessions = options.sessions;
    this.#keys = new AccountKeys(options.vault);
    this.#consent = options.consent;
    this.#emit = options.emit;
    this.#holdStill = options.holdStill ?? (() => Promise.resolve(() => {}));
    this.tests = new AccountTests(options);
    const tell = (): void => this.#emit('account.changed', { accounts: this.list() });
    this.#accountStore.onChanged(tell);
    this.#sessions.mediaRefusals.onChanged(tell);
  }

  /** Finds out which accounts lack their keys: deleted outside, or stored for a run that is over. */
  async start(): Promise<void> {
    const before = this.#keys.missingIds;
    for (const account of this.#accountStore.list()) await this.#keys.check(account);
    if (this.#keys.missingIds !== before) this.#emit('account.changed', { accounts: this.list() });
  }

  list(): AccountView[] {
    return this.#accountStore
      .list()
      .map((account) => ({
        ...account,
        fields: { ...account.fields },
        confirmedOrigins: [...account.confirmedOrigins],
        mediaHosts: [...account.mediaHosts],
        refusedHosts: [...this.#sessions.mediaRefusals.of(account.id)],
        mediaCertificates: account.mediaCertificates.map(({ pem: _, ...shown }) => shown),
        untrustedHosts: [...this.#sessions.mediaRefusals.untrustedOf(account.id)],
        health: this.#healthOf(account),
        isKeyMissing: this.#keys.areMissing(account.id),
      }));
  }

  /** Whether keys can be kept, and for how many accounts they live for this session only. */
  vaultStatus(): Promise<VaultStatus> {
    return this.#vault.status();
  }

  /** The names of the stored secrets, by account. Never their values. */
  secretNames(): { accountId: AccountId; names: string[] }[] {
    return this.#vault.list();
  }

  /**
   * @throws {AppError} `input.invalid-field`, `account.label-taken`, `account.address-plain`, `account.address-refused`,
   *   `vault.*`, `storage.write-failed`.
   */
  async add(
    draft: AccountDraft & { readonly persistence: Persistence },
    options: { readonly id?: AccountId; readonly isEphemeral?: boolean } = {},
  ): Promise<AccountView> {
    const { label, endpoint, fields, secrets } = checkDraft(draft);
    const id = options.id ?? asAccountId(randomUUID());
    this.#claimLabel(label, id);
    const { vendor, persistence } = draft;
    const addresses = keyAddresses(vendor, endpoint, fields);
    this.#consent.refusePlain(addresses);
    const confirmedOrigins = await this.#consent.agree({ vendor, label, addresses, secrets }, []);
    const region = draft.region ?? regionOf(knownProvider(vendor), endpoint);
    const settings = { vendor, label, region, endpoint, fields, isEnabled: true };
    const account = newAccount(id, settings, { persistence, confirmedOrigins });
    try {
      await this.#keys.store(account, secrets);
      this.#claimLabel(label, id); // another window may have taken the label in the meantime
      this.#accountStore.put(account, options.isEphemeral ?? false);
    } catch (error) {
      await this.#keys.discard(account);
      throw error;
    }
    this.#announce(id, 'added');
    return this.#view(id);
  }

  /**
   * Adds an account without keys, which it then asks for; an address that is not documented is asked about with them.
   *
   * @throws {AppError} `account.label-taken`, `storage.write-failed`.
   */
  async addWithoutKeys(settings: AccountSettings): Promise<AccountView> {
    const id = asAccountId(randomUUID());
    this.#claimLabel(settings.label, id);
    const account = newAccount(id, settings, { persistence: 'keychain', confirmedOrigins: [] });
    // before other parts learn of the account: the keychain need not be asked for keys that it cannot have
    this.#keys.setMissing(id, true);
    try {
      this.#accountStore.put(account, false);
    } catch (error) {
      this.#keys.setMissing(id, false);
      throw error;
    }
    this.#announce(id, 'added');
    return Promise.resolve(this.#view(id));
  }

  /**
   * Fields and secrets left out stay. When the origin of an address changes, nothing of the stored keys and tokens stays:
   * every required key has to be given again.
   *
   * @throws {AppError} as {@link add}, `account.not-found`, `account.keys-needed`.
   */
  async update(change: Change): Promise<AccountView> {
    const { vendor } = this.#accountStore.get(change.accountId);
    return await this.#update({ ...change, secrets: checkSecrets(knownProvider(vendor), change.secrets ?? {}) });
  }

  async #update(change: TypedChange): Promise<AccountView> {
    const before = this.#accountStore.get(change.accountId);
    const { id, vendor } = before;
    const plan = planChange(before, change);
    const { after, secrets, addresses, moved } = plan;
    this.#claimLabel(after.label, id);
    let { confirmedOrigins } = before;
    if (moved.length > 0 || Object.keys(secrets).length > 0) {
      this.#consent.refusePlain(addresses);
      const refusal = keysNeeded(plan);
      if (refusal !== null) {
        log.audit('an address was changed without the keys: refused', { accountId: id, host: refusal.params['host'] });
        throw refusal;
      }
      const sending = { vendor, label: after.label, addresses, secrets };
      confirmedOrigins = await this.#consent.agree(sending, before.confirmedOrigins);
    }
    const isDone = await this.#inTurn(id, async () => {
      if (this.#accountStore.get(id) !== before) return false;
      this.#claimLabel(after.label, id);
      await this.#apply({ ...plan, after: { ...after, confirmedOrigins } });
      return true;
    });
    // The account changed while a person read the question or another change was under way: look at it again.
    if (!isDone) return await this.#update(change);
    this.#announce(id, 'changed');
    return this.#view(id);
  }

  /**
   * Turns an account off or on. Cameras that are moving are stopped before it goes off. Its keys, its token and the
   * numbers of its cameras stay.
   *
   * @throws {AppError} `account.not-found`, `storage.write-failed`.
   */
  async setEnabled(id: AccountId, isEnabled: boolean): Promise<AccountView> {
    await this.#inTurn(id, async () => {
      const before = this.#accountStore.get(id);
      if (before.isEnabled === isEnabled) return;
      await this.#whileStill(id, async () => {
        this.#accountStore.put({ ...before, isEnabled }, this.#accountStore.isEphemeral(id));
        this.tests.cancelOf(id);
        await this.#sessions.forget(id);
        this.#accountStore.setHealth(id, { state: 'unchecked' });
        this.#announce(id, isEnabled ? 'enabled' : 'disabled');
      });
    });
    return this.#view(id);
  }

  /** Changes what a person allowed for media. @throws {AppError} `account.not-found`, `storage.write-failed`. */
  async changeMedia(id: AccountId, change: (account: Account) => Partial<MediaSettings>): Promise<void> {
    await this.#inTurn(id, () => {
      const before = this.#accountStore.get(id);
      this.#accountStore.put({ ...before, ...change(before) }, this.#accountStore.isEphemeral(id));
      return Promise.resolve();
    });
  }

  /**
   * Stops the cameras of the account, then deletes its keys, then the account: one whose keys cannot be deleted stays, so
   * that the removal can be tried again.
   */
  async remove(id: AccountId): Promise<void> {
    await this.#inTurn(id, async () => {
      const account = this.#accountStore.get(id);
      await this.#whileStill(id, async () => {
        await this.#keys.remove(account);
        await this.#sessions.forget(id);
        this.#accountStore.remove(id);
        this.#endMediaHosts(account);
        this.#keys.setMissing(id, false);
        this.#announce(id, 'removed');
      });
    });
  }

  /** Calls `listener` after anything happened to an account. */
  onChanged(listener: (id: AccountId, what: AccountChange) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  dispose(): void {
    this.tests.dispose();
  }

  #view(id: AccountId): AccountView {
    const view = this.list().find((account) => account.id === id);
    if (!view) throw new AppError('account.not-found', 'removed meanwhile', { params: { detail: id } });
    return view;
  }

  #claimLabel(label: string, id: AccountId): void {
    claimLabel(
      { label },
      this.#accountStore.list().filter((account) => account.id !== id),
    );
  }

  /** The outcome of the last test; an account whose address may not be used fails for that reason instead. */
  #healthOf(account: Account): AccountHealth {
    try {
      checkUsable(account, this.#consent.hasLocalClouds);
      return this.#accountStore.healthOf(account.id);
    } catch (error) {
      return { state: 'failing', checkedAtMs: this.#startedAtMs, error: toWireError(error) };
    }
  }

  /** One change of an account after the other: each begins with the account that the one before left. */
  async #inTurn<T>(id: AccountId, work: () => Promise<T>): Promise<T> {
    const run = (this.#turns.get(id) ?? Promise.resolve()).then(work);
    const turn = run.catch(() => {});
    this.#turns.set(id, turn);
    try {
      return await run;
    } finally {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    }
  }

  /** The keys and the address that set a camera moving are the ones that can stop the camera. */
  async #whileStill<T>(id: AccountId, change: () => Promise<T>): Promise<T> {
    const release = await this.#holdStill(id);
    try {
      return await change();
    } finally {
      release();
    }
  }

  async #apply(plan: AccountChangePlan): Promise<void> {
    const { before, after, isNewIdentity, isStoreChanged, moved } = plan;
    const { id } = before;
    if (!isNewIdentity && !isStoreChanged) return this.#accountStore.put(after, this.#accountStore.isEphemeral(id));
    if (moved.length > 0) {
      this.tests.cancelOf(id);
      log.audit('keys were entered for another address', {
        accountId: id,
        hosts: moved.map(({ host }) => host).join(),
      });
    }
    const change = (): Promise<void> => (moved.length > 0 ? this.#move(plan) : this.#replace(plan));
    await this.#whileStill(id, () => this.#sessions.whileClosed(id, change));
    if (moved.length > 0) this.#endMediaHosts(before);
    if (isNewIdentity) this.#accountStore.setHealth(id, { state: 'unchecked' });
    await this.#keys.check(this.#accountStore.get(id));
  }

  /**
   * Changes the address. The old keys and tokens go before the new address is written, and the new keys come after it,
   * so that no key is ever stored beside an address that it was not given for, whatever fails, also the power.
   */
  async #move({ before, after, secrets }: AccountChangePlan): Promise<void> {
    const isEphemeral = this.#accountStore.isEphemeral(before.id);
    const kept = await this.#keys.kept(before);
    let isWritten = false;
    try {
      await this.#keys.remove(before);
      this.#accountStore.put(after, isEphemeral);
      isWritten = true;
      await this.#keys.store(after, secrets);
    } catch (error) {
      if (isWritten && !(await this.#keys.discard(after))) throw error; // some new keys may be left: they stay beside their address
      if (isWritten) this.#accountStore.put(before, isEphemeral);
      await this.#keys.putBack(before, kept);
      throw error;
    }
  }

  /** Changes everything but the address: keys that are not given again stay. */
  async #replace({ before, after, secrets, isStoreChanged, isNewIdentity }: AccountChangePlan): Promise<void> {
    const kept = isStoreChanged || Object.keys(secrets).length > 0 ? await this.#keys.kept(before) : {};
    try {
      await this.#keys.store(after, isStoreChanged ? { ...kept, ...secrets } : secrets);
      this.#accountStore.put(after, this.#accountStore.isEphemeral(before.id));
    } catch (error) {
      if (isStoreChanged) await this.#keys.discard(after);
      else await this.#keys.putBack(before, kept);
      throw error;
    }
    if (isStoreChanged) await this.#keys.discard(before);
    if (isNewIdentity) await this.#keys.clearToken(after);
  }

  /** Exceptions for the media of an account, and refusals, belong to its address. */
  #endMediaHosts({ id, mediaHosts, mediaCertificates }: Account): void {
    this.#sessions.mediaRefusals.forget(id);
    const hosts = [...mediaHosts, ...mediaCertificates].map(({ host }) => host).join();
    if (hosts !== '') log.audit('hosts of pictures went with the address of their account', { accountId: id, hosts });
  }

  #announce(id: AccountId, what: AccountChange): void {
    log.info(`account ${what}`, { accountId: id });
    this.#emit('account.changed', { accounts: this.list() });
    for (const listener of this.#changeListeners) listener(id, what);
  }
}

/** An account that is made now: nobody has allowed an exception for its media yet. */
function newAccount(id: AccountId, settings: AccountSettings, keys: KeySettings): Account {
  const { vendor, label, region, endpoint, fields, isEnabled } = settings;
  const made = { id, vendor, label, region, endpoint, fields, isEnabled, ...keys, createdAtMs: Date.now() };
  return { ...made, mediaHosts: [], mediaCertificates: [] };
}
