/**
 * The columns of all rows from frame to frame. While the view moves, columns keep their edges and are shifted by whole pixels:
 * only the columns that come into the view are asked for. A zoom draws all columns anew.
 */
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { drawColumns, emptyColumns, joinColumns, type ColumnRange, type Columns, type ColumnView } from './columns.ts';
import type { RowModel } from '../row-model.ts';

/** The edges may drift by this part of a pixel over the whole width before all columns are drawn anew. */
const DRIFT = 0.02;

interface Grid {
  readonly originMs: number;
  readonly pixelMs: number;
  readonly columns: number;
  /** Columns from the origin to the first one in the view. */
  readonly offset: number;
}

export class ColumnCache {
  #grid: Grid = { originMs: 0, pixelMs: 0, columns: 0, offset: 0 };
  #nowMs = 0;
  #rows = new Map<RowModel, Columns>();
  #models: readonly RowModel[] = [];
  #joined: Columns = emptyColumns(0);
  #isJoined = false;

  /**
   * Brings the columns up to date.
   *
   * @param columns how many device pixels the view has.
   * @param models of the rows in their order.
   */
  update(view: TimeRange, columns: number, nowMs: number, models: readonly RowModel[]): void {
    const stale = this.#moveTo(view, columns, nowMs);
    const rows = new Map<RowModel, Columns>();
    const isSame = models.length === this.#models.length && models.every((model, i) => model === this.#models[i]);
    for (const model of models) {
      const before = this.#rows.get(model);
      const own = before ?? rows.get(model) ?? emptyColumns(columns);
      const ranges = before === undefined ? [{ from: 0, to: columns }] : stale;
      for (const range of ranges) drawColumns(model, this.view, own, range);
      rows.set(model, own);
    }
    this.#rows = rows;
    this.#models = models;
    if (!isSame || stale.length > 0) this.#isJoined = false;
  }

  /** The columns of a row that was among the models of the last update. */
  of(model: RowModel): Columns {
    return this.#rows.get(model) ?? emptyColumns(this.#grid.columns);
  }

  /** The row of all cameras. */
  joined(): Columns {
    const { columns } = this.#grid;
    if (this.#isJoined) return this.#joined;
    if (this.#joined.count < columns) this.#joined = emptyColumns(columns);
    joinColumns(
      this.#models.map((model) => this.of(model)),
      columns,
      this.#joined,
    );
    this.#isJoined = true;
    return this.#joined;
  }

  /** The view that the columns show: less than a pixel beside the asked one. */
  get view(): ColumnView {
    const { originMs, pixelMs, columns, offset } = this.#grid;
    return { fromMs: originMs + offset * pixelMs, pixelMs, columns, nowMs: this.#nowMs };
  }

  /** @returns the columns that must be drawn. */
  #moveTo({ fromMs, toMs }: TimeRange, columns: number, nowMs: number): readonly ColumnRange[] {
    const grid = this.#grid;
    const pixelMs = (toMs - fromMs) / columns;
    const beforeMs = this.#nowMs;
    this.#nowMs = nowMs;
    if (columns !== grid.columns) this.#rows = new Map();
    const isSame = columns === grid.columns && Math.abs(pixelMs - grid.pixelMs) * columns <= DRIFT * pixelMs;
    const offset = isSame ? Math.round((fromMs - grid.originMs) / grid.pixelMs) : 0;
    const by = offset - grid.offset;
    if (!isSame || Math.abs(by) >= columns) {
      this.#grid = { originMs: fromMs, pixelMs, columns, offset: 0 };
      return [{ from: 0, to: columns }];
    }
    this.#grid = { ...grid, offset };
    for (const row of this.#rows.values()) shift(row, by);
    const shown = by > 0 ? [{ from: columns - by, to: columns }] : by < 0 ? [{ from: 0, to: -by }] : [];
    return [...shown, ...this.#passed(beforeMs, nowMs)];
  }

  /** The columns between two moments that were now. */
  #passed(beforeMs: number, nowMs: number): readonly ColumnRange[] {
    if (beforeMs === nowMs) return [];
    const { fromMs, pixelMs, columns } = this.view;
    const columnOf = (atMs: number): number => Math.floor((atMs - fromMs) / pixelMs);
    const from = Math.max(0, columnOf(Math.min(beforeMs, nowMs)) - 1);
    const to = Math.min(columns, columnOf(Math.max(beforeMs, nowMs)) + 2);
    return from < to ? [{ from, to }] : [];
  }
}

function shift({ count, ...values }: Columns, by: number): void {
  if (by === 0) return;
  for (const list of Object.values(values)) {
    if (by > 0) list.copyWithin(0, by, count);
    else list.copyWithin(-by, 0, count + by);
  }
}
