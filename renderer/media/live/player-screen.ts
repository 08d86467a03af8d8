/**
 * One `<video>` and the engine that fills it: the screen makes the engine, gathers its first buffer, measures, steers
 * and removes it. It knows neither leases nor plans; the player decides what an engine and its first picture mean.
 */
import { dropPicture, keepPicture } from './last-picture.ts';
import { PlaybackMeter, type MeterReading } from './playback-meter.ts';
import type { EngineEvent, EngineSample, EngineSource, PlayerEngine } from '../engines/player-engine.ts';
import type { PlayerSetup } from './player-setup.ts';
import { steerPlayer } from './steering.ts';

/**
 * Playback starts with this much buffer, so that it does not run at the very end of the buffer and drop frames at every
 * short delay. The first frame is shown at once; only the motion waits, and not longer than the limit.
 */
const START_BUFFER_MS = 450;
const START_LIMIT_MS = 1_200;

export interface ScreenEvents {
  readonly onEngine: (event: EngineEvent) => void;
  readonly onFirstFrame: () => void;
}

export interface ScreenReading extends MeterReading {
  readonly sample: EngineSample;
}

export class PlayerScreen {
  readonly video: HTMLVideoElement;
  readonly #setup: Pick<PlayerSetup, 'createEngine' | 'rejoin'>;
  readonly #events: ScreenEvents;
  readonly #meter: PlaybackMeter;
  #engine: PlayerEngine | null = null;
  #cancelRejoin: () => void = () => undefined;
  #hasPicture = false;
  /** When the present engine was made, while it still gathers its first buffer; else null. */
  #gatheringSinceMs: number | null = null;
  /** Another object sets the speed of the video now. */
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
      dropPicture(this.video);
      this.#events.onFirstFrame();
    });
    this.#engine = this.#setup.createEngine({ ...source, video: this.video, onEvent: this.#events.onEngine });
    this.#gatheringSinceMs = this.#engine.isSelfSteering ? null : Date.now();
  }

  /** Calls `begin` soon, together with other players that begin again, unless the screen is cleared before. */
  beginSoon(begin: () => void): void {
    this.#cancelRejoin = this.#setup.rejoin(begin);
  }

  /** The engine learns only now where its stream is. */
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
    return this.#engine && { ...this.#meter.read(nowMs), sample: this.#engine.sample() };
  }

  /** Keeps a picture at its distance from the newest media, if the engine does not do that itself. */
  steer({ hasNewFrame }: MeterReading): void {
    const engine = this.#engine;
    if (engine?.isSelfSteering !== false || this.#isSpeedLent) return;
    steerPlayer(this.video, engine.targetLatencyMs, !hasNewFrame);
  }

  /** Restarts the measuring of silence, because the silence so far proves nothing, as after sleep. */
  restartSilence(nowMs: number): void {
    this.#meter.restartSilence(nowMs);
  }

  /**
   * Lends the speed of the video; the returned function sets the speed back to 1, unless another engine plays by then.
   */
  lendSpeed(): () => void {
    const engine = this.#engine;
    this.#isSpeedLent = true;
    return () => {
      if (engine !== this.#engine) return;
      this.#isSpeedLent = false;
      this.video.playbackRate = 1;
    };
  }

  /** The tile goes, or another player shows in it: no copy of the last picture is needed. */
  end(): void {
    this.#hasPicture = false;
    this.clear();
  }

  /** Removes the engine; a copy of its last picture stays. */
  clear(): void {
    this.#cancelRejoin();
    if (this.#hasPicture) keepPicture(this.video);
    this.#meter.stop();
    this.#engine?.dispose();
    this.#engine = null;
    this.#hasPicture = false;
    this.#gatheringSinceMs = null;
    this.video.playbackRate = 1;
    this.#isSpeedLent = false;
  }
}
