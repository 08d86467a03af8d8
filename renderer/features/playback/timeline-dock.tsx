import { useMemo, type CSSProperties } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { useMinuteMs } from '../../ui/now.ts';
import { MARKS_PX, ROW_PX, rowCount, RULER_PX, type TimelineRow } from '../../ui/timeline/scene.ts';
import { Timeline } from '../../ui/timeline/timeline.tsx';
import { operatorZone } from '../../ui/timeline/zone.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { KeyPreview } from './key-preview.tsx';
import { useGaps } from './model/gaps.ts';
import { useMarks } from './model/marks.ts';
import { useRecordings } from './model/recordings.ts';
import { seek } from './model/transport.ts';
import { selectCamera, useSession } from './model/session.ts';
import { timeline } from './model/timeline.ts';

/** A longer list of cameras scrolls. */
const MOST_ROWS = 6;

/** The recordings of all cameras on one clock. A click seeks. */
export function TimelineDock() {
  const t = useText();
  const nowMs = useMinuteMs();
  const rows = useRows();
  const marks = useMarks();
  const selectedId = useSession((state) => state.selectedId);
  const heightPx = RULER_PX + Math.min(MOST_ROWS, rowCount(rows)) * ROW_PX + MARKS_PX;
  return (
    <div className="playback-dock" style={{ '--playback-rows': `${heightPx}px` } as CSSProperties}>
      <Timeline
        state={timeline}
        rows={rows}
        marks={marks}
        zone={operatorZone()}
        nowMs={nowMs}
        selectedId={selectedId}
        onSelectRow={(id) => selectCamera(id as ChannelId)}
        onSeek={seek}
        onMark={({ atMs }) => seek(atMs)}
        renderHover={(atMs) => <KeyPreview atMs={atMs} />}
        headTitle={t('playback.timeline')}
      />
    </div>
  );
}

/** The same array while neither cameras nor recordings changed. */
function useRows(): readonly TimelineRow[] {
  const t = useText();
  const cameras = useSession((state) => state.cameras);
  const byId = useDirectory((state) => state.view.byId);
  const recordings = useRecordings();
  const gaps = useGaps();
  return useMemo(
    () =>
      cameras.map(({ channelId }) => {
        const channel = byId.get(channelId);
        const name = channel === undefined ? t('shell.unknownCamera') : `${channel.number} ${channel.name}`;
        const notes = (gaps[channelId]?.gaps ?? []).flatMap(({ reason, fromMs, toMs }) =>
          reason === 'not-published' ? [] : [{ fromMs, toMs, words: t(`playback.gap.${reason}`) }],
        );
        return { id: channelId, name, model: recordings[channelId]?.model ?? null, notes };
      }),
    [cameras, byId, recordings, gaps, t],
  );
}
