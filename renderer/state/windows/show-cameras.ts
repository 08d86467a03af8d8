/** Fills a wall with the cameras of accounts: the last step of the way from nothing to pictures. */
import type { AccountId } from '../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { MAX_TILES } from '../../../preload/domain/walls/layout.ts';
import { useDirectory } from '../cameras/directory.ts';
import { isKiosk } from '../page/kiosk.ts';
import { goTo } from '../page/navigation.ts';
import { fillWall, selectTile, selectWall, useWalls } from '../walls/walls.ts';
import { createWall } from './wall-tabs.ts';

/** The cameras that can show a picture first, in the order of the list otherwise. */
function watchable(channels: readonly NumberedChannel[]): readonly NumberedChannel[] {
  const isOnline = ({ reachable, isFrozen }: NumberedChannel): boolean => reachable === 'online' && !isFrozen;
  return [...channels.filter(isOnline), ...channels.filter((channel) => !isOnline(channel))];
}

/** Of each account in turn, so that every cloud has a picture. */
function inTurn(parts: readonly (readonly NumberedChannel[])[], count: number): readonly NumberedChannel[] {
  const taken: NumberedChannel[] = [];
  for (let row = 0; taken.length < count && parts.some((part) => row < part.length); row += 1) {
    for (const part of parts) {
      const channel = part[row];
      if (channel !== undefined && taken.length < count) taken.push(channel);
    }
  }
  return taken;
}

/** How many cameras {@link showCamerasOf} puts on the wall at most. */
export const MAX_SHOWN = MAX_TILES;

/**
 * Shows cameras of accounts on the live screen: on the current wall when this has no camera yet, else on a new wall. The
 * first tile is selected and gets the focus.
 *
 * @param name names the cameras in the status line.
 * @returns whether the wall shows cameras.
 */
export async function showCamerasOf(
  accountIds: readonly AccountId[],
  name: string,
  count = MAX_SHOWN,
): Promise<boolean> {
  if (isKiosk()) return false;
  const parts = useDirectory.getState().view.parts.filter(({ accountId }) => accountIds.includes(accountId));
  const cameras = inTurn(
    parts.map(({ channels }) => watchable(channels)),
    count,
  );
  if (cameras.length === 0) return false;
  const before = selectWall(useWalls.getState());
  if (before === null || before.isLocked || before.tiles.some((content) => content !== null)) {
    await createWall();
    if (selectWall(useWalls.getState())?.id === before?.id) return false;
  }
  fillWall(
    cameras.map(({ id }) => id),
    name,
  );
  goTo('live');
  selectTile(0);
  focusFirstTile();
  return true;
}

const FRAMES = 60;

/** The tiles come with the screen: the focus follows as soon as the first is there. */
function focusFirstTile(frame = 0): void {
  const tile = document.querySelector<HTMLElement>('[data-tile="0"]');
  if (tile !== null && document.querySelector('[data-tile="0"] .tile-no') !== null) return tile.focus();
  if (frame < FRAMES) requestAnimationFrame(() => focusFirstTile(frame + 1));
}
