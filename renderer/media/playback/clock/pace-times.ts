/**
 * Moments of a stream that a device plays at its own pace. The stream has one timeline; each order of the device (another
 * moment, another speed) begins a new stretch on it. The moments are estimated: no device says with which picture an order
 * takes effect.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';

interface Stretch {
  /** Where it begins on the media timeline, in seconds. */
  readonly fromSec: number;
  readonly atMs: number;
  /** Footage per second of the media timeline. */
  readonly speed: number;
}

/** Older stretches lie outside of every buffer. */
const MOST_STRETCHES = 64;

export class PaceTimes {
  #stretches: readonly Stretch[];

  /** @param atMs the moment of position 0. */
  constructor(atMs: number) {
    this.#stretches = [{ fromSec: 0, atMs, speed: 1 }];
  }

  /** The device plays from this position on another moment, or at another speed; an absent value stays as it is. */
  order(fromSec: number, { atMs, speed }: { readonly atMs?: number; readonly speed?: number }): void {
    const last = this.#stretches.at(-1);
    const next = { fromSec, atMs: atMs ?? this.momentOf(fromSec), speed: speed ?? last?.speed ?? 1 };
    const kept = this.#stretches.filter((one) => one.fromSec < fromSec);
    this.#stretches = [...kept, next].slice(-MOST_STRETCHES);
  }

  momentOf(positionSec: number): number {
    const stretch = this.#stretches.findLast(({ fromSec }) => fromSec <= positionSec) ?? this.#stretches[0];
    return stretch === undefined ? 0 : stretch.atMs + (positionSec - stretch.fromSec) * stretch.speed * 1_000;
  }

  /** Where a moment lies between two positions; null when it does not. */
  positionOf(atMs: number, fromSec: number, toSec: number): number | null {
    for (const [i, { speed, atMs: beginMs, fromSec: beginSec }] of this.#stretches.entries()) {
      const endSec = Math.min(toSec, this.#stretches[i + 1]?.fromSec ?? toSec);
      const positionSec = beginSec + (atMs - beginMs) / speed / 1_000;
      if (positionSec >= Math.max(fromSec, beginSec) && positionSec < endSec) return positionSec;
    }
    return null;
  }

  /** The moments between two positions, in the order of the stream. */
  rangesOf(fromSec: number, toSec: number): TimeRange[] {
    return this.#stretches.flatMap(({ fromSec: beginSec }, i) => {
      const from = Math.max(fromSec, beginSec);
      const to = Math.min(toSec, this.#stretches[i + 1]?.fromSec ?? toSec);
      if (to <= from) return [];
      const fromMs = this.momentOf(from);
      const speed = this.#stretches[i]?.speed ?? 1;
      return [{ fromMs, toMs: fromMs + (to - from) * speed * 1_000 }];
    });
  }
}
