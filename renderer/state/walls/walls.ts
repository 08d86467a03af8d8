/**
 * Every action on the wall on screen, by pointer, key or command: one function each. An edit acts at once, says what it
 * did with the way back, can be undone, and is refused while the wall is locked.
 */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { tileCount, neighbour, type Direction, type WallLayout } from '../../../preload/domain/walls/layout.ts';
import { TILE_ASPECTS, type TileAspect, type TileContent, type Wall } from '../../../preload/domain/walls/wall.ts';
import { channelOf } from '../../../preload/domain/walls/wall-tiles.ts';
import { waitsInVain } from './alarms-read.ts';
import { useDirectory } from '../cameras/directory.ts';
import { contentBeside, forgetTileMemory } from './tile-memory.ts';
import { movedTiles } from './tile-moves.ts';
import { clearNotice, postNotice, type Notice, type NoticeKey } from '../page/notices.ts';
import { forgetChanges, offerUndo } from '../page/undo.ts';
import { wallEdit, type EditKind } from './wall-edits.ts';
import {
  clearTiles,
  clearVisible,
  filledWith,
  layoutFor,
  place,
  redrawn,
  swap,
  withAspect,
  withLayout,
} from './wall-updates.ts';
import { change, forgetSaved } from './walls-sync.ts';
import { chosenTiles, currentWall, keepInside, selectTilesOf, useWalls } from './walls-store.ts';
import { isKiosk } from '../page/kiosk.ts';

export { chosenTiles, selectTilesOf, selectWall, showWall, useWalls } from './walls-store.ts';
export { followWalls, loadWalls, saveAgain } from './walls-sync.ts';

/** The wall that may be edited now. Says so when it is locked. */
function editableWall(): Wall | null {
  if (isKiosk()) {
    postNotice('wallIsAlone');
    return null;
  }
  const wall = currentWall();
  if (!wall?.isLocked) return wall;
  postNotice('wallIsLocked', { name: wall.name });
  return null;
}

interface Words {
  readonly key: NoticeKey;
  readonly params?: Notice['params'];
}

/** @returns whether anything changed. */
function edit(kind: EditKind, before: Wall, after: Wall, { key, params = {} }: Words): boolean {
  if (after === before) return false;
  change(after);
  keepInside();
  offerUndo(wallEdit(kind, before, after), key, params);
  return true;
}

/**
 * Puts cameras on the current wall: on the tile given and those after it, else on free tiles. A single camera that is on the
 * wall already is selected instead.
 *
 * @returns how many found a tile.
 */
export function placeChannels(ids: readonly ChannelId[], atTile?: number): number {
  const [only] = ids;
  if (only === undefined || currentWall() === null) return 0;
  const shownAt = selectTilesOf(only)(useWalls.getState())[0];
  if (atTile === undefined && ids.length === 1 && shownAt !== undefined) {
    selectTile(shownAt);
    postNotice('alreadyPlaced', { name: nameOf(only), tile: shownAt + 1 });
    return 1;
  }
  return placeContents(ids, atTile);
}

/** Puts cameras or special tiles on the current wall, as {@link placeChannels} does, without looking for them first. */
export function placeContents(contents: readonly Exclude<TileContent, null>[], atTile?: number): number {
  const wall = editableWall();
  if (!wall || contents.length === 0) return 0;
  if (contents.some(waitsInVain)) {
    postNotice('alarmTileOff');
    return 0;
  }
  const preferred = useWalls.getState().selectedTile;
  const { wall: changed, placedAt } = place(wall, contents, { atTile, preferred });
  const [count, total] = [placedAt.length, contents.length];
  const tile = (placedAt[0] ?? 0) + 1;
  const isSpecial = contents.every((content) => typeof content !== 'string');
  const key = count < total ? 'placedSome' : isSpecial ? 'placedSpecial' : 'placed';
  edit('place', wall, changed, { key, params: { count, total, tile } });
  if (placedAt[0] !== undefined) selectTile(placedAt[0]);
  return placedAt.length;
}

/** Layouts that a filled wall grows to. */
const FILL_LAYOUTS = [1, 4, 9, 16, 25, 36, 64] as const;

