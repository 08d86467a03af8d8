/** One connection to an RTMP upstream, feeding a fan-out with FLV tags until it ends. */
import { once } from 'node:events';
import net, { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { UpstreamSource } from '../../../ports/live.ts';
import { checkHost, guardedLookup } from '../../../addresses.ts';
import { tunnelBy, wayTo } from '../../../ways.ts';
import { permanent, retryable, socketFailure } from '../../shared/failures.ts';
import type { FlvFanout } from '../../past/flv-fanout.ts';
import type { Pull, PullEvents } from '../flv/flv-pull.ts';
import { RtmpRemux } from '../../formats/rtmp/rtmp-remux.ts';
import { RtmpSession } from './rtmp-session.ts';
import { parseRtmpUrl } from './rtmp-url.ts';

/**
 * The most bytes of our answers that the server has not read yet: a server that asks again and again without reading
 * must not fill the memory.
 */
const MAX_UNSENT_BYTES = 256 * 1024;

interface Target {
  readonly host: string;
  readonly port: number;
  readonly isLocalAllowed: boolean;
}

/** Directly, or through a proxy that opens tunnels to this port. @returns an open connection. */
async function connectRtmp({ host, port, isLocalAllowed }: Target, signal: AbortSignal): Promise<Duplex> {
  const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  // Systems and environments name proxies for web addresses: the proxy for a tunnel of TLS is used for this one.
  const way = await wayTo(new URL(`https://${target}/`), isLocalAllowed);
  if (way !== null) return await tunnelBy(way, target, signal);
  const socket = net.connect({ host, port, lookup: guardedLookup(isLocalAllowed), noDelay: true, signal });
  await once(socket, 'connect');
  return socket;
}

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
  const over = new AbortController();
  let socket: Duplex | null = null;
  const remux = new RtmpRemux(fanout);
  let openedAtMs: number | null = null;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    over.abort();
    socket?.destroy();
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
      socket?.write(bytes);
      if ((socket?.writableLength ?? 0) > MAX_UNSENT_BYTES) {
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
  const receive = (chunk: Buffer): void => {
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
  };
  connectRtmp({ host: hostname, port, isLocalAllowed: source.isLocalAllowed }, over.signal).then((opened) => {
    if (isOver) return opened.destroy();
    socket = opened;
    opened.on('data', receive);
    opened.on('error', lose);
    opened.on('close', () => lose(session.closed()));
    session.start();
  }, lose);
  return {
    get openedAtMs() {
      return openedAtMs;
    },
    fail: lose,
    close: end,
  };
}
