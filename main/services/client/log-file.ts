/**
 * The log on disk: NDJSON, a few files of bounded size, the newest `lanner.log`. Lines of the level `audit` are also in
 * `audit.log`, whose files are kept apart: other lines, however many, push none of them out. Writes are queued and bounded
 * too: when the disk cannot follow, lines are dropped and counted, never the client.
 */
import { mkdirSync } from 'node:fs';
import { appendFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogSink } from '../../log.ts';

interface LogFileOptions {
  readonly dir: string;
  readonly maxFileBytes?: number;
  /** Files kept, the current one included. */
  readonly files?: number;
  readonly maxQueuedLines?: number;
}

const AUDIT = { maxFileBytes: 1_000_000, files: 5 } as const;

export class LogFile {
  readonly sink: LogSink;
  readonly #log: RotatingFile;
  readonly #audit: RotatingFile;

  constructor({ dir, maxFileBytes = 2_000_000, files = 5, maxQueuedLines = 5000 }: LogFileOptions) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.#log = new RotatingFile({ path: join(dir, 'lanner.log'), maxFileBytes, files, maxQueuedLines });
    this.#audit = new RotatingFile({ path: join(dir, 'audit.log'), ...AUDIT, maxQueuedLines });
    this.sink = (level, line) => {
      if (level === 'audit') this.#audit.push(line);
      if (level !== 'debug') this.#log.push(line);
    };
  }

  /** Resolves when every line so far is on disk. */
  async flush(): Promise<void> {
    await Promise.all([this.#log.flush(), this.#audit.flush()]);
  }
}

interface RotatingFileOptions {
  readonly path: string;
  readonly maxFileBytes: number;
  readonly files: number;
  readonly maxQueuedLines: number;
}

class RotatingFile {
  readonly #path: string;
  readonly #maxFileBytes: number;
  readonly #files: number;
  readonly #maxQueuedLines: number;
  #queue: string[] = [];
  #dropped = 0;
  #writing: Promise<void> | null = null;
  #sizeBytes: number | null = null;

  constructor({ path, maxFileBytes, files, maxQueuedLines }: RotatingFileOptions) {
    this.#path = path;
    this.#maxFileBytes = maxFileBytes;
    this.#files = files;
    this.#maxQueuedLines = maxQueuedLines;
  }

  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  push(line: string): void {
    if (this.#queue.length >= this.#maxQueuedLines) this.#dropped++;
    else this.#queue.push(line);
    this.#writing ??= this.#drain().finally(() => {
      this.#writing = null;
    });
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const lines = this.#queue;
      this.#queue = [];
      if (this.#dropped > 0) {
        lines.push(JSON.stringify({ at: new Date().toISOString(), level: 'warn', droppedLines: this.#dropped }));
        this.#dropped = 0;
      }
      await this.#append(`${lines.join('\n')}\n`).catch(() => {
        // Failures are reported in the log, and the log itself has failed: nowhere is left to report this one.
        this.#dropped += lines.length;
        this.#sizeBytes = null;
      });
    }
  }

  async #append(text: string): Promise<void> {
    this.#sizeBytes ??= await stat(this.#path).then(
      (found) => found.size,
      () => 0,
    );
    if (this.#sizeBytes > this.#maxFileBytes) await this.#rotate();
    await appendFile(this.#path, text, { mode: 0o600 });
    this.#sizeBytes += Buffer.byteLength(text);
  }

  async #rotate(): Promise<void> {
    await rm(`${this.#path}.${this.#files - 1}`, { force: true });
    for (let n = this.#files - 2; n >= 1; n--) {
      await rename(`${this.#path}.${n}`, `${this.#path}.${n + 1}`).catch(ignoreMissing);
    }
    await rename(this.#path, `${this.#path}.1`).catch(ignoreMissing);
    this.#sizeBytes = 0;
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
