/**
 * Judges whether main hangs, as in an endless loop or in a stopped process. Main beats once a second; the supervisor
 * counts the silence between two beats on its own ticks.
 *
 * A pause between two ticks counts as one tick, however long the pause was. While the computer sleeps, while both
 * processes are stopped and while the machine is too busy to run the supervisor, main cannot beat either, so such time
 * proves nothing. A native debugger that stops main looks like a hang: start dist/main/browser-client.js for that, which
 * has no supervisor.
 */

/** The state of main that each beat reports to the supervisor. */
export interface Pulse {
  /** `starting` until the first window opens; `ending` after the end was asked for. */
  readonly phase: 'starting' | 'running' | 'ending';
  /** A movement of a camera is in the journal: its stop is not confirmed yet. */
  readonly isMoving: boolean;
  /** The inspector of Node is open, so that a debugger may hold main at any time. */
  readonly isDebugged: boolean;
}

/** Time between two beats of main, milliseconds. */
export const BEAT_MS = 1_000;
/** Time between two ticks of the supervisor, milliseconds. */
export const TICK_MS = 500;

/** Main hangs when it is silent for longer than this, milliseconds. */
export const SILENCE_MS = {
  /** The modules are read and the database may be changed to a new schema, in one piece. A slow disk needs long. */
  starting: 60_000,
  /** Long work is done in threads or in slices; a machine that swaps may hold main for seconds all the same. */
  resting: 10_000,
  /** A camera moves on while main is silent. */
  moving: 5_000,
} as const;

const AT_START: Pulse = { phase: 'starting', isMoving: false, isDebugged: false };

/** Watches one process. */
export class MainWatch {
  readonly #nowMs: () => number;
  #pulse = AT_START;
  #tickAtMs: number;
  #silentMs = 0;

  /** @param nowMs milliseconds that only go forward, whatever is done to the clock. */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
    this.#tickAtMs = nowMs();
  }

  /** The state in the last beat. */
  get pulse(): Pulse {
    return this.#pulse;
  }

  beat(pulse: Pulse): void {
    this.#pulse = pulse;
    this.#silentMs = 0;
  }

  /** To be called every {@link TICK_MS}. @returns whether main hangs. */
  tick(): boolean {
    const nowMs = this.#nowMs();
    this.#silentMs += Math.min(TICK_MS, nowMs - this.#tickAtMs);
    this.#tickAtMs = nowMs;
    if (this.#pulse.isDebugged) this.#silentMs = 0;
    return this.#silentMs >= limitOf(this.#pulse);
  }
}

function limitOf({ phase, isMoving }: Pulse): number {
  // At the start the stops of cameras that an earlier run left moving come first, before anything that takes long.
  if (phase === 'starting') return SILENCE_MS.starting;
  return isMoving ? SILENCE_MS.moving : SILENCE_MS.resting;
}
