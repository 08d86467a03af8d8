/**
 * The recordings of one camera in one `<video>`: opens them with the first seek, shows the moments that the clock orders, and
 * opens them again at the last shown picture when they are lost: nobody else does. It has no timer of its own: the caller
 * calls `tick` about four times a second, before the tick of the clock. Backwards, and at 8 and 16 times, key pictures show
 * above the video, which stands still.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { PastState } from '../../../preload/domain/recording/playback.ts';
import { isOffLine } from '../../../preload/domain/recording/playback-retry.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { StepDirection } from './engines/frame-stepper.ts';
import type { ClockedPhase, ClockedPlayer, Footage } from './clock/clocked-player.ts';
import { pictureMsOf } from './clock/frame-time.ts';
import type { KeysShow } from './key-pictures/key-player.ts';
import { EngineSeat } from './engine-seat.ts';
import { HeldRecording } from './held-recording.ts';
import type { PastEngine, PastEngineState } from './engines/past-engine.ts';
import type { OpenedPast, PastPlayerSetup, PastPlayerState } from './past-setup.ts';
import { KEYLESS, PHASE_OF, PHASE_OF_KEYS } from './player-phases.ts';
import { Losses } from './losses.ts';
import { holds, isJoined, isPassed, NEXT_TRY_MS, type Stop } from './past-stop.ts';
import { isByKeyPictures } from './clock/rates.ts';
import type { StreamChoice } from './stream-choice.ts';

export class PastPlayer implements ClockedPlayer {
  readonly video: HTMLVideoElement;
  readonly stream: StreamChoice;
  readonly #setup: PastPlayerSetup;
  readonly #held: HeldRecording;
  readonly #seat: EngineSeat;
  #stop: Stop = { phase: 'opening' };
  /** The moment that must show: of the last seek, then of the last shown picture. */
  #wantedMs = 0;
  readonly #losses: Losses;
  #isDisposed = false;
  #toldPhase: PastPlayerState['phase'] | null = null;
  /** Key pictures show, and no engine is needed. */
  #isByKeys = false;
  /** The moment at which the cloud refused the recording. */
  #refusedMs = 0;
  #againAtMs: number | null = null;

  constructor(setup: PastPlayerSetup) {
    this.#setup = setup;
    this.video = setup.video;
    this.#seat = new EngineSeat(setup);
    this.#losses = new Losses(setup.random);
    const exchange = (ticket: OpenedPast, range: TimeRange): void => this.#exchange(ticket, range);
    this.#held = new HeldRecording(setup, { wantedMs: () => this.#wantedMs, exchange });
    this.stream = this.#held.stream;
  }

  get #engine(): PastEngine | null {
    return this.#seat.engine;
  }

  get state(): PastPlayerState {
    return this.#engine === null ? this.#stop : this.#losses.stateOver(this.#engine.state);
  }

  /** How key pictures are shown; null while all pictures are. */
  get keys(): KeysShow | null {
    if (!this.#isByKeys) return null;
    if (this.#held.ticket !== null) return KEYLESS[this.#held.ticket.transport] ?? this.#setup.keys.shows;
    return 'loading';
  }

  /** Whether a device sends the pictures at a pace of its own. */
  get isPacedByDevice(): boolean {
    return this.#held.ticket?.transport === 'flv';
  }

  /** A key picture shows, also while the video of its moment loads. */
  get hasKeyPicture(): boolean {
    return this.#setup.keys.isDrawn;
  }

  get isKeyAwaited(): boolean {
    return this.#held.ticket?.transport === 'hls' && this.#setup.keys.isLoading;
  }

  get phase(): ClockedPhase {
    const { phase } = this.state;
    if (this.#isByKeys && phase !== 'failed' && phase !== 'taken') return PHASE_OF_KEYS[this.keys ?? 'loading'];
    // A camera without footage at the moment holds no other camera, whatever is tried again for it.
    return this.#engine?.state.phase === 'gap' ? 'gap' : PHASE_OF[phase];
  }

  get atMs(): number | null {
    return this.#isByKeys ? this.#setup.keys.atMs : (this.#engine?.atMs ?? null);
  }

  /** The moment of the very picture that shows, where {@link atMs} is a position within it, epoch ms; null without a picture. */
  get pictureMs(): number | null {
    return this.#isByKeys ? this.atMs : pictureMsOf(this.#setup.frames, this.#engine);
  }

  get againAtMs(): number | null {
    return this.#stop.phase === 'failed' ? this.#againAtMs : null;
  }

  /** Whether the moments of the pictures are those of the cloud, or counted; null before the recording is open. */
  get stamps(): OpenedPast['stamps'] | null {
    return this.#held.ticket?.stamps ?? null;
  }

  /** See `HeldRecording.playlistAt`. */
  playlistAt(atMs: number): string | null {
    return this.#held.playlistAt(atMs);
  }

  footageAt(atMs: number): Footage {
    const known = this.#engine?.footageAt(atMs);
    return known === undefined || known.kind === 'unknown' ? this.#setup.footageAt(atMs) : known;
  }

  footageBeforeMs(atMs: number): number | null {
    return this.#setup.footageBeforeMs(atMs);
  }

  /** A recording without key pictures says so in its place, and hinders no other camera. */
  canPlayAt(rate: number): boolean {
    return isByKeyPictures(rate) || (this.#engine?.canPlayAt(rate) ?? true);
  }

  playsByKeys(rate: number): boolean {
    if (!isByKeyPictures(rate)) return this.stream.isKeysOnly && this.stream.hasKeys;
    // Some devices play fast by themselves, and files as fast as the computer reads them.
    return this.#held.ticket?.control?.speeds.includes(rate) !== true;
  }

  showKey(atMs: number, rate: number): void {
    if (!this.#isByKeys) {
      this.#engine?.pause();
      this.#engine?.rest();
    }
    this.#isByKeys = true;
    this.#wantedMs = atMs;
    this.#openForKeys(atMs);
    const ticket = this.#held.ticket;
    if (ticket?.transport !== 'hls') return;
    const footageAt = (ms: number): Footage => this.footageAt(ms);
    const { keys } = this.#setup;
    keys.show({ url: ticket.url, atMs, rate, loadedToMs: ticket.range.toMs, footageAt });
    if (!isByKeyPictures(rate) && footageAt(atMs).kind !== 'none') this.stream.learnKeys(keys.shows);
  }

  endKeys(): void {
    this.#isByKeys = false;
    // The last key picture stays until the video shows a picture.
    this.#setup.keys.rest();
    this.#engine?.wake();
    const ticket = this.#held.ticket;
    if (ticket === null || this.#engine !== null || this.#held.question.isOpen) return;
    if (this.#stop.phase === 'reconnecting') return;
    if (ticket.transport === 'hls' && holds(ticket.range, this.#wantedMs)) this.#begin(ticket);
    else this.#resume();
  }

  play(): void {
    this.#seat.play();
  }

  pause(): void {
    this.#seat.pause();
  }

  setRate(rate: number): void {
    if (!this.playsByKeys(rate)) this.#seat.setRate(rate);
  }

  /**
   * Inside what the address plays at once; elsewhere the recording is opened again at the moment. After a failure the other
   * moment is tried; a device that another playback took is not.
   */
  seek(atMs: number): void {
    this.#wantedMs = atMs;
    const { phase } = this.#stop;
    if (this.#engine === null && phase === 'taken') return;
    if (!this.#held.covers(atMs)) this.#open();
    else if (this.#engine === null && phase === 'failed') this.retryNow();
    else if (this.#engine !== null && this.#losses.isOutOfReach(atMs, this.#engine)) this.#leaveLost();
    else if (!this.#isByKeys && this.#engine?.seek(atMs) === 'outside') this.#resume();
    this.#tell();
  }

  /** Opens the recording where its address has no key pictures of the moment. */
  #openForKeys(atMs: number): void {
    const { phase } = this.#stop;
    if (this.#held.question.isOpen || (this.#engine === null && phase === 'reconnecting')) return;
    if (this.#engine === null && (phase === 'taken' || phase === 'failed')) {
      const isRefused = phase === 'failed' && this.#stop.error.code === 'recording.none';
      if (isRefused && Math.abs(atMs - this.#refusedMs) >= NEXT_TRY_MS) this.retryNow();
    } else if (!this.#held.covers(atMs)) this.#open();
    else if (this.#held.ticket?.transport === 'hls' && !isJoined(this.#held.ticket.range, atMs)) this.#resume();
  }

  /**
   * Shows the next picture, or the picture before, and pauses. The caller then takes {@link atMs} to the clock, so that other
   * cameras follow.
   */
  step(by: StepDirection): void {
    this.#seat.step(by);
  }

  /** A step was ordered, and its picture does not show yet. */
  get isStepping(): boolean {
    return this.#engine?.isStepping ?? false;
  }

  /** @param nowMs epoch ms: waits for a retry end by it. */
  tick(nowMs: number): void {
    this.#engine?.tick();
    const { atMs } = this;
    if (!this.#isByKeys && this.phase === 'ready') this.#setup.keys.hide();
    if (atMs !== null && this.phase === 'ready' && !this.#isByKeys) {
      this.#wantedMs = atMs;
      this.#losses.onPicture(nowMs);
    }
    const state = this.#engine?.state;
    if (state?.phase === 'failed') this.#onEngineFailed(state);
    this.#tryAgain(nowMs);
    if (this.#held.isSettled && (this.#engine !== null || this.#isByKeys)) this.stream.tick(nowMs);
    this.#tell();
  }

  /** Takes an event `playback.changed` of this playback. */
  onChanged(state: PastState): void {
    this.#losses.gatewayWait = null;
    switch (state.phase) {
      case 'ready':
        if (state.ticket.url === this.#held.ticket?.url) this.#held.ticket = state.ticket;
        break;
      case 'reconnecting':
        this.#losses.gatewayWait = state;
        break;
      case 'lost':
        this.#onLost(state);
        break;
      case 'stretch-ended':
        if (this.#engine !== null && !this.#held.question.isOpen) this.#losses.endStretch(state.atMs);
        break;
      case 'failed':
        this.#halt(isOffLine(state.error) ? this.#losses.next(state.error) : state);
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
    this.#losses.reset();
    this.#halt({ phase: 'opening' });
    if (this.#held.ticket === null || takesOver) this.#open(takesOver);
    else this.#resume();
  }

  /** Closes everything. An answer that comes later is closed at once. */
  dispose(): void {
    this.#isDisposed = true;
    this.#held.question.drop();
    this.#leave();
    this.#held.drop();
    this.#setup.keys.dispose();
  }

  #open(takeOver = false): void {
    this.#leave();
    this.#held.drop();
    if (this.#stop.phase !== 'reconnecting') this.#stop = { phase: 'opening' };
    this.#ask(this.#held.open(takeOver));
  }

  /** Opens the recording again at the moment that must show. Several seeks in a row cost one request at a time. */
  #resume(): void {
    const ticket = this.#held.ticket;
    if (this.#held.question.isOpen) return;
    if (ticket === null) return this.#open();
    this.#leave();
    if (this.#stop.phase !== 'reconnecting') this.#stop = { phase: 'opening' };
    this.#ask(this.#setup.ports.resume(ticket.playbackId, this.#wantedMs));
  }

  /** A lost recording is neither steered nor loaded; its last picture stays. A question that is open serves the new moment. */
  #leaveLost(): void {
    this.#setup.keys.keep(this.video);
    this.#leave();
    this.#stop = { phase: 'opening' };
    this.#resume();
  }

  /** Tries again what was lost, when its wait is over: behind the picture that shows, or without one. */
  #tryAgain(nowMs: number): void {
    const engine = this.#engine;
    if (this.#held.question.isOpen) return;
    if (engine === null) {
      if (this.#stop.phase === 'reconnecting' && nowMs >= this.#stop.nextAtMs) this.#resume();
      return;
    }
    if (engine.state.phase === 'paused' && !this.#isByKeys) return; // it has its picture, and needs nothing
    const due = this.#losses.due(nowMs, engine, this.isPacedByDevice);
    if (due === 'load') return engine.loadAgain();
    if (due === null || this.#held.ticket === null) return;
    this.#wantedMs = this.#losses.momentOf(this.#wantedMs);
    // The other stream would be taken while main opens this one again.
    this.stream.drop();
    this.#ask(this.#setup.ports.resume(this.#held.ticket.playbackId, this.#wantedMs));
  }

  #ask(asked: ReturnType<PastPlayerSetup['ports']['open']>): void {
    const askedMs = this.#wantedMs;
    this.#held.question.ask(asked, (answer) => {
      if (!answer.ok) return this.#onRefused(answer.error);
      this.#held.hold(answer.value);
      // The operator went on while main asked.
      if (isPassed(answer.value, askedMs, this.#wantedMs)) return this.#resume();
      this.#begin(answer.value);
      this.#tell();
    });
  }

  /** The last picture stays until the other stream shows one. */
  #exchange(ticket: OpenedPast, range: TimeRange): void {
    this.#setup.keys.keep(this.video);
    this.#leave();
    this.#held.drop();
    this.#held.range = range;
    if (holds(ticket.range, this.#wantedMs)) return this.#begin(ticket);
    this.#held.hold(ticket);
    this.#resume();
  }

  #begin(ticket: OpenedPast): void {
    // The last picture stays until the new engine shows one.
    if (this.#engine !== null) this.#setup.keys.keep(this.video);
    this.#leave();
    this.#held.hold(ticket);
    this.#stop = { phase: 'opening' };
    if (this.#isByKeys) return;
    this.#seat.begin(ticket, this.#wantedMs);
  }

  #onEngineFailed(failed: Extract<PastEngineState, { phase: 'failed' }>): void {
    const { behind } = this.#losses;
    if (this.#held.question.isOpen) {
      // The buffer ran out while the recording is opened again.
      this.#leave();
      this.#stop = behind?.wait ?? { phase: 'opening' };
      return;
    }
    this.#halt(this.#losses.afterEngine(failed, this.isPacedByDevice ? (this.#engine?.atMs ?? this.#wantedMs) : null));
    if (!failed.isLost) this.#againAtMs = failed.againAtMs;
  }

  /** Nothing of the recording is open any more in main. What is in the buffer plays on, and nothing more is loaded. */
  #onLost({ atMs, error }: Extract<PastState, { phase: 'lost' }>): void {
    if (this.#held.question.isOpen || (this.#engine === null && this.#stop.phase !== 'opening')) return;
    const nextMs = this.isPacedByDevice ? atMs : null;
    const next = this.#losses.behind?.wait ?? this.#losses.nextOfLost(error, nextMs);
    if (this.#engine === null || !this.#losses.keepBehind(next, 'open', nextMs)) this.#halt(next);
    else this.#engine.rest();
  }

  #onRefused(error: WireError): void {
    this.#refusedMs = this.#wantedMs;
    if (error.code === 'recording.none') return this.#halt({ phase: 'failed', error });
    if (error.code === 'recording.not-open' && this.#held.ticket !== null) return this.#open();
    const next = this.#losses.next(error);
    if (!this.#losses.keepOn(next)) this.#halt(next);
  }

  #halt(stop: Stop): void {
    this.#held.question.drop();
    this.#leave();
    this.#againAtMs = null;
    this.#stop = stop;
    this.#tell();
  }

  #leave(): void {
    this.stream.drop();
    this.#seat.leave();
    this.#losses.drop();
  }

  #tell(): void {
    const { phase } = this.state;
    if (this.#isDisposed || phase === this.#toldPhase) return;
    this.#toldPhase = phase;
    this.#setup.onChange();
  }
}
