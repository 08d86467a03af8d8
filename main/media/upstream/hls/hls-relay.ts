/**
 * Stands between HLS players and an HLS upstream. The requests of the page drive it: it asks the upstream for a
 * playlist when the page asks here, at most once per half segment for all players together. When the stream is resolved
 * again, the page's playlists continue; until then the page gets the last known state.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError, logUnexplained } from '../../../errors.ts';
import type { UpstreamSource } from '../../../ports/live.ts';
import type { Pull, PullEvents } from '../flv/flv-pull.ts';
import { permanent, retryable, socketFailure } from '../../shared/failures.ts';
import type { FlvFanout } from '../../past/flv-fanout.ts';
import { renderMaster, sendPlaylist } from './hls-answers.ts';
import { HlsFetcher, isOverLimit, pageStatus } from './hls-fetch.ts';
import type { FetchOptions } from './hls-fetch.ts';
import { HlsRingWriter } from './hls-ring-writer.ts';
import { parsePlaylist } from '../../formats/hls/hls-playlist.ts';
import type { MasterPlaylist, MediaPlaylist } from '../../formats/hls/hls-playlist.ts';
import { HlsResources } from './hls-resources.ts';
import { RelayTrack } from './relay-track.ts';
import type { TrackEntry } from './hls-track.ts';
import { isSameHost } from '../http-open.ts';
import type { StreamWork } from '../../shared/work-board.ts';

export interface HlsRelayOptions {
  readonly connectTimeoutMs: number;
  /** A live playlist without a new segment for this long (or three segments, if longer) is rebuilt. */
  readonly watchdogMs: number;
  onFlow(codec: string | null): void;
  onBytes(count: number): void;
  /** A page asked: the upstream must run. */
  onWanted(): void;
  /** Reading playlists and segments is work on this stream. */
  readonly work: StreamWork;
}

interface Session {
  readonly source: UpstreamSource;
  readonly abort: AbortController;
  readonly events: PullEvents;
  root: URL;
}

const SESSION_WAIT_MS = 10_000;
const MAX_REFRESH_FAILURES = 3;
/** A page polls once per segment; when it is silent longer than this, it has gone away. */
const POLLING_MS = 10_000;
/** Failures of a playlist that another request at the same address cannot cure. */
const SPENT: readonly string[] = ['media.url-expired', 'media.stalled'];
/** How often a recording without a page looks for new segments. */
const FOLLOW_EVERY_MS = 500;
/** How often a stream that is back looks for a segment that nobody has seen. */
const NEWS_EVERY_MS = 500;
const ROOT = 'index.m3u8';
const PLAYLIST_NAME = /^m(\d{1,3})\.m3u8$/;

export class HlsRelay {
  /** Writes the stream's last half minute into the ring. */
  readonly ringWriter: HlsRingWriter;
  readonly #options: HlsRelayOptions;
  readonly #fetcher = new HlsFetcher();
  readonly #resources = new HlsResources();
  #session: Session | null = null;
  /** The earlier session: its resources that are being read may still be read to their end. */
  #retiring: Session | null = null;
  /** The callers that wait for a session. */
  readonly #waiting = new Set<() => void>();
  #master: MasterPlaylist | null = null;
  #tracks: RelayTrack[] = [];
  #lastRequestAtMs = 0;
  #lastMediaAtMs: number | null = null;
  #following: Promise<void> | null = null;
  #followAtMs = 0;

  /** @param fanout gets what the segments carry, for the ring. */
  constructor(options: HlsRelayOptions, fanout: FlvFanout) {
    this.#options = options;
    this.ringWriter = new HlsRingWriter(fanout, options.work);
  }

  get lastRequestAtMs(): number {
    return this.#lastRequestAtMs;
  }

  get lastMediaAtMs(): number | null {
    return this.#lastMediaAtMs;
  }

  get pollingMs(): number {
    return POLLING_MS;
  }

  /** When the source must be resolved again, because its playlist is polled at a URL that expires. */
  get renewAtMs(): number | null {
    const { expiresAtMs } = this.#session?.source ?? { expiresAtMs: null };
    const isPolled = this.#master === null && this.#tracks[0]?.track.head?.isEnded === false;
    return isPolled ? expiresAtMs : null;
  }

