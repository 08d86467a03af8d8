/**
 * Hides events of live videos from the page that come seven times a second and that no code needs. React listens at its root
 * for every event of media elements and walks the tree for each: on a wall of 64 tiles that took as long as a tenth of all
 * the page does. The libraries that play listen until the picture moves, hence until then nothing is kept back.
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
 * @param onProgress hears of those that say that more was loaded.
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
