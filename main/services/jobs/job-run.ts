/**
 * Sends the rows of one job. Before a row is sent it is stored as unknown. A row whose answer is lost is looked for at the cloud,
 * and sent again only when the cloud proves that it is not there. Lost rows are looked for together, after all others.
 */
import { JOB_CALLS_AHEAD, type Job, type JobRow, type JobRowError } from '../../../preload/domain/jobs.ts';
import type { JobTable, StoredRow } from '../../db/jobs/jobs.ts';
import { cancelled, isAbort, toWireError } from '../../errors.ts';
import { rowError } from './row-error.ts';
import type { BadItem, FoundRows, JobItem, JobKind, JobSource, SentRow } from './job-kind.ts';
import { Pace } from './pace.ts';
import { rowKey } from './row-key.ts';

/** Time, which tests replace. */
export interface JobClock {
  nowMs(): number;
  /** @throws {AppError} `cancelled`. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export interface RunOptions<I extends JobItem> {
  readonly job: Job;
  readonly table: JobTable;
  readonly kind: JobKind<I>;
  readonly source: JobSource<I>;
  readonly clock: JobClock;
  readonly onProgress: () => void;
  /** Fires when the user wants no further call. */
  readonly held: AbortSignal;
  /** Fires when nothing may be finished any more: the account is gone, or the client ends. */
  readonly signal: AbortSignal;
}

/** How a run ended. `held`: the user paused or cancelled the job. `stopped`: it paused itself, with the reason. */
export type RunEnd = 'ended' | 'held' | { readonly stopped: JobRowError };

/** The job pauses itself after this many calls in a row without an outcome. */
const MAX_FAILED_IN_A_ROW = 8;
/** So often lost rows are looked for; each time fewer are left. */
const MAX_ROUNDS = 20;
/** A list that cannot be read is tried again so often. */
const MAX_READINGS = 5;
/** A request whose answer was lost may still be at work in the cloud: it is looked for after this time. */
const SETTLE_AFTER_MS = 2_000;
const ROWS_AT_ONCE = 2_000;

export class JobRun<I extends JobItem> {
  readonly #options: RunOptions<I>;
  readonly #pace = new Pace();
  /** When the last call was answered, or the run began: the gap to the next call counts from here. */
  #restsSinceMs: number;
  #failedInARow = 0;
  #perCall = 1;
  /** Ends the run before the next call. */
  #stopped: JobRowError | null = null;
  #ahead: { readonly rows: readonly StoredRow[]; readonly given: Promise<readonly (I | BadItem)[]> } | null = null;

  constructor(options: RunOptions<I>) {
    this.#options = options;
    this.#restsSinceMs = options.clock.nowMs();
  }

