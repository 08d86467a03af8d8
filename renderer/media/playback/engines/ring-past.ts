/**
 * The last half minute of a stream that this computer received, until the cloud has the same footage. All of it comes at once, and
 * stays in the element; nothing can be asked for again.
 */
import type { WireError } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { gatewayLoader } from '../../engines/gateway-loader.ts';
import { GATEWAY_CONFIG, loadMpegts } from '../../engines/mpegts.ts';
import { mediaError } from '../../engines/player-engine.ts';
import { shelveFlv } from '../../sound/flv-shelf.ts';
import { FOOTAGE, UNKNOWN, type Footage } from '../clock/clocked-player.ts';
import { PassivePastEngine } from './passive-past.ts';
import type { PastEngine, PastEngineRequest, PastEngineState, SeekOutcome } from './past-engine.ts';
import { isByKeyPictures } from '../clock/rates.ts';
import { pairsOf } from './time-ranges.ts';

const CONFIG = {
  ...GATEWAY_CONFIG,
  autoCleanupSourceBuffer: false,
  // The element stays where the clock orders it, however far behind the newest picture.
  liveBufferLatencyChasing: false,
} as const;

export class RingPastEngine extends PassivePastEngine implements PastEngine {
  readonly codec = null;
  readonly #video: HTMLVideoElement;
  readonly #request: PastEngineRequest;
  readonly #sound: ReturnType<typeof shelveFlv>;
  #wantedMs: number | null;
  #isWanted = false;
  #isComplete = false;
  #failure: Extract<PastEngineState, { phase: 'failed' }> | null = null;
  #isDisposed = false;
  #destroy: () => void = () => undefined;
  readonly #onProgress = (): void => this.#goOn();
  readonly #onError = (): void => this.#fail(mediaError('media.bad-stream', { params: { detail: 'ring' } }));

  constructor(request: PastEngineRequest) {
    super(request.video);
    this.#request = request;
    this.#video = request.video;
    this.#wantedMs = request.atMs;
    this.#sound = shelveFlv(request.video);
    this.#video.addEventListener('progress', this.#onProgress);
    this.#video.addEventListener('error', this.#onError);
    loadMpegts().then(
      (library) => this.#open(library),
      () => this.#onError(),
    );
  }

  get state(): PastEngineState {
    if (this.#failure !== null) return this.#failure;
    const { seeking, readyState, paused, HAVE_FUTURE_DATA, HAVE_CURRENT_DATA } = this.#video;
    if (this.#wantedMs !== null || seeking || readyState < HAVE_CURRENT_DATA) return { phase: 'loading' };
    if (readyState < HAVE_FUTURE_DATA && this.#isComplete) return { phase: 'ended' };
    if (readyState < HAVE_FUTURE_DATA && !paused) return { phase: 'loading' };
    return { phase: paused ? 'paused' : 'playing' };
  }

  get atMs(): number | null {
    const hasPicture = this.#wantedMs === null && this.#video.readyState >= this.#video.HAVE_CURRENT_DATA;
    return hasPicture ? this.momentOf(this.#video.currentTime) : null;
  }

  momentOf(positionSec: number): number {
    return this.#request.ticket.range.fromMs + positionSec * 1_000;
  }

  get buffered(): readonly TimeRange[] {
    return pairsOf(this.#video.buffered).map(([fromSec, toSec]) => ({
      fromMs: this.momentOf(fromSec),
      toMs: this.momentOf(toSec),
    }));
  }

  footageAt(atMs: number): Footage {
    return this.buffered.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs) ? FOOTAGE : UNKNOWN;
  }

  canPlayAt(rate: number): boolean {
    return !isByKeyPictures(rate);
  }

  play(): void {
    this.#isWanted = true;
    if (this.#wantedMs === null) this.#video.play().catch(() => undefined);
  }

  pause(): void {
    this.#isWanted = false;
    this.#video.pause();
  }

  setRate(rate: number): void {
    this.#video.playbackRate = rate;
  }

  seek(atMs: number): SeekOutcome {
    const { fromMs, toMs } = this.#request.ticket.range;
    this.stepper.cancel();
    if (atMs < fromMs || atMs >= toMs || (this.#isComplete && this.footageAt(atMs) === UNKNOWN)) return 'outside';
    this.#wantedMs = atMs;
    this.#goOn();
    return 'done';
  }

  tick(): void {
    this.#goOn();
  }

  override dispose(): void {
    this.#isDisposed = true;
    super.dispose();
    this.#sound.stop();
    this.#video.removeEventListener('progress', this.#onProgress);
    this.#video.removeEventListener('error', this.#onError);
    this.#destroy();
    this.#video.playbackRate = 1;
  }

  #open(mpegts: Awaited<ReturnType<typeof loadMpegts>>): void {
    if (this.#isDisposed) return;
    const { url } = this.#request.ticket;
    const source = { type: 'flv', url, isLive: true, hasAudio: false, hasVideo: true };
    const customLoader = gatewayLoader({ onBytes: this.#sound.push });
    const player = mpegts.createPlayer(source, { ...CONFIG, customLoader });
    this.#destroy = () => player.destroy();
    player.on(mpegts.Events.LOADING_COMPLETE, () => (this.#isComplete = true));
    // Media that were received before the end of the connection still play.
    player.on(mpegts.Events.ERROR, () => {
      if (this.#video.buffered.length > 0) this.#isComplete = true;
      else this.#fail(mediaError('media.gateway-down'));
    });
    player.attachMediaElement(this.#video);
    player.load();
  }

  /** Goes to the moment that has to show as soon as it is there. */
  #goOn(): void {
    if (this.#wantedMs === null || this.footageAt(this.#wantedMs) === UNKNOWN) return;
    this.#video.currentTime = (this.#wantedMs - this.#request.ticket.range.fromMs) / 1_000;
    this.#wantedMs = null;
    if (this.#isWanted) this.#video.play().catch(() => undefined);
  }

  #fail(error: WireError): void {
    this.#failure ??= { phase: 'failed', error, isLost: true, againAtMs: null };
  }
}
