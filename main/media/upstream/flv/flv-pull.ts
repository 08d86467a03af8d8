/** One connection to an HTTP-FLV upstream, feeding a fan-out until it ends. */
import type { UpstreamSource } from '../../../ports/live.ts';
import type { AppError } from '../../../errors.ts';
import { retryable, socketFailure } from '../../shared/failures.ts';
import type { FlvFanout } from '../../past/flv-fanout.ts';
import { FlvReader } from '../../formats/flv/flv-reader.ts';
import { openHttp } from '../http-open.ts';
import type { StreamWork } from '../../shared/work-board.ts';

export interface PullEvents {
  onBytes(count: number): void;
  /** The connection is over; called once, and never after `close`. */
  onLost(error: AppError): void;
  /** Reading what arrived is work on this stream. */
  readonly work: StreamWork;
}

export interface Pull {
  /** When its answer arrived, or null while it still connects. */
  readonly openedAtMs: number | null;
  /** Ends the connection as lost, for a reason that only the caller knows. */
  fail(error: AppError): void;
  close(): void;
}

export function pullFlv(source: UpstreamSource, fanout: FlvFanout, connectTimeoutMs: number, events: PullEvents): Pull {
  const abort = new AbortController();
  let openedAtMs: number | null = null;
  const lose = (error: unknown, host: string): void => {
    if (abort.signal.aborted) return;
    abort.abort();
    events.onLost(socketFailure(error, host));
  };
  const run = async (): Promise<void> => {
    const { url, headers, isLocalAllowed, certificate } = source;
    const timeoutMs = connectTimeoutMs;
    const opened = await openHttp({ url, headers, isLocalAllowed, certificate, timeoutMs, signal: abort.signal });
    const { response } = opened;
    const { host } = opened.url;
    abort.signal.addEventListener('abort', () => response.destroy(), { once: true });
    const reader = new FlvReader(fanout);
    openedAtMs = Date.now();
    fanout.connect();
    response.on('data', (chunk: Buffer) => {
      if (abort.signal.aborted) return;
      events.onBytes(chunk.length);
      fanout.beginChunk(Date.now());
      try {
        events.work.run(() => reader.push(chunk));
      } catch (error) {
        lose(error, host);
        return;
      }
      fanout.endChunk();
    });
    response.on('error', (error) => lose(error, host));
    response.on('close', () => lose(retryable('media.upstream-closed', { host }), host));
  };
  run().catch((error: unknown) => lose(error, ''));
  return {
    get openedAtMs() {
      return openedAtMs;
    },
    fail: (error) => lose(error, ''),
    close: () => abort.abort(),
  };
}
