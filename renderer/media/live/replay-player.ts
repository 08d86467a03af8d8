/** Plays the gateway's ring of a stream in a `<video>` of its own, apart from the live one. */
import type { WireError } from '../../../preload/domain/error.ts';
import { gatewayLoader } from '../engines/gateway-loader.ts';
import { GATEWAY_CONFIG, loadMpegts } from '../engines/mpegts.ts';
import { mediaError } from '../engines/player-engine.ts';
import { shelveFlv } from '../sound/flv-shelf.ts';

export interface ReplaySource {
  readonly url: string;
  /** When the first picture arrived, epoch milliseconds. */
  readonly fromMs: number;
}

const CONFIG = {
  ...GATEWAY_CONFIG,
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: 150,
  autoCleanupMinBackwardDuration: 120,
} as const;

export class ReplayPlayer {
  readonly #video: HTMLVideoElement;
  readonly #source: ReplaySource;
  readonly #onEnd: (error: WireError | null) => void;
  /** The sound that comes with the pictures: nothing of the ring comes twice. */
  readonly #sound: ReturnType<typeof shelveFlv>;
  #isDisposed = false;
  #destroy: () => void = () => undefined;
  /**
   * A stream whose pictures are sent in another order than they are shown begins later than 0, and at 0 nothing would
   * ever play.
   */
  readonly #onProgress = (): void => {
    const { buffered, currentTime } = this.#video;
    if (buffered.length > 0 && currentTime < buffered.start(0)) this.#video.currentTime = buffered.start(0);
  };
  readonly #onEnded = (): void => this.#end(null);
  readonly #onError = (): void => this.#end(broken(this.#video.error?.message ?? ''));

  /**
   * @param onEnd called once: with null when the replay has played to its end, else with the reason why it cannot
   *   play (on).
   */
  constructor(video: HTMLVideoElement, source: ReplaySource, onEnd: (error: WireError | null) => void) {
    this.#video = video;
    this.#source = source;
    this.#onEnd = onEnd;
    this.#sound = shelveFlv(video);
    video.addEventListener('progress', this.#onProgress);
    video.addEventListener('ended', this.#onEnded);
    video.addEventListener('error', this.#onError);
    loadMpegts()
      .then((mpegts) => this.#open(mpegts))
      .catch((cause: unknown) => this.#end(broken(cause instanceof Error ? cause.message : String(cause))));
  }

  /** When the picture that shows now was received. */
  get pictureAtMs(): number {
    return this.#source.fromMs + this.#video.currentTime * 1000;
  }

  /** The part that can be shown, epoch milliseconds. */
  get range(): { readonly fromMs: number; readonly toMs: number } {
    const { buffered } = this.#video;
    const { fromMs } = this.#source;
    if (buffered.length === 0) return { fromMs, toMs: fromMs };
    return { fromMs: fromMs + buffered.start(0) * 1000, toMs: fromMs + buffered.end(buffered.length - 1) * 1000 };
  }

  seek(toMs: number): void {
    this.#video.currentTime = Math.max(0, (toMs - this.#source.fromMs) / 1000);
  }

  /** @returns whether it plays now. */
  toggle(): boolean {
    const isPaused = this.#video.paused;
    if (isPaused) this.#video.play().catch(() => undefined);
    else this.#video.pause();
    return isPaused;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#video.removeEventListener('progress', this.#onProgress);
    this.#video.removeEventListener('ended', this.#onEnded);
    this.#video.removeEventListener('error', this.#onError);
    this.#sound.stop();
    this.#destroy();
    this.#destroy = () => undefined;
  }

  #open(mpegts: Awaited<ReturnType<typeof loadMpegts>>): void {
    if (this.#isDisposed) return;
    const { url } = this.#source;
    const customLoader = gatewayLoader({ onBytes: this.#sound.push });
    const player = mpegts.createPlayer(
      { type: 'flv', url, isLive: true, hasAudio: false, hasVideo: true },
      { ...CONFIG, customLoader },
    );
    this.#destroy = () => player.destroy();
    // Media that were received before an error of the connection still play to their end.
    player.on(mpegts.Events.ERROR, (type: string, detail: string, info: { readonly msg?: string }) => {
      const isCut = type === mpegts.ErrorTypes.NETWORK_ERROR;
      if (isCut && this.#video.buffered.length > 0) return;
      this.#end(isCut ? mediaError('media.gateway-down') : broken(info.msg ?? detail));
    });
    player.attachMediaElement(this.#video);
    player.load();
    // Taking the source away while play() waits rejects it: not a failure.
    this.#video.play().catch(() => undefined);
  }

  #end(error: WireError | null): void {
    if (this.#isDisposed) return;
    this.dispose();
    this.#onEnd(error);
  }
}

const broken = (detail: string): WireError => mediaError('media.bad-stream', { params: { detail } });
