/**
 * The API console: the operations, calls over an account's own session (one token, one set of connections and limits
 * with everything else that the client does there), and earlier calls.
 */
import type {
  FieldComplaint,
  HistoryEntry,
  OperationDescription,
  OperationView,
} from '../../../preload/contract/console.ts';
import type { RunOutcome, RunReport } from '../../../preload/contract/console.ts';
import type { Input, Output } from '../../../preload/contract/contract.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { Account } from '../../../preload/domain/accounts/accounts.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { AppError, toWireError } from '../../errors.ts';
import type { PastCall } from '../../db/console/console-history.ts';
import type { Vault } from '../../keychain/vault.ts';
import { log } from '../../log.ts';
import type { CatalogueEntry } from '../../vendors/core/contract/catalogue.ts';
import { inPieces } from '../../pieces.ts';
import { OVERRIDES } from '../../vendors/registry.ts';
import type { CallPort } from '../../ports/calls.ts';
import type { AccountStore } from '../accounts/account-store.ts';
import { MAX_CONSOLE_DOWNLOAD_BYTES } from '../../../preload/domain/bounds.ts';
import { answerOf } from './console-answer.ts';
import { complaintsAbout } from './console-check.ts';
import { curlOf } from './console-curl.ts';
import type { ConsoleDrafts } from './console-drafts.ts';
import { sizeOf, type ConsoleFiles } from './console-files.ts';
import type { ConsoleHistory } from './console-history.ts';
import { chineseHelp } from './console-help.ts';
import { describeOperation, entryOf, listOperations } from './console-operations.ts';
import { cleaning, type Starring } from './console-secrets.ts';
import { createPlaceholderCaller } from './console-placeholders.ts';
import type { Sessions } from '../accounts/sessions.ts';

interface ConsoleOptions {
  readonly accountStore: AccountStore;
  readonly vault: Vault;
  readonly sessions: Sessions;
  readonly history: ConsoleHistory;
  readonly drafts: ConsoleDrafts;
  readonly files: ConsoleFiles;
}

type RunRequest = Input<'console.run'>;
type Params = Readonly<Record<string, unknown>>;

/** A run with the window that asked for it and the files that the window brought. */
type OwnRun = RunRequest & { readonly windowId: string; readonly files: Params };

interface FileAnswer {
  readonly outcome: Pick<Extract<RunOutcome, { readonly kind: 'ok' }>, 'file'>;
  readonly parts: readonly Uint8Array[];
}

type Facts = Omit<PastCall, 'operationId' | 'paramsJson'>;

interface Run {
  readonly abort: AbortController;
  readonly windowId: string;
  readonly accountId: AccountId;
}

/** Parameters longer than this are not kept in the history. */
const MAX_KEPT_CHARS = 16_384;

export class ConsoleService {
  readonly #options: ConsoleOptions;
  readonly #runs = new Map<string, Run>();
  /** Drafts are written in the order in which they came, however long the keychain takes for each. */
  #keeping: Promise<void> = Promise.resolve();

  constructor(options: ConsoleOptions) {
    this.#options = options;
  }

  /** All operations of a cloud, in the order of its document. */
  operations(vendor: VendorId): OperationView[] {
    return listOperations(vendor);
  }

  /** @throws {AppError} `input.invalid-field` when the cloud documents no such operation. */
  describe(vendor: VendorId, operationId: string): OperationDescription {
    return describeOperation(vendor, operationId);
  }

  /**
   * The Chinese words of the document, or null when there are none.
   *
   * @throws {AppError} `input.invalid-field` when the cloud documents no such operation.
   */
  help(vendor: VendorId, operationId: string): Promise<Output<'console.help'>> {
    return chineseHelp(vendor, operationId);
  }

