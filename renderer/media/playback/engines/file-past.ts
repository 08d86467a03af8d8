/** Files of an operator as one recording: each file is a part of its time, and plays as a movie of its own. */
import type { WireError } from '../../../../preload/domain/error.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { Movie } from '../../files/movie.ts';
import { videoProblem } from '../../files/movie.ts';
import { problemOf, type FileProblem } from '../../files/file-problem.ts';
import { codecName, mediaError } from '../../engines/player-engine.ts';
import { FOOTAGE, type Footage } from '../clock/clocked-player.ts';
import { PassivePastEngine } from './passive-past.ts';
import type { PastEngine, PastEngineState, SeekOutcome } from './past-engine.ts';

/** A file in its place on the time line. */
export interface FilePart extends TimeRange {
  readonly id: string;
  /** For words. */
  readonly name: string;
  /** May be called again. @throws {Error} see `openMovie`. */
  open(signal: AbortSignal): Promise<Movie>;
}

export interface FilePastRequest {
  readonly video: HTMLVideoElement;
  /** The moment that shows first, epoch ms. */
  readonly atMs: number;
  /** In order, without overlap; asked again and again, since files come and go. */
  readonly parts: () => readonly FilePart[];
  /** Reports the real playing time of a file. */
  readonly onLength: (id: string, lengthMs: number) => void;
  /** Reports why a file does not play. */
  readonly onProblem: (id: string, problem: FileProblem) => void;
}

/** Chromium plays no faster. */
const FASTEST = 16;
/** Positions are seconds as a float: a seek to the exact begin of a picture could show the one before. */
const INTO_PICTURE_SEC = 0.001;
/** A position so shortly before the end still shows the last picture. */
const LAST_PICTURE_SEC = 0.02;
/** The clocks of names are whole seconds: a hole up to this length between two files is a seam. */
const SEAM_MS = 1_500;

interface Opened {
  readonly part: FilePart;
  readonly cancel: AbortController;
  /** Null while the file is read. */
  url: string | null;
}

export class FilePastEngine extends PassivePastEngine implements PastEngine {
  readonly #video: HTMLVideoElement;
  readonly #request: FilePastRequest;
  #opened: Opened | null = null;
  #codec: string | null = null;
  /** The moment of the last seek, until its picture can show. */
  #wantedMs: number | null = null;
  #gap: { readonly untilMs: number | null } | null = null;
  #failure: Extract<PastEngineState, { phase: 'failed' }> | null = null;
  #isWanted = false;
  #rate = 1;
  readonly #onMetadata = (): void => this.#begin();
  readonly #onError = (): void => this.#breakDown(videoProblem(this.#video));

  constructor(request: FilePastRequest) {
    super(request.video);
    this.#request = request;
    this.#video = request.video;
    this.#video.addEventListener('loadedmetadata', this.#onMetadata);
    this.#video.addEventListener('error', this.#onError);
    this.seek(request.atMs);
  }

