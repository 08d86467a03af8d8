/** The stream that the operator chose for all tiles of a wall. A stream that was chosen for a camera goes before it. */
import type { WallId } from '../../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../../preload/domain/media/streams.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { setPreferences, usePreferences, type PreferencesState } from '../../../state/page/preferences.ts';
import { currentWall } from '../../../state/walls/walls-store.ts';
import { STREAM_CHOICES } from './stream-choice.ts';

/** The bound of the contract; the oldest choice is dropped. */
const MOST = 500;

export const selectWallStream =
  (wallId: WallId | null) =>
  ({ wallStreams }: PreferencesState): StreamProfile | null =>
    wallStreams.find((one) => one.wallId === wallId)?.profile ?? null;

/** Chooses the stream of the wall on screen, and says so; null lets the size of each tile decide. */
export function chooseWallStream(profile: StreamProfile | null): void {
  const wall = currentWall();
  if (wall === null) return;
  const others = usePreferences.getState().wallStreams.filter(({ wallId }) => wallId !== wall.id);
  const wallStreams = profile === null ? others : [...others, { wallId: wall.id, profile }].slice(-MOST);
  void setPreferences({ wallStreams });
  const key = profile === null ? 'wallStreamAuto' : profile === 'main' ? 'wallStreamMain' : 'wallStreamSub';
  postNotice(key, { name: wall.name });
}

/** By size, main, sub, and by size again. */
export function cycleWallStream(): void {
  const now = selectWallStream(currentWall()?.id ?? null)(usePreferences.getState());
  const next = STREAM_CHOICES[(STREAM_CHOICES.indexOf(now) + 1) % STREAM_CHOICES.length];
  chooseWallStream(next ?? null);
}
