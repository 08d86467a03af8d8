import type { PauseReason, SequenceEngine } from '../../../state/sequences/sequences-engine.ts';

/** After an alarm a sequence stays where it is for so long, unless somebody goes on by hand. */
export const ALARM_PAUSE_MS = 60_000;

/** A pause that ends later than any does was planned before the clock was set back. */
export function isAlarmPause(untilMs: number, nowMs: number): boolean {
  return nowMs < untilMs && untilMs - nowMs <= ALARM_PAUSE_MS;
}

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
