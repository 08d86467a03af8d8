/**
 * Cloud accounts: adding, changing, removing and testing them. Everything is checked before anything is stored, and a
 * failure half way leaves the account as it was.
 */
import { randomUUID } from 'node:crypto';
import type { AccountDraft, AccountView, TestReport, TestStage, VaultStatus } from '../../preload/contract/account.ts';
import type { Input } from '../../preload/contract/contract.ts';
import { asAccountId, type AccountId } from '../../preload/domain/ids.ts';
import type { Account, Persistence } from '../../preload/domain/model.ts';
import { fieldsOf, providerOf, regionOf, wayOf } from '../../preload/domain/providers.ts';
import { AppError } from '../errors.ts';
import type { Vault } from '../keychain/vault.ts';
import { log } from '../log.ts';
import { Secret } from '../secret.ts';
import type { TokenStore } from '../vendors/ports.ts';
import type { AccountBook } from './account-book.ts';
import { checkDraft, checkEndpoint, checkFields, checkLabel, knownProvider } from './account-input.ts';
import { runAccountTest } from './account-test.ts';
import type { Emit } from './emit.ts';
import { disabled, type Sessions } from './sessions.ts';
import { Slots } from './slots.ts';

interface AccountsOptions {
  readonly book: AccountBook;
  readonly vault: Vault;
  readonly sessions: Sessions;
  readonly emit: Emit;
}

type Change = Input<'account.update'>;

/** What happened to an account. */
export type AccountChange = 'added' | 'changed' | 'enabled' | 'disabled' | 'removed';

/** An account without its keys. */
export type AccountSettings = Pick<Account, 'vendor' | 'label' | 'region' | 'endpoint' | 'fields' | 'isEnabled'>;

/** Tests of saved accounts at a time: each opens connections of its own. */
const TESTS_AT_ONCE = 4;

interface Run {
  readonly abort: AbortController;
  readonly windowId: string;
  /** Null for a draft. */
  readonly accountId: AccountId | null;
}

export class AccountsService {
  readonly #book: AccountBook;
  readonly #vault: Vault;
  readonly #sessions: Sessions;
  readonly #emit: Emit;
  readonly #runs = new Map<string, Run>();
  readonly #slots = new Slots(TESTS_AT_ONCE);
  readonly #keyless = new Set<AccountId>();
  readonly #changeListeners = new Set<(id: AccountId, what: AccountChange) => void>();

  constructor(options: AccountsOptions) {
    this.#book = options.book;
    this.#vault = options.vault;
    this.#sessions = options.sessions;
    this.#emit = options.emit;
    this.#book.onChanged(() => this.#emit('account.changed', { accounts: this.list() }));
  }

