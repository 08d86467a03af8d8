import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type WheelEvent } from 'react';
import { Icon, StateGlyph } from './icons/icon.tsx';
import type { IconName } from './icons/names.ts';

export interface TabItem {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
  /** A problem behind the tab, in words. */
  readonly warning?: string;
}

interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  /** Left out where tabs cannot be closed. Delete and the middle button close too. */
  readonly onClose?: ((id: string) => void) | undefined;
  readonly closeLabel?: (label: string) => string;
  /** The menu of a tab was asked for, at this point. */
  readonly onMenu?: (id: string, at: { readonly clientX: number; readonly clientY: number }) => void;
  /** By F2 and by a double click. */
  readonly onRename?: (id: string) => void;
}

/** Tabs of the title bar: one stop for Tab, arrows inside. Where not all have room, the selected tab is scrolled to. */
export function Tabs(props: TabsProps) {
  const { label, items, selectedId, onSelect, onClose, onMenu, onRename } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('.tab.on')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selectedId, items.length]);
  const onWheel = ({ currentTarget, deltaX, deltaY }: WheelEvent): void => {
    if (deltaX === 0) currentTarget.scrollLeft += deltaY;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const id = (event.target as Element).closest<HTMLElement>('[data-tab]')?.dataset['tab'];
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined) {
      const at = items.findIndex((item) => item.id === selectedId);
      const next = items[(at + step + items.length) % items.length];
      if (next === undefined) return;
      onSelect(next.id);
      event.currentTarget.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
    } else if (id === undefined) return;
    else if (event.key === 'Delete' && onClose) onClose(id);
    else if (event.key === 'F2' && onRename) onRename(id);
    else if ((event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) && onMenu) {
      const { left, bottom } = (event.target as Element).getBoundingClientRect();
      onMenu(id, { clientX: left, clientY: bottom });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={list} className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown} onWheel={onWheel}>
      {items.map((item) => (
        <Tab key={item.id} item={item} {...props} />
      ))}
    </div>
  );
}

function Tab({ item, ...props }: { readonly item: TabItem } & TabsProps) {
  const { selectedId, onSelect, onClose, closeLabel, onMenu, onRename } = props;
  const { id, label, warning } = item;
  const isSelected = id === selectedId;
  const onContextMenu = (event: MouseEvent): void => {
    if (!onMenu) return;
    event.preventDefault();
    onMenu(id, event);
  };
  return (
    <span className={isSelected ? 'tab on' : 'tab'} role="presentation" onContextMenu={onContextMenu}>
      <button
        type="button"
        role="tab"
        data-tab={id}
        title={warning === undefined ? label : `${label}: ${warning}`}
        aria-selected={isSelected}
        tabIndex={isSelected ? 0 : -1}
        onClick={() => onSelect(id)}
        onDoubleClick={() => onRename?.(id)}
        onAuxClick={(event) => (event.button === 1 ? onClose?.(id) : undefined)}
      >
        <Icon name={item.icon} size={14} />
        <span className="el">{label}</span>
        {warning === undefined ? null : <StateGlyph name="error" size={11} title={warning} />}
      </button>
      {onClose === undefined ? null : (
        // For the mouse only: a list of tabs holds nothing else to those who hear it; Delete closes as well.
        <button
          type="button"
          className="tab-x"
          tabIndex={-1}
          aria-hidden="true"
          title={closeLabel?.(label)}
          onClick={() => onClose(id)}
        >
          <Icon name="x" size={12} />
        </button>
      )}
    </span>
  );
}
