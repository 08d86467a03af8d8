/** The operator's walls: read from main, changed here at once, saved behind. Also what is selected and maximised. */
import { create } from 'zustand';
import type { WireError } from '../../preload/domain/error.ts';
import type { ChannelId, WallId } from '../../preload/domain/ids.ts';
import type { Wall, WallLayout } from '../../preload/domain/model.ts';
import { mergeWalls } from '../../preload/domain/wall-merge.ts';
import { on, request } from '../bridge.ts';
import type { Load } from './load-state.ts';
import {
  clearTile,
  clearVisible,
  isSameWall,
  neighbour,
  normalise,
  place,
  swap,
  visibleTiles,
  withLayout,
  type Direction,
} from './wall-updates.ts';

const SAVE_AFTER_MS = 600;
/** How long a cleared tile can be brought back. */
export const UNDO_MS = 10_000;

export type SaveState =
  | { readonly status: 'idle' | 'pending' | 'saving' }
  | { readonly status: 'saved'; readonly atMs: number }
  | { readonly status: 'failed'; readonly error: WireError };

/** What the last removal took away. */
export interface WallUndo {
  readonly wallId: WallId;
  readonly tiles: Wall['tiles'];
  readonly removed: readonly { readonly tile: number; readonly channelId: ChannelId }[];
  readonly untilMs: number;
}

interface WallsState {
  readonly walls: readonly Wall[];
  readonly currentId: WallId | null;
  readonly load: Load;
  readonly save: SaveState;
  readonly selectedTile: number | null;
  readonly maximisedTile: number | null;
  readonly undo: WallUndo | null;
}

export const useWalls = create<WallsState>(() => ({
  walls: [],
  currentId: null,
  load: { status: 'idle' },
  save: { status: 'idle' },
  selectedTile: null,
  maximisedTile: null,
  undo: null,
}));

export const selectWall = (state: WallsState): Wall | null =>
  state.walls.find((wall) => wall.id === state.currentId) ?? state.walls[0] ?? null;

const NOWHERE: readonly number[] = [];
const tilesByWall = new WeakMap<Wall, Map<ChannelId, readonly number[]>>();

/** The visible tiles of the current wall that show a camera; the same array while the wall stays. */
export const selectTilesOf =
  (id: ChannelId) =>
  (state: WallsState): readonly number[] => {
    const wall = selectWall(state);
    if (!wall) return NOWHERE;
    let index = tilesByWall.get(wall);
    if (!index) {
      index = new Map();
      for (const [tile, shown] of visibleTiles(wall).entries()) {
        if (shown !== null) index.set(shown, [...(index.get(shown) ?? []), tile]);
      }
      tilesByWall.set(wall, index);
    }
    return index.get(id) ?? NOWHERE;
  };

export async function loadWalls(): Promise<void> {
  useWalls.setState({ load: { status: 'loading' } });
  const answer = await request['wall.list']({});
  if (!answer.ok) return useWalls.setState({ load: { status: 'failed', error: answer.error } });
  const { walls: held } = useWalls.getState();
  const walls = answer.value.map((theirs) => {
    const wall = normalise(theirs);
    const [mine, base] = [held.find(({ id }) => id === wall.id), saved.get(wall.id)];
    saved.set(wall.id, wall);
    return mine && base ? mergeWalls(base, mine, wall) : wall;
  });
  useWalls.setState(({ currentId }) => ({
    walls,
    currentId: walls.some((wall) => wall.id === currentId) ? currentId : (walls[0]?.id ?? null),
    load: { status: 'ready' },
  }));
}

/** Follows changes that others made, such as automation or a removed account, until the returned function is called. */
export function followWalls(): () => void {
  const stop = on('wall.changed', (wall) => {
    // While a save is under way its own echo cannot be told from a change of others; its answer tells.
    if (sending.has(wall.id)) sending.set(wall.id, wall);
    else take(wall);
  });
  return () => {
    stop();
    if (saveTimer === null) return;
    clearTimeout(saveTimer);
    void saveNow();
  };
}

/**
 * Puts cameras on the current wall: on the tile given and those after it, else on free tiles.
 *
 * @returns how many found a tile.
 */
export function placeChannels(ids: readonly ChannelId[], atTile?: number): number {
  const state = useWalls.getState();
  const wall = selectWall(state);
  if (!wall || ids.length === 0) return 0;
  const [only] = ids;
  const shownAt = only === undefined ? undefined : selectTilesOf(only)(state)[0];
  if (atTile === undefined && ids.length === 1 && shownAt !== undefined) {
    selectTile(shownAt);
    return 1;
  }
  const { wall: changed, placedAt } = place(wall, ids, { atTile, preferred: state.selectedTile });
  change(changed);
  if (placedAt[0] !== undefined) useWalls.setState({ selectedTile: placedAt[0], undo: null });
  return placedAt.length;
}

export function setLayout(layout: WallLayout): void {
  const wall = selectWall(useWalls.getState());
  if (!wall) return;
  change(withLayout(wall, layout));
  useWalls.setState({ maximisedTile: null });
  keepInside();
}

export function swapTiles(from: number, to: number): void {
  const wall = selectWall(useWalls.getState());
  if (!wall) return;
  change(swap(wall, from, to));
  useWalls.setState({ selectedTile: to, maximisedTile: null, undo: null });
}

export function removeTile(tile: number): void {
  const wall = selectWall(useWalls.getState());
  if (wall) remove(wall, clearTile(wall, tile));
}

export function clearWall(): void {
  const wall = selectWall(useWalls.getState());
  if (wall) remove(wall, clearVisible(wall));
}

