/**
 * Workbooks of new devices that were sent, followed to their ends. An import is stored under its id before it is sent, so that a
 * client that ends in between asks for the same import afterwards. Nothing is sent twice: a lost answer is decided by the progress.
 */
import { randomUUID } from 'node:crypto';
import { MAX_WORKBOOK_BYTES } from '../../../preload/domain/bounds.ts';
import { isOfAccount, type AccountId } from '../../../preload/domain/ids.ts';
import {
  isImportOpen,
  looksLikeWorkbook,
  MAX_WORKBOOK_IMPORTS,
  type WorkbookImport,
} from '../../../preload/domain/onboarding/workbooks.ts';
import type { WorkbookImportTable } from '../../db/onboarding/imports.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { VendorSession } from '../../ports/session.ts';
import type { WorkbookAnswer, WorkbookOrder, WorkbookPort, WorkbookProgress } from '../../ports/workbooks.ts';
import type { Emit } from '../shared/emit.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface ImportOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'workbooks'>> };
  readonly table: WorkbookImportTable;
  readonly emit: Emit;
  /** Begins to ask for the ends of the imports of the account. */
  readonly watch: (id: AccountId) => void;
  /** New devices may have cameras: the account is read again. */
  readonly directory: { refresh(accountId: AccountId): unknown };
  readonly nowMs?: () => number;
}

export interface NewImport extends Omit<WorkbookOrder, 'jobId'>, Pick<WorkbookImport, 'accountId' | 'fileName'> {}

/** From one question to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;
/** A file of 16 MB on a slow line, and the cloud's reading of it. */
const SEND_LIMIT_MS = 10 * 60_000;
/** For so long a cloud may say that it has no such import although it has the file. */
const ABSENT_AFTER_MS = 60_000;

export class WorkbookImports {
  readonly #options: ImportOptions;
  readonly #nowMs: () => number;
  readonly #disposed = new AbortController();
  /** When the cloud first said of an import that it has none; it says so since then. */
  readonly #missingSinceMs = new Map<string, number>();

  constructor(options: ImportOptions) {
    this.#options = options;
    this.#nowMs = options.nowMs ?? Date.now;
    // The client ended while it waited for the answer.
    for (const one of this.list()) if (one.state === 'sending') options.table.save({ ...one, state: 'unknown' });
  }

  /** The latest first. */
  list(): readonly WorkbookImport[] {
    return this.#options.table.list();
  }

  /** @throws {AppError} `onboarding.no-import`. */
  find(id: string): WorkbookImport {
    const found = this.#options.table.find(id);
    if (found === null) throw new AppError('onboarding.no-import', 'no such import');
    return found;
  }

  /**
   * Sends a workbook once. Where the cloud refused it, or did not receive it, nothing of it stays.
   *
   * @throws {AppError} before anything is sent: `input.invalid-field`, `cloud.not-supported`, `onboarding.too-many-imports`,
   *   `account.*`. `cancelled` where the client or the session ends meanwhile.
   */
  async send({ accountId, fileName, ...order }: NewImport): Promise<WorkbookAnswer> {
    const { groupId, kind, file } = order;
    if (groupId !== null && !isOfAccount(groupId, accountId)) throw invalid('groupId', 'gone');
    if (file.length === 0) throw invalid('file', 'missing');
    if (file.length > MAX_WORKBOOK_BYTES) throw invalid('file', 'too-large');
    if (!looksLikeWorkbook(file)) throw invalid('file', 'form');
    const port = await this.#portOf(accountId);
    this.#makeRoom();
    const id = randomUUID();
    const times = { sentAtMs: this.#nowMs(), endedAtMs: null };
    this.#save({ id, accountId, groupId, kind, fileName, counts: null, ...times, state: 'sending' });
    log.audit('a workbook of new devices is sent', { id, accountId, kind, bytes: file.length });
    const answer = await this.#ordered(port, { ...order, jobId: id });
    if (answer.state === 'accepted') this.#settle(id, 'working');
    else if (answer.state === 'unknown') this.#settle(id, 'unknown');
    else this.forget(id);
    return answer;
  }

  /** Asks the cloud now. @throws {AppError} `onboarding.no-import`, `account.*`, and why the cloud did not answer. */
  async ask(id: string): Promise<WorkbookImport> {
    const { accountId, state } = this.find(id);
    if (state === 'sending') return this.find(id);
    const port = await this.#portOf(accountId);
    const progress = await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, (signal) => port.progress(id, signal));
    const now = this.find(id);
    // Another question may have met the end meanwhile.
    if (now.state === 'ended') return now;
    if (progress !== null) this.#missingSinceMs.delete(id);
    const then = progress === null ? this.#notThere(now) : this.#withProgress(now, progress);
    if (JSON.stringify(then) !== JSON.stringify(now)) this.#save(then);
    if (then.state === 'ended') this.#onEnd(then);
    if (isImportOpen(then) && !isImportOpen(now)) this.#options.watch(accountId);
    return then;
  }

