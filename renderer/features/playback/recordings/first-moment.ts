/** The moment with which playback begins where the operator chose none: the newest footage of the camera that was opened. */
import { playableBeforeMs, playableFromMs } from '../../../ui/timeline/pieces.ts';
import { listingOf } from './listing.ts';
import { useRecordings } from './recordings.ts';
import { useSession, type SessionCamera } from '../session.ts';
import { seek } from '../transport/transport.ts';

/** So long before the end of the footage: the last picture of a file may lack. */
const BEFORE_END_MS = 10_000;
/** A cloud without a list may have this moment already. */
const UNLISTED_MS = 30_000;

let isWanted = false;

/** Lets the screen show the newest footage of the selected camera as soon as that is known, unless a moment shows already. */
export const showNewestSoon = (): void => {
  isWanted = useSession.getState().atMs === null;
};

/** Epoch ms; null before the cloud has reported footage. */
function newestMs(camera: SessionCamera, nowMs: number): number | null {
  if (listingOf(camera) !== 'listed') return nowMs - UNLISTED_MS;
  const model = useRecordings.getState()[camera.channelId]?.model ?? null;
  const endMs = model === null ? null : playableBeforeMs(model, nowMs);
  if (model === null || endMs === null) return null;
  return playableFromMs(model, endMs - BEFORE_END_MS);
}

/** Goes to the newest footage when it is known, while the screen is there. A moment that the operator chooses goes first. @returns ends it. */
export function followFirstMoment(): () => void {
  const look = (): void => {
    if (!isWanted) return;
    const { atMs, cameras, selectedId } = useSession.getState();
    const camera = cameras.find(({ channelId }) => channelId === selectedId);
    const foundMs = camera === undefined ? null : newestMs(camera, Date.now());
    if (atMs === null && camera !== undefined && foundMs === null) return;
    isWanted = false;
    if (atMs === null && foundMs !== null) seek(foundMs);
  };
  const stops = [useSession.subscribe(look), useRecordings.subscribe(look)];
  look();
  return () => {
    isWanted = false;
    stops.forEach((stop) => stop());
  };
}
