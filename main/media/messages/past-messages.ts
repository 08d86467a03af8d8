/**
 * The messages about recordings that are played. All of them are structured-cloneable. Addresses of recordings are in these
 * messages and nowhere else: neither side logs a message.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { PastEvent, PastPiece, PastQuestion, PastView } from '../upstream/past-source.ts';
import type { Steered } from '../upstream/flv/past-flv.ts';

/** The part of a recording to play: from the stretch that begins at `fromMs`, first shown at `atMs`, to `endMs`. */
export interface PastOpening {
  readonly fromMs: number;
  readonly atMs: number;
  readonly endMs: number;
}

export type PastOrder =
  | {
      readonly kind: 'open';
      readonly pastId: string;
      /** The number of the stream on the board, see `open-lease`. */
      readonly stream: number;
      readonly opening: PastOpening;
    }
  | { readonly kind: 'close'; readonly pastId: string }
  | { readonly kind: 'steered'; readonly pastId: string; readonly steered: Steered }
  | { readonly kind: 'resolved'; readonly requestId: number; readonly piece: PastPiece }
  | { readonly kind: 'unresolved'; readonly requestId: number; readonly error: WireError };

export type PastNews =
  | { readonly kind: 'resolve'; readonly requestId: number; readonly pastId: string; readonly question: PastQuestion }
  | { readonly kind: 'cancel-resolve'; readonly requestId: number }
  | { readonly kind: 'opened'; readonly pastId: string; readonly view: PastView }
  /** The recording was not opened, and the worker has forgotten it. */
  | { readonly kind: 'refused'; readonly pastId: string; readonly error: WireError }
  | { readonly kind: 'event'; readonly pastId: string; readonly event: PastEvent };
