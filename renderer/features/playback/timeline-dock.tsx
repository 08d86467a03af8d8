import { useEffect, useMemo, type CSSProperties } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useMinuteMs } from '../../ui/now.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { usePageHeightPx } from '../../ui/use-fit.ts';
import { operatorZone } from '../../ui/timeline/zone.ts';
import { MARKS_PX, ROW_PX, rowCount, RULER_PX, type TimelineRow } from '../../ui/timeline/scene.ts';
import { offsetOf } from '../../ui/timeline/stamp.ts';
import { Timeline } from '../../ui/timeline/timeline.tsx';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { KeyPreview } from './key-preview.tsx';
import { toggleDays, useDays } from './model/days.ts';
import { filesNameOf } from './model/camera-names.ts';
import { useFiles } from './model/files.ts';
import { useGaps } from './model/gaps.ts';
import { useMarks } from './model/marks.ts';
import { choosePart, followPart } from './model/part.ts';
import { followPreview } from './model/preview.ts';
import { useRecordings } from './model/recordings.ts';
import { seek } from './model/transport.ts';
import { selectCamera, useSession } from './model/session.ts';
import { timeline } from './model/timeline.ts';
import { chooseZone, useStampZone } from '../../state/page/stamp-zone.ts';

/** A longer list of cameras scrolls. */
const [LEAST_ROWS, MOST_ROWS] = [2, 6];
/** So much of the window the rows take at the most: pictures come first. */
const SHARE_OF_WINDOW = 0.3;

/** In a lower window the legend leaves: the tip and the table tell the same. */
const LOW_PX = 560;

function useMostRows(): number {
  const roomPx = usePageHeightPx() * SHARE_OF_WINDOW - RULER_PX - MARKS_PX;
  return Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(roomPx / ROW_PX)));
}

/** The recordings of all cameras on one clock. A click seeks. */
export function TimelineDock() {
  const nowMs = useMinuteMs();
  const rows = useRows();
  const marks = useMarks();
  const selectedId = useSession((state) => state.selectedId);
  const isLow = usePageHeightPx() < LOW_PX;
  useEffect(followPreview, []);
  useEffect(followPart, []);
  const heightPx = RULER_PX + Math.min(useMostRows(), rowCount(rows)) * ROW_PX + MARKS_PX;
  return (
    <div
      className={isLow ? 'playback-dock playback-low' : 'playback-dock'}
      style={{ '--playback-rows': `${heightPx}px` } as CSSProperties}
    >
      <Timeline
        state={timeline}
        rows={rows}
        marks={marks}
        zone={useStampZone()}
        nowMs={nowMs}
        selectedId={selectedId}
        onSelectRow={(id) => selectCamera(id as ChannelId)}
        onSeek={seek}
        onMark={({ atMs }) => seek(atMs)}
        onSelect={choosePart}
        renderHover={(atMs, rowId) => <KeyPreview {...{ atMs, rowId }} />}
        headTitle={<DockTitle />}
      >
        <ZoneChoice />
      </Timeline>
    </div>
  );
}

/** The zone of all times of the screen. */
function ZoneChoice() {
  const t = useText();
  const nowMs = useMinuteMs();
  const zone = usePreferences(({ playbackZone }) => playbackZone);
  return (
    <Segmented
      label={t('playback.zone.label')}
      options={[
        { value: 'operator', label: t('playback.zone.here', { offset: offsetOf(operatorZone(), nowMs) }) },
        { value: 'utc', label: 'UTC' },
      ]}
      value={zone}
      onChange={(value) => chooseZone(value === 'utc' ? 'utc' : 'operator')}
    />
  );
}

/** The name of the column of cameras, and the button of the calendar. */
function DockTitle() {
  const t = useText();
  return (
    <span className="playback-title">
      {t('playback.timeline')}
      <IconButton
        icon="cal"
        size={14}
        {...useAction(t('playback.names.actions.playback.days'), 'playback.days')}
        aria-expanded={useDays((state) => state.isOpen)}
        onClick={toggleDays}
      />
    </span>
  );
}

/** The same array while neither cameras nor recordings changed. */
function useRows(): readonly TimelineRow[] {
  const t = useText();
  const cameras = useSession((state) => state.cameras);
  const byId = useDirectory((state) => state.view.byId);
  const recordings = useRecordings();
  const gaps = useGaps();
  const filesNames = useFiles(({ cameras: ofFiles }) => ofFiles);
  return useMemo(
    () =>
      cameras.map(({ channelId }) => {
        const channel = byId.get(channelId);
        const name =
          channel === undefined
            ? (filesNameOf(t, filesNames, channelId) ?? t('shell.unknownCamera'))
            : `${channel.number} ${channel.name}`;
        const notes = (gaps[channelId]?.gaps ?? []).flatMap(({ reason, fromMs, toMs }) =>
          reason === 'not-published' ? [] : [{ fromMs, toMs, words: t(`playback.gap.${reason}`) }],
        );
        return { id: channelId, name, model: recordings[channelId]?.model ?? null, notes };
      }),
    [cameras, byId, recordings, gaps, filesNames, t],
  );
}
