/**
 * Recordings over HLS. The full build of hls.js is fetched with the first recording: the light build of the live wall cannot
 * read H.265 in transport streams.
 */
import type Hls from 'hls.js';
import type { ErrorData, Fragment } from 'hls.js';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { mediaError } from '../../engines/player-engine.ts';
import { shelveHls } from '../../sound/hls-shelf.ts';
import { UNKNOWN, type Footage } from '../clock/clocked-player.ts';
import { FragmentTimes, type TimedFragment } from './fragment-times.ts';
import { FrameStepper, type StepDirection } from './frame-stepper.ts';
import { GapStop, type NoFootage } from './gap-stop.ts';
import { limitsAt, listedFor, PAST_CONFIG, SEARCH_LIMITS } from './hls-past-config.ts';
import { KeyFrameSearch } from './key-frame-search.ts';
import { forgetFailures, loadFailureOf, LoadStop, type LostWhy } from './load-failures.ts';
import type { PastEngine, PastEngineRequest, PastEngineState, SeekOutcome } from './past-engine.ts';
import { Repairs } from './repairs.ts';
import { holds } from '../past-stop.ts';
import { isByKeyPictures } from '../clock/rates.ts';
import { SoughtPicture } from './shown-picture.ts';
import { isAtEnd, isBuffered, pairsOf } from './time-ranges.ts';
import { codecError, isCodecRefusal, watchFootage, type FootageWatch } from './unplayable.ts';

/** Elements stop some pictures before the end of their buffer. */
const BEFORE_UNPLAYABLE_SEC = 0.5;
/** A picture this near to the moment is the right one. */
const EXACT_MS = 20;
/** Each try may load another segment whose true length moves the moment. */
const MOST_ADJUSTMENTS = 5;
/** Positions are seconds as a float: a seek to the exact begin of a picture could show the one before. */
const INTO_PICTURE_SEC = 0.001;

type Library = typeof Hls;

export class HlsPastEngine implements PastEngine {
  readonly #video: HTMLVideoElement;
  readonly #request: PastEngineRequest;
  readonly #stepper: FrameStepper;
  readonly #sought: SoughtPicture;
  readonly #gapStop: GapStop;
  /** While it is active, pictures before the sought moment are loaded, and the element stands at one of them. */
  readonly #search = new KeyFrameSearch();
  #hls: Hls | null = null;
  #times: FragmentTimes | null = null;
  #codec: string | null = null;
  #failure: Extract<PastEngineState, { phase: 'failed' }> | null = null;
  /** While the engine stands before a gap. */
  #gap: NoFootage | null = null;
  /** The moment of the last seek, until its picture shows. */
  #wantedMs: number | null;
  /** A moment that showed shortly before, or that was sought. */
  #nearMs: number;
  #adjustments = 0;
  #isWanted = false;
  #rate = 1;
  #hasStarted = false;
  readonly #repairs = new Repairs();
  readonly #stop = new LoadStop();
  #watch: FootageWatch | null = null;
  #isResting = false;
  /** Numbers of segments that will not come. */
  readonly #lost = new Map<TimedFragment['sn'], LostWhy>();
  #isDisposed = false;
  readonly #onVideoError = (): void => this.#breakDown(this.#video.error?.message ?? '');

