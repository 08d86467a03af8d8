/** Where the windows of a running browser are, and moving them, over its DevTools. */
import type { Display, Rectangle, WindowPlace } from '../../../host.ts';
import { windowOfUrl } from '../../window-address.ts';
import { displayOf, isWithinReach, placeOn } from '../../window-place.ts';
import type { DevtoolsPipe } from '../process/devtools-pipe.ts';

/** The part of the browser's DevTools that is needed here. */
type Devtools = Pick<DevtoolsPipe, 'send'>;

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

interface WindowBounds {
  readonly windowId: number;
  readonly bounds: {
    readonly left?: number;
    readonly top?: number;
    readonly width?: number;
    readonly height?: number;
    readonly windowState?: 'normal' | 'minimized' | 'maximized' | 'fullscreen';
  };
}

interface ScreenInfo {
  readonly id: string;
  readonly availLeft: number;
  readonly availTop: number;
  readonly availWidth: number;
  readonly availHeight: number;
  readonly isPrimary: boolean;
}

/** The pages of this client that a browser shows, by the key of their window. */
async function pagesOf(devtools: Devtools, origin: string): Promise<ReadonlyMap<string, Target>> {
  const { targetInfos } = (await devtools.send('Target.getTargets')) as { readonly targetInfos: readonly Target[] };
  const pages = new Map<string, Target>();
  for (const target of targetInfos) {
    const key = target.type === 'page' ? windowOfUrl(target.url, origin) : null;
    if (key !== null) pages.set(key, target);
  }
  return pages;
}

/**
 * Where each window is now. A window that fills the screen or is minimised keeps the bounds that it was last seen with; one
 * that no screen shows any more, because its screen was unplugged, is brought back into view.
 *
 * @throws {AppError} `internal` when the browser ended or refuses.
 */
export async function readPlaces(
  devtools: Devtools,
  origin: string,
  before: (key: string) => WindowPlace | null,
): Promise<ReadonlyMap<string, WindowPlace>> {
  const places = new Map<string, WindowPlace>();
  let displays: readonly Display[] | null = null;
  for (const [key, target] of await pagesOf(devtools, origin)) {
    const found = await boundsOf(devtools, target.targetId);
    const { windowState = 'normal' } = found.bounds;
    const isNormal = windowState === 'normal';
    displays ??= await displaysOf(devtools, target.targetId);
    if (isNormal && displays.length > 0) await bringBack(devtools, found, displays);
    const bounds = isNormal ? rectangleOf(found) : (before(key)?.bounds ?? rectangleOf(found));
    const display = displayOf(rectangleOf(found), displays);
    const isMaximised = windowState === 'maximized';
    places.set(key, { bounds, isMaximised, ...(display === undefined ? {} : { display }) });
  }
  return places;
}

/** Puts a window back where it was, or into view. Does nothing for a window that this browser does not show. */
export async function restorePlace(devtools: Devtools, origin: string, key: string, place: WindowPlace): Promise<void> {
  const target = (await pagesOf(devtools, origin)).get(key);
  if (target === undefined) return;
  const displays = await displaysOf(devtools, target.targetId);
  const { bounds, isMaximised } = displays.length === 0 ? place : placeOn(place, displays);
  const { windowId } = await boundsOf(devtools, target.targetId);
  const { x: left, y: top, width, height } = bounds;
  await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  await devtools.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
  if (isMaximised) await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'maximized' } });
}

/**
 * Lets a window fill its screen, without any frame. Does nothing for a window that this browser does not show.
 *
 * @param isPlaced false for a window that was never placed: it goes to a screen without another window of the client, where
 *   there is one.
 */
export async function fillScreen(devtools: Devtools, origin: string, key: string, isPlaced: boolean): Promise<void> {
  const pages = await pagesOf(devtools, origin);
  const target = pages.get(key);
  if (target === undefined) return;
  const { windowId } = await boundsOf(devtools, target.targetId);
  const free = isPlaced ? undefined : await freeScreen(devtools, pages, target);
  if (free !== undefined) {
    const { x: left, y: top, width, height } = free.workArea;
    await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
    await devtools.send('Browser.setWindowBounds', { windowId, bounds: { left, top, width, height } });
  }
  await devtools.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'fullscreen' } });
}

async function freeScreen(
  devtools: Devtools,
  pages: ReadonlyMap<string, Target>,
  own: Target,
): Promise<Display | undefined> {
  const displays = await displaysOf(devtools, own.targetId);
  const taken = new Set<string | undefined>();
  for (const { targetId } of [...pages.values()].filter((page) => page !== own)) {
    taken.add(displayOf(rectangleOf(await boundsOf(devtools, targetId)), displays)?.id);
  }
  return displays.find(({ id }) => !taken.has(id));
}

/** To the front, as a click on its button in the task bar would. @returns false where this browser does not show it. */
export async function raiseWindow(devtools: Devtools, origin: string, key: string): Promise<boolean> {
  const target = (await pagesOf(devtools, origin)).get(key);
  if (target === undefined) return false;
  await devtools.send('Target.activateTarget', { targetId: target.targetId });
  return true;
}

/** Moves a window that is too far off all screens to be grabbed; the next reading has its new place. */
async function bringBack(devtools: Devtools, found: WindowBounds, displays: readonly Display[]): Promise<void> {
  const now = rectangleOf(found);
  if (isWithinReach(now, displays)) return;
  const { bounds } = placeOn({ bounds: now, isMaximised: false }, displays);
  const { x: left, y: top, width, height } = bounds;
  await devtools.send('Browser.setWindowBounds', { windowId: found.windowId, bounds: { left, top, width, height } });
}

async function boundsOf(devtools: Devtools, targetId: string): Promise<WindowBounds> {
  return (await devtools.send('Browser.getWindowForTarget', { targetId })) as WindowBounds;
}

function rectangleOf({ bounds }: WindowBounds): Rectangle {
  const { left = 0, top = 0, width = 0, height = 0 } = bounds;
  return { x: left, y: top, width, height };
}

/** All screens, the primary first; none if the browser is too old to report them. */
async function displaysOf(devtools: Devtools, targetId: string): Promise<readonly Display[]> {
  const attached = await devtools.send('Target.attachToTarget', { targetId, flatten: true });
  const { sessionId } = attached as { readonly sessionId: string };
  try {
    const answer = await devtools.send('Emulation.getScreenInfos', {}, sessionId);
    const { screenInfos } = answer as { readonly screenInfos: readonly ScreenInfo[] };
    const inOrder = screenInfos.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
    return inOrder.map(({ id, availLeft: x, availTop: y, availWidth: width, availHeight: height }) => ({
      id: String(id),
      workArea: { x, y, width, height },
    }));
  } catch {
    return []; // older than this command: windows then go back unchecked, and the browser keeps them in view
  } finally {
    await devtools.send('Target.detachFromTarget', { sessionId }).catch(() => undefined); // the window closed meanwhile
  }
}