  get state(): PastEngineState {
    if (this.#failure !== null) return this.#failure;
    if (this.#gap !== null) return { phase: 'gap', untilMs: this.#gap.untilMs };
    const { seeking, readyState, paused, ended } = this.#video;
    if (this.#wantedMs !== null || seeking) return { phase: 'loading' };
    if (ended) return { phase: 'ended' };
    const isAtEnd = this.#video.duration - this.#video.currentTime < 0.2;
    if (readyState < (isAtEnd ? this.#video.HAVE_CURRENT_DATA : this.#video.HAVE_FUTURE_DATA))
      return { phase: 'loading' };
    return { phase: paused ? 'paused' : 'playing' };
  }

  get atMs(): number | null {
    const part = this.#opened?.part;
    if (part === undefined || this.#wantedMs !== null || this.#gap !== null) return null;
    if (this.#video.readyState < this.#video.HAVE_CURRENT_DATA) return null;
    return this.momentOf(this.#video.currentTime);
  }

  momentOf(positionSec: number): number | null {
    const part = this.#opened?.part;
    return part === undefined ? null : part.fromMs + positionSec * 1_000;
  }

  get codec(): string | null {
    return this.#codec;
  }

  get buffered(): readonly TimeRange[] {
    const fromMs = this.#opened?.part.fromMs;
    const { buffered } = this.#video;
    if (fromMs === undefined) return [];
    return Array.from({ length: buffered.length }, (_, i) => ({
      fromMs: fromMs + buffered.start(i) * 1_000,
      toMs: fromMs + buffered.end(i) * 1_000,
    }));
  }

  footageAt(atMs: number): Footage {
    const parts = this.#request.parts();
    if (parts.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)) return FOOTAGE;
    return { kind: 'none', untilMs: parts.find(({ fromMs }) => fromMs > atMs)?.fromMs ?? null };
  }

  canPlayAt(rate: number): boolean {
    return rate > 0 && rate <= FASTEST;
  }

  play(): void {
    this.#isWanted = true;
    // Taking the source away while play() waits rejects it: not a failure.
    if (this.#gap === null && this.#wantedMs === null) this.#video.play().catch(() => undefined);
  }

  pause(): void {
    this.#isWanted = false;
    this.#video.pause();
  }

  setRate(rate: number): void {
    this.#rate = Math.min(FASTEST, Math.max(1 / FASTEST, rate));
    this.#video.defaultPlaybackRate = this.#rate;
    this.#video.playbackRate = this.#rate;
  }

  seek(atMs: number): SeekOutcome {
    this.stepper.cancel();
    this.#gap = null;
    const part = this.#request.parts().find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs);
    if (part === undefined) {
      this.#standBefore(atMs);
      return 'gap';
    }
    this.#wantedMs = atMs;
    if (!this.#isOpen(part)) this.#open(part);
    else if (this.#video.readyState >= this.#video.HAVE_METADATA) this.#show();
    return 'done';
  }

  tick(): void {
    const opened = this.#opened;
    if (opened === null || this.#failure !== null || this.#wantedMs !== null) return;
    const part = this.#request.parts().find(({ id }) => id === opened.part.id);
    const { atMs } = this;
    // The file was closed, or begins at another moment now.
    if (part === undefined || part.fromMs !== opened.part.fromMs) this.seek(atMs ?? opened.part.fromMs);
    else if (atMs !== null && (this.#video.ended || atMs >= part.toMs)) this.#leave(part);
  }

  override dispose(): void {
    super.dispose();
    this.#video.removeEventListener('loadedmetadata', this.#onMetadata);
    this.#video.removeEventListener('error', this.#onError);
    this.#close();
    this.#video.defaultPlaybackRate = 1;
  }

  #isOpen({ id, fromMs }: FilePart): boolean {
    return this.#opened?.part.id === id && this.#opened.part.fromMs === fromMs;
  }

  /** Continues with the next file at the end of this one, or with the time without a file. */
  #leave({ toMs }: FilePart): void {
    const next = this.#request.parts().find(({ fromMs }) => fromMs >= toMs);
    if (next !== undefined && next.fromMs - toMs <= SEAM_MS) this.seek(next.fromMs);
    else if (!this.#video.ended || next !== undefined) this.#standBefore(toMs);
  }

  #standBefore(atMs: number): void {
    this.#gap = { untilMs: this.#request.parts().find(({ fromMs }) => fromMs > atMs)?.fromMs ?? null };
    this.#wantedMs = null;
    this.#video.pause();
  }

  #open(part: FilePart): void {
    this.#close();
    const opened: Opened = { part, cancel: new AbortController(), url: null };
    this.#opened = opened;
    part.open(opened.cancel.signal).then(
      ({ movie, codec, lengthMs }) => {
        if (this.#opened !== opened) return;
        this.#codec = codec;
        if (lengthMs !== null) this.#request.onLength(part.id, lengthMs);
        opened.url = URL.createObjectURL(movie);
        this.#video.src = opened.url;
        this.setRate(this.#rate);
      },
      (cause: unknown) => {
        if (this.#opened === opened) this.#breakDown(problemOf(cause));
      },
    );
  }

  /** The source is taken off the element first: an address that is revoked under it would be an error. */
  #close(): void {
    const opened = this.#opened;
    this.#opened = null;
    opened?.cancel.abort();
    this.#video.removeAttribute('src');
    this.#video.load();
    if (opened !== null && opened.url !== null) URL.revokeObjectURL(opened.url);
  }

  #begin(): void {
    const id = this.#opened?.part.id;
    if (id === undefined) return;
    if (this.#video.videoWidth === 0) return this.#breakDown({ kind: 'no-video' });
    if (Number.isFinite(this.#video.duration)) this.#request.onLength(id, this.#video.duration * 1_000);
    this.#show();
  }

  /** The picture of the moment, or the last one of a file that is shorter than was believed. */
  #show(): void {
    const wantedMs = this.#wantedMs;
    const fromMs = this.#opened?.part.fromMs;
    if (wantedMs === null || fromMs === undefined) return;
    const { duration } = this.#video;
    const positionSec = Math.max(0, (wantedMs - fromMs) / 1_000);
    const isBehind = Number.isFinite(duration) && positionSec >= duration;
    this.#wantedMs = null;
    this.#video.currentTime = isBehind ? Math.max(0, duration - LAST_PICTURE_SEC) : positionSec + INTO_PICTURE_SEC;
    if (isBehind) this.#standBefore(wantedMs);
    else if (this.#isWanted) this.play();
  }

  #breakDown(problem: FileProblem): void {
    const part = this.#opened?.part;
    if (part === undefined || this.#failure !== null) return;
    this.#request.onProblem(part.id, problem);
    this.#failure = { phase: 'failed', error: errorOf(problem, part.name), isLost: false, againAtMs: part.toMs };
  }
}

/** The failure in the form that tiles show. The list of the files has its own words for each problem. */
function errorOf(problem: FileProblem, name: string): WireError {
  if (problem.kind === 'codec') {
    return mediaError('media.unsupported-codec', { params: { codec: codecName(problem.codec) }, isRetryable: false });
  }
  const code = problem.kind === 'gone' || problem.kind === 'too-slow' ? 'recording.file-gone' : 'recording.bad-file';
  return mediaError(code, { params: { label: name } });
}
