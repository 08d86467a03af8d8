/**
 * Draws a timeline on two canvases: rows, ruler and marks below; selection, playhead and cursor above, so that a playing
 * recording redraws three lines and no row. Draws at most once a frame, and only what changed. Reads no layout: the size comes
 * from a ResizeObserver.
 */
import { colors } from '../../theme/tokens.ts';
import { ColumnCache } from './column-cache.ts';
import type { Columns } from './columns.ts';
import { inkFor, type Ink } from './ink.ts';
import { flagWords, paintLine, paintSelection } from './paint-overlay.ts';
import { paintRow, type RowPixels } from './paint-row.ts';
import { paintMarks, paintNotes, paintRuler, xOf, type Sheet } from './paint-ruler.ts';
import { rowModel, type RowModel } from '../row-model.ts';
import { hasJoinedRow, MARKS_PX, RULER_PX, type Scene, type TimelineRow } from '../scene.ts';
import type { TimelineState } from '../timeline-state.ts';

type Layer = 'rows' | 'lines';

export interface CanvasSize {
  /** In device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
}

interface RowImage extends RowPixels {
  readonly image: ImageData;
}

const NOTHING_KNOWN: RowModel = rowModel({
  place: 'cloud',
  recordings: { fromMs: [], toMs: [], kind: [], storage: [] },
  coverage: [],
});

export class TimelinePainter {
  readonly #state: TimelineState;
  readonly #rows: CanvasRenderingContext2D;
  readonly #lines: CanvasRenderingContext2D;
  readonly #unsubscribe: () => void;
  #scene: Scene | null = null;
  #size: CanvasSize = { width: 0, height: 0, ratio: 1 };
  #scrollPx = 0;
  #ink: Ink | null = null;
  readonly #columns = new ColumnCache();
  #image: RowImage | null = null;
  #frame = 0;
  readonly #stale = new Set<Layer>();

  /** @throws {Error} where the browser gives no 2D context. */
  constructor(state: TimelineState, rows: HTMLCanvasElement, lines: HTMLCanvasElement) {
    this.#state = state;
    this.#rows = contextOf(rows, false);
    this.#lines = contextOf(lines, true);
    this.#unsubscribe = state.subscribe((change) => {
      if (change === 'view') this.#refresh('rows');
      this.#refresh('lines');
    });
    // The process for graphics died and was started again: the canvases and the patterns are empty.
    for (const canvas of [rows, lines]) canvas.addEventListener('contextrestored', this.#onRestored);
  }

  show(scene: Scene): void {
    const before = this.#scene;
    this.#scene = scene;
    // The clock ticks every second; the rows change only when the line of now gets to the next pixel.
    const isSame = before !== null && isSameButTime(before, scene) && this.#nowX(before) === this.#nowX(scene);
    if (!isSame) this.#refresh('rows');
    if (before?.zone !== scene.zone) this.#refresh('lines');
  }

  resize(size: CanvasSize): void {
    this.#size = size;
    for (const { canvas } of [this.#rows, this.#lines]) {
      canvas.width = size.width;
      canvas.height = size.height;
    }
    if (this.#ink?.ratio !== size.ratio) this.#ink = null;
    // A canvas is empty after a change of its size: drawn at once, or the screen would flash.
    this.#stale.add('rows').add('lines');
    this.#draw();
  }

  /** @param px how far the rows are scrolled, in CSS pixels. */
  scroll(px: number): void {
    if (px === this.#scrollPx) return;
    this.#scrollPx = px;
    this.#refresh('rows');
  }

  dispose(): void {
    this.#unsubscribe();
    for (const { canvas } of [this.#rows, this.#lines]) canvas.removeEventListener('contextrestored', this.#onRestored);
    cancelAnimationFrame(this.#frame);
  }

  readonly #onRestored = (): void => {
    this.#ink = null;
    this.#refresh('rows');
    this.#refresh('lines');
  };

  #refresh(layer: Layer): void {
    this.#stale.add(layer);
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const scene = this.#scene;
    if (scene === null || this.#size.width === 0) return;
    if (this.#stale.has('rows')) this.#drawRows(scene);
    if (this.#stale.has('lines')) this.#drawLines(scene);
    this.#stale.clear();
  }

  get #sheet(): Sheet {
    return { ...this.#size, view: this.#state.view };
  }

  #nowX({ nowMs }: Scene): number {
    return Math.round(Math.min(this.#size.width + 1, Math.max(-1, xOf(this.#sheet, nowMs))));
  }

  #drawRows(scene: Scene): void {
    const context = this.#rows;
    const sheet = this.#sheet;
    const { width, height, ratio: k } = sheet;
    this.#ink ??= inkFor(k);
    const ink = this.#ink;
    const nowX = this.#nowX(scene);
    this.#paintGround(context, 0, nowX);
    const marksTop = height - Math.round(MARKS_PX * k);
    context.save();
    context.beginPath();
    context.rect(0, RULER_PX * k, width, marksTop - RULER_PX * k);
    context.clip();
    this.#paintRows(context, ink, scene);
    context.restore();
    // Pixels know no clip: rows that are scrolled reach below the marks.
    this.#paintGround(context, marksTop, nowX);
    paintMarks(context, sheet, scene.marks, marksTop);
    paintRuler(context, sheet, scene.zone);
    this.#paintNow(context, nowX);
  }

  #paintRows(context: CanvasRenderingContext2D, ink: Ink, scene: Scene): void {
    const { rows, nowMs, rowPx } = scene;
    const { width, ratio: k } = this.#size;
    const isJoined = hasJoinedRow(rows);
    const topOf = (line: number): number => Math.round((RULER_PX + line * rowPx - this.#scrollPx) * k);
    const isSeen = (line: number): boolean => topOf(line + 1) > 0 && topOf(line) < this.#size.height;
    const first = isJoined ? 1 : 0;
    const lines = rows.map((row, i) => ({ row, line: i + first })).filter(({ line }) => isJoined || isSeen(line));
    const modelOf = ({ model }: TimelineRow): RowModel => model ?? NOTHING_KNOWN;
    this.#columns.update(
      this.#state.view,
      width,
      nowMs,
      lines.map(({ row }) => modelOf(row)),
    );
    for (const { row, line } of lines.filter((one) => isSeen(one.line))) {
      this.#paintRow(context, ink, { scene, row, columns: this.#columns.of(modelOf(row)), top: topOf(line) });
    }
    if (!isJoined || !isSeen(0)) return;
    const columns = this.#columns.joined();
    const pixels = this.#pixelsOf(context, rowPx);
    const futureFrom = this.#nowX(scene);
    paintRow(pixels, ink, { columns, place: null, isFaint: false, isSelected: false, futureFrom });
    context.putImageData(pixels.image, 0, topOf(0));
    this.#paintSeam(context, topOf(1));
  }

  /** The well, and the ground of what has not come yet. */
  #paintGround(context: CanvasRenderingContext2D, top: number, nowX: number): void {
    const { width, height } = this.#size;
    context.fillStyle = colors['bg-well'];
    context.fillRect(0, top, width, height - top);
    context.fillStyle = colors['bg-base'];
    context.fillRect(nowX, top, width - nowX, height - top);
  }

  /** The pixels of one row, which all rows use one after the other. */
  #pixelsOf(context: CanvasRenderingContext2D, rowPx: number): RowImage {
    const { width, ratio } = this.#size;
    const height = Math.round(rowPx * ratio);
    if (this.#image?.width !== width || this.#image.height !== height) {
      const image = context.createImageData(width, height);
      this.#image = { image, data: new Uint32Array(image.data.buffer), width, height };
    }
    return this.#image;
  }

  #paintRow(
    context: CanvasRenderingContext2D,
    ink: Ink,
    at: { readonly scene: Scene; readonly row: TimelineRow; readonly columns: Columns; readonly top: number },
  ): void {
    const { scene, row, columns, top } = at;
    const place = row.model?.place ?? 'cloud';
    const looks = { place, isFaint: row.isFaint === true, isSelected: row.id === scene.selectedId };
    const pixels = this.#pixelsOf(context, scene.rowPx);
    paintRow(pixels, ink, { columns, ...looks, futureFrom: this.#nowX(scene) });
    context.putImageData(pixels.image, 0, top);
    const fontPx = scene.locale === 'zh-CN' ? 12 : 11;
    if (row.notes !== undefined)
      paintNotes(context, this.#sheet, { notes: row.notes, top, rowPx: scene.rowPx, fontPx });
    this.#paintSeam(context, top + pixels.height);
  }

  #paintSeam(context: CanvasRenderingContext2D, bottom: number): void {
    const line = Math.max(1, Math.round(this.#size.ratio));
    context.fillStyle = colors['ln-subtle'];
    context.fillRect(0, bottom - line, this.#size.width, line);
  }

  /** A line with a triangle in the ruler. */
  #paintNow(context: CanvasRenderingContext2D, x: number): void {
    const { width, height, ratio: k } = this.#size;
    if (x < 0 || x > width) return;
    context.fillStyle = colors['st-live'];
    context.fillRect(x, 0, Math.max(1, Math.round(k)), height);
    context.beginPath();
    context.moveTo(x - 4 * k, 0);
    context.lineTo(x + 5 * k, 0);
    context.lineTo(x + 0.5 * k, 6 * k);
    context.fill();
  }

  #drawLines({ zone }: Scene): void {
    const context = this.#lines;
    const { playheadMs, selection, cursor, view } = this.#state;
    const sheet = this.#sheet;
    context.clearRect(0, 0, sheet.width, sheet.height);
    if (selection !== null) paintSelection(context, sheet, selection, zone);
    const line = (atMs: number, isPlayhead: boolean): void =>
      paintLine(context, sheet, { atMs, words: flagWords(zone, atMs, view), isPlayhead });
    if (playheadMs !== null) line(playheadMs, true);
    if (cursor !== null) line(cursor.atMs, false);
  }
}

function contextOf(canvas: HTMLCanvasElement, alpha: boolean): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha });
  if (context === null) throw new Error('this browser draws no canvas');
  return context;
}

const isSameButTime = (a: Scene, b: Scene): boolean =>
  a.rows === b.rows &&
  a.marks === b.marks &&
  a.zone === b.zone &&
  a.locale === b.locale &&
  a.rowPx === b.rowPx &&
  a.selectedId === b.selectedId;
