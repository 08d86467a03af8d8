/** Turns the URL of a recording into pictures in a `<video>`, at the moment that is asked for. There are two kinds. */
import type { Result, WireError } from '../../../../preload/domain/error.ts';
import type { SteerOrder } from '../../../../preload/domain/recording/playback.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { Footage } from '../clock/clocked-player.ts';
import type { StepDirection } from './frame-stepper.ts';
import type { OpenedPast } from '../past-setup.ts';

export type PastEngineState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'playing' }
  | { readonly phase: 'paused' }
  /** No footage at the moment that is due; the engine stands before the next footage, or at the end. `isRefused` as in `Footage`. */
  | { readonly phase: 'gap'; readonly untilMs: number | null; readonly isRefused?: true }
  | { readonly phase: 'ended' }
  /**
   * `isLost`: the connection ended, and the recording may be opened again. False: no new engine does better at this moment.
   * `againAtMs`: what cannot be shown ends here as far as is known, epoch ms; null where that is not known.
   */
  | {
      readonly phase: 'failed';
      readonly error: WireError;
      readonly isLost: boolean;
      readonly againAtMs: number | null;
    };

/**
 * - `done`: the picture comes, from the buffer or by new requests.
 * - `gap`: nothing is recorded at the moment; the first picture behind the gap is loaded.
 * - `outside`: the URL does not play the moment. The recording has to be opened again there.
 */
export type SeekOutcome = 'done' | 'gap' | 'outside';

/** All times are epoch ms by the stamps of the recording. */
export interface PastEngine {
  readonly state: PastEngineState;
  /** Nothing more has been loaded since this failure; what is in the buffer plays, then it loads. Null while all is well. */
  readonly loss: WireError | null;
  /** Loads again after a {@link loss}, from the same URL. Nobody but the owner of the player decides when. */
  loadAgain(): void;
  /** The moment of the picture that shows; null before the first picture. */
  readonly atMs: number | null;
  /** The moment of a position of the element, s; null before the first picture. */
  momentOf(positionSec: number): number | null;
  /** The codec of the pictures as the container names it; null before it is known. */
  readonly codec: string | null;
  /** The ranges that can be shown without a request, in order. */
  readonly buffered: readonly TimeRange[];
  /** The footage at a moment as far as the URL shows it; `unknown` where it does not. */
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
  /** Nothing more is loaded until {@link wake}: other pictures show. The list of the recording is kept up to date. */
  rest(): void;
  /** Loads again. The next order is a seek. */
  wake(): void;
  /** Called about four times a second. */
  tick(): void;
  /** Takes the source off the element and ends all requests. */
  dispose(): void;
}

export interface PastEngineRequest {
  readonly video: HTMLVideoElement;
  readonly ticket: Pick<OpenedPast, 'transport' | 'url' | 'range' | 'control'>;
  /** The moment that shows first. */
  readonly atMs: number;
  /** Orders of a device that plays at its own pace. */
  readonly steer: (order: SteerOrder) => Promise<Result<unknown>>;
}

export type PastEngineFactory = (request: PastEngineRequest) => PastEngine;
