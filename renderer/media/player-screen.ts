/**
 * One `<video>` and the engine that fills it: made, given its first buffer, measured, steered and taken away. It knows
 * neither leases nor plans; what an engine and its first picture mean is decided by the player.
 */
import { PlaybackMeter, type MeterReading } from './playback-meter.ts';
import type { EngineEvent, EngineSample, EngineSource, PlayerEngine } from './player-engine.ts';
import type { PlayerSetup } from './player-setup.ts';
import { steerPlayer } from './steering.ts';

/**
 * Playback starts with this much in hand, so that it does not run at the very edge of the buffer and drop frames at every
 * hiccup. The first frame is shown at once; only motion waits, and not longer than the limit.
 */
const START_BUFFER_MS = 450;
const START_LIMIT_MS = 1_200;

export interface ScreenEvents {
  readonly onEngine: (event: EngineEvent) => void;
  readonly onFirstFrame: () => void;
}

export interface ScreenReading extends MeterReading {
  readonly told: EngineSample;
}

export class PlayerScreen {
  readonly video: HTMLVideoElement;
  readonly #setup: Pick<PlayerSetup, 'createEngine' | 'rejoin'>;
  readonly #events: ScreenEvents;
  readonly #meter: PlaybackMeter;
  #engine: PlayerEngine | null = null;
  #cancelRejoin: () => void = () => undefined;
  #hasPicture = false;
  /** When the present engine was made while it still gathers its first buffer, else null. */
  #gatheringSinceMs: number | null = null;
  /** Something else sets the speed of the video now. */
  #isSpeedLent = false;

  constructor(setup: Pick<PlayerSetup, 'video' | 'createEngine' | 'rejoin'>, events: ScreenEvents) {
    this.#setup = setup;
    this.#events = events;
    this.video = setup.video;
    this.#meter = new PlaybackMeter(setup.video);
  }

  get engine(): PlayerEngine | null {
    return this.#engine;
  }

  /** True once this engine has shown a frame. */
  get hasPicture(): boolean {
    return this.#hasPicture;
  }

  begin(source: EngineSource): void {
    this.#hasPicture = false;
    this.#meter.restart(Date.now(), () => {
      this.#hasPicture = true;
      this.#events.onFirstFrame();
    });
    this.#engine = this.#setup.createEngine({ ...source, video: this.video, onEvent: this.#events.onEngine });
    this.#gatheringSinceMs = this.#engine.isSelfSteering ? null : Date.now();
  }

  /** Calls `begin` together with what else begins again, soon, unless the screen is cleared before. */
  beginSoon(begin: () => void): void {
    this.#cancelRejoin = this.#setup.rejoin(begin);
  }

  /** The engine is told only now where its stream is. */
  gatherFrom(nowMs: number): void {
    this.#gatheringSinceMs = nowMs;
  }

  gather(nowMs: number): void {
    if (this.#gatheringSinceMs === null) return;
    const { buffered, currentTime } = this.video;
    const heldMs = buffered.length === 0 ? 0 : (buffered.end(buffered.length - 1) - currentTime) * 1000;
    if (heldMs < START_BUFFER_MS && nowMs - this.#gatheringSinceMs < START_LIMIT_MS) return;
    this.#gatheringSinceMs = null;
    this.resume();
  }

  /** Elements pause when they leave the document; called when this one is back in it. */
  resume(): void {
    if (!this.#engine || !this.video.paused || this.#gatheringSinceMs !== null) return;
    // A source that is taken away while play() waits rejects it: not a failure of the player.
    this.video.play().catch(() => undefined);
  }

  /** @returns null without an engine. */
  read(nowMs: number): ScreenReading | null {
    return this.#engine && { ...this.#meter.read(nowMs), told: this.#engine.sample() };
  }

  /** Keeps a picture that does not keep itself at its distance from the newest media. */
  steer({ hasNewFrame }: MeterReading): void {
    const engine = this.#engine;
    if (engine?.isSelfSteering !== false || this.#isSpeedLent) return;
    steerPlayer(this.video, engine.targetLatencyMs, !hasNewFrame);
  }

  /** The silence so far proves nothing, as after sleep. */
  restartSilence(nowMs: number): void {
    this.#meter.restartSilence(nowMs);
  }

  /** Lends the speed of the video; the returned function sets it back to 1, unless another engine plays by then. */
  lendSpeed(): () => void {
    const engine = this.#engine;
    this.#isSpeedLent = true;
    return () => {
      if (engine !== this.#engine) return;
      this.#isSpeedLent = false;
      this.video.playbackRate = 1;
    };
  }

  /** Takes the engine away. */
  clear(): void {
    this.#cancelRejoin();
    this.#meter.stop();
    this.#engine?.dispose();
    this.#engine = null;
    this.#hasPicture = false;
    this.#gatheringSinceMs = null;
    this.video.playbackRate = 1;
    this.#isSpeedLent = false;
  }
}
