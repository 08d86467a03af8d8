import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Direction } from '../../../../preload/domain/layout.ts';
import type { Wall } from '../../../../preload/domain/model.ts';
import { useText } from '../../../i18n/i18n.ts';
import { closeLayoutPanel } from '../../../state/layout-panel.ts';
import { setDrawnLayout } from '../../../state/walls.ts';
import { GridBoard } from './grid-board.tsx';
import { GridSize } from './grid-size.tsx';
import { useGridDrawing, type GridDrawing } from './use-grid-drawing.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** @returns whether the key meant the drawing. */
function onBoardKey(event: KeyboardEvent, grid: GridDrawing): boolean {
  const direction = ARROWS[event.key];
  const isControl = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (isControl && key === 'z') grid.back();
  else if (isControl || event.altKey) return false;
  else if (direction) grid.move(direction, event.shiftKey);
  else if (key === 'j') (event.shiftKey ? grid.split : grid.merge)();
  else return false;
  return true;
}

/** Draws a grid: choose tiles by dragging or with Shift and arrows, join and divide them, add columns and rows. */
export function GridEditor({ wall }: { readonly wall: Wall }) {
  const t = useText();
  const grid = useGridDrawing(wall.layout);
  const board = useRef<HTMLDivElement>(null);
  useEffect(() => {
    board.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, []);
  const apply = (): void => {
    const { layout, sources } = grid.result();
    closeLayoutPanel();
    setDrawnLayout(layout, sources);
  };
  return (
    <>
      <GridSize grid={grid} />
      <GridBoard
        ref={board}
        wall={wall}
        grid={grid}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
          else if (!onBoardKey(event, grid)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <p className="t3 lv-draw-hint">{t('live.layouts.hint')}</p>
      <Tools grid={grid} />
      <div className="line">
        <span className="t2">{t('live.layouts.plain', { count: grid.drawing.tiles.length })}</span>
        <span className="row g2">
          <button type="button" className="btn" onClick={closeLayoutPanel}>
            {t('live.layouts.cancel')}
          </button>
          <button type="button" className="btn pri" onClick={apply}>
            {t('live.layouts.apply')}
          </button>
        </span>
      </div>
    </>
  );
}

function Tools({ grid }: { readonly grid: GridDrawing }) {
  const t = useText();
  const { splitFault } = grid;
  const tool = (label: string, keys: string, reason: string | null, run: () => void) => (
    <button
      type="button"
      className="btn sm"
      title={reason === null ? `${label} (${keys})` : `${label}: ${reason}`}
      aria-disabled={reason !== null || undefined}
      onClick={reason === null ? run : undefined}
    >
      {label}
    </button>
  );
  const whyNot = splitFault === null ? null : t(`live.layouts.fault.${splitFault}`);
  const unchanged = grid.isChanged ? null : t('live.layouts.unchanged');
  return (
    <div className="row g2">
      {tool(t('live.layouts.join'), 'J', grid.canMerge ? null : t('live.layouts.joinNeedsTwo'), grid.merge)}
      {tool(t('live.layouts.divide'), 'Shift J', whyNot, grid.split)}
      <span className="grow" />
      {tool(t('live.layouts.back'), 'Ctrl Z', unchanged, grid.back)}
      {tool(t('live.layouts.reset'), t('live.layouts.resetHint'), unchanged, grid.reset)}
    </div>
  );
}
