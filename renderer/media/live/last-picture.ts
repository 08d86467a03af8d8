/**
 * The last picture of a stream that was lost. A `<video>` without a source shows nothing, so a copy of its last frame stays
 * below the element until the next frame comes. The style of the tile decides when the copy can be seen.
 */

/** Enough to recognise a scene below a veil; a wall of 64 tiles keeps 64 of these. */
const MOST_PIXELS_WIDE = 640;
const CLASS = 'tile-kept';

/** Keeps what the video shows now. Does nothing for a video that is on no tile, or has no picture. */
export function keepPicture(video: HTMLVideoElement): void {
  const host = video.parentElement as HTMLElement | null | undefined; // tests have elements without a page
  if (!host || video.videoWidth === 0) return;
  const scale = Math.min(1, MOST_PIXELS_WIDE / video.videoWidth);
  const canvas = document.createElement('canvas');
  canvas.className = CLASS;
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  canvas.ariaHidden = 'true';
  const context = canvas.getContext('2d');
  if (context === null) return; // memory is short: the tile is black, as without this copy
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  dropPicture(video);
  host.prepend(canvas);
}

/** The picture moves again, or its tile goes. */
export function dropPicture(video: HTMLVideoElement): void {
  const host = video.parentElement as HTMLElement | null | undefined;
  for (const kept of host?.querySelectorAll(`.${CLASS}`) ?? []) kept.remove();
}
