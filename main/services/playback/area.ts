/** Playback: the lists of recordings, and recordings that play. */
import type { Area } from '../../area.ts';
import type { ClientCore } from '../../core.ts';
import { isAbort } from '../../errors.ts';
import { log } from '../../log.ts';
import { ClockOffsetTable } from '../../db/playback/clock-offsets.ts';
import { OfflineTimeTable } from '../../db/playback/offline-times.ts';
import { RecordingTable } from '../../db/playback/recordings.ts';
import type { CamerasArea } from '../cameras/area.ts';
import { ClockOffsets } from './clock-offsets.ts';
import { playbackHandlers, type PlaybackRequests } from './handlers.ts';
import { OfflineTimes } from './offline-times.ts';
import { PlaybackService } from './playback.ts';
import { RecordingGaps } from './recording-gaps.ts';
import { RecordingIndex } from './recording-index.ts';
import { RecordingsService } from './recordings.ts';
import { screens } from './screens.ts';

export { playbackSteps } from '../../db/playback/steps.ts';

export interface PlaybackArea extends Area<PlaybackRequests> {
  readonly service: PlaybackService;
  readonly index: RecordingIndex;
  readonly gaps: RecordingGaps;
}

interface Others {
  readonly cameras: Pick<CamerasArea, 'directory' | 'channelOf'>;
}

export function createPlayback(core: ClientCore, { cameras }: Others): PlaybackArea {
  const { db, sessions, accountStore, gateway, emit } = core;
  const { directory } = cameras;
  const offline = new OfflineTimes({
    table: new OfflineTimeTable(db),
    readings: () =>
      directory.states().flatMap(({ accountId, asOfMs }) => {
        return asOfMs === null ? [] : { accountId, asOfMs, channels: directory.channelsOf(accountId) };
      }),
  });
  const offsets = new ClockOffsets({ table: new ClockOffsetTable(db), emit });
  const index = new RecordingIndex({
    table: new RecordingTable(db),
    portOf: async (id) => (await sessions.of(id)).records ?? null,
  });
  const recordings = new RecordingsService(index);
  const gaps = new RecordingGaps({ index, offline, plansOf: async (id) => (await sessions.of(id)).plans ?? null });
  const playback = new PlaybackService({
    gateway: gateway.past,
    index,
    emit,
    sessionOf: (id) => sessions.of(id),
    onFailure: (id, failure) => sessions.mediaRefusals.note(id, failure),
    nameOf: (id) => {
      const channel = cameras.channelOf(id);
      return channel === undefined ? null : `${channel.number} ${channel.name}`;
    },
  });
  return {
    service: playback,
    index,
    gaps,
    screens,
    handlers: playbackHandlers({ recordings, gaps, playback, offsets }),
    cameraRefs: [offline, offsets],
    onAccount: (id, what) => {
      if (what === 'disabled') playback.onAccountGone(id, 'account.disabled');
      if (what !== 'removed') return;
      playback.onAccountGone(id, 'account.not-found');
      index.forget(id).catch(onFailure);
    },
    onMediaHosts: (id, revoked) => (revoked === null ? undefined : playback.onHostRevoked(id, revoked)),
    start: () => {
      offline.start();
      index.keepOnly(accountStore.list().map(({ id }) => id)).catch(onFailure);
    },
    onDirectory: () => void offline.follow(),
    onWindowGone: (windowId) => {
      recordings.onWindowGone(windowId);
      playback.onWindowGone(windowId);
    },
    dispose: async () => {
      recordings.dispose();
      gaps.dispose();
      await playback.dispose();
      index.dispose();
      await offline.dispose();
    },
  };
}

/** The rows that are left are deleted at the next start. */
function onFailure(error: unknown): void {
  if (!isAbort(error)) log.warn('recordings of a removed account could not be deleted', { error });
}
