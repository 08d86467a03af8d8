import { useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { SiteId } from '../../../../preload/domain/ids.ts';
import type { Site } from '../../../../preload/domain/cameras/sites.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useSites } from '../../../state/cameras/sites.ts';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';

export interface SiteChoice {
  /** Null is the top of the tree. */
  readonly site: Site | null;
  readonly path: string;
}

interface SitePickerProps {
  readonly title: string;
  /** Sites that cannot be chosen. */
  readonly without: ReadonlySet<SiteId>;
  readonly hasTop: boolean;
  readonly onPick: (choice: SiteChoice) => void;
  /** Offers to make a site of the name that was typed. */
  readonly onCreate: ((name: string) => void) | null;
  readonly onClose: () => void;
}

/** Rows that are drawn at once; typing narrows the rest. */
const MAX_SHOWN = 50;

/** Every site with the names above it, those that have all the words. */
export function choicesFor(sites: readonly Site[], query: string, without: ReadonlySet<SiteId>): readonly SiteChoice[] {
  const paths = new Map<SiteId, string>();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const choices: SiteChoice[] = [];
  for (const site of sites) {
    const above = site.parentId === null ? undefined : paths.get(site.parentId);
    const path = above === undefined ? site.name : `${above} / ${site.name}`;
    paths.set(site.id, path);
    const line = path.toLowerCase();
    if (!without.has(site.id) && words.every((word) => line.includes(word))) choices.push({ site, path });
  }
  return choices;
}

/** A field and the sites that match; arrows choose, Enter takes. */
export function SitePicker({ title, without, hasTop, onPick, onCreate, onClose }: SitePickerProps) {
  const t = useText();
  const id = useId();
  const sites = useSites((state) => state.sites);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  useReturnedFocus();
  const found = useMemo(() => choicesFor(sites, query, without).slice(0, MAX_SHOWN), [sites, query, without]);
  const name = query.trim();
  const top =
    hasTop && name === '' ? [{ label: t('cameras.sites.pick.top'), run: () => onPick({ site: null, path: '' }) }] : [];
  const known = found.map((choice) => ({ label: choice.path, run: () => onPick(choice) }));
  const made =
    onCreate && name !== '' ? [{ label: t('cameras.sites.pick.create', { name }), run: () => onCreate(name) }] : [];
  const options = [...top, ...known, ...made];
  const chosen = Math.min(at, options.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setAt((chosen + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) options[chosen]?.run();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
  };
  return (
    <div className="name-form site-form" role="dialog" aria-label={title} onKeyDown={onKeyDown}>
      <label htmlFor={id}>{title}</label>
      <span className="fld sm">
        <input
          id={id}
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={options.length === 0 ? undefined : `${id}-${chosen}`}
          value={query}
          placeholder={t('cameras.sites.pick.search')}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
        />
      </span>
      {options.length === 0 ? <p className="note">{t('cameras.sites.pick.none', { query: name })}</p> : null}
      <Options id={id} title={title} options={options} chosen={chosen} />
      <button type="button" className="btn sm" onClick={onClose}>
        {t('cameras.sites.cancel')}
      </button>
    </div>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly title: string;
  readonly options: readonly { readonly label: string; readonly run: () => void }[];
  readonly chosen: number;
}

function Options({ id, title, options, chosen }: OptionsProps) {
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={title}>
      {options.map(({ label, run }, i) => (
        <li
          key={label}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === chosen}
          title={label}
          ref={(item) => (i === chosen ? item?.scrollIntoView({ block: 'nearest' }) : undefined)}
          onClick={run}
        >
          {label}
        </li>
      ))}
    </ul>
  );
}
