/**
 * Playback by key pictures: 8 and 16 times, and backwards, where slow rates show all pictures. The caller passes the moment with each tick; the
 * picture of the moment is drawn on a canvas, and the pictures that come next in the direction of play are loaded
 * ahead.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { Footage } from '../clock/clocked-player.ts';
import { GroupPictures, showsAllBackwards } from './group-pictures.ts';
import { picturesPerSec } from './key-pace.ts';
import { KeyPictureReader, type KeyPicture, type KeyPictureAnswer } from './key-picture-reader.ts';

/**
 * - `all`: backwards at a slow rate all pictures show.
 * - `picture`: a key picture shows. While the next one loads, the last one stays; its moment is `atMs`.
 * - `loading`: nothing shows yet.
 * - `none`: no key picture is to be had at the moment: nothing is recorded, or groups of pictures are longer than segments.
 * - `unsupported`: the recording is encrypted, or this computer cannot decode its pictures.
 * - `failed`: the line or the cloud failed some times; it is asked again.
 * - `by-device`: a device plays at its own pace and sends no single pictures.
 * - `by-file`: files of an operator play forward only.
 */
export type KeysShow = 'all' | 'picture' | 'loading' | 'none' | 'unsupported' | 'failed' | 'by-device' | 'by-file';

export interface KeyOrder {
  /** Of the playlist of the recording. */
  readonly url: string;
  /** The moment of the recording, epoch ms. */
  readonly atMs: number;
  /** Below 0: backwards. */
  readonly rate: number;
  /** The end of the part that the gateway has loaded, epoch ms. A request behind it makes the gateway load more. */
  readonly loadedToMs: number;
  readonly footageAt: (atMs: number) => Footage;
}

/** Segments are rarely shorter. */
const LEAST_STEP_MS = 1_000;
/** Steps that are loaded ahead: a second of the viewer's time or more. */
const AHEAD = 4;
/** Requests of one camera at the same time. */
const MOST_ASKED = 2;
/** Bitmaps of one camera. At 640x360 they take 7 MB. */
const MOST_KEPT = 8;
const LEAST_WIDTH = 160;
const MOST_WIDTH = 1_280;
const RETRY_MS = 1_000;
const MANY_FAILURES = 3;
/** A picture that the clock passed this long ago, in the viewer's time, no longer represents the moment. */
const STALE_MS = 6_000;
/** Groups of pictures are rarely longer, less the segment that the key picture stands for: until then the next one may come. */
const LONGEST_GROUP_MS = 16_000;
/** Two ticks of the clock are no farther apart. */
const TICKS_APART_MS = 250;
/** Two moments of a clock that runs backwards are no farther apart. */
const JUMP_MS = 2_000;
/** Answers without a picture that are remembered. */
const MOST_EMPTY = 64;

type Cell = number;

/** An order, and the time between two pictures, ms of the recording. */
interface Paced extends KeyOrder {
  readonly stepMs: number;
}

/** All players of the page that show key pictures now. */
const showing = new Set<KeyPlayer>();

