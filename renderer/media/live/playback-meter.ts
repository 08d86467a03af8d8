/** Measures one `<video>`: frames per second, drops, silence and lag, from counters that the browser keeps anyway. */

export interface MeterReading {
  readonly fps: number;
  readonly hasNewFrame: boolean;
  readonly droppedFrames: number;
  /** When the buffer last grew: the last frame that shows was received then, or before. Epoch ms. */
  readonly receivedAtMs: number;
  /**
   * Age of the picture: the part of the buffer ahead of it, plus the time since the buffer last grew. Without the second
   * part a stream whose source has died would look fresher and fresher while its buffer runs dry.
   */
  readonly ageMs: number;
}

export class PlaybackMeter {
  readonly #video: HTMLVideoElement;
  #totalFrames = 0;
  #baseDropped = 0;
  #dropped = 0;
  #sampledAtMs = 0;
  #fps = 0;
  #newestSec = 0;
  #grewAtMs = 0;
  #frameCallback: number | null = null;
  #onFirstFrame: (() => void) | null = null;
  readonly #onLoaded = (): void => this.#announce();

  constructor(video: HTMLVideoElement) {
    this.#video = video;
  }

  /**
   * Forgets the earlier connection; drops stay counted. Calls `onFirstFrame` once, at the first picture of the new
   * connection.
   */
  restart(nowMs: number, onFirstFrame: () => void): void {
    this.stop();
    this.#baseDropped = this.#dropped;
    this.#totalFrames = 0;
    this.#sampledAtMs = nowMs;
    this.#fps = 0;
    this.#newestSec = 0;
    this.#grewAtMs = nowMs;
    this.#onFirstFrame = onFirstFrame;
    if ('requestVideoFrameCallback' in this.#video) {
      // For the first frame alone: a callback for every frame would wake the page for each.
      this.#frameCallback = this.#video.requestVideoFrameCallback(() => {
        this.#frameCallback = null;
        this.#announce();
      });
    }
    this.#video.addEventListener('loadeddata', this.#onLoaded);
  }

  /** Removes every callback. */
  stop(): void {
    this.#onFirstFrame = null;
    if (this.#frameCallback !== null) this.#video.cancelVideoFrameCallback(this.#frameCallback);
    this.#frameCallback = null;
    this.#video.removeEventListener('loadeddata', this.#onLoaded);
  }

  read(nowMs: number): MeterReading {
    const quality = this.#video.getVideoPlaybackQuality();
    const elapsedSec = Math.max(0.001, (nowMs - this.#sampledAtMs) / 1000);
    // A new source on a reused element starts its counters at 0.
    const frames = Math.max(0, quality.totalVideoFrames - Math.min(this.#totalFrames, quality.totalVideoFrames));
    this.#totalFrames = quality.totalVideoFrames;
    this.#sampledAtMs = nowMs;
    this.#dropped = this.#baseDropped + quality.droppedVideoFrames;
    const fps = frames / elapsedSec;
    this.#fps = this.#fps === 0 || frames === 0 ? fps : this.#fps * 0.5 + fps * 0.5;
    const ageMs = this.#ageMs(nowMs);
    return {
      fps: this.#fps,
      hasNewFrame: frames > 0,
      droppedFrames: this.#dropped,
      receivedAtMs: this.#grewAtMs,
      ageMs,
    };
  }

  /** Restarts the measuring of silence, because the silence so far proves nothing, as after sleep. */
  restartSilence(nowMs: number): void {
    this.#grewAtMs = nowMs;
  }

  #ageMs(nowMs: number): number {
    const { buffered, currentTime } = this.#video;
    const newestSec = buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
    if (newestSec !== this.#newestSec) this.#grewAtMs = nowMs;
    this.#newestSec = newestSec;
    return Math.max(0, (newestSec - currentTime) * 1000) + Math.max(0, nowMs - this.#grewAtMs);
  }

  #announce(): void {
    const announce = this.#onFirstFrame;
    this.#onFirstFrame = null;
    this.#video.removeEventListener('loadeddata', this.#onLoaded);
    announce?.();
  }
}
