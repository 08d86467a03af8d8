/**
 * The file of the device table. The window has the words of the cells and brings the text in pieces; main asks where the file
 * goes. The text is in memory until then, and nowhere else but in the file that the user chose.
 */
import { MAX_ROWS_FILE_BYTES } from '../../../preload/domain/bounds.ts';
import { AppError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';

interface TableFileOptions {
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

export interface TablePiece {
  readonly text: string;
  /** How many characters were brought before. */
  readonly at: number;
  readonly isLast: boolean;
}

interface Brought {
  /** `more` until the last piece came; `download` where the host has no dialog. */
  readonly outcome: 'more' | 'saved' | 'cancelled' | 'download';
  readonly suggestedName: string;
}

const FILE_NAME = 'devices.csv';

export class TableFile {
  readonly #options: TableFileOptions;
  /** One file at a time is brought: the first piece of another file takes the place of this one. */
  #text = '';

  constructor(options: TableFileOptions) {
    this.#options = options;
  }

  /**
   * @throws {AppError} `ipc.invalid-input` for a piece that does not follow the one before it; `storage.full`,
   *   `storage.no-access`, `storage.write-failed`.
   */
  async bring({ text, at, isLast }: TablePiece): Promise<Brought> {
    if (at === 0) this.#text = '';
    if (at !== this.#text.length || at + text.length > MAX_ROWS_FILE_BYTES) {
      throw new AppError('ipc.invalid-input', 'a piece of a file that does not follow the one before it');
    }
    this.#text += text;
    if (!isLast) return { outcome: 'more', suggestedName: FILE_NAME };
    const whole = this.#text;
    this.#text = '';
    return { outcome: await this.#save(whole), suggestedName: FILE_NAME };
  }

  async #save(text: string): Promise<Brought['outcome']> {
    const { choosePath, onSaved } = this.#options;
    if (choosePath === null) return 'download';
    const path = await choosePath({ suggestedName: FILE_NAME, extensions: ['csv'] });
    if (path === null) return 'cancelled';
    await writeExport(path, text);
    onSaved({ kind: 'devices', channelId: null, path });
    return 'saved';
  }
}
