/** The stage alone on the screen. */
import { useSyncExternalStore } from 'react';

/** Enters or leaves full screen. A refusal of the system leaves everything as it is. */
export function toggleFullScreen(stage: HTMLElement): void {
  const change = document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen();
  // The system or the user may refuse; nothing has changed then and the button still says what it would do.
  change.catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

export function useIsFullScreen(): boolean {
  return useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
}
