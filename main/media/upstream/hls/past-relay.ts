/**
 * Stands between one player and the recording that it plays. The stretches of the recording become one playlist; the
 * next stretch is loaded when the player comes near the end of the last one. Addresses that expired are asked for
 * again, and segments that the cloud lost are reported, so that the player continues behind them.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LEFT_OUT, PLAYBACK_RETRY, STILL_LIST } from '../../../../preload/domain/recording/playback-retry.ts';
import { AppError, cancelled, logUnexplained } from '../../../errors.ts';
import { log } from '../../../log.ts';
import type { UpstreamSource } from '../../../ports/live.ts';
import { permanent, socketFailure } from '../../shared/failures.ts';
import { FIRST_ATTEMPT, type PastEvent, type PastHost, type PastPiece, type PastView } from '../past-source.ts';
import { sendPlaylist } from './hls-answers.ts';
import { HlsFetcher, type FetchOptions } from './hls-fetch.ts';
import { HlsResources, type Resource } from './hls-resources.ts';
import {
  isReadable,
  KeyPictures,
  questionOfName,
  sendGroup,
  sendKeyPicture,
  type PictureQuestion,
} from './key-pictures.ts';
import { isOver, PastPatience } from './past-patience.ts';
import { PastPlaylist, type PastEntry } from './past-playlist.ts';
import { spansOf, stamped } from './past-stamps.ts';
import { SegmentClock } from './segment-clock.ts';
import { SegmentTries } from './segment-tries.ts';
import {
  checkMediaHost,
  endsPlayback,
  isAwaited,
  judgeRefusal,
  pastStatus,
  StretchReader,
  type PastStretch,
} from './past-stretch.ts';

/** Less footage than this behind the segment that was read last: the next stretch is loaded. At 4x, over a minute. */
const AHEAD_MS = 300_000;
/** A pause between questions for stretches in which nothing is recorded. */
const EMPTY_PAUSE_MS = 250;
/** Limit of stretches without footage that opening looks through. */
export const MAX_EMPTY_AT_OPEN = 12;
/** A playlist that is not ended counts as ended when no segment was added for this long. */
const GROWTH_LIMIT_MS = 60_000;

const ROOT = 'index.m3u8';

export class PastRelay {
  readonly #host: PastHost;
  readonly #endMs: number;
  readonly #abort = new AbortController();
  readonly #fetcher: HlsFetcher;
  readonly #resources = new HlsResources();
  readonly #playlist = new PastPlaylist(this.#resources);
  readonly #clock = new SegmentClock();
  readonly #tries = new SegmentTries();
  readonly #patience: PastPatience;
  readonly #reader: StretchReader;
  readonly #keyPictures: KeyPictures;
  readonly #stretches = new Map<number, PastStretch>();
  #fromMs: number | null = null;
  #nextFromMs = 0;
  #nextNumber = 1;
  #stamps: PastView['stamps'] = 'cloud';
  #loading: Promise<void> | null = null;
  #loadAgainAtMs = 0;
  /** The segment that the player read last. */
  #wanted: PastEntry | null = null;

  /** @param endMs the end of the range that is played. */
  constructor(host: PastHost, endMs: number) {
    this.#host = host;
    this.#endMs = endMs;
    this.#fetcher = new HlsFetcher(host.connections);
    this.#patience = new PastPatience(host, this.#abort.signal);
    this.#reader = new StretchReader(this.#fetcher, host, this.#abort.signal);
    this.#keyPictures = new KeyPictures(this.#fetcher, host.work);
  }

