/**
 * The requests of main to the worker besides live viewing: clips and replays from the ring, and files that the page
 * sends. All of them are structured-cloneable.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { SoundTrack } from '../../../preload/domain/exports/clips.ts';

export interface ClipOrder {
  readonly clipId: string;
  /** The key of the stream; a lease must hold the stream open. */
  readonly key: string;
  /** The clip begins with the last key frame that arrived at or before this moment, if it is still there. */
  readonly fromMs: number;
  readonly folder: string;
  /** File name without time and extension. */
  readonly stem: string;
  readonly maxMs: number;
  /** The number of parts that were written earlier, for the number in the name. */
  readonly partsBefore: number;
}

export interface ClipPart {
  readonly path: string;
  /** When the first picture of the part arrived at this computer. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ClipProgress {
  readonly parts: readonly ClipPart[];
  readonly bytes: number;
  readonly sound: SoundTrack;
  /** Null while the recording runs; the end is reported once. */
  readonly ended: { readonly reason: 'stopped' | 'limit' | 'failed'; readonly error: WireError | null } | null;
}

export interface ReplayAnswer {
  readonly replayId: string;
  /** When the first picture arrived. */
  readonly fromMs: number;
}

export type RingQuestion =
  | { readonly kind: 'replay'; readonly key: string; readonly fromMs: number; readonly receiveMs: number }
  | { readonly kind: 'sound'; readonly key: string }
  | { readonly kind: 'start-clip'; readonly order: ClipOrder }
  /** The page may put one file of at most `maxBytes` here, once. */
  | { readonly kind: 'expect-file'; readonly path: string; readonly maxBytes: number };

export interface RingAnswers {
  readonly replay: ReplayAnswer;
  readonly sound: SoundTrack;
  readonly 'start-clip': { /** When its first picture arrived; now, where none has. */ readonly fromMs: number };
  readonly 'expect-file': { readonly uploadId: string };
}

export type RingOrder =
  | { readonly kind: 'ask'; readonly requestId: number; readonly question: RingQuestion }
  | { readonly kind: 'stop-clip'; readonly clipId: string };

export type RingNews =
  | { readonly kind: 'answer'; readonly requestId: number; readonly value: RingAnswers[keyof RingAnswers] }
  | { readonly kind: 'refusal'; readonly requestId: number; readonly error: WireError }
  | { readonly kind: 'clip'; readonly clipId: string; readonly progress: ClipProgress };
