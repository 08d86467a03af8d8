/** The moment with which playback begins where the operator chose none: the newest footage of what was opened. */
import { playableBeforeMs, playableFromMs } from '../../../ui/timeline/pieces.ts';
import { listingOf } from './listing.ts';
import { useRecordings } from './recordings.ts';
import { useSession, type SessionCamera } from '../session.ts';
import { seek } from '../play-bar/play-bar.ts';

/** So long before the end of the footage: the last picture of a file may lack. */
const BEFORE_END_MS = 10_000;
/** A cloud without a list may have this moment already. */
const UNLISTED_MS = 30_000;

/** The first picture of a set does not wait longer for the lists of the other cameras. */
const LONGEST_WAIT_MS = 3_000;

/** Whose newest footage is wanted: that of the selected camera, or that of the whole set; null: nobody's. */
let wanted: 'selected' | 'all' | null = null;
/** While the screen is there. */
let lookNow = (): void => undefined;

/**
 * Lets the screen show the newest footage as soon as that is known, unless a moment shows already.
 *
 * @param whose `all`: the newest that a camera of the set has, as soon as their lists are read.
 */
export function showNewestSoon(whose: 'selected' | 'all' = 'selected'): void {
  wanted = useSession.getState().atMs === null ? whose : null;
  lookNow();
}

/** Epoch ms; null before the cloud has reported footage. */
function newestMs(camera: SessionCamera, nowMs: number): number | null {
  if (listingOf(camera) !== 'listed') return nowMs - UNLISTED_MS;
  const model = useRecordings.getState()[camera.channelId]?.model ?? null;
  const endMs = model === null ? null : playableBeforeMs(model, nowMs);
  if (model === null || endMs === null) return null;
  return playableFromMs(model, endMs - BEFORE_END_MS);
}

/** Of the cameras whose clouds have lists; those without a list count where no list names footage. Null before one is known. */
function newestOfAll(cameras: readonly SessionCamera[], nowMs: number): number | null {
  const listed = cameras.filter((camera) => listingOf(camera) === 'listed');
  const found = listed.flatMap((camera) => newestMs(camera, nowMs) ?? []);
  if (found.length > 0) return Math.max(...found);
  return listed.length < cameras.length && !listed.some(isAwaited) ? nowMs - UNLISTED_MS : null;
}

/** The list of the camera was neither read nor refused. */
function isAwaited(camera: SessionCamera): boolean {
  if (listingOf(camera) !== 'listed') return false;
  const known = useRecordings.getState()[camera.channelId];
  return known === undefined || (known.model === null && known.error === null);
}

/** Goes to the newest footage when it is known, while the screen is there. A moment that the operator chooses goes first. @returns ends it. */
export function followFirstMoment(): () => void {
  let waiting: ReturnType<typeof setTimeout> | null = null;
  const end = (): void => {
    wanted = null;
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
  };
  const look = (isLate = false): void => {
    if (wanted === null) return;
    const { atMs, cameras, selectedId } = useSession.getState();
    const from = wanted === 'all' ? cameras : cameras.filter(({ channelId }) => channelId === selectedId);
    if (atMs !== null || from.length === 0) return end();
    const foundMs = newestOfAll(from, Date.now());
    if (foundMs === null) return;
    if (!isLate && from.some(isAwaited)) {
      waiting ??= setTimeout(() => look(true), LONGEST_WAIT_MS);
      return;
    }
    end();
    seek(foundMs);
  };
  const stops = [useSession.subscribe(() => look()), useRecordings.subscribe(() => look())];
  lookNow = look;
  look();
  return () => {
    end();
    lookNow = () => undefined;
    stops.forEach((stop) => stop());
  };
}
