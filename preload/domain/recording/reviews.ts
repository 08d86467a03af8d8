/** The sessions of playback. */
import type { ChannelId } from '../ids.ts';
import type { RecordingPlace } from './recordings.ts';

/** Nobody could distinguish more tabs than this. */
export const MAX_REVIEWS = 16;
export const MAX_REVIEW_NAME = 80;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A review session: cameras, moment and view. It holds no address of footage. */
export interface Review {
  readonly id: string;
  /** Names a session that has no name; each number once. */
  readonly number: number;
  /** Empty where the operator gave none. */
  readonly name: string;
  readonly cameras: { readonly channelId: ChannelId; readonly place: RecordingPlace }[];
  /** The moment that was shown last, epoch ms; null before one was chosen. */
  readonly atMs: number | null;
  /** The range of the timeline, epoch ms. */
  readonly view: Span;
  /** The part from A to B, epoch ms; null for none. */
  readonly part: Span | null;
  /** The camera that fills the stage; null while all cameras show. */
  readonly enlargedId: ChannelId | null;
  /** The speed; backwards below 0. */
  readonly rate: number;
}
