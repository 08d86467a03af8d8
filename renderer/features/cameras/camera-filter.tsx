import type { ReactNode } from 'react';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useFieldBox } from '../../ui/float/use-field-box.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import {
  CAMERA_STATES,
  isFiltering,
  NO_FILTER,
  partsOf,
  withToggled,
  type FilterPart,
  type TreeFilter,
} from './tree/tree-filter.ts';
import type { CameraTreeState } from './tree/use-camera-tree.ts';

interface CameraFilterProps {
  readonly filter: TreeFilter;
  readonly onChange: (filter: TreeFilter) => void;
}

/** A button that opens the choices of the filter. Pressed while anything is filtered. */
export function CameraFilter({ filter, onChange }: CameraFilterProps) {
  const t = useText();
  const { box, isOpen, toggle, leave } = useFieldBox();
  useActions({ 'cameras.filter': toggle });
  return (
    <span
      ref={box}
      className="filter"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) leave();
      }}
    >
      <IconButton
        icon="filter"
        {...useAction(t('cameras.filter'), 'cameras.filter')}
        aria-pressed={isFiltering(filter)}
        aria-expanded={isOpen}
        onClick={toggle}
      />
      {isOpen ? <FilterChoices filter={filter} onChange={onChange} /> : null}
    </span>
  );
}

const PROTOCOLS = ['all', 'holosens', 'gb28181', 'other'] as const;

function FilterChoices({ filter, onChange }: CameraFilterProps) {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const box = (part: FilterPart): ReactNode => (
    <FilterBox key={keyOf(part)} part={part} filter={filter} onChange={onChange} />
  );
  return (
    <div className="float popover filter-box" role="dialog" aria-label={t('cameras.filter')}>
      <fieldset>
        <legend>{t('cameras.filterState')}</legend>
        {CAMERA_STATES.map((state) => box({ kind: 'state', state }))}
      </fieldset>
      {accounts.length < 2 ? null : (
        <fieldset className="cameras-clouds">
          <legend>{t('cameras.filterCloud')}</legend>
          {accounts.map(({ id }) => box({ kind: 'account', accountId: id }))}
        </fieldset>
      )}
      <fieldset>
        <legend>{t('cameras.filterOnly')}</legend>
        {box({ kind: 'ptz' })}
        {box({ kind: 'offWall' })}
      </fieldset>
      <Segmented
        label={t('cameras.filterProtocol')}
        options={PROTOCOLS.map((value) => ({ value, label: t(`cameras.protocols.${value}`) }))}
        value={filter.protocol}
        onChange={(value) => onChange({ ...filter, protocol: value as TreeFilter['protocol'] })}
      />
      <div className="row g2">
        <button
          type="button"
          className="btn"
          aria-disabled={!isFiltering(filter) || undefined}
          onClick={() => onChange(NO_FILTER)}
        >
          {t('cameras.clearFilter')}
        </button>
      </div>
    </div>
  );
}

const keyOf = (part: FilterPart): string => Object.values(part).join(' ');

function FilterBox({ part, filter, onChange }: CameraFilterProps & { readonly part: FilterPart }) {
  const words = usePartWords();
  const isOn = partsOf(filter).some((other) => keyOf(other) === keyOf(part));
  return (
    <label className="cameras-choice">
      <input type="checkbox" checked={isOn} onChange={() => onChange(withToggled(filter, part))} />
      <span className="el">{words(part)}</span>
    </label>
  );
}

/** The name of a choice of the filter. */
export function usePartWords(): (part: FilterPart) => string {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  return (part) => {
    switch (part.kind) {
      case 'state':
        return t(`cameras.states.${part.state}`);
      case 'account': {
        const account = accounts.find(({ id }) => id === part.accountId);
        return account === undefined ? t('cameras.filterGone') : `${VENDOR_CODES[account.vendor]} ${account.label}`;
      }
      case 'protocol':
        return t(`cameras.protocols.${part.protocol}`);
      case 'ptz':
        return t('cameras.filterPtz');
      case 'offWall':
        return t('cameras.filterOffWall');
    }
  };
}

/**
 * The line above a narrowed list: how many cameras are left, and each choice of the filter with a button that removes
 * it alone.
 */
export function NarrowLine({ tree }: { readonly tree: CameraTreeState }) {
  const t = useText();
  const words = usePartWords();
  const { matches, counts, filter, setFilter } = tree;
  if (matches === null) return null;
  const parts = partsOf(filter);
  return (
    <div className="cameras-narrow">
      <span role="status">{t('cameras.matches', { count: matches.cameras, total: counts.total })}</span>
      {parts.map((part) => (
        <button
          key={keyOf(part)}
          type="button"
          className="cameras-chip"
          aria-label={t('cameras.removeFilter', { name: words(part) })}
          title={t('cameras.removeFilter', { name: words(part) })}
          onClick={() => setFilter(withToggled(filter, part))}
        >
          <span className="el">{words(part)}</span>
          <Icon name="x" size={10} />
        </button>
      ))}
    </div>
  );
}