  /** @throws {AppError} `cancelled` when the signal fired: rows that were being sent stay unknown. */
  async run(): Promise<RunEnd> {
    const { job, kind, signal, held } = this.#options;
    try {
      this.#perCall = await kind.rowsPerCall(job.place, signal);
    } catch (error) {
      if (isAbort(error)) throw error;
      return { stopped: rowError(toWireError(error)) };
    }
    if ((await this.#settle(['notAsked', 'unknown'])) === 'failed') {
      return this.#stopped === null ? notSettled() : { stopped: this.#stopped };
    }
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      await this.#sendAll();
      if (!this.#has('unknown')) break;
      await this.#settle(['unknown']);
      // After a pause or a cancel the answers to rows that were already sent are still processed, but no row is sent.
      if (this.#stopped !== null || held.aborted || !this.#has('notAsked')) break;
    }
    if (this.#stopped !== null) return { stopped: this.#stopped };
    if (this.#has('notAsked')) return 'held';
    return this.#has('unknown') ? notSettled() : 'ended';
  }

  async #sendAll(): Promise<void> {
    const { held } = this.#options;
    while (!held.aborted && this.#stopped === null) {
      const rows = this.#rows(['notAsked'], this.#perCall);
      if (rows.length === 0) return;
      const items = await this.#read(rows);
      if (items.length === 0) continue;
      await this.#waitForTurn();
      if (held.aborted) return;
      this.#readAhead(rows);
      await this.#send(items);
    }
  }

  /** While a call is on its way, the window brings the rows of the next one, and prepares those behind them. */
  #readAhead(sent: readonly StoredRow[]): void {
    const rows = this.#behind(sent, this.#perCall);
    if (rows.length === 0) return;
    const given = this.#ask(rows);
    given.catch(() => {}); // who waits for the rows hears of it
    this.#ahead = { rows, given };
  }

  /** The rows that were read ahead, unless other rows are next by now. */
  async #given(rows: readonly StoredRow[]): Promise<readonly (I | BadItem)[]> {
    const ahead = this.#ahead;
    this.#ahead = null;
    const given = await ahead?.given;
    const isNext = ahead?.rows.length === rows.length && rows.every(({ row }, i) => ahead.rows[i]?.row === row);
    return given !== undefined && isNext ? given : await this.#ask(rows);
  }

  #ask(rows: readonly StoredRow[]): Promise<readonly (I | BadItem)[]> {
    const { source, signal } = this.#options;
    const next = this.#behind(rows, JOB_CALLS_AHEAD * this.#perCall);
    return source.read({ wanted: rows.map(({ row }) => row), next: next.map(({ row }) => row) }, signal);
  }

