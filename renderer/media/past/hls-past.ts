/**
 * Recordings over HLS. The full build of hls.js is fetched with the first recording: the light build of the live wall cannot
 * read H.265 in transport streams.
 */
import type Hls from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { codecName, mediaError } from '../player-engine.ts';
import { UNKNOWN, type Footage } from './clocked-player.ts';
import { FragmentTimes, type TimedFragment } from './fragment-times.ts';
import { FrameStepper, type StepDirection } from './frame-stepper.ts';
import { FASTEST_ELEMENT_RATE } from './past-engine.ts';
import type { PastEngine, PastEngineRequest, PastEngineState, SeekOutcome } from './past-engine.ts';

/** For one tile of 16: at 4 Mbit/s these are 15 MB. A seek inside them needs no request. */
const AHEAD_SEC = 15;
const BEHIND_SEC = 15;
/** At higher rates as much of the viewer's time is loaded ahead, up to this. */
const MOST_AHEAD_SEC = 40;

const CONFIG: Partial<HlsConfig> = {
  enableWorker: false,
  // The first position is known when the playlist has come.
  autoStartLoad: false,
  // A playlist that still grows is no live stream: nothing hurries to its end.
  lowLatencyMode: false,
  maxLiveSyncPlaybackRate: 1,
  liveDurationInfinity: false,
  backBufferLength: BEHIND_SEC,
  maxBufferLength: AHEAD_SEC,
  maxMaxBufferLength: MOST_AHEAD_SEC,
  // The length alone decides. Without this, streams of low bit rate would be loaded for minutes ahead.
  maxBufferSize: 0,
  // Clouds cut segments between pictures; a hole of a few pictures is not worth a stop.
  maxBufferHole: 0.3,
};

/** A damaged segment is repaired so often in this time; then the engine has failed. */
const MOST_REPAIRS = 3;
const REPAIRS_WITHIN_MS = 10_000;
/** A picture this near to the moment is the right one. */
const EXACT_MS = 20;
const MOST_ADJUSTMENTS = 2;
/** Positions are seconds as a float: a seek to the exact begin of a picture could show the one before. */
const INTO_PICTURE_SEC = 0.001;
/** A position so shortly before an end still shows the last picture. */
const LAST_PICTURE_SEC = 0.02;
/** The clock asks about four times a second; a gap that comes before it asks again is watched for. */
const WATCHED_BEFORE_MS = 600;
const GONE: readonly number[] = [404, 410];

type Library = typeof Hls;

export class HlsPastEngine implements PastEngine {
  readonly #video: HTMLVideoElement;
  readonly #request: PastEngineRequest;
  readonly #stepper: FrameStepper;
  #hls: Hls | null = null;
  #times: FragmentTimes | null = null;
  #codec: string | null = null;
  #failure: Extract<PastEngineState, { phase: 'failed' }> | null = null;
  /** Until when nothing is recorded, while the engine stands before a gap. */
  #gap: { readonly untilMs: number | null } | null = null;
  /** The moment of the last seek, until its picture shows. */
  #wantedMs: number | null;
  #adjustments = 0;
  #isWanted = false;
  #rate = 1;
  #hasStarted = false;
  #repairs: readonly number[] = [];
  /** Numbers of segments that could not be had. */
  readonly #lost = new Set<TimedFragment['sn']>();
  #gapTimer: ReturnType<typeof setTimeout> | null = null;
  #isDisposed = false;
  readonly #onSeeked = (): void => this.#adjust();
  readonly #onVideoError = (): void => this.#breakDown(this.#video.error?.message ?? '');

