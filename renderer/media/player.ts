/**
 * One live stream in one `<video>`: asks for a ticket, runs an engine, watches the picture, and brings it back when it is
 * lost. It keeps no timer of its own: the pool calls `tick`. Components never touch it; they borrow a slot of the pool.
 */
import type { WireError } from '../../preload/domain/error.ts';
import type { StreamFeed, StreamProfile, StreamTicket } from '../../preload/domain/model.ts';
import type { BeatTile } from './frame-beat.ts';
import { PlaybackMeter } from './playback-meter.ts';
import { codecName, mediaError, type EngineEvent, type EngineSource, type PlayerEngine } from './player-engine.ts';
import {
  judge,
  measured,
  NO_STATISTICS,
  reconnectingFrom,
  type PlayerState,
  type PlayerStatistics,
} from './player-state.ts';
import type { PlayerSetup } from './player-setup.ts';
import { retryDelayMs, slowRetryMs } from './retry-schedule.ts';
import { steerPlayer } from './steering.ts';

/** No ticket or no picture within this time: the try has failed. */
const OPENING_LIMIT_MS = 12_000;
/**
 * Playback starts with this much in hand, so that it does not run at the very edge of the buffer and drop frames at every
 * hiccup. The first frame is shown at once; only motion waits, and not longer than the limit.
 */
const START_BUFFER_MS = 450;
const START_LIMIT_MS = 1_200;
/** After sleep, or when the clock was set, what waits tries again within this, not all tiles in one moment. */
const RETRY_SPREAD_MS = 3_000;
/** Moving pictures for this long end a series of tries. */
const STEADY_AFTER_MS = 10_000;

type Plan = 'attach' | 'open';

export class Player {
  readonly video: HTMLVideoElement;
  readonly profile: StreamProfile;
  readonly #setup: PlayerSetup;
  readonly #meter: PlaybackMeter;
  #state: PlayerState = { phase: 'idle' };
  #statistics: PlayerStatistics = NO_STATISTICS;
  #ticket: StreamTicket | null = null;
  #engine: PlayerEngine | null = null;
  #cancelRejoin: () => void = () => undefined;
  #feed: StreamFeed | null = null;
  #feedChangedAtMs = 0;
  #wantedAtMs = 0;
  /** When the try under way began, or null when none is. */
  #tryingSinceMs: number | null = null;
  #attempt = 0;
  #retry: { readonly atMs: number; readonly plan: Plan } | null = null;
  #lastFrameAtMs: number | null = null;
  #hasPicture = false;
  /** When the present engine was made while it still gathers its first buffer, else null. */
  #gatheringSinceMs: number | null = null;
  /** Another hand is on the speed. */
  #isSpeedLent = false;
  /** Tells a late answer of `live.open` that nobody waits for it any more. */
  #generation = 0;

  constructor(setup: PlayerSetup) {
    this.#setup = setup;
    this.video = setup.video;
    this.profile = setup.profile;
    this.#meter = new PlaybackMeter(setup.video);
  }

  get state(): PlayerState {
    return this.#state;
  }
  get statistics(): PlayerStatistics {
    return this.#statistics;
  }
  /** True once this connection has shown a frame. */
  get hasPicture(): boolean {
    return this.#hasPicture;
  }

