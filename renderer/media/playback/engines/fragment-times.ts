/**
 * Places of a media timeline on the clock. A player's timeline has no gaps: fragments lie one behind the other, whatever time
 * lies between them. Each fragment's date-time says when it was recorded.
 */
import { joinRanges } from '../../../../preload/domain/recording/recordings.ts';
import type { LostWhy } from './load-failures.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { REFUSED_TAG } from '../../../../preload/domain/recording/playback-retry.ts';
import { FOOTAGE, UNKNOWN, type Footage } from '../clock/clocked-player.ts';

/** A fragment of hls.js, as far as its times go. Fragments come in the order of both times. */
export interface TimedFragment {
  /** Number in the playlist. */
  readonly sn: number | 'initSegment';
  /** Seconds of the media timeline, by the lengths that the playlist states. */
  readonly start: number;
  readonly duration: number;
  /** The true begin once the media are there; below 0 where the stated lengths are too short. */
  readonly startPTS?: number | undefined;
  /** Where the media end, in seconds of the media timeline; known once they are loaded. */
  readonly endPTS?: number;
  /** Epoch ms; null if the playlist has no time. */
  readonly programDateTime: number | null;
  /** Rises at each discontinuity. */
  readonly cc: number;
  /** The lines of the playlist before the fragment, each split into its parts. */
  readonly tagList: readonly (readonly string[])[];
}

/** Lengths of segments are rounded: less than this between two fragments is no gap. */
const GAP_MS = 1_000;
/** Two begins of a fragment that lie further apart than this are not the same one. */
const OTHER_BEGIN_SEC = 0.5;
/** The most fragments that can pass between two looks at the moment. */
const MOST_NEAR = 4;
/** A seek to the very end of a fragment could show the picture after it. */
const LAST_PICTURE_SEC = 0.02;

export interface TimesOptions {
  /** The address plays from this moment on. In playlists without date-times it is the moment of position 0. */
  readonly baseMs: number;
  /** Nothing is added to the list any more. */
  readonly isWhole: boolean;
  /** Numbers of fragments that could not be had, besides those that the playlist marks as lost. */
  readonly lost: ReadonlyMap<TimedFragment['sn'], LostWhy>;
}

export class FragmentTimes {
  readonly #fragments: readonly TimedFragment[];
  readonly #baseMs: number;
  readonly #isWhole: boolean;
  readonly #lost: TimesOptions['lost'];

  constructor(fragments: readonly TimedFragment[], { baseMs, isWhole, lost }: TimesOptions) {
    this.#fragments = fragments;
    this.#baseMs = baseMs;
    this.#isWhole = isWhole;
    this.#lost = lost;
  }

