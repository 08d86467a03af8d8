/**
 * Hides events of live videos from the page: they come seven times a second and no code needs them. React listens at
 * its root for every event of media elements and walks the tree for each, which took up to a tenth of the page's time
 * on a wall of 64 tiles. The player libraries listen until the picture moves, so until then no event is hidden.
 */
const KEPT_BACK = ['timeupdate', 'progress'] as const;
const MOVES = 3; // HTMLMediaElement.HAVE_FUTURE_DATA

const quiet = new WeakSet<EventTarget>();

/** Marks the video of a live tile. */
export function makeQuiet(video: HTMLVideoElement): void {
  quiet.add(video);
}

/**
 * Keeps the events of marked videos back, until the returned function is called.
 *
 * @param onProgress called for the events that report more loaded data.
 */
export function keepQuiet(onProgress: () => void): () => void {
  const stop = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof HTMLVideoElement) || !quiet.has(target) || target.readyState < MOVES) return;
    event.stopPropagation();
    if (event.type === 'progress') onProgress();
  };
  for (const type of KEPT_BACK) window.addEventListener(type, stop, { capture: true });
  return () => {
    for (const type of KEPT_BACK) window.removeEventListener(type, stop, { capture: true });
  };
}
