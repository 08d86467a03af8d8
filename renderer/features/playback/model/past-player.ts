/**
 * Plays the recordings of one camera from the gateway: opens them at the moment that is asked for, shows other moments of the
 * same playlist without a request to the cloud, and opens them again for moments outside.
 */
import type Hls from 'hls.js';
import type { HlsConfig } from 'hls.js';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { PastState, PastTicket } from '../../../../preload/domain/playback.ts';
import type { PlaybackCamera } from '../../../../preload/domain/preferences.ts';
import type { Result } from '../../../../preload/domain/error.ts';
import type { StreamProfile } from '../../../../preload/domain/streams.ts';
import type { ClockedPhase, ClockedPlayer, Footage } from '../../../media/past/clocked-player.ts';
import { createVideo } from '../../../media/video-element-pool.ts';
import { localError, on, request } from '../../../page/bridge.ts';
import { momentAt, positionOf, type Stamped } from './past-stamps.ts';

interface PastPlayerOptions {
  readonly camera: PlaybackCamera;
  readonly profile: StreamProfile;
  /** Whether the camera has footage at a moment, as far as its cloud lists it. */
  readonly footageAt: (atMs: number) => Footage;
}

const DAY_MS = 86_400_000;
/** So far around the first moment a recording is opened; other moments of this range need no new playback. */
const REACH_MS = 15 * DAY_MS;
/** Faster than this the browser would drop most pictures. */
const FASTEST = 4.5;
/** A stream that is lost more often than this without a picture in between is not opened again by itself. */
const MOST_LOSSES = 3;

const CONFIG: Partial<HlsConfig> = {
  enableWorker: false,
  // The playlist of a recording grows like that of a live stream, and the moment that shows is the operator's choice.
  lowLatencyMode: false,
  maxLiveSyncPlaybackRate: 1,
  liveDurationInfinity: false,
  maxBufferLength: 20,
  maxMaxBufferLength: 40,
  backBufferLength: 30,
  maxBufferSize: 24_000_000,
};

export class PastPlayer implements ClockedPlayer {
  readonly #options: PastPlayerOptions;
  readonly #video = createVideo();
  readonly #stop: () => void;
  #hls: Hls | null = null;
  #ticket: PastTicket | null = null;
  #error: WireError | null = null;
  /** The newest question for a ticket; an older answer is thrown away. */
  #asked: object | null = null;
  #wantedMs: number | null = null;
  #isMoving = false;
  #rate = 1;
  #losses = 0;
  #isDisposed = false;