  /** Removes an import from the list. The cloud still carries it out. */
  forget(id: string): void {
    this.#options.table.remove(id);
    this.#missingSinceMs.delete(id);
    this.#tell();
  }

  /**
   * Asks once how far the open imports of the account are.
   *
   * @returns whether one is still open. @throws {AppError} as {@link ask}, for the last of those that failed.
   */
  async follow(accountId: AccountId): Promise<boolean> {
    let failure: AppError | null = null;
    for (const { id } of this.#openOf(accountId)) {
      try {
        await this.ask(id);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code !== 'onboarding.no-import') failure = error;
      }
    }
    if (failure !== null) throw failure;
    return this.#openOf(accountId).length > 0;
  }

  /** The accounts with imports whose end was not seen yet. */
  accountsWithOpen(): readonly AccountId[] {
    return [...new Set(this.list().flatMap((one) => (isImportOpen(one) ? one.accountId : [])))];
  }

  onAccountRemoved(accountId: AccountId): void {
    this.#options.table.removeAccount(accountId);
    this.#tell();
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #ordered(port: WorkbookPort, order: WorkbookOrder): Promise<WorkbookAnswer> {
    try {
      return await withinLimit(this.#disposed.signal, SEND_LIMIT_MS, (signal) => port.import(order, signal));
    } catch (error) {
      if (error instanceof AppError && error.code === 'network.timeout')
        return { state: 'unknown', reason: null, error: error.toWire() };
      // A session that ends took the answer with it. The end of the client is seen at the next start.
      if (!this.#disposed.signal.aborted) this.#settle(order.jobId, 'unknown');
      throw error;
    }
  }

  /** Somebody may have taken it off the list while it was sent. */
  #settle(id: string, state: 'working' | 'unknown'): void {
    const now = this.#options.table.find(id);
    if (now === null) return;
    this.#save({ ...now, state });
    this.#options.watch(now.accountId);
  }

  #notThere(now: WorkbookImport): WorkbookImport {
    if (!isImportOpen(now)) return now;
    const sinceMs = this.#missingSinceMs.get(now.id) ?? this.#nowMs();
    this.#missingSinceMs.set(now.id, sinceMs);
    if (this.#nowMs() - sinceMs < ABSENT_AFTER_MS) return now;
    this.#missingSinceMs.delete(now.id);
    return { ...now, state: now.state === 'unknown' ? 'absent' : 'forgotten' };
  }

  #withProgress(now: WorkbookImport, { isOver, total, added, failed }: WorkbookProgress): WorkbookImport {
    const counts = { total, added, failed };
    return isOver
      ? { ...now, counts, state: 'ended', endedAtMs: this.#nowMs() }
      : { ...now, counts, state: 'working', endedAtMs: null };
  }

  #onEnd({ id, accountId, counts }: WorkbookImport): void {
    log.audit('an import of new devices ended', { id, accountId, ...counts });
    if (counts === null || counts.added === 0) return;
    try {
      this.#options.directory.refresh(accountId);
    } catch (error) {
      log.warn('the directory is not read again after an import of devices', { error });
    }
  }

  /** Without those that are being sent: nothing can be asked about them yet. */
  #openOf(accountId: AccountId): readonly WorkbookImport[] {
    return this.list().filter(
      (one) => one.accountId === accountId && (one.state === 'unknown' || one.state === 'working'),
    );
  }

  /** @throws {AppError} `onboarding.too-many-imports` where none of those that are kept is over. */
  #makeRoom(): void {
    const all = this.list();
    if (all.length < MAX_WORKBOOK_IMPORTS) return;
    const oldest = all.findLast((one) => !isImportOpen(one));
    if (oldest === undefined) {
      const params = { limit: MAX_WORKBOOK_IMPORTS };
      throw new AppError('onboarding.too-many-imports', 'too many imports', { params });
    }
    this.#options.table.remove(oldest.id);
  }

  #save(one: WorkbookImport): void {
    this.#options.table.save(one);
    this.#tell();
  }

  #tell(): void {
    this.#options.emit('onboarding.imports-changed', {});
  }

  async #portOf(accountId: AccountId): Promise<WorkbookPort> {
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async () => {
      const { workbooks } = await this.#options.sessions.of(accountId);
      if (workbooks === undefined) throw new AppError('cloud.not-supported', 'this cloud takes no workbooks');
      return workbooks;
    });
  }
}

function invalid(field: 'file' | 'groupId', detail: 'missing' | 'form' | 'gone' | 'too-large'): AppError {
  const limit = detail === 'too-large' ? { limit: MAX_WORKBOOK_BYTES / 1_048_576 } : {};
  return new AppError('input.invalid-field', `a workbook: ${field} ${detail}`, { params: { field, detail, ...limit } });
}