  get view(): PastView {
    const range = { fromMs: this.#fromMs ?? 0, toMs: Math.min(this.#nextFromMs, this.#endMs) };
    return { transport: 'hls', range, stamps: this.#stamps };
  }

  /**
   * Loads stretches until the moment is reached and something can be shown.
   *
   * @param pieces the stretches that are known, from the first one on.
   * @throws {AppError} `recording.none`, what main answered, or what the playlist refused.
   */
  async begin([first, ...known]: readonly [PastPiece, ...PastPiece[]], atMs: number): Promise<PastView> {
    this.#fromMs = first.stretch.fromMs;
    this.#playlist.startAt(atMs);
    let empty = 0;
    for (let piece = first; ; piece = known.shift() ?? (await this.#ask(this.#nextFromMs))) {
      this.#nextFromMs = piece.stretch.toMs;
      if (!(await this.#take(piece))) empty += 1;
      const isEnd = this.#nextFromMs >= this.#endMs;
      if (isEnd) this.#endWhenComplete();
      if (!this.#playlist.isEmpty && (isEnd || this.#nextFromMs > atMs)) return this.view;
      if (isEnd || empty >= MAX_EMPTY_AT_OPEN) throw new AppError('recording.none', 'no stretch has footage');
    }
  }

  close(): void {
    this.#abort.abort();
    this.#fetcher.dispose();
  }

  /** Answers the page. Never throws. */
  async serve(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = questionOfName(name);
    try {
      if (name === ROOT || name === STILL_LIST) await this.#servePlaylist(name === ROOT, response);
      else if (question !== null) await this.#servePictures(question, response);
      else await this.#serveResource(name, request, response);
    } catch (error) {
      logUnexplained('a request for a recording failed for a reason that is not known', error);
      if (endsPlayback(error, question !== null)) this.#patience.fail(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(pastStatus(error), { 'Retry-After': '1' }).end();
    }
  }

  /** @param isMoving the player plays, or waits for pictures: one that has no segment left asks for the playlist alone. */
  async #servePlaylist(isMoving: boolean, response: ServerResponse): Promise<void> {
    if (isMoving) this.#loadAhead();
    await this.#follow();
    const text = this.#host.work.run(() => this.#playlist.render());
    sendPlaylist(response, text);
  }

  async #serveResource(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = this.#playlist.entryOf(name) ?? null;
    if (entry !== null) this.#onWanted(entry);
    const shiftOf = entry && ((firstTicks: number) => this.#clock.shiftOf(entry.place, firstTicks));
    const isServed = await this.#fetched(name, response, (resource, options) =>
      this.#fetcher.pipe(resource, request, response, options, null, shiftOf),
    );
    if (isServed) return;
    const leftOut = entry?.isRefused === true ? LEFT_OUT.refused : LEFT_OUT.gone;
    response.writeHead(entry === null ? 404 : leftOut).end();
  }

  /**
   * 204: the loaded stretches have no footage at the moment. 415: the pictures are encrypted, or not in a transport
   * stream.
   */
  async #servePictures({ atMs, isGroup }: PictureQuestion, response: ServerResponse): Promise<void> {
    const entry = this.#playlist.entryAt(atMs);
    if (entry === undefined) {
      if (atMs >= this.#nextFromMs) this.#loadNext();
      return void response.writeHead(204).end();
    }
    this.#onWanted(entry);
    if (!isReadable(entry)) return void response.writeHead(415).end();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const isServed = await this.#fetched(entry.name, response, async (resource, options) => {
      const bounded = { ...options, signal: AbortSignal.any([options.signal, gone.signal]) };
      if (isGroup) sendGroup(response, entry, await this.#keyPictures.readGroup(resource, bounded));
      else sendKeyPicture(response, entry, await this.#keyPictures.read(resource, bounded));
    });
    if (!isServed) response.writeHead(204).end();
  }

  /**
   * Fetches a resource. An address that ran out is asked for again, and other failures are tried again, by the policy of
   * segments: nobody else tries again.
   *
   * @returns false where the resource is not known, or the segment is lost.
   * @throws {AppError} when nothing helps, or the answer to the page has begun.
   */
  async #fetched(
    name: string,
    response: ServerResponse,
    fetch: (resource: Resource, options: FetchOptions) => Promise<void>,
  ): Promise<boolean> {
    const resource = this.#resources.get(name);
    const stretch = this.#stretches.get(this.#playlist.stretchOf(name) ?? 0);
    if (resource === undefined || stretch === undefined) return false;
    const entry = this.#playlist.entryOf(name) ?? null;
    const beganMs = performance.now();
    stretch.readers.add(response);
    try {
      while (entry?.isLost !== true) {
        await this.#tries.begin(name);
        const { session } = stretch;
        try {
          if (response.destroyed) throw cancelled('a segment that nobody waits for');
          checkMediaHost(session, resource.url);
          await fetch(resource, this.#reader.optionsFor(session.source));
          this.#served(stretch, session, name);
          return true;
        } catch (error) {
          const failure = socketFailure(error, session.url.host);
          const isHeard = !response.headersSent && !response.destroyed && !this.#abort.signal.aborted;
          const isRefused = failure.code === 'media.url-expired';
          if (!isHeard || isRefused) this.#tries.left(name);
          if (!isHeard) throw failure;
          if (isRefused) await this.#onRefused(stretch, entry, session, { failure, beganMs });
          else await this.#waitFor(name, failure, beganMs);
        }
      }
      return false;
    } finally {
      stretch.readers.delete(response);
    }
  }

  /** Waits for the next try for a segment that failed. @throws {AppError} the failure, when there is none. */
  async #waitFor(name: string, failure: AppError, beganMs: number): Promise<void> {
    const tries = this.#tries.failed(name, failure);
    if (tries === null || isOver(PLAYBACK_RETRY.segment, beganMs)) throw failure;
    await this.#patience.wait(tries, failure);
  }

  #served(stretch: PastStretch, session: PastStretch['session'], name: string): void {
    session.hasServed = true;
    Object.assign(stretch, { missing: 0, refusals: 0, refusedSegments: 0 });
    this.#tries.served(name);
    this.#patience.flows();
  }

  /** The server refused a segment: the address ran out, or the segment is lost. @throws {AppError} when nothing helps. */
  async #onRefused(
    stretch: PastStretch,
    entry: PastEntry | null,
    session: PastStretch['session'],
    { failure, beganMs }: { readonly failure: AppError; readonly beganMs: number },
  ): Promise<void> {
    await stretch.renewing;
    if (stretch.session !== session) return; // another request has asked for the address again
    const { isMissing, isBlamed } = judgeRefusal(stretch, failure);
    if (!isBlamed && entry !== null && (isMissing || stretch.refusedSegments < PLAYBACK_RETRY.address.mostSegments)) {
      Object.assign(entry, { isLost: true, isRefused: !isMissing });
      if (!isMissing) this.#leaveOut(stretch, failure);
      return;
    }
    if (!isBlamed) throw this.#patience.fail(failure);
    if (isOver(PLAYBACK_RETRY.address, beganMs)) throw failure;
    const work = async (): Promise<void> => {
      if (stretch.refusals > 0) await this.#patience.wait(stretch.refusals, failure);
      if (!isAwaited(stretch)) throw cancelled('an address that nobody waits for');
      await this.#renew(stretch, failure, beganMs);
      // An address that could not be had says nothing of the segment.
      stretch.refusals += 1;
    };
    stretch.renewing = work().finally(() => (stretch.renewing = null));
    await stretch.renewing;
  }

  /** Every new address refused one segment: the next one has all its tries. */
  #leaveOut(stretch: PastStretch, failure: AppError): void {
    log.warn('every new address refused a segment of a recording, which is left out', {
      detail: failure.params['detail'],
    });
    Object.assign(stretch, { refusals: 0, refusedSegments: stretch.refusedSegments + 1 });
    this.#patience.flows();
  }

