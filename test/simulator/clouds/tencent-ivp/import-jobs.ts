/** Imports of devices: jobs that work through their rows in simulated time. */
import type { Clock } from '../../kernel/clock.ts';
import type { Row } from '../../kernel/xlsx.ts';

export interface ImportedRow {
  readonly cells: Row;
  /** Why the row was not taken, or null. */
  readonly failure: string | null;
}

interface Job {
  readonly header: Row;
  readonly rows: readonly Row[];
  readonly createdAtMs: number;
  readonly take: (row: Row) => string | null;
  readonly done: ImportedRow[];
}

export interface Progress {
  readonly isDone: boolean;
  readonly total: number;
  readonly done: readonly ImportedRow[];
}

const FIRST_ROW_MS = 500;
const ROWS_PER_SEC = 100;

export class ImportJobs {
  readonly #jobs = new Map<string, Job>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  has(id: string): boolean {
    return this.#jobs.has(id);
  }

  /** @param take makes one row's device, or says why not. */
  start(id: string, header: Row, rows: readonly Row[], take: (row: Row) => string | null): void {
    this.#jobs.set(id, { header, rows, take, createdAtMs: this.#clock.nowMs(), done: [] });
  }

  /** Handles the rows whose time has come. Null for an unknown job. */
  progress(id: string): Progress | null {
    const job = this.#jobs.get(id);
    if (job === undefined) return null;
    this.#work(job);
    return { isDone: job.done.length === job.rows.length, total: job.rows.length, done: job.done };
  }

  /** The rows of every job that are due by now become devices. */
  settle(): void {
    for (const job of this.#jobs.values()) this.#work(job);
  }

  headerOf(id: string): Row {
    return this.#jobs.get(id)?.header ?? [];
  }

  #work(job: Job): void {
    const sinceMs = this.#clock.nowMs() - job.createdAtMs - FIRST_ROW_MS;
    const due = sinceMs < 0 ? 0 : Math.min(job.rows.length, 1 + Math.floor((sinceMs * ROWS_PER_SEC) / 1000));
    for (const cells of job.rows.slice(job.done.length, due)) job.done.push({ cells, failure: job.take(cells) });
  }
}
