/**
 * One media playlist as the page sees it. It outlives the upstream playlists from which it is made: its numbers rise
 * without a gap. A new upstream continues where the earlier upstream ended if its segments are recognised, else after a
 * discontinuity.
 */

import { MAX_GROWING_SEGMENTS, MAX_SEGMENTS } from '../../../../preload/domain/bounds.ts';
import type { MediaPlaylist, Segment } from '../../formats/hls/hls-playlist.ts';
import { HlsContext } from './hls-context.ts';
import type { HlsResources } from './hls-resources.ts';
import { momentOf } from './past-stamps.ts';
import type { PlacedSegment } from './segment-clock.ts';

/** A segment as the page knows it. */
export interface TrackEntry {
  /** The number that this track gives: it rises by one, whatever the upstream's numbers do. */
  readonly sequence: number;
  readonly segment: Segment;
  readonly isDiscontinuous: boolean;
  /** How many discontinuities lie before the segment: segments with the same number continue each other. */
  readonly discontinuity: number;
  readonly name: string;
  /** Where the track has the segment, by the lengths of all before it. */
  readonly place: PlacedSegment;
  /** The earliest time at which a viewer could see its last picture, epoch milliseconds. */
  readonly availableAtMs: number;
}

type TrackHead = Omit<MediaPlaylist, 'segments'>;

interface Entry extends TrackEntry {
  /** Lines before the segment's own: keys and initialisation section, already renamed. */
  readonly context: string;
  readonly identity: string;
}

/** Limit of remembered segments of a live playlist, some minutes: a server may send a segment again. */
const MAX_SEEN = 64;
/** A live playlist keeps at least this many segments, because players want three target durations of content. */
const MIN_LIVE_SEGMENTS = 4;

const durationMs = ({ duration }: Segment): number => Number(duration) * 1_000;

/**
 * The parts of an address that stay the same when a stream is resolved again: hosts, sessions and queries change, names
 * and numbers do not.
 */
function identityOf(segment: Segment): string {
  const { sequence, file, duration, range, programTime } = segment;
  return [sequence, file, duration, range?.offset ?? '', programTime ?? ''].join('|');
}

/** The same without the number: a server that counts anew sends pictures that were shown before. */
const contentOf = ({ file, duration, range, programTime }: Segment): string =>
  [file, duration, range?.offset ?? '', programTime ?? ''].join('|');

export class HlsTrack {
  readonly #resources: HlsResources;
  readonly #context: HlsContext;
  #entries: Entry[] = [];
  /** The properties of the newest playlist, without its segments. */
  #head: TrackHead | null = null;
  /** The beginning of a playlist that only grows (EVENT) was removed here. */
  #isCut = false;
  #nextSequence = 0;
  #nextStartSec = 0;
  #discontinuitySequence = 0;
  #discontinuities = 0;
  #lastUpstreamSequence = -1;
  #isRenewed = false;
  /** The newest segments that came, by identity, the oldest first. */
  readonly #seen = new Set<string>();

  constructor(resources: HlsResources) {
    this.#resources = resources;
    this.#context = new HlsContext(resources);
  }

  get head(): TrackHead | null {
    return this.#head;
  }

  get entries(): readonly TrackEntry[] {
    return this.#entries;
  }

  /** The next playlist comes from another resolving of the stream. */
  renew(): void {
    this.#isRenewed = this.#head !== null;
  }

