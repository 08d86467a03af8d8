/**
 * Every action on the wall on screen, by pointer, key or command: one function each. An edit takes effect at once, is
 * reported with an offer of Undo, and is refused while the wall is locked.
 */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { tileCount, neighbour, type Direction, type WallLayout } from '../../../preload/domain/walls/layout.ts';
import { TILE_ASPECTS, type TileAspect, type TileContent, type Wall } from '../../../preload/domain/walls/wall.ts';
import { waitsInVain } from './alarms-read.ts';
import { contentBeside, forgetTileMemory } from './tile-memory.ts';
import { movedTiles } from './tile-moves.ts';
import { clearNotice, postNotice } from '../page/notices.ts';
import { forgetChanges, offerUndo } from '../page/undo.ts';
import { wallEdit, type EditKind } from './wall-edits.ts';
import {
  clearTiles,
  clearVisible,
  FILL_LAYOUTS,
  filledWith,
  isFull,
  layoutFor,
  place,
  redrawn,
  swap,
  withAspect,
  withLayout,
} from './wall-updates.ts';
import { enlarged, endOffer, offerRoom, placedWords, type Words } from './wall-placing.ts';
import { contentName } from './wall-words.ts';
import { change, forgetSaved } from './walls-sync.ts';
import { offPage, pagingOf } from './wall-pages.ts';
import { showPageWith } from './wall-paging.ts';
import {
  chosenTiles,
  currentWall,
  FIRST_PAGE,
  keepInside,
  selectStoredWall,
  selectTilesOf,
  useWalls,
} from './walls-store.ts';
import { isKiosk } from '../page/kiosk.ts';

export { chosenTiles, selectPaging, selectTilesOf, selectWall, showWall, useWalls } from './walls-store.ts';
export { turnPage } from './wall-paging.ts';
export { followWalls, loadWalls, saveAgain } from './walls-sync.ts';

/**
 * The wall that may be edited now, as its page shows it. Says so when it is locked.
 *
 * @param isStored the wall as it is stored, for an edit of its layout.
 */
function editableWall({ isStored = false } = {}): Wall | null {
  if (isKiosk()) {
    postNotice('wallIsAlone');
    return null;
  }
  const wall = isStored ? selectStoredWall(useWalls.getState()) : currentWall();
  if (!wall?.isLocked) return wall;
  postNotice('wallIsLocked', { name: wall.name });
  return null;
}

/**
 * @param before the wall as its page shows it, or as it is stored.
 * @param after what the edit made of `before`.
 * @returns whether anything changed.
 */
function edit(kind: EditKind, before: Wall, after: Wall, { key, params = {}, link = null }: Words): boolean {
  if (after === before) return false;
  if (link === null) endOffer();
  const [stored, changed] = [offPage(before, before), offPage(before, after)];
  change(changed);
  keepInside();
  offerUndo(wallEdit(kind, stored, changed), key, params, link);
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
  if (atTile === undefined && ids.length === 1) showPageWith(only);
  const shownAt = selectTilesOf(only)(useWalls.getState())[0];
  if (atTile === undefined && ids.length === 1 && shownAt !== undefined) {
    selectTile(shownAt);
    postNotice('alreadyPlaced', { name: contentName(only), tile: shownAt + 1 });
    return 1;
  }
  return placeContents(ids, atTile);
}

/**
 * Puts cameras or special tiles on the current wall, as {@link placeChannels} does, without looking for them first. A
 * special tile replaces no other content unless a tile is given: on a full wall it is not placed. For contents that
 * find no tile, the operator is offered a larger wall.
 */
export function placeContents(contents: readonly Exclude<TileContent, null>[], atTile?: number): number {
  const wall = editableWall();
  if (!wall || contents.length === 0) return 0;
  if (contents.some(waitsInVain)) {
    postNotice('alarmTileOff');
    return 0;
  }
  const isSpecial = contents.every((content) => typeof content !== 'string');
  if (isSpecial && atTile === undefined && isFull(wall)) {
    const name = contentName(contents[0] ?? null);
    postNotice('wallIsFull', { name }, null, offerRoom(wall, contents, enlargeWall));
    return 0;
  }
  const preferred = useWalls.getState().selectedTile;
  const placement = place(wall, contents, { atTile, preferred });
  const { wall: changed, placedAt } = placement;
  const left = contents.slice(placedAt.length);
  const link = left.length === 0 ? null : offerRoom(changed, left, enlargeWall);
  edit('place', wall, changed, { ...placedWords(wall, contents, placement), link });
  if (placedAt[0] !== undefined) selectTile(placedAt[0]);
  return placedAt.length;
}

