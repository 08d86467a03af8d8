/** The marks of the timeline: bookmarks, and the motion and alarm recordings of the cameras. */
import { useMemo } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import type { Cover } from '../../../ui/timeline/cover.ts';
import { nextMark, previousMark, sortedMarks, type Mark, type MarkKind } from '../../../ui/timeline/marks.ts';
import { nameOf, useBookmarks } from './bookmarks.ts';
import { useRecordings } from './recordings.ts';
import { useSession } from './session.ts';
import { seek } from './transport.ts';

/** A camera that records all motion has tens of thousands in a month: of more, none is a mark. */
const MOST_OF_KIND = 20_000;

function marksOf(id: ChannelId, cover: Cover, kind: MarkKind, label: string): readonly Mark[] {
  if (cover.count > MOST_OF_KIND) return [];
  return Array.from({ length: cover.count }, (_, i) => {
    const [atMs, toMs] = [cover.beginOf(i), cover.endOf(i)];
    return { id: `${id} ${kind} ${atMs}`, kind, atMs, toMs, label };
  });
}

let shown: readonly Mark[] = [];

/** All marks in the order of time; the same array while nothing changed. */
export function useMarks(): readonly Mark[] {
  const t = useText();
  const bookmarks = useBookmarks((state) => state.marked);
  const cameras = useSession((state) => state.cameras);
  const recordings = useRecordings();
  const byId = useDirectory((state) => state.view.byId);
  return useMemo(() => {
    const ofBookmarks = bookmarks.map((bookmark): Mark => {
      const { id, fromMs, toMs } = bookmark;
      return { id, kind: 'bookmark', atMs: fromMs, toMs, label: nameOf(bookmark) };
    });
    const ofCameras = cameras.flatMap(({ channelId }) => {
      const model = recordings[channelId]?.model;
      if (!model) return [];
      const name = byId.get(channelId)?.name ?? t('shell.unknownCamera');
      return (['alarm', 'motion'] as const).map((kind) =>
        marksOf(channelId, model[kind], kind, `${name}${t('timeline.comma')}${t(`timeline.marks.${kind}`)}`),
      );
    });
    shown = sortedMarks([ofBookmarks, ...ofCameras]);
    return shown;
  }, [bookmarks, cameras, recordings, byId, t]);
}

/** Goes to the next or the previous mark. False where there is none. */
export function toMark(by: -1 | 1): boolean {
  const { atMs } = useSession.getState();
  const fromMs = Math.floor(atMs ?? Date.now());
  const mark = by > 0 ? nextMark(shown, fromMs) : previousMark(shown, fromMs);
  if (mark !== null) seek(mark.atMs);
  return mark !== null;
}
