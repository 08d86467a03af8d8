/**
 * The messages between the gateway in the main thread and its worker. All of them are structured-cloneable. Upstream
 * URLs are in these messages and nowhere else: neither side logs a message.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { LocalTransport, StreamFeed } from '../../../preload/domain/media/streams.ts';
import { PLAYBACK_RETRY } from '../../../preload/domain/recording/playback-retry.ts';
import type { ThreadLine } from '../../log.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import type { ThreadNetwork } from '../../thread-network.ts';
import type { PastNews, PastOrder } from './past-messages.ts';
import type { RingNews, RingOrder } from './ring-messages.ts';
import type { GatewayStats, UpstreamAttempt } from './types.ts';

/** Every delay of the worker, so that tests can shorten them. Milliseconds. */
export interface GatewayTimings {
  /** Frames are handed to viewers in batches of this length: fewer wake-ups in the worker and in the page. */
  readonly batchMs: number;
  /** An open upstream without new media for this long is rebuilt. */
  readonly watchdogMs: number;
  /** An upstream is closed this long after its last viewer left, and the connections of recordings this long after the last one. */
  readonly idleCloseMs: number;
  /** An upstream to which no viewer ever came is closed after this time. */
  readonly unclaimedCloseMs: number;
  /** From the request for an upstream's address to the answer. */
  readonly resolveTimeoutMs: number;
  /** From the start of a connection to the answer's headers. */
  readonly connectTimeoutMs: number;
  /** Waits before attempt 2, 3, 4 ...; the last one repeats. */
  readonly backoffMs: readonly number[];
  /** Waits between tries for segments and stretches of recordings; the last one repeats. */
  readonly recordingWaitsMs: readonly number[];
  /** Bounds of the slow retry after a failure that an immediate retry does not cure. */
  readonly failedRetryMs: readonly [number, number];
  /** Main pings the worker this often. */
  readonly pingMs: number;
  /** A worker that answers no ping for this long is ended and started again. */
  readonly silenceMs: number;
  /** Media must have flowed this long before the next loss starts the back-off from its beginning. */
  readonly stableMs: number;
  /** A stream over a slower transport tries the faster one after this time, then after twice the time, and so on. */
  readonly fasterTrialMs: number;
}

export const DEFAULT_TIMINGS: GatewayTimings = {
  batchMs: 333,
  watchdogMs: 5_000,
  idleCloseMs: 5_000,
  unclaimedCloseMs: 15_000,
  resolveTimeoutMs: 30_000,
  connectTimeoutMs: 8_000,
  // The last step bounds how long a tile stays without a picture after its server works again.
  backoffMs: [200, 1_000, 2_000, 4_000, 8_000, 10_000],
  recordingWaitsMs: PLAYBACK_RETRY.segment.waitsMs,
  failedRetryMs: [30_000, 60_000],
  pingMs: 1_000,
  silenceMs: 5_000,
  stableMs: 3_000,
  fasterTrialMs: 60_000,
};

/** The data with which a worker is started. */
export interface WorkerStart {
  /** The memory of the board that main reads. */
  readonly board: SharedArrayBuffer;
  /** The link to the network of main. */
  readonly network: ThreadNetwork;
}

export type ToWorker =
  | {
      readonly kind: 'listen';
      /** 0 for any free port. */
      readonly port: number;
      readonly secret: string;
      readonly allowedOrigins: readonly string[];
      readonly timings: GatewayTimings;
    }
  | { readonly kind: 'allow-origins'; readonly origins: readonly string[] }
  | {
      readonly kind: 'open-lease';
      readonly leaseId: string;
      readonly key: string;
      /** The number of the stream, from 1 on: the worker writes it on the board while it works on the stream. */
      readonly stream: number;
      readonly transport: LocalTransport;
      /** The upstream that `open` has already resolved; null for a stream that runs or must ask for one. */
      readonly first: UpstreamSource | null;
    }
  | { readonly kind: 'close-lease'; readonly leaseId: string }
  | { readonly kind: 'retry-now'; readonly leaseId: string }
  | { readonly kind: 'resolved'; readonly requestId: number; readonly source: UpstreamSource }
  | { readonly kind: 'unresolved'; readonly requestId: number; readonly error: WireError }
  | { readonly kind: 'stats'; readonly requestId: number }
  | { readonly kind: 'ring'; readonly order: RingOrder }
  | { readonly kind: 'past'; readonly order: PastOrder }
  /** Answered on the board. */
  | { readonly kind: 'ping'; readonly beat: number }
  | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'listen-failed'; readonly error: WireError }
  | { readonly kind: 'resolve'; readonly requestId: number; readonly key: string; readonly attempt: UpstreamAttempt }
  | { readonly kind: 'cancel-resolve'; readonly requestId: number }
  | { readonly kind: 'feed'; readonly key: string; readonly feed: StreamFeed }
  /** The new upstream of this key needs another kind of local URL: its leases must be replaced. */
  | { readonly kind: 'transport-changed'; readonly key: string; readonly transport: LocalTransport }
  | { readonly kind: 'stats'; readonly requestId: number; readonly stats: GatewayStats }
  | { readonly kind: 'ring'; readonly news: RingNews }
  | { readonly kind: 'past'; readonly news: PastNews }
  | { readonly kind: 'log'; readonly line: ThreadLine }
  | { readonly kind: 'stopped' };