  /** Takes another upstream. The earlier upstream serves until the new one has answered. */
  connect(source: UpstreamSource, events: PullEvents): Pull {
    const abort = new AbortController();
    const before = this.#session;
    const session: Session = { source, abort, events, root: new URL(source.url) };
    let openedAtMs: number | null = null;
    const isBack = before === null && this.#tracks.some(({ track }) => track.head?.isEnded === false);
    const run = async (): Promise<void> => {
      const sinceMs = Date.now();
      await this.#openRoot(session);
      if (abort.signal.aborted) return;
      openedAtMs = Date.now();
      this.#replace(session);
      for (const state of this.#tracks) {
        if (state.track.head?.isEnded === true && this.#master !== null) await this.#refresh(state, session);
      }
      if (isBack) await this.#somethingNew(session, sinceMs);
      if (abort.signal.aborted) return;
      this.#options.onFlow(this.#master?.codecs ?? null);
      for (const go of this.#waiting) go();
    };
    run().catch((error: unknown) => {
      // While the earlier upstream still serves, this was a renewal: it is tried again before the earlier URL expires.
      if (before === null || this.#session !== before) return this.#lose(session, error);
      logUnexplained('an HLS renewal failed for a reason that is not known', error);
      abort.abort();
    });
    return {
      get openedAtMs() {
        return openedAtMs;
      },
      fail: (error) => this.#lose(session, error),
      close: () => abort.abort(),
    };
  }

  /** A live stream that comes back flows from its first new segment on: earlier segments are not live. */
  async #somethingNew(session: Session, sinceMs: number): Promise<void> {
    const { signal } = session.abort;
    while (!signal.aborted && !this.#tracks.some(({ freshAtMs }) => freshAtMs >= sinceMs)) {
      await delay(NEWS_EVERY_MS, undefined, { signal }).catch(() => undefined);
      for (const state of this.#tracks) {
        if (state.track.head !== null && !signal.aborted) await this.#bringUpToDate(state, session);
      }
    }
  }

  /** Ends the upstream. Names and numbers that the page knows stay valid for the next upstream. */
  disconnect(): void {
    this.#session?.abort.abort();
    this.#retiring?.abort.abort();
    this.#session = null;
    this.#retiring = null;
  }

  dispose(): void {
    this.disconnect();
    this.#fetcher.dispose();
  }

  /** Answers the page. Never throws. */
  async serve(resource: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#answer(resource, request, response, true);
    } catch (error) {
      logUnexplained('an HLS request failed for a reason that is not known', error);
      if (response.headersSent) response.destroy();
      else response.writeHead(pageStatus(error), { 'Retry-After': '1' }).end();
    }
    this.#lastRequestAtMs = Date.now();
  }

  async #answer(name: string, request: IncomingMessage, response: ServerResponse, mayRepeat: boolean): Promise<void> {
    this.#lastRequestAtMs = Date.now();
    this.#options.onWanted();
    const index = name === ROOT ? 0 : PLAYLIST_NAME.exec(name)?.[1];
    const session = await this.#ready(response, index !== undefined);
    if (response.destroyed) return;
    if (name === ROOT && this.#master !== null) return sendPlaylist(response, renderMaster(this.#master));
    if (index !== undefined) return await this.#servePlaylist(Number(index), session, response);
    try {
      await this.#serveResource(name, session, request, response);
    } catch (error) {
      if (session !== null && isOverLimit(error)) this.#lose(session, error);
      if (session === null || !this.#isExpiry(error)) throw error;
      this.#lose(session, error);
      if (mayRepeat && !response.headersSent) await this.#answer(name, request, response, false);
    }
  }

  /** Whether the session's addresses have expired. A live segment that is not found has only been removed upstream. */
  #isExpiry(error: unknown): boolean {
    if (!(error instanceof AppError)) return false;
    const isLive = this.#tracks.some(({ track }) => track.head?.isEnded === false);
    return error.code === 'media.url-expired' && !(isLive && error.params['detail'] === 'HTTP 404');
  }

  /** The session, as soon as there is one; null after a while, or at once if a known playlist can be served instead. */
  #ready(response: ServerResponse, isPlaylist: boolean): Promise<Session | null> {
    if (this.#session !== null) return Promise.resolve(this.#session);
    // The player polls the old playlist and finds the stream when it is back.
    if (isPlaylist && this.#tracks.some(({ track }) => track.head !== null)) return Promise.resolve(null);
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(go);
        resolve(this.#session);
      };
      const timer = setTimeout(go, SESSION_WAIT_MS);
      response.once('close', go);
      this.#waiting.add(go);
    });
  }

