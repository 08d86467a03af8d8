/** The contents of a timeline and their places: the data of the canvas. */
import type { ReactNode } from 'react';
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { Locale } from '../../i18n/locale.ts';
import { layoutPx } from '../theme/tokens.ts';
import type { Mark } from './marks.ts';
import type { RowModel } from './row-model.ts';
import type { ZoneId } from './zone.ts';

/** Words on a piece of a row, such as the reason of a gap. */
export interface RowNote extends TimeRange {
  readonly words: string;
}

export interface TimelineRow {
  readonly id: string;
  /** The camera, as a screen reader says it. */
  readonly name: string;
  /** Null while nothing was answered yet. */
  readonly model: RowModel | null;
  /** Left out of the export: drawn fainter. */
  readonly isFaint?: boolean;
  readonly notes?: readonly RowNote[];
  /** Content in front of the row; the name if it is missing. */
  readonly head?: ReactNode;
}

export interface Scene {
  readonly rows: readonly TimelineRow[];
  readonly selectedId: string | null;
  /** In the order of time. */
  readonly marks: readonly Mark[];
  readonly zone: ZoneId;
  readonly nowMs: number;
  readonly locale: Locale;
  /** The height of a row, in CSS pixels. */
  readonly rowPx: number;
}

export const RULER_PX = layoutPx.timelineDock.ruler;
export const ROW_PX = layoutPx.timelineDock.row;
/** Where pictures need the room, such as with large text in a small window. */
export const LOW_ROW_PX = 18;
export const MARKS_PX = 22;

/** The row of all cameras stands first where there are several cameras. */
export const hasJoinedRow = (rows: readonly TimelineRow[]): boolean => rows.length > 1;

export const rowCount = (rows: readonly TimelineRow[]): number => rows.length + (hasJoinedRow(rows) ? 1 : 0);

/** Where things stand in a box of this size, in CSS pixels. */
export interface Box {
  readonly widthPx: number;
  readonly heightPx: number;
  /** How far the rows are scrolled. */
  readonly scrollPx: number;
}

export type Spot =
  | { readonly part: 'ruler' | 'marks' }
  /** `row` is null in the row of all cameras and below the last row. */
  | { readonly part: 'rows'; readonly row: TimelineRow | null };

export function spotAt({ rows, rowPx }: Pick<Scene, 'rows' | 'rowPx'>, box: Box, yPx: number): Spot {
  if (yPx < RULER_PX) return { part: 'ruler' };
  if (yPx >= box.heightPx - MARKS_PX) return { part: 'marks' };
  const index = Math.floor((yPx - RULER_PX + box.scrollPx) / rowPx) - (hasJoinedRow(rows) ? 1 : 0);
  return { part: 'rows', row: rows[index] ?? null };
}
