/** One tick a second for everything on screen that shows an age or the time. Runs only while something listens. */
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setTimeout> | null = null;

function schedule(): void {
  timer = setTimeout(
    () => {
      nowMs = Date.now();
      for (const listener of listeners) listener();
      if (listeners.size > 0) schedule();
      else timer = null;
    },
    1000 - (Date.now() % 1000), // on the second, so that every countdown steps together
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    nowMs = Date.now();
    schedule();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearTimeout(timer);
      timer = null;
    }
  };
}

/** Epoch milliseconds, renewed once a second. */
export function useNowMs(): number {
  return useSyncExternalStore(subscribe, () => nowMs);
}

const MINUTE_MS = 60_000;

/** The minute that runs, in epoch milliseconds: for what changes with the day, and must not be drawn every second. */
export function useMinuteMs(): number {
  return useSyncExternalStore(subscribe, () => nowMs - (nowMs % MINUTE_MS));
}