  constructor(request: PastEngineRequest) {
    this.#request = request;
    this.#video = request.video;
    this.#wantedMs = request.atMs;
    this.#nearMs = request.atMs;
    this.#stepper = new FrameStepper(request.video);
    this.#sought = new SoughtPicture(request.video, () => this.#adjust());
    this.#gapStop = new GapStop(request.video, (gap) => (this.#gap = gap));
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
    if (this.#gap !== null) {
      const { kind: _, ...gap } = this.#gap;
      return { phase: 'gap', ...gap };
    }
    const { ended, seeking, readyState, paused } = this.#video;
    if (!this.#hasStarted || seeking || this.#wantedMs !== null) return { phase: 'loading' };
    if (ended) return { phase: 'ended' };
    if (readyState < this.#video.HAVE_FUTURE_DATA && !isAtEnd(this.#video)) return { phase: 'loading' };
    return { phase: paused ? 'paused' : 'playing' };
  }

  get loss(): WireError | null {
    return this.#stop.loss;
  }

  loadAgain(fromSec?: number): void {
    if (!this.#stop.again()) return;
    forgetFailures(this.#hls);
    this.#load(fromSec);
  }

  get atMs(): number | null {
    if (!this.#hasStarted || this.#video.readyState < this.#video.HAVE_CURRENT_DATA) return null;
    return this.momentOf(this.#video.currentTime);
  }

  momentOf(positionSec: number): number | null {
    return this.#times?.momentOf(positionSec, this.#nearMs) ?? null;
  }

  get codec(): string | null {
    return this.#codec;
  }

  get buffered(): readonly TimeRange[] {
    return pairsOf(this.#video.buffered).flatMap(([fromSec, toSec]) => this.#times?.rangesOf(fromSec, toSec) ?? []);
  }

  footageAt(atMs: number): Footage {
    return this.#times?.footageAt(atMs) ?? UNKNOWN;
  }

  canPlayAt(rate: number): boolean {
    return !isByKeyPictures(rate);
  }

  play(): void {
    this.#isWanted = true;
    // Taking the source away while play() waits rejects it: not a failure.
    if (this.#gap === null && !this.#search.isActive) this.#video.play().catch(() => undefined);
  }

  pause(): void {
    this.#isWanted = false;
    this.#video.pause();
  }

  setRate(rate: number): void {
    this.#rate = rate;
    this.#video.defaultPlaybackRate = rate;
    this.#video.playbackRate = rate;
    this.#boundBuffer();
  }

  #boundBuffer(): void {
    const { isActive } = this.#search;
    if (this.#hls !== null) Object.assign(this.#hls.config, isActive ? SEARCH_LIMITS : limitsAt(this.#rate));
  }

  seek(atMs: number): SeekOutcome {
    this.#stepper.cancel();
    this.#gapStop.cancel();
    this.#search.end();
    this.#boundBuffer();
    this.#nearMs = atMs;
    this.#adjustments = 0;
    this.#gap = null;
    if (!this.#hasStarted || this.#times === null) {
      this.#wantedMs = atMs;
      return holds(this.#request.ticket.range, atMs) ? 'done' : 'outside';
    }
    const footage = this.#times.footageAt(atMs);
    const positionSec = this.#times.positionOf(atMs);
    if (footage.kind === 'unknown' || positionSec === null || positionSec < 0) return 'outside';
    if (footage.kind === 'none') {
      this.#gap = footage;
      this.#wantedMs = null;
      this.#video.pause();
    } else {
      this.#wantedMs = atMs;
      if (this.#isWanted) this.play();
    }
    this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
    this.#passUnplayable(positionSec);
    if (!isBuffered(this.#video, positionSec)) this.loadAgain(positionSec);
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

  rest(): void {
    this.#isResting = true;
    this.#hls?.pauseBuffering();
  }

  wake(): void {
    this.#isResting = false;
    this.#hls?.resumeBuffering();
  }

  tick(): void {
    this.#nearMs = this.atMs ?? this.#nearMs;
    if (this.#times !== null && this.#gap === null) this.#gapStop.watch(this.#times, this.#rate);
    this.#leaveHole();
    this.#failIfDue();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#gapStop.cancel();
    this.#stepper.dispose();
    this.#sought.dispose();
    this.#video.removeEventListener('error', this.#onVideoError);
    this.#hls?.destroy();
    this.#hls = null;
    this.#video.defaultPlaybackRate = 1;
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #open(library: Library): void {
    const isStill = (): boolean => !this.#isWanted && this.state.phase !== 'loading';
    const hls = new library({ ...PAST_CONFIG, ...listedFor(isStill) });
    this.#hls = hls;
    shelveHls(library.Events, hls, this.#video);
    const onTimes = (): void => this.#onList(hls);
    hls.on(library.Events.LEVEL_UPDATED, onTimes);
    hls.on(library.Events.LEVEL_PTS_UPDATED, onTimes);
    hls.on(library.Events.BUFFER_CODECS, (_event, tracks) => {
      this.#codec = tracks.video?.codec ?? tracks.audiovideo?.codec ?? this.#codec;
    });
    hls.on(library.Events.FRAG_BUFFERED, () => this.#followSearch());
    this.#watch = watchFootage(library, hls, {
      onFound: (found) => {
        this.#stop.unplayable = found;
        hls.stopLoad();
        this.#failIfDue();
      },
      onNoEntry: (fragment) => this.#searchKeyFrame(library, hls, fragment),
    });
    hls.on(library.Events.ERROR, (_event, data) => this.#onError(library, hls, data));
    hls.attachMedia(this.#video);
    hls.loadSource(this.#request.ticket.url);
  }

  /** @param fromSec of the media timeline; absent: from where the element stands. */
  #load(fromSec?: number): void {
    this.#hls?.startLoad(fromSec);
    if (this.#isResting) this.#hls?.pauseBuffering();
  }

  #onList(hls: Hls): void {
    const details = hls.latestLevelDetails;
    if (details === null) return;
    const options = { baseMs: this.#request.ticket.range.fromMs, isWhole: !details.live, lost: this.#lost };
    this.#times = new FragmentTimes(details.fragments, options);
    if (this.#hasStarted || details.fragments.length === 0) return;
    this.#hasStarted = true;
    this.setRate(this.#rate);
    const wantedMs = this.#wantedMs ?? this.#request.atMs;
    const footage = this.#times.footageAt(wantedMs);
    if (footage.kind === 'none') {
      this.#gap = footage;
      this.#wantedMs = null;
    }
    const positionSec = this.#search.beginOf(details.fragments)?.start ?? this.#times.positionOf(wantedMs) ?? 0;
    this.#load(positionSec);
    this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
    if (this.#isWanted) this.play();
  }

  /**
   * A segment has no key frame. A new player loads from further back: the old one takes the segment for a gap for good.
   *
   * @returns whether the pictures of the segment may still come.
   */
  #searchKeyFrame(library: Library, hls: Hls, fragment: Fragment): boolean {
    const positionSec = this.#wantedMs === null ? null : (this.#times?.positionOf(this.#wantedMs) ?? null);
    const next = this.#search.next(fragment, hls.latestLevelDetails?.fragments ?? [], positionSec);
    // The library gives up after a few such segments.
    if (next === 'wait') for (const level of hls.levels) level.fragmentError = 0;
    if (next === 'begin') {
      this.#hasStarted = false;
      this.#video.pause();
      hls.destroy();
      this.#open(library);
    }
    return next !== 'none';
  }

  /** Goes to the sought moment as soon as its picture has been loaded. */
  #followSearch(): void {
    if (!this.#search.isActive || this.#wantedMs === null) return;
    const positionSec = this.#times?.positionOf(this.#wantedMs) ?? -1;
    if (isBuffered(this.#video, positionSec)) return void this.seek(this.#wantedMs);
    const { currentTime, buffered } = this.#video;
    const next = pairsOf(buffered).find(([fromSec]) => fromSec > currentTime && fromSec < positionSec);
    if (next !== undefined && !isBuffered(this.#video, currentTime)) this.#video.currentTime = next[0];
  }

  /** Stated lengths of segments can be wrong: when the media are there, the moment may lie elsewhere than it was sought. */
  #adjust(): void {
    const { atMs } = this;
    if (this.#search.isActive || this.#wantedMs === null || this.#times === null || atMs === null) return;
    const offMs = Math.abs(atMs - this.#wantedMs);
    const positionSec = this.#times.positionOf(this.#wantedMs);
    if (offMs <= EXACT_MS || positionSec === null || this.#adjustments >= MOST_ADJUSTMENTS) {
      this.#wantedMs = null;
      return;
    }
    // The list began with too short lengths: a new player that begins at this moment counts from there.
    if (positionSec < 0)
      return this.#fail(mediaError('media.bad-stream', { params: { detail: 'segment lengths' } }), true);
    this.#adjustments += 1;
    this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
  }

  /**
   * Wrong lengths of segments shift what lies behind them once it is loaded: the picture of the moment is there, but not where
   * it was sought, and the player would wait at a place that stays empty.
   */
  #leaveHole(): void {
    if (this.#wantedMs === null || !this.#video.seeking || isBuffered(this.#video, this.#video.currentTime)) return;
    const positionSec = this.#times?.positionOf(this.#wantedMs) ?? -1;
    if (isBuffered(this.#video, positionSec)) this.#video.currentTime = positionSec + INTO_PICTURE_SEC;
  }

  #onError(library: Library, hls: Hls, data: ErrorData): void {
    const failure = loadFailureOf(library, data);
    if (failure !== null && failure !== 'lost' && data.frag) return this.#jumpOver(hls, data.frag, failure);
    if (failure !== null) return this.#lose(hls, data.details);
    if (!data.fatal || this.#stop.unplayable !== null) return;
    const againAtMs = this.#times?.nextRunMs(this.#watch?.run ?? 0);
    if (isCodecRefusal(library, data)) return this.#fail(codecError(hls, this.#codec), false, againAtMs);
    if (this.#repairs.isOver(this.#video.currentTime)) return this.#breakDown(data.details);
    if (data.type === library.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
    // The library has stopped loading with the failure.
    this.#load();
  }

  /** The gateway has tried before it failed, and the owner of the player decides when to load again. */
  #lose(hls: Hls, detail: string): void {
    if (this.#stop.unplayable !== null) return;
    hls.stopLoad();
    const loss = this.#stop.lose(mediaError('media.upstream-closed', { params: { detail } }));
    if (!this.#hasStarted) this.#fail(loss, true);
  }

  /** A segment that will not come is not asked for again. The next playlist marks it as lost. */
  #jumpOver(hls: Hls, gone: NonNullable<ErrorData['frag']>, why: LostWhy): void {
    gone.gap = true;
    this.#lost.set(gone.sn, why);
    hls.stopLoad();
    this.#load();
    if (this.#wantedMs !== null) this.seek(this.#wantedMs);
  }

  /** A seek leads away from what cannot be shown, or into it. */
  #passUnplayable(positionSec: number): void {
    const found = this.#stop.unplayable;
    if (found === null) return;
    if (positionSec >= found.fromSec && this.#times?.runAt(positionSec) === found.run) return this.#failIfDue();
    this.#stop.unplayable = null;
    this.#load(positionSec);
  }

  /** Pictures before what cannot be shown still play; then the engine has failed. */
  #failIfDue(): void {
    const found = this.#stop.unplayable;
    if (found === null || this.#times === null) return;
    const { currentTime, readyState, HAVE_FUTURE_DATA } = this.#video;
    const isSought = this.#wantedMs !== null;
    if (!isSought && readyState >= HAVE_FUTURE_DATA) return;
    const positionSec = isSought ? this.#times.positionOf(this.#wantedMs ?? 0) : currentTime;
    if ((positionSec ?? currentTime) < found.fromSec - (isSought ? 0 : BEFORE_UNPLAYABLE_SEC)) return;
    this.#fail(found.error, false, this.#times.nextRunMs(found.run));
  }

  #breakDown(detail: string): void {
    this.#fail(mediaError('media.bad-stream', { params: { detail } }), false);
  }

  #fail(error: WireError, isLost: boolean, againAtMs: number | null = null): void {
    if (this.#isDisposed || this.#failure !== null) return;
    this.#failure = { phase: 'failed', error, isLost, againAtMs };
    this.#hls?.stopLoad();
  }
}
