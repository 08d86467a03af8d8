import type { Handlers, RequestName } from '../../../preload/contract/contract.ts';
import type { RecordingsService } from './recordings.ts';

export type PlaybackRequests = Extract<RequestName, `recordings.${string}`>;

export function playbackHandlers(recordings: RecordingsService): Pick<Handlers, PlaybackRequests> {
  return {
    'recordings.known': async (request) => recordings.known(request),
    'recordings.read': (request, { windowId }) => recordings.read(request, windowId),
    'recordings.at': async ({ atMs, ...key }) => recordings.index.at(key, atMs),
  };
}
