import { Fragment, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import type { ActionId } from '../../state/actions/shortcut-table.ts';
import { resetAllKeys } from '../../state/actions/shortcuts.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { KeyEditor } from './key-editor.tsx';
import { keyGroups, type KeyRow } from './key-rows.ts';
import { KeySearch } from './key-search.tsx';

/** Every action with its keys, to change. */
export function KeySettings() {
  const t = useText();
  const [query, setQuery] = useState('');
  const [openId, setOpenId] = useState<ActionId | null>(null);
  const chosen = usePreferences((state) => state.shortcuts);
  const groups = keyGroups(t, chosen, query);
  const isAllDefault = Object.keys(chosen).length === 0;
  return (
    <>
      <div className="row g2">
        <KeySearch query={query} onQuery={setQuery} />
        <button
          type="button"
          className="btn"
          aria-disabled={isAllDefault || undefined}
          title={isAllDefault ? t('actions.keys.resetAllNone') : undefined}
          onClick={isAllDefault ? undefined : resetAllKeys}
        >
          {t('actions.keys.resetAll')}
        </button>
      </div>
      {groups.length === 0 ? <p className="t2">{t('actions.keys.none', { query })}</p> : null}
      {groups.map(({ id, title, rows }) => (
        <section key={id} aria-labelledby={`set-keys-${id}`}>
          <h3 id={`set-keys-${id}`}>{title}</h3>
          <ul>
            {rows.map((row) => (
              <li key={row.action.id}>
                <ActionKeys row={row} onOpen={() => setOpenId(row.action.id)} />
                {openId === row.action.id ? <KeyEditor row={row} onClose={() => setOpenId(null)} /> : null}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function ActionKeys({ row, onOpen }: { readonly row: KeyRow; readonly onOpen: () => void }) {
  const t = useText();
  const { action, title, keys, isChanged } = row;
  // The space is not drawn; without it screen readers read two keys as one word.
  const printed = keys.map((key, i) => (
    <Fragment key={key}>
      {i === 0 ? null : ' '}
      <Kbd keys={key} />
    </Fragment>
  ));
  const words = keys.length === 0 ? t('actions.keys.unbound') : keys.join(', ');
  return (
    <div className="set-key">
      <span className="grow">{title}</span>
      {isChanged ? <span className="tag">{t('actions.keys.changed')}</span> : null}
      {action.isFixed ? (
        <span className="row g1 t3" title={t('actions.keys.isFixed')}>
          {printed}
        </span>
      ) : (
        <button
          type="button"
          className="btn sm gh"
          data-action={action.id}
          title={t('actions.keys.changeOf', { title })}
          aria-label={`${t('actions.keys.changeOf', { title })}: ${words}`}
          onClick={onOpen}
        >
          {keys.length === 0 ? words : printed}
        </button>
      )}
    </div>
  );
}
