/** One stretch of a recording: its present address, and whether that address works. */
import type { ServerResponse } from 'node:http';
import type { ErrorCode } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { PLAYBACK_RETRY } from '../../../../preload/domain/recording/playback-retry.ts';
import { AppError } from '../../../errors.ts';
import type { UpstreamSource } from '../../../ports/live.ts';
import { parsePlaylist, type MediaPlaylist } from '../../formats/hls/hls-playlist.ts';
import { permanent } from '../../shared/failures.ts';
import { isSameHost } from '../http-open.ts';
import type { PastHost } from '../past-source.ts';
import { pageStatus, type FetchOptions, type HlsFetcher } from './hls-fetch.ts';

/** An address is not blamed for a segment that is missing while it is so young. */
const YOUNG_MS = 30_000;
/** After this many missing segments in a row the address is blamed, even if all of them are young. */
const MANY_MISSING = 3;

/** An address that was given to the stretch, with the address of the playlist that answered. */
export interface StretchSession {
  readonly source: UpstreamSource;
  /** Of the playlist with the segments. */
  readonly url: URL;
  readonly openedAtMs: number;
  /** A segment has come from here. */
  hasServed: boolean;
}

export interface PastStretch {
  readonly number: number;
  readonly range: TimeRange;
  session: StretchSession;
  /** The cloud may add segments to the playlist: the stretch reaches into the present. */
  isGrowing: boolean;
  /** When the playlist was read last, and when it had grown, by a clock that is never set. */
  readAtMs: number;
  grownAtMs: number;
  renewing: Promise<void> | null;
  /** Segments in a row that the server did not have. */
  missing: number;
  /** The stretch was resolved again in vain: the server refused the next request. */
  refusals: number;
  /** Segments in a row that every new address refused. */
  refusedSegments: number;
  /** The answers that wait for segments of the stretch. */
  readonly readers: Set<ServerResponse>;
}

/** Whether a viewer waits for a segment of the stretch: the others have left. */
export const isAwaited = ({ readers }: PastStretch): boolean => [...readers].some(({ destroyed }) => !destroyed);

/** Counts a refusal of a segment. @returns whether the server lacks the segment, and whether the address is to blame. */
export function judgeRefusal(
  stretch: PastStretch,
  failure: AppError,
): { readonly isMissing: boolean; readonly isBlamed: boolean } {
  const isMissing = /HTTP (?:404|410)/.test(String(failure.params['detail']));
  if (!isMissing) return { isMissing, isBlamed: stretch.refusals < PLAYBACK_RETRY.address.mostTries };
  stretch.missing += 1;
  const { openedAtMs, hasServed } = stretch.session;
  const isOld = performance.now() - openedAtMs >= YOUNG_MS;
  const isBlamed = isOld || (!hasServed && stretch.refusals === 0) || stretch.missing === MANY_MISSING;
  return { isMissing, isBlamed };
}

/** Codes of hosts that main itself refuses, before anything is sent to them. */
const HOST_REFUSALS: readonly ErrorCode[] = [
  'media.host-refused',
  'network.address-refused',
  'network.redirect-refused',
];

/**
 * Whether no other try helps the playback, so that the failure is reported at once.
 *
 * @param isOfPicture a key picture was asked for: the video plays without it, but not where its host may not be asked.
 */
export function endsPlayback(error: unknown, isOfPicture: boolean): error is AppError {
  if (!(error instanceof AppError) || error.retryable || error.code === 'cancelled') return false;
  return !isOfPicture || HOST_REFUSALS.includes(error.code);
}

/** The HTTP status for a request that failed. A segment whose address ran out is not gone. */
export function pastStatus(error: unknown): number {
  return error instanceof AppError && error.code === 'media.url-expired' ? 502 : pageStatus(error);
}

/** Opens and reads playlists of stretches. */
export class StretchReader {
  readonly #fetcher: HlsFetcher;
  readonly #host: PastHost;
  readonly #signal: AbortSignal;

  constructor(fetcher: HlsFetcher, host: PastHost, signal: AbortSignal) {
    this.#fetcher = fetcher;
    this.#host = host;
    this.#signal = signal;
  }

  optionsFor({ headers, isLocalAllowed, certificate }: UpstreamSource): FetchOptions {
    return {
      headers,
      isLocalAllowed,
      certificate,
      timeoutMs: this.#host.connectTimeoutMs,
      signal: this.#signal,
      onBytes: (count) => this.#host.received(count),
    };
  }

  /**
   * Reads the playlist of a source; of a master playlist its first variant.
   *
   * @throws {AppError} `media.bad-stream`, `media.over-limit`, `media.host-refused`, `media.url-expired`, `network.*`.
   */
  async open(source: UpstreamSource): Promise<{ readonly session: StretchSession; readonly playlist: MediaPlaylist }> {
    const root = await this.#read(source, source.url);
    const session = { source, url: root.url, openedAtMs: performance.now(), hasServed: false };
    if (root.playlist.kind === 'media') return { session, playlist: root.playlist };
    const variant = root.playlist.renditions.find(({ tag, url }) => tag === '#EXT-X-STREAM-INF:' && url !== null);
    if (typeof variant?.url !== 'string') throw permanent('media.bad-stream', { detail: 'empty HLS master playlist' });
    checkMediaHost(session, variant.url);
    const { playlist, url } = await this.#read(source, variant.url);
    if (playlist.kind !== 'media') throw permanent('media.bad-stream', { detail: 'HLS master inside a master' });
    return { session: { ...session, url }, playlist };
  }

  /** Reads the playlist of a session again. @throws {AppError} as {@link open}. */
  async again({ source, url }: StretchSession): Promise<MediaPlaylist> {
    const { playlist } = await this.#read(source, url.href);
    if (playlist.kind !== 'media') throw permanent('media.bad-stream', { detail: 'HLS master inside a master' });
    return playlist;
  }

  async #read(source: UpstreamSource, address: string) {
    const { text, url } = await this.#fetcher.text(address, this.optionsFor(source));
    return { url, playlist: this.#host.work.run(() => parsePlaylist(text, url.href)) };
  }
}

/**
 * Segments and nested playlists may lie on the playlist's own host or on the resolved host, and nowhere else.
 *
 * @throws {AppError} `media.host-refused`.
 */
export function checkMediaHost({ source, url: root }: StretchSession, address: string): void {
  const url = new URL(address);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (isWeb && (isSameHost(root, url) || isSameHost(new URL(source.url), url))) return;
  throw permanent('media.host-refused', { host: url.host }, 'report');
}