export class KeyPlayer {
  readonly #canvas: HTMLCanvasElement;
  #reader: KeyPictureReader | null = null;
  #url: string | null = null;
  #order: Paced | null = null;
  /** Ordered by nothing. The one that shows is among them. */
  #kept: readonly KeyPicture[] = [];
  #shown: KeyPicture | null = null;
  /** The shown picture is one of all pictures, not a key picture alone. */
  #isOfGroup = false;
  /** Moments that are asked for now. */
  readonly #asked = new Set<number>();
  /** Moments without a key picture. */
  #empty: readonly number[] = [];
  /** The last moment behind the loaded part that was asked for, and how many times. */
  #triedMs = 0;
  #tries = 0;
  #isUnsupported = false;
  #failures = 0;
  #retryAtMs = 0;
  /** The length of the last segment: moments of one segment are asked for once. */
  #segmentMs = 0;
  /** Backwards at slow rates: all pictures. */
  #groups: GroupPictures | null = null;
  #backwards = new BackwardsMoment();
  #frame: number | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    canvas.hidden = true;
  }

  /** The begin of the footage for which the picture on the canvas stands, epoch ms; null without a picture. */
  get atMs(): number | null {
    return this.#shown?.fromMs ?? null;
  }

  /** Whether the canvas has a picture, also after {@link rest}. */
  get isDrawn(): boolean {
    return !this.#canvas.hidden;
  }

  get shows(): KeysShow {
    if (this.#isUnsupported) return 'unsupported';
    if (this.#shown !== null) return this.#isOfGroup ? 'all' : 'picture';
    if (this.#failures >= MANY_FAILURES) return 'failed';
    return this.#isAwaited ? 'loading' : 'none';
  }

  /** The picture of the moment has not come yet, and will. */
  get isLoading(): boolean {
    return !this.#isUnsupported && this.#failures < MANY_FAILURES && this.#isAwaited;
  }

  /** Shows the picture of a moment and loads those that come next. Called with each tick. */
  show(order: KeyOrder): void {
    if (order.url !== this.#url) this.#begin(order.url);
    const before = this.#order;
    showing.add(this);
    this.#order = { ...order, stepMs: stepMs(order.rate, showing.size) };
    if (before !== null && Math.sign(before.rate) !== Math.sign(order.rate)) this.#failures = 0;
    this.#backwards.follow(order);
    this.#wantGroups(order);
    this.#draw();
    this.#ask();
    this.#trim();
  }

  /** Ends all requests and gives the bitmaps back. The canvas keeps its picture until {@link hide}. */
  rest(): void {
    showing.delete(this);
    this.#end();
    this.#shown = null;
    this.#order = null;
  }

  /** Copies what a video shows to the canvas, until {@link hide}: an element that gets another recording shows nothing. */
  keep(video: HTMLVideoElement): void {
    if (!this.#canvas.hidden || !(video.videoWidth > 0)) return;
    this.#copy(video, video.videoWidth, video.videoHeight);
  }

  hide(): void {
    this.#canvas.hidden = true;
  }

  dispose(): void {
    this.rest();
    this.hide();
  }

  get #isAwaited(): boolean {
    const order = this.#order;
    if (order === null) return false;
    const wantedMs = momentOf(cellAt(order), order);
    return wantedMs !== null && this.#pictureAt(order.atMs) === undefined && !this.#isKnown(wantedMs);
  }

  #begin(url: string): void {
    this.#end();
    this.#url = url;
    this.#reader = new KeyPictureReader(url, () => this.#width());
    this.#groups = new GroupPictures(this.#reader, () => this.#draw());
  }

  #end(): void {
    this.#endGroups();
    this.#groups?.dispose();
    this.#groups = null;
    this.#reader?.dispose();
    this.#reader = null;
    this.#url = null;
    for (const { bitmap } of this.#kept) bitmap.close();
    this.#kept = [];
    // The canvas has a copy of the picture that shows.
    this.#asked.clear();
    this.#empty = [];
    this.#isUnsupported = false;
    this.#failures = 0;
    this.#retryAtMs = 0;
  }

  /** As wide as the picture shows: a small tile needs no large bitmaps. */
  #width(): number {
    return Math.min(
      MOST_WIDTH,
      Math.max(LEAST_WIDTH, (this.#canvas.parentElement?.clientWidth ?? 0) * devicePixelRatio),
    );
  }

  #wantGroups(order: KeyOrder): void {
    if (!showsAllBackwards(order.rate, showing.size)) return this.#endGroups();
    this.#groups?.want(order, showing.size);
    this.#frame ??= requestAnimationFrame(() => this.#onFrame());
  }

  /** Pictures follow each other faster than the clock reports its moment. */
  #onFrame(): void {
    this.#frame = requestAnimationFrame(() => this.#onFrame());
    this.#draw();
  }

  #endGroups(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
    this.#groups?.clear();
  }

  #pictureAt(atMs: number): KeyPicture | undefined {
    const picture = this.#groups?.at(atMs);
    if (picture !== undefined) return picture;
    return this.#kept.find((picture) => holds(picture, atMs));
  }

  #isEmptyAt(order: Paced): boolean {
    const wantedMs = momentOf(cellAt(order), order);
    return wantedMs !== null && this.#empty.includes(wantedMs);
  }

  #isKnown(wantedMs: number): boolean {
    return this.#empty.includes(wantedMs) || this.#pictureAt(wantedMs) !== undefined;
  }

  /** Draws the picture of the moment, or a late one that is nearer to the moment than the one that shows. */
  #draw(): void {
    const order = this.#order;
    if (order === null) return;
    const atMs = this.#groups === null || this.#frame === null ? order.atMs : this.#backwards.now();
    const best = this.#pictureAt(atMs) ?? this.#latest(order);
    if (best !== undefined && this.#isBetter(best, atMs)) this.#paint(best);
    const staleMs = this.#isEmptyAt(order) ? LONGEST_GROUP_MS : STALE_MS * Math.max(1, Math.abs(order.rate));
    const shown = this.#shown;
    const isStale = shown !== null && distance(shown, order.atMs) > staleMs;
    if (isStale || order.footageAt(order.atMs).kind === 'none') this.#clear();
  }

  /** The bitmap of the picture that shows may have been given back: an older one must not come in its place. */
  #isBetter(best: KeyPicture, atMs: number): boolean {
    const shown = this.#shown;
    if (shown === null) return true;
    return best !== shown && (holds(best, atMs) || distance(best, atMs) < distance(shown, atMs));
  }

  /** The last picture that the clock has passed. */
  #latest({ atMs, rate }: KeyOrder): KeyPicture | undefined {
    const passed = this.#kept.filter(({ fromMs, toMs }) => (rate > 0 ? toMs <= atMs : fromMs > atMs));
    return passed.reduce<KeyPicture | undefined>(
      (best, one) => (best === undefined || distance(one, atMs) < distance(best, atMs) ? one : best),
      undefined,
    );
  }

  #paint(picture: KeyPicture): void {
    const { bitmap } = picture;
    this.#copy(bitmap, bitmap.width, bitmap.height);
    this.#shown = picture;
    this.#isOfGroup = this.#groups?.at(picture.fromMs) === picture;
  }

  #copy(source: CanvasImageSource, width: number, height: number): void {
    const canvas = this.#canvas;
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.getContext('2d', { alpha: false })?.drawImage(source, 0, 0);
    canvas.hidden = false;
  }

  #clear(): void {
    this.#shown = null;
    this.hide();
  }

  #ask(): void {
    const order = this.#order;
    if (order === null || this.#isUnsupported || performance.now() < this.#retryAtMs) return;
    const direction = Math.sign(order.rate);
    const first = cellAt(order);
    for (let ahead = 0; ahead <= AHEAD && this.#asked.size < MOST_ASKED; ahead += 1) {
      const wantedMs = momentOf(first + ahead * direction, order);
      if (wantedMs === null || this.#isKnown(wantedMs) || this.#isAskedNear(wantedMs)) continue;
      void this.#read(wantedMs);
    }
  }

  /** A segment that is asked for already may hold the moment. */
  #isAskedNear(wantedMs: number): boolean {
    for (const askedMs of this.#asked) {
      if (askedMs === wantedMs || Math.abs(askedMs - wantedMs) < this.#segmentMs) return true;
    }
    return false;
  }

  async #read(wantedMs: number): Promise<void> {
    const reader = this.#reader;
    if (reader === null) return;
    this.#asked.add(wantedMs);
    const answer = await reader.read(wantedMs);
    if (reader !== this.#reader) {
      if (typeof answer !== 'string') answer.bitmap.close();
      return;
    }
    this.#asked.delete(wantedMs);
    this.#take(wantedMs, answer);
    this.#draw();
    this.#ask();
    this.#trim();
  }

  #take(wantedMs: number, answer: KeyPictureAnswer): void {
    if (answer === 'failed') {
      this.#failures += 1;
      this.#retryAtMs = performance.now() + RETRY_MS;
      return;
    }
    this.#failures = 0;
    if (answer === 'unsupported') this.#isUnsupported = true;
    else if (answer === 'none') this.#takeNone(wantedMs);
    else {
      this.#segmentMs = answer.toMs - answer.fromMs;
      // Two questions can come to the same segment.
      if (this.#pictureAt(answer.fromMs) !== undefined) answer.bitmap.close();
      else this.#kept = [...this.#kept, answer];
    }
  }

  #takeNone(wantedMs: number): void {
    const isLoaded = wantedMs < (this.#order?.loadedToMs ?? 0);
    this.#tries = this.#triedMs === wantedMs ? this.#tries + 1 : 1;
    this.#triedMs = wantedMs;
    if (isLoaded || this.#tries >= MANY_FAILURES) this.#empty = [...this.#empty, wantedMs].slice(-MOST_EMPTY);
    else this.#retryAtMs = performance.now() + RETRY_MS;
  }

  /** Keeps the pictures that are nearest to the moment, those ahead first. */
  #trim(): void {
    const order = this.#order;
    if (order === null || this.#kept.length <= MOST_KEPT) return;
    const { atMs, rate } = order;
    const cost = (one: KeyPicture): number => distance(one, atMs) * ((one.fromMs - atMs) * rate > 0 ? 1 : 4);
    const sorted = this.#kept.toSorted((a, b) => cost(a) - cost(b));
    this.#kept = sorted.slice(0, MOST_KEPT);
    for (const { bitmap } of sorted.slice(MOST_KEPT)) bitmap.close();
  }
}

