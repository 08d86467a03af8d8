/**
 * Pointers on the timeline. Mouse: drag on the ruler moves, drag on the rows selects, a click seeks, Ctrl and the wheel zoom at
 * the pointer, the wheel alone moves, a double click shows a quarter (with Shift four times as much). Touch: a finger moves,
 * two fingers zoom, a tap seeks.
 */
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { Spot } from './scene.ts';
import type { TimelineState } from './timeline-state.ts';
import { spanOf } from './view.ts';

export interface GesturePorts {
  /** A click or a tap. */
  readonly onClick: (atMs: number, spot: Spot) => void;
  /** A drag that selects has ended. */
  readonly onSelected: () => void;
  /** @param yPx below the upper edge of the canvas, in CSS pixels. */
  readonly spotAt: (yPx: number) => Spot;
}

interface Point {
  /** From the left edge of the canvas: 0 to 1. */
  readonly share: number;
  readonly yPx: number;
  /** In pixels of the window. */
  readonly xPx: number;
}

type Drag =
  | { readonly kind: 'move'; readonly fromView: TimeRange; readonly start: Point; isMoved: boolean }
  | { readonly kind: 'select'; readonly start: Point; readonly startMs: number; isMoved: boolean }
  /** One end of the selection; the other stays. */
  | { readonly kind: 'end'; readonly otherMs: number; readonly start: Point; isMoved: boolean };

/** So far the hand trembles on a click, in pixels of the window. */
const TREMBLE_PX = 4;
const HANDLE_PX = 8;
const LINE_PX = 16;
const ZOOM_PER_PX = 0.0025;
const DOUBLE_CLICK_FACTOR = 0.25;

export class Gestures {
  readonly #element: HTMLElement;
  readonly #state: TimelineState;
  readonly #ports: GesturePorts;
  readonly #touches = new Map<number, Point>();
  readonly #abort = new AbortController();
  #drag: Drag | null = null;
  /** Where the pointer was released without a drag; the event that counts the clicks follows. */
  #released: Point | null = null;

