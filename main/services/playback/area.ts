/** Playback: what is recorded of cameras. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { isAbort } from '../../errors.ts';
import { log } from '../../log.ts';
import { RecordingTable } from '../../db/playback/recordings.ts';
import { playbackHandlers, type PlaybackRequests } from './handlers.ts';
import { PlaybackService } from './playback.ts';
import { RecordingIndex } from './recording-index.ts';
import { RecordingsService } from './recordings.ts';

export { playbackSteps } from '../../db/playback/steps.ts';

export function createPlayback({ db, sessions, accountStore }: ClientCore): Area<PlaybackRequests> {
  const index = new RecordingIndex({
    table: new RecordingTable(db),
    portOf: async (id) => (await sessions.of(id)).records ?? null,
  });
  const recordings = new RecordingsService(index);
  return {
    handlers: playbackHandlers(recordings, new PlaybackService()),
    onAccount: (id, what) => {
      if (what === 'removed') index.forget(id).catch(onFailure);
    },
    start: () => void index.keepOnly(accountStore.list().map(({ id }) => id)).catch(onFailure),
    onWindowGone: (windowId) => recordings.onWindowGone(windowId),
    dispose: () => {
      recordings.dispose();
      index.dispose();
    },
  };
}

/** What is left is deleted at the next start. */
function onFailure(error: unknown): void {
  if (!isAbort(error)) log.warn('recordings of a removed account could not be deleted', { error });
}
