/**
 * Keys of the focused timeline. They move a cursor; Enter seeks to the cursor, so that looking around asks no cloud for a
 * stream. The other keys are left to the screen.
 */
import { footageRange, type RowModel } from './row-model.ts';
import { nextMark, previousMark, type Mark } from './marks.ts';
import { nextSpanMs, previousSpanMs } from './pieces.ts';
import type { TimelineState } from './timeline-state.ts';
import { keyStepMs, nextLengthMs, spanOf } from './view.ts';

/** Shift with an arrow goes ten steps. */
const LONG_STEP = 10;

export interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

export interface KeyContext {
  readonly state: TimelineState;
  /** The selected row, or all rows. */
  readonly models: readonly RowModel[];
  readonly marks: readonly Mark[];
  readonly onSeek: (atMs: number) => void;
  /** An end of the selection was set, or the selection was taken away. */
  readonly onSelected: () => void;
  /** Selects the row `by` rows away. */
  readonly onRow: (by: number) => void;
}

/** Where the keyboard is: the cursor, the playhead, or the middle of the view. */
export const keyboardAtMs = ({ cursor, playheadMs, view }: TimelineState): number =>
  cursor?.by === 'keyboard' ? cursor.atMs : (playheadMs ?? (view.fromMs + view.toMs) / 2);

/** @returns whether the key was one of the timeline. */
export function pressKey(stroke: KeyStroke, context: KeyContext): boolean {
  const { state, onSeek, onSelected, onRow } = context;
  const { key, ctrlKey, altKey, metaKey } = stroke;
  if (altKey || metaKey) return false;
  const atMs = keyboardAtMs(state);
  const goal = goalOf(stroke, context, atMs);
  if (goal !== undefined) {
    if (goal !== null) goTo(state, goal);
    return true;
  }
  if (ctrlKey) return false;
  switch (key) {
    case '+':
    case '=':
      state.zoom(atMs, nextLengthMs(state.view, -1) / spanOf(state.view));
      return true;
    case '-':
      state.zoom(atMs, nextLengthMs(state.view, 1) / spanOf(state.view));
      return true;
    case '[':
      state.selectEnd('from', atMs);
      onSelected();
      return true;
    case ']':
      state.selectEnd('to', atMs);
      onSelected();
      return true;
    case 'ArrowUp':
    case 'ArrowDown':
      onRow(key === 'ArrowUp' ? -1 : 1);
      return true;
    case 'Enter':
      onSeek(atMs);
      return true;
    case 'Escape':
      if (state.selection === null && state.cursor?.by !== 'keyboard') return false;
      if (state.selection !== null) {
        state.select(null);
        onSelected();
      }
      state.point(null);
      return true;
    default:
      return false;
  }
}

function goTo(state: TimelineState, atMs: number): void {
  state.point({ atMs, by: 'keyboard', rowId: null });
  state.reveal(atMs);
}

/** Where a key leads; null where nothing is there, undefined for a key that leads nowhere. */
function goalOf({ key, ctrlKey, shiftKey }: KeyStroke, context: KeyContext, atMs: number): number | null | undefined {
  const { state, models, marks } = context;
  const stepMs = keyStepMs(state.view) * (shiftKey ? LONG_STEP : 1);
  const nearest = (moments: readonly (number | null)[], pick: (...all: number[]) => number): number | null => {
    const known = moments.filter((ms) => ms !== null);
    return known.length === 0 ? null : pick(...known);
  };
  switch (key) {
    case 'ArrowRight':
      if (!ctrlKey) return atMs + stepMs;
      return nearest([...models.map((row) => nextSpanMs(row, atMs))], Math.min);
    case 'ArrowLeft':
      if (!ctrlKey) return atMs - stepMs;
      return nearest([...models.map((row) => previousSpanMs(row, atMs))], Math.max);
    case 'PageDown':
      return ctrlKey ? (nextMark(marks, atMs)?.atMs ?? null) : atMs + spanOf(state.view);
    case 'PageUp':
      return ctrlKey ? (previousMark(marks, atMs)?.atMs ?? null) : atMs - spanOf(state.view);
    case 'Home':
      return footageRange(models)?.fromMs ?? null;
    case 'End':
      return footageRange(models)?.toMs ?? null;
    default:
      return undefined;
  }
}
