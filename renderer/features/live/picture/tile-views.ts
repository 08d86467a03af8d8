/** What the operator did to the look of single tiles: kept while the camera stays on the wall, and forgotten with it. */
import { create } from 'zustand';
import { REPLAY_BACK_MS } from '../../../../preload/domain/clips.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../bridge.ts';
import type { SlotKey } from '../../../media/player-pool.ts';
import type { ReplaySource } from '../../../media/replay-player.ts';
import { channelOfSlot } from '../../../media/slot-key.ts';
import { cameraName } from '../../../state/clips.ts';
import { postFailure } from '../../../state/failure-notices.ts';
import { postNotice } from '../../../state/notices.ts';
import { usePlayers } from '../../../state/players.ts';
import { channelsOf } from '../../../state/sequences-shown.ts';
import { selectWall, useWalls } from '../../../state/walls.ts';
import { isWhole, WHOLE, type View } from './zoom.ts';

interface TileViews {
  readonly views: Readonly<Record<SlotKey, View>>;
  /** The tile on which a box is about to be drawn. */
  readonly boxing: SlotKey | null;
  readonly replays: Readonly<Record<SlotKey, ReplaySource>>;
}

export const useTileViews = create<TileViews>(() => ({ views: {}, boxing: null, replays: {} }));

export const selectView =
  (key: SlotKey) =>
  ({ views }: TileViews): View =>
    views[key] ?? WHOLE;

export function changeView(key: SlotKey, change: (view: View) => View): void {
  useTileViews.setState(({ views }) => {
    const { [key]: before = WHOLE, ...others } = views;
    const view = change(before);
    return { views: isWhole(view) ? others : { ...views, [key]: view } };
  });
}

export function resetView(key: SlotKey): void {
  changeView(key, () => WHOLE);
  setBoxing(null);
}

export function setBoxing(key: SlotKey | null): void {
  useTileViews.setState({ boxing: key });
}

/** Shows the last half minute in the tile, or the live picture again. */
export async function toggleReplay(key: SlotKey): Promise<void> {
  if (useTileViews.getState().replays[key] !== undefined) return endReplay(key);
  const player = usePlayers.getState().bySlot[key];
  if (player === undefined) return postNotice('noPicture');
  const { channelId, profile } = player;
  const answer = await request['clip.replay']({ channelId, profile, backMs: REPLAY_BACK_MS });
  if (!answer.ok) return postFailure(answer.error, 'replayFailed', { name: cameraName(channelId) });
  useTileViews.setState(({ replays }) => ({ replays: { ...replays, [key]: answer.value } }));
}

export function endReplay(key: SlotKey): void {
  useTileViews.setState(({ replays }) => {
    const { [key]: gone, ...others } = replays;
    return gone === undefined ? {} : { replays: others };
  });
}

/** Forgets tiles whose camera left the wall, until the returned function is called. */
export function followTileViews(): () => void {
  return useWalls.subscribe((state, before) => {
    if (state.walls === before.walls && state.currentId === before.currentId) return;
    const wall = selectWall(state);
    const shown = wall === null ? new Set<ChannelId>() : channelsOf(wall);
    useTileViews.setState(({ views, replays }) => ({
      views: keptOf(views, shown),
      replays: keptOf(replays, shown),
    }));
  });
}

/** The entries of cameras that are shown; the same object where that is all of them. */
function keptOf<T>(all: Readonly<Record<SlotKey, T>>, shown: ReadonlySet<ChannelId>): Readonly<Record<SlotKey, T>> {
  const kept = Object.entries(all).filter(([key]) => shown.has(channelOfSlot(key as SlotKey)));
  return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
}
