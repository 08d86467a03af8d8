/** The end of a simulator that a test started. */
import type { ChildProcess } from 'node:child_process';
import { stop } from '../../scripts/lib.ts';

/**
 * Ends a simulator. Does nothing where it never started: the caller that waited for its start got the reason.
 *
 * @param graceMs how long it may take to end by itself, ms.
 * @throws {Error} when it did not end by itself and was killed.
 */
export async function stopStarted(
  simulator: Promise<{ readonly child: ChildProcess }>,
  graceMs?: number,
): Promise<void> {
  const child = await simulator.then(
    (started) => started.child,
    () => null,
  );
  if (child === null || (await stop(child, graceMs)) === 'ended') return;
  throw new Error(`the simulator (process ${child.pid}) did not end by itself and was killed`);
}