/** Shows these cameras and no others; the layout grows to the smallest square that holds them. */
export function fillWall(ids: readonly ChannelId[], name: string): void {
  const wall = editableWall();
  if (!wall || ids.length === 0) return;
  const fits = ids.length <= tileCount(wall.layout);
  const layout = fits ? wall.layout : (layoutFor(ids.length, FILL_LAYOUTS) ?? wall.layout);
  const count = Math.min(ids.length, tileCount(layout));
  const params = { name, count, total: ids.length };
  edit('fill', wall, filledWith(withLayout(wall, layout), ids), { key: 'wallFilled', params });
  useWalls.setState({ maximisedTile: null });
}

export function setLayout(layout: WallLayout): void {
  const wall = editableWall();
  if (!wall) return;
  edit('layout', wall, withLayout(wall, layout), { key: 'layoutSet', params: { count: tileCount(layout) } });
  useWalls.setState({ maximisedTile: null });
}

/** Takes a layout that was drawn from the present one, see {@link redrawn}. @returns whether the wall took it. */
export function setDrawnLayout(layout: WallLayout, sources: readonly (readonly number[])[]): boolean {
  const wall = editableWall();
  if (!wall) return false;
  edit('grid', wall, redrawn(wall, layout, sources), { key: 'gridSet', params: { count: tileCount(layout) } });
  forgetTileMemory(wall.id);
  useWalls.setState({ maximisedTile: null, alsoSelected: [] });
  return true;
}

export function swapTiles(from: number, to: number): void {
  const wall = editableWall();
  if (!wall) return;
  edit('swap', wall, swap(wall, from, to), { key: 'tilesSwapped', params: { from: from + 1, to: to + 1 } });
  useWalls.setState({ selectedTile: to, alsoSelected: [], maximisedTile: null });
}

/** Moves chosen tiles together, see {@link movedTiles}; a single one is exchanged with the other. */
export function moveTiles(tiles: readonly number[], from: number, to: number): void {
  if (tiles.length < 2) return swapTiles(from, to);
  const wall = editableWall();
  if (!wall) return;
  const moved = movedTiles(wall, tiles, from, to);
  const [selectedTile = to, ...alsoSelected] = moved.tiles;
  edit('move', wall, moved.wall, { key: 'tilesMoved', params: { count: moved.tiles.length } });
  useWalls.setState({ selectedTile, alsoSelected, maximisedTile: null });
}

/** Moves the chosen tiles by one as they are seen. */
export function shiftTiles(direction: Direction): void {
  const [wall, state] = [currentWall(), useWalls.getState()];
  const from = state.selectedTile;
  if (!wall || from === null) return;
  const to = neighbour(wall.layout, from, direction);
  if (to !== from) moveTiles(chosenTiles(state), from, to);
}

/** Shows what the tile showed before, or what it showed after that. */
export function recallTile(tile: number, step: 1 | -1): void {
  const wall = editableWall();
  if (!wall) return;
  const content = contentBeside(wall, tile, step);
  if (content === null) return postNotice(step < 0 ? 'nothingEarlier' : 'nothingLater', { tile: tile + 1 });
  const after = place(wall, [content], { atTile: tile }).wall;
  edit('recall', wall, after, { key: step < 0 ? 'tileEarlier' : 'tileLater', params: { tile: tile + 1 } });
}

export function removeTile(tile: number): void {
  removeTiles([tile]);
}

export function removeTiles(tiles: readonly number[]): void {
  const wall = editableWall();
  if (!wall) return;
  const after = clearTiles(wall, tiles);
  const going = tiles.filter((tile) => after.tiles[tile] !== wall.tiles[tile]);
  const [tile = 0] = going;
  const single: Words = { key: 'tileRemoved', params: { name: nameOf(wall.tiles[tile] ?? null), tile: tile + 1 } };
  edit('remove', wall, after, going.length > 1 ? { key: 'wallCleared', params: { count: going.length } } : single);
}

export function clearWall(): void {
  const wall = editableWall();
  if (!wall) return;
  const after = clearVisible(wall);
  const count = wall.tiles.filter((content, i) => content !== after.tiles[i]).length;
  edit('clear', wall, after, { key: 'wallCleared', params: { count } });
  useWalls.setState({ maximisedTile: null });
}

export function setAspect(tiles: readonly number[], aspect: TileAspect): void {
  const wall = editableWall();
  if (!wall) return;
  edit('aspect', wall, withAspect(wall, tiles, aspect), { key: 'aspectSet', params: { aspect, count: tiles.length } });
}

