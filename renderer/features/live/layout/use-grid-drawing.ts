/** The grid while it is drawn: the drawing and its steps back, and which of its tiles are chosen. */
import { useState } from 'react';
import {
  canResize,
  drawingOf,
  finish,
  hull,
  mergeTiles,
  resize,
  splitFault,
  splitTile,
  type Drawing,
  type SplitFault,
} from '../../../../preload/domain/walls/grid-drawing.ts';
import { neighbour, overlaps, type Direction, type WallLayout } from '../../../../preload/domain/walls/layout.ts';

export interface GridDrawing {
  readonly drawing: Drawing;
  /** The end of the choice that moves, as the number of a tile of the drawing. */
  readonly focus: number;
  readonly chosen: ReadonlySet<number>;
  readonly isChanged: boolean;
  readonly canMerge: boolean;
  readonly splitFault: SplitFault | null;
  readonly canSize: (columns: number, rows: number) => boolean;
  readonly choose: (tile: number, isFurther: boolean) => void;
  readonly move: (direction: Direction, isFurther: boolean) => void;
  readonly merge: () => void;
  readonly split: () => void;
  readonly size: (columns: number, rows: number) => void;
  readonly back: () => void;
  readonly reset: () => void;
  readonly result: () => ReturnType<typeof finish>;
}

export function useGridDrawing(layout: WallLayout): GridDrawing {
  const [steps, setSteps] = useState<readonly Drawing[]>(() => [drawingOf(layout)]);
  const [{ anchor, focus }, setChoice] = useState({ anchor: 0, focus: 0 });
  const drawing = steps.at(-1) ?? drawingOf(layout);
  const box = hull(drawing.tiles, [anchor, focus]);
  const inside = drawing.tiles.flatMap((tile, i) => (box !== null && overlaps(tile, box) ? [i] : []));
  const draw = (next: Drawing, tile: number): void => {
    if (next === drawing) return;
    setSteps([...steps, next]);
    setChoice({ anchor: Math.max(0, tile), focus: Math.max(0, tile) });
  };
  const choose = (tile: number, isFurther: boolean): void =>
    setChoice((before) => ({ anchor: isFurther ? before.anchor : tile, focus: tile }));
  const cells = { columns: drawing.columns, rows: drawing.rows, cells: drawing.tiles };
  const startAt = (next: Drawing): number => next.tiles.findIndex(({ x, y }) => x === box?.x && y === box.y);
  const merged = (): Drawing => mergeTiles(drawing, inside);
  return {
    drawing,
    focus,
    chosen: new Set(inside),
    isChanged: steps.length > 1,
    canMerge: inside.length > 1,
    splitFault: splitFault(drawing, focus),
    canSize: (columns, rows) => canResize(drawing, columns, rows),
    choose,
    move: (direction, isFurther) => choose(neighbour(cells, focus, direction), isFurther),
    merge: () => (inside.length > 1 ? draw(merged(), startAt(merged())) : undefined),
    split: () => draw(splitTile(drawing, focus), focus),
    size: (columns, rows) => draw(resize(drawing, columns, rows), 0),
    back: () => {
      setSteps(steps.length > 1 ? steps.slice(0, -1) : steps);
      setChoice({ anchor: 0, focus: 0 });
    },
    reset: () => {
      setSteps(steps.slice(0, 1));
      setChoice({ anchor: 0, focus: 0 });
    },
    result: () => finish(drawing),
  };
}
