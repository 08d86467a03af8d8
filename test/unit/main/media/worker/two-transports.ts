/** A camera that its media server offers over FLV and over RTMP. The choice of transports and the ring are the real ones. */
import { DEFAULT_TIMINGS } from '../../../../../main/media/messages/messages.ts';
import { RingPool } from '../../../../../main/media/past/ring-pool.ts';
import { StreamRing } from '../../../../../main/media/past/ring.ts';
import type { StreamHost } from '../../../../../main/media/worker/stream-host.ts';
import type { LivePort, UpstreamSource } from '../../../../../main/ports/live.ts';
import { TransportLadder } from '../../../../../main/services/live/transport-ladder.ts';

export type Transport = UpstreamSource['transport'];

const sourceOf = (transport: Transport): UpstreamSource => ({
  transport,
  url: 'http://camera/live',
  headers: {},
  expiresAtMs: null,
  isSingleUse: true,
  isLocalAllowed: true,
});

/** Both transports are served to the page alike, so that the stream has no other side. */
const LIVE: LivePort = {
  transports: ['http-flv', 'rtmp'],
  open: ({ transport }) => Promise.resolve(sourceOf(transport)),
};

/** @param feed gets each feed of the stream. */
export function twoTransports(feed: StreamHost['feed']): StreamHost {
  const ladder = new TransportLadder();
  const pool = new RingPool();
  return {
    timings: DEFAULT_TIMINGS,
    resolve: (_key, attempt) => ladder.open(LIVE, attempt, (transport) => Promise.resolve(sourceOf(transport))),
    feed,
    transportChanged: () => undefined,
    received: () => undefined,
    workOf: () => ({ run: (work) => work() }),
    createRing: () => new StreamRing(pool),
  };
}
