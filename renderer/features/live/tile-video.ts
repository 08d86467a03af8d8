/** The `<video>` that a tile shows: the replay if there is one, else the live picture that is on top. */
export function videoOf(tile: ParentNode | null): HTMLVideoElement | null {
  if (tile === null) return null;
  const replay = tile.querySelector<HTMLVideoElement>('.lv-replay video');
  // A stream that is about to take over starts below the one that shows.
  const live = [...tile.querySelectorAll<HTMLVideoElement>('.lv-area video')].at(-1) ?? null;
  const shown = replay ?? live;
  return shown !== null && shown.videoWidth > 0 ? shown : null;
}

export function tileElement(tile: number): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-tile="${tile}"]`);
}
