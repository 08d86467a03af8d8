/** How often a player of recordings may repair itself after damaged segments before it has failed. */

const MOST_REPAIRS = 3;
const REPAIRS_WITHIN_MS = 10_000;
const SAME_PLACE_SEC = 1;

interface Repair {
  /** By a clock that is never set. */
  readonly nowMs: number;
  readonly positionSec: number;
}

export class Repairs {
  #made: readonly Repair[] = [];

  /** Counts a repair at a position, s. @returns whether it is one too many in this time, or at this place. */
  isOver(atSec: number): boolean {
    const now: Repair = { nowMs: performance.now(), positionSec: atSec };
    const isNear = ({ nowMs, positionSec }: Repair): boolean =>
      now.nowMs - nowMs < REPAIRS_WITHIN_MS || Math.abs(now.positionSec - positionSec) < SAME_PLACE_SEC;
    this.#made = [...this.#made.filter(isNear), now];
    return this.#made.length > MOST_REPAIRS;
  }
}
