/** Fetches one picture from the server that a cloud named: never from this computer, and over checked certificates only. */
import type { IncomingMessage } from 'node:http';
import type { PictureAnswer } from '../../ports/snapshots.ts';
import type { RemoteFile } from '../../ports/remote-file.ts';
import { socketFailure } from '../shared/failures.ts';
import { openHttp } from '../upstream/http-open.ts';

const OPEN_LIMIT_MS = 15_000;

/** An answer with another status: the port of the cloud reads why. */
class Refused extends Error {
  readonly answer: PictureAnswer;

  constructor(answer: PictureAnswer) {
    super(`the server of a picture answered ${answer.status}`);
    this.answer = answer;
  }
}

/**
 * @param maxBytes an answer that is longer is not read to its end.
 * @param signal ends the fetch; the caller bounds its time by the signal.
 * @returns what the server answered, also where it refused.
 * @throws {AppError} `network.*`, `media.host-refused`.
 */
export async function fetchPicture(file: RemoteFile, maxBytes: number, signal: AbortSignal): Promise<PictureAnswer> {
  const { url, headers, isLocalAllowed, certificate } = file;
  const { host } = new URL(url);
  const refusalOf = async (status: number, answer: IncomingMessage): Promise<Error> =>
    new Refused({ status, body: await bodyOf(answer, maxBytes, host) });
  try {
    const { response } = await openHttp({
      url,
      headers,
      isLocalAllowed,
      certificate,
      signal,
      timeoutMs: OPEN_LIMIT_MS,
      refusalOf,
    });
    return { status: response.statusCode ?? 0, body: await bodyOf(response, maxBytes, host) };
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}

async function bodyOf(response: IncomingMessage, maxBytes: number, host: string): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      pieces.push(piece);
      if (bytes > maxBytes) return Buffer.concat(pieces, bytes);
    }
    // A connection that was cut ends like a whole answer does.
    if (!response.complete) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
    return Buffer.concat(pieces, bytes);
  } catch (error) {
    throw socketFailure(error, host);
  } finally {
    response.destroy();
  }
}
