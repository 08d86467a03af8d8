/** Cruise tracks of PTZ cameras. Nothing here takes a lock or keeps a pace: services/ptz does. */
import type { CruiseDetail, CruiseDraft, CruiseLimits, CruiseTrack } from '../../preload/domain/ptz/cruises.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';

interface TrackRef {
  readonly channelId: ChannelId;
  readonly id: string;
}

export interface CruisePort {
  readonly limits: CruiseLimits;
  /**
   * @returns the tracks, and how many rows named none. @throws {AppError} `network.bad-answer` for an answer without a list,
   *   and what the cloud refused.
   */
  list(
    channelId: ChannelId,
    signal: AbortSignal,
  ): Promise<{ readonly tracks: readonly CruiseTrack[]; readonly unreadable: number }>;
  /** The name and the legs of a track; whether it runs stands in the list alone. */
  read(track: TrackRef, signal: AbortSignal): Promise<Pick<CruiseDetail, 'name' | 'legs'>>;
  /** The cloud may have done it although this fails with `network.*`. @returns the id of the new track. */
  add(track: { readonly channelId: ChannelId } & CruiseDraft, signal: AbortSignal): Promise<string>;
  /** Replaces name and legs as a whole. */
  change(track: TrackRef & CruiseDraft, signal: AbortSignal): Promise<void>;
  delete(track: TrackRef, signal: AbortSignal): Promise<void>;
  /** Starts or ends the round. The round runs without this client. */
  run(track: TrackRef & { readonly isRunning: boolean }, signal: AbortSignal): Promise<void>;
}