/** Fit, fill, native and again; all the tiles follow the first. */
export function cycleAspect(tiles: readonly number[]): void {
  const now = currentWall()?.aspects[tiles[0] ?? 0] ?? 'fit';
  const next = TILE_ASPECTS[(TILE_ASPECTS.indexOf(now) + 1) % TILE_ASPECTS.length] ?? 'fit';
  if (tiles.length > 0) setAspect(tiles, next);
}

/** Locking is not an edit: undo must not unlock the wall by accident. */
export function toggleLock(): void {
  const wall = currentWall();
  if (!wall || isKiosk()) return;
  change({ ...wall, isLocked: !wall.isLocked });
  postNotice(wall.isLocked ? 'wallUnlocked' : 'wallLocked', { name: wall.name });
}

export function selectTile(tile: number | null): void {
  const { selectedTile, alsoSelected } = useWalls.getState();
  if (selectedTile !== tile || alsoSelected.length > 0) useWalls.setState({ selectedTile: tile, alsoSelected: [] });
}

/** Adds a tile to the chosen ones or takes it out. */
export function toggleChosen(tile: number): void {
  const chosen = chosenTiles(useWalls.getState());
  const rest = chosen.filter((other) => other !== tile);
  if (!chosen.includes(tile)) useWalls.setState({ selectedTile: tile, alsoSelected: rest });
  else useWalls.setState({ selectedTile: rest[0] ?? tile, alsoSelected: rest.slice(1) });
}

/** Chooses all tiles from the selected one to this one, as they are numbered. */
export function chooseTo(tile: number): void {
  const from = useWalls.getState().selectedTile ?? 0;
  const [first, last] = [Math.min(from, tile), Math.max(from, tile)];
  const range = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  useWalls.setState({ selectedTile: from, alsoSelected: range.filter((other) => other !== from) });
}

/** Reaches from the selected tile in a direction, tile by tile as they are seen. */
export function extendChoice(direction: Direction): void {
  const state = useWalls.getState();
  const wall = currentWall();
  if (!wall) return;
  const from = state.selectedTile ?? 0;
  const tile = neighbour(wall.layout, from, direction);
  const chosen = chosenTiles(state);
  if (tile !== from) useWalls.setState({ selectedTile: tile, alsoSelected: chosen.filter((other) => other !== tile) });
}

export function chooseAll(): void {
  const wall = currentWall();
  if (wall) useWalls.setState(({ selectedTile }) => allOf(wall, selectedTile ?? 0));
}

const allOf = (wall: Wall, selectedTile: number) => ({
  selectedTile,
  alsoSelected: Array.from({ length: tileCount(wall.layout) }, (_, i) => i).filter((tile) => tile !== selectedTile),
});

/** @returns the tile that is selected now, or null when there is no wall. */
export function moveSelection(direction: Direction): number | null {
  const state = useWalls.getState();
  const wall = currentWall();
  if (!wall) return null;
  const tile = state.selectedTile === null ? 0 : neighbour(wall.layout, state.selectedTile, direction);
  const maximisedTile = state.maximisedTile === null ? null : tile;
  useWalls.setState({ selectedTile: tile, alsoSelected: [], maximisedTile });
  return tile;
}

/** Maximises a tile that shows something, or shows all tiles again. */
export function toggleMaximised(tile: number): void {
  const hasContent = (currentWall()?.tiles[tile] ?? null) !== null;
  const isOn = useWalls.getState().maximisedTile !== tile && hasContent;
  useWalls.setState({ maximisedTile: isOn ? tile : null, selectedTile: tile, alsoSelected: [] });
}

export function restoreTiles(): void {
  useWalls.setState({ maximisedTile: null });
}

/** Resets the store. For tests, which begin from the start; the client's page does so by a reload. */
export function forgetWalls(): void {
  forgetSaved();
  forgetChanges();
  forgetTileMemory();
  clearNotice('placed');
  useWalls.setState(useWalls.getInitialState(), true);
}

/** A camera as operators call it; nothing for other content. */
function nameOf(content: TileContent): string {
  const id = channelOf(content);
  const channel = id === null ? undefined : useDirectory.getState().view.byId.get(id);
  return channel ? `${channel.number} ${channel.name}` : '';
}
