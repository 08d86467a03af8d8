/**
 * How the operator changed the view of single tiles. An enlargement is forgotten with its tile; how a picture is turned
 * belongs to its camera, is the same on every tile and in every window, and is kept.
 */
import { create } from 'zustand';
import type { CameraLook } from '../../../preload/contract/looks.ts';
import { REPLAY_BACK_MS } from '../../../preload/domain/exports/clips.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { PictureLook } from '../../../preload/domain/walls/wall.ts';
import { on, request } from '../../page/bridge.ts';
import type { SlotKey } from '../../media/pool/player-pool.ts';
import type { ReplaySource } from '../../media/live/replay-player.ts';
import { channelOfSlot } from '../../media/slot-key.ts';
import { cameraName } from './clips.ts';
import { postFailure } from '../page/failure-notices.ts';
import { isKiosk } from '../page/kiosk.ts';
import { postNotice } from '../page/notices.ts';
import { OwnChanges } from '../page/own-changes.ts';
import { usePlayers } from './players.ts';
import { channelsOf } from '../sequences/sequences-shown.ts';
import { selectWall, useWalls } from '../walls/walls.ts';
import { isEnlarged, isSameLook, unzoomed, WHOLE, type View } from '../../ui/tile/zoom.ts';

/** A replay that a tile shows, and of which stream. */
interface TileReplay extends ReplaySource {
  readonly profile: StreamProfile;
}

interface TileViews {
  /** The views of the cameras whose picture is turned or mirrored; each shows the whole picture. */
  readonly looks: Readonly<Record<ChannelId, View>>;
  /** The views of the tiles that show a part of their picture. */
  readonly views: Readonly<Record<SlotKey, View>>;
  /** The tile on which the operator is about to draw a box. */
  readonly boxing: SlotKey | null;
  readonly replays: Readonly<Record<SlotKey, TileReplay>>;
}

export const useTileViews = create<TileViews>(() => ({ looks: {}, views: {}, boxing: null, replays: {} }));

export const selectView =
  (key: SlotKey) =>
  ({ looks, views }: TileViews): View =>
    views[key] ?? looks[channelOfSlot(key)] ?? WHOLE;

export const selectIsReplay =
  (key: SlotKey) =>
  ({ replays }: TileViews): boolean =>
    replays[key] !== undefined;

/** How the picture of a camera is shown, whatever a tile shows of it. */
export const selectLook =
  (channelId: ChannelId) =>
  ({ looks }: TileViews): PictureLook =>
    looks[channelId] ?? WHOLE;

export function changeView(key: SlotKey, change: (view: View) => View): void {
  const before = selectView(key)(useTileViews.getState());
  const view = change(before);
  useTileViews.setState(({ views: { [key]: _, ...others } }) => ({
    views: isEnlarged(view) ? { ...others, [key]: view } : others,
  }));
  if (!isSameLook(view, before)) void setLook(channelOfSlot(key), view);
}

/** The picture as the camera sends it. */
export function resetView(key: SlotKey): void {
  changeView(key, () => WHOLE);
  setBoxing(null);
}

/** Steps back to the whole picture; if the picture is whole already, to the picture as the camera sends it. */
export function stepBackView(key: SlotKey): void {
  changeView(key, (view) => (isEnlarged(view) ? unzoomed(view) : WHOLE));
  setBoxing(null);
}

/** Turns the camera on all its tiles at once and stores that; in a kiosk the change stays in this window. */
async function setLook(channelId: ChannelId, { turn, isMirrored }: View): Promise<void> {
  const look = { channelId, turn, isMirrored };
  const { looks } = useTileViews.getState();
  const others = Object.entries(looks).flatMap(([id, view]) =>
    id === channelId ? [] : { channelId: id as ChannelId, turn: view.turn, isMirrored: view.isMirrored },
  );
  takeLooks(isSameLook(look, WHOLE) ? others : [...others, look]);
  if (isKiosk()) return;
  const saved = await changes.store(request['look.set'](look));
  if (!saved.ok) postFailure(saved.error, 'preferencesFailed');
}

function takeLooks(all: readonly CameraLook[]): void {
  useTileViews.setState(({ looks: before, views }) => {
    const looks = Object.fromEntries(
      all.map(({ channelId, turn, isMirrored }) => {
        const known = before[channelId];
        const isKnown = known !== undefined && isSameLook(known, { turn, isMirrored });
        return [channelId, isKnown ? known : { ...WHOLE, turn, isMirrored }];
      }),
    );
    const turned = Object.entries(views).map(([key, view]) => {
      const { turn, isMirrored } = looks[channelOfSlot(key as SlotKey)] ?? WHOLE;
      return [key, isSameLook(view, { turn, isMirrored }) ? view : { ...view, turn, isMirrored }] as const;
    });
    return { looks, views: Object.fromEntries(turned) };
  });
}

const changes = new OwnChanges(takeLooks);

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
  useTileViews.setState(({ replays }) => ({ replays: { ...replays, [key]: { ...answer.value, profile } } }));
}

export function endReplay(key: SlotKey): void {
  useTileViews.setState(({ replays }) => {
    const { [key]: gone, ...others } = replays;
    return gone === undefined ? {} : { replays: others };
  });
}

/** A replay came to its end. If it could not be played, a message says why the live picture is back. */
export function replayEnded(key: SlotKey, error: WireError | null): void {
  endReplay(key);
  if (error !== null) postFailure(error, 'replayFailed', { name: cameraName(channelOfSlot(key)) });
}

/** Knows how cameras are turned, until the returned function is called. */
export function followLooks(): () => void {
  void request['look.list']({}).then((answer) => {
    if (answer.ok) takeLooks(answer.value.looks);
  });
  return on('looks.changed', ({ looks }) => changes.onEvent(looks));
}

/**
 * Follows how cameras are turned, and forgets enlargements and replays of cameras that left the wall, until the
 * returned function is called.
 */
export function followTileViews(): () => void {
  const stopLooks = followLooks();
  const stopWalls = useWalls.subscribe((state, before) => {
    if (state.walls === before.walls && state.currentId === before.currentId) return;
    const wall = selectWall(state);
    const shown = wall === null ? new Set<ChannelId>() : channelsOf(wall);
    useTileViews.setState(({ views, replays }) => ({ views: keptOf(views, shown), replays: keptOf(replays, shown) }));
  });
  return () => {
    stopLooks();
    stopWalls();
  };
}

/** The entries of the cameras that are shown; the same object if all of them are. */
function keptOf<T>(all: Readonly<Record<SlotKey, T>>, shown: ReadonlySet<ChannelId>): Readonly<Record<SlotKey, T>> {
  const kept = Object.entries(all).filter(([key]) => shown.has(channelOfSlot(key as SlotKey)));
  return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
}
