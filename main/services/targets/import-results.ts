/**
 * The file of the rows of an import that are not done. The window has their values and brings the text in pieces; main asks where
 * the file goes. The text is in memory until then, and nowhere else but in the file that the user chose.
 */
import { MAX_ROWS_FILE_BYTES } from '../../../preload/domain/bounds.ts';
import type { JobId } from '../../../preload/domain/jobs.ts';
import { AppError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { log } from '../../log.ts';
import type { JobsService } from '../jobs/jobs.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';

interface ResultsOptions {
  readonly jobs: JobsService;
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

export interface ResultPiece {
  readonly jobId: JobId;
  readonly text: string;
  /** How many characters were brought before. */
  readonly at: number;
  readonly isLast: boolean;
}

type Saved = 'more' | 'saved' | 'cancelled' | 'download';

const FILE_NAME = 'people-not-imported.csv';

export class ImportResults {
  readonly #options: ResultsOptions;
  /** One file at a time is brought. */
  #text = '';

  constructor(options: ResultsOptions) {
    this.#options = options;
  }

  /**
   * @returns `more` until the last piece came; `download` where the host has no dialog: the page has the text itself.
   * @throws {AppError} `jobs.not-found`; `ipc.invalid-input` for a piece that does not follow the one before it;
   *   `storage.full`, `storage.no-access`, `storage.write-failed`.
   */
  async bring({ jobId, text, at, isLast }: ResultPiece): Promise<{ outcome: Saved; suggestedName: string }> {
    const job = this.#options.jobs.find(jobId);
    if (at === 0) this.#text = '';
    if (at !== this.#text.length || at + text.length > MAX_ROWS_FILE_BYTES)
      throw new AppError('ipc.invalid-input', 'a piece of a file that does not follow the one before it');
    this.#text += text;
    if (!isLast) return { outcome: 'more', suggestedName: FILE_NAME };
    const whole = this.#text;
    this.#text = '';
    const outcome = await this.#save(whole);
    if (outcome !== 'cancelled') {
      const { refused, unknown, notAsked, skipped } = job.counts;
      const counts = { refused, unknown, notAsked, skipped };
      log.audit('the rows of an import that are not done were exported', { id: jobId, ...job.place, ...counts });
    }
    return { outcome, suggestedName: FILE_NAME };
  }

  /** Nothing that was brought stays. */
  forget(): void {
    this.#text = '';
  }

  async #save(text: string): Promise<Saved> {
    const { choosePath, onSaved } = this.#options;
    if (choosePath === null) return 'download';
    const path = await choosePath({ suggestedName: FILE_NAME, extensions: ['csv'] });
    if (path === null) return 'cancelled';
    await writeExport(path, text);
    onSaved({ kind: 'people', channelId: null, path });
    return 'saved';
  }
}