  constructor(element: HTMLElement, state: TimelineState, ports: GesturePorts) {
    this.#element = element;
    this.#state = state;
    this.#ports = ports;
    const { signal } = this.#abort;
    const on = <K extends keyof HTMLElementEventMap>(name: K, run: (event: HTMLElementEventMap[K]) => void): void =>
      element.addEventListener(name, run, { signal });
    on('pointerdown', this.#onDown);
    on('pointermove', this.#onMove);
    on('pointerup', this.#onUp);
    on('pointercancel', this.#onCancel);
    on('pointerleave', () => this.#drag ?? this.#state.point(null));
    on('click', this.#onClick);
    on('dblclick', this.#onDouble);
    // Not passive: the page must not scroll or zoom as well.
    element.addEventListener('wheel', this.#onWheel, { signal, passive: false });
  }

  dispose(): void {
    this.#abort.abort();
  }

  #pointOf({ clientX, clientY }: { readonly clientX: number; readonly clientY: number }): Point {
    const { left, top, width } = this.#element.getBoundingClientRect();
    const zoom = this.#element.currentCSSZoom ?? 1;
    return { share: width === 0 ? 0 : (clientX - left) / width, yPx: (clientY - top) / zoom, xPx: clientX };
  }

  #timeOf({ share }: Point, view: TimeRange = this.#state.view): number {
    return view.fromMs + share * spanOf(view);
  }

  /** Pixels of the window as time. */
  #msOf(px: number): number {
    const { width } = this.#element.getBoundingClientRect();
    return width === 0 ? 0 : (px / width) * spanOf(this.#state.view);
  }

  readonly #onDown = (event: PointerEvent): void => {
    const point = this.#pointOf(event);
    if (event.pointerType === 'touch') {
      this.#touches.set(event.pointerId, point);
      this.#element.setPointerCapture(event.pointerId);
      this.#drag = { kind: 'move', fromView: this.#state.view, start: point, isMoved: this.#touches.size > 1 };
      return;
    }
    if (event.button > 1) return;
    this.#element.setPointerCapture(event.pointerId);
    const spot = this.#ports.spotAt(point.yPx);
    const isMove = event.button === 1 || spot.part === 'ruler';
    this.#drag = isMove
      ? { kind: 'move', fromView: this.#state.view, start: point, isMoved: false }
      : (this.#endAt(point) ?? { kind: 'select', start: point, startMs: this.#timeOf(point), isMoved: false });
  };

  /** The end of the selection under the pointer. */
  #endAt(point: Point): Drag | null {
    const { selection } = this.#state;
    if (selection === null) return null;
    const nearMs = this.#msOf(HANDLE_PX);
    const atMs = this.#timeOf(point);
    const end = (otherMs: number): Drag => ({ kind: 'end', otherMs, start: point, isMoved: false });
    if (Math.abs(atMs - selection.fromMs) <= nearMs) return end(selection.toMs);
    return Math.abs(atMs - selection.toMs) <= nearMs ? end(selection.fromMs) : null;
  }

  readonly #onMove = (event: PointerEvent): void => {
    const point = this.#pointOf(event);
    const drag = this.#drag;
    if (event.pointerType === 'touch' && this.#touches.size > 1) {
      this.#pinch(event.pointerId, point);
      return;
    }
    if (drag !== null && !drag.isMoved) drag.isMoved = Math.abs(point.xPx - drag.start.xPx) > TREMBLE_PX;
    if (drag?.isMoved) this.#follow(drag, point);
    if (event.pointerType !== 'touch') this.#pointAt(point);
  };

  #pointAt(point: Point): void {
    const spot = this.#ports.spotAt(point.yPx);
    const rowId = spot.part === 'rows' ? (spot.row?.id ?? null) : null;
    this.#state.point({ atMs: this.#timeOf(point), by: 'pointer', rowId });
  }

  #follow(drag: Drag, point: Point): void {
    if (drag.kind === 'move') {
      const byMs = (drag.start.share - point.share) * spanOf(drag.fromView);
      this.#state.show({ fromMs: drag.fromView.fromMs + byMs, toMs: drag.fromView.toMs + byMs });
    } else {
      const otherMs = drag.kind === 'select' ? drag.startMs : drag.otherMs;
      this.#state.select({ fromMs: otherMs, toMs: this.#timeOf(point) });
    }
  }

  /** The times under both fingers stay under them. */
  #pinch(id: number, point: Point): void {
    const before = this.#touches.get(id);
    const other = [...this.#touches].find(([key]) => key !== id)?.[1];
    if (before === undefined || other === undefined) return;
    this.#touches.set(id, point);
    const [wasApart, isApart] = [before.share - other.share, point.share - other.share];
    // Fingers beside each other, or past each other, say nothing.
    if (Math.abs(isApart) < 0.01 || wasApart * isApart <= 0) return;
    this.#state.zoom(this.#timeOf(other), wasApart / isApart);
  }

  readonly #onUp = (event: PointerEvent): void => {
    const point = this.#pointOf(event);
    const drag = this.#drag;
    this.#touches.delete(event.pointerId);
    const [rest] = this.#touches.values();
    this.#drag = rest === undefined ? null : { kind: 'move', fromView: this.#state.view, start: rest, isMoved: true };
    this.#released = drag === null || drag.isMoved || event.button === 1 ? null : point;
    this.#tellSelected(drag);
  };

  #tellSelected(drag: Drag | null): void {
    if (drag !== null && drag.kind !== 'move' && drag.isMoved) this.#ports.onSelected();
  }

  /** The second click of a double click zooms, and is no click of its own. */
  readonly #onClick = ({ detail }: MouseEvent): void => {
    const point = this.#released;
    this.#released = null;
    if (point !== null && detail <= 1) this.#ports.onClick(this.#timeOf(point), this.#ports.spotAt(point.yPx));
  };

  readonly #onCancel = (event: PointerEvent): void => {
    const drag = this.#drag;
    this.#touches.delete(event.pointerId);
    this.#drag = null;
    this.#tellSelected(drag);
  };

  readonly #onDouble = (event: MouseEvent): void => {
    const factor = event.shiftKey ? 1 / DOUBLE_CLICK_FACTOR : DOUBLE_CLICK_FACTOR;
    this.#state.zoom(this.#timeOf(this.#pointOf(event)), factor);
  };

  readonly #onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PX;
    const point = this.#pointOf(event);
    if (event.ctrlKey || event.metaKey) {
      this.#state.zoom(this.#timeOf(point), Math.exp(event.deltaY * unit * ZOOM_PER_PX));
    } else this.#state.move(this.#msOf((event.deltaX === 0 ? event.deltaY : event.deltaX) * unit));
    this.#pointAt(point);
  };
}
