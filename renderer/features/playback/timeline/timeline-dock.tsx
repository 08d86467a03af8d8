import { useEffect, useMemo, type CSSProperties } from 'react';
import { create } from 'zustand';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { useActions } from '../../../state/actions/shortcut-actions.ts';
import { useAction } from '../../../state/actions/shortcuts.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { useMinuteMs } from '../../../ui/now.ts';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { Splitter } from '../../../ui/splitter.tsx';
import { usePageHeightPx } from '../../../ui/rows/use-fit.ts';
import { operatorZone } from '../../../ui/timeline/zone.ts';
import { LOW_ROW_PX, MARKS_PX, ROW_PX, rowCount, RULER_PX, type TimelineRow } from '../../../ui/timeline/scene.ts';
import { offsetOf } from '../../../ui/timeline/stamp.ts';
import { Timeline } from '../../../ui/timeline/timeline.tsx';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { KeyPreview } from './key-preview.tsx';
import { toggleDays, useDays } from '../recordings/days.ts';
import { filesNameOf } from '../files/camera-names.ts';
import { useFiles } from '../files/files.ts';
import { useGaps } from '../recordings/gaps.ts';
import { useMarks } from './marks.ts';
import { choosePart, followPart } from '../reviews/part.ts';
import { followPreview } from './preview.ts';
import { useRecordings } from '../recordings/recordings.ts';
import { seek } from '../play-bar/play-bar.ts';
import { selectCamera, useSession } from '../session.ts';
import { timeline } from './timeline.ts';
import {
  chooseZone,
  useCamerasZone,
  useStampZone,
  useZoneChoice,
  type ZoneChoice,
} from '../../../state/page/stamp-zone.ts';

/** A longer list of cameras scrolls. */
const [LEAST_ROWS, MOST_ROWS] = [2, 6];
/** So much of the window the rows take at the most: pictures come first. */
const SHARE_OF_WINDOW = 0.3;

/** However the operator drags: pictures keep the rest. */
const MOST_SHARE = 0.6;

/** Null while the window decides: before a choice, and after one that is what the window shows by itself. */
const useLegend = create<{ readonly isShown: boolean | null }>(() => ({ isShown: null }));

/**
 * In a lower window the rows are low, and the legend waits behind its key: the tip and the table have the same
 * information.
 */
const LOW_PX = 560;

interface DockSize {
  readonly rowPx: number;
  /** Ruler, rows and marks. */
  readonly heightPx: number;
  readonly leastPx: number;
  readonly mostPx: number;
  /** Every row is in sight. */
  readonly wholePx: number;
}

/** As high as the operator made it, else by the window. */
function useDockSize(rows: number): DockSize {
  const windowPx = usePageHeightPx();
  const chosenPx = usePreferences((state) => state.playbackRowsPx);
  const rowPx = windowPx < LOW_PX ? LOW_ROW_PX : ROW_PX;
  const besidePx = RULER_PX + MARKS_PX;
  const fitting = Math.floor((windowPx * SHARE_OF_WINDOW - besidePx) / rowPx);
  const shown = Math.min(rows, MOST_ROWS, Math.max(LEAST_ROWS, fitting));
  const leastPx = besidePx + rowPx;
  const mostPx = Math.max(leastPx, Math.round(windowPx * MOST_SHARE));
  const wantedPx = chosenPx ?? besidePx + shown * rowPx;
  return {
    rowPx,
    leastPx,
    mostPx,
    wholePx: besidePx + rows * rowPx,
    heightPx: Math.min(mostPx, Math.max(leastPx, wantedPx)),
  };
}

function resizeDock(playbackRowsPx: number, isFinal: boolean): void {
  if (isFinal) void setPreferences({ playbackRowsPx });
  else usePreferences.setState({ playbackRowsPx });
}

/** The recordings of all cameras on one clock. A click seeks. */
export function TimelineDock() {
  const t = useText();
  const nowMs = useMinuteMs();
  const rows = useRows();
  const marks = useMarks();
  const selectedId = useSession((state) => state.selectedId);
  const isLow = usePageHeightPx() < LOW_PX;
  const hasLegend = useLegend((state) => state.isShown) ?? !isLow;
  const toggleLegend = (): void => useLegend.setState({ isShown: hasLegend === isLow ? null : !hasLegend });
  useActions({ 'playback.legend': toggleLegend });
  useEffect(followPreview, []);
  useEffect(followPart, []);
  const { rowPx, heightPx, leastPx, mostPx, wholePx } = useDockSize(rowCount(rows));
  return (
    <div
      className={hasLegend ? 'playback-dock' : 'playback-dock playback-bare'}
      style={{ '--playback-rows': `${heightPx}px` } as CSSProperties}
    >
      <Splitter
        label={t('playback.dockSize')}
        of="below"
        sizePx={heightPx}
        minPx={leastPx}
        maxPx={mostPx}
        onResize={resizeDock}
        fitPx={() => wholePx}
      />
      <Timeline
        state={timeline}
        rows={rows}
        marks={marks}
        zone={useStampZone()}
        nowMs={nowMs}
        selectedId={selectedId}
        rowPx={rowPx}
        onSelectRow={(id) => selectCamera(id as ChannelId)}
        onSeek={seek}
        onMark={({ atMs }) => seek(atMs)}
        onSelect={choosePart}
        renderHover={(atMs, rowId) => <KeyPreview {...{ atMs, rowId }} />}
        headTitle={<DockTitle hasLegend={hasLegend} onLegend={toggleLegend} />}
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
  const zone = useZoneChoice();
  const camerasZone = useCamerasZone();
  const unnamed = camerasZone === null ? t('playback.zone.unnamed') : null;
  return (
    <Segmented
      label={t('playback.zone.label')}
      options={[
        { value: 'operator', label: t('playback.zone.here', { offset: offsetOf(operatorZone(), nowMs) }) },
        {
          value: 'cameras',
          label:
            camerasZone === null
              ? t('playback.zone.cameras')
              : t('playback.zone.camerasIn', { offset: offsetOf(camerasZone, nowMs) }),
          reason: unnamed,
        },
        { value: 'utc', label: 'UTC' },
      ]}
      value={zone}
      onChange={(value) => chooseZone(value as ZoneChoice)}
    />
  );
}

/** The name of the column of cameras, and the buttons of the calendar and of the legend. */
function DockTitle({ hasLegend, onLegend }: { readonly hasLegend: boolean; readonly onLegend: () => void }) {
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
      <IconButton
        icon="info"
        size={14}
        {...useAction(t('playback.names.actions.playback.legend'), 'playback.legend')}
        aria-pressed={hasLegend}
        onClick={onLegend}
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
