/** Finds a film in a bundle that is a ZIP, so that it plays in place: footage is stored there as it is. */
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { AppError } from '../../errors.ts';
import type { BytePlace, FindBytes } from '../shared/file-piece.ts';
import { ENCRYPTED, MAX_ENTRIES } from './bundle-entries.ts';

const STORED = 0;

/**
 * @param name of the film in the ZIP, with `/` between its parts.
 * @returns finds the film; null where the ZIP holds none of this name that is stored as it is.
 * @throws {AppError} `evidence.unreadable` where the file is no ZIP that can be read (the finder).
 */
export const filmInZip =
  (name: string): FindBytes =>
  async (file, fileBytes) => {
    try {
      const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;
      const zip = await yauzl.fromRandomAccessReaderPromise(new FileReader(file), fileBytes, options);
      if (zip.entryCount > MAX_ENTRIES) throw new Error('too many files');
      for await (const entry of zip.eachEntry())
        if (entry.fileNameRaw.toString('utf8') === name) return await placeOf(zip, entry, fileBytes);
      return null;
    } catch (cause) {
      const detail = cause instanceof Error ? cause.message : String(cause);
      throw new AppError('evidence.unreadable', 'a ZIP that cannot be read', { cause, params: { detail } });
    }
  };

async function placeOf(zip: yauzl.ZipFile, entry: yauzl.Entry, fileBytes: number): Promise<BytePlace | null> {
  const { compressionMethod, compressedSize, uncompressedSize, generalPurposeBitFlag } = entry;
  const isPlain = compressionMethod === STORED && (generalPurposeBitFlag & ENCRYPTED) === 0;
  if (!isPlain || compressedSize !== uncompressedSize) return null;
  const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
  if (fileDataStart + uncompressedSize > fileBytes) throw new Error('the film ends behind the ZIP');
  return { fromByte: fileDataStart, sizeBytes: uncompressedSize };
}

/** Reads a file that is open, and leaves it open. */
class FileReader extends yauzl.RandomAccessReader {
  readonly #file: FileHandle;

  constructor(file: FileHandle) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#bytes(start, end), { objectMode: false });
  }

  async *#bytes(start: number, end: number): AsyncGenerator<Buffer> {
    const buffer = Buffer.alloc(end - start);
    const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, start);
    yield buffer.subarray(0, bytesRead);
  }
}
