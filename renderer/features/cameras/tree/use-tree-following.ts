/** The list shows the camera of the selected tile, and the camera that an action asks for. */
import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { channelOf } from '../../../../preload/domain/walls/wall-tiles.ts';
import { useOpening } from '../../../state/cameras/opening.ts';
import { treeRevealed, useTreeReveal } from '../model/tree-reveal.ts';
import { setPreferences, usePreferences } from '../../../state/page/preferences.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import type { VirtualRows } from '../../../ui/rows/use-virtual-rows.ts';
import { isFiltering, NO_FILTER } from './tree-filter.ts';
import { groupsAbove } from './tree-folding.ts';
import type { TreeRow } from './tree-model.ts';
import type { CameraTreeState } from './use-camera-tree.ts';

/** The camera that is selected on the screen beside the list: on the wall that of the selected tile. A tile that changes its camera by itself has none: the list would never stand still. */
function useSelectedCamera(): ChannelId | null {
  const { opening, selectedId } = useOpening();
  const ofTile = useWalls((state) => {
    const tile = state.maximisedTile ?? state.selectedTile;
    return tile === null ? null : channelOf(selectWall(state)?.tiles[tile] ?? null);
  });
  return opening === null ? ofTile : selectedId;
}

const isCamera = (row: TreeRow | undefined, channelId: ChannelId): boolean =>
  row?.kind === 'camera' && row.channel.id === channelId;

/** The row of a camera: one in sight where there is one, else the first. */
function rowOf(rows: readonly TreeRow[], channelId: ChannelId, { first, pageRows }: VirtualRows): number {
  for (let i = first; i < first + pageRows; i += 1) if (isCamera(rows[i], channelId)) return i;
  return rows.findIndex((row) => isCamera(row, channelId));
}

/** Whether somebody types: the list must not move under the words. */
const isTyping = (): boolean => document.activeElement instanceof HTMLInputElement;

/**
 * Scrolls to the row of the selected tile's camera, and opens the groups above the camera until another camera is selected.
 * The focus stays where it is.
 */
export function useTreeFollowing({ rows, peek }: CameraTreeState, virtual: VirtualRows): ChannelId | null {
  const camera = useSelectedCamera();
  const isOn = usePreferences((state) => state.isTreeFollowing);
  const shown = isOn ? camera : null;
  const waiting = useRef<ChannelId | null>(null);
  const select = useEffectEvent((channelId: ChannelId | null) => {
    waiting.current = isTyping() ? null : channelId;
    if (channelId !== null && !isTyping() && !rows.some((row) => isCamera(row, channelId))) peek(channelId);
  });
  // A row that was brought into sight once is not brought there again: a scroll of the operator must not be undone.
  const reveal = useEffectEvent(() => {
    if (waiting.current === null) return;
    const at = rowOf(rows, waiting.current, virtual);
    if (at < 0) return;
    waiting.current = null;
    virtual.reveal(at);
  });
  useEffect(() => select(shown), [shown]);
  useEffect(() => reveal(), [rows, shown]);
  return shown;
}

/** Makes room for the camera that an action asks for: a search, a filter or a view that hides the camera ends. */
export function useRoomForWanted(tree: CameraTreeState): void {
  const wanted = useTreeReveal((state) => state.wanted);
  const { rows, trees, isBuilt } = tree;
  const makeRoom = useEffectEvent((channelId: ChannelId) => {
    if (rows.some((row) => isCamera(row, channelId))) return;
    if (groupsAbove(trees, channelId) === null) void setPreferences({ cameraView: 'both' });
    if (tree.query !== '') tree.setQuery('');
    if (isFiltering(tree.filter)) tree.setFilter(NO_FILTER);
    tree.peek(channelId);
  });
  // Once for each wish, and again when other trees show.
  useEffect(() => {
    if (wanted !== null && isBuilt) makeRoom(wanted);
  }, [wanted, trees, isBuilt]);
}

/** Gives the row that an action asks for the focus, as soon as there is such a row. */
export function useRevealedRow(
  box: RefObject<HTMLElement | null>,
  rows: readonly TreeRow[],
  virtual: VirtualRows,
  go: (index: number) => void,
): void {
  const wanted = useTreeReveal((state) => state.wanted);
  const reveal = useEffectEvent(() => {
    const at = wanted === null ? -1 : rowOf(rows, wanted, virtual);
    if (at < 0) return;
    treeRevealed();
    // The list goes to its first camera when the focus comes: the row that is asked for is chosen after that.
    box.current?.focus();
    go(at);
  });
  useLayoutEffect(() => reveal(), [wanted, rows]);
}
