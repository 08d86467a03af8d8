/**
 * One live stream in one `<video>`: asks for a ticket, runs an engine, watches the picture, and brings the picture back
 * when it is lost. It has no timer of its own: the pool calls `tick`. Components never use it directly; they borrow a
 * slot of the pool.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { StreamFeed, StreamProfile, StreamTicket } from '../../../preload/domain/media/streams.ts';
import type { AlignableTile } from './frame-aligner.ts';
import { codecName, mediaError, type EngineEvent } from '../engines/player-engine.ts';
import { PlayerScreen } from './player-screen.ts';
import type { PlayerSetup } from './player-setup.ts';
import { judge, measured, NO_STATISTICS, reconnectingFrom } from './player-state.ts';
import type { PlayerState, PlayerStatistics } from './player-state.ts';
import { PlayerTicket } from './player-ticket.ts';
import { restartedWait, gatewayTry, isBelieved, OPENING_LIMIT_MS, ownTry, withinReach } from './player-wait.ts';
import type { LostFeed, TryPlan, Wait } from './player-wait.ts';
import { retryDelayMs, slowRetryMs } from './retry-schedule.ts';

/** After sleep, or when the clock was set, waiting tiles try again within this time, not all in one moment. */
const RETRY_SPREAD_MS = 3_000;
/** A picture that stands still is called frozen and its player is built again within this time. */
const REBUILT_WITHIN_MS = 15_000;
/** Moving pictures for this long end a series of tries. */
const STEADY_AFTER_MS = 10_000;

export class Player {
  readonly video: HTMLVideoElement;
  readonly profile: StreamProfile;
  readonly #setup: PlayerSetup;
  readonly #screen: PlayerScreen;
  #state: PlayerState = { phase: 'idle' };
  #statistics: PlayerStatistics = NO_STATISTICS;
  readonly #ticket: PlayerTicket;
  #feed: StreamFeed | null = null;
  #feedChangedAtMs = 0;
  #wantedAtMs = 0;
  /** Set while there is no picture, unless only the operator or a changed account can help. */
  #wait: Wait | null = null;
  /** The gateway is about to bring HLS back: the player begins when there is something to fetch. */
  #awaitsFlow = false;
  #attempt = 0;
  /** When a new frame was last seen to show, and when that frame was received. */
  #lastFrameAtMs: number | null = null;
  #receivedAtMs: number | null = null;

  constructor(setup: PlayerSetup) {
    this.#setup = setup;
    this.video = setup.video;
    this.profile = setup.profile;
    const events = {
      onEngine: (event: EngineEvent) => this.#onEngine(event),
      onFirstFrame: () => this.#onFirstFrame(),
    };
    this.#screen = new PlayerScreen(setup, events);
    this.#ticket = new PlayerTicket(setup);
  }

  get state(): PlayerState {
    return this.#state;
  }
  get statistics(): PlayerStatistics {
    return this.#statistics;
  }
  /** True once this connection has shown a frame. */
  get hasPicture(): boolean {
    return this.#screen.hasPicture;
  }

