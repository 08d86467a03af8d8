/** The stage of playback: the pictures of the cameras, and their recordings on one timeline. */
import { useEffect } from 'react';
import { MAX_PLAYBACK_CAMERAS } from '../../../preload/domain/preferences.ts';
import { useText } from '../../i18n/i18n.ts';
import { useActions, type Runs } from '../../state/actions/shortcut-actions.ts';
import { isKiosk } from '../../state/page/kiosk.ts';
import { goTo } from '../../state/page/navigation.ts';
import { followLooks } from '../../state/players/tile-views.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { followCameraList } from './cameras/add-to-playback.ts';
import { followBookmarks } from './bookmarks/bookmarks.ts';
import { DaysPanel } from './recordings/days-panel.tsx';
import { followExportMarks } from './exports/export-marks.ts';
import { followRetrievalPanel, toggleExport } from './exports/export-order.ts';
import { focusCameraChoice } from './cameras/camera-choice.ts';
import { closeDays, toggleDays } from './recordings/days.ts';
import { followFirstMoment } from './recordings/first-moment.ts';
import { FileDrop, OpenFilesButton } from './files/file-drop.tsx';
import { FilesPanel } from './files/files-panel.tsx';
import { followFiles, toggleFiles } from './files/files.ts';
import { followGaps } from './recordings/gaps.ts';
import { toMark } from './timeline/marks.ts';
import { followNewest } from './recordings/newest.ts';
import { followOffsets } from './play-bar/offsets.ts';
import { askRecordings, followRecordings } from './recordings/recordings.ts';
import { followBroughtBack, toggleRetrievals } from './retrievals/retrievals.ts';
import { removeCamera, selectNext, setPlace, toggleEnlarged, useSession } from './session.ts';
import { showLastDay, turn } from './timeline/timeline.ts';
import { followSound, toggleSound } from './tile/sound.ts';
import * as playBar from './play-bar/play-bar.ts';
import { runPlayBar } from './play-bar/play-bar.ts';
import { followMoment, step, toSpan } from './timeline/moment.ts';
import { followRelief } from './tile/relief.ts';
import { ExportPanel } from './exports/export-panel.tsx';
import { playIfWanted } from './play-bar/start.ts';
import { toggleZone, useStampZone } from '../../state/page/stamp-zone.ts';
import { PastGrid } from './tile/past-grid.tsx';
import { Retrievals } from './retrievals/retrieval-list.tsx';
import { reviewRuns, useReviewRate } from './reviews/review-runs.ts';
import './playback.css';
import { showLive } from './play-bar/show-live.ts';
import { takeSnapshot } from './play-bar/snapshot.ts';
import { onRecorded, onSelected, tileRuns } from './tile/tile-runs.ts';
import { PlayBar } from './play-bar/play-bar-buttons.tsx';
import { TimelineDock } from './timeline/timeline-dock.tsx';
import { typed } from './timeline/typed-range.ts';

export function PlaybackPage() {
  const isEmpty = useSession(({ cameras }) => cameras.length === 0);
  useStampZone();
  useEffect(followRecordings, []);
  useEffect(followMoment, []);
  useEffect(followGaps, []);
  useEffect(followNewest, []);
  useEffect(followBookmarks, []);
  useEffect(followExportMarks, []);
  useEffect(followRetrievalPanel, []);
  useEffect(runPlayBar, []);
  useEffect(followSound, []);
  useReviewRate();
  useEffect(followRelief, []);
  useEffect(playIfWanted, []);
  useEffect(followFirstMoment, []);
  useEffect(followBroughtBack, []);
  useEffect(followLooks, []);
  useEffect(followOffsets, []);
  useEffect(followFiles, []);
  useEffect(() => closeDays, []);
  useEffect(followCameraList, []);
  useActions({
    'playback.refresh': () => askRecordings(true),
    'playback.retrievals': toggleRetrievals,
    'playback.export': () => toggleExport(typed),
    'playback.remove': onSelected(({ channelId }) => removeCamera(channelId)),
    'playback.place': onRecorded(({ channelId, place }) => setPlace(channelId, place === 'cloud' ? 'device' : 'cloud')),
    'playback.files': toggleFiles,
    ...reviewRuns,
    ...tileRuns,
    ...playBarRuns,
    'playback.sound': toggleSound,
    'playback.enlarge': onSelected(({ channelId }) => toggleEnlarged(channelId)),
    'playback.nextCamera': () => selectNext(1),
    'playback.previousCamera': () => selectNext(-1),
    'playback.nextSpan': () => toSpan(1),
    'playback.previousSpan': () => toSpan(-1),
    'playback.forward': () => step(STEP_MS),
    'playback.back': () => step(-STEP_MS),
    'playback.forward30': () => step(LONG_STEP_MS),
    'playback.back30': () => step(-LONG_STEP_MS),
    'playback.nextMark': () => toMark(1),
    'playback.previousMark': () => toMark(-1),
    'playback.sync': onSelected(({ channelId }) => playBar.toggleSync(channelId)),
    'playback.offset': onSelected(({ channelId }) => playBar.setOffset(channelId)),
    'playback.nextPicture': onSelected(({ channelId }) => playBar.stepPicture(channelId, 1)),
    'playback.previousPicture': onSelected(({ channelId }) => playBar.stepPicture(channelId, -1)),
    'playback.snapshot': onSelected((camera) => void takeSnapshot(camera)),
    'playback.live': onRecorded(({ channelId }) => showLive(channelId)),
    'playback.days': toggleDays,
    'playback.zone': toggleZone,
    'playback.today': showLastDay,
    'playback.earlier': () => turn(-1),
    'playback.later': () => turn(1),
  });
  return (
    <>
      <FileDrop>
        {isEmpty ? (
          <NoCamera />
        ) : (
          <>
            <div className="playback-stage">
              <PastGrid />
              <DaysPanel />
            </div>
            <PlayBar />
            <TimelineDock />
          </>
        )}
      </FileDrop>
      <Retrievals />
      <ExportPanel />
      <FilesPanel />
    </>
  );
}

/** The actions that move all cameras together. */
const playBarRuns = {
  'playback.play': playBar.togglePlay,
  'playback.shuttleForward': () => playBar.shuttleBy('l'),
  'playback.shuttleBack': () => playBar.shuttleBy('j'),
  'playback.faster': () => playBar.stepRate(1),
  'playback.slower': () => playBar.stepRate(-1),
  'playback.skip': playBar.toggleSkipping,
  'playback.waiting': playBar.toggleWaiting,
  'playback.loopFrom': playBar.loopFrom,
  'playback.loopTo': playBar.loopTo,
  'playback.loopEnd': playBar.endLoop,
} satisfies Runs;

const STEP_MS = 5_000;
const LONG_STEP_MS = 30_000;

function NoCamera() {
  const t = useText();
  return (
    <EmptyState title={t('playback.empty.title')} text={t('playback.empty.text', { count: MAX_PLAYBACK_CAMERAS })}>
      {isKiosk() ? (
        <button type="button" className="btn" data-action="app.live" onClick={() => goTo('live')}>
          {t('playback.toLive')}
        </button>
      ) : (
        <>
          <button type="button" className="btn" onClick={focusCameraChoice}>
            {t('playback.empty.add')}
          </button>
          <OpenFilesButton />
        </>
      )}
    </EmptyState>
  );
}
