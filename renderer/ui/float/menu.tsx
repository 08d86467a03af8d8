import { useCallback, useRef } from 'react';
import type { Action } from '../action.ts';
import { MenuList } from './menu-list.tsx';
import { usePressElsewhere } from './use-press-elsewhere.ts';
import { useReturnedFocus } from './use-returned-focus.ts';

interface MenuProps {
  readonly label: string;
  readonly items: readonly Action[];
  /** Where it was asked for, in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/**
 * A menu at a point, kept inside the window. Arrows move, Enter runs, ArrowRight opens a submenu and ArrowLeft leaves it, Escape
 * and a click elsewhere close.
 */
export function Menu({ label, items, at, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  useReturnedFocus();
  usePressElsewhere(box, onClose);
  const place = useCallback(() => at, [at]);
  return <MenuList box={box} label={label} items={items} place={place} takesFocus onClose={onClose} />;
}