  /** The data with which the tile may be aligned with other tiles: for a picture that moves at its own speed. */
  get beatTile(): AlignableTile | null {
    const { video } = this;
    const stream = this.#screen.engine;
    if (stream?.isSelfSteering !== false || this.#state.phase !== 'playing') return null;
    if (video.paused || video.playbackRate !== 1) return null;
    return { video, stream, fps: this.#statistics.fps, lendSpeed: () => this.#screen.lendSpeed() };
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
    const wait = this.#wait;
    if (wait && nowMs >= wait.atMs) return wait.kind === 'pause' ? this.#tryAgain(wait.plan) : this.#giveUp();
    if (wait?.kind === 'pause' || this.#state.phase === 'idle') return;
    if (this.#ticket.held) this.#screen.gather(nowMs);
    if (this.hasPicture && isSecond) this.#sample(nowMs);
  }

  /**
   * When something must have happened at the latest, epoch ms; null when nothing must happen: idle, or failed for good.
   */
  get dueAtMs(): number | null {
    if (this.#wait) return this.#wait.atMs;
    if (!this.hasPicture || this.#lastFrameAtMs === null) return null;
    const feed = this.#feed;
    const fromMs = feed?.phase === 'reconnecting' ? Math.max(feed.nextAtMs, this.#lastFrameAtMs) : this.#lastFrameAtMs;
    return fromMs + REBUILT_WITHIN_MS;
  }

  /** Takes the gateway's report about the upstream. */
  onFeed(given: StreamFeed): void {
    const nowMs = Date.now();
    const feed = withinReach(given, nowMs);
    this.#feed = feed;
    this.#feedChangedAtMs = nowMs;
    switch (feed.phase) {
      case 'failed':
        return this.#fail(feed.error);
      case 'idle':
        // The gateway believes that nobody watches. A player that already waits for its own next try keeps that wait.
        if (this.#wait?.kind !== 'pause') this.#lose(mediaError('media.upstream-closed'), 'open');
        return;
      case 'reconnecting':
        if (this.#wait?.kind === 'try') this.#waitForGateway(feed);
        return;
      case 'flowing':
        if (this.#awaitsFlow) return this.#attach();
        // A player that requests its media may wait for seconds between two requests.
        if (this.#state.phase === 'reconnecting') this.#screen.engine?.loadNow?.();
        if (this.#wait?.kind === 'try') this.#tryFrom(nowMs);
        return;
      case 'connecting':
        if (this.#wait?.kind === 'try') this.#tryFrom(nowMs);
        return;
      default:
        feed satisfies never;
    }
  }

  /** The gateway serves the same lease under a new URL. */
  onReplaced(ticket: StreamTicket): void {
    this.#ticket.replace(ticket);
    if (ticket.transport !== 'hls' || !this.#awaitFlow()) this.#attach();
  }

  /**
   * Restarts all waits, because the silence so far proves nothing: the machine slept, the clock was set, or the page
   * was hidden.
   */
  restartWaits(nowMs: number): void {
    if (this.#lastFrameAtMs !== null && this.hasPicture) this.#lastFrameAtMs = nowMs;
    this.#screen.restartSilence(nowMs);
    // A time that was planned before the clock was set may lie an hour ahead.
    if (this.#feed) this.#feed = withinReach(this.#feed, nowMs);
    if (!this.#wait) return;
    this.#wait = restartedWait(this.#wait, this.#feed, nowMs, this.#setup.random() * RETRY_SPREAD_MS);
    const { atMs, kind } = this.#wait;
    if (this.#state.phase === 'reconnecting') this.#set({ ...this.#state, nextAtMs: atMs });
    else if (this.#state.phase === 'failed' && kind === 'pause') this.#set({ ...this.#state, retryAtMs: atMs });
  }

  /**
   * The connection to main is back or the machine woke: a waiting player tries now, a playing one has its upstream
   * checked.
   */
  recoverNow(): void {
    if (this.#state.phase === 'failed' || this.#wait?.kind === 'pause') this.retryNow();
    else this.#askGateway();
  }

  /** The user does not want to wait. */
  retryNow(): void {
    if (this.#wait?.kind !== 'pause' && isBelieved(this.#feed, Date.now())) return this.#askGateway();
    if (this.#state.phase === 'failed') {
      this.#attempt = 0;
      this.#set({ phase: 'opening', attempt: 1, sinceMs: Date.now() });
    }
    this.#tryAgain('open');
  }

  /** The gateway tries now, or checks the connection that it has. */
  #askGateway(): void {
    const { held } = this.#ticket;
    if (held) this.#setup.ports.retry(held.leaseId);
  }

  /** Elements pause when they leave the document; called when this one is back in it. */
  resume(): void {
    this.#screen.resume();
  }

  /** Closes everything; the state says idle. The element may be used again. */
  dispose(): void {
    this.#screen.end();
    this.#clear();
    this.#ticket.drop();
    this.#feed = null;
    this.#state = { phase: 'idle' };
  }

  #open(): void {
    this.#clear();
    this.#feed = null;
    this.#tryFrom(Date.now());
    const enter = this.#attempt === 0 ? this.#prepare() : null;
    this.#ticket.ask((answer) => {
      if (!answer.ok) return this.#fail(answer.error);
      if (enter && answer.value.transport === 'flv') enter(answer.value.url);
      else if (enter) this.#beginAt(answer.value);
      else this.#attach();
    });
  }

  /**
   * Makes the element ready while the ticket is on its way, as if the stream were FLV, because most streams are. This
   * saves time. The elements of a wall also begin in one moment, so the work that Chromium does for each element three
   * times a second happens together.
   */
  #prepare(): (url: string) => void {
    const { promise, resolve } = Promise.withResolvers<string>();
    this.#screen.begin({ transport: 'flv', url: promise });
    return (url) => {
      this.#statistics = { ...this.#statistics, transport: 'flv' };
      const nowMs = Date.now();
      this.#screen.gatherFrom(nowMs);
      this.#tryFrom(nowMs);
      resolve(url);
    };
  }

  #attach(): void {
    const ticket = this.#ticket.held;
    if (!ticket) return this.#open();
    this.#clear();
    this.#waitAnew();
    this.#screen.beginSoon(() => this.#beginAt(ticket));
  }

  #beginAt({ transport, url }: StreamTicket): void {
    this.#clear();
    this.#waitAnew();
    this.#statistics = { ...this.#statistics, transport };
    this.#screen.begin({ transport, url });
    this.resume();
  }

  #onFirstFrame(): void {
    const nowMs = Date.now();
    this.#wait = null;
    this.#lastFrameAtMs = nowMs;
    this.#receivedAtMs = nowMs;
    this.#statistics = {
      ...this.#statistics,
      width: this.video.videoWidth,
      height: this.video.videoHeight,
      firstFrameMs: this.#statistics.firstFrameMs ?? nowMs - this.#wantedAtMs,
    };
    this.#set({ phase: 'playing', sinceMs: nowMs });
  }

  #onEngine(event: EngineEvent): void {
    switch (event.kind) {
      case 'described':
        this.#statistics = { ...this.#statistics, codec: codecName(event.codec) };
        break;
      case 'lost':
      case 'broken':
        if (this.#ticket.held?.transport === 'hls' && this.#awaitFlow()) break;
        // The gateway may be about to hand out a new URL, so the first try waits a moment and keeps the lease.
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
  }

  /** This attempt, of the page or of the gateway, has taken too long. */
  #giveUp(): void {
    const params = { seconds: OPENING_LIMIT_MS / 1000 };
    const own = mediaError(this.#ticket.held ? 'media.stalled' : 'network.timeout', { params });
    this.#lose(this.#feed?.phase === 'reconnecting' ? this.#feed.error : own, 'open');
  }

  /** A try of the page begins, or gets its full time again. */
  #tryFrom(nowMs: number): void {
    this.#wait = ownTry(nowMs);
    if (this.#state.phase !== 'reconnecting') return;
    this.#set({ ...this.#state, plannedBy: 'page', nextAtMs: this.#wait.atMs, isTrying: true });
  }

  /** Waits with the present lease, whether the page or the gateway tries. */
  #waitAnew(): void {
    const nowMs = Date.now();
    if (isBelieved(this.#feed, nowMs)) this.#waitForGateway(this.#feed, nowMs);
    else this.#tryFrom(nowMs);
  }

  #waitForGateway(feed: LostFeed, beganAtMs?: number): void {
    this.#wait = gatewayTry(feed, beganAtMs);
    this.#set(reconnectingFrom(this.#state, feed, this.#receivedAtMs));
  }

  /** @returns whether the gateway is about to bring the stream back: until then an HLS player would request in vain. */
  #awaitFlow(): boolean {
    const feed = this.#feed;
    if (!isBelieved(feed, Date.now())) return false;
    this.#ticket.forget();
    this.#clear();
    this.#awaitsFlow = true;
    this.#waitForGateway(feed);
    return true;
  }

  #sample(nowMs: number): void {
    this.resume();
    const { engine } = this.#screen;
    const reading = this.#screen.read(nowMs);
    if (!engine || !reading) return;
    if (reading.hasNewFrame) {
      this.#lastFrameAtMs = nowMs;
      this.#receivedAtMs = reading.receivedAtMs;
    }
    const lastFrameAtMs = this.#lastFrameAtMs ?? nowMs;
    const silenceMs = nowMs - lastFrameAtMs;
    const { fps, droppedFrames, sample } = reading;
    const latencyMs = sample.latencyMs === null ? reading.ageMs : sample.latencyMs + silenceMs;
    const next = judge(this.#state, {
      nowMs,
      lastFrameAtMs,
      receivedAtMs: this.#receivedAtMs ?? lastFrameAtMs,
      latencyMs,
      feed: this.#feed,
      feedChangedAtMs: this.#feedChangedAtMs,
    });
    const isNewStall = next.phase === 'stalled' && this.#state.phase !== 'stalled';
    this.#statistics = measured(this.#statistics, this.video, { sample, latencyMs, fps, droppedFrames, isNewStall });
    this.#screen.steer(reading);
    if (next.phase === 'frozen' && nowMs >= next.rebuildAtMs) {
      return this.#lose(mediaError('media.stalled', { params: { seconds: Math.round(silenceMs / 1000) } }), 'open', 0);
    }
    const isMovingOn = next.phase === 'playing' || next.phase === 'delayed';
    if (isMovingOn && nowMs - next.sinceMs > STEADY_AFTER_MS) this.#attempt = 0;
    this.#set(next);
  }

  /** The picture is gone but can come back: plan the next try and say so. */
  #lose(error: WireError, plan: TryPlan, delayMs?: number): void {
    this.#attempt++;
    const nowMs = Date.now();
    const waitMs = delayMs ?? retryDelayMs(this.#attempt, this.#setup.random());
    this.#ticket.forget();
    this.#clear();
    this.#feed = null;
    if (plan === 'open') this.#ticket.drop();
    const atMs = nowMs + waitMs;
    this.#wait = { kind: 'pause', atMs, plan };
    const next = { nextAtMs: atMs, isTrying: false, plannedBy: 'page' } as const;
    this.#set({ phase: 'reconnecting', attempt: this.#attempt, ...next, lastFrameAtMs: this.#receivedAtMs, error });
  }

  #fail(error: WireError): void {
    if (error.retryable) return this.#lose(error, 'open');
    const nowMs = Date.now();
    const waitMs = slowRetryMs(error);
    const retryAtMs = waitMs === null ? null : nowMs + waitMs;
    this.#clear();
    this.#ticket.drop();
    this.#feed = null;
    this.#wait = retryAtMs === null ? null : { kind: 'pause', atMs: retryAtMs, plan: 'open' };
    const before = this.#state;
    const sinceMs = before.phase === 'failed' && before.error.code === error.code ? before.sinceMs : nowMs;
    this.#set({ phase: 'failed', sinceMs, retryAtMs, lastFrameAtMs: this.#receivedAtMs, error });
  }

  #tryAgain(plan: TryPlan): void {
    const { phase } = this.#state;
    if (phase !== 'reconnecting' && phase !== 'failed') {
      this.#set({ phase: 'opening', attempt: 1, sinceMs: Date.now() });
    }
    if (plan === 'attach') this.#attach();
    else this.#open();
  }

  /** Removes the engine; the caller plans the next step. */
  #clear(): void {
    this.#wait = null;
    this.#awaitsFlow = false;
    this.#screen.clear();
  }

  #set(state: PlayerState): void {
    this.#state = state;
    this.#setup.onChange();
  }
}