  /**
   * Makes one call. A run of the same id that is still under way is cancelled.
   *
   * @throws {AppError} `account.not-found`, `input.invalid-field` for an unknown operation; what the call itself meets is
   *   an outcome.
   */
  async run(request: RunRequest, windowId: string): Promise<RunReport> {
    const { runId, accountId, operationId } = request;
    const files = this.#options.files.take(runId, windowId);
    const account = this.#options.accountStore.get(accountId);
    const entry = entryOf(account.vendor, operationId);
    const abort = new AbortController();
    this.#runs.get(runId)?.abort.abort();
    const run: Run = { abort, windowId, accountId };
    this.#runs.set(runId, run);
    try {
      return await this.#report(account, entry, { ...request, windowId, files }, abort.signal);
    } finally {
      if (this.#runs.get(runId) === run) this.#runs.delete(runId);
    }
  }

  cancel(runId: string): void {
    this.#runs.get(runId)?.abort.abort();
  }

  /** The window that would have shown the answers is gone. */
  onWindowGone(windowId: string): void {
    for (const run of this.#runs.values()) if (run.windowId === windowId) run.abort.abort();
    this.#options.files.onWindowGone(windowId);
  }

  /** The history and the drafts of an account go with it, and so do the calls under way. */
  onAccountRemoved(accountId: AccountId): void {
    for (const run of this.#runs.values()) if (run.accountId === accountId) run.abort.abort();
    this.#options.history.clear(accountId);
    this.#options.drafts.clear(accountId);
    this.#options.files.onAccountRemoved(accountId);
  }

  /** The call as a shell command; if the parameters break the document, the complaints instead. Sends nothing. */
  async curl({ accountId, operationId, params }: Input<'console.curl'>): Promise<Output<'console.curl'>> {
    const account = this.#options.accountStore.get(accountId);
    const entry = entryOf(account.vendor, operationId);
    const placeholder = createPlaceholderCaller({ ...account, secretNames: this.#secretNames(accountId) });
    try {
      const needed = entry.operation.params.filter(({ type, required }) => type === 'file' && required);
      const files = Object.fromEntries(needed.map(({ name }) => [name, new Blob([])]));
      const given = { ...placeholder.caller.supply(operationId), ...files, ...params };
      const complaints = complaintsAbout(entry, given, [], OVERRIDES[account.vendor].implicit);
      if (complaints.length > 0) return { text: '', complaints };
      const text = curlOf(account.vendor, entry, entry.request.parse(given), placeholder);
      const redactor = await this.#redactorOf(account); // a secret may have been typed into any field
      return { text: redactor?.star(text) ?? text, complaints: [] };
    } finally {
      placeholder.caller.dispose();
    }
  }

  /** Newest first. */
  history(accountId: AccountId): HistoryEntry[] {
    return this.#options.history.of(accountId);
  }

  clearHistory(accountId: AccountId): void {
    this.#options.history.clear(accountId);
  }

  /** The stored draft of an operation's form, without its secrets. */
  draft({ accountId, operationId }: Input<'console.draft'>): Output<'console.draft'> {
    return { params: this.#options.drafts.of(accountId, operationId) as Output<'console.draft'>['params'] };
  }

  /** @throws {AppError} `account.not-found`, `input.invalid-field` for an unknown operation. */
  keepDraft({ accountId, operationId, params }: Input<'console.keep-draft'>): Promise<void> {
    const account = this.#options.accountStore.get(accountId);
    entryOf(account.vendor, operationId);
    if (namesPersons(account.vendor, operationId)) return Promise.resolve();
    const kept = this.#keeping.then(async () => {
      this.#options.drafts.keep(accountId, operationId, params, await this.#redactorOf(account));
    });
    this.#keeping = kept.catch(() => {}); // the caller gets the error
    return kept;
  }

  dispose(): void {
    for (const run of this.#runs.values()) run.abort.abort();
    this.#options.files.dispose();
  }

  async #report(account: Account, entry: CatalogueEntry, request: OwnRun, signal: AbortSignal): Promise<RunReport> {
    const startedMs = performance.now();
    const facts = { atMs: Date.now(), requestId: null, httpStatus: null, elapsedMs: 0 };
    const elapsedMs = () => Math.round(performance.now() - startedMs);
    let redactor: Starring | null = null;
    let isSent = false;
    try {
      const calls = await this.#callsOf(account);
      const params: Params = { ...request.params, ...request.files };
      const supplied = calls.supplied(entry.operation.id);
      const complaints = complaintsAbout(entry, params, supplied, OVERRIDES[account.vendor].implicit);
      const refusal = refusalOf(entry, request, complaints);
      if (refusal) return { ...facts, outcome: refusal, elapsedMs: elapsedMs() };
      redactor = await this.#redactorOf(account);
      isSent = true;
      const parts: Uint8Array[] = [];
      const taker = { sink: (part: Uint8Array) => void parts.push(part), maxFileBytes: MAX_CONSOLE_DOWNLOAD_BYTES };
      const reply = await calls.call(entry.operation.id, params, signal, taker);
      const tookMs = elapsedMs();
      const { requestId, httpStatus } = reply;
      const outcome = await answerOf(entry, reply, redactor, sizeOf(parts));
      this.#keepFile(account, request, { outcome, parts }, signal);
      const code = outcome.failures.length > 0 ? 'cloud.partial' : null;
      const past = { atMs: facts.atMs, code, vendorCode: null, requestId, elapsedMs: tookMs };
      await this.#keep(account, request, past, redactor);
      return { ...facts, outcome, requestId, httpStatus, elapsedMs: tookMs };
    } catch (error) {
      const wire = toWireError(error);
      const requestId = wire.vendor?.requestId ?? null;
      const took = elapsedMs();
      if (isSent) {
        const { code, vendor } = wire;
        const vendorCode = vendor?.code ?? null;
        const past = { atMs: facts.atMs, code, vendorCode, requestId, elapsedMs: took };
        await this.#keep(account, request, past, redactor);
      }
      const outcome: RunOutcome = { kind: 'failed', error: wire };
      return { ...facts, outcome, requestId, httpStatus: wire.vendor?.httpStatus ?? null, elapsedMs: took };
    }
  }

  /** Unless the window or the account went meanwhile. */
  #keepFile({ id: accountId }: Account, { runId, windowId }: OwnRun, answer: FileAnswer, signal: AbortSignal): void {
    const { outcome, parts } = answer;
    if (outcome.file === null || signal.aborted) return;
    this.#options.files.keep(runId, windowId, { accountId, name: outcome.file.name, parts });
  }

  async #callsOf(account: Account): Promise<CallPort> {
    const { calls } = await this.#options.sessions.of(account.id);
    if (calls) return calls;
    throw new AppError('cloud.not-supported', `${account.vendor} offers no single calls`);
  }

  async #keep(
    account: Account,
    { operationId, params }: RunRequest,
    facts: Facts,
    redactor: Starring | null,
  ): Promise<void> {
    const { value } = await inPieces(cleaning(params, redactor));
    const text = JSON.stringify(value, null, 2);
    const paramsJson = text.length > MAX_KEPT_CHARS || namesPersons(account.vendor, operationId) ? null : text;
    const { vendorCode, requestId } = facts;
    const starred = {
      vendorCode: vendorCode && (redactor?.star(vendorCode) ?? vendorCode),
      requestId: requestId && (redactor?.star(requestId) ?? requestId),
    };
    this.#options.history.add(account.id, { ...facts, ...starred, operationId, paramsJson });
    // The history goes with the account and by hand; whoever looks into a change of persons or a consent needs the call later.
    log.audit('a call of the console was sent', {
      accountId: account.id,
      operationId,
      code: facts.code,
      requestId: starred.requestId,
    });
  }

  #secretNames(accountId: AccountId): readonly string[] {
    return this.#options.vault.list().find((listed) => listed.accountId === accountId)?.names ?? [];
  }

  /** A redactor for the account's keys and tokens; null if the keychain does not return them. */
  async #redactorOf(account: Account): Promise<Starring | null> {
    try {
      return await this.#options.sessions.redactorOf(account);
    } catch (error) {
      log.debug('the keys could not be looked up to be left out', { accountId: account.id, error });
      return null; // fields with the names of secrets are starred all the same
    }
  }
}

/** Names and pictures of persons never reach the disk, not even as a draft. */
const namesPersons = (vendor: VendorId, operationId: string): boolean =>
  OVERRIDES[vendor].persons?.includes(operationId) === true;

function refusalOf(
  entry: CatalogueEntry,
  { isConfirmed }: RunRequest,
  complaints: FieldComplaint[],
): RunOutcome | null {
  if (complaints.length > 0) return { kind: 'invalid', complaints };
  return entry.effect === 'write' && !isConfirmed ? { kind: 'needs-confirmation' } : null;
}
