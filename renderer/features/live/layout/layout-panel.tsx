import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { useText } from '../../../i18n/i18n.ts';
import { closeLayoutPanel, useLayoutPanel } from '../model/layout-panel.ts';
import { usePressElsewhere } from '../../../ui/float/use-press-elsewhere.ts';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import { GridEditor } from './grid-editor.tsx';
import { LayoutPicker } from './layout-picker.tsx';
import './layout-panel.css';

/**
 * All layouts by picture, and the editor for an own layout. The panel is below its button; Escape and a click elsewhere
 * close it.
 */
export function LayoutPanel({ wall }: { readonly wall: Wall }) {
  const mode = useLayoutPanel((state) => state.mode);
  // The panel belongs to this wall on this screen: after a change of either it is closed.
  useEffect(() => closeLayoutPanel, [wall.id]);
  useEffect(() => {
    if (wall.isLocked) closeLayoutPanel();
  }, [wall.isLocked]);
  return mode === 'closed' ? null : <Panel wall={wall} mode={mode} />;
}

function Panel({ wall, mode }: { readonly wall: Wall; readonly mode: 'choose' | 'draw' }) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  useReturnedFocus();
  usePressElsewhere(box, closeLayoutPanel, '.lv-layouts');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    closeLayoutPanel();
  };
  return (
    <div
      ref={box}
      className="float lv-panel"
      role="dialog"
      aria-label={t(mode === 'draw' ? 'live.layouts.drawTitle' : 'live.toolbar.layout')}
      onKeyDown={onKeyDown}
    >
      {mode === 'draw' ? <GridEditor wall={wall} /> : <LayoutPicker wall={wall} />}
    </div>
  );
}
