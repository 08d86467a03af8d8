/** The marks of the timeline: bookmarks, exports, and the motion and alarm recordings of the cameras. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { nextMark, previousMark, sortedMarks, type Mark } from '../../../ui/timeline/marks.ts';
import { recordingMarks, type MarkLabels } from '../../../ui/timeline/recording-marks.ts';
import { nameOf, useMarked } from '../bookmarks/bookmarks.ts';
import { useExportMarks } from '../exports/export-marks.ts';
import { useRecordings } from '../recordings/recordings.ts';
import { useSession } from '../session.ts';
import { seek } from '../play-bar/play-bar.ts';
import { useStampZone } from '../../../state/page/stamp-zone.ts';

let shown: readonly Mark[] = [];

/** All marks in the order of time; the same array while nothing changed, also while lists are asked for. */
export function useMarks(): readonly Mark[] {
  const t = useText();
  const marked = useMarked(({ data }) => data);
  const cameras = useSession((state) => state.cameras);
  const exported = useExportMarks(({ data }) => data);
  const models = useRecordings(useShallow((all) => cameras.map(({ channelId }) => all[channelId]?.model ?? null)));
  const byId = useDirectory((state) => state.view.byId);
  const zone = useStampZone();
  return useMemo(() => {
    const nameFor = (id: ChannelId): string => byId.get(id)?.name ?? t('shell.unknownCamera');
    const ofBookmarks = (marked?.bookmarks ?? []).map((bookmark): Mark => {
      const { id, fromMs, toMs } = bookmark;
      return { id, kind: 'bookmark', atMs: fromMs, toMs, label: nameOf(bookmark, zone) };
    });
    const ofExports = (exported ?? []).map(({ channelId, fromMs, toMs }): Mark => {
      const label = t('playback.exported', { name: nameFor(channelId) });
      return { id: `${channelId} export ${fromMs}`, kind: 'export', atMs: fromMs, toMs, label };
    });
    const ofCameras = models.map((model, i) => {
      const id = cameras[i]?.channelId;
      return model === null || id === undefined ? [] : recordingMarks(model, labelsOf(t, id, nameFor(id)));
    });
    shown = sortedMarks([ofBookmarks, ofExports, ...ofCameras]);
    return shown;
  }, [marked, exported, cameras, models, byId, t, zone]);
}

function labelsOf(t: Text, id: ChannelId, name: string): MarkLabels {
  const label = (kind: 'alarm' | 'motion'): string => `${name}${t('timeline.comma')}${t(`timeline.marks.${kind}`)}`;
  return {
    id,
    alarm: label('alarm'),
    motion: label('motion'),
    several: (one, count) => `${one}${t('timeline.comma')}${t('timeline.marks.several', { count })}`,
  };
}

/** Goes to the next or the previous mark. Where there is none, the status bar says so. */
export function toMark(by: -1 | 1): void {
  const { atMs } = useSession.getState();
  const fromMs = Math.floor(atMs ?? Date.now());
  const mark = by > 0 ? nextMark(shown, fromMs) : previousMark(shown, fromMs);
  if (mark !== null) seek(mark.atMs);
  else postNotice(by > 0 ? 'noMarkLater' : 'noMarkEarlier');
}
