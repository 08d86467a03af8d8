/** Ends the present task, so that input and painting come first, and goes on as soon as they are done. */
export function yieldToEvents(): Promise<void> {
  return 'scheduler' in globalThis ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve, 0));
}

/** Rows handled between two yields: a few milliseconds on a busy computer. */
export const SLICE = 2000;
