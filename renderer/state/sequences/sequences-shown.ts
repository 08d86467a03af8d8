/** The cameras that tiles chose by themselves. Filled by media/sequence-tiles.ts; tiles and reports read it. */
import { create } from 'zustand';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { SpecialTile, TileContent, Wall } from '../../../preload/domain/walls/wall.ts';
import type { SequenceStep } from '../../../preload/domain/sequences.ts';
import { channelOf, visibleTiles } from '../../../preload/domain/walls/wall-tiles.ts';
import type { SlotKey } from '../../media/pool/player-pool.ts';
import { slotNamed } from '../../media/slot-key.ts';
import type { SequenceView } from './sequences-engine.ts';

/**
 * Names a special tile by its kind and its number among the tiles of this kind, not by its place: so that it can be
 * moved.
 */
export type SpecialKey = string & { readonly __special: true };

export interface Run extends SequenceView {
  /** Steps that stand for nothing any more. */
  readonly gone: readonly SequenceStep[];
}

interface ShownState {
  /** The camera on each special tile. */
  readonly cameras: Readonly<Record<SpecialKey, ChannelId | null>>;
  readonly runs: Readonly<Record<SpecialKey, Run>>;
  /** The walls that are shown in turn. */
  readonly wallRun: Run | null;
}

export const useShown = create<ShownState>(() => ({ cameras: {}, runs: {}, wallRun: null }));

const nameOf = (content: SpecialTile): string =>
  content.kind === 'sequence' ? `sequence:${content.sequenceId}` : content.kind;

/** For each tile the key of its special content, or null. */
export function specialKeysOf(tiles: readonly TileContent[]): readonly (SpecialKey | null)[] {
  const seen = new Map<string, number>();
  return tiles.map((content) => {
    if (content === null || typeof content === 'string') return null;
    const name = nameOf(content);
    const copy = seen.get(name) ?? 0;
    seen.set(name, copy + 1);
    return `${name}~${copy}` as SpecialKey;
  });
}

/** Which of the tiles with the same content it is, from 0. */
export function copyOf(key: SpecialKey): number {
  return Number(key.slice(key.lastIndexOf('~') + 1));
}

/** Whether it is a tile that shows alarms. */
export function isAlarmKey(key: SpecialKey): boolean {
  return key.startsWith('alarm~');
}

/** The player slot of a camera on a special tile. */
export function specialSlotOf(channelId: ChannelId, key: SpecialKey): SlotKey {
  return slotNamed(channelId, key);
}

export interface TileCamera {
  readonly channelId: ChannelId | null;
  /** Null for a tile whose slot is that of an appearance of its camera on the wall. */
  readonly slotKey: SlotKey | null;
}

/** The camera of each visible tile: its own, or the one that it chose. */
export function camerasOn(wall: Wall, cameras = useShown.getState().cameras): readonly TileCamera[] {
  const tiles = visibleTiles(wall);
  const keys = specialKeysOf(tiles);
  return tiles.map((content, tile) => {
    const key = keys[tile] ?? null;
    const channelId = key === null ? channelOf(content) : (cameras[key] ?? null);
    return { channelId, slotKey: key === null || channelId === null ? null : specialSlotOf(channelId, key) };
  });
}

/** The cameras of a wall: those placed on it, also where its layout hides them, and those that its special tiles show. */
export function channelsOf(wall: Wall): ReadonlySet<ChannelId> {
  const all = [...wall.tiles.map(channelOf), ...camerasOn(wall).map(({ channelId }) => channelId)];
  return new Set(all.filter((id) => id !== null));
}
