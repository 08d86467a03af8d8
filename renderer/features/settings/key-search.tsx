import { useText } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons/icon.tsx';

interface KeySearchProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** It has the focus when it comes. */
  readonly isFirst?: boolean;
}

/** Seeks an action by its title or by its key. */
export function KeySearch({ query, onQuery, isFirst = false }: KeySearchProps) {
  const t = useText();
  return (
    <label className="fld ks-search">
      <Icon name="search" size={14} />
      <input
        autoFocus={isFirst}
        type="search"
        value={query}
        placeholder={t('actions.keys.search')}
        aria-label={t('actions.keys.search')}
        onChange={(event) => onQuery(event.target.value)}
      />
    </label>
  );
}
