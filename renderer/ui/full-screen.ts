/** The pictures alone on the screen: the styles take the bars away, so that menus, dialogs and the palette still show over them. */
import { useSyncExternalStore } from 'react';

export const isFullScreen = (): boolean => document.fullscreenElement !== null;

/** Enters or leaves full screen. A refusal of the system leaves everything as it is. */
export function toggleFullScreen(): void {
  const change = isFullScreen() ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  // The system or the user may refuse. Then nothing has changed, and the button still says what it would do.
  change.catch(() => undefined);
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}

export function useIsFullScreen(): boolean {
  return useSyncExternalStore(subscribe, isFullScreen);
}