  async #servePlaylist(index: number, session: Session | null, response: ServerResponse): Promise<void> {
    const state = this.#tracks[index];
    if (state !== undefined && session !== null) await this.#bringUpToDate(state, session);
    if (state === undefined || state.track.head === null || state.isStale(Date.now())) {
      response.writeHead(session === null || state !== undefined ? 503 : 404, { 'Retry-After': '1' }).end();
      return;
    }
    sendPlaylist(
      response,
      this.#options.work.run(() => state.track.render()),
    );
  }

  async #bringUpToDate(state: RelayTrack, session: Session): Promise<void> {
    if (!state.isDue(Date.now())) return;
    state.refreshing ??= this.#refresh(state, session).finally(() => (state.refreshing = null));
    await state.refreshing.catch((error: unknown) => this.#onRefreshFailure(state, session, error));
  }

  /** Fetches what no page asks for, while a recording needs the stream and no page plays it. Called on every tick. */
  keepUp(nowMs: number): void {
    const session = this.#session;
    if (session === null || this.#following !== null || Math.abs(nowMs - this.#followAtMs) < FOLLOW_EVERY_MS) return;
    this.#followAtMs = nowMs;
    // A failure here is reported where the session is lost, or it happens again.
    this.#following = this.#follow(session)
      .catch((error: unknown) => {
        logUnexplained('an HLS recording failed for a reason that is not known', error);
        if (this.#isExpiry(error) || isOverLimit(error)) this.#lose(session, error);
      })
      .finally(() => (this.#following = null));
  }

  async #follow(session: Session): Promise<void> {
    const index = this.ringWriter.track ?? 0;
    const state = this.#tracks[index];
    if (state === undefined) return;
    await this.#bringUpToDate(state, session);
    const { head, entries } = state.track;
    if (head === null || !isLive(head)) return;
    // A page that plays fetches the segments itself; a segment that the page leaves out is fetched here before it
    // leaves the playlist.
    const graceMs = head.targetDurationSec * 2_000;
    const isWatched = Math.abs(Date.now() - this.#lastRequestAtMs) < graceMs;
    for (const entry of entries) {
      if (!this.ringWriter.isWanted(index, entry)) continue;
      if (this.ringWriter.isUnderWay(entry)) return;
      if (isWatched && Date.now() - entry.availableAtMs < graceMs) return;
      const resource = this.#resources.get(entry.name);
      const copy = resource === undefined ? null : this.ringWriter.begin(index, entry);
      if (resource === undefined || copy === null) continue;
      this.#checkHost(session, resource.url);
      await this.#fetcher.copy(resource, this.#fetchOptions(session), copy);
      this.#lastMediaAtMs = Date.now();
    }
  }

  #onRefreshFailure(state: RelayTrack, session: Session, error: unknown): void {
    state.failures += 1;
    const mayRepeat = error instanceof AppError && error.retryable && !SPENT.includes(error.code);
    if (!mayRepeat || state.failures >= MAX_REFRESH_FAILURES) this.#lose(session, error);
    if (state.track.head === null) throw error;
  }

  async #serveResource(name: string, session: Session | null, request: IncomingMessage, response: ServerResponse) {
    const resource = this.#resources.get(name);
    if (resource === undefined || session === null) {
      response.writeHead(resource === undefined ? 404 : 503, { 'Retry-After': '1' }).end();
      return;
    }
    this.#checkHost(session, resource.url);
    const listed = request.headers.range === undefined ? this.#listed(name) : null;
    const copy = listed === null ? null : this.ringWriter.begin(listed.index, listed.entry);
    const clock = listed && this.#tracks[listed.index]?.clock;
    const shiftOf = listed && clock ? (firstTicks: number) => clock.shiftOf(listed.entry.place, firstTicks) : null;
    await this.#fetcher.pipe(resource, request, response, this.#fetchOptions(session), copy, shiftOf);
    this.#lastMediaAtMs = Date.now();
  }

  /** The segment of a live playlist with this name. A recording needs no ring, because the cloud stores its footage. */
  #listed(name: string): { readonly index: number; readonly entry: TrackEntry } | null {
    for (const [index, { track }] of this.#tracks.entries()) {
      const entry = track.entries.find((one) => one.name === name);
      if (entry !== undefined) return track.head !== null && isLive(track.head) ? { index, entry } : null;
    }
    return null;
  }

  async #openRoot(session: Session): Promise<void> {
    const { text, url } = await this.#fetcher.text(session.source.url, this.#fetchOptions(session));
    session.root = url;
    const playlist = this.#options.work.run(() => parsePlaylist(text, url.href));
    for (const { track } of this.#tracks) track.renew();
    if (playlist.kind === 'media') {
      this.#master = null;
      const state = this.#trackAt(0, session.source.url);
      this.#apply(state, playlist);
      return;
    }
    const named = playlist.renditions.filter(({ url: address }) => address !== null);
    if (named.length === 0) throw permanent('media.bad-stream', { detail: 'empty HLS master playlist' });
    this.#master = playlist;
    for (const [index, { url: address }] of named.entries()) {
      this.#checkHost(session, address ?? '');
      this.#trackAt(index, address ?? '');
    }
  }

  #trackAt(index: number, url: string): RelayTrack {
    const known = this.#tracks[index];
    if (known !== undefined) {
      known.moveTo(url, Date.now());
      return known;
    }
    const state = new RelayTrack(this.#resources, url, this.#options.watchdogMs);
    this.#tracks.push(state);
    return state;
  }

  async #refresh(state: RelayTrack, session: Session): Promise<void> {
    const { text, url } = await this.#fetcher.text(state.url, this.#fetchOptions(session));
    if (session.abort.signal.aborted) return;
    const startMs = performance.now();
    const playlist = this.#options.work.run(() => parsePlaylist(text, url.href));
    if (playlist.kind !== 'media') throw permanent('media.bad-stream', { detail: 'HLS master inside a master' });
    this.#apply(state, playlist);
    state.costMs = performance.now() - startMs;
    const quietMs = state.quietMs(Date.now());
    if (quietMs !== null) throw retryable('media.stalled', { seconds: Math.round(quietMs / 1_000) });
  }

  #apply(state: RelayTrack, playlist: MediaPlaylist): void {
    const nowMs = Date.now();
    if (this.#options.work.run(() => state.take(playlist, nowMs))) this.#lastMediaAtMs = nowMs;
  }

  /** Segments and nested playlists may lie on the playlist's own host or on the resolved host, and nowhere else. */
  #checkHost(session: Session, address: string): void {
    const url = new URL(address);
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
    if (isWeb && (isSameHost(session.root, url) || isSameHost(new URL(session.source.url), url))) return;
    throw permanent('media.host-refused', { host: url.host }, 'report');
  }

  #fetchOptions(session: Session): FetchOptions {
    return {
      headers: session.source.headers,
      timeoutMs: this.#options.connectTimeoutMs,
      signal: session.abort.signal,
      isLocalAllowed: session.source.isLocalAllowed,
      certificate: session.source.certificate,
      onBytes: (count) => this.#options.onBytes(count),
    };
  }

  #replace(session: Session): void {
    this.#retiring?.abort.abort();
    this.#retiring = this.#session;
    this.#session = session;
  }

  #lose(session: Session, error: unknown): void {
    if (session.abort.signal.aborted || session === this.#retiring) return;
    session.abort.abort();
    if (this.#session === session) this.#session = null;
    session.events.onLost(socketFailure(error, session.root.host));
  }
}

const isLive = ({ isEnded, type }: Pick<MediaPlaylist, 'isEnded' | 'type'>): boolean => !isEnded && type === null;