  /** Finds out which accounts lack their keys: deleted outside, or held for a run that is over. */
  async start(): Promise<void> {
    const before = [...this.#keyless].join();
    for (const account of this.#book.list()) await this.#checkKeys(account);
    if ([...this.#keyless].join() !== before) this.#emit('account.changed', { accounts: this.list() });
  }

  list(): AccountView[] {
    return this.#book.list().map((account) => ({
      ...account,
      fields: { ...account.fields },
      health: this.#book.healthOf(account.id),
      isKeyMissing: this.#keyless.has(account.id),
    }));
  }

  /** Whether keys can be kept, and for how many accounts they live for this session only. */
  vaultStatus(): Promise<VaultStatus> {
    return this.#vault.status();
  }

  /** Which secrets exist, by account. Never what they hold. */
  secretNames(): { accountId: AccountId; names: string[] }[] {
    return this.#vault.list();
  }

  /** @throws {AppError} `input.invalid-field`, `account.label-taken`, `vault.*`, `storage.write-failed`. */
  async add(
    draft: AccountDraft & { readonly persistence: Persistence },
    options: { readonly id?: AccountId; readonly isEphemeral?: boolean } = {},
  ): Promise<AccountView> {
    const { label, endpoint, fields, secrets } = checkDraft(draft);
    const id = options.id ?? asAccountId(randomUUID());
    this.#claimLabel(label, id);
    const { vendor, persistence } = draft;
    const region = draft.region ?? regionOf(knownProvider(vendor), endpoint);
    const account: Account = {
      id,
      vendor,
      label,
      region,
      endpoint,
      fields,
      persistence,
      createdAtMs: Date.now(),
      isEnabled: true,
    };
    try {
      await this.#store(id, persistence, secrets);
      this.#claimLabel(label, id); // another window may have taken it meanwhile
      this.#book.put(account, options.isEphemeral ?? false);
    } catch (error) {
      await this.#discard(id, persistence);
      throw error;
    }
    this.#announce(id, 'added');
    return this.#view(id);
  }

  /**
   * Adds an account without keys, which it then asks for.
   *
   * @throws {AppError} `account.label-taken`, `storage.write-failed`.
   */
  async adopt(settings: AccountSettings): Promise<AccountView> {
    const id = asAccountId(randomUUID());
    this.#claimLabel(settings.label, id);
    const account: Account = { ...settings, id, persistence: 'keychain', createdAtMs: Date.now() };
    this.#keyless.add(id); // before anybody hears of it: the keychain need not be asked for what it cannot have
    try {
      this.#book.put(account, false);
    } catch (error) {
      this.#keyless.delete(id);
      throw error;
    }
    this.#announce(id, 'added');
    return Promise.resolve(this.#view(id));
  }

  /** Fields and secrets left out stay. @throws {AppError} as {@link add}, and `account.not-found`. */
  async update(change: Change): Promise<AccountView> {
    const before = this.#book.get(change.accountId);
    const { id } = before;
    const provider = knownProvider(before.vendor);
    const label = change.label === undefined ? before.label : checkLabel(change.label);
    const endpoint = change.endpoint === undefined ? before.endpoint : checkEndpoint(change.endpoint);
    const fields = {
      ...without(before.fields, change.fields ?? {}),
      ...checkFields(provider, change.fields ?? {}, false),
    };
    const secrets = checkFields(provider, change.secrets ?? {}, true);
    const persistence = change.persistence ?? before.persistence;
    this.#claimLabel(label, id);

    const isMoved = persistence !== before.persistence;
    const names = new Set([...Object.keys(fields), ...Object.keys(before.fields)]);
    const hasNewFields = [...names].some((name) => before.fields[name] !== fields[name]);
    const region = endpoint === before.endpoint ? before.region : regionOf(provider, endpoint);
    const isNewIdentity = endpoint !== before.endpoint || hasNewFields || Object.keys(secrets).length > 0;
    const kept = isMoved || Object.keys(secrets).length > 0 ? await this.#keptOf(before) : {};
    try {
      await this.#store(id, persistence, isMoved ? { ...revealAll(kept), ...secrets } : secrets);
      this.#book.put({ ...before, label, endpoint, region, fields, persistence }, this.#book.isEphemeral(id));
    } catch (error) {
      if (isMoved) await this.#discard(id, persistence);
      else await this.#store(id, persistence, revealAll(kept)).catch(logRollback);
      throw error;
    }
    if (isMoved) await this.#discard(id, before.persistence);
    if (isNewIdentity) await this.#vault.tokensOf(id, persistence).clear();
    if (isNewIdentity || isMoved) await this.#sessions.forget(id);
    if (isNewIdentity) this.#book.setHealth(id, { state: 'unchecked' });
    await this.#checkKeys(this.#book.get(id));
    this.#announce(id, 'changed');
    return this.#view(id);
  }

  /**
   * Turns an account off or on. Its keys, its token and the numbers of its cameras stay.
   *
   * @throws {AppError} `account.not-found`, `storage.write-failed`.
   */
  async setEnabled(id: AccountId, isEnabled: boolean): Promise<AccountView> {
    const before = this.#book.get(id);
    if (before.isEnabled !== isEnabled) {
      this.#book.put({ ...before, isEnabled }, this.#book.isEphemeral(id));
      for (const run of this.#runs.values()) if (run.accountId === id) run.abort.abort();
      await this.#sessions.forget(id);
      this.#book.setHealth(id, { state: 'unchecked' });
      this.#announce(id, isEnabled ? 'enabled' : 'disabled');
    }
    return this.#view(id);
  }

  /** Deletes the keys first: an account whose keys cannot be deleted stays, so that it can be tried again. */
  async remove(id: AccountId): Promise<void> {
    const account = this.#book.get(id);
    await this.#vault.removeAll(id, account.persistence);
    await this.#sessions.forget(id);
    this.#book.remove(id);
    this.#keyless.delete(id);
    this.#announce(id, 'removed');
  }

  /** Tests a saved account or a draft. Stages are emitted to the window as they end. A draft is never stored. */
  async test({ runId, target }: Input<'account.test'>, windowId: string): Promise<TestReport> {
    const abort = new AbortController();
    this.#runs.get(runId)?.abort.abort();
    this.#runs.set(runId, { abort, windowId, accountId: target.kind === 'saved' ? target.accountId : null });
    const onStage = (stage: TestStage) => this.#emit('account.test-progressed', { runId, stage }, windowId);
    try {
      if (target.kind === 'saved') return await this.#testSaved(target.accountId, onStage, abort.signal);
      return await this.#testDraft(target.draft, onStage, abort.signal);
    } finally {
      if (this.#runs.get(runId)?.abort === abort) this.#runs.delete(runId);
    }
  }

  cancelTest(runId: string): void {
    this.#runs.get(runId)?.abort.abort();
  }

  onWindowGone(windowId: string): void {
    for (const run of this.#runs.values()) if (run.windowId === windowId) run.abort.abort();
  }

  /** Calls `listener` after anything happened to an account. */
  onChanged(listener: (id: AccountId, what: AccountChange) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  dispose(): void {
    for (const run of this.#runs.values()) run.abort.abort();
  }

  async #testSaved(id: AccountId, onStage: (s: TestStage) => void, signal: AbortSignal): Promise<TestReport> {
    const account = this.#book.get(id);
    if (!account.isEnabled) throw disabled(account);
    const { endpoint } = account;
    const release = await this.#slots.take(signal);
    const before = this.#book.healthOf(id);
    if (!signal.aborted) this.#book.setHealth(id, { state: 'checking' });
    const report = await runAccountTest({ endpoint, session: () => this.#sessions.of(id) }, onStage, signal).finally(
      release,
    );
    const error = report.stages.find((stage) => stage.error)?.error;
    const checkedAtMs = Date.now();
    const expiry = report.stages.find((stage) => stage.stage === 'sign-in')?.facts['tokenExpiresAtMs'];
    const tokenExpiresAtMs = typeof expiry === 'number' ? expiry : null;
    if (error?.code === 'cancelled')
      this.#book.setHealth(id, before.state === 'checking' ? { state: 'unchecked' } : before);
    else if (error) this.#book.setHealth(id, { state: 'failing', checkedAtMs, error });
    else this.#book.setHealth(id, { state: 'ok', checkedAtMs, tokenExpiresAtMs });
    return report;
  }

  async #testDraft(draft: AccountDraft, onStage: (s: TestStage) => void, signal: AbortSignal): Promise<TestReport> {
    const { endpoint, fields, secrets } = checkDraft(draft);
    const credential = {
      fields,
      secrets: Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, new Secret(value)])),
    };
    const accountId = asAccountId(`draft-${randomUUID()}`);
    const { vendor, region } = draft;
    const session = this.#sessions.draft(vendor, { accountId, endpoint, region, credential, tokens: memoryTokens() });
    try {
      return await runAccountTest({ endpoint, session: () => Promise.resolve(session) }, onStage, signal);
    } finally {
      await session.dispose();
    }
  }

  #view(id: AccountId): AccountView {
    const view = this.list().find((account) => account.id === id);
    if (!view) throw new AppError('account.not-found', 'removed meanwhile', { params: { detail: id } });
    return view;
  }

  #claimLabel(label: string, id: AccountId): void {
    claimLabel(
      { label },
      this.#book.list().filter((account) => account.id !== id),
    );
  }

  async #store(id: AccountId, persistence: Persistence, secrets: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(secrets))
      await this.#vault.put(id, persistence, name, new Secret(value));
  }

