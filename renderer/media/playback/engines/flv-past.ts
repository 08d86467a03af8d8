/**
 * Recordings that a device plays at its own pace, over FLV. Position and speed are ordered of the device; what has come is
 * played from the buffer. All moments are estimated.
 */
import type { SteerOrder } from '../../../../preload/domain/recording/playback.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { gatewayLoader } from '../../engines/gateway-loader.ts';
import { GATEWAY_CONFIG, loadMpegts } from '../../engines/mpegts.ts';
import { codecName, mediaError } from '../../engines/player-engine.ts';
import { shelveFlv } from '../../sound/flv-shelf.ts';
import { UNKNOWN, type Footage } from '../clock/clocked-player.ts';
import { PaceTimes } from '../clock/pace-times.ts';
import { PassivePastEngine } from './passive-past.ts';
import type { PastEngine, PastEngineRequest, PastEngineState, SeekOutcome } from './past-engine.ts';
import { pairsOf } from './time-ranges.ts';

const BEHIND_SEC = 60;
/** A device still sends while the picture stands still. With more than this ahead, it gets the order to wait. */
const WAITS_ABOVE_SEC = 20;
/** With less than this ahead, a waiting device gets the order to resume. */
const RESUMES_BELOW_SEC = 8;
/** This much behind the picture of a seek must have come before the picture is shown. */
const LEAST_NEW_SEC = 0.3;
/**
 * Where a device changes its size, the buffer has a hole of some pictures, and the element waits before it for ever. A longer
 * hole is no such change.
 */
const LONGEST_HOLE_SEC = 1;
/** Devices are ordered to whole seconds; the rest is played from the buffer. */
const ORDER_MS = 1_000;

/**
 * Footage from before an order still comes after the device has answered: what comes in this time is not taken for the moment
 * of the order. The moments are late by this time at most.
 */
const ON_THE_WAY_MS = 500;

/** A seek on the way. */
interface Jump {
  /** The moment that must show. */
  wantedMs: number;
  /** The moment from which the device sends. */
  readonly sentMs: number;
  /** When the device answered, by `performance.now()`; null before. */
  answeredAtMs: number | null;
  /** Where the footage of the order begins on the media timeline; null while other footage may still be on the way. */
  fromSec: number | null;
}

const CONFIG = {
  ...GATEWAY_CONFIG,
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: BEHIND_SEC,
  autoCleanupMinBackwardDuration: BEHIND_SEC / 2,
  statisticsInfoReportInterval: 2 ** 31 - 1,
  fixAudioTimestampGap: false,
} as const;

export class FlvPastEngine extends PassivePastEngine implements PastEngine {
  readonly #video: HTMLVideoElement;
  readonly #request: PastEngineRequest;
  readonly #times: PaceTimes;
  readonly #sound: ReturnType<typeof shelveFlv>;
  #destroy: () => void = () => undefined;
  #failure: Extract<PastEngineState, { phase: 'failed' }> | null = null;
  #codec: string | null = null;
  #isWanted = false;
  /** The device has sent everything. */
  #isComplete = false;
  #isDeviceWaiting = false;
  #speed = 1;
  /** Null once the moment shows. */
  #jump: Jump | null;
  #isDisposed = false;
  /** The moment that is due lies before the footage that the cloud found; the device sends, and nothing of it shows yet. */
  #isBefore: boolean;
  readonly #onVideoError = (): void => this.#breakDown(this.#video.error?.message ?? '');

