/** The control line of a client that only says why it does not start: it can be ended, and nothing else. */
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { AppError } from '../../errors.ts';

interface QuitLineOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly onQuit: () => void;
}

/** Longer lines cannot be a command. */
const MAX_LINE_CHARS = 100_000;

export class QuitLine {
  readonly #options: QuitLineOptions;
  readonly #lines: ReturnType<typeof createInterface>;
  #isDisposed = false;

  constructor(options: QuitLineOptions) {
    this.#options = options;
    this.#lines = createInterface({ input: options.input });
    this.#lines.on('line', (line) => this.#onLine(line));
    this.#lines.once('close', () => (this.#isDisposed ? undefined : options.onQuit()));
  }

  ready(facts: object): void {
    this.#write({ event: 'ready', ...facts, pid: process.pid });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#lines.close();
    this.#options.input.destroy();
  }

  #onLine(line: string): void {
    const { id, isQuit } = readLine(line);
    if (isQuit) {
      this.#write({ event: 'done', id, value: null });
      return this.#options.onQuit();
    }
    const refused = new AppError('ipc.unknown-request', 'the client does not run').toWire();
    if (id !== null) this.#write({ event: 'done', id, error: refused });
  }

  #write(message: object): void {
    this.#options.output.write(`${JSON.stringify(message)}\n`);
  }
}

function readLine(line: string): { readonly id: string | null; readonly isQuit: boolean } {
  try {
    const raw = line.length > MAX_LINE_CHARS ? null : (JSON.parse(line) as { id?: unknown; do?: unknown } | null);
    return { id: typeof raw?.id === 'string' ? raw.id : null, isQuit: raw?.do === 'quit' };
  } catch {
    return { id: null, isQuit: false };
  }
}
