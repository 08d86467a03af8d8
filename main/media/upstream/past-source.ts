/** Questions and events of the gateway to main while it plays a recording. */
import type { WireError } from '../../../preload/domain/error.ts';
import type { PastTicket } from '../../../preload/domain/recording/playback.ts';
import type { LocalTransport } from '../../../preload/domain/media/streams.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { UpstreamSource } from '../../ports/live.ts';
import type { StreamWork } from '../shared/work-board.ts';
import type { KeptConnections } from './kept-connections.ts';

/** Asks where a piece of the recording can be pulled from. */
export interface PastQuestion {
  readonly fromMs: number;
  /**
   * The end of a stretch that was given before and is asked for again; null for the next stretch, whose end main
   * chooses.
   */
  readonly toMs: number | null;
  readonly attempt: { readonly number: number; readonly lastError: WireError | null };
}

/** Nothing has failed yet. */
export const FIRST_ATTEMPT: PastQuestion['attempt'] = { number: 1, lastError: null };

export interface PastPiece {
  /** Begins with the first picture of the source: where the question began, or up to two seconds before. */
  readonly stretch: TimeRange;
  /** Null where nothing is recorded. */
  readonly source: UpstreamSource | null;
}

/** How the page plays the stretches that are loaded. */
export interface PastView {
  readonly transport: LocalTransport;
  /** From the begin of the first loaded stretch to the end of the last one. */
  readonly range: TimeRange;
  readonly stamps: PastTicket['stamps'];
}

export type PastEvent =
  /** More of the recording can be played at the same URL. */
  | { readonly kind: 'grown'; readonly view: PastView }
  /** The needed part of the recording cannot be had now; the next try begins at `nextAtMs`. */
  | { readonly kind: 'waiting'; readonly attempt: number; readonly nextAtMs: number; readonly error: WireError }
  /** The part that was waited for has come. */
  | { readonly kind: 'flowing' }
  /** Nothing more is tried. */
  | { readonly kind: 'failed'; readonly error: WireError }
  /** A stream at the pace of a device ended at this moment of the recording; `error` is null for an end in good order. */
  | { readonly kind: 'ended'; readonly atMs: number; readonly error: WireError | null }
  /** The viewer was given the footage of this moment. */
  | { readonly kind: 'at'; readonly atMs: number }
  /** All recorded times in the stretch, by its playlist. */
  | { readonly kind: 'learnt'; readonly stretch: TimeRange; readonly spans: readonly TimeRange[] };

/** The part of the worker that a stream of a recording needs. */
export interface PastHost {
  readonly connectTimeoutMs: number;
  /** A stream at the pace of a device without media for this long is lost. */
  readonly watchdogMs: number;
  /** Waits between tries for segments and stretches, by `PLAYBACK_RETRY`; the last one repeats. */
  readonly waitsMs: readonly number[];
  /** @throws {AppError} what main answered, or `cancelled`. */
  ask(question: PastQuestion, signal: AbortSignal): Promise<PastPiece>;
  tell(event: PastEvent): void;
  received(bytes: number): void;
  /** Connections to the servers of recordings. */
  readonly connections: KeptConnections;
  /** Reading what arrived is work on this stream. */
  readonly work: StreamWork;
}
