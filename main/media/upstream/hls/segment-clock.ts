/**
 * Where the times of a segment should lie. Segments that follow each other without a discontinuity have times that follow
 * each other (RFC 8216, 4.3.2.3). Some recorders and servers begin their times anew, or jump, without saying so: players then
 * show another moment than the playlist names, or nothing. The times of such segments are moved to the place that the
 * playlist gives them.
 */
import { ticksBetween } from '../../formats/ts/time-shift.ts';

const TICKS_A_SEC = 90_000;
/** Lengths in playlists are rounded, and sound may begin before its picture: a smaller distance is no jump. */
const TOLERANCE_TICKS = TICKS_A_SEC;
/** Limit of remembered segments, the newest ones. A player continues next to one of them, or begins elsewhere. */
const MAX_REMEMBERED = 4_096;

export interface PlacedSegment {
  /** Rises by one from segment to segment. */
  readonly sequence: number;
  /** Segments with the same number continue each other. */
  readonly discontinuity: number;
  /** From the begin of the playlist, by the lengths that it gives. */
  readonly startSec: number;
  readonly durationSec: number;
}

interface Known extends PlacedSegment {
  readonly firstTicks: number;
  readonly shift: number;
}

export class SegmentClock {
  readonly #known = new Map<number, Known>();
  /** By discontinuity: the time that the begin of the playlist would have. */
  readonly #zeros = new Map<number, number>();

  /**
   * Call with each segment that a player gets, in any order.
   *
   * @param firstTicks the first time in the segment, 90 kHz, 33 bits.
   * @returns how far its times must be moved, in ticks; 0 where they lie as the playlist says.
   */
  shiftOf(segment: PlacedSegment, firstTicks: number): number {
    const known = this.#known.get(segment.sequence);
    const shift = known?.firstTicks === firstTicks ? known.shift : this.#find(segment, firstTicks);
    this.#known.delete(segment.sequence);
    this.#known.set(segment.sequence, { ...segment, firstTicks, shift });
    if (this.#known.size > MAX_REMEMBERED) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    if (!this.#zeros.has(segment.discontinuity)) {
      this.#zeros.set(segment.discontinuity, firstTicks + shift - segment.startSec * TICKS_A_SEC);
    }
    return shift;
  }

  #find(segment: PlacedSegment, firstTicks: number): number {
    const neighbours = [this.#neighbour(segment, -1), this.#neighbour(segment, 1)].filter((one) => one !== null);
    for (const { known, distanceTicks } of neighbours) {
      // The segment's times continue those of its neighbour, despite small errors in the lengths.
      const isNext = Math.abs(ticksBetween(known.firstTicks + distanceTicks, firstTicks)) <= TOLERANCE_TICKS;
      if (isNext) return known.shift;
    }
    const [beside] = neighbours;
    const zero = this.#zeros.get(segment.discontinuity);
    if (beside === undefined && zero === undefined) return 0;
    const expected =
      beside === undefined
        ? (zero ?? 0) + segment.startSec * TICKS_A_SEC
        : beside.known.firstTicks + beside.known.shift + beside.distanceTicks;
    const off = Math.round(ticksBetween(expected, firstTicks));
    return Math.abs(off) <= TOLERANCE_TICKS ? 0 : -off;
  }

  #neighbour(segment: PlacedSegment, by: 1 | -1): { readonly known: Known; readonly distanceTicks: number } | null {
    const known = this.#known.get(segment.sequence + by);
    if (known?.discontinuity !== segment.discontinuity) return null;
    const distanceSec = by < 0 ? known.durationSec : -segment.durationSec;
    return { known, distanceTicks: Math.round(distanceSec * TICKS_A_SEC) };
  }
}
