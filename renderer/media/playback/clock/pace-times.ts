/**
 * Moments of a stream that a device plays at its own pace. The stream has one timeline; each order of the device (another
 * moment, another speed) begins a new pace on it. The moments are estimated: no device says with which picture an order
 * takes effect.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';

interface Pace {
  /** Where it begins on the media timeline, in seconds. */
  readonly fromSec: number;
  readonly atMs: number;
  /** Footage per second of the media timeline. */
  readonly speed: number;
}

/** Older paces lie outside of every buffer. */
const MOST_PACES = 64;

export class PaceTimes {
  #paces: readonly Pace[];

  /** @param atMs the moment of position 0. */
  constructor(atMs: number) {
    this.#paces = [{ fromSec: 0, atMs, speed: 1 }];
  }

  /** The device plays from this position on another moment, or at another speed; an absent value stays as it is. */
  order(fromSec: number, { atMs, speed }: { readonly atMs?: number; readonly speed?: number }): void {
    const last = this.#paces.at(-1);
    const next = { fromSec, atMs: atMs ?? this.momentOf(fromSec), speed: speed ?? last?.speed ?? 1 };
    const kept = this.#paces.filter((one) => one.fromSec < fromSec);
    this.#paces = [...kept, next].slice(-MOST_PACES);
  }

  momentOf(positionSec: number): number {
    const pace = this.#paces.findLast(({ fromSec }) => fromSec <= positionSec) ?? this.#paces[0];
    return pace === undefined ? 0 : pace.atMs + (positionSec - pace.fromSec) * pace.speed * 1_000;
  }

  /** Where a moment lies between two positions; null when it does not. */
  positionOf(atMs: number, fromSec: number, toSec: number): number | null {
    for (const [i, { speed, atMs: beginMs, fromSec: beginSec }] of this.#paces.entries()) {
      const endSec = Math.min(toSec, this.#paces[i + 1]?.fromSec ?? toSec);
      const positionSec = beginSec + (atMs - beginMs) / speed / 1_000;
      if (positionSec >= Math.max(fromSec, beginSec) && positionSec < endSec) return positionSec;
    }
    return null;
  }

  /** The moments between two positions, in the order of the stream. */
  rangesOf(fromSec: number, toSec: number): TimeRange[] {
    return this.#paces.flatMap(({ fromSec: beginSec }, i) => {
      const from = Math.max(fromSec, beginSec);
      const to = Math.min(toSec, this.#paces[i + 1]?.fromSec ?? toSec);
      if (to <= from) return [];
      const fromMs = this.momentOf(from);
      const speed = this.#paces[i]?.speed ?? 1;
      return [{ fromMs, toMs: fromMs + (to - from) * speed * 1_000 }];
    });
  }
}
