/**
 * The log on disk: NDJSON, a few files of bounded size, the newest `lanner.log`. Writes are queued and bounded too: when
 * the disk cannot follow, lines are dropped and counted, never the client.
 */
import { mkdirSync } from 'node:fs';
import { appendFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogSink } from '../log.ts';

interface LogFileOptions {
  readonly dir: string;
  readonly maxFileBytes?: number;
  /** Files kept, the current one included. */
  readonly files?: number;
  readonly maxQueuedLines?: number;
}

export class LogFile {
  readonly sink: LogSink;
  readonly #path: string;
  readonly #maxFileBytes: number;
  readonly #files: number;
  readonly #maxQueuedLines: number;
  #queue: string[] = [];
  #dropped = 0;
  #writing: Promise<void> | null = null;
  #sizeBytes: number | null = null;

  constructor(options: LogFileOptions) {
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
    this.#path = join(options.dir, 'lanner.log');
    this.#maxFileBytes = options.maxFileBytes ?? 2_000_000;
    this.#files = options.files ?? 5;
    this.#maxQueuedLines = options.maxQueuedLines ?? 5000;
    this.sink = (level, line) => {
      if (level !== 'debug') this.#push(line);
    };
  }

  /** Resolves when every line so far is on disk. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #push(line: string): void {
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
        // The log is where failures are told: there is nowhere left to tell this one.
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
