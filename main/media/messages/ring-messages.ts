/**
 * What main asks of the worker beside live viewing: clips and replays out of the ring, and files that the page sends.
 * Everything is structured-cloneable.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { SoundTrack } from '../../../preload/domain/clips.ts';

export interface ClipOrder {
  readonly clipId: string;
  /** Of the stream, which a lease must hold open. */
  readonly key: string;
  /** The clip begins with the last key frame that arrived at or before this moment, if it is still there. */
  readonly fromMs: number;
  readonly folder: string;
  /** File name without time and extension. */
  readonly stem: string;
  readonly maxMs: number;
  /** Parts that were written before, for the number in the name. */
  readonly partsBefore: number;
}

export interface ClipPart {
  readonly path: string;
  /** When its first picture arrived here. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ClipProgress {
  readonly parts: readonly ClipPart[];
  readonly bytes: number;
  readonly sound: SoundTrack;
  /** Null while it runs; it is told once that it ended. */
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
