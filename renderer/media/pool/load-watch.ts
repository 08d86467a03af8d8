/**
 * Turns the counters of the players into one reading of the load: dropped frames, and frames that should have been
 * decoded and were not.
 */
import type { LoadReading } from './governor.ts';
import { isMoving, type PlayerState, type PlayerStatistics } from '../live/player-state.ts';

/** A stream that has just begun catches up, and drops while it does. */
const SETTLED_AFTER_MS = 5_000;
/** A player this far behind has its data, so the decoder is too slow. */
const BEHIND_MS = 1_500;
/**
 * The rate of a camera is its best rate so far, less this share each second, because a camera may be set to another
 * rate.
 */
const FORGET_PER_SECOND = 0.01;
/** Too few frames for a judgement. */
const LEAST_FRAMES = 10;

export interface WatchedPlayer {
  readonly state: PlayerState;
  readonly statistics: PlayerStatistics;
}

/** The load readings of the page and of main besides the players. */
export interface LoadSources {
  /** Milliseconds in which the window could not react, since the last call. */
  takeHeldUpMs(): number | null;
  /** Share of all processors. */
  cpu(): number | null;
}

interface Known {
  droppedFrames: number;
  usualFps: number;
}

export class LoadWatch {
  readonly #sources: LoadSources;
  readonly #known = new WeakMap<WatchedPlayer, Known>();
  #sampledAtMs: number | null = null;

  constructor(sources: LoadSources) {
    this.#sources = sources;
  }

  /** @param nowMs of a clock that may be set: a reading after a jump says nothing about the time in between. */
  read(players: readonly WatchedPlayer[], nowMs: number): LoadReading {
    const elapsedSec = this.#sampledAtMs === null ? 0 : (nowMs - this.#sampledAtMs) / 1_000;
    this.#sampledAtMs = nowMs;
    let shown = 0;
    let dropped = 0;
    let due = 0;
    let missing = 0;
    for (const player of players) {
      const counted = this.#count(player, elapsedSec, nowMs);
      shown += counted.shown;
      dropped += counted.dropped;
      due += counted.due;
      missing += counted.missing;
    }
    const heldUpMs = this.#sources.takeHeldUpMs();
    return {
      nowMs,
      droppedShare: shown < LEAST_FRAMES ? null : Math.min(1, dropped / shown),
      missingShare: due < LEAST_FRAMES ? null : Math.min(1, missing / due),
      heldUpShare: heldUpMs === null || elapsedSec <= 0 ? null : Math.min(1, heldUpMs / 1_000 / elapsedSec),
      cpu: this.#sources.cpu(),
    };
  }

  #count(
    player: WatchedPlayer,
    elapsedSec: number,
    nowMs: number,
  ): { readonly shown: number; readonly dropped: number; readonly due: number; readonly missing: number } {
    const { state, statistics } = player;
    const known = this.#known.get(player) ?? { droppedFrames: statistics.droppedFrames, usualFps: 0 };
    this.#known.set(player, known);
    const dropped = Math.max(0, statistics.droppedFrames - known.droppedFrames);
    known.droppedFrames = statistics.droppedFrames;
    const isSettled = isMoving(state) && 'sinceMs' in state && nowMs - state.sinceMs >= SETTLED_AFTER_MS;
    if (!isSettled || elapsedSec <= 0) return { shown: 0, dropped: 0, due: 0, missing: 0 };
    known.usualFps = Math.max(statistics.fps, known.usualFps * (1 - FORGET_PER_SECOND * elapsedSec));
    // HLS is always this far behind, so for HLS the delay says nothing.
    const isBehind = statistics.transport === 'flv' && (statistics.latencyMs ?? 0) > BEHIND_MS;
    const missingFps = isBehind ? Math.max(0, known.usualFps - statistics.fps) : 0;
    return {
      shown: statistics.fps * elapsedSec,
      dropped,
      due: known.usualFps * elapsedSec,
      missing: missingFps * elapsedSec,
    };
  }
}

/** Long tasks of this page, as the browser counts them; null where it does not. */
export function watchHeldUp(): () => number | null {
  if (!PerformanceObserver.supportedEntryTypes.includes('longtask')) return () => null;
  let sumMs = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sumMs += entry.duration;
  }).observe({ type: 'longtask' });
  return () => {
    const ms = sumMs;
    sumMs = 0;
    return ms;
  };
}
