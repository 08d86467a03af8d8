/**
 * Keeps a player near the newest media without visible jumps: a little faster when it is behind, a little slower when
 * its buffer is so small that the next short delay of the network would stop it, and a cut only when it is far behind.
 */

/** Behind the target by more than this, the player cuts to the edge. */
const JUMP_ABOVE_MS = 4_000;
const HURRY_ABOVE_MS = 1_500;
const START_ABOVE_MS = 400;
const STOP_BELOW_MS = 50;
/** A player that joined just after a key frame has almost no buffer. */
const THIN_BELOW_MS = -400;

export interface Course {
  readonly rate: number;
  /** Position to jump to, in seconds of the media timeline, or null to play on. */
  readonly jumpToSec: number | null;
}

export interface Position {
  readonly currentSec: number;
  /** Buffered ranges in order, in seconds. */
  readonly ranges: readonly { readonly startSec: number; readonly endSec: number }[];
  readonly rate: number;
  readonly targetMs: number;
  /** True when no new frame came since the last reading: then a hole in the buffer must be jumped over. */
  readonly isStuck: boolean;
}

/** Decides the next second of a player. */
export function steer(position: Position): Course {
  const last = position.ranges.at(-1);
  if (!last) return { rate: 1, jumpToSec: null };
  const edgeSec = Math.max(last.startSec, last.endSec - position.targetMs / 1000);
  const isBeforeHole = position.currentSec < last.startSec - 0.05;
  const isBehindStart = position.currentSec < (position.ranges[0]?.startSec ?? 0) - 0.05;
  if (isBehindStart || (isBeforeHole && position.isStuck)) return { rate: 1, jumpToSec: edgeSec };
  const excessMs = (last.endSec - position.currentSec) * 1000 - position.targetMs;
  if (excessMs > JUMP_ABOVE_MS) return { rate: 1, jumpToSec: edgeSec };
  if (excessMs > HURRY_ABOVE_MS) return { rate: 1.25, jumpToSec: null };
  if (excessMs > START_ABOVE_MS) return { rate: 1.1, jumpToSec: null };
  if (excessMs > STOP_BELOW_MS && position.rate > 1) return { rate: 1.1, jumpToSec: null };
  if (excessMs < THIN_BELOW_MS) return { rate: 0.9, jumpToSec: null };
  if (excessMs < -STOP_BELOW_MS && position.rate < 1) return { rate: 0.9, jumpToSec: null };
  return { rate: 1, jumpToSec: null };
}
