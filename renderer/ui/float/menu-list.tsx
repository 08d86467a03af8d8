import {
  Fragment,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { Action } from '../action.ts';
import { Icon } from '../icons/icon.tsx';
import { Kbd } from '../kbd.tsx';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface MenuListProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly items: readonly Action[];
  /** Where the list of this size wants to stand, in the window's pixels. */
  readonly place: (size: DOMRect) => Point;
  /** The first item gets the focus. */
  readonly takesFocus: boolean;
  /** Closes the whole menu. */
  readonly onClose: () => void;
  /** Closes a submenu only. */
  readonly onBack?: () => void;
  /** The pointer came into a submenu. */
  readonly onEnter?: () => void;
}

const OWN_ITEMS = ':scope > [role^="menuitem"]';
const MARGIN_PX = 4;

/** One list of a menu with the submenu of one of its items. */
export function MenuList({ box, label, items, place, takesFocus, onClose, onBack, onEnter }: MenuListProps) {
  const { opened, open, openSoon, keep } = useOpened(box);
  // The items of a list that is read while the menu is open take the place of the one that said so.
  const first = items[0]?.id;
  useLayoutEffect(() => {
    if (box.current !== null) putInWindow(box.current, place);
  }, [box, place, items.length]);
  useLayoutEffect(() => {
    if (takesFocus) box.current?.querySelector<HTMLElement>(OWN_ITEMS)?.focus();
  }, [box, place, takesFocus, first]);
  const back = (): void => {
    opened?.anchor.focus();
    open(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { activeElement } = document;
    const at = ownItems(event.currentTarget).findIndex((item) => item === activeElement);
    const item = items[at];
    if (event.key === 'Tab') onClose();
    else if (event.key === 'Escape') (onBack ?? onClose)();
    else if (event.key === 'ArrowLeft' && onBack !== undefined) onBack();
    else if (event.key === 'ArrowRight' && item?.items !== undefined)
      open({ id: item.id, anchor: activeElement as HTMLElement, takesFocus: true });
    else if (moveFocus(event, at)) open(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      className="float menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onPointerEnter={onEnter}
    >
      {items.map((item, i) => (
        <Fragment key={item.id}>
          {i > 0 && item.startsGroup ? <hr /> : null}
          <Item
            item={item}
            isOpen={opened?.id === item.id}
            onOpen={(anchor) => open({ id: item.id, anchor, takesFocus: true })}
            onHover={(anchor) => openSoon(item.items === undefined ? null : item.id, anchor)}
            onClose={onClose}
          />
          {item.items !== undefined && opened?.id === item.id ? (
            <Submenu
              anchor={opened.anchor}
              takesFocus={opened.takesFocus}
              label={item.name}
              items={item.items}
              onClose={onClose}
              onBack={back}
              onEnter={keep}
            />
          ) : null}
        </Fragment>
      ))}
    </div>
  );
}

const ownItems = (list: HTMLElement): readonly HTMLElement[] => [...list.querySelectorAll<HTMLElement>(OWN_ITEMS)];

/** The window's pixels are not the page's while the text is larger. */
function putInWindow(element: HTMLElement, place: MenuListProps['place']): void {
  const zoom = element.currentCSSZoom ?? 1;
  element.style.maxWidth = `${(window.innerWidth - 2 * MARGIN_PX) / zoom}px`;
  element.style.maxHeight = `${(window.innerHeight - 2 * MARGIN_PX) / zoom}px`;
  const size = element.getBoundingClientRect();
  const { x, y } = place(size);
  const inside = (at: number, room: number): number => Math.max(MARGIN_PX, Math.min(at, room - MARGIN_PX));
  element.style.left = `${inside(x, window.innerWidth - size.width) / zoom}px`;
  element.style.top = `${inside(y, window.innerHeight - size.height) / zoom}px`;
}

interface Opened {
  /** The item whose submenu is open. */
  readonly id: string;
  readonly anchor: HTMLElement;
  /** False while only the pointer rests on the item. */
  readonly takesFocus: boolean;
}

/** So long the pointer rests before a submenu opens or closes: its way into a submenu may lead over other items. */
const REST_MS = 200;

interface Opening {
  readonly opened: Opened | null;
  readonly open: (next: Opened | null) => void;
  readonly openSoon: (id: string | null, anchor: HTMLElement) => void;
  /** The pointer is in the submenu: the items that it passed on its way count no more. */
  readonly keep: () => void;
}

function useOpened(box: { readonly current: HTMLElement | null }): Opening {
  const [opened, setOpened] = useState<Opened | null>(null);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(rest.current), []);
  const keep = (): void => clearTimeout(rest.current);
  const open = (next: Opened | null): void => {
    keep();
    setOpened(next);
  };
  const openSoon = (id: string | null, anchor: HTMLElement): void => {
    keep();
    rest.current = setTimeout(() => {
      if (opened?.id === id) return;
      // The submenu that closes may hold the focus.
      if (box.current?.querySelector('[role="menu"]')?.contains(document.activeElement)) anchor.focus();
      setOpened(id === null ? null : { id, anchor, takesFocus: false });
    }, REST_MS);
  };
  return { opened, open, openSoon, keep };
}

function Submenu({ anchor, ...list }: Omit<MenuListProps, 'box' | 'place'> & Pick<Opened, 'anchor'>) {
  const box = useRef<HTMLDivElement>(null);
  const place = useCallback((size: DOMRect) => beside(anchor.getBoundingClientRect(), size), [anchor]);
  return <MenuList {...list} box={box} place={place} />;
}

/** To the right of the item, or to the left where there is no room. */
function beside(item: DOMRect, { width }: DOMRect): Point {
  const fits = item.right + width <= window.innerWidth - MARGIN_PX;
  return { x: fits ? item.right : item.left - width, y: item.top - MARGIN_PX };
}

interface ItemProps {
  readonly item: Action;
  /** Of an item with a submenu. */
  readonly isOpen: boolean;
  readonly onOpen: (anchor: HTMLElement) => void;
  readonly onHover: (anchor: HTMLElement) => void;
  readonly onClose: () => void;
}

function Item({ item, isOpen, onOpen, onHover, onClose }: ItemProps) {
  const { name, keys, isChecked, reason, run, items } = item;
  const onRun = (): void => {
    onClose();
    run?.();
  };
  const chosen = items?.find((choice) => choice.isChecked === true)?.name;
  return (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChecked}
      aria-disabled={reason !== undefined || undefined}
      aria-haspopup={items && 'menu'}
      aria-expanded={items && isOpen}
      tabIndex={-1}
      onClick={({ currentTarget }) => {
        if (items !== undefined) onOpen(currentTarget);
        else if (reason === undefined) onRun();
      }}
      onPointerEnter={(event: PointerEvent<HTMLElement>) => {
        if (event.pointerType === 'mouse') onHover(event.currentTarget);
      }}
    >
      <span className="grow">{name}</span>
      {isChecked === true ? <Icon name="check" size={14} /> : null}
      {reason === undefined ? null : <span className="why">{reason}</span>}
      {chosen === undefined ? null : <span className="why">{chosen}</span>}
      {keys === undefined || reason !== undefined ? null : <Kbd keys={keys} />}
      {items === undefined ? null : <Icon name="chev-r" size={12} />}
    </button>
  );
}

/** @returns whether the key was one that moves. */
function moveFocus(event: KeyboardEvent<HTMLElement>, now: number): boolean {
  const all = ownItems(event.currentTarget);
  const next = { ArrowDown: now + 1, ArrowUp: now - 1 + (now < 0 ? 1 : 0), Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return false;
  all[(next + all.length) % all.length]?.focus();
  return true;
}