  constructor(options: PastPlayerOptions) {
    this.#options = options;
    this.#stop = on('playback.changed', ({ playbackId, state }) => {
      if (playbackId === this.#ticket?.playbackId) this.#follow(state);
    });
    this.#video.addEventListener('playing', () => (this.#losses = 0));
  }

  /** Why nothing shows; null while nothing is wrong. */
  get error(): WireError | null {
    return this.#error;
  }

  /** Whether the times are counted by the lengths of the segments, since the cloud wrote none. */
  get isEstimated(): boolean {
    return this.#ticket?.stamps === 'estimated';
  }

  get phase(): ClockedPhase {
    if (this.#error !== null) return 'failed';
    if (this.#asked !== null || this.#video.seeking || this.#video.readyState < 2) return 'loading';
    return this.#video.ended ? 'ended' : 'ready';
  }

  get atMs(): number | null {
    return this.phase === 'ready' ? momentAt(this.#stamped(), this.#video.currentTime) : null;
  }

  footageAt(atMs: number): Footage {
    return this.#options.footageAt(atMs);
  }

  canPlayAt(rate: number): boolean {
    return rate <= FASTEST;
  }

  /** Puts the picture into an element of the page. */
  show(host: HTMLElement): void {
    host.append(this.#video);
  }

  play(): void {
    this.#isMoving = true;
    this.#move();
  }

  pause(): void {
    this.#isMoving = false;
    this.#video.pause();
  }

  setRate(rate: number): void {
    this.#rate = rate;
    this.#video.playbackRate = rate;
  }

  seek(atMs: number): void {
    this.#wantedMs = atMs;
    if (this.#asked !== null) return; // the answer is shown at the moment that is wanted then
    const position = positionOf(this.#stamped(), atMs);
    if (this.#ticket === null || this.#error !== null) void this.#open(atMs, false);
    else if (position !== null) this.#video.currentTime = position;
    else if (this.#hls !== null && this.#hls.levels.length > 0) void this.#resume(atMs);
  }

  /** Opens the recording again after a failure. @param takesOver the device from another playback of this client. */
  retry(takesOver: boolean): void {
    if (this.#wantedMs !== null) void this.#open(this.#wantedMs, takesOver);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#asked = null;
    this.#stop();
    this.#hls?.destroy();
    this.#hls = null;
    this.#video.remove();
    this.#close();
  }

  #stamped(): readonly Stamped[] {
    return this.#hls?.latestLevelDetails?.fragments ?? [];
  }

  #move(): void {
    // Refused while the element has no source yet; asked again when a picture is there.
    if (this.#isMoving) this.#video.play().catch(() => undefined);
  }

  async #open(atMs: number, takeOver: boolean): Promise<void> {
    const { channelId, place } = this.#options.camera;
    const range = {
      fromMs: Math.max(0, Math.floor(atMs - REACH_MS)),
      toMs: Math.ceil(Math.min(atMs + REACH_MS, Date.now())),
    };
    const opening = { channelId, place, profile: this.#options.profile, range, atMs: Math.floor(atMs), takeOver };
    this.#close();
    await this.#take(() => request['playback.open'](opening));
  }

  async #resume(atMs: number): Promise<void> {
    const playbackId = this.#ticket?.playbackId;
    if (playbackId !== undefined)
      await this.#take(() => request['playback.resume']({ playbackId, atMs: Math.floor(atMs) }));
  }

  /** Asks for a ticket and plays it, unless something newer was asked for meanwhile. */
  async #take(ask: () => Promise<Result<PastTicket>>): Promise<void> {
    const asked = {};
    this.#asked = asked;
    this.#error = null;
    const answer = await ask();
    if (this.#asked !== asked) {
      if (answer.ok && answer.value.playbackId !== this.#ticket?.playbackId)
        void request['playback.close']({ playbackId: answer.value.playbackId });
      return;
    }
    if (answer.ok) await this.#load(answer.value, asked);
    else this.#fail(answer.error);
  }

  async #load(ticket: PastTicket, asked: object): Promise<void> {
    this.#ticket = ticket;
    if (ticket.transport !== 'hls') return this.#fail(localError('cloud.not-supported'));
    const { default: Library } = await import('hls.js');
    if (this.#asked !== asked) return;
    this.#hls?.destroy();
    const hls = new Library({ ...CONFIG, autoStartLoad: false });
    this.#hls = hls;
    hls.once(Library.Events.LEVEL_LOADED, () => this.#begin(hls));
    hls.on(Library.Events.ERROR, (_event, { fatal, type, details }) => {
      if (!fatal) return;
      if (type === Library.ErrorTypes.MEDIA_ERROR && this.#losses === 0) {
        this.#losses += 1;
        return hls.recoverMediaError();
      }
      this.#lost(localError('media.upstream-closed', { detail: details }));
    });
    hls.attachMedia(this.#video);
    hls.loadSource(ticket.url);
    hls.once(Library.Events.MANIFEST_PARSED, () => hls.startLoad(0));
  }

  /** The playlist is there: shows the moment that is wanted now. */
  #begin(hls: Hls): void {
    if (this.#hls !== hls) return;
    this.#asked = null;
    const position = this.#wantedMs === null ? null : positionOf(this.#stamped(), this.#wantedMs);
    hls.stopLoad();
    hls.startLoad(position ?? 0);
    this.#video.currentTime = position ?? 0;
    this.#video.playbackRate = this.#rate;
    this.#move();
  }

  #lost(error: WireError): void {
    this.#losses += 1;
    const atMs = this.#wantedMs;
    if (atMs !== null && this.#losses < MOST_LOSSES)
      void this.#resume(momentAt(this.#stamped(), this.#video.currentTime) ?? atMs);
    else this.#fail(error);
  }

  /** What main says of the playback. */
  #follow(state: PastState): void {
    if (state.phase === 'failed') this.#fail(state.error);
    else if (state.phase === 'taken') this.#fail(localError('recording.device-taken', { label: '' }));
    else if (state.phase === 'ready' && state.ticket.url !== this.#ticket?.url && this.#asked === null) {
      const asked = {};
      this.#asked = asked;
      this.#wantedMs = momentAt(this.#stamped(), this.#video.currentTime) ?? this.#wantedMs;
      void this.#load(state.ticket, asked);
    }
  }

  #fail(error: WireError): void {
    if (this.#isDisposed) return;
    this.#asked = null;
    this.#error = error;
    this.#hls?.destroy();
    this.#hls = null;
    this.#close();
  }

  #close(): void {
    if (this.#ticket !== null) void request['playback.close']({ playbackId: this.#ticket.playbackId });
    this.#ticket = null;
  }
}