  async #secretsOf({ id, vendor, persistence }: Account): Promise<Record<string, Secret>> {
    const secrets: Record<string, Secret> = {};
    for (const { name, secret } of providerOf(vendor)?.fields ?? []) {
      const value = secret ? await this.#vault.read(id, persistence, name) : null;
      if (value) secrets[name] = value;
    }
    return secrets;
  }

  /** What a change may have to put back. One without keys has none, and can do without the place where they would be. */
  async #keptOf(account: Account): Promise<Record<string, Secret>> {
    try {
      return await this.#secretsOf(account);
    } catch (error) {
      if (this.#keyless.has(account.id)) return {};
      throw error;
    }
  }

  async #discard(id: AccountId, persistence: Persistence): Promise<void> {
    await this.#vault.removeAll(id, persistence).catch(logRollback);
  }

  async #checkKeys(account: Account): Promise<void> {
    try {
      const held = await this.#secretsOf(account);
      const provider = providerOf(account.vendor);
      const fields = provider ? fieldsOf(provider, wayOf(provider, account.fields)) : [];
      const isWhole = fields.every((field) => !field.secret || !field.required || field.name in held);
      if (isWhole) this.#keyless.delete(account.id);
      else this.#keyless.add(account.id);
    } catch (error) {
      log.warn('the keys of an account could not be looked up', { accountId: account.id, error });
      // Not known to be missing: the vault's own state tells the user what is wrong.
      this.#keyless.delete(account.id);
    }
  }

  #announce(id: AccountId, what: AccountChange): void {
    log.info(`account ${what}`, { accountId: id });
    this.#emit('account.changed', { accounts: this.list() });
    for (const listener of this.#changeListeners) listener(id, what);
  }
}

/** @throws {AppError} `account.label-taken`. */
export function claimLabel({ label }: Pick<Account, 'label'>, others: readonly Pick<Account, 'label'>[]): void {
  const wanted = label.toLowerCase();
  if (!others.some((other) => other.label.toLowerCase() === wanted)) return;
  throw new AppError('account.label-taken', 'the label is taken', { params: { label }, action: 'edit-account' });
}

/** The fields but those that were emptied. */
function without(
  fields: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => change[name]?.trim() !== ''));
}

function revealAll(secrets: Readonly<Record<string, Secret>>): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]));
}

function logRollback(error: unknown): void {
  log.error('secrets could not be put back as they were', { error });
}

function memoryTokens(): TokenStore {
  let held: Secret | null = null;
  return {
    read: () => Promise.resolve(held),
    write: (token) => Promise.resolve(void (held = token)),
    clear: () => Promise.resolve(void (held = null)),
  };
}
