/** Faults and rare habits of a camera's recordings. Tests order them; without an order all is well. */
import type { MediaGrant, ViewerMatch } from './types.ts';
import { voiceOf } from './sound.ts';
import type { SoundKind } from './sound.ts';
import { matches } from './viewer-match.ts';

export interface PastTraits {
  /**
   * Date-times of a playlist: on `each` segment, on the first of each `run` of footage, on `none`, or running
   * `backwards`, by a minute in the middle of the list.
   */
  readonly dateTime?: 'each' | 'run' | 'none' | 'backwards';
  /** The stated length of each segment is the true one times this. */
  readonly durationFactor?: number;
  /** Length of a segment, 1 to 60 s; absent: 4. */
  readonly segmentSec?: number;
  /** From key frame to key frame, 1 to 60 s; absent: 1. */
  readonly gopSec?: number;
  /**
   * How a group begins: with an `idr` picture, with an intra picture and a `recovery` point as in open groups, or, since
   * its key frames are lost, with `none`.
   */
  readonly keys?: 'idr' | 'recovery' | 'none';
  /** Over HLS. H.265 shows one looped clip, without caption and time code. */
  readonly codec?: 'h264' | 'h265';
  /**
   * From a moment on (absent: the middle of the range) until another one (absent: the end) another codec (over HLS), or the
   * size of the other stream.
   */
  readonly change?: { readonly to: 'h265' | 'size'; readonly atMs?: number; readonly untilMs?: number };
  /** A segment that answers 404, by its number or by a moment in it; so often, or always when `times` is absent. */
  readonly lost?: { readonly segment?: number; readonly atMs?: number; readonly times?: number };
  /**
   * A session answers 403 after this many segments; `sessions` limits the sessions that do, or all do if it is absent.
   */
  readonly ends?: { readonly segments: number; readonly sessions?: number };
  /** Over HLS: a session gets its segments at this multiple of real time, as from a device; absent: at once. */
  readonly pace?: number;
  /** With `pace`: the playlist holds what has come so far, and grows until the end. */
  readonly isGrowing?: boolean;
  /**
   * Over HLS: from the first segment that begins at a moment or later, the timestamps of the pictures begin anew, or jump by so
   * much. The playlist does not say so: its date-times are right, and it has no discontinuity.
   */
  readonly stamps?: { readonly atMs: number; readonly jumpMs?: number };
  /** The camera speaks, in recordings over HLS and over FLV at normal speed, in TS files, and live; absent: it is mute. */
  readonly sound?: SoundKind;
  /** Of files; absent: as fast as the receiver takes it. */
  readonly bytesPerSec?: number;
  /** The clock in the picture is ahead of the cloud's. */
  readonly clockAheadMs?: number;
}

/** The orders of the tests, and how often each was carried out. */
export class PastBook {
  #orders: { readonly match: ViewerMatch; readonly traits: PastTraits }[] = [];
  readonly #carriedOut = new WeakMap<object, number>();
  readonly #speaks: boolean;

  /** @param speaks each camera has a voice of its own until an order gives it another one. */
  constructor(speaks = false) {
    this.#speaks = speaks;
  }

  /** Later orders win, trait by trait. */
  add(match: ViewerMatch, traits: PastTraits): void {
    this.#orders.push({ match, traits });
  }

  clear(): void {
    this.#orders = [];
  }

  traitsOf(grant: MediaGrant): PastTraits {
    const hits = this.#orders.filter(({ match }) => matches(match, grant));
    const sound = this.#speaks ? voiceOf(grant.cameraKey) : null;
    return hits.reduce<PastTraits>((all, { traits }) => ({ ...all, ...traits }), sound === null ? {} : { sound });
  }

  /** Is this segment lost, this time? */
  takeLoss({ lost }: PastTraits, segment: { number: number; fromMs: number; toMs: number }): boolean {
    if (lost === undefined) return false;
    const isAtMoment = lost.atMs !== undefined && segment.fromMs <= lost.atMs && lost.atMs < segment.toMs;
    return (isAtMoment || lost.segment === segment.number) && this.#take(lost, lost.times);
  }

  /** After how many segments a new session ends, or null. */
  takeEnd({ ends }: PastTraits): number | null {
    return ends !== undefined && this.#take(ends, ends.sessions) ? ends.segments : null;
  }

  #take(order: object, times = Number.POSITIVE_INFINITY): boolean {
    const done = this.#carriedOut.get(order) ?? 0;
    if (done >= times) return false;
    this.#carriedOut.set(order, done + 1);
    return true;
  }
}
