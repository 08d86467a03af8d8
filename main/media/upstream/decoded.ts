/** Bodies that a server compressed although nobody asked for it: some compress each playlist, and not all of them say so. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { retryable } from '../shared/failures.ts';

const inflaters = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

const isCoding = (name: string): name is keyof typeof inflaters => Object.hasOwn(inflaters, name);
const isGzip = (body: Buffer): boolean => body[0] === 0x1f && body[1] === 0x8b;

/**
 * @param coding the header Content-Encoding of the answer.
 * @param maxBytes of the decoded body.
 * @param tooLarge the failure of a larger body.
 * @throws {AppError} `network.bad-answer` for a body that is not what its header says, or whose coding is not known.
 */
export async function decodedBody(
  body: Buffer,
  coding: string | undefined,
  maxBytes: number,
  tooLarge: () => Error,
): Promise<Buffer> {
  const named = (coding ?? '').trim().toLowerCase();
  const name = (named === '' || named === 'identity') && isGzip(body) ? 'gzip' : named;
  if (name === '' || name === 'identity') return body;
  if (!isCoding(name)) throw retryable('network.bad-answer', { detail: 'content coding' });
  try {
    return await inflaters[name](body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw retryable('network.bad-answer', { detail: 'content coding' });
  }
}
