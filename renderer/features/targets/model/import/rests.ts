/** Long work over the rows of a file in pieces: between two pieces the window answers keys and clicks. */
import { yieldToEvents } from '../../../../state/page/yield-to-events.ts';

/** Shorter than the 50 ms from which a task counts as long. */
const PIECE_MS = 12;

interface Rests {
  /** A piece has taken long enough. */
  readonly isDue: () => boolean;
  readonly take: () => Promise<void>;
}

/** For one piece of work after the other; the first begins now. */
export function restBetween(): Rests {
  let startedMs = performance.now();
  return {
    isDue: () => performance.now() - startedMs >= PIECE_MS,
    take: async () => {
      await yieldToEvents();
      startedMs = performance.now();
    },
  };
}