  constructor(request: PastEngineRequest) {
    this.#request = request;
    this.#video = request.video;
    this.#wantedMs = request.atMs;
    this.#stepper = new FrameStepper(request.video);
    this.#video.addEventListener('seeked', this.#onSeeked);
    this.#video.addEventListener('error', this.#onVideoError);
    void import('hls.js').then(
      (library) => {
        if (!this.#isDisposed) this.#open(library.default);
      },
      (cause: unknown) => this.#breakDown(cause instanceof Error ? cause.message : String(cause)),
    );
  }

  get state(): PastEngineState {
    if (this.#failure !== null) return this.#failure;
    if (this.#gap !== null) return { phase: 'gap', untilMs: this.#gap.untilMs };
    const { ended, seeking, readyState, paused } = this.#video;
    if (!this.#hasStarted || seeking || this.#wantedMs !== null) return { phase: 'loading' };
    if (ended) return { phase: 'ended' };
    if (readyState < this.#video.HAVE_FUTURE_DATA && !this.#isAtEnd()) return { phase: 'loading' };
    return { phase: paused ? 'paused' : 'playing' };
  }

  get atMs(): number | null {
    if (!this.#hasStarted || this.#video.readyState < this.#video.HAVE_CURRENT_DATA) return null;
    return this.#times?.momentOf(this.#video.currentTime) ?? null;
  }

  get codec(): string | null {
    return this.#codec;
  }

  get buffered(): readonly TimeRange[] {
    const { buffered } = this.#video;
    return Array.from({ length: buffered.length }, (_, i) => i).flatMap(
      (i) => this.#times?.rangesOf(buffered.start(i), buffered.end(i)) ?? [],
    );
  }

  footageAt(atMs: number): Footage {
    return this.#times?.footageAt(atMs) ?? UNKNOWN;
  }

  canPlayAt(rate: number): boolean {
    return rate <= FASTEST_ELEMENT_RATE;
  }

  play(): void {
    this.#isWanted = true;
    // Taking the source away while play() waits rejects it: not a failure.
    if (this.#gap === null) this.#video.play().catch(() => undefined);
  }

  pause(): void {
    this.#isWanted = false;
    this.#video.pause();
  }

  setRate(rate: number): void {
    this.#rate = rate;
    this.#video.defaultPlaybackRate = rate;
    this.#video.playbackRate = rate;
    if (this.#hls !== null) this.#hls.config.maxBufferLength = Math.min(MOST_AHEAD_SEC, AHEAD_SEC * Math.max(1, rate));
  }

  seek(atMs: number): SeekOutcome {
    this.#stepper.cancel();
    this.#adjustments = 0;
    this.#gap = null;
    if (!this.#hasStarted || this.#times === null) {
      this.#wantedMs = atMs;
      return this.#isPlayedByUrl(atMs) ? 'done' : 'outside';
    }
    const footage = this.#times.footageAt(atMs);
    const positionSec = this.#times.positionOf(atMs);
    if (footage.kind === 'unknown' || positionSec === null || positionSec < 0) return 'outside';
    if (footage.kind === 'none') {
      this.#gap = { untilMs: footage.untilMs };
      this.#wantedMs = null;
      this.#video.pause();
    } else {
      this.#wantedMs = atMs;
      if (this.#isWanted) this.play();
    }
    this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
    return footage.kind === 'none' ? 'gap' : 'done';
  }

  step(by: StepDirection): void {
    this.pause();
    this.#wantedMs = null;
    this.#stepper.step(by);
  }

  get isStepping(): boolean {
    return this.#stepper.isBusy;
  }

  tick(): void {
    this.#watchGap();
    this.#leaveHole();
  }

  dispose(): void {
    this.#isDisposed = true;
    if (this.#gapTimer !== null) clearTimeout(this.#gapTimer);
    this.#stepper.dispose();
    this.#video.removeEventListener('seeked', this.#onSeeked);
    this.#video.removeEventListener('error', this.#onVideoError);
    this.#hls?.destroy();
    this.#hls = null;
    this.#video.defaultPlaybackRate = 1;
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #open(library: Library): void {
    const hls = new library(CONFIG);
    this.#hls = hls;
    const onTimes = (): void => this.#onList(hls);
    hls.on(library.Events.LEVEL_UPDATED, onTimes);
    hls.on(library.Events.LEVEL_PTS_UPDATED, onTimes);
    hls.on(library.Events.BUFFER_CODECS, (_event, tracks) => {
      this.#codec = tracks.video?.codec ?? tracks.audiovideo?.codec ?? this.#codec;
    });
    hls.on(library.Events.ERROR, (_event, data) => this.#onError(library, hls, data));
    hls.attachMedia(this.#video);
    hls.loadSource(this.#request.ticket.url);
  }

  #onList(hls: Hls): void {
    const details = hls.latestLevelDetails;
    if (details === null) return;
    const { window } = this.#request.ticket;
    const options = { baseMs: window.fromMs, isWhole: !details.live, lost: this.#lost };
    this.#times = new FragmentTimes(details.fragments, options);
    if (this.#hasStarted || details.fragments.length === 0) return;
    this.#hasStarted = true;
    this.setRate(this.#rate);
    const wantedMs = this.#wantedMs ?? this.#request.atMs;
    const footage = this.#times.footageAt(wantedMs);
    if (footage.kind === 'none') {
      this.#gap = { untilMs: footage.untilMs };
      this.#wantedMs = null;
    }
    const positionSec = this.#times.positionOf(wantedMs) ?? 0;
    hls.startLoad(positionSec);
    this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
    if (this.#isWanted) this.play();
  }

  /** Stated lengths of segments can be wrong: when the media are there, the moment may lie elsewhere than it was sought. */
  #adjust(): void {
    const { atMs } = this;
    if (this.#wantedMs === null || this.#times === null || atMs === null) return;
    const offMs = Math.abs(atMs - this.#wantedMs);
    const positionSec = this.#times.positionOf(this.#wantedMs);
    if (offMs <= EXACT_MS || positionSec === null || this.#adjustments >= MOST_ADJUSTMENTS) {
      this.#wantedMs = null;
      return;
    }
    // The list began with too short lengths: a new player that begins at this moment counts from there.
    if (positionSec < 0) {
      const error = mediaError('media.bad-stream', { params: { detail: 'segment lengths' } });
      return this.#fail({ phase: 'failed', error, isLost: true });
    }
    this.#adjustments += 1;
    this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
  }

  /**
   * Wrong lengths of segments shift what lies behind them once it is loaded: the picture of the moment is there, but not where
   * it was sought, and the player would wait at a place that stays empty.
   */
  #leaveHole(): void {
    if (this.#wantedMs === null || !this.#video.seeking || this.#isBuffered(this.#video.currentTime)) return;
    const positionSec = this.#times?.positionOf(this.#wantedMs) ?? -1;
    if (this.#isBuffered(positionSec)) this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
  }

  #isBuffered(positionSec: number): boolean {
    const { buffered } = this.#video;
    const all = Array.from({ length: buffered.length }, (_, i) => i);
    return all.some((i) => buffered.start(i) <= positionSec && positionSec < buffered.end(i));
  }

  /** Stops at the last picture before a gap: the media timeline goes on with the footage behind it. */
  #watchGap(): void {
    const { currentTime, paused, seeking } = this.#video;
    if (this.#gapTimer !== null) clearTimeout(this.#gapTimer);
    this.#gapTimer = null;
    if (paused || seeking || this.#times === null || this.#gap !== null) return;
    const endSec = this.#times.runEndSec(currentTime);
    if (endSec === null) return;
    const leftMs = ((endSec - currentTime) * 1_000) / this.#rate;
    if (leftMs > WATCHED_BEFORE_MS) return;
    const endMs = this.#times.momentOf(endSec - INTO_PICTURE_SEC);
    const footage = endMs === null ? UNKNOWN : this.#times.footageAt(endMs + 2 * INTO_PICTURE_SEC * 1_000);
    if (footage.kind !== 'none' || footage.untilMs === null) return;
    this.#gapTimer = setTimeout(() => this.#stopAtGap(endSec, footage.untilMs), Math.max(0, leftMs));
  }

  #stopAtGap(endSec: number, untilMs: number | null): void {
    this.#gapTimer = null;
    if (this.#video.paused || this.#wantedMs !== null) return;
    this.#gap = { untilMs };
    this.#video.pause();
    // The timer of a busy page comes late, and the picture behind the gap must not show.
    if (this.#video.currentTime >= endSec - LAST_PICTURE_SEC) this.#video.currentTime = endSec - LAST_PICTURE_SEC;
  }

  #isAtEnd(): boolean {
    const { duration, currentTime } = this.#video;
    return Number.isFinite(duration) && duration - currentTime < 0.2;
  }

  #isPlayedByUrl(atMs: number): boolean {
    const { fromMs, toMs } = this.#request.ticket.window;
    return atMs >= fromMs && atMs < toMs;
  }

  #onError(library: Library, hls: Hls, data: ErrorData): void {
    const { ErrorDetails, ErrorTypes } = library;
    const isGone = data.details === ErrorDetails.FRAG_LOAD_ERROR && GONE.includes(data.response?.code ?? 0);
    if (isGone && data.frag !== undefined) return this.#jumpOver(hls, data.frag);
    if (!data.fatal) return;
    if (isCodecRefusal(library, data)) {
      const codec = hls.levels.find((level) => level.videoCodec)?.videoCodec ?? this.#codec ?? '';
      const params = { codec: codec === '' ? 'H.265' : codecName(codec) };
      const error = mediaError('media.unsupported-codec', { params, isRetryable: false });
      return this.#fail({ phase: 'failed', error, isLost: false });
    }
    if (data.type === ErrorTypes.NETWORK_ERROR) {
      const error = mediaError('media.upstream-closed', { params: { detail: data.details } });
      return this.#fail({ phase: 'failed', error, isLost: true });
    }
    const nowMs = performance.now();
    this.#repairs = [...this.#repairs.filter((atMs) => nowMs - atMs < REPAIRS_WITHIN_MS), nowMs];
    if (this.#repairs.length > MOST_REPAIRS) return this.#breakDown(data.details);
    if (data.type === ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
    else hls.startLoad();
  }

  /** A segment that is gone is not asked for again: the library would, for a while. The next playlist marks it as lost. */
  #jumpOver(hls: Hls, gone: NonNullable<ErrorData['frag']>): void {
    gone.gap = true;
    this.#lost.add(gone.sn);
    hls.stopLoad();
    hls.startLoad();
    if (this.#wantedMs !== null) this.seek(this.#wantedMs);
  }

  #breakDown(detail: string): void {
    this.#fail({ phase: 'failed', error: mediaError('media.bad-stream', { params: { detail } }), isLost: false });
  }

  #fail(failure: Extract<PastEngineState, { phase: 'failed' }>): void {
    if (this.#isDisposed || this.#failure !== null) return;
    this.#failure = failure;
    this.#hls?.stopLoad();
  }
}

function isCodecRefusal({ ErrorDetails }: Library, { details }: ErrorData): boolean {
  return (
    details === ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR ||
    details === ErrorDetails.BUFFER_ADD_CODEC_ERROR ||
    details === ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR
  );
}
