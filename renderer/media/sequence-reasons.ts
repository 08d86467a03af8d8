import type { PauseReason, SequenceEngine } from '../state/sequences-engine.ts';

/** Holds the engine for exactly these reasons; `hand` is the operator's and stays. */
export function setReasons(
  engine: SequenceEngine,
  because: Readonly<Record<Exclude<PauseReason, 'hand'>, boolean>>,
  nowMs: number,
): void {
  for (const [reason, isSo] of Object.entries(because) as [PauseReason, boolean][]) {
    if (isSo && !engine.isPausedBy(reason)) engine.pause(reason);
    else if (!isSo) engine.resume(reason, nowMs);
  }
}
