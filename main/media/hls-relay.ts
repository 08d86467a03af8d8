/** Stands between HLS players and an HLS upstream. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UpstreamSource } from '../vendors/ports.ts';
import type { Pull, PullEvents } from './flv-pull.ts';
import { permanent } from './failures.ts';

export interface HlsRelayOptions {
  readonly connectTimeoutMs: number;
  onFlow(codec: string | null): void;
  onBytes(count: number): void;
  onWanted(): void;
}

export class HlsRelay {
  lastRequestAtMs = 0;
  lastMediaAtMs: number | null = null;

  constructor(_options: HlsRelayOptions) {}

  pollingMs(isHls: boolean): number {
    return isHls ? 10_000 : 0;
  }

  connect(_source: UpstreamSource, events: PullEvents): Pull {
    queueMicrotask(() => events.onLost(permanent('media.unsupported-transport', { detail: 'hls' })));
    return { openedAtMs: null, fail: () => {}, close: () => {} };
  }

  serve(_resource: string, _request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.writeHead(404).end();
    return Promise.resolve();
  }

  disconnect(): void {}
}
