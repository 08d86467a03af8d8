/** Main's side of a copy that the thread of exports writes. */
import type { CopyPictures, CopyPiece } from '../../../preload/domain/exports/export-copies.ts';
import { AppError } from '../../errors.ts';
import type { CopyAnswer, ExportCopyMessage } from '../messages/export-messages.ts';

type Call = (message: ExportCopyMessage) => Promise<CopyAnswer | null>;

export class ExportCopyTask {
  readonly #call: Call;
  readonly pictures: CopyPictures;
  /** The size of the file of which the copy is made. */
  readonly fileBytes: number;

  private constructor(call: Call, pictures: CopyPictures, fileBytes: number) {
    this.#call = call;
    this.pictures = pictures;
    this.fileBytes = fileBytes;
  }

  /** @throws {AppError} `export.copy-not-read`, `storage.*`, `media.gateway-down` where the thread died. */
  static async open(call: Call, from: string, path: string): Promise<ExportCopyTask> {
    const answer = await call({ kind: 'copy-open', from, path });
    if (answer === null || !('pictures' in answer)) throw new AppError('internal', 'a copy without pictures');
    return new ExportCopyTask(call, answer.pictures, answer.fileBytes);
  }

  /** The next pictures of the file; none at its end. @throws {AppError} `export.copy-not-read`. */
  async read(): Promise<CopyPiece> {
    const answer = await this.#call({ kind: 'copy-read' });
    if (answer === null || !('piece' in answer)) throw new AppError('internal', 'a copy without a piece');
    return answer.piece;
  }

  /** @param record of the decoder, with the first pictures. @throws {AppError} `export.copy-not-coded`, `storage.*`. */
  async write(record: string | null, piece: CopyPiece): Promise<void> {
    await this.#call({ kind: 'copy-write', record, piece });
  }

  /** Gives the copy its name. @returns its size in bytes. @throws {AppError} `export.copy-not-coded`, `storage.*`. */
  async finish(): Promise<number> {
    const answer = await this.#call({ kind: 'copy-finish' });
    if (answer === null || !('copyBytes' in answer)) throw new AppError('internal', 'a copy without a size');
    return answer.copyBytes;
  }

  /** Deletes a copy that is not whole. Never rejects. */
  async close(): Promise<void> {
    await this.#call({ kind: 'copy-close' }).catch(() => undefined);
  }
}
