import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Direction } from '../../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { useText } from '../../../i18n/i18n.ts';
import { closeLayoutPanel } from '../model/layout-panel.ts';
import type { ActionId } from '../../../state/actions/shortcut-table.ts';
import { actionOfStroke, useKeys, useLabel } from '../../../state/actions/shortcuts.ts';
import { setDrawnLayout } from '../../../state/walls/walls.ts';
import { GridBoard } from './grid-board.tsx';
import { GridSize } from './grid-size.tsx';
import { useGridDrawing, type GridDrawing } from './use-grid-drawing.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * @returns whether the key meant the drawing: the keys that join, divide and undo on the wall do the same in the
 *   drawing.
 */
function onBoardKey(event: KeyboardEvent, grid: GridDrawing): boolean {
  const direction = event.ctrlKey || event.metaKey || event.altKey ? undefined : ARROWS[event.key];
  const action = actionOfStroke(event.nativeEvent, 'live')?.id;
  if (direction) grid.move(direction, event.shiftKey);
  else if (action === 'wall.join') grid.merge();
  else if (action === 'wall.divide') grid.split();
  else if (action === 'wall.undo') grid.back();
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
  const whyNot = splitFault === null ? null : t(`live.layouts.fault.${splitFault}`);
  const whyNotJoin = grid.canMerge ? null : t('live.layouts.joinNeedsTwo');
  const unchanged = grid.isChanged ? null : t('live.layouts.unchanged');
  const resetTip = t('shell.keyed', { label: t('live.layouts.reset'), keys: t('live.layouts.resetHint') });
  return (
    <div className="row g2">
      <KeyedTool label={t('live.layouts.join')} action="wall.join" reason={whyNotJoin} run={grid.merge} />
      <KeyedTool label={t('live.layouts.divide')} action="wall.divide" reason={whyNot} run={grid.split} />
      <span className="grow" />
      <KeyedTool label={t('live.layouts.back')} action="wall.undo" reason={unchanged} run={grid.back} />
      <Tool label={t('live.layouts.reset')} tip={resetTip} reason={unchanged} run={grid.reset} />
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly tip: string;
  readonly aria?: string | undefined;
  readonly reason: string | null;
  readonly run: () => void;
}

function Tool({ label, tip, aria, reason, run }: ToolProps) {
  return (
    <button
      type="button"
      className="btn sm"
      title={reason === null ? tip : `${label}: ${reason}`}
      aria-keyshortcuts={aria}
      aria-disabled={reason !== null || undefined}
      onClick={reason === null ? run : undefined}
    >
      {label}
    </button>
  );
}

/** A button that does to the drawing what an action does to the wall, with the same key. */
function KeyedTool({ action, ...tool }: Omit<ToolProps, 'tip' | 'aria'> & { readonly action: ActionId }) {
  const keys = useKeys(action);
  return <Tool {...tool} tip={useLabel(tool.label, action)} aria={keys.aria} />;
}
