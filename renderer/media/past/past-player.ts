/**
 * The recordings of one camera in one `<video>`: opens them with the first seek, shows the moments that the clock orders, and
 * opens them again at the last shown picture when they are lost. It has no timer of its own: the caller calls `tick` about
 * four times a second, before the tick of the clock.
 *
 * Not here: playing backwards, and 8 and 16 times by key pictures only. Both need pictures that no element shows, and come as
 * players of their own behind {@link ClockedPlayer}; until then `canPlayAt` says no.
 */
import type { Result, WireError } from '../../../preload/domain/error.ts';
import type { PastState, PastTicket } from '../../../preload/domain/playback.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { retryDelayMs } from '../retry-schedule.ts';
import type { StepDirection } from './frame-stepper.ts';
import type { ClockedPhase, ClockedPlayer, Footage } from './clocked-player.ts';
import { FASTEST_ELEMENT_RATE, type PastEngine } from './past-engine.ts';
import type { PastPlayerSetup, PastPlayerState } from './past-setup.ts';

/** States without an engine that could show anything. */
type Stop = Extract<PastPlayerState, { phase: 'opening' | 'reconnecting' | 'taken' | 'failed' }>;
type Reconnecting = Extract<PastPlayerState, { phase: 'reconnecting' }>;

export class PastPlayer implements ClockedPlayer {
  readonly video: HTMLVideoElement;
  readonly #setup: PastPlayerSetup;
  #ticket: PastTicket | null = null;
  /** What was opened, or is being opened; null before the first seek. */
  #range: TimeRange | null = null;
  #engine: PastEngine | null = null;
  #stop: Stop = { phase: 'opening' };
  /** The moment that must show: of the last seek, then of the last shown picture. */
  #wantedMs = 0;
  #attempt = 0;
  #isPlaying = false;
  #rate = 1;
  /** Main opens the recording again by itself. */
  #gatewayWait: Reconnecting | null = null;
  /** Raised when an answer of main is not wanted any more. */
  #questions = 0;
  #isAsking = false;
  #isDisposed = false;
  #toldPhase: PastPlayerState['phase'] | null = null;

  constructor(setup: PastPlayerSetup) {
    this.#setup = setup;
    this.video = setup.video;
  }

