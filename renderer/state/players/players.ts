/**
 * The states of the live players, mirrored from the pool. Types only come from there: the status bar and the tree read
 * this store without loading the media code.
 */
import { create } from 'zustand';
import { useShallow } from 'zustand/shallow';
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { TileReport, Wall } from '../../../preload/domain/walls/wall.ts';
import type { PlayerPool, SlotKey } from '../../media/pool/player-pool.ts';
import type { PlayerSnapshot } from '../../media/live/player-state.ts';
import { slotOf } from '../../media/slot-key.ts';
import { channelOf, visibleTiles } from '../../../preload/domain/walls/wall-tiles.ts';
import { camerasOn } from '../sequences/sequences-shown.ts';
import { copiesOf } from '../walls/wall-updates.ts';
import { selectWall, useWalls } from '../walls/walls.ts';

type BySlot = Readonly<Record<SlotKey, PlayerSnapshot>>;

interface PlayersState {
  readonly bySlot: BySlot;
}

export const usePlayers = create<PlayersState>(() => ({ bySlot: {} }));

export const selectPlayer =
  (key: SlotKey | null) =>
  (state: PlayersState): PlayerSnapshot | null =>
    key === null ? null : (state.bySlot[key] ?? null);

/** Mirrors the pool until the returned function is called; then nothing plays. */
export function followPool(pool: Pick<PlayerPool, 'subscribe'>): () => void {
  const stop = pool.subscribe((changes) => {
    const bySlot: Record<SlotKey, PlayerSnapshot> = { ...usePlayers.getState().bySlot };
    for (const [key, snapshot] of changes) {
      if (snapshot) bySlot[key] = snapshot;
      else delete bySlot[key];
    }
    usePlayers.setState({ bySlot });
  });
  return () => {
    stop();
    usePlayers.setState({ bySlot: {} });
  };
}

/**
 * The phase of a camera on the wall. Null when it is on none, and when the cloud says that the camera itself is off: then
 * the camera's own state is the news, not the player's.
 */
export function usePlayerPhase(channelId: ChannelId): TileReport['phase'] | null {
  return usePlayers(selectPhase(channelId));
}

/** The same outside React. */
export const selectPhase =
  (channelId: ChannelId) =>
  ({ bySlot }: { readonly bySlot: BySlot }): TileReport['phase'] | null => {
    const player = bySlot[slotOf(channelId, 0)]?.state;
    if (!player || player.phase === 'parked') return null;
    if (player.phase === 'failed' && isCameraOff(player.error)) return null;
    return player.phase === 'idle' ? 'opening' : player.phase;
  };

/** The camera is not connected to its cloud: no fault of this client, and shown as offline. */
export function isCameraOff(error: WireError): boolean {
  return error.code === 'device.offline' || error.code === 'device.unregistered';
}

export interface PlayerCounts {
  /** Tiles of the layout that have a camera. */
  readonly tiles: number;
  readonly playing: number;
}

/** Pure, so that it can be checked: how many visible tiles have a camera and how many of those move. */
export function countPlaying(wall: Wall | null, bySlot: BySlot): PlayerCounts {
  const reports = wall ? reportsOf(wall, bySlot).filter((report) => report.channelId !== null) : [];
  const playing = reports.filter((report) => report.phase === 'playing' || report.phase === 'delayed').length;
  return { tiles: reports.length, playing };
}

export function usePlayerCounts(): PlayerCounts {
  const wall = useWalls(selectWall);
  return usePlayers(useShallow((state) => countPlaying(wall, state.bySlot)));
}

/** The report for main about each visible tile. */
export function reportsOf(wall: Wall, bySlot: BySlot): readonly TileReport[] {
  return playersOn(wall, bySlot).map(({ channelId, player }, tile) => reportOf(tile, channelId, player));
}

interface TilePlayer {
  readonly channelId: ChannelId | null;
  readonly player: PlayerSnapshot | undefined;
}

/** The player of each visible tile. The pool also has players that no tile shows, such as those of the next wall. */
function playersOn(wall: Wall, bySlot: BySlot): readonly TilePlayer[] {
  const copies = copiesOf(visibleTiles(wall).map(channelOf));
  return camerasOn(wall).map(({ channelId, slotKey }, tile) => {
    const player = channelId === null ? undefined : bySlot[slotKey ?? slotOf(channelId, copies[tile] ?? 0)];
    return { channelId, player };
  });
}

/** How many visible tiles the governor keeps on their sub stream, or closed, because of the load. Pure. */
export function countLimited(wall: Wall, bySlot: BySlot): number {
  const kinds = playersOn(wall, bySlot).map(({ player }) => player?.notice?.kind);
  return kinds.filter((kind) => kind === 'lowered' || kind === 'parked').length;
}

export const useLimitedTiles = (wall: Wall): number => usePlayers(({ bySlot }) => countLimited(wall, bySlot));

function reportOf(tile: number, channelId: ChannelId | null, player: PlayerSnapshot | undefined): TileReport {
  if (channelId === null) {
    return { tile, channelId, phase: 'empty', firstFrameMs: null, fps: 0, droppedFrames: 0, error: null };
  }
  const state = player?.state ?? { phase: 'idle' as const };
  return {
    tile,
    channelId,
    phase: state.phase === 'idle' ? 'opening' : state.phase,
    firstFrameMs: player?.statistics.firstFrameMs ?? null,
    fps: player?.statistics.fps ?? 0,
    droppedFrames: player?.statistics.droppedFrames ?? 0,
    error: 'error' in state ? state.error.code : null,
  };
}
