/** Bringing archived recordings back, so that they can be played for some days. */
import type { ChannelId } from '../ids.ts';
import type { TimeRange } from '../time.ts';

/** `done`: nothing is left to do; that is also said of cameras and tasks of which nothing was archived. */
export type RetrievalState = 'waiting' | 'running' | 'done' | 'unknown';

/** One task at the cloud. The range is that of the footage. No cloud reports a percentage or the remaining time. */
export interface Retrieval extends TimeRange {
  /** The cloud's own id of the task. */
  readonly nativeId: string;
  readonly name: string;
  readonly state: RetrievalState;
  /** How many days the footage stays after it was brought back; null where the cloud does not say. */
  readonly keepDays: number | null;
  /** Size of the footage that is back so far, in the cloud's own MB; null where the cloud does not report it. */
  readonly sizeMb: number | null;
}

export interface RetrievedChannel {
  readonly channelId: ChannelId;
  /** `none-archived`: the camera has no archived footage in the range, so nothing comes back. */
  readonly state: RetrievalState | 'none-archived';
}

export interface RetrievalDetails extends Retrieval {
  readonly channels: readonly RetrievedChannel[];
}
