/** Turns the URL of a recording into pictures in a `<video>`, at the moment that is asked for. There are two kinds. */
import type { Result, WireError } from '../../../preload/domain/error.ts';
import type { PastTicket, SteerOrder } from '../../../preload/domain/playback.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { Footage } from './clocked-player.ts';
import type { StepDirection } from './frame-stepper.ts';

export type PastEngineState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'playing' }
  | { readonly phase: 'paused' }
  /** No footage at the moment that is due; the engine stands before the next footage, or at the end. */
  | { readonly phase: 'gap'; readonly untilMs: number | null }
  | { readonly phase: 'ended' }
  /** `isLost`: the connection ended, and the recording may be opened again. False: no new engine does better. */
  | { readonly phase: 'failed'; readonly error: WireError; readonly isLost: boolean };

/**
 * - `done`: the picture comes, from the buffer or by new requests.
 * - `gap`: nothing is recorded at the moment; the first picture behind the gap is loaded.
 * - `outside`: the URL does not play the moment. The recording has to be opened again there.
 */
export type SeekOutcome = 'done' | 'gap' | 'outside';

/** All times are epoch ms by the stamps of the recording. */
export interface PastEngine {
  readonly state: PastEngineState;
  /** The moment of the picture that shows; null before the first picture. */
  readonly atMs: number | null;
  /** The codec of the pictures as the container names it; null before it is known. */
  readonly codec: string | null;
  /** What can be shown without a request, in order. */
  readonly buffered: readonly TimeRange[];
  /** What the URL is known to play at a moment; `unknown` where it does not say. */
  footageAt(atMs: number): Footage;
  canPlayAt(rate: number): boolean;
  play(): void;
  pause(): void;
  seek(atMs: number): SeekOutcome;
  setRate(rate: number): void;
  /** Shows the next picture, or the picture before, and pauses. */
  step(by: StepDirection): void;
  /** A step was ordered, and its picture does not show yet. */
  readonly isStepping: boolean;
  /** Called about four times a second. */
  tick(): void;
  /** Takes the source off the element and ends all requests. */
  dispose(): void;
}

export interface PastEngineRequest {
  readonly video: HTMLVideoElement;
  readonly ticket: Pick<PastTicket, 'transport' | 'url' | 'window' | 'control'>;
  /** The moment that shows first. */
  readonly atMs: number;
  /** Orders of a device that plays at its own pace. */
  readonly steer: (order: SteerOrder) => Promise<Result<unknown>>;
}

export type PastEngineFactory = (request: PastEngineRequest) => PastEngine;

/**
 * The fastest rate of an element that shows all pictures. Decoders of usual computers end between two and four times; faster
 * playback shows key pictures only, which the gateway has to pick.
 */
export const FASTEST_ELEMENT_RATE = 4;
