/** Whether this window can be seen: by the page itself, and by main, which learns when windows are minimised. */
import { on } from './bridge.ts';

let isShown = true;
const listeners = new Set<(isSeen: boolean) => void>();

export function isSeen(): boolean {
  return isShown && document.visibilityState === 'visible';
}

/** Calls `listener` now and at every change, until the returned function is called. */
export function followSight(listener: (isSeen: boolean) => void): () => void {
  const tell = (): void => listener(isSeen());
  document.addEventListener('visibilitychange', tell);
  listeners.add(listener);
  tell();
  return () => {
    document.removeEventListener('visibilitychange', tell);
    listeners.delete(listener);
  };
}

/** Follows main's reports on the sight of the window, until the returned function is called. */
export function followWindowSight(): () => void {
  return on('window.sight-changed', (sight) => {
    isShown = sight.isSeen;
    for (const listener of listeners) listener(isSeen());
  });
}