  /**
   * The moment at a position of the media timeline; null without fragments.
   *
   * @param nearMs a moment that showed shortly before, or that was sought. Wrong lengths let the footage before and behind a
   * gap lie at the same positions: then the moment near to this one is meant.
   */
  momentOf(positionSec: number, nearMs: number | null = null): number | null {
    if (this.#fragments.length === 0) return null;
    const i =
      this.#near(positionSec, nearMs) ??
      Math.max(
        0,
        this.#last((j) => this.#startSec(j) <= positionSec),
      );
    return this.#fromMs(i) + (positionSec - this.#startSec(i)) * 1_000;
  }

  /** The fragment of a moment, or one of the next, where it has the position. */
  #near(positionSec: number, nearMs: number | null): number | null {
    if (nearMs === null) return null;
    const first = Math.max(
      0,
      this.#last((j) => this.#fromMs(j) <= nearMs),
    );
    for (let i = first; i < Math.min(this.#fragments.length, first + MOST_NEAR); i += 1) {
      const beginSec = this.#startSec(i);
      if (beginSec <= positionSec && positionSec < beginSec + (this.#fragments[i]?.duration ?? 0)) return i;
    }
    return null;
  }

  /**
   * Where the picture of a moment lies on the media timeline. In a gap it is the first picture behind the gap, and behind the
   * last fragment the last picture. Null without fragments and before what the address plays. Below 0 for a picture that cannot be
   * shown, because it lies before the begin of the media timeline.
   */
  positionOf(atMs: number): number | null {
    const i = this.#last((j) => this.#fromMs(j) <= atMs);
    const fragment = this.#fragments[i];
    if (fragment === undefined) return atMs < this.#baseMs ? null : this.#firstSec();
    if (atMs < this.#toMs(i) && !this.#isLost(fragment)) return this.#within(i, fragment, atMs);
    const next = this.#playable(i + 1);
    if (next !== null) return this.#startSec(next);
    return this.#startSec(i) + Math.max(0, fragment.duration - LAST_PICTURE_SEC);
  }

  /**
   * The listed footage at a moment. It is unknown before the begin of the address, and behind a list that still grows.
   */
  footageAt(atMs: number): Footage {
    const i = this.#last((j) => this.#fromMs(j) <= atMs);
    const fragment = this.#fragments[i];
    if (fragment === undefined) return atMs < this.#baseMs ? UNKNOWN : this.#beforeFirst(atMs);
    if (atMs < this.#toMs(i) && !this.#isLost(fragment)) return FOOTAGE;
    const why = atMs < this.#toMs(i) && this.#isRefused(fragment) ? ({ isRefused: true } as const) : {};
    const next = this.#playable(i + 1);
    if (next !== null) return { kind: 'none', untilMs: this.#fromMs(next), ...why };
    return this.#isWhole ? { kind: 'none', untilMs: null, ...why } : UNKNOWN;
  }

  /** The address plays from an earlier moment on than its footage begins: nothing is recorded between. */
  #beforeFirst(atMs: number): Footage {
    const first = this.#playable(0);
    if (first === null) return UNKNOWN;
    const untilMs = this.#fromMs(first);
    return untilMs - atMs < GAP_MS ? FOOTAGE : { kind: 'none', untilMs };
  }

  #firstSec(): number | null {
    const first = this.#playable(0);
    return first === null ? null : this.#startSec(first);
  }

  /** Where the footage around a position ends, in seconds of the media timeline: a gap or the end of the list follows. */
  runEndSec(positionSec: number): number | null {
    let i = this.#last((i) => this.#startSec(i) <= positionSec);
    if (this.#fragments[i] === undefined) return null;
    while (this.#isJoined(i)) i += 1;
    const last = this.#fragments[i];
    return last === undefined ? null : last.start + last.duration;
  }

  /** The number of discontinuities before the footage at a position; null without fragments. */
  runAt(positionSec: number): number | null {
    return (
      this.#fragments[
        Math.max(
          0,
          this.#last((i) => this.#startSec(i) <= positionSec),
        )
      ]?.cc ?? null
    );
  }

  /** The first moment behind the footage of a run, where other footage may begin, epoch ms; null where none is listed. */
  nextRunMs(run: number): number | null {
    const i = this.#fragments.findIndex((fragment) => fragment.cc > run && !this.#isLost(fragment));
    return i < 0 ? null : this.#fromMs(i);
  }

  /** The moments of a part of the media timeline: several where gaps lie in it. */
  rangesOf(fromSec: number, toSec: number): TimeRange[] {
    const ranges: TimeRange[] = [];
    const first = Math.max(
      0,
      this.#last((i) => this.#startSec(i) <= fromSec),
    );
    for (let i = first; i < this.#fragments.length; i += 1) {
      const fragment = this.#fragments[i];
      if (fragment === undefined || this.#startSec(i) >= toSec) break;
      const [beginMs, beginSec] = [this.#fromMs(i), this.#startSec(i)];
      const fromMs = beginMs + Math.max(0, fromSec - beginSec) * 1_000;
      const toMs = Math.min(this.#toMs(i), beginMs + (toSec - beginSec) * 1_000);
      if (toMs > fromMs) ranges.push({ fromMs, toMs });
    }
    return joinRanges(ranges);
  }

  #fromMs(i: number): number {
    const fragment = this.#fragments[i];
    return fragment?.programDateTime ?? this.#baseMs + (fragment?.start ?? 0) * 1_000;
  }

  /**
   * Where the first picture of a fragment lies. Players stretch the first picture behind a discontinuity over a hole that wrong
   * lengths leave: then the begin is counted back from the end of its media by the date-times.
   */
  #startSec(i: number): number {
    const fragment = this.#fragments[i];
    const next = this.#fragments[i + 1];
    const ownSec = fragment?.startPTS ?? fragment?.start ?? 0;
    if (fragment?.startPTS === undefined || next?.cc !== fragment.cc) return ownSec;
    if (fragment.programDateTime === null || next.programDateTime === null) return ownSec;
    const endSec = fragment.endPTS ?? ownSec + fragment.duration;
    const countedSec = endSec - (next.programDateTime - fragment.programDateTime) / 1_000;
    return countedSec - ownSec > OTHER_BEGIN_SEC ? countedSec : ownSec;
  }

  #toMs(i: number): number {
    const fragment = this.#fragments[i];
    if (fragment === undefined) return this.#baseMs;
    const ownMs = this.#fromMs(i) + fragment.duration * 1_000;
    const next = this.#fragments[i + 1];
    if (next === undefined) return ownMs;
    const nextMs = this.#fromMs(i + 1);
    return nextMs - ownMs < GAP_MS ? nextMs : ownMs;
  }

  /** Whether the next fragment follows without a gap. */
  #isJoined(i: number): boolean {
    const next = this.#fragments[i + 1];
    return next !== undefined && !this.#isLost(next) && this.#toMs(i) === this.#fromMs(i + 1);
  }

  #within(i: number, fragment: TimedFragment, atMs: number): number {
    const offsetSec = (atMs - this.#fromMs(i)) / 1_000;
    return this.#startSec(i) + Math.min(offsetSec, Math.max(0, fragment.duration - LAST_PICTURE_SEC));
  }

  #isLost({ sn, tagList }: TimedFragment): boolean {
    return this.#lost.has(sn) || tagList.some(([name]) => name === 'GAP');
  }

  #isRefused({ sn, tagList }: TimedFragment): boolean {
    return this.#lost.get(sn) === 'refused' || tagList.some(([name]) => name === REFUSED_TAG);
  }

  #playable(from: number): number | null {
    for (let i = from; i < this.#fragments.length; i += 1) {
      const fragment = this.#fragments[i];
      if (fragment !== undefined && !this.#isLost(fragment)) return i;
    }
    return null;
  }

  /** The last fragment that satisfies `holds`, if all before it do and none behind it does; else -1. */
  #last(holds: (i: number) => boolean): number {
    let low = -1;
    let high = this.#fragments.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (holds(middle)) low = middle;
      else high = middle;
    }
    return low;
  }
}