/** Gives the wall the next larger layout, with what found no tile before on the new tiles. */
export function enlargeWall(): void {
  const wall = editableWall({ isStored: true });
  if (!wall) return;
  const larger = enlarged(wall);
  if (larger === null) return postNotice('wallIsLargest');
  const { tiles, placedAt } = larger;
  const key = placedAt.length === 0 ? 'layoutSet' : 'wallEnlarged';
  const count = placedAt.length === 0 ? tiles : placedAt.length;
  useWalls.setState({ maximisedTile: null, page: FIRST_PAGE });
  edit('layout', wall, larger.wall, { key, params: { count, tiles } });
  if (placedAt[0] !== undefined) selectTile(placedAt[0]);
}

/** Shows these cameras and no others; the layout grows to the smallest square that holds them. */
export function fillWall(ids: readonly ChannelId[], name: string): void {
  const wall = editableWall({ isStored: true });
  if (!wall || ids.length === 0) return;
  const fits = ids.length <= tileCount(wall.layout);
  const layout = fits ? wall.layout : (layoutFor(ids.length, FILL_LAYOUTS) ?? wall.layout);
  const count = Math.min(ids.length, tileCount(layout));
  const params = { name, count, total: ids.length };
  useWalls.setState({ maximisedTile: null, page: FIRST_PAGE });
  edit('fill', wall, filledWith(withLayout(wall, layout), ids), { key: 'wallFilled', params });
}

export function setLayout(layout: WallLayout): void {
  const wall = editableWall({ isStored: true });
  if (!wall) return;
  const after = withLayout(wall, layout);
  const paging = pagingOf(after, 0);
  const params = { count: tileCount(layout), hidden: (paging?.total ?? 0) - (paging?.shown ?? 0) };
  useWalls.setState({ maximisedTile: null, page: FIRST_PAGE });
  edit('layout', wall, after, { key: paging === null ? 'layoutSet' : 'layoutPaged', params });
}

/** Takes a layout that was drawn from the present one, see {@link redrawn}. @returns whether the wall took it. */
export function setDrawnLayout(layout: WallLayout, sources: readonly (readonly number[])[]): boolean {
  const wall = editableWall();
  if (!wall) return false;
  const stored = offPage(wall, wall);
  // The visible page becomes the first tiles, because the operator drew with these tiles in sight.
  useWalls.setState({ maximisedTile: null, alsoSelected: [], page: FIRST_PAGE });
  edit('grid', stored, redrawn(wall, layout, sources), { key: 'gridSet', params: { count: tileCount(layout) } });
  forgetTileMemory(wall.id);
  return true;
}

export function swapTiles(from: number, to: number): void {
  const wall = editableWall();
  if (!wall) return;
  const [name, other] = [from, to].map((tile) => contentName(wall.tiles[tile] ?? null));
  const key = other === '' ? 'tileMoved' : 'tilesSwapped';
  edit('swap', wall, swap(wall, from, to), { key, params: { name: name ?? '', other: other ?? '', tile: to + 1 } });
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

/** Shows the earlier or the later content of the tile. */
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
  const single: Words = { key: 'tileRemoved', params: { name: contentName(wall.tiles[tile] ?? null), tile: tile + 1 } };
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
  const wall = selectStoredWall(useWalls.getState());
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

/** Resets the store: tests begin from the start, the client's page does so by a reload. @forTests */
export function forgetWalls(): void {
  forgetSaved();
  forgetChanges();
  forgetTileMemory();
  endOffer();
  clearNotice('placed');
  useWalls.setState(useWalls.getInitialState(), true);
}
