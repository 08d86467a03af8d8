/** The requests of main that the players of this window need, and which camera each playback of the window belongs to. */
import type { ChannelId, PlaybackId } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { PastPorts } from '../../../media/playback/past-setup.ts';
import { request } from '../../../page/bridge.ts';

const DAY_MS = 86_400_000;
/** So far around a moment a recording is opened; other moments of this range need no new playback. */
const REACH_MS = 15 * DAY_MS;

/** Main takes moments in whole milliseconds. */
export const pastPorts: PastPorts = {
  open: (opening) => request['playback.open']({ ...opening, atMs: Math.floor(opening.atMs) }),
  close: (playbackId) => void request['playback.close']({ playbackId }),
  steer: (playbackId, order) => request['playback.steer']({ playbackId, order }),
  resume: (playbackId, atMs) => request['playback.resume']({ playbackId, atMs: Math.floor(atMs) }),
};

/** The range that is opened for a moment; nothing is recorded in the future. */
export function rangeAround(atMs: number, nowMs: number): TimeRange {
  const fromMs = Math.floor(atMs);
  return {
    fromMs: Math.max(0, fromMs - REACH_MS),
    toMs: Math.max(fromMs + 1, Math.floor(Math.min(atMs + REACH_MS, nowMs))),
  };
}

const cameraOf = new Map<PlaybackId, ChannelId>();

/** Keeps which camera a playback belongs to. */
export function keepPlayback(channelId: ChannelId, now: PlaybackId | null, before: PlaybackId | null): void {
  if (before !== null) cameraOf.delete(before);
  if (now !== null) cameraOf.set(now, channelId);
}

/** The camera of a playback of this window; null for playbacks of other windows. */
export const cameraOfPlayback = (id: PlaybackId): ChannelId | null => cameraOf.get(id) ?? null;
