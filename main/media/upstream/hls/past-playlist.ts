/**
 * The playlist of a recording as its viewer sees it: made of the stretches that are loaded so far, one behind the
 * other. The numbers of the segments rise by one, stretches join with a discontinuity, and each segment carries its
 * moment.
 */
import { MAX_SEGMENTS } from '../../../../preload/domain/bounds.ts';
import { REFUSED_TAG } from '../../../../preload/domain/recording/playback-retry.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';

import type { MediaPlaylist, Segment } from '../../formats/hls/hls-playlist.ts';
import { HlsContext } from './hls-context.ts';
import type { HlsResources } from './hls-resources.ts';
import type { PlacedSegment } from './segment-clock.ts';
import { GAP_MS, type StampedSegment } from './past-stamps.ts';

export interface PastEntry extends TimeRange {
  readonly name: string;
  /** Where the playlist has the segment. */
  readonly place: PlacedSegment;
  /** The number of the stretch that the segment came with. */
  readonly stretch: number;
  segment: Segment;
  /** The cloud does not give the segment any more: the player jumps over it. */
  isLost: boolean;
  /** It is left out because its server refuses it under every new address: the footage may be there. */
  isRefused: boolean;
}

interface Entry extends PastEntry {
  readonly isDiscontinuous: boolean;
  /** Lines before the segment's own: keys and initialisation section, already renamed. */
  readonly context: string;
}

/**
 * A player asks for a playlist that is not ended once in this time, and reads it whole: a stretch has thousands of
 * segments. The next stretch is loaded long before the player needs it.
 */
const MIN_TARGET_SEC = 10;

type Head = Omit<MediaPlaylist, 'segments'>;

export class PastPlaylist {
  readonly #resources: HlsResources;
  readonly #contexts = new Map<number, HlsContext>();
  #entries: Entry[] = [];
  readonly #byName = new Map<string, Entry>();
  #version = 3;
  #targetSec = MIN_TARGET_SEC;
  #hasIndependentSegments = true;
  #nextSequence = 0;
  #nextStartSec = 0;
  #discontinuities = 0;
  #discontinuitySequence = 0;
  #isEnded = false;
  #startAtMs: number | null = null;

  constructor(resources: HlsResources) {
    this.#resources = resources;
  }

  get entries(): readonly PastEntry[] {
    return this.#entries;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  entryOf(name: string): PastEntry | undefined {
    return this.#byName.get(name);
  }