  constructor(request: PastEngineRequest) {
    super(request.video);
    this.#request = request;
    this.#video = request.video;
    const sentMs = request.ticket.range.fromMs;
    this.#times = new PaceTimes(sentMs);
    this.#isBefore = request.atMs < sentMs;
    this.#jump = { wantedMs: Math.max(sentMs, request.atMs), sentMs, answeredAtMs: 0, fromSec: 0 };
    this.#sound = shelveFlv(request.video);
    this.#video.addEventListener('error', this.#onVideoError);
    loadMpegts()
      .then((mpegts) => this.#open(mpegts))
      .catch((cause: unknown) => this.#breakDown(cause instanceof Error ? cause.message : String(cause)));
  }

  get state(): PastEngineState {
    if (this.#failure !== null) return this.#failure;
    if (this.#isBefore) return { phase: 'gap', untilMs: this.#request.ticket.range.fromMs };
    const { seeking, readyState, paused } = this.#video;
    const isShort = readyState < this.#video.HAVE_FUTURE_DATA;
    if (this.#isComplete && (this.#video.ended || isShort)) return { phase: 'ended' };
    if (this.#jump !== null || seeking || isShort) return { phase: 'loading' };
    return { phase: paused ? 'paused' : 'playing' };
  }

  get atMs(): number | null {
    if (this.#isBefore || this.#jump !== null) return null;
    if (this.#video.readyState < this.#video.HAVE_CURRENT_DATA) return null;
    return this.momentOf(this.#video.currentTime);
  }

  momentOf(positionSec: number): number {
    return this.#times.momentOf(positionSec);
  }

  get codec(): string | null {
    return this.#codec;
  }

  get buffered(): readonly TimeRange[] {
    return pairsOf(this.#video.buffered).flatMap(([fromSec, toSec]) => this.#times.rangesOf(fromSec, toSec));
  }

  /** A device lists nothing with its stream. Where it begins later than the cloud was asked for, the cloud has nothing before it. */
  footageAt(atMs: number): Footage {
    const { atMs: askedMs, ticket } = this.#request;
    const { fromMs } = ticket.range;
    return atMs >= askedMs && atMs < fromMs ? { kind: 'none', untilMs: fromMs } : UNKNOWN;
  }

  canPlayAt(rate: number): boolean {
    return rate === 1 || (this.#request.ticket.control?.speeds.includes(rate) ?? false);
  }

  play(): void {
    this.#isWanted = true;
    if (this.#jump === null && !this.#isBefore) this.#video.play().catch(() => undefined);
  }

  pause(): void {
    this.#isWanted = false;
    this.#video.pause();
  }

  /** The device is ordered to the nearest speed that it has; the element does the few percent of a correction. */
  setRate(rate: number): void {
    const speeds = [1, ...(this.#request.ticket.control?.speeds ?? [])];
    const off = (speed: number): number => Math.abs(Math.log2(speed / rate));
    const speed = speeds.reduce((best, one) => (off(one) < off(best) ? one : best));
    this.#video.playbackRate = rate / speed;
    if (speed === this.#speed) return;
    this.#speed = speed;
    void this.#order({ kind: 'speed', speed }, () => this.#times.order(this.#endSec, { speed }));
  }

  seek(atMs: number): SeekOutcome {
    this.stepper.cancel();
    const { range, control } = this.#request.ticket;
    this.#isBefore = this.footageAt(atMs).kind === 'none';
    if (this.#isBefore) {
      this.#video.pause();
      return 'gap';
    }
    const positionSec = this.#jump === null ? this.#bufferedPosition(atMs) : null;
    if (positionSec !== null) {
      this.#video.currentTime = positionSec;
      // Before the footage the picture stood still.
      if (this.#isWanted && this.#video.paused) this.play();
      return 'done';
    }
    if (atMs < range.fromMs || atMs >= range.toMs) return 'outside';
    const sentMs = Math.max(range.fromMs, Math.floor(atMs / ORDER_MS) * ORDER_MS);
    if (this.#jump?.sentMs === sentMs) {
      this.#jump.wantedMs = atMs;
      return 'done';
    }
    if (control === null) return 'outside';
    this.#sendFrom(sentMs, atMs);
    return 'done';
  }

  /** A device sends on also while other pictures show. It gets the order to wait when enough has come. */
  tick(): void {
    this.#land();
    this.#stepOverHole();
    if (this.#request.ticket.control === null) return;
    // After a seek, the footage that was sent before it is useless and does not count as loaded.
    const aheadSec = this.#jump === null ? this.#endSec - this.#video.currentTime : 0;
    if (!this.#isDeviceWaiting && aheadSec > WAITS_ABOVE_SEC) this.#letDevice('pause');
    else if (this.#isDeviceWaiting && aheadSec < RESUMES_BELOW_SEC) this.#letDevice('resume');
  }

  override dispose(): void {
    this.#isDisposed = true;
    super.dispose();
    this.#sound.stop();
    this.#video.removeEventListener('error', this.#onVideoError);
    this.#destroy();
    this.#destroy = () => undefined;
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  get #endSec(): number {
    const { buffered } = this.#video;
    return buffered.length === 0 ? 0 : buffered.end(buffered.length - 1);
  }

  #bufferedPosition(atMs: number): number | null {
    for (const [fromSec, toSec] of pairsOf(this.#video.buffered)) {
      const positionSec = this.#times.positionOf(atMs, fromSec, toSec);
      if (positionSec !== null) return positionSec;
    }
    return null;
  }

  #open(mpegts: Awaited<ReturnType<typeof loadMpegts>>): void {
    if (this.#isDisposed) return;
    const customLoader = gatewayLoader({ url: this.#request.ticket.url, onBytes: this.#sound.push });
    const source = { type: 'flv', url: 'gateway', isLive: true, hasAudio: false, hasVideo: true };
    const player = mpegts.createPlayer(source, { ...CONFIG, customLoader });
    this.#destroy = () => player.destroy();
    player.on(mpegts.Events.MEDIA_INFO, (info: { readonly videoCodec?: string }) => {
      this.#codec = info.videoCodec ?? this.#codec;
    });
    player.on(mpegts.Events.LOADING_COMPLETE, () => {
      this.#isComplete = true;
    });
    player.on(mpegts.Events.ERROR, (type: string, detail: string, info: { readonly msg?: string }) => {
      if (type === mpegts.ErrorTypes.NETWORK_ERROR) return this.#fail(mediaError('media.upstream-closed'), true);
      if (detail !== mpegts.ErrorDetails.MEDIA_CODEC_UNSUPPORTED) return this.#breakDown(info.msg ?? detail);
      const params = { codec: codecName(this.#codec ?? 'h265') };
      return this.#fail(mediaError('media.unsupported-codec', { params, isRetryable: false }), false);
    });
    player.attachMediaElement(this.#video);
    player.load();
  }

  #sendFrom(sentMs: number, wantedMs: number): void {
    this.#video.pause();
    const jump: Jump = { wantedMs, sentMs, answeredAtMs: null, fromSec: null };
    this.#jump = jump;
    void this.#order({ kind: 'seek', atMs: sentMs }, () => {
      jump.answeredAtMs = performance.now();
    });
  }

  /** From here on the stream is taken for the footage that was ordered. */
  #beginNew(jump: Jump): void {
    const { answeredAtMs, fromSec, sentMs } = jump;
    if (fromSec !== null || answeredAtMs === null || performance.now() - answeredAtMs < ON_THE_WAY_MS) return;
    jump.fromSec = this.#endSec;
    this.#times.order(this.#endSec, { atMs: sentMs });
  }

  /** The footage that was ordered has come: the picture of the moment shows. */
  #land(): void {
    const { buffered } = this.#video;
    if (this.#jump !== null) this.#beginNew(this.#jump);
    const fromSec = this.#jump?.fromSec ?? null;
    if (this.#jump === null || fromSec === null || buffered.length === 0) return;
    const firstSec = Math.max(fromSec, buffered.start(buffered.length - 1));
    const positionSec = this.#times.positionOf(this.#jump.wantedMs, firstSec, Number.POSITIVE_INFINITY) ?? firstSec;
    const isThere = this.#endSec >= positionSec + LEAST_NEW_SEC;
    if (!isThere && !this.#isComplete) return;
    this.#video.currentTime = isThere ? positionSec : firstSec;
    this.#jump = null;
    if (this.#isWanted) this.play();
  }

  #stepOverHole(): void {
    const { buffered, currentTime, seeking, readyState, HAVE_FUTURE_DATA } = this.#video;
    if (this.#jump !== null || seeking || readyState >= HAVE_FUTURE_DATA) return;
    const next = pairsOf(buffered).find(([fromSec]) => fromSec > currentTime);
    if (next !== undefined && next[0] - currentTime <= LONGEST_HOLE_SEC) this.#video.currentTime = next[0];
  }

  #letDevice(kind: 'pause' | 'resume'): void {
    this.#isDeviceWaiting = kind === 'pause';
    void this.#order({ kind }, () => undefined);
  }

  async #order(order: SteerOrder, onDone: () => void): Promise<void> {
    const answer = await this.#request.steer(order);
    if (this.#isDisposed) return;
    if (answer.ok) onDone();
    // A device that does not change its speed plays on; one that does not seek shows another moment than it should.
    else if (order.kind === 'seek') this.#fail(answer.error, false);
  }

  #breakDown(detail: string): void {
    this.#fail(mediaError('media.bad-stream', { params: { detail } }), false);
  }

  #fail(error: WireError, isLost: boolean): void {
    if (this.#isDisposed || this.#failure !== null) return;
    this.#failure = { phase: 'failed', error, isLost, againAtMs: null };
  }
}
