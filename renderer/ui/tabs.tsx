import type { KeyboardEvent } from 'react';
import { Icon } from './icons/icon.tsx';
import type { IconName } from './icons/names.ts';

export interface TabItem {
  readonly id: string;
  readonly icon: IconName;
  readonly label: string;
}

interface TabsProps {
  readonly label: string;
  readonly items: readonly TabItem[];
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
}

/** Tabs of the title bar: one stop for Tab, arrows inside. */
export function Tabs({ label, items, selectedId, onSelect }: TabsProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.id === selectedId);
    const next = items[(at + step + items.length) % items.length];
    if (next === undefined) return;
    onSelect(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="tab"
          className="tab"
          data-tab={item.id}
          title={item.label}
          aria-selected={item.id === selectedId}
          tabIndex={item.id === selectedId ? 0 : -1}
          onClick={() => onSelect(item.id)}
        >
          <Icon name={item.icon} size={14} />
          <span className="el">{item.label}</span>
        </button>
      ))}
    </div>
  );
}
