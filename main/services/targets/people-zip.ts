/** A ZIP that is written while its files come, so that no more than some of them are in memory. */
import { Readable, type PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import yazl from 'yazl';
import { cancelled } from '../../errors.ts';

export interface ZippedFile {
  /** With `/` between folders. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Pictures are packed already. */
  readonly isPacked: boolean;
}

/**
 * The bytes of a ZIP; nothing is asked for before they are read.
 *
 * @param files asked for the next one when the one before is written; its signal fires when nobody reads the ZIP any more.
 * @throws what `files` throws, and `cancelled` once the signal fired.
 */
export async function* zipStream(
  files: (ends: AbortSignal) => AsyncIterable<ZippedFile>,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const zip = new yazl.ZipFile();
  const out = zip.outputStream as PassThrough;
  const left = new AbortController();
  const ends = AbortSignal.any([signal, left.signal]);
  const fail = (error: unknown): void => void out.destroy(error instanceof Error ? error : new Error(String(error)));
  zip.on('error', fail);
  void fill(zip, files(ends), ends).catch((error: unknown) => fail(signal.aborted ? cancelled('a ZIP file') : error));
  try {
    for await (const piece of out) yield piece as Buffer;
  } finally {
    left.abort();
    out.destroy();
  }
}

async function fill(zip: yazl.ZipFile, files: AsyncIterable<ZippedFile>, ends: AbortSignal): Promise<void> {
  for await (const { name, bytes, isPacked } of files) {
    const source = Readable.from([bytes]);
    zip.addReadStream(source, name, { compress: !isPacked, size: bytes.length });
    // The reading of this file begins when those before it are written.
    await finished(source, { signal: ends });
  }
  zip.end();
}
