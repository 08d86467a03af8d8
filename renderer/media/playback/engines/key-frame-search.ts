/**
 * Clouds may cut segments between key frames. A player that begins in such a segment has no picture, although the segments
 * before it lead there: loading then begins further back, and continues without a break up to the sought moment.
 */
import type { TimedFragment } from './fragment-times.ts';

/** How far before the sought segment loading begins, in s, one try after another. Cameras send key frames more often. */
const STEPS_SEC: readonly number[] = [10, 30, 60];

type Fragment = Pick<TimedFragment, 'sn' | 'start' | 'duration' | 'cc'>;

/**
 * - `begin`: load anew, from {@link KeyFrameSearch.beginOf}.
 * - `wait`: a segment behind this one may have a key frame.
 * - `none`: this segment is not searched for, or nothing is left to try.
 */
export type NextTry = 'begin' | 'wait' | 'none';

export class KeyFrameSearch {
  /** The segment of the sought moment; null while nothing is searched for. */
  #target: Fragment | null = null;
  #tries = 0;
  /** Runs of footage in which no key frame was found. */
  readonly #keyless = new Set<number>();

  get isActive(): boolean {
    return this.#target !== null;
  }

  /**
   * A segment had no key frame.
   *
   * @param positionSec the sought position on the media timeline; null while no moment is sought.
   */
  next(fragment: Fragment, fragments: readonly Fragment[], positionSec: number | null): NextTry {
    if (this.#keyless.has(fragment.cc)) return 'none';
    if (this.#target === null) {
      if (positionSec === null || !holds(fragment, positionSec)) return 'none';
      this.#target = fragment;
      this.#tries = 0;
    }
    if (fragment.sn !== this.#target.sn) return Number(fragment.sn) < Number(this.#target.sn) ? 'wait' : 'none';
    const triedSn = this.#tries === 0 ? fragment.sn : this.beginOf(fragments)?.sn;
    do this.#tries += 1;
    while (this.#tries <= STEPS_SEC.length && this.beginOf(fragments)?.sn === triedSn);
    if (this.#tries <= STEPS_SEC.length) return 'begin';
    this.#keyless.add(fragment.cc);
    this.end();
    return 'none';
  }

  /** The segment to load from, in the list of the same recording; null while nothing is searched for. */
  beginOf(fragments: readonly Fragment[]): Fragment | null {
    const target = this.#target;
    if (target === null) return null;
    const run = fragments.filter(({ sn, cc }) => cc === target.cc && Number(sn) <= Number(target.sn));
    const fromSec = (run.at(-1)?.start ?? 0) - (STEPS_SEC[this.#tries - 1] ?? 0);
    return run.find(({ start, duration }) => start + duration > fromSec) ?? null;
  }

  /** The picture shows, or another one is sought. */
  end(): void {
    this.#target = null;
  }
}

const holds = ({ start, duration }: Fragment, positionSec: number): boolean =>
  start <= positionSec && positionSec < start + duration;
