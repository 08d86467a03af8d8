import type { PauseReason, SequenceEngine } from '../../../state/sequences/sequences-engine.ts';

/** After an alarm a sequence stays at its step for this long, unless the operator resumes it. */
export const ALARM_PAUSE_MS = 60_000;

/** A pause that ends later than any pause can was planned before the clock was set back. */
export function isAlarmPause(untilMs: number, nowMs: number): boolean {
  return nowMs < untilMs && untilMs - nowMs <= ALARM_PAUSE_MS;
}

/** Pauses the engine for exactly these reasons; `hand`, the operator's own pause, stays as it is. */
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
