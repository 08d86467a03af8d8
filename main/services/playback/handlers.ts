import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { ClockOffsets } from './clock-offsets.ts';
import type { PlaybackService } from './playback.ts';
import type { RecordingGaps } from './recording-gaps.ts';
import type { RecordingsService } from './recordings.ts';

export type PlaybackRequests = Extract<RequestName, `recordings.${string}` | `playback.${string}`>;

interface PlaybackServices {
  readonly recordings: RecordingsService;
  readonly gaps: RecordingGaps;
  readonly playback: PlaybackService;
  readonly offsets: ClockOffsets;
}

export function playbackHandlers({
  recordings,
  gaps,
  playback,
  offsets,
}: PlaybackServices): Pick<Handlers, PlaybackRequests> {
  return {
    'recordings.known': (request) => recordings.known(request),
    'recordings.read': (request, { windowId }) => recordings.read(request, windowId),
    'recordings.gaps': ({ range, ...key }) => gaps.of(key, range),
    'recordings.at': ({ atMs, ...key }) => recordings.index.at(key, atMs),
    'playback.open': (opening, { windowId }) => playback.open(opening, windowId),
    'playback.close': async ({ playbackId }, { windowId }) => (playback.close(playbackId, windowId), null),
    'playback.steer': async ({ playbackId, order }, { windowId }) => (
      await playback.steer(playbackId, order, windowId),
      null
    ),
    'playback.resume': ({ playbackId, atMs }, { windowId }) => playback.resume(playbackId, atMs, windowId),
    'playback.offsets': async () => ({ offsets: [...offsets.list()] }),
    'playback.set-offset': async ({ channelId, offsetMs }) => (offsets.set(channelId, offsetMs), null),
  };
}
