/** A reading of several requests that events ask for: at most one runs, and none is lost. */

/**
 * @param work must not be called by itself. A failure reaches every waiting caller.
 * @returns runs the work. A call during a run makes one more run after it; the promise resolves after the last run.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let isWantedAgain = false;
  const run = async (): Promise<void> => {
    try {
      do {
        isWantedAgain = false;
        await work();
      } while (isWantedAgain);
    } finally {
      // Not behind the promise: a call in between would wait for a run that has read everything already.
      running = null;
    }
  };
  return () => {
    if (running === null) running = run();
    else isWantedAgain = true;
    return running;
  };
}