  /** Asks for the stretch again, and gives its segments the new addresses. */
  async #renew(stretch: PastStretch, cause: AppError, beganMs: number): Promise<void> {
    const { piece, opened } = await this.#patience.patiently({ cause, beganMs }, async (attempt) => {
      const piece = await this.#host.ask({ ...stretch.range, attempt }, this.#abort.signal);
      if (piece.source === null) throw new AppError('recording.none', 'the stretch has no footage any more');
      return { piece, opened: await this.#openPlaylist(piece.source) };
    });
    if (piece.source === null) return;
    stretch.session = opened.session;
    const { segments } = this.#host.work.run(() => stamped(opened.playlist, stretch.range));
    const more = this.#playlist.renew(stretch.number, segments);
    if (stretch.isGrowing && more.length > 0) this.#playlist.append(stretch.number, opened.playlist, more);
  }

  /** The player reads the footage of this segment now. */
  #onWanted(entry: PastEntry): void {
    if (this.#wanted?.fromMs !== entry.fromMs) this.#tell({ kind: 'at', atMs: entry.fromMs });
    this.#wanted = entry;
    this.#loadAhead();
  }

  #loadAhead(): void {
    if (this.#wanted !== null && this.#playlist.leftMs(this.#wanted) < AHEAD_MS) this.#loadNext();
  }

  #loadNext(): void {
    if (this.#playlist.isEnded || this.#patience.failure !== null || this.#loading !== null) return;
    if (this.#nextFromMs >= this.#endMs || performance.now() < this.#loadAgainAtMs) return;
    this.#loading = this.#load()
      .catch((error: unknown) => {
        if (this.#abort.signal.aborted) return;
        logUnexplained('a stretch of a recording failed for a reason that is not known', error);
        this.#loadAgainAtMs = performance.now() + PLAYBACK_RETRY.stretch.restMs;
      })
      .finally(() => (this.#loading = null));
  }

  /** Loads the next stretch with footage. */
  async #load(): Promise<void> {
    for (;;) {
      const beganMs = performance.now();
      const hasFootage = await this.#patience.patiently({ cause: null, beganMs }, async (attempt) => {
        const piece = await this.#ask(this.#nextFromMs, attempt);
        const hasAny = await this.#take(piece);
        this.#nextFromMs = piece.stretch.toMs;
        return hasAny;
      });
      const isEnd = this.#nextFromMs >= this.#endMs;
      if (isEnd) this.#endWhenComplete();
      if (hasFootage || isEnd) break;
      await this.#patience.pause(EMPTY_PAUSE_MS);
    }
    this.#tell({ kind: 'grown', view: this.view });
  }

  /** Follows a stretch whose recording still grows, and ends the playlist when nothing more comes. */
  async #follow(): Promise<void> {
    const stretch = [...this.#stretches.values()].at(-1);
    if (stretch?.isGrowing !== true || this.#nextFromMs < this.#endMs) return;
    const nowMs = performance.now();
    if (nowMs - stretch.readAtMs < EMPTY_PAUSE_MS * 8) return;
    stretch.readAtMs = nowMs;
    try {
      const playlist = await this.#reader.again(stretch.session);
      const { segments } = this.#host.work.run(() => stamped(playlist, stretch.range));
      const more = this.#playlist.renew(stretch.number, segments);
      if (this.#playlist.append(stretch.number, playlist, more) > 0) stretch.grownAtMs = nowMs;
      stretch.isGrowing = !playlist.isEnded;
    } catch (error) {
      // The segments that are known can be played; an address that ran out is asked for again with the next segment.
      logUnexplained('a recording that grows failed for a reason that is not known', error);
    }
    if (performance.now() - stretch.grownAtMs > GROWTH_LIMIT_MS) stretch.isGrowing = false;
    this.#endWhenComplete();
  }

  #endWhenComplete(): void {
    if ([...this.#stretches.values()].at(-1)?.isGrowing !== true) this.#playlist.end();
  }

  async #ask(fromMs: number, attempt = FIRST_ATTEMPT): Promise<PastPiece> {
    const piece = await this.#host.ask({ fromMs, toMs: null, attempt }, this.#abort.signal);
    if (piece.stretch.toMs > fromMs) return piece;
    throw permanent('media.bad-stream', { detail: 'a stretch without length' }, 'report');
  }

  /** Adds a stretch to the playlist. @returns whether it has footage. */
  async #take({ stretch: range, source }: PastPiece): Promise<boolean> {
    if (source === null) {
      this.#tell({ kind: 'learnt', stretch: range, spans: [] });
      return false;
    }
    const { session, playlist } = await this.#openPlaylist(source);
    const nowMs = performance.now();
    const { segments, stamps } = this.#host.work.run(() => stamped(playlist, range));
    const number = this.#nextNumber;
    if (stamps === 'cloud' && playlist.isEnded)
      this.#tell({ kind: 'learnt', stretch: range, spans: spansOf(segments) });
    if (this.#playlist.append(number, playlist, segments) === 0) return false;
    this.#nextNumber += 1;
    if (stamps === 'estimated') this.#stamps = 'estimated';
    this.#stretches.set(number, {
      number,
      range,
      session,
      isGrowing: !playlist.isEnded,
      readAtMs: nowMs,
      grownAtMs: nowMs,
      renewing: null,
      missing: 0,
      refusals: 0,
      refusedSegments: 0,
      readers: new Set(),
    });
    return true;
  }

  #openPlaylist(source: UpstreamSource) {
    if (source.transport === 'hls') return this.#reader.open(source);
    throw permanent('media.unsupported-transport', { detail: source.transport }, 'report');
  }

  #tell(event: PastEvent): void {
    if (!this.#abort.signal.aborted) this.#host.tell(event);
  }
}
