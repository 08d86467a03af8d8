/** Writes HLS playlists (RFC 8216). Sequence numbers and times come from the camera's one-second groups. */
import type { Camera } from './camera.ts';
import { GOP_MS } from './camera.ts';
import type { FootageRun } from './footage.ts';
import { codecName } from './h264.ts';
import type { PastTraits } from './past-traits.ts';

export const LIVE_GROUPS_PER_SEGMENT = 2;
const LIVE_WINDOW_SEGMENTS = 5;
/** Segments stay available this long after they left the window (RFC 8216, 6.2.2). */
const LIVE_KEPT_SEGMENTS = 6;
/** The bandwidth that a playlist promises; the clips' rate with captions stays below. */
const BANDWIDTH = { sub: 640_000, main: 2_400_000 } as const;

/** Numbers of the live segments: in the playlist, and those that may still be asked for. */
export interface LiveWindow {
  readonly first: number;
  readonly last: number;
  readonly oldestKept: number;
}

/** @param timeMs now, on the media plane's even clock. A segment is listed once its last frame is over. */
export function liveWindow(camera: Camera, timeMs: number): LiveWindow {
  const last = Math.floor(camera.groupAt(timeMs) / LIVE_GROUPS_PER_SEGMENT) - 1;
  const first = last - LIVE_WINDOW_SEGMENTS + 1;
  return { first, last, oldestKept: first - LIVE_KEPT_SEGMENTS };
}

export function renditionOf(camera: Camera): Rendition {
  const { sps, fps } = camera.clip;
  return { bandwidth: BANDWIDTH[camera.profile], width: sps.width, height: sps.height, fps, codecs: codecName(sps) };
}

/** The facts that a player gets before it opens a stream. */
export interface Rendition {
  readonly bandwidth: number;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** RFC 6381. */
  readonly codecs: string;
}

/** The answer to the opening request of a live stream: names the session's own playlist, which may be reloaded. */
export function multivariantPlaylist(rendition: Rendition, uri: string): string {
  const { bandwidth, width, height, fps, codecs } = rendition;
  const attributes = [
    `BANDWIDTH=${bandwidth}`,
    `RESOLUTION=${width}x${height}`,
    `FRAME-RATE=${fps.toFixed(3)}`,
    `CODECS="${codecs}"`,
  ];
  return `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-STREAM-INF:${attributes.join(',')}\n${uri}\n`;
}

/** @param skewMs what the burnt-in clock is ahead. @param uriOf of a segment by number. */
export function livePlaylist(
  camera: Camera,
  window: LiveWindow,
  skewMs: number,
  uriOf: (sequence: number) => string,
): string {
  const seconds = (LIVE_GROUPS_PER_SEGMENT * GOP_MS) / 1000;
  const lines = head(seconds, window.first);
  for (let sequence = window.first; sequence <= window.last; sequence++) {
    const startMs = camera.groupStartMs(sequence * LIVE_GROUPS_PER_SEGMENT) + skewMs;
    lines.push(dateTimeTag(startMs), durationTag(seconds), uriOf(sequence));
  }
  return `${lines.join('\n')}\n`;
}

/** One segment of a recording. */
export interface VodSegment {
  readonly group: number;
  readonly count: number;
  /** First group of the run of footage that it belongs to; timestamps count from there. */
  readonly runGroup: number;
}

/** The segments of a recording: each within one run of footage. */
export class VodSegments {
  readonly #runs: readonly (FootageRun & { readonly firstSegment: number })[];
  readonly #groupsPerSegment: number;
  readonly count: number;

  /** @param seconds of a segment; the last of a run may be shorter. */
  constructor(runs: readonly FootageRun[], seconds: number) {
    this.#groupsPerSegment = Math.max(1, Math.round((seconds * 1000) / GOP_MS));
    let count = 0;
    this.#runs = runs.map((run) => {
      const firstSegment = count;
      count += Math.ceil(run.groupCount / this.#groupsPerSegment);
      return { ...run, firstSegment };
    });
    this.count = count;
  }

  /** Null for a number that is no segment's. */
  at(sequence: number): VodSegment | null {
    if (sequence < 0 || sequence >= this.count) return null;
    const run = this.#runs.findLast(({ firstSegment }) => firstSegment <= sequence);
    if (run === undefined) return null;
    const skipped = (sequence - run.firstSegment) * this.#groupsPerSegment;
    const count = Math.min(this.#groupsPerSegment, run.groupCount - skipped);
    return { group: run.firstGroup + skipped, count, runGroup: run.firstGroup };
  }
}

/** The jump of date-times that run backwards. */
const BACKWARDS_MS = 60_000;

interface VodOrder {
  readonly camera: Camera;
  readonly segments: VodSegments;
  readonly traits: PastTraits;
  /** Of a segment by number. */
  readonly uriOf: (sequence: number) => string;
  /** Only the segments of so much footage are listed, and the list is closed with the last of all; null: all are. */
  readonly dueMs: number | null;
}

/** A list of the past; behind each gap a discontinuity, since the timestamps begin anew there. */
export function vodPlaylist({ camera, segments, traits, uriOf, dueMs }: VodOrder): string {
  const { dateTime = 'each', durationFactor = 1, gopSec = 1, keys = 'idr' } = traits;
  const lines: string[] = [];
  let longestSec = 0;
  let listedMs = 0;
  let sequence = 0;
  for (; sequence < segments.count; sequence++) {
    const one = segments.at(sequence);
    listedMs += (one?.count ?? 0) * GOP_MS;
    if (one === null || listedMs > (dueMs ?? listedMs)) break;
    const isFirstOfRun = one.group === one.runGroup;
    if (sequence > 0 && isFirstOfRun) lines.push('#EXT-X-DISCONTINUITY');
    const isBehind = dateTime === 'backwards' && sequence >= segments.count / 2;
    const startMs = camera.groupStartMs(one.group) - (isBehind ? BACKWARDS_MS : 0);
    const seconds = ((one.count * GOP_MS) / 1000) * durationFactor;
    longestSec = Math.max(longestSec, seconds);
    if (dateTime !== 'none' && (dateTime !== 'run' || isFirstOfRun)) lines.push(dateTimeTag(startMs));
    lines.push(durationTag(seconds), uriOf(sequence));
  }
  const isIndependent = gopSec === 1 && keys !== 'none';
  const tags = [
    ...head(Math.max(1, Math.ceil(longestSec)), 0, isIndependent),
    `#EXT-X-PLAYLIST-TYPE:${dueMs === null ? 'VOD' : 'EVENT'}`,
  ];
  const end = sequence === segments.count ? '#EXT-X-ENDLIST\n' : '';
  return `${[...tags, ...lines].join('\n')}\n${end}`;
}

function head(targetSec: number, firstSequence: number, isIndependent = true): string[] {
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    ...(isIndependent ? ['#EXT-X-INDEPENDENT-SEGMENTS'] : []),
    `#EXT-X-TARGETDURATION:${targetSec}`,
    `#EXT-X-MEDIA-SEQUENCE:${firstSequence}`,
  ];
}

const dateTimeTag = (atMs: number): string => `#EXT-X-PROGRAM-DATE-TIME:${new Date(atMs).toISOString()}`;
const durationTag = (seconds: number): string => `#EXTINF:${seconds.toFixed(3)},`;
