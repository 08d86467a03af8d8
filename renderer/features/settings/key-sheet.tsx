import { useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { closeDialog, openSettings } from '../../state/page/navigation.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { Dialog } from '../../ui/float/dialog.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { KeySearch } from './key-search.tsx';
import { keyGroups, type KeyRow } from './key-rows.ts';
import './settings.css';

/** Every action with its keys, to look at; the way to change them is at the end. */
export function KeySheet() {
  const t = useText();
  const [query, setQuery] = useState('');
  const chosen = usePreferences((state) => state.shortcuts);
  const groups = keyGroups(t, chosen, query);
  return (
    <Dialog
      className="keysheet"
      title={t('actions.keys.title')}
      closeLabel={t('actions.keys.close')}
      onClose={closeDialog}
    >
      <KeySearch query={query} onQuery={setQuery} isFirst />
      <div className="ks-groups scr" tabIndex={0} role="region" aria-label={t('actions.keys.title')}>
        {groups.length === 0 ? <p className="t2">{t('actions.keys.none', { query })}</p> : null}
        <div className="ks-columns">
          {groups.map(({ id, title, rows }) => (
            <section key={id} aria-labelledby={`keys-${id}`}>
              <h3 id={`keys-${id}`}>{title}</h3>
              <dl>
                {rows.map((row) => (
                  <SheetRow key={row.action.id} row={row} />
                ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
      <div className="set-foot">
        <button type="button" className="btn" onClick={() => openSettings('keys')}>
          {t('actions.keys.change')}
        </button>
      </div>
    </Dialog>
  );
}

function SheetRow({ row: { title, keys } }: { readonly row: KeyRow }) {
  const t = useText();
  return (
    <div className="ks-row">
      <dt>{title}</dt>
      <dd>
        {keys.length === 0 ? <span className="t3">{t('actions.keys.unbound')}</span> : null}
        {keys.map((key) => (
          <Kbd key={key} keys={key} />
        ))}
      </dd>
    </div>
  );
}
