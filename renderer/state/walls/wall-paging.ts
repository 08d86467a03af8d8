/** Turning the pages of a wall whose layout does not show everything, in this window only. */
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { pageWith } from './wall-pages.ts';
import { place } from './wall-updates.ts';
import { currentWall, selectPaging, selectStoredWall, selectTilesOf, useWalls } from './walls-store.ts';

/**
 * Shows the next or the previous page of a wall whose layout does not show everything; after the last page the first.
 * The selected tile is then out of sight, so the selection ends.
 *
 * @returns whether there are pages.
 */
export function turnPage(step: 1 | -1): boolean {
  const state = useWalls.getState();
  const [wall, paging] = [selectStoredWall(state), selectPaging(state)];
  if (wall === null || paging === null) return false;
  const index = (paging.page + step + paging.pages) % paging.pages;
  useWalls.setState({ page: { wallId: wall.id, index }, maximisedTile: null, selectedTile: null, alsoSelected: [] });
  return true;
}

/** Turns to the page that shows a camera, unless the camera is in sight already or on no page. */
export function showPageWith(id: ChannelId): void {
  const state = useWalls.getState();
  const wall = selectStoredWall(state);
  const index = wall === null || selectTilesOf(id)(state).length > 0 ? null : pageWith(wall, id);
  if (wall === null || index === null) return;
  useWalls.setState({ page: { wallId: wall.id, index }, maximisedTile: null, selectedTile: null, alsoSelected: [] });
}

/** Where a camera that is called by its number stands, or would be placed. */
export interface Landing {
  readonly tile: number;
  /** The page on which the camera stands already, from 0; null where it is in sight or on no page. */
  readonly page: number | null;
}

/** @returns null without a wall. */
export function landingOf(id: ChannelId): Landing | null {
  const state = useWalls.getState();
  const [wall, stored] = [currentWall(), selectStoredWall(state)];
  if (!wall || !stored) return null;
  const shownAt = selectTilesOf(id)(state)[0];
  if (shownAt !== undefined) return { tile: shownAt, page: null };
  const page = pageWith(stored, id);
  if (page !== null) return { tile: state.selectedTile ?? 0, page };
  return { tile: place(wall, [id], { preferred: state.selectedTile }).placedAt[0] ?? 0, page: null };
}