  /** Rows to send that stand behind these in the file. */
  #behind(rows: readonly StoredRow[], limit: number): readonly StoredRow[] {
    const { job, table } = this.#options;
    return table.rows(job.id, ['notAsked'], limit, rows.at(-1)?.row);
  }

  /** The time in which the rows were read is a part of the gap. */
  async #waitForTurn(): Promise<void> {
    const { clock, signal, held } = this.#options;
    const restedMs = clock.nowMs() - this.#restsSinceMs;
    try {
      await clock.pause(Math.max(0, this.#pace.gapMs - restedMs), AbortSignal.any([signal, held]));
    } catch (error) {
      if (signal.aborted || !isAbort(error)) throw error;
    }
  }

  /** Rows that cannot be read are refused here. */
  async #read(rows: readonly StoredRow[]): Promise<readonly I[]> {
    const { job, table, held, onProgress } = this.#options;
    const given = await this.#given(rows);
    if (held.aborted) return [];
    const bad: Pick<JobRow, 'row' | 'state' | 'error'>[] = [];
    const good: I[] = [];
    for (const { row, key } of rows) {
      const item = given.find((one) => one.row === row);
      if (item === undefined || rowKey(job.fileHash, item.externalId) !== key)
        bad.push({ row, state: 'refused', error: rowErrorOf('jobs.other-file') });
      else if (isBad(item)) bad.push({ row, state: 'refused', error: item.error });
      else good.push(item);
    }
    if (bad.length > 0) table.setRows(job.id, bad);
    if (bad.length > 0) onProgress();
    return good;
  }

  async #send(items: readonly I[]): Promise<void> {
    const { job, table, kind, clock, signal, onProgress } = this.#options;
    const lost = rowErrorOf('jobs.answer-lost');
    table.setRows(
      job.id,
      items.map(({ row }) => ({ row, state: 'unknown', error: lost })),
    );
    const startedMs = clock.nowMs();
    const sent = await kind.send(job.place, items, signal);
    this.#restsSinceMs = clock.nowMs();
    if (signal.aborted) throw cancelled('a job');
    const outcomes = items.map((_, i): SentRow => sent[i] ?? { result: 'lost', error: lost });
    table.setRows(
      job.id,
      items.map(({ row }, i) => ({ row, ...storedOf(outcomes[i]) })),
    );
    this.#follow(outcomes, this.#restsSinceMs - startedMs);
    kind.changed(job.place);
    onProgress();
  }

  #follow(outcomes: readonly SentRow[], tookMs: number): void {
    const error = outcomes.find(({ result }) => result === 'stop')?.error;
    if (error) this.#stopped = error;
    const isFailed = outcomes.every(({ result }) => result === 'again' || result === 'lost');
    if (outcomes.some(({ result }) => result === 'again') || isFailed) this.#pace.halve(tookMs);
    else this.#pace.rise();
    this.#failedInARow = isFailed ? this.#failedInARow + 1 : 0;
    if (this.#failedInARow >= MAX_FAILED_IN_A_ROW) this.#stopped ??= outcomes[0]?.error ?? null;
  }

  /** Asks the cloud for rows: the lost ones that are there are done, and others that are there need not be sent. */
  async #settle(states: readonly ('notAsked' | 'unknown')[]): Promise<FoundRows['reading']> {
    const { job, table, onProgress } = this.#options;
    const rows = this.#allRows(states);
    if (rows.length === 0) return 'whole';
    const { there, reading } = await this.#look(rows);
    const settled = rows.flatMap((one): Pick<JobRow, 'row' | 'state' | 'error'>[] => {
      const isLost = one.state === 'unknown';
      if (there.has(one.key)) return [{ row: one.row, state: isLost ? 'done' : 'skipped', error: null }];
      return isLost && reading === 'whole' ? [{ row: one.row, state: 'notAsked', error: null }] : [];
    });
    for (let at = 0; at < settled.length; at += ROWS_AT_ONCE)
      table.setRows(job.id, settled.slice(at, at + ROWS_AT_ONCE));
    onProgress();
    return reading;
  }

  async #look(rows: readonly StoredRow[]): Promise<FoundRows> {
    const { job, kind, clock, signal, held } = this.#options;
    if (rows.some(({ state }) => state === 'unknown')) await clock.pause(SETTLE_AFTER_MS, signal);
    const keys = new Set(rows.map(({ key }) => key));
    const keyOf = (externalId: string): string | null => {
      const key = rowKey(job.fileHash, externalId);
      return keys.has(key) ? key : null;
    };
    const wanted = { size: keys.size, keyOf };
    const there = new Set<string>();
    for (let attempt = 1; ; attempt += 1) {
      const found = await kind.find(job.place, wanted, signal);
      for (const key of found.there) there.add(key);
      if (there.size === wanted.size) return { there, reading: 'whole' };
      if (found.stop !== undefined) this.#stopped ??= found.stop;
      const isLast = attempt === MAX_READINGS || held.aborted || this.#stopped !== null;
      if (found.reading !== 'failed' || isLast) return { there, reading: found.reading };
      await clock.pause(1_000 * 2 ** attempt, signal);
    }
  }

  #rows(states: readonly JobRow['state'][], limit: number): readonly StoredRow[] {
    return this.#options.table.rows(this.#options.job.id, states, limit);
  }

  #has(state: JobRow['state']): boolean {
    return this.#rows([state], 1).length > 0;
  }

  #allRows(states: readonly JobRow['state'][]): readonly StoredRow[] {
    const all: StoredRow[] = [];
    for (;;) {
      const more = this.#options.table.rows(this.#options.job.id, states, ROWS_AT_ONCE, all.at(-1)?.row ?? 0);
      all.push(...more);
      if (more.length < ROWS_AT_ONCE) return all;
    }
  }
}

const isBad = (item: JobItem | BadItem): item is BadItem => 'error' in item;

const rowErrorOf = (code: JobRowError['code']): JobRowError => ({
  code,
  field: null,
  detail: null,
  limit: null,
  vendorCode: null,
  requestId: null,
});

const notSettled = (): RunEnd => ({ stopped: rowErrorOf('jobs.not-settled') });

function storedOf(sent: SentRow | undefined): Pick<JobRow, 'state' | 'error'> {
  if (sent === undefined || sent.result === 'lost')
    return { state: 'unknown', error: sent?.error ?? rowErrorOf('jobs.answer-lost') };
  if (sent.result === 'done') return { state: 'done', error: null };
  return { state: sent.result === 'refused' ? 'refused' : 'notAsked', error: sent.error };
}