  /** Takes the upstream's playlist at `nowMs`. @returns how many segments are new. */
  update(playlist: MediaPlaylist, nowMs: number): number {
    const first = playlist.segments[0];
    const isRestarted = (playlist.segments.at(-1)?.sequence ?? Infinity) < this.#lastUpstreamSequence;
    // One of several servers behind an address may be behind the others: it has nothing that is new.
    if (isRestarted && !this.#isRenewed && this.#isBehind(playlist)) return 0;
    let isJump = false;
    if (this.#head === null) this.#nextSequence = first?.sequence ?? 0;
    else if (this.#isRenewed || isRestarted) {
      isJump = !this.#recognise(playlist);
      if (isJump) this.#lastUpstreamSequence = -1;
    }
    this.#isRenewed = false;
    const { segments, ...head } = playlist;
    // A live stream that has ended is one that does not grow: its last seconds are not played once more.
    this.#head = { ...head, isEnded: head.isEnded && head.type !== null };
    const fresh = segments.filter(
      (segment) => segment.sequence > this.#lastUpstreamSequence && !this.#seen.has(identityOf(segment)),
    );
    // The newest segment is new now; each earlier one was new earlier by the length of those after it, though no
    // playlist was read then.
    let laterMs = fresh.reduce((sum, segment) => sum + durationMs(segment), 0);
    for (const [i, segment] of fresh.entries()) {
      laterMs -= durationMs(segment);
      this.#append(segment, isJump && i === 0, nowMs - laterMs);
    }
    if (this.#head.isEnded) this.#trim(MAX_SEGMENTS);
    else if (playlist.type === null) this.#trim(Math.max(segments.length, MIN_LIVE_SEGMENTS));
    else this.#isCut = this.#trim(MAX_GROWING_SEGMENTS) || this.#isCut;
    return fresh.length;
  }

  /** The playlist for the page; names are relative to its own address. */
  render(): string {
    const head = this.#head;
    if (head === null) return '';
    const lines = [
      '#EXTM3U',
      `#EXT-X-VERSION:${Math.max(3, head.version)}`,
      `#EXT-X-TARGETDURATION:${Math.ceil(head.targetDurationSec)}`,
      `#EXT-X-MEDIA-SEQUENCE:${this.#entries[0]?.sequence ?? this.#nextSequence}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${this.#discontinuitySequence}`,
    ];
    // Players expect the segments of EVENT and VOD to stay.
    if (head.type !== null && !this.#isCut) lines.push(`#EXT-X-PLAYLIST-TYPE:${head.type}`);
    if (head.hasIndependentSegments) lines.push('#EXT-X-INDEPENDENT-SEGMENTS');
    let context = '';
    for (const entry of this.#entries) {
      if (entry.isDiscontinuous) lines.push('#EXT-X-DISCONTINUITY');
      if (entry.context !== context) lines.push(...(entry.context || '#EXT-X-KEY:METHOD=NONE').split('\n'));
      context = entry.context;
      const { programTime, isGap, duration } = entry.segment;
      const ms = momentOf(programTime);
      if (ms !== null) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(ms).toISOString()}`);
      if (isGap) lines.push('#EXT-X-GAP');
      lines.push(`#EXTINF:${duration},`, entry.name);
    }
    if (head.isEnded) lines.push('#EXT-X-ENDLIST');
    return `${lines.join('\n')}\n`;
  }

  /** Whether every segment of a live playlist has been listed before. */
  #isBehind({ segments }: MediaPlaylist): boolean {
    return segments.every((segment) => this.#seen.has(identityOf(segment)));
  }

  /** Whether the new upstream carries segments that are known; if so, their addresses are updated. */
  #recognise(playlist: MediaPlaylist): boolean {
    const known = new Map(this.#entries.map((entry) => [entry.identity, entry]));
    const isKnown = playlist.segments.some((segment) => known.has(identityOf(segment)));
    const byContent = new Map(this.#entries.map((entry) => [contentOf(entry.segment), entry]));
    let last = -1;
    for (const segment of playlist.segments) {
      const entry = isKnown ? known.get(identityOf(segment)) : byContent.get(contentOf(segment));
      if (entry === undefined) continue;
      this.#resources.move(entry.name, segment.url);
      this.#context.move(entry.segment, segment);
      last = segment.sequence;
    }
    if (last >= 0) this.#lastUpstreamSequence = last;
    return last >= 0;
  }

  #append(segment: Segment, isJump: boolean, availableAtMs: number): void {
    const isDiscontinuous = segment.isDiscontinuous || isJump;
    if (isDiscontinuous) this.#discontinuities += 1;
    const [sequence, discontinuity, durationSec] = [
      this.#nextSequence,
      this.#discontinuities,
      Number(segment.duration),
    ];
    this.#entries.push({
      sequence,
      segment,
      isDiscontinuous,
      discontinuity,
      place: { sequence, discontinuity, startSec: this.#nextStartSec, durationSec },
      availableAtMs,
      name: this.#resources.add('s', segment.url, segment.range, segment.file),
      context: this.#context.linesOf(segment),
      identity: identityOf(segment),
    });
    this.#nextSequence += 1;
    this.#nextStartSec += durationSec;
    this.#lastUpstreamSequence = segment.sequence;
    this.#seen.add(identityOf(segment));
    if (this.#seen.size <= MAX_SEEN) return;
    const [oldest] = this.#seen;
    if (oldest !== undefined) this.#seen.delete(oldest);
  }

  /** @returns whether segments were removed. */
  #trim(keep: number): boolean {
    const gone = this.#entries.splice(0, Math.max(0, this.#entries.length - keep));
    for (const entry of gone) {
      if (entry.isDiscontinuous) this.#discontinuitySequence += 1;
      this.#resources.retire(entry.name);
    }
    return gone.length > 0;
  }
}
