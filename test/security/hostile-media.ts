/** Media servers that do harm, a gateway with real workers, and other cameras that must continue meanwhile. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway, type Gateway, type GatewayOptions } from '../../main/media/gateway/gateway.ts';
import type { GatewayLease } from '../../main/media/messages/types.ts';
import type { UpstreamSource } from '../../main/ports/live.ts';
import type { WireError } from '../../preload/domain/error.ts';
import type { StreamFeed } from '../../preload/domain/media/streams.ts';
import { watchFlv, type FlvViewer } from '../integration/servers/flv-viewer.ts';
import { until } from '../integration/servers/processes.ts';
import { startScriptedFlv, type ScriptedFlv } from '../integration/servers/scripted-flv.ts';

export const ORIGIN = 'http://127.0.0.1:9';

type Handler = (path: string, request: http.IncomingMessage, response: http.ServerResponse) => unknown;

export interface HostileServer {
  readonly origin: string;
  readonly port: number;
  /** Paths that were asked for, in order. */
  readonly paths: readonly string[];
  /** Sockets that were ever opened. */
  readonly connections: number;
  handle: Handler;
  close(): Promise<void>;
}

/** @param create another kind of server, such as one that speaks TLS. */
export async function startHostile(
  create: (listener: http.RequestListener) => http.Server = (listener) => http.createServer(listener),
): Promise<HostileServer> {
  const paths: string[] = [];
  let connections = 0;
  const server = create((request, response) => {
    paths.push(request.url ?? '');
    response.on('error', () => undefined);
    state.handle(request.url ?? '', request, response);
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const state: HostileServer = {
    origin: `http://127.0.0.1:${port}`,
    port,
    paths,
    get connections() {
      return connections;
    },
    handle: (_path, _request, response) => response.writeHead(404).end(),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return state;
}

export interface Wall {
  readonly gateway: Gateway;
  /** Feeds of a stream, in order. */
  feedsOf(key: string): readonly StreamFeed[];
  open(key: string, source: Partial<UpstreamSource> & { readonly url: string }): Promise<GatewayLease>;
  /** Waits until the stream is refused. */
  refusalOf(key: string): Promise<WireError>;
  /** Waits until every other camera has shown `count` more pictures than now. */
  othersPlayOn(count?: number): Promise<void>;
  close(): Promise<void>;
}

const OTHERS = 2;

/** A gateway that plays two good cameras. */
export async function startWall(options: GatewayOptions = {}): Promise<Wall> {
  const gateway = createGateway({ allowedOrigins: [ORIGIN], ...options });
  const feeds = new Map<string, StreamFeed[]>();
  const keys = new Map<string, string>();
  gateway.on((event) => {
    const key = keys.get(event.leaseId);
    if (key !== undefined && event.kind === 'feed') feeds.set(key, [...(feeds.get(key) ?? []), event.feed]);
  });
  await gateway.start();
  const open: Wall['open'] = async (key, more) => {
    const source: UpstreamSource = {
      transport: 'http-flv',
      headers: {},
      expiresAtMs: null,
      isSingleUse: false,
      isLocalAllowed: true,
      ...more,
    };
    const lease = await gateway.open({ key, resolve: () => Promise.resolve(source) }, new AbortController().signal);
    keys.set(lease.id, key);
    return lease;
  };
  const camera: ScriptedFlv = await startScriptedFlv();
  const others: { readonly lease: GatewayLease; viewer: FlvViewer; seen: number }[] = [];
  for (let i = 0; i < OTHERS; i += 1) {
    const lease = await open(`good-${i}`, { url: `${camera.origin}/good-${i}.flv` });
    others.push({ lease, viewer: watchFlv(lease.url, ORIGIN), seen: 0 });
  }
  /** Pictures so far; a viewer whose connection broke comes back, as a page does. */
  const look = (other: (typeof others)[number]): number => {
    if (other.viewer.isOver) {
      other.seen += other.viewer.videoTimes().length;
      other.viewer = watchFlv(other.lease.url, ORIGIN);
    }
    return other.seen + other.viewer.videoTimes().length;
  };
  return {
    gateway,
    feedsOf: (key) => feeds.get(key) ?? [],
    open,
    refusalOf: (key) =>
      until(`${key} is refused`, () => {
        const found = (feeds.get(key) ?? []).find((feed) => feed.phase === 'failed');
        return found?.phase === 'failed' ? found.error : null;
      }),
    othersPlayOn: async (count = 30) => {
      const before = others.map(look);
      await until('the other cameras play on', () =>
        others.every((other, i) => look(other) >= (before[i] ?? 0) + count) ? true : null,
      );
    },
    close: async () => {
      await gateway.dispose();
      for (const { viewer } of others) await viewer.close();
      await camera.close();
    },
  };
}
