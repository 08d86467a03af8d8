import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type Ref, type RefObject } from 'react';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { channelOf } from '../../../../preload/domain/walls/wall-tiles.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import type { GridDrawing } from './use-grid-drawing.ts';

interface GridBoardProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly wall: Wall;
  readonly grid: GridDrawing;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The numbers of the cameras that are in a drawn tile now, so that the operator sees which cameras move. */
function useNumbers(wall: Wall): (sources: readonly number[]) => readonly number[] {
  const byId = useDirectory((state) => state.view.byId);
  return (sources) =>
    sources.flatMap((tile) => {
      const id = channelOf(wall.tiles[tile]);
      return id === null ? [] : (byId.get(id)?.number ?? []);
    });
}

/** The grid in small. Dragging over tiles chooses them, a double click divides. */
export function GridBoard({ ref, wall, grid, onKeyDown }: GridBoardProps) {
  const t = useText();
  const numbersOf = useNumbers(wall);
  const { drawing, chosen, focus } = grid;
  const isDragging = useRef(false);
  // An element that is removed takes the focus away without an event, so the code notices when the focus leaves.
  const isInside = useRef(false);
  const tileAt = ({ clientX, clientY }: PointerEvent): number => {
    const hit = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-cell]');
    return hit ? Number(hit.dataset['cell']) : -1;
  };
  return (
    <div
      ref={ref}
      className="lv-board"
      role="listbox"
      aria-label={t('live.layouts.board')}
      aria-multiselectable="true"
      style={{ gridTemplate: `repeat(${drawing.rows}, minmax(0, 1fr)) / repeat(${drawing.columns}, minmax(0, 1fr))` }}
      onKeyDown={onKeyDown}
      onFocus={() => (isInside.current = true)}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget instanceof Node && !currentTarget.contains(relatedTarget)) isInside.current = false;
      }}
      onPointerDown={(event) => {
        const tile = tileAt(event);
        if (tile < 0 || event.button !== 0) return;
        isDragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        grid.choose(tile, event.shiftKey);
      }}
      onPointerMove={(event) => {
        const tile = isDragging.current ? tileAt(event) : -1;
        if (tile >= 0 && tile !== focus) grid.choose(tile, true);
      }}
      onPointerUp={() => (isDragging.current = false)}
      onPointerCancel={() => (isDragging.current = false)}
      onDoubleClick={grid.split}
    >
      {drawing.tiles.map(({ x, y, w, h, sources }, i) => (
        <BoardTile
          key={`${x} ${y}`}
          tile={i}
          area={`${y + 1} / ${x + 1} / span ${h} / span ${w}`}
          numbers={numbersOf(sources)}
          isChosen={chosen.has(i)}
          isFocus={focus === i}
          isInside={isInside}
        />
      ))}
    </div>
  );
}

interface BoardTileProps {
  readonly tile: number;
  readonly area: string;
  readonly numbers: readonly number[];
  readonly isChosen: boolean;
  readonly isFocus: boolean;
  /** Whether the keyboard is on the board. */
  readonly isInside: RefObject<boolean>;
}

function BoardTile({ tile, area, numbers, isChosen, isFocus, isInside }: BoardTileProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFocus && isInside.current && document.activeElement !== box.current) box.current?.focus();
  });
  const [first, ...rest] = numbers;
  return (
    <div
      ref={box}
      role="option"
      aria-selected={isChosen}
      aria-label={t('live.layouts.tile', { tile: tile + 1, cameras: numbers.join(' ') })}
      className="lv-cell"
      data-cell={tile}
      style={{ gridArea: area }}
      tabIndex={isFocus ? 0 : -1}
    >
      <b data-shown={tile + 1} />
      {first === undefined ? null : <span data-shown={rest.length === 0 ? first : `${first} +${rest.length}`} />}
    </div>
  );
}
