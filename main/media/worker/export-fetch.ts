/** Footage for exports: from the gateway over loopback, and files from the servers of clouds. */
import { MAX_EXPORT_PLAYLIST_BYTES } from '../../../preload/domain/bounds.ts';
import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import { EXPORT_ORIGIN, type FileRefusal } from '../messages/export-messages.ts';
import { overBytes } from '../shared/over-limit.ts';
import { permanent, retryable, socketFailure, statusFailure } from '../shared/failures.ts';
import { openHttp } from '../upstream/http-open.ts';
import type { RemoteFile } from '../../ports/remote-file.ts';

/** Footage that stops for so long is lost. */
const SILENCE_LIMIT_MS = 30_000;
const CONNECT_LIMIT_MS = 20_000;
const MAX_REFUSAL_CHARS = 4_096;
const GATEWAY = 'gateway';

/** Why a file could not be had, in the words of its server: only the cloud's port can read them. */
export class FileRefused extends Error implements FileRefusal {
  override readonly name = 'FileRefused';
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`the server of a file answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

/**
 * Opens an address of the gateway. Names below `.localhost` are this computer, whatever the resolver of the system says.
 *
 * @throws {AppError} `media.*` by the status, `network.*`.
 */
export async function openOwn(address: string, agent: http.Agent, signal: AbortSignal): Promise<IncomingMessage> {
  const url = new URL(address);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { Host: url.host, Origin: EXPORT_ORIGIN };
    const request = http.get(
      { host: '127.0.0.1', port: url.port, path: url.pathname, headers, agent, signal },
      resolve,
    );
    request.on('error', (error) => reject(socketFailure(error, GATEWAY)));
  });
  response.on('error', () => {});
  if (response.statusCode === 200) return response;
  response.destroy();
  if (response.statusCode === 415) throw permanent('media.unsupported-codec', { codec: '' });
  throw statusFailure(response.statusCode ?? 0, GATEWAY);
}

/** @throws {AppError} as {@link openOwn}, and `media.over-limit`. */
export async function textOf(address: string, agent: http.Agent, signal: AbortSignal): Promise<string> {
  return (await bytesOf(address, MAX_EXPORT_PLAYLIST_BYTES, agent, signal)).toString('utf8');
}

/** @throws {AppError} as {@link openOwn}, and `media.over-limit`. */
export async function bytesOf(
  address: string,
  maxBytes: number,
  agent: http.Agent,
  signal: AbortSignal,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of footageIn(await openOwn(address, agent, signal), maxBytes)) {
    pieces.push(piece);
    length += piece.length;
  }
  return Buffer.concat(pieces, length);
}

/**
 * The pieces of an answer, with a bound on their number of bytes and on the silence between them.
 *
 * @throws {AppError} `network.timeout`, `network.reset`, `media.over-limit`.
 */
export async function* footageIn(response: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  let isSilent = false;
  const timer = setTimeout(() => {
    isSilent = true;
    response.destroy();
  }, SILENCE_LIMIT_MS);
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > maxBytes) throw overBytes('segment', maxBytes);
      yield piece;
      timer.refresh();
    }
    // A connection that was cut ends like a whole answer does.
    if (!response.complete) throw retryable('network.reset', { host: GATEWAY, detail: 'cut' }, 'check-network');
  } catch (error) {
    if (isSilent) throw retryable('network.timeout', { host: GATEWAY, seconds: SILENCE_LIMIT_MS / 1_000 });
    throw socketFailure(error, GATEWAY);
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
}

/** @throws {FileRefused} for another status than 200. {AppError} `network.*`, `media.host-refused`. */
export async function openFile(file: RemoteFile, signal: AbortSignal): Promise<IncomingMessage> {
  const { response } = await openHttp({
    url: file.url,
    headers: file.headers,
    isLocalAllowed: file.isLocalAllowed,
    certificate: file.certificate,
    signal,
    timeoutMs: CONNECT_LIMIT_MS,
    refusalOf: async (status, answer) => new FileRefused(status, await beginOf(answer)),
  });
  return response;
}

async function beginOf(answer: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of footageIn(answer, MAX_REFUSAL_CHARS * 4)) {
    text += piece.toString('utf8');
    if (text.length > MAX_REFUSAL_CHARS) break;
  }
  return text.slice(0, MAX_REFUSAL_CHARS);
}
