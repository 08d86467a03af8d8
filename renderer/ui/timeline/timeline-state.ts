/**
 * Where a timeline is: the view, the playhead, the selection and the cursor. Outside React, because these change with every
 * frame of a movement and only the canvas must follow.
 */
import type { TimeRange } from '../../../preload/domain/time.ts';
import { endedView, fittedView, movedView, pageWith, viewWith, zoomedView } from './view.ts';

export type TimelineChange = 'view' | 'playhead' | 'selection' | 'cursor';

/** The moment that the pointer or the keyboard points at. */
export interface Cursor {
  readonly atMs: number;
  readonly by: 'pointer' | 'keyboard';
  /** The row under the pointer; null beside the rows of cameras, and for the keyboard. */
  readonly rowId: string | null;
}

export class TimelineState {
  #view: TimeRange;
  #playheadMs: number | null = null;
  #selection: TimeRange | null = null;
  #cursor: Cursor | null = null;
  readonly #listeners = new Set<(change: TimelineChange) => void>();
  readonly #latestMs: () => number;

  /** @param latestMs no footage can be later, epoch ms: views end there, with a little room. */
  constructor(view: TimeRange, latestMs: () => number = () => Infinity) {
    this.#latestMs = latestMs;
    this.#view = fittedView(view);
  }

  get view(): TimeRange {
    return this.#view;
  }

  /** The moment that plays now; null while nothing plays. */
  get playheadMs(): number | null {
    return this.#playheadMs;
  }

  /** The part from A to B that the screen works on. While the pointer drags, the screen does not know the part yet. */
  get selection(): TimeRange | null {
    return this.#selection;
  }

  get cursor(): Cursor | null {
    return this.#cursor;
  }

  subscribe = (listener: (change: TimelineChange) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows a range; a length that no view has is fitted around the middle. */
  show(range: TimeRange): void {
    const view = endedView(fittedView(range), this.#latestMs());
    if (view.fromMs === this.#view.fromMs && view.toMs === this.#view.toMs) return;
    this.#view = view;
    this.#tell('view');
  }

  zoom(atMs: number, factor: number): void {
    this.show(zoomedView(this.#view, atMs, factor));
  }

  move(byMs: number): void {
    this.show(movedView(this.#view, byMs));
  }

  /** Moves the view no farther than the moment needs. */
  reveal(atMs: number): void {
    this.show(viewWith(this.#view, atMs));
  }

  play(atMs: number | null): void {
    if (atMs === this.#playheadMs) return;
    this.#playheadMs = atMs;
    this.#tell('playhead');
  }

  /**
   * The playhead runs on. The view follows a playhead that was in sight; an operator who moved the playhead out of sight looks at
   * another time, and keeps that view until the playhead is back in sight.
   */
  follow(atMs: number | null): void {
    const beforeMs = this.#playheadMs;
    this.play(atMs);
    if (atMs === null || beforeMs === null) return;
    if (beforeMs >= this.#view.fromMs && beforeMs <= this.#view.toMs) this.show(pageWith(this.#view, atMs));
  }

  /** Ends in any order; a range without a length selects nothing. */
  select(range: TimeRange | null): void {
    const next = range && { fromMs: Math.min(range.fromMs, range.toMs), toMs: Math.max(range.fromMs, range.toMs) };
    this.#selection = next !== null && next.toMs > next.fromMs ? next : null;
    this.#tell('selection');
  }

  /** Sets one end; the other end is where it was, or the end of the view. */
  selectEnd(end: 'from' | 'to', atMs: number): void {
    const { fromMs, toMs } = this.#selection ?? this.#view;
    const isAfter = end === 'from' ? atMs >= toMs : atMs <= fromMs;
    const other = isAfter ? (end === 'from' ? this.#view.toMs : this.#view.fromMs) : end === 'from' ? toMs : fromMs;
    this.select({ fromMs: atMs, toMs: other });
  }

  point(cursor: Cursor | null): void {
    if (cursor === this.#cursor) return;
    this.#cursor = cursor;
    this.#tell('cursor');
  }

  #tell(change: TimelineChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
