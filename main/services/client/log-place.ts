/** Where the log lies, for an operator who sends it to support. */
import { join } from 'node:path';
import { AppError } from '../../errors.ts';

export class LogPlace {
  /** The newest file of the log. */
  readonly path: string;
  readonly #reveal: ((path: string) => void) | null;

  /** @param reveal shows a file in its folder, or null where the host cannot. */
  constructor(dataDir: string, reveal: ((path: string) => void) | null) {
    this.path = join(dataDir, 'logs', 'lanner.log');
    this.#reveal = reveal;
  }

  get canReveal(): boolean {
    return this.#reveal !== null;
  }

  /** @throws {AppError} `cloud.not-supported` where the host shows no folders. */
  reveal(): void {
    if (this.#reveal === null) throw new AppError('cloud.not-supported', 'this host shows no folders');
    this.#reveal(this.path);
  }
}
