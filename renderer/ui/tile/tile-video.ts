import { hiddenOf, type Frame } from './native-size.ts';
import type { View } from './zoom.ts';

/** The `<video>` that a tile shows: the replay if there is one, else the live picture that is on top. */
export function videoOf(tile: ParentNode | null): HTMLVideoElement | null {
  if (tile === null) return null;
  // A replay lies behind the live picture in the page, and a stream that is about to take over before it.
  const shown = [...tile.querySelectorAll<HTMLVideoElement>('.tile-area video')].at(-1) ?? null;
  return shown !== null && shown.videoWidth > 0 ? shown : null;
}

/** How many pixels of the screen a CSS pixel of the element has. */
export function pixelRatioOf(element: Element): number {
  // jsdom and old engines know no zoom.
  return window.devicePixelRatio * (element.currentCSSZoom ?? 1);
}

/**
 * The part that a tile hides of a picture in its native size; null for any other picture. @param pic the tile's picture
 * area.
 */
export function frameOf(pic: HTMLElement | null, turn: View['turn']): Frame | null {
  const video = videoOf(pic);
  if (pic === null || video === null || pic.closest<HTMLElement>('[data-aspect]')?.dataset['aspect'] !== 'native')
    return null;
  const tile = { width: pic.clientWidth, height: pic.clientHeight };
  const picture = { width: video.videoWidth, height: video.videoHeight };
  return { widthPx: tile.width, heightPx: tile.height, hidden: hiddenOf(picture, tile, pixelRatioOf(pic), turn) };
}

export function tileElement(tile: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-tile="${tile}"]`);
}