  /**
   * The number of the stretch that a segment, a key or an initialisation section came with; null for an unknown name.
   */
  stretchOf(name: string): number | null {
    const entry = this.#byName.get(name);
    if (entry !== undefined) return entry.stretch;
    for (const [stretch, context] of this.#contexts) if (context.owns(name)) return stretch;
    return null;
  }

  /** The segment with the footage of a moment, epoch ms; undefined if the loaded stretches have none. */
  entryAt(atMs: number): PastEntry | undefined {
    const next = this.#entries.findLast(({ fromMs }) => fromMs <= atMs);
    return next !== undefined && atMs < next.toMs && !next.isLost && !next.segment.isGap ? next : undefined;
  }

  /** How much footage lies behind a segment. */
  leftMs(entry: PastEntry): number {
    let ms = 0;
    for (let i = this.#entries.length - 1; i >= 0; i -= 1) {
      const other = this.#entries[i];
      if (other === undefined || other === entry) break;
      if (!other.isLost) ms += other.toMs - other.fromMs;
    }
    return ms;
  }

  /**
   * Adds segments of a stretch behind all others. Segments that the stretches before already have are left out: clouds
   * give the whole segment in which a stretch begins. @returns how many were added.
   */
  append(stretch: number, { segments: _, ...head }: MediaPlaylist, added: readonly StampedSegment[]): number {
    this.#take(head);
    const isNewStretch = !this.#contexts.has(stretch);
    const fresh = isNewStretch ? added.slice(this.#overlap(added)) : added;
    for (const [i, one] of fresh.entries()) this.#push(stretch, one, isNewStretch && i === 0);
    this.#trim();
    return fresh.length;
  }

  /**
   * Takes the new addresses of a stretch that was resolved again; its segments keep their names. A segment that the new
   * playlist lacks is lost. @returns the segments of the new playlist that are new at its end.
   */
  renew(stretch: number, again: readonly StampedSegment[]): readonly StampedSegment[] {
    const context = this.#contexts.get(stretch);
    let at = 0;
    for (const entry of this.#entries) {
      if (entry.stretch !== stretch) continue;
      const found = findFrom(again, at, entry);
      if (found === null) {
        entry.isLost = true;
        continue;
      }
      at = found + 1;
      const { segment } = again[found] ?? { segment: entry.segment };
      this.#resources.move(entry.name, segment.url);
      context?.move(entry.segment, segment);
      entry.segment = segment;
    }
    return again.slice(at);
  }

  /** Nothing follows: the end of the range is loaded. */
  end(): void {
    this.#isEnded = true;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Players without a wish of their own begin at this moment. */
  startAt(ms: number): void {
    this.#startAtMs = ms;
  }

  /** The playlist for the page; names are relative to its own address. */
  render(): string {
    const lines = [
      '#EXTM3U',
      `#EXT-X-VERSION:${this.#version}`,
      `#EXT-X-TARGETDURATION:${this.#targetSec}`,
      `#EXT-X-MEDIA-SEQUENCE:${this.#entries[0]?.place.sequence ?? this.#nextSequence}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${this.#discontinuitySequence}`,
    ];
    if (this.#hasIndependentSegments) lines.push('#EXT-X-INDEPENDENT-SEGMENTS');
    const startSec = this.#startSec();
    if (startSec > 0) lines.push(`#EXT-X-START:TIME-OFFSET=${startSec.toFixed(3)},PRECISE=YES`);
    let context = '';
    for (const entry of this.#entries) {
      if (entry.isDiscontinuous) lines.push('#EXT-X-DISCONTINUITY');
      if (entry.context !== context) lines.push(...(entry.context || '#EXT-X-KEY:METHOD=NONE').split('\n'));
      context = entry.context;
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(entry.fromMs).toISOString()}`);
      if (entry.isRefused) lines.push(`#${REFUSED_TAG}`);
      if (entry.isLost || entry.segment.isGap) lines.push('#EXT-X-GAP');
      lines.push(`#EXTINF:${entry.segment.duration},`, entry.name);
    }
    if (this.#isEnded) lines.push('#EXT-X-ENDLIST');
    return `${lines.join('\n')}\n`;
  }

  #take(head: Head): void {
    this.#version = Math.max(this.#version, head.version);
    this.#targetSec = Math.max(this.#targetSec, Math.ceil(head.targetDurationSec));
    this.#hasIndependentSegments &&= head.hasIndependentSegments;
  }

  #overlap(added: readonly StampedSegment[]): number {
    const last = this.#entries.at(-1);
    if (last === undefined) return 0;
    const isKnown = ({ fromMs, toMs }: StampedSegment): boolean => fromMs + (toMs - fromMs) / 2 < last.toMs;
    const first = added.findIndex((one) => !isKnown(one));
    return first < 0 ? added.length : first;
  }

  #push(stretch: number, { segment, fromMs, toMs }: StampedSegment, isJoin: boolean): void {
    const before = this.#entries.at(-1);
    const isGap = before !== undefined && fromMs - before.toMs >= GAP_MS;
    const context = this.#contexts.get(stretch) ?? new HlsContext(this.#resources);
    this.#contexts.set(stretch, context);
    // Behind a gap the timestamps of the pictures can begin anew, whether the cloud says so or not.
    const isDiscontinuous = before !== undefined && (isJoin || isGap || segment.isDiscontinuous);
    if (isDiscontinuous) this.#discontinuities += 1;
    const durationSec = Number(segment.duration);
    const entry: Entry = {
      stretch,
      segment,
      fromMs,
      toMs,
      isLost: false,
      isRefused: false,
      isDiscontinuous,
      place: {
        sequence: this.#nextSequence,
        discontinuity: this.#discontinuities,
        startSec: this.#nextStartSec,
        durationSec,
      },
      name: this.#resources.add('s', segment.url, segment.range, segment.file),
      context: context.linesOf(segment),
    };
    this.#nextSequence += 1;
    this.#nextStartSec += durationSec;
    this.#entries.push(entry);
    this.#byName.set(entry.name, entry);
  }

  /** Gives up the oldest segments: a player that goes back so far opens the recording again. */
  #trim(): void {
    const gone = this.#entries.splice(0, Math.max(0, this.#entries.length - MAX_SEGMENTS));
    for (const entry of gone) {
      if (entry.isDiscontinuous) this.#discontinuitySequence += 1;
      this.#byName.delete(entry.name);
      this.#resources.retire(entry.name);
    }
    const [first] = this.#entries;
    for (const stretch of this.#contexts.keys()) if (stretch < (first?.stretch ?? 0)) this.#contexts.delete(stretch);
  }

  /** Seconds of footage before the first moment to be shown; 0 where the playlist begins there, or lost its begin. */
  #startSec(): number {
    const atMs = this.#startAtMs;
    if (atMs === null || this.#entries[0]?.place.sequence !== 0) return 0;
    let sec = 0;
    for (const { fromMs, toMs, segment } of this.#entries) {
      if (toMs > atMs) return sec + Math.max(0, atMs - fromMs) / 1_000;
      sec += Number(segment.duration);
    }
    return 0;
  }
}

/** Where a segment lies in the new list, from `at` on; null when it does not come any more. */
function findFrom(again: readonly StampedSegment[], at: number, { fromMs, toMs }: PastEntry): number | null {
  const tolerance = (toMs - fromMs) / 2;
  for (let i = at; i < again.length; i += 1) {
    const offMs = (again[i]?.fromMs ?? 0) - fromMs;
    if (Math.abs(offMs) <= tolerance) return i;
    if (offMs > tolerance) return null;
  }
  return null;
}