  get state(): PastPlayerState {
    const engine = this.#engine;
    if (engine === null) return this.#stop;
    const { state } = engine;
    // What is in the buffer still plays while main opens the recording again.
    if (state.phase === 'loading' && this.#gatewayWait !== null) return this.#gatewayWait;
    return state.phase === 'failed' ? { phase: 'failed', error: state.error } : state;
  }

  get phase(): ClockedPhase {
    const { phase } = this.state;
    switch (phase) {
      case 'playing':
      case 'paused':
        return 'ready';
      case 'opening':
      case 'loading':
      case 'reconnecting':
        return 'loading';
      case 'taken':
      case 'failed':
        return 'failed';
      case 'gap':
      case 'ended':
        return phase;
    }
  }

  get atMs(): number | null {
    return this.#engine?.atMs ?? null;
  }

  /** Whether the moments of the pictures are those of the cloud, or counted; null before the recording is open. */
  get stamps(): PastTicket['stamps'] | null {
    return this.#ticket?.stamps ?? null;
  }

  /** The playlist of the gateway, under which key pictures are asked for; null for a recording at the pace of a device. */
  get playlistUrl(): string | null {
    return this.#ticket?.transport === 'hls' ? this.#ticket.url : null;
  }

  /** What can be shown without a request, epoch ms. */
  get buffered(): readonly TimeRange[] {
    return this.#engine?.buffered ?? [];
  }

  /** As the container names it (`avc1.64001e`); null before it is known. */
  get codec(): string | null {
    return this.#engine?.codec ?? null;
  }

  footageAt(atMs: number): Footage {
    const known = this.#engine?.footageAt(atMs);
    return known === undefined || known.kind === 'unknown' ? this.#setup.footageAt(atMs) : known;
  }

  canPlayAt(rate: number): boolean {
    return this.#engine?.canPlayAt(rate) ?? rate <= FASTEST_ELEMENT_RATE;
  }

  play(): void {
    this.#isPlaying = true;
    this.#engine?.play();
  }

  pause(): void {
    this.#isPlaying = false;
    this.#engine?.pause();
  }

  setRate(rate: number): void {
    this.#rate = rate;
    this.#engine?.setRate(rate);
  }

  /**
   * Inside what the address plays at once; elsewhere the recording is opened again at the moment. After a failure the other
   * moment is tried; a device that another playback took is not.
   */
  seek(atMs: number): void {
    this.#wantedMs = atMs;
    const { phase } = this.#stop;
    if (this.#engine === null && phase === 'taken') return;
    if (this.#range === null || !holds(this.#range, atMs)) this.#open();
    else if (this.#engine === null && phase === 'failed') this.retryNow();
    else if (this.#engine?.seek(atMs) === 'outside') this.#resume();
    this.#tell();
  }

  /**
   * Shows the next picture, or the picture before, and pauses. The caller then takes {@link atMs} to the clock, so that other
   * cameras follow.
   */
  step(by: StepDirection): void {
    this.#isPlaying = false;
    this.#engine?.step(by);
  }

  /** A step was ordered, and its picture does not show yet. */
  get isStepping(): boolean {
    return this.#engine?.isStepping ?? false;
  }

  /** @param nowMs epoch ms: waits for a retry end by it. */
  tick(nowMs: number): void {
    this.#engine?.tick();
    const { atMs } = this;
    if (atMs !== null && this.phase === 'ready') {
      this.#wantedMs = atMs;
      this.#attempt = 0;
    }
    const state = this.#engine?.state;
    if (state?.phase === 'failed') this.#onEngineFailed(state.error, state.isLost);
    if (this.#stop.phase === 'reconnecting' && this.#engine === null && nowMs >= this.#stop.nextAtMs) this.#resume();
    this.#tell();
  }

  /** Takes an event `playback.changed` of this playback. */
  onChanged(state: PastState): void {
    this.#gatewayWait = null;
    switch (state.phase) {
      case 'ready':
        if (state.ticket.url !== this.#ticket?.url) this.#begin(state.ticket);
        else this.#ticket = state.ticket;
        break;
      case 'reconnecting':
        this.#gatewayWait = state;
        break;
      case 'failed':
        this.#halt({ phase: 'failed', error: state.error });
        break;
      case 'taken':
        this.#halt({ phase: 'taken', byPlaybackId: state.byPlaybackId });
        break;
    }
    this.#tell();
  }

  /**
   * The operator does not want to wait, or tries again after a failure.
   *
   * @param takesOver ends the other playback of a device that plays one recording at a time.
   */
  retryNow(takesOver = false): void {
    this.#attempt = 0;
    this.#halt({ phase: 'opening' });
    if (this.#ticket === null || takesOver) this.#open(takesOver);
    else this.#resume();
  }

  /** Closes everything. An answer that comes later is closed at once. */
  dispose(): void {
    this.#isDisposed = true;
    this.#questions += 1;
    this.#leave();
    this.#drop();
  }

  #open(takeOver = false): void {
    const { ports, recording, rangeAround } = this.#setup;
    const atMs = this.#wantedMs;
    this.#leave();
    this.#drop();
    if (this.#stop.phase !== 'reconnecting') this.#stop = { phase: 'opening' };
    this.#range = rangeAround(atMs);
    this.#ask(ports.open({ ...recording, range: this.#range, atMs, takeOver }));
  }

  /** Opens the recording again at the moment that must show. Several seeks in a row cost one request at a time. */
  #resume(): void {
    const ticket = this.#ticket;
    if (this.#isAsking) return;
    if (ticket === null) return this.#open();
    this.#leave();
    if (this.#stop.phase !== 'reconnecting') this.#stop = { phase: 'opening' };
    this.#ask(this.#setup.ports.resume(ticket.playbackId, this.#wantedMs));
  }

  #ask(asked: Promise<Result<PastTicket>>): void {
    this.#isAsking = true;
    this.#questions += 1;
    const question = this.#questions;
    const askedMs = this.#wantedMs;
    void asked.then((answer) => {
      if (question !== this.#questions) {
        // A playback that nobody shows would hold a device or a connection.
        const isOther = answer.ok && answer.value.playbackId !== this.#ticket?.playbackId;
        if (isOther) this.#setup.ports.close(answer.value.playbackId);
        return;
      }
      this.#isAsking = false;
      if (!answer.ok) return this.#onRefused(answer.error);
      this.#hold(answer.value);
      // The operator went on while main asked.
      if (!holds(answer.value.window, this.#wantedMs) && this.#wantedMs !== askedMs) return this.#resume();
      this.#begin(answer.value);
      this.#tell();
    });
  }

  #hold(ticket: PastTicket): void {
    const before = this.#ticket?.playbackId ?? null;
    this.#ticket = ticket;
    if (before !== ticket.playbackId) this.#setup.onPlayback(ticket.playbackId, before);
  }

  #begin(ticket: PastTicket): void {
    this.#leave();
    this.#hold(ticket);
    const { createEngine, ports, video } = this.#setup;
    const steer: Parameters<typeof createEngine>[0]['steer'] = (order) => ports.steer(ticket.playbackId, order);
    this.#engine = createEngine({ video, ticket, atMs: this.#wantedMs, steer });
    this.#engine.setRate(this.#rate);
    if (this.#isPlaying) this.#engine.play();
  }

  #onEngineFailed(error: WireError, isLost: boolean): void {
    if (isLost) this.#wait(error);
    else this.#halt({ phase: 'failed', error });
  }

  #onRefused(error: WireError): void {
    if (error.code === 'recording.none') return this.#halt({ phase: 'failed', error });
    if (error.code === 'recording.not-open' && this.#ticket !== null) return this.#open();
    if (error.retryable) this.#wait(error);
    else this.#halt({ phase: 'failed', error });
    this.#tell();
  }

  #wait(error: WireError): void {
    this.#attempt += 1;
    const nextAtMs = Date.now() + retryDelayMs(this.#attempt, this.#setup.random());
    this.#halt({ phase: 'reconnecting', attempt: this.#attempt, nextAtMs, error });
  }

  #halt(stop: Stop): void {
    this.#questions += 1;
    this.#isAsking = false;
    this.#leave();
    this.#stop = stop;
    this.#tell();
  }

  #leave(): void {
    this.#engine?.dispose();
    this.#engine = null;
    this.#gatewayWait = null;
  }

  #drop(): void {
    const playbackId = this.#ticket?.playbackId;
    this.#ticket = null;
    if (playbackId === undefined) return;
    this.#setup.ports.close(playbackId);
    this.#setup.onPlayback(null, playbackId);
  }

  #tell(): void {
    const { phase } = this.state;
    if (this.#isDisposed || phase === this.#toldPhase) return;
    this.#toldPhase = phase;
    this.#setup.onChange();
  }
}

const holds = ({ fromMs, toMs }: TimeRange, atMs: number): boolean => atMs >= fromMs && atMs < toMs;