/** Brings back what the last removal took, unless the tile has been used since. */
export function undoRemoval(): void {
  const { undo, walls } = useWalls.getState();
  const wall = walls.find((candidate) => candidate.id === undo?.wallId);
  useWalls.setState({ undo: null });
  if (!undo || !wall || Date.now() > undo.untilMs) return;
  change({ ...wall, tiles: wall.tiles.map((id, tile) => id ?? undo.tiles[tile] ?? null) });
}

export function selectTile(tile: number | null): void {
  if (useWalls.getState().selectedTile !== tile) useWalls.setState({ selectedTile: tile });
}

/** @returns the tile that is selected now, or null when there is no wall. */
export function moveSelection(direction: Direction): number | null {
  const state = useWalls.getState();
  const wall = selectWall(state);
  if (!wall) return null;
  const tile = state.selectedTile === null ? 0 : neighbour(wall.layout, state.selectedTile, direction);
  useWalls.setState({ selectedTile: tile, ...(state.maximisedTile === null ? {} : { maximisedTile: tile }) });
  return tile;
}

/** Maximises a tile that has a camera, or shows all tiles again. */
export function toggleMaximised(tile: number): void {
  const state = useWalls.getState();
  const hasCamera = (selectWall(state)?.tiles[tile] ?? null) !== null;
  const maximisedTile = state.maximisedTile === tile || !hasCamera ? null : tile;
  useWalls.setState({ maximisedTile, selectedTile: tile });
}

export function restoreTiles(): void {
  useWalls.setState({ maximisedTile: null });
}

/** As before anything was read. */
export function forgetWalls(): void {
  saved.clear();
  sending.clear();
  useWalls.setState(useWalls.getInitialState(), true);
}

/** Saves at once what could not be saved before. */
export function saveAgain(): void {
  if (saveTimer !== null) clearTimeout(saveTimer);
  void saveNow();
}

let saveTimer: ReturnType<typeof setTimeout> | null = null;
/** Every wall as main keeps it: what the operator's unsaved changes are counted from. */
const saved = new Map<WallId, Wall>();
/** The walls whose save is under way, with what was heard of them meanwhile. */
const sending = new Map<WallId, Wall | null>();

/** Takes what main keeps now, under the operator's changes that are not saved yet. */
function take(theirs: Wall, base = saved.get(theirs.id)): void {
  const known = saved.get(theirs.id);
  if (known && theirs.revision < known.revision) return;
  const wall = normalise(theirs);
  saved.set(wall.id, wall);
  const held = useWalls.getState().walls.find((candidate) => candidate.id === wall.id);
  const joined = held && base ? mergeWalls(base, held, wall) : wall;
  if (held && isSameWall(held, joined)) return;
  useWalls.setState(({ walls, currentId }) => ({
    walls: held ? walls.map((old) => (old.id === wall.id ? joined : old)) : [...walls, joined],
    currentId: currentId ?? wall.id,
  }));
  keepInside();
}

function change(wall: Wall): void {
  const { walls } = useWalls.getState();
  if (walls.includes(wall)) return;
  useWalls.setState({ walls: walls.map((old) => (old.id === wall.id ? wall : old)), save: { status: 'pending' } });
  if (saveTimer !== null) clearTimeout(saveTimer);
  saveTimer = setTimeout(() => void saveNow(), SAVE_AFTER_MS);
}

async function saveNow(): Promise<void> {
  saveTimer = null;
  const changed = useWalls.getState().walls.filter((wall) => !isSaved(wall) && !sending.has(wall.id));
  useWalls.setState({ save: { status: 'saving' } });
  const errors = (await Promise.all(changed.map(send))).filter((error) => error !== null);
  if (saveTimer !== null) return;
  const [error] = errors;
  if (error) useWalls.setState({ save: { status: 'failed', error } });
  else if (useWalls.getState().walls.every(isSaved)) useWalls.setState({ save: { status: 'saved', atMs: Date.now() } });
  else saveTimer = setTimeout(() => void saveNow(), SAVE_AFTER_MS);
}

function isSaved(wall: Wall): boolean {
  const known = saved.get(wall.id);
  return known !== undefined && isSameWall(known, wall);
}

async function send(wall: Wall): Promise<WireError | null> {
  const base = saved.get(wall.id) ?? wall;
  sending.set(wall.id, null);
  const plain = (of: Wall) => ({ ...of, tiles: [...of.tiles] });
  const answer = await request['wall.save']({ base: plain(base), wall: plain(wall) });
  const heard = sending.get(wall.id) ?? null;
  sending.delete(wall.id);
  // What was sent is what the operator's edits since then are counted from.
  if (answer.ok) take(answer.value, wall);
  if (heard !== null) take(heard);
  return answer.ok ? null : answer.error;
}

function remove(before: Wall, after: Wall): void {
  if (before === after) return;
  const removed = before.tiles.flatMap((channelId, tile) =>
    channelId !== null && after.tiles[tile] === null ? [{ tile, channelId }] : [],
  );
  change(after);
  const undo: WallUndo = { wallId: before.id, tiles: before.tiles, removed, untilMs: Date.now() + UNDO_MS };
  useWalls.setState({ undo, maximisedTile: null });
}

/** A smaller layout, or a wall that main changed, must not leave the selection on a tile that is not there. */
function keepInside(): void {
  const state = useWalls.getState();
  const wall = selectWall(state);
  const isInside = (tile: number | null): boolean => tile === null || (wall !== null && tile < wall.layout);
  const hasCamera = state.maximisedTile === null || (wall?.tiles[state.maximisedTile] ?? null) !== null;
  useWalls.setState({
    selectedTile: isInside(state.selectedTile) ? state.selectedTile : 0,
    maximisedTile: isInside(state.maximisedTile) && hasCamera ? state.maximisedTile : null,
  });
}
