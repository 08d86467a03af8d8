/** Types of a request that opens a playback. */
import type { PastState } from '../../../preload/domain/recording/playback.ts';
import type { PlaybackRequest } from '../../ports/playback.ts';

export interface PlaybackOpening extends PlaybackRequest {
  readonly atMs: number;
  readonly takeOver: boolean;
}

/** Receives the events of a playback that belongs to no window. */
export interface PastListener {
  readonly onState: (state: PastState) => void;
  /** The cloud's id of each request that gave an address. */
  readonly onRequest: (requestId: string) => void;
}
