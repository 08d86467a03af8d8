/** Starts playback when the screen opens, for an operator who comes from a live picture. */
import { togglePlay, usePlayBar } from './play-bar.ts';

let isWanted = false;

/** Lets the screen play, with the focus on the tile of the selected camera, when the screen is there. */
export const playSoon = (): void => {
  isWanted = true;
};

/** Called by the screen when its tiles exist and the clock runs. */
export function playIfWanted(): void {
  if (!isWanted) return;
  isWanted = false;
  document.querySelector<HTMLElement>('.playback-grid [aria-current="true"]')?.focus();
  if (!usePlayBar.getState().isPlaying) togglePlay();
}
