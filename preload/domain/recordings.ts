/** Recordings of cameras, in the cloud and on devices. */
import type { ChannelId } from './ids.ts';

export type RecordingPlace = 'cloud' | 'device';

/** Half-open in time: `fromMs` is inside, `toMs` is not. */
export interface Recording {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly kind: 'continuous' | 'motion' | 'alarm' | 'manual' | 'unknown';
  readonly fromMs: number;
  readonly toMs: number;
}
