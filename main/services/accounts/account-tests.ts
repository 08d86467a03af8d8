/** The connection tests that windows asked for: of saved accounts, a few at a time, and of drafts, which are never stored. */
import { randomUUID } from 'node:crypto';
import type { TestReport, TestStage } from '../../../preload/contract/account.ts';
import type { Input } from '../../../preload/contract/contract.ts';
import { asAccountId, type AccountId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { keyAddresses } from '../../../preload/domain/accounts/key-addresses.ts';
import { ConcurrencyLimit } from '../../concurrency-limit.ts';
import { cancelled } from '../../errors.ts';
import type { Secret } from '../../secret.ts';
import type { TokenStore } from '../../ports/tokens.ts';
import type { AccountStore } from './account-store.ts';
import { checkDraft, type CheckedDraft } from './account-input.ts';
import { runAccountTest } from './account-test.ts';
import type { Emit } from '../shared/emit.ts';
import { checkUsable, type KeyConsent } from './key-consent.ts';
import { disabled, type Sessions } from './sessions.ts';

interface TestsOptions {
  readonly accountStore: AccountStore;
  readonly sessions: Sessions;
  readonly consent: KeyConsent;
  readonly emit: Emit;
}

/** Tests of saved accounts at a time: each opens connections of its own. */
const TESTS_AT_ONCE = 4;

interface Run {
  readonly abort: AbortController;
  readonly windowId: string;
  /** Null for a draft. */
  readonly accountId: AccountId | null;
}

type Target = Input<'account.test'>['target'];
type OnStage = (stage: TestStage) => void;

export class AccountTests {
  readonly #options: TestsOptions;
  readonly #runs = new Map<string, Run>();
  readonly #turns = new ConcurrencyLimit(TESTS_AT_ONCE);

  constructor(options: TestsOptions) {
    this.#options = options;
  }

  /**
   * Tests a saved account or a draft. Stages are emitted to the window as they end.
   *
   * @throws {AppError} `account.*` and `input.invalid-field` before anything is sent; failures of the test are in the report.
   */
  async run({ runId, target }: Input<'account.test'>, windowId: string): Promise<TestReport> {
    const abort = new AbortController();
    this.#runs.get(runId)?.abort.abort();
    this.#runs.set(runId, { abort, windowId, accountId: target.kind === 'saved' ? target.accountId : null });
    const onStage = (stage: TestStage) => this.#options.emit('account.test-progressed', { runId, stage }, windowId);
    try {
      if (target.kind === 'saved') return await this.#testSaved(target.accountId, onStage, abort.signal);
      return await this.#testDraft(target, onStage, abort.signal);
    } finally {
      if (this.#runs.get(runId)?.abort === abort) this.#runs.delete(runId);
    }
  }

  cancel(runId: string): void {
    this.#runs.get(runId)?.abort.abort();
  }

  /** Ends the tests of an account whose address changed or that was turned off. */
  cancelOf(id: AccountId): void {
    for (const run of this.#runs.values()) if (run.accountId === id) run.abort.abort();
  }

  onWindowGone(windowId: string): void {
    for (const run of this.#runs.values()) if (run.windowId === windowId) run.abort.abort();
  }

  dispose(): void {
    for (const run of this.#runs.values()) run.abort.abort();
  }

  async #testSaved(id: AccountId, onStage: OnStage, signal: AbortSignal): Promise<TestReport> {
    const { accountStore, sessions, consent } = this.#options;
    const account = accountStore.get(id);
    if (!account.isEnabled) throw disabled(account);
    checkUsable(account, consent.hasLocalClouds);
    const { endpoint } = account;
    // A test that was cancelled while it waited still runs, but sends nothing, and its report says so.
    const release = await this.#turns.enter(signal).catch(() => () => {});
    const before = accountStore.healthOf(id);
    if (!signal.aborted) accountStore.setHealth(id, { state: 'checking' });
    const report = await runAccountTest({ endpoint, session: () => sessions.of(id) }, onStage, signal).finally(release);
    const error = report.stages.find((stage) => stage.error)?.error;
    const checkedAtMs = Date.now();
    const expiry = report.stages.find((stage) => stage.stage === 'sign-in')?.facts['tokenExpiresAtMs'];
    const tokenExpiresAtMs = typeof expiry === 'number' ? expiry : null;
    if (error?.code === 'cancelled')
      accountStore.setHealth(id, before.state === 'checking' ? { state: 'unchecked' } : before);
    else if (error) accountStore.setHealth(id, { state: 'failing', checkedAtMs, error });
    else accountStore.setHealth(id, { state: 'ok', checkedAtMs, isTested: true, tokenExpiresAtMs });
    return report;
  }

  async #testDraft(
    { draft, accountId: edited }: Extract<Target, { readonly kind: 'draft' }>,
    onStage: OnStage,
    signal: AbortSignal,
  ): Promise<TestReport> {
    const { accountStore, sessions } = this.#options;
    const { vendor, region } = draft;
    const checked = checkDraft(draft);
    const { endpoint, fields, secrets } = checked;
    const confirmed = edited === undefined ? [] : (accountStore.find(edited)?.confirmedOrigins ?? []);
    await this.#agree(vendor, checked, confirmed, signal);
    const accountId = asAccountId(`draft-${randomUUID()}`);
    const credential = { fields, secrets };
    const session = sessions.draft(vendor, { accountId, endpoint, region, credential, tokens: memoryTokens() });
    try {
      return await runAccountTest({ endpoint, session: () => Promise.resolve(session) }, onStage, signal);
    } finally {
      await session.dispose();
    }
  }

  /** Asks before the first connection: the name of a host without a consent is not even looked up. */
  async #agree(
    vendor: VendorId,
    { label, endpoint, fields, secrets }: CheckedDraft,
    confirmed: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const addresses = keyAddresses(vendor, endpoint, fields);
    this.#options.consent.refusePlain(addresses);
    await unlessAborted(this.#options.consent.agree({ vendor, label, addresses, secrets }, confirmed), signal);
  }
}

/** Settles with `work`, or rejects with `cancelled` as soon as the signal fires. `work` itself is not stopped. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(cancelled('test'));
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  work.catch(() => {}); // after a cancellation no caller waits for its failure
  return await Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}

function memoryTokens(): TokenStore {
  let held: Secret | null = null;
  return {
    read: () => Promise.resolve(held),
    write: (token) => Promise.resolve(void (held = token)),
    clear: () => Promise.resolve(void (held = null)),
  };
}
