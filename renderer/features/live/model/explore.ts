/** The way of a newcomer without an account: simulated clouds, then a wall with their pictures. */
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { startDemo, useDemo } from '../../../state/page/demo.ts';
import { selectWall, useWalls } from '../../../state/walls/walls.ts';
import { showCamerasOf } from '../../../state/windows/show-cameras.ts';

/** A wall that most screens show well, with cameras of every cloud. */
const FIRST_CAMERAS = 16;
/** The clouds list their cameras within seconds; a newcomer who waits longer has begun something else. */
const MAX_WAIT_MS = 60_000;

const isWallEmpty = (): boolean => selectWall(useWalls.getState())?.tiles.every((content) => content === null) ?? true;

/** The accounts whose cameras are all read, or that cannot be read. Null while one of them is still being read. */
function readAccounts(): readonly AccountId[] | null {
  const ids = useAccounts.getState().accounts.map(({ id }) => id);
  const { states, view } = useDirectory.getState();
  const isRead = (id: AccountId): boolean => {
    const phase = states[id]?.phase;
    return phase === 'failed' || (phase === 'ready' && view.parts.some((part) => part.accountId === id));
  };
  return ids.length > 0 && ids.every(isRead) ? ids : null;
}

/** Starts the simulated clouds and fills the empty wall with their cameras. A wall that has cameras by then stays. */
export async function exploreClouds(name: string): Promise<void> {
  await startDemo();
  if (useDemo.getState().error !== null || !isWallEmpty()) return;
  const show = (): boolean => {
    const ids = readAccounts();
    if (ids !== null && isWallEmpty()) void showCamerasOf(ids, name, FIRST_CAMERAS);
    return ids !== null;
  };
  if (show()) return;
  const stop = useDirectory.subscribe(() => {
    if (!show()) return;
    stop();
    clearTimeout(timer);
  });
  const timer = setTimeout(stop, MAX_WAIT_MS);
}
