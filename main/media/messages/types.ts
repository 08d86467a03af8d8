/** The gateway as the rest of main sees it. The work itself is done in a worker thread (gateway-worker.ts). */
import type { LocalTransport, StreamFeed } from '../../../preload/domain/media/streams.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import type { PastEvent, PastPiece, PastQuestion, PastView } from '../upstream/past-source.ts';
import type { PastOpening } from './past-messages.ts';

export type { PastPiece, PastQuestion } from '../upstream/past-source.ts';
export type { Steered } from '../upstream/flv/past-flv.ts';

export interface UpstreamAttempt {
  /** 1 for the first connection; counted since media last flowed. */
  readonly number: number;
  /** Why the earlier connection was lost, or null for the first connection. */
  readonly lastError: WireError | null;
  /**
   * Set when the stream plays over a slower transport. `try-faster`: names a faster one, while the stream plays on.
   * `take-faster`: the faster one has delivered a picture, and the stream changes to it.
   */
  readonly aim?: 'try-faster' | 'take-faster';
}

export interface OpenStream {
  /** Viewers of one key share one upstream; for live streams see `streamKeyOf` in the domain. */
  readonly key: string;
  /** Names the upstream of this attempt. Called again for every connection: URLs live 30 s and work once. */
  resolve(attempt: UpstreamAttempt, signal: AbortSignal): Promise<UpstreamSource>;
}

/** The hold of one viewer on a stream. `url` is loopback and carries an opaque id. */
export interface GatewayLease {
  readonly id: string;
  readonly transport: LocalTransport;
  readonly url: string;
}

/** The events of an open recording. `down`: the worker is gone, and the recording with it. */
export type PastNotice = PastEvent | { readonly kind: 'down'; readonly error: WireError };

/** A recording that one viewer plays, from the stretch that begins at `fromMs`. */
export interface OpenPast extends PastOpening {
  /** Names the recording in the quarantine, should it stop the worker. */
  readonly key: string;
  /**
   * Gives the address of a stretch. Called for each stretch, and again when an address has expired.
   *
   * @throws {AppError} what the cloud refused.
   */
  resolve(question: PastQuestion, signal: AbortSignal): Promise<PastPiece>;
  /** Not called any more after the end: `ended`, `failed` of a device's stream, `down`, or `closePast`. */
  onEvent(event: PastNotice): void;
}

/** `url` is loopback and carries an opaque id. */
export interface PastLease extends PastView {
  readonly id: string;
  readonly url: string;
}

export type GatewayEvent =
  | { readonly kind: 'feed'; readonly leaseId: string; readonly feed: StreamFeed }
  | { readonly kind: 'replaced'; readonly leaseId: string; readonly lease: GatewayLease };

export interface GatewayStats {
  readonly upstreams: number;
  /** Recordings that are open to be played. */
  readonly recordings: number;
  readonly viewers: number;
  readonly receivedBytes: number;
  readonly queuedBytes: number;
}

/** The origins that the page's content security policy must allow. */
export interface GatewayOrigins {
  /** Playlists, segments and files, such as `http://127.0.0.1:40123`. */
  readonly http: string;
  /** Live streams and replays, each under a name of its own, such as `http://*.localhost:40123`. */
  readonly streams: string;
}

export interface MediaGateway {
  start(): Promise<GatewayOrigins>;
  /** Sets the origins of the pages that may play. Before this call no page gets a stream. */
  allowOrigins(origins: readonly string[]): void;
  /**
   * Resolves the first upstream to learn its transport.
   *
   * @throws {AppError} what `resolve` threw, or `media.*`, such as `media.quarantined` for a stream that stopped the
   *   worker.
   */
  open(request: OpenStream, signal: AbortSignal): Promise<GatewayLease>;
  close(leaseId: string): void;
  /** Skips the back-off of the lease's upstream. */
  retryNow(leaseId: string): void;
  /**
   * The operator asks for a stream that is in quarantine because it stopped the worker. Does nothing for any other key.
   */
  readmit(key: string): void;
  on(listener: (event: GatewayEvent) => void): () => void;
  stats(): Promise<GatewayStats>;
  dispose(): Promise<void>;
}
