import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { NO_FILTER, type TreeFilter } from './tree-model.ts';

interface CameraFilterProps {
  readonly filter: TreeFilter;
  readonly onChange: (filter: TreeFilter) => void;
}

export function isFiltering(filter: TreeFilter): boolean {
  return filter.reachable !== NO_FILTER.reachable || filter.protocol !== NO_FILTER.protocol;
}

/** A button that opens the filter: by reachability and by protocol. Pressed while anything is filtered. */
export function CameraFilter({ filter, onChange }: CameraFilterProps) {
  const t = useText();
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useActions({ 'cameras.filter': () => setIsOpen(!isOpen) });
  useEffect(() => {
    if (!isOpen) return undefined;
    box.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus();
    const onPointer = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Element)) setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  return (
    <span
      ref={box}
      className="filter"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        setIsOpen(false);
        box.current?.querySelector('button')?.focus();
      }}
    >
      <IconButton
        icon="filter"
        {...useAction(t('cameras.filter'), 'cameras.filter')}
        aria-pressed={isFiltering(filter)}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      />
      {isOpen ? <FilterChoices filter={filter} onChange={onChange} /> : null}
    </span>
  );
}

function FilterChoices({ filter, onChange }: CameraFilterProps) {
  const t = useText();
  const reachable = [
    { value: 'all', label: t('cameras.filterAll') },
    { value: 'online', label: t('cameras.filterOnline') },
    { value: 'offline', label: t('cameras.filterOffline') },
  ];
  const protocols = (['all', 'holosens', 'gb28181', 'other'] as const).map((value) => ({
    value,
    label: t(`cameras.protocols.${value}`),
  }));
  return (
    <div className="float popover filter-box" role="dialog" aria-label={t('cameras.filter')}>
      <Segmented
        label={t('cameras.filterState')}
        options={reachable}
        value={filter.reachable}
        onChange={(value) => onChange({ ...filter, reachable: value as TreeFilter['reachable'] })}
      />
      <Segmented
        label={t('cameras.filterProtocol')}
        options={protocols}
        value={filter.protocol}
        onChange={(value) => onChange({ ...filter, protocol: value as TreeFilter['protocol'] })}
      />
    </div>
  );
}