/** The moment of a clock that runs backwards, between two of its ticks. */
class BackwardsMoment {
  #order: Pick<KeyOrder, 'atMs' | 'rate'> = { atMs: 0, rate: 0 };
  #isMoving = false;
  #orderedAtMs = 0;
  #lastMs = Infinity;

  follow(order: KeyOrder): void {
    this.#isMoving = order.atMs !== this.#order.atMs;
    if (Math.abs(order.atMs - this.#lastMs) > JUMP_MS || order.rate !== this.#order.rate) this.#lastMs = Infinity;
    this.#order = order;
    this.#orderedAtMs = performance.now();
  }

  /** Never later than the last reported moment. */
  now(): number {
    const { atMs, rate } = this.#order;
    const sinceMs = this.#isMoving ? Math.min(TICKS_APART_MS, performance.now() - this.#orderedAtMs) : 0;
    this.#lastMs = Math.min(this.#lastMs, atMs + rate * sinceMs);
    return this.#lastMs;
  }
}

const holds = ({ fromMs, toMs }: TimeRange, atMs: number): boolean => atMs >= fromMs && atMs < toMs;

const distance = ({ fromMs, toMs }: TimeRange, atMs: number): number => Math.max(0, fromMs - atMs, atMs - toMs);

/** Time is cut into steps, so that every tick asks for the same moments. */
const stepMs = (rate: number, players: number): number =>
  Math.max(LEAST_STEP_MS, (Math.abs(rate) * 1_000) / picturesPerSec(players));
const cellAt = ({ atMs, stepMs: step }: Paced): Cell => Math.floor(atMs / step);

/** The moment whose picture stands for a step: its first moment with footage. Null where nothing is recorded in the step. */
function momentOf(cell: Cell, { stepMs: step, footageAt }: Paced): number | null {
  const fromMs = cell * step;
  const footage = footageAt(fromMs);
  if (footage.kind !== 'none') return fromMs;
  return footage.untilMs !== null && footage.untilMs < fromMs + step ? footage.untilMs : null;
}
