/** One connection to an RTMP upstream, feeding a fan-out with FLV tags until it ends. */
import net from 'node:net';
import type { UpstreamSource } from '../../../ports/live.ts';
import { checkHost, guardedLookup } from '../../../addresses.ts';
import { permanent, retryable, socketFailure } from '../../shared/failures.ts';
import type { FlvFanout } from '../../past/flv-fanout.ts';
import type { Pull, PullEvents } from '../flv/flv-pull.ts';
import { RtmpRemux } from '../../formats/rtmp/rtmp-remux.ts';
import { RtmpSession } from './rtmp-session.ts';
import { parseRtmpUrl } from './rtmp-url.ts';

/**
 * The most bytes of our answers that the server has not read yet: a server that never reads and goes on asking must not
 * fill memory.
 */
const MAX_UNSENT_BYTES = 256 * 1024;

/**
 * Connects to the host that the URL names and to no other; a server that redirects is refused.
 *
 * @param connectTimeoutMs from the start until the server grants the stream.
 * @throws {AppError} `network.address-refused`, see addresses.ts.
 */
export function pullRtmp(
  source: UpstreamSource,
  fanout: FlvFanout,
  connectTimeoutMs: number,
  events: PullEvents,
): Pull {
  const target = parseRtmpUrl(source.url);
  const { host, hostname, port } = target;
  checkHost(hostname, source.isLocalAllowed);
  const lookup = guardedLookup(source.isLocalAllowed);
  const socket = net.connect({ host: hostname, port, lookup, noDelay: true });
  const remux = new RtmpRemux(fanout);
  let openedAtMs: number | null = null;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    socket.destroy();
  };
  const lose = (error: unknown): void => {
    if (isOver) return;
    end();
    events.onLost(socketFailure(error, host));
  };
  const timer = setTimeout(() => {
    const seconds = Math.round(connectTimeoutMs / 1_000);
    lose(retryable('network.timeout', { host, seconds }, 'check-network'));
  }, connectTimeoutMs);
  const session = new RtmpSession(target, {
    send: (bytes) => {
      socket.write(bytes);
      if (socket.writableLength > MAX_UNSENT_BYTES) {
        throw permanent('media.bad-stream', { detail: 'RTMP server reads nothing' }, 'report');
      }
    },
    onPlaying: () => {
      clearTimeout(timer);
      openedAtMs = Date.now();
      fanout.connect();
    },
    onAudio: (timestampMs, body) => remux.audio(timestampMs, body),
    onVideo: (timestampMs, body) => remux.video(timestampMs, body),
    onData: (timestampMs, body) => remux.data(timestampMs, body),
    onAggregate: (timestampMs, body) => remux.aggregate(timestampMs, body),
  });
  socket.on('connect', () => session.start());
  socket.on('data', (chunk: Buffer) => {
    if (isOver) return;
    events.onBytes(chunk.length);
    fanout.beginChunk(Date.now());
    try {
      events.work.run(() => session.receive(chunk));
    } catch (error) {
      lose(error);
      return;
    }
    fanout.endChunk();
  });
  socket.on('error', lose);
  socket.on('close', () => lose(session.closed()));
  return {
    get openedAtMs() {
      return openedAtMs;
    },
    fail: lose,
    close: end,
  };
}
