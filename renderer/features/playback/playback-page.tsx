/** The stage of playback: the pictures of the cameras, and their recordings on one timeline. */
import { useEffect } from 'react';
import { MAX_PLAYBACK_CAMERAS } from '../../../preload/domain/preferences.ts';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { followLooks } from '../../state/players/tile-views.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { followBookmarks } from './model/bookmarks.ts';
import { focusCameraChoice } from './model/camera-choice.ts';
import { followGaps } from './model/gaps.ts';
import { toMark } from './model/marks.ts';
import { askRecordings, followRecordings } from './model/recordings.ts';
import { followBroughtBack, toggleRetrievals } from './model/retrievals.ts';
import { removeCamera, selectNext, setPlace, toggleEnlarged, useSession } from './model/session.ts';
import { showLastDay, turn } from './model/timeline.ts';
import * as transport from './model/transport.ts';
import { runTransport } from './model/transport.ts';
import { followMoment, step, toSpan } from './model/moment.ts';
import { PastGrid } from './past-grid.tsx';
import { Retrievals } from './retrievals.tsx';
import './playback.css';
import { showLive } from './show-live.ts';
import { takeSnapshot } from './snapshot.ts';
import { TransportBar } from './transport-bar.tsx';
import { TimelineDock } from './timeline-dock.tsx';

export function PlaybackPage() {
  const isEmpty = useSession(({ cameras }) => cameras.length === 0);
  useEffect(followRecordings, []);
  useEffect(followMoment, []);
  useEffect(followGaps, []);
  useEffect(followBookmarks, []);
  useEffect(runTransport, []);
  useEffect(followBroughtBack, []);
  useEffect(followLooks, []);
  useActions({
    'playback.refresh': () => askRecordings(true),
    'playback.retrievals': toggleRetrievals,
    'playback.remove': onSelected(({ channelId }) => removeCamera(channelId)),
    'playback.place': onSelected(({ channelId, place }) => setPlace(channelId, place === 'cloud' ? 'device' : 'cloud')),
    'playback.enlarge': onSelected(({ channelId }) => toggleEnlarged(channelId)),
    'playback.nextCamera': () => selectNext(1),
    'playback.previousCamera': () => selectNext(-1),
    'playback.nextSpan': () => toSpan(1),
    'playback.previousSpan': () => toSpan(-1),
    'playback.forward': () => step(STEP_MS),
    'playback.back': () => step(-STEP_MS),
    'playback.forward30': () => step(LONG_STEP_MS),
    'playback.back30': () => step(-LONG_STEP_MS),
    'playback.play': transport.togglePlay,
    'playback.faster': () => transport.stepRate(1),
    'playback.slower': () => transport.stepRate(-1),
    'playback.skip': transport.toggleSkipping,
    'playback.nextMark': () => toMark(1),
    'playback.previousMark': () => toMark(-1),
    'playback.waiting': transport.toggleWaiting,
    'playback.sync': onSelected(({ channelId }) => transport.toggleSync(channelId)),
    'playback.offset': onSelected(({ channelId }) => transport.setOffset(channelId)),
    'playback.nextPicture': onSelected(({ channelId }) => transport.stepPicture(channelId, 1)),
    'playback.previousPicture': onSelected(({ channelId }) => transport.stepPicture(channelId, -1)),
    'playback.loopFrom': transport.loopFrom,
    'playback.loopTo': transport.loopTo,
    'playback.loopEnd': transport.endLoop,
    'playback.snapshot': onSelected((camera) => void takeSnapshot(camera)),
    'playback.live': onSelected(({ channelId }) => showLive(channelId)),
    'playback.today': showLastDay,
    'playback.earlier': () => turn(-1),
    'playback.later': () => turn(1),
  });
  return (
    <>
      <section className="stage">
        {isEmpty ? (
          <NoCamera />
        ) : (
          <>
            <PastGrid />
            <TransportBar />
            <TimelineDock />
          </>
        )}
      </section>
      <Retrievals />
    </>
  );
}

const STEP_MS = 5_000;
const LONG_STEP_MS = 30_000;

type Selected = ReturnType<typeof useSession.getState>['cameras'][number];

const onSelected = (act: (camera: Selected) => void) => (): boolean => {
  const { cameras, selectedId } = useSession.getState();
  const camera = cameras.find(({ channelId }) => channelId === selectedId);
  if (camera !== undefined) act(camera);
  return camera !== undefined;
};

function NoCamera() {
  const t = useText();
  return (
    <EmptyState title={t('playback.empty.title')} text={t('playback.empty.text', { count: MAX_PLAYBACK_CAMERAS })}>
      <button type="button" className="btn" onClick={focusCameraChoice}>
        {t('playback.empty.add')}
      </button>
    </EmptyState>
  );
}
