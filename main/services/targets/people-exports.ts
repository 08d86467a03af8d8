/**
 * Writes the people of a list into one ZIP file: `people.csv` with a row for each of them, and their pictures. The import reads
 * the file as it is. Names and pictures go from the cloud into that file, page by page, and nowhere else; a host without a dialog
 * gets the file in memory, until its window has taken it.
 */
import { MAX_EXPORT_DOWNLOAD_BYTES, MAX_PIECE_BYTES, MAX_SHOWN_EXPORT_ROWS } from '../../../preload/domain/bounds.ts';
import { accountOf, type AccountId } from '../../../preload/domain/ids.ts';
import type { PeopleExport } from '../../../preload/domain/people/targets.ts';
import { AppError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { log } from '../../log.ts';
import type { TargetPlace } from '../../ports/targets.ts';
import type { Emit } from '../shared/emit.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import { exportedFiles, newCount, type ExportCount } from './people-export-files.ts';
import { zipStream } from './people-zip.ts';
import type { AskTargets } from './targets.ts';

interface ExportsOptions {
  readonly ask: AskTargets;
  readonly emit: Emit;
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

interface Running {
  readonly accountId: AccountId;
  readonly stop: AbortController;
}

/** A file that its window has not taken yet. */
interface Kept {
  readonly accountId: AccountId;
  /** The bytes that were not taken; none is longer than `MAX_PIECE_BYTES`. */
  readonly pieces: Buffer[];
  takenBytes: number;
}

const FILE_NAME = 'people.zip';
/** Windows hear of progress at most this often. */
const TELL_EVERY_MS = 250;

export class PeopleExports {
  readonly #options: ExportsOptions;
  /** By window: one export at a time. */
  readonly #running = new Map<string, Running>();
  readonly #kept = new Map<string, Kept>();

  constructor(options: ExportsOptions) {
    this.#options = options;
  }

  /**
   * Asks where the file goes, and writes it. Another export of the same window ends.
   *
   * @returns `cancelled` where nothing was written because the user wanted none, or {@link stop} was called.
   * @throws {AppError} what the cloud refused, where the list cannot be read to its end; `storage.*`; `targets.export-too-large` where
   *   the page would have to save more than `MAX_EXPORT_DOWNLOAD_BYTES`. Nothing is written then.
   */
  async export(place: TargetPlace, windowId: string): Promise<PeopleExport> {
    const { choosePath } = this.#options;
    this.stop(windowId);
    const path = choosePath === null ? null : await choosePath({ suggestedName: FILE_NAME, extensions: ['zip'] });
    if (path === null && choosePath !== null) return ended('cancelled', newCount());
    const stop = new AbortController();
    const running = { accountId: accountOf(place.deviceId), stop };
    this.#running.set(windowId, running);
    const count = newCount();
    try {
      const zip = this.#zip(place, windowId, count, stop.signal);
      if (path !== null) await writeExport(path, zip);
      else {
        const pieces = await inMemory(zip);
        if (stop.signal.aborted) return ended('cancelled', newCount());
        this.#kept.set(windowId, { accountId: running.accountId, pieces, takenBytes: 0 });
      }
    } catch (error) {
      if (stop.signal.aborted) return ended('cancelled', newCount());
      throw error;
    } finally {
      if (this.#running.get(windowId) === running) this.#running.delete(windowId);
    }
    const { people, withoutPicture } = count;
    log.audit('people of a list were exported', { ...place, people, withoutPicture });
    if (path !== null) this.#options.onSaved({ kind: 'people', channelId: null, path });
    return ended(path === null ? 'download' : 'saved', count);
  }

  /**
   * The next piece of a file that the page saves by itself. What was taken is forgotten.
   *
   * @param fromByte where the pieces before ended. @throws {AppError} `ipc.invalid-input` for another place.
   */
  take(windowId: string, fromByte: number): { readonly base64: string; readonly isLast: boolean } {
    const kept = this.#kept.get(windowId);
    if (kept === undefined || fromByte !== kept.takenBytes) {
      throw new AppError('ipc.invalid-input', 'no such piece of a file waits for this window');
    }
    const taken: Buffer[] = [];
    let bytes = 0;
    for (let [next] = kept.pieces; next !== undefined; [next] = kept.pieces) {
      if (bytes + next.length > MAX_PIECE_BYTES) break;
      bytes += next.length;
      taken.push(next);
      kept.pieces.shift();
    }
    kept.takenBytes += bytes;
    const isLast = kept.pieces.length === 0;
    if (isLast) this.#kept.delete(windowId);
    return { base64: Buffer.concat(taken).toString('base64'), isLast };
  }

  /** Ends the export of a window; a part that was written is deleted. */
  stop(windowId: string): void {
    this.#running.get(windowId)?.stop.abort();
    this.#running.delete(windowId);
    this.#kept.delete(windowId);
  }

  /** Nobody of the account stays in memory. */
  forget(accountId: AccountId): void {
    for (const [windowId, one] of [...this.#running, ...this.#kept]) {
      if (one.accountId === accountId) this.stop(windowId);
    }
  }

  dispose(): void {
    for (const windowId of [...this.#running.keys(), ...this.#kept.keys()]) this.stop(windowId);
  }

  #zip(place: TargetPlace, windowId: string, count: ExportCount, signal: AbortSignal) {
    const { ask, emit } = this.#options;
    let toldMs = -Infinity;
    const onPerson = (): void => {
      if (performance.now() - toldMs < TELL_EVERY_MS) return;
      toldMs = performance.now();
      emit('targets.exporting', { ...place, people: count.people }, windowId);
    };
    return zipStream((ends) => exportedFiles({ place, ask, signal: ends, count, onPerson }), signal);
  }
}

const ended = (outcome: PeopleExport['outcome'], count: ExportCount): PeopleExport => ({
  outcome,
  suggestedName: FILE_NAME,
  people: count.people,
  withoutPicture: count.withoutPicture,
  rows: count.rows.slice(0, MAX_SHOWN_EXPORT_ROWS),
  isCut: count.isCut,
  unreadable: count.unreadable,
});

async function inMemory(zip: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of zip) {
    bytes += piece.length;
    if (bytes > MAX_EXPORT_DOWNLOAD_BYTES) {
      throw new AppError('targets.export-too-large', 'the file is too large for a page to save');
    }
    for (let at = 0; at < piece.length; at += MAX_PIECE_BYTES) pieces.push(piece.subarray(at, at + MAX_PIECE_BYTES));
  }
  return pieces;
}