  /** What may be brought into step with other tiles: a picture that moves at its own speed. */
  get beatTile(): BeatTile | null {
    const { video } = this;
    const stream = this.#engine;
    if (stream?.isSelfSteering !== false || this.#state.phase !== 'playing') return null;
    if (video.paused || video.playbackRate !== 1) return null;
    return { video, stream, fps: this.#statistics.fps, lendSpeed: () => this.#lendSpeed() };
  }

  #lendSpeed(): () => void {
    const engine = this.#engine;
    this.#isSpeedLent = true;
    return () => {
      if (engine !== this.#engine) return;
      this.#isSpeedLent = false;
      this.video.playbackRate = 1;
    };
  }

  /** @param wantedAtMs when the camera was asked for; the first-frame time counts from there. */
  start(wantedAtMs: number): void {
    this.#wantedAtMs = wantedAtMs;
    this.#attempt = 0;
    this.#set({ phase: 'opening', attempt: 1, sinceMs: Date.now() });
    this.#open();
  }

  /** Called on every tick while the page is visible; `isSecond` on those that all players measure on together. */
  tick(nowMs: number, isSecond: boolean): void {
    if (this.#retry && nowMs >= this.#retry.atMs) return this.#tryAgain(this.#retry.plan);
    if (this.#retry || this.#state.phase === 'idle') return;
    if (this.#gatheringSinceMs !== null && this.#ticket) this.#gather(nowMs, this.#gatheringSinceMs);
    if (!this.#hasPicture) return this.#watchOpening(nowMs);
    if (isSecond) this.#sample(nowMs);
  }

  /** What the gateway says of the upstream. */
  onFeed(feed: StreamFeed): void {
    this.#feed = feed;
    this.#feedChangedAtMs = Date.now();
    if (feed.phase === 'failed') return this.#fail(feed.error);
    if (feed.phase === 'reconnecting' && !this.#hasPicture && this.#engine) {
      this.#set(reconnectingFrom(this.#state, feed, this.#lastFrameAtMs));
    }
  }

  /** The gateway serves the same lease under a new URL. */
  onReplaced(ticket: StreamTicket): void {
    this.#ticket = ticket;
    this.#attach();
  }

  /** The silence so far proves nothing: the machine slept, the clock was set, or the page was hidden. */
  forgive(nowMs: number): void {
    if (this.#lastFrameAtMs !== null && this.#hasPicture) this.#lastFrameAtMs = nowMs;
    this.#meter.forgive(nowMs);
    if (this.#tryingSinceMs !== null) this.#tryingSinceMs = nowMs;
    if (this.#retry) this.#retryBy(nowMs + this.#setup.random() * RETRY_SPREAD_MS);
  }

  /** A try that was planned by a clock that was set since may lie an hour ahead. */
  #retryBy(atMs: number): void {
    if (!this.#retry || this.#retry.atMs <= atMs) return;
    this.#retry = { ...this.#retry, atMs };
    if (this.#state.phase === 'reconnecting') this.#set({ ...this.#state, nextAtMs: atMs });
    else if (this.#state.phase === 'failed') this.#set({ ...this.#state, retryAtMs: atMs });
  }

  /** The connection to main is back or the machine woke: what waits tries now, what plays has its upstream checked. */
  hurry(): void {
    if (this.#state.phase === 'failed' || this.#retry) this.retryNow();
    else if (this.#ticket) this.#setup.ports.retry(this.#ticket.leaseId);
  }

  /** The user's wish not to wait. */
  retryNow(): void {
    if (this.#engine && this.#ticket && this.#feed?.phase === 'reconnecting') {
      return this.#setup.ports.retry(this.#ticket.leaseId);
    }
    if (this.#state.phase === 'failed') {
      this.#attempt = 0;
      this.#set({ phase: 'opening', attempt: 1, sinceMs: Date.now() });
    }
    this.#tryAgain('open');
  }

  /** Elements pause when they leave the document; called when this one is back in it. */
  resume(): void {
    if (!this.#engine || !this.video.paused || this.#gatheringSinceMs !== null) return;
    // A source that is taken away while play() waits rejects it: not a failure of the player.
    this.video.play().catch(() => undefined);
  }

  /** Closes everything; the state says idle. The element may be used again. */
  dispose(): void {
    this.#generation++;
    this.#retry = null;
    this.#dropEngine();
    this.#dropTicket();
    this.#feed = null;
    this.#hasPicture = false;
    this.#state = { phase: 'idle' };
  }

  #open(): void {
    const generation = ++this.#generation;
    const { ports, channelId, profile } = this.#setup;
    this.#dropEngine();
    this.#dropTicket();
    this.#feed = null;
    this.#tryingSinceMs = Date.now();
    const enter = this.#attempt === 0 ? this.#prepare() : null;
    void ports.open(channelId, profile).then((answer) => {
      if (generation !== this.#generation) {
        if (answer.ok) ports.close(answer.value.leaseId);
        return;
      }
      if (!answer.ok) return this.#fail(answer.error);
      this.#ticket = answer.value;
      if (enter && answer.value.transport === 'flv') enter(answer.value.url);
      else if (enter) this.#beginAt(answer.value);
      else this.#attach();
      this.#setup.onLease(answer.value.leaseId, null);
    });
  }

  /**
   * Makes the element ready while the ticket is on its way, as if it led to FLV: most do. Beside the time it saves, the
   * elements of a wall begin in one moment, hence what Chromium does for each three times a second falls together.
   */
  #prepare(): (url: string) => void {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#begin({ transport: 'flv', url: promise });
    return (url) => {
      this.#statistics = { ...this.#statistics, transport: 'flv' };
      this.#tryingSinceMs = this.#gatheringSinceMs = Date.now();
      resolve(url);
    };
  }

  #attach(): void {
    if (!this.#ticket) return this.#open();
    this.#dropEngine();
    this.#retry = null;
    this.#tryingSinceMs = Date.now();
    const ticket = this.#ticket;
    this.#cancelRejoin = this.#setup.rejoin(() => this.#beginAt(ticket));
  }

  #beginAt({ transport, url }: StreamTicket): void {
    this.#dropEngine();
    this.#tryingSinceMs = Date.now();
    this.#statistics = { ...this.#statistics, transport };
    this.#begin({ transport, url });
    this.resume();
  }

  #begin(source: EngineSource): void {
    this.#hasPicture = false;
    this.#meter.restart(Date.now(), () => this.#onFirstFrame());
    const seat = { video: this.video, onEvent: this.#onEngine };
    this.#engine = this.#setup.createEngine({ ...source, ...seat });
    this.#gatheringSinceMs = this.#engine.isSelfSteering ? null : Date.now();
  }

  #gather(nowMs: number, sinceMs: number): void {
    const { buffered, currentTime } = this.video;
    const heldMs = buffered.length === 0 ? 0 : (buffered.end(buffered.length - 1) - currentTime) * 1000;
    if (heldMs < START_BUFFER_MS && nowMs - sinceMs < START_LIMIT_MS) return;
    this.#gatheringSinceMs = null;
    this.resume();
  }

  #onFirstFrame(): void {
    const nowMs = Date.now();
    this.#hasPicture = true;
    this.#tryingSinceMs = null;
    this.#lastFrameAtMs = nowMs;
    this.#statistics = {
      ...this.#statistics,
      width: this.video.videoWidth,
      height: this.video.videoHeight,
      firstFrameMs: this.#statistics.firstFrameMs ?? nowMs - this.#wantedAtMs,
    };
    this.#set({ phase: 'playing', sinceMs: nowMs });
  }

  readonly #onEngine = (event: EngineEvent): void => {
    switch (event.kind) {
      case 'described':
        this.#statistics = { ...this.#statistics, codec: codecName(event.codec) };
        break;
      case 'lost':
        // The gateway may be about to hand out a new URL, so the first try waits a moment and keeps the lease.
        this.#lose(event.error, this.#attempt === 0 ? 'attach' : 'open');
        break;
      case 'broken':
        this.#lose(event.error, this.#attempt === 0 ? 'attach' : 'open');
        break;
      case 'unsupported': {
        const action = this.profile === 'main' ? 'choose-sub-stream' : 'none';
        this.#fail(
          mediaError('media.unsupported-codec', { params: { codec: event.codec }, isRetryable: false, action }),
        );
        this.#setup.onUnsupported(event.codec);
        break;
      }
      default:
        event satisfies never;
    }
  };

  #watchOpening(nowMs: number): void {
    if (this.#tryingSinceMs === null) return;
    if (this.#feed?.phase === 'reconnecting' || nowMs - this.#tryingSinceMs < OPENING_LIMIT_MS) return;
    this.#lose(
      mediaError(this.#ticket ? 'media.stalled' : 'network.timeout', { params: { seconds: OPENING_LIMIT_MS / 1000 } }),
      'open',
    );
  }

  #sample(nowMs: number): void {
    const engine = this.#engine;
    if (!engine) return;
    this.resume();
    const reading = this.#meter.read(nowMs);
    const told = engine.sample();
    if (reading.hasNewFrame) this.#lastFrameAtMs = nowMs;
    const lastFrameAtMs = this.#lastFrameAtMs ?? nowMs;
    const silenceMs = nowMs - lastFrameAtMs;
    const latencyMs = told.latencyMs === null ? reading.ageMs : told.latencyMs + silenceMs;
    const next = judge(this.#state, {
      nowMs,
      lastFrameAtMs,
      latencyMs,
      inherentDelayMs: engine.isSelfSteering ? engine.targetLatencyMs : 0,
      feed: this.#feed,
      feedChangedAtMs: this.#feedChangedAtMs,
    });
    const isNewStall = next.phase === 'stalled' && this.#state.phase !== 'stalled';
    const { fps, droppedFrames } = reading;
    this.#statistics = measured(this.#statistics, this.video, { told, latencyMs, fps, droppedFrames, isNewStall });
    if (!engine.isSelfSteering && !this.#isSpeedLent)
      steerPlayer(this.video, engine.targetLatencyMs, !reading.hasNewFrame);
    if (next.phase === 'frozen' && nowMs >= next.rebuildAtMs) {
      return this.#lose(mediaError('media.stalled', { params: { seconds: Math.round(silenceMs / 1000) } }), 'open', 0);
    }
    if (next.phase === 'playing' && nowMs - next.sinceMs > STEADY_AFTER_MS) this.#attempt = 0;
    this.#set(next);
  }

  /** The picture is gone but can come back: plan the next try and say so. */
  #lose(error: WireError, plan: Plan, delayMs?: number): void {
    this.#attempt++;
    const nowMs = Date.now();
    const waitMs = delayMs ?? retryDelayMs(this.#attempt, this.#setup.random());
    this.#generation++;
    this.#dropEngine();
    if (plan === 'open') this.#dropTicket();
    this.#feed = null;
    this.#retry = { atMs: nowMs + waitMs, plan };
    const lastFrameAtMs = this.#lastFrameAtMs;
    this.#set({ phase: 'reconnecting', attempt: this.#attempt, nextAtMs: nowMs + waitMs, lastFrameAtMs, error });
  }

  #fail(error: WireError): void {
    if (error.retryable) return this.#lose(error, 'open');
    const nowMs = Date.now();
    const waitMs = slowRetryMs(error);
    const retryAtMs = waitMs === null ? null : nowMs + waitMs;
    this.#generation++;
    this.#dropEngine();
    this.#dropTicket();
    this.#feed = null;
    this.#retry = retryAtMs === null ? null : { atMs: retryAtMs, plan: 'open' };
    this.#hasPicture = false;
    const before = this.#state;
    const sinceMs = before.phase === 'failed' && before.error.code === error.code ? before.sinceMs : nowMs;
    this.#set({ phase: 'failed', sinceMs, retryAtMs, lastFrameAtMs: this.#lastFrameAtMs, error });
  }

  #tryAgain(plan: Plan): void {
    this.#retry = null;
    if (this.#state.phase === 'reconnecting') this.#set({ ...this.#state, nextAtMs: null });
    else if (this.#state.phase !== 'failed') this.#set({ phase: 'opening', attempt: 1, sinceMs: Date.now() });
    if (plan === 'attach') this.#attach();
    else this.#open();
  }

  #dropEngine(): void {
    this.#cancelRejoin();
    this.#tryingSinceMs = null;
    this.#meter.stop();
    this.#engine?.dispose();
    this.#engine = null;
    this.#hasPicture = false;
    this.#gatheringSinceMs = null;
    this.video.playbackRate = 1;
    this.#isSpeedLent = false;
  }

  #dropTicket(): void {
    const leaseId = this.#ticket?.leaseId;
    this.#ticket = null;
    if (leaseId === undefined) return;
    this.#setup.onLease(null, leaseId);
    this.#setup.ports.close(leaseId);
  }

  #set(state: PlayerState): void {
    this.#state = state;
    this.#setup.onChange();
  }
}
