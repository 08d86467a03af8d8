/** Copies of exported files in the thread of exports: reads the pictures of a file, and writes those of its copy. */
import type { CopyAnswer, ExportCopyMessage } from '../messages/export-messages.ts';
import { cancelled } from '../../errors.ts';
import { CopyRun } from '../record/copy-run.ts';

export class ExportCopyTasks {
  readonly #runs = new Map<number, CopyRun>();

  /** @throws {AppError} `export.copy-not-read`, `export.copy-not-coded`, `storage.*`, `cancelled`. */
  async do(id: number, message: ExportCopyMessage): Promise<CopyAnswer | null> {
    if (message.kind === 'copy-open') {
      const opened = await CopyRun.open(message.from, message.path);
      this.#runs.set(id, opened);
      return { pictures: opened.facts, fileBytes: opened.bytes };
    }
    const run = this.#runs.get(id);
    if (run === undefined) throw cancelled('a copy');
    switch (message.kind) {
      case 'copy-read':
        return { piece: await run.read() };
      case 'copy-write':
        await run.write(message.record === null ? null : Buffer.from(message.record, 'base64'), message.piece);
        return null;
      case 'copy-finish':
        return { copyBytes: await run.finish() };
      case 'copy-close':
        await this.end(id);
        return null;
      default:
        return message satisfies never;
    }
  }

  /** The copies that are open. */
  get ids(): readonly number[] {
    return [...this.#runs.keys()];
  }

  /** Closes a copy, and deletes it if it is not finished. An unknown id is no failure. @throws what the disk refuses. */
  async end(id: number): Promise<void> {
    const run = this.#runs.get(id);
    this.#runs.delete(id);
    await run?.close();
  }
}
