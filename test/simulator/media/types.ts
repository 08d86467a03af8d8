/**
 * The seam between the simulated clouds and the simulated media plane. The clouds decide who may watch what
 * (tokens, single use, expiry); the media plane only asks, and serves what it was granted.
 */

import type { Pose } from '../world/ptz-head.ts';
import type { PastTraits } from './past-traits.ts';

/** Which of a camera's two streams: `sub` 640x360 15 fps, `main` 1280x720 25 fps. */
export type MediaProfile = 'main' | 'sub';

/**
 * How the bytes travel: one endless FLV answer (RTMP viewers get the same tags), a sliding HLS playlist, a closed HLS
 * playlist of the past, an FLV answer of the past that can be steered, or a file of the past.
 */
export type MediaKind = 'flv-live' | 'hls-live' | 'hls-vod' | 'flv-vod' | 'ts-file' | 'mp4-file';

/** How the cloud steers a `flv-vod` stream, also while it runs; the media plane reads it and clears `seekMs`. */
export interface PlaybackControl {
  isPaused: boolean;
  /** Ends the answer. */
  isStopped: boolean;
  /** Pace as a multiple of real time, above 0. */
  scale: number;
  /** Where to continue, epoch ms; null after that is done. */
  seekMs: number | null;
  /** Set by the media plane: somebody is connected. */
  isWatched: boolean;
}

/** Where pictures come from. */
export type MediaSource = 'cloud' | 'device';

/** A span of time, half-open, epoch ms UTC. */
export interface MediaSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The footage that a granted request may see. Times are epoch ms UTC; `fromMs` and `toMs` (half-open) belong to the
 * past.
 */
export interface MediaGrant {
  /** Stable identity of the camera: chooses its scene, and faults are matched against it. */
  readonly cameraKey: string;
  /** Burnt into the picture; characters outside the repertoire of `canDraw` are drawn as a question mark. */
  readonly cameraName: string;
  readonly profile: MediaProfile;
  readonly kind: MediaKind;
  /** Where the footage lies; absent: on the device, which must be on line for it, as for live. */
  readonly source?: MediaSource;
  /** For `hls-live`: `h265` plays one clip without a caption, whatever the camera. Absent: `h264`. */
  readonly codec?: 'h264' | 'h265';
  readonly fromMs?: number;
  readonly toMs?: number;
  /**
   * For the past: where footage exists, also beyond the range; nothing else is played. Absent: everywhere.
   */
  readonly spans?: readonly MediaSpan[];
  /** For `flv-vod`; absent: plays to the end. */
  readonly control?: PlaybackControl;
  /** For files: the name that a browser would save it under. */
  readonly fileName?: string;
  /** For live pictures of a PTZ camera: where it looks now. */
  readonly pose?: () => Pose;
  /** When the server ends the stream by itself, epoch ms of the machine's clock. Absent: never. */
  readonly endsAtMs?: number;
}

/** The answer of the cloud to "may this request see video?". `status` is the HTTP status of the refusal. */
export type MediaDecision =
  | { readonly ok: true; readonly grant: MediaGrant }
  | { readonly ok: false; readonly status: number; readonly reason: string };

/**
 * Asked once for each opening request. Playlist reloads and segments of an HLS session that was granted carry a
 * session id in their path and are not asked again, so a single-use URL still plays.
 *
 * @param path the URL's path as received, percent-encoding kept, without the query; over RTMP `/app/stream`.
 * @param headers of the request, names in lower case; absent counts as none.
 */
export type Authorize = (
  path: string,
  query: URLSearchParams,
  headers?: MediaHeaders,
) => MediaDecision | Promise<MediaDecision>;

/** Request headers by lower-case name. */
export type MediaHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** Which viewers a fault hits; every given field must agree, an empty object hits all. */
export interface ViewerMatch {
  readonly cameraKey?: string;
  readonly profile?: MediaProfile;
  readonly kind?: MediaKind;
  readonly source?: MediaSource;
}

/** One connection (FLV, RTMP) or one HLS session that asked for something within the last 30 s. */
export interface MediaViewer {
  readonly id: string;
  readonly cameraKey: string;
  readonly cameraName: string;
  readonly profile: MediaProfile;
  readonly kind: MediaKind;
  readonly sinceMs: number;
  readonly sentBytes: number;
  readonly isStalled: boolean;
}

export interface MediaServerOptions {
  readonly authorize: Authorize;
  /** A pack of clips to use instead of the built-in ones; absent: `footage/` beside the server when it holds a pack. */
  readonly footageDir?: string;
  /** Each camera has a voice of its own, or is mute; absent: all are mute until an order of a test. */
  readonly speaks?: boolean;
  /** 0 or absent: any free port. Loopback only. */
  readonly port?: number;
  /** Where RTMP is served; 0 or absent: any free port. */
  readonly rtmpPort?: number;
  /** The clock that is burnt in, epoch ms UTC; may jump, the streams' pace does not follow. Absent: `Date.now`. */
  readonly nowMs?: () => number;
  /** Offset of the burnt-in clock from UTC in minutes; absent: 480 (Beijing). */
  readonly clockOffsetMinutes?: number;
}

export interface MediaServer {
  /** `http://127.0.0.1:PORT`, the same for the server's whole life, restarts included. */
  readonly origin: string;
  /** `rtmp://127.0.0.1:PORT`, for as long. `rtmpOrigin/app/stream?query` plays what is granted as `flv-live`. */
  readonly rtmpOrigin: string;
  viewers(): readonly MediaViewer[];
  /** From now on matching viewers, present and future, keep their connection but get no more bytes. */
  stall(match: ViewerMatch): void;
  /** Ends every stall; live viewers continue at the next key frame, HLS viewers at once. */
  resume(): void;
  /**
   * Cameras that have no stream over HTTP-FLV, in place of those named before: the address answers with a page of words.
   * Viewers stay, and RTMP is served as always.
   */
  setHlsOnly(cameraKeys: readonly string[]): void;
  /** From now on recordings that matching viewers open have these traits, beside those that were set before. */
  setPast(match: ViewerMatch, traits: PastTraits): void;
  /** Recordings that are opened from now on are in order again. */
  clearPast(): void;
  /**
   * Destroys the sockets of matching viewers in the middle of a GOP. HLS sessions lose what they are sent now, or the next
   * segment. @returns how many were hit.
   */
  reset(match: ViewerMatch): number;
  /** Ends matching HLS sessions of recordings for good: what they ask for is no longer there. */
  endPast(match: ViewerMatch): void;
  /** Cuts all connections and closes the listeners, then opens them on the same ports after `downMs`. */
  restart(downMs: number): Promise<void>;
  close(): Promise<void>;
}
