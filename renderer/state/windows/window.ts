/** Which window this is, the walls that stand in its tabs, and further windows. Main remembers it over restarts. */
import { create } from 'zustand';
import type { WallId } from '../../../preload/domain/ids.ts';
import { on, request } from '../../page/bridge.ts';
import { isKiosk, useKiosk } from '../page/kiosk.ts';
import { postFailure } from '../page/failure-notices.ts';
import { useSequences } from '../sequences/sequences.ts';
import { dropWall } from '../walls/walls-sync.ts';
import { showWall, useWalls } from '../walls/walls.ts';

interface WindowTabs {
  /** Walls that were opened in this window. The one that shows has a tab in any case. */
  readonly tabs: readonly WallId[];
  readonly isKnown: boolean;
}

export const useWindow = create<WindowTabs>(() => ({ tabs: [], isKnown: false }));

const KEEP_AFTER_MS = 150;
let timer: ReturnType<typeof setTimeout> | null = null;

/** The tabs as they are drawn. */
export function tabsOf({ tabs }: Pick<WindowTabs, 'tabs'>, currentId: WallId | null): readonly WallId[] {
  return currentId === null || tabs.includes(currentId) ? tabs : [...tabs, currentId];
}

/**
 * Restores the last state of this window. If main was restarted, the window is known already and sends its state to
 * main instead.
 */
export async function loadWindow(): Promise<void> {
  if (useWindow.getState().isKnown) return keepNow();
  const answer = await request['window.state']({});
  if (!answer.ok) {
    // After the connection is back, the window asks again. An answer without the window's own state is an operator's window.
    if (answer.error.code !== 'ipc.disconnected') useKiosk.setState({ isKnown: true });
    return;
  }
  const { tabs = [], currentId = null, runningId = null, kiosk = null } = answer.value ?? {};
  useKiosk.setState({ kiosk, isKnown: true });
  useWindow.setState({ tabs, isKnown: true });
  useSequences.setState({ runningId });
  if (currentId !== null) useWalls.setState({ currentId });
}

/** A wall alone on the screen stays the wall that shows, also when it comes back after it was deleted. */
function pinKiosk(): void {
  const wallId = useKiosk.getState().kiosk?.wallId ?? null;
  const { walls, currentId } = useWalls.getState();
  if (wallId !== null && currentId !== wallId && walls.some(({ id }) => id === wallId)) showWall(wallId);
}

/** Follows deleted walls, and reports the contents of this window to main. */
export function followWindow(): () => void {
  const onLeave = (): void => (timer === null ? undefined : void keepNow());
  globalThis.addEventListener('pagehide', onLeave);
  const stops = [
    () => globalThis.removeEventListener('pagehide', onLeave),
    on('wall.removed', ({ wallId }) => removed(wallId)),
    useWalls.subscribe((now, before) => (now.currentId === before.currentId ? undefined : keepSoon())),
    useWalls.subscribe(pinKiosk),
    useWindow.subscribe((now, before) => (now.tabs === before.tabs ? undefined : keepSoon())),
  ];
  return () => {
    stops.forEach((stop) => stop());
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
}

function keepSoon(): void {
  if (!useWindow.getState().isKnown || isKiosk()) return;
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => void keepNow(), KEEP_AFTER_MS);
}

async function keepNow(): Promise<void> {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  const { tabs } = useWindow.getState();
  // If this fails, the next start opens other tabs. The next change saves again.
  await request['window.keep']({ tabs: [...tabs], currentId: useWalls.getState().currentId });
}

/** Shows a wall in a tab of this window. */
export function openTab(id: WallId): void {
  const { currentId } = useWalls.getState();
  const { tabs } = useWindow.getState();
  // A window that was never arranged shows a wall without a tab of its own; another one must not take its place.
  const own = tabs.length === 0 && currentId !== null ? [currentId] : tabs;
  useWindow.setState({ tabs: own.includes(id) ? own : [...own, id] });
  if (id !== currentId) showWall(id);
}

/** The last tab stays: a window without a wall would be of no use. */
export function closeTab(id: WallId): void {
  const { currentId } = useWalls.getState();
  const shown = tabsOf(useWindow.getState(), currentId);
  if (shown.length < 2) return;
  const at = shown.indexOf(id);
  useWindow.setState({ tabs: shown.filter((other) => other !== id) });
  const next = shown[at + 1] ?? shown[at - 1];
  if (currentId === id && next !== undefined) showWall(next);
}

/** The tab beside the one that shows; false when there is none. */
export function stepTab(step: 1 | -1): boolean {
  const { currentId, walls } = useWalls.getState();
  const open = tabsOf(useWindow.getState(), currentId);
  const shown = open.length > 1 ? open : walls.map(({ id }) => id);
  const next = currentId === null ? shown[0] : shown[(shown.indexOf(currentId) + step + shown.length) % shown.length];
  if (next === undefined || next === currentId) return false;
  showWall(next);
  return true;
}

/**
 * Shows a wall in a window of its own; where the host cannot open one, this page does.
 *
 * @param isKiosk the wall stands alone on the screen there, and nothing can be changed.
 */
export async function openInWindow(id: WallId, { isKiosk: isAlone = false } = {}): Promise<void> {
  const answer = await request['window.open']({ wallId: id, isKiosk: isAlone });
  if (!answer.ok) return postFailure(answer.error);
  const { launchUrl } = answer.value;
  // Without a tie to this page: the page of a kiosk must not reach the one that opened it.
  if (launchUrl !== null) window.open(launchUrl, '_blank', 'popup,noopener,width=1280,height=800');
}

function removed(wallId: WallId): void {
  const { currentId } = useWalls.getState();
  const shown = tabsOf(useWindow.getState(), currentId);
  const at = shown.indexOf(wallId);
  const next = shown[at + 1] ?? shown[at - 1];
  dropWall(wallId);
  useWindow.setState(({ tabs }) => ({ tabs: tabs.filter((id) => id !== wallId) }));
  const rest = useWalls.getState().walls;
  if (currentId === wallId) {
    const fallback = next ?? rest[0]?.id ?? null;
    useWalls.setState({ currentId: fallback, maximisedTile: null, selectedTile: null, alsoSelected: [] });
  }
}
