/** Common parts of the gateway's tests: a gateway with short delays, its events, and sources by URL. */
import { createGateway } from '../../../main/media/gateway/gateway.ts';
import type { Gateway } from '../../../main/media/gateway/gateway.ts';
import type { GatewayTimings } from '../../../main/media/messages/messages.ts';
import type { GatewayEvent, GatewayLease, OpenStream } from '../../../main/media/messages/types.ts';
import type { UpstreamSource } from '../../../main/ports/live.ts';
import type { StreamFeed } from '../../../preload/domain/media/streams.ts';
import { until } from '../servers/processes.ts';

export const ORIGIN = 'http://127.0.0.1:9';
export const signal = (): AbortSignal => new AbortController().signal;

export const source = (url: string, more: Partial<UpstreamSource> = {}): UpstreamSource => ({
  transport: 'http-flv',
  url,
  headers: {},
  expiresAtMs: null,
  isSingleUse: false,
  isLocalAllowed: true,
  ...more,
});

export interface Bench {
  readonly gateway: Gateway;
  readonly events: readonly GatewayEvent[];
  readonly feeds: readonly StreamFeed[];
  open(key: string, resolve: OpenStream['resolve']): Promise<GatewayLease>;
  /** Waits for a feed of this phase, at or behind the `from`-th feed. */
  feed<P extends StreamFeed['phase']>(phase: P, from?: number): Promise<Extract<StreamFeed, { phase: P }>>;
  dispose(): Promise<void>;
}

export async function startBench(timings: Partial<GatewayTimings> = {}): Promise<Bench> {
  const gateway = createGateway({ allowedOrigins: [ORIGIN], timings: { batchMs: 50, ...timings } });
  const events: GatewayEvent[] = [];
  const feeds: StreamFeed[] = [];
  gateway.on((event) => {
    events.push(event);
    if (event.kind === 'feed') feeds.push(event.feed);
  });
  await gateway.start();
  return {
    gateway,
    events,
    feeds,
    open: (key, resolve) => gateway.open({ key, resolve }, signal()),
    feed: <P extends StreamFeed['phase']>(phase: P, from = 0) =>
      until(`the feed is ${phase}`, () => {
        const found = feeds.slice(from).find((feed): feed is Extract<StreamFeed, { phase: P }> => feed.phase === phase);
        return found ?? null;
      }),
    dispose: () => gateway.dispose(),
  };
}
