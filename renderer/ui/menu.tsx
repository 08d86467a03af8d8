import { Fragment, useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import type { Action } from './action.ts';
import { Icon } from './icons/icon.tsx';
import { Kbd } from './kbd.tsx';
import { useReturnedFocus } from './use-returned-focus.ts';

interface MenuProps {
  readonly label: string;
  readonly items: readonly Action[];
  /** Where it was asked for, in the window. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

const ITEM = '[role^="menuitem"]';

/** A menu at a point, kept inside the window. Arrows move, Enter runs, Escape and a click elsewhere close. */
export function Menu({ label, items, at, onClose }: MenuProps) {
  const box = useRef<HTMLDivElement>(null);
  useReturnedFocus();
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    // The window's pixels are not the page's while the text is larger.
    const zoom = element.currentCSSZoom ?? 1;
    element.style.maxWidth = `${(window.innerWidth - 8) / zoom}px`;
    element.style.maxHeight = `${(window.innerHeight - 8) / zoom}px`;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(4, Math.min(at.x, window.innerWidth - width - 4)) / zoom}px`;
    element.style.top = `${Math.max(4, Math.min(at.y, window.innerHeight - height - 4)) / zoom}px`;
    element.querySelector<HTMLElement>(ITEM)?.focus();
  }, [at]);
  useEffect(() => {
    const onPointer = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Element)) onClose();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (moveFocus(event)) return event.preventDefault();
    if (event.key !== 'Escape' && event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <div ref={box} className="float menu" role="menu" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {items.map((item, i) => (
        <Fragment key={item.id}>
          {i > 0 && item.startsGroup ? <hr /> : null}
          <Item item={item} onClose={onClose} />
        </Fragment>
      ))}
    </div>
  );
}

function Item({ item, onClose }: { readonly item: Action; readonly onClose: () => void }) {
  const { name, keys, isChecked, reason, run } = item;
  const onRun = (): void => {
    onClose();
    run?.();
  };
  return (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChecked}
      aria-disabled={reason !== undefined || undefined}
      tabIndex={-1}
      onClick={reason === undefined ? onRun : undefined}
    >
      <span className="grow">{name}</span>
      {isChecked === true ? <Icon name="check" size={14} /> : null}
      {reason === undefined ? null : <span className="why">{reason}</span>}
      {keys === undefined || reason !== undefined ? null : <Kbd keys={keys} />}
    </button>
  );
}

/** @returns whether the key was one that moves. */
function moveFocus(event: KeyboardEvent<HTMLElement>): boolean {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEM)];
  const now = all.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1 + (now < 0 ? 1 : 0), Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return false;
  all[(next + all.length) % all.length]?.focus();
  return true;
}
