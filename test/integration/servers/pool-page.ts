/**
 * A page in real Chromium with the wall's own player pool, its engines and its clock, and main's side of it: the real
 * gateway, and the ladder of transports. The test supplies the answers of the clouds.
 */
import { toWireError } from '../../../main/errors.ts';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import type { GatewayTimings } from '../../../main/media/messages/messages.ts';
import { TransportLadder } from '../../../main/services/live/transport-ladder.ts';
import type { LivePort } from '../../../main/ports/live.ts';
import type { StreamFeed } from '../../../preload/domain/media/streams.ts';
import { launchEngine } from '../../e2e/browser.ts';
import { signal } from '../media/harness.ts';
import { serveBundledPage } from './bundled-page.ts';

/** The state of a tile of the page. */
export interface PoolSight {
  readonly phase: string;
  readonly nextAtMs: number | null;
  /** Pictures that the tile's video has shown. */
  readonly frames: number;
  readonly transport: string | null;
  /** How often the page itself gave a stream up, to open it again. */
  readonly losses: number;
}

export interface PoolPage {
  readonly gateway: Gateway;
  /** Every feed that the gateway reported, in order. */
  readonly feeds: readonly StreamFeed[];
  /** Shows a camera on a tile. */
  show(camera: string): Promise<void>;
  look(): Promise<readonly PoolSight[]>;
  close(): Promise<void>;
}

const ENTRY = `
import { createEngine } from './engines/create-engine.ts';
import { PlayerPool } from './pool/player-pool.ts';
import { ticker } from './ticker.ts';
import { createVideo } from './pool/video-element-pool.ts';
const pool = new PlayerPool({
  ports: {
    open: (channelId, profile) => window.openLive(channelId, profile),
    close: (leaseId) => void window.closeLive(leaseId),
    retry: (leaseId) => void window.retryLive(leaseId),
  },
  createEngine,
  createVideo,
  createHost: () => document.createElement('div'),
  ticker,
});
window.onLive = (event) => {
  if (event.kind === 'feed') pool.onFeed(event.leaseId, event.feed);
  else pool.onReplaced(event.leaseId, event.ticket);
};
const keys = [];
const phases = new Map();
const losses = new Map();
pool.subscribe((changes) => {
  for (const [key, snapshot] of changes) {
    const isLost = snapshot?.state.phase === 'reconnecting' && snapshot.state.plannedBy === 'page';
    if (isLost && phases.get(key) !== 'reconnecting') losses.set(key, (losses.get(key) ?? 0) + 1);
    phases.set(key, snapshot?.state.phase);
  }
});
window.show = (camera) => {
  const extent = { widthPx: 320, heightPx: 180, isMaximised: false };
  const box = document.body.appendChild(document.createElement('div'));
  keys.push({ key: camera + '#0', box });
  pool.acquire(camera + '#0', { channelId: camera, hasSubStream: true, extent }).show(box);
};
window.look = () =>
  keys.map(({ key, box }) => {
    const { state, statistics } = pool.snapshot(key);
    const frames = box.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0;
    const { transport } = statistics;
    return { phase: state.phase, nextAtMs: state.nextAtMs ?? null, frames, transport, losses: losses.get(key) ?? 0 };
  });
`;

/** Opens the page; each camera's stream comes from `live`. */
export async function openPoolPage(live: LivePort, timings: Partial<GatewayTimings>): Promise<PoolPage> {
  const site = await serveBundledPage(ENTRY, '<body></body>');
  const { origin } = site;
  const gateway = createGateway({ allowedOrigins: [origin], timings });
  await gateway.start();
  const browser = await launchEngine();
  const page = await browser.newPage();
  const feeds: StreamFeed[] = [];
  const ladders = new Map<string, TransportLadder>();
  const cameraOf = new Map<string, string>();
  const ticketOf = (leaseId: string, transport: string, url: string): object => ({
    leaseId,
    channelId: cameraOf.get(leaseId),
    profile: 'sub',
    transport,
    url,
  });
  await page.exposeFunction('openLive', async (camera: string) => {
    try {
      const ladder = new TransportLadder();
      if (!ladders.has(camera)) ladders.set(camera, ladder);
      const lease = await gateway.open(
        {
          key: camera,
          resolve: (attempt, abort) =>
            (ladders.get(camera) ?? ladder).open(live, attempt, (transport) =>
              live.open({ channelId: camera as never, profile: 'sub', transport }, abort),
            ),
        },
        signal(),
      );
      cameraOf.set(lease.id, camera);
      return { ok: true, value: ticketOf(lease.id, lease.transport, lease.url) };
    } catch (error) {
      return { ok: false, error: toWireError(error) };
    }
  });
  await page.exposeFunction('closeLive', (leaseId: string) => {
    gateway.close(leaseId);
    ladders.delete(cameraOf.get(leaseId) ?? '');
  });
  await page.exposeFunction('retryLive', (leaseId: string) => gateway.retryNow(leaseId));
  let isClosed = false;
  gateway.on((event) => {
    if (event.kind === 'feed') feeds.push(event.feed);
    const { leaseId } = event;
    const told =
      event.kind === 'feed' ? event : { ...event, ticket: ticketOf(leaseId, event.lease.transport, event.lease.url) };
    if (!isClosed) page.evaluate(`window.onLive(${JSON.stringify(told)})`).catch(() => {}); // the page is closing
  });
  await page.goto(origin);
  return {
    gateway,
    feeds,
    show: (camera) => page.evaluate(`window.show(${JSON.stringify(camera)})`),
    look: () => page.evaluate('window.look()'),
    close: async () => {
      isClosed = true;
      await browser.close();
      await gateway.dispose();
      await site.close();
    },
  };
}
