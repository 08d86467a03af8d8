/** The stage of exports: the library of everything that was exported, and the check of bundles. */
import { useEffect, useState } from 'react';
import type { ListedExport } from '../../../preload/contract/exports.ts';
import { useText } from '../../i18n/i18n.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { goTo } from '../../state/page/navigation.ts';
import { useStampZone } from '../../state/page/stamp-zone.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { SearchInput } from '../../ui/form/search-input.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import { TableFrame } from '../../ui/table/table-frame.tsx';
import { CheckPanel } from './check-panel.tsx';
import { ExportRow } from './export-row.tsx';
import { DropStage, ZipButton } from './drop-zone.tsx';
import './exports.css';
import { Library } from './library.tsx';
import { learnCoders } from './model/copies.ts';
import * as model from './model/exports.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { Viewer } from './viewer.tsx';

/** More are shown by the button below the list, or found by words. */
const SHOWN_AT_FIRST = 100;

export function ExportsPage() {
  useStampZone();
  const removing = model.useExports(({ removing: id, listed }) => listed?.find(({ job }) => job.id === id));
  const view = model.useExports((state) => state.view);
  useActions({
    'exports.view': model.toggleView,
    'exports.search': model.focusExportSearch,
    'exports.check': () => void model.checkBundle(null),
  });
  // Files may be moved while the list shows: the operator who comes back to this window sees what is there now.
  useEffect(() => {
    model.readExports();
    void learnCoders();
    window.addEventListener('focus', model.readExports);
    return () => window.removeEventListener('focus', model.readExports);
  }, []);
  return (
    <>
      <DropStage>
        <Bar />
        {view === 'exports' ? <List /> : <Library />}
      </DropStage>
      <CheckPanel />
      <Viewer />
      {removing === undefined ? null : <RemoveDialog listed={removing} />}
    </>
  );
}

function Bar() {
  const t = useText();
  const { query, view } = model.useExports();
  const { label, ...check } = useAction(t('exports.names.actions.exports.check'), 'exports.check');
  return (
    <div className="tb exports-bar">
      <SearchInput
        label={t(`exports.search.${view}`)}
        input={model.setExportSearch}
        frame="exports-search"
        value={query}
        maxLength={200}
        onChange={({ target }) => model.useExports.setState({ query: target.value })}
      />
      <Segmented
        label={t('exports.view')}
        options={model.EXPORT_VIEWS.map((value) => ({ value, label: t(`exports.views.${value}`) }))}
        value={view}
        onChange={(value) => model.useExports.setState({ view: value as model.ExportView })}
      />
      <span className="grow" />
      <button type="button" className="btn sm" {...check} onClick={() => void model.checkBundle(null)}>
        <Icon name="shield" size={14} />
        {label}
      </button>
      <ZipButton />
    </div>
  );
}

function List() {
  const t = useText();
  const { listed, error, query } = model.useExports();
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const found: readonly ListedExport[] = (listed ?? []).filter(({ job }) => model.matches(job, query));
  const toPlayback = (
    <button type="button" className="btn" data-action="app.playback" onClick={() => goTo('playback')}>
      {t('exports.empty.go')}
    </button>
  );
  return (
    <TableFrame
      isRead={listed !== null}
      total={listed?.length ?? 0}
      words={{ reading: t('exports.reading'), none: t('exports.empty.title'), noneText: t('exports.empty.text') }}
      help={toPlayback}
      error={error}
      onAgain={model.readExports}
    >
      <div className="scr">
        {found.length === 0 ? <p className="exports-note t2">{t('exports.notFound')}</p> : null}
        <ul className="exports-list" aria-label={t('exports.list')}>
          {found.slice(0, shown).map((one) => (
            <ExportRow key={one.job.id} listed={one} />
          ))}
        </ul>
        {found.length > shown ? (
          <button type="button" className="lnk exports-note" onClick={() => setShown(shown + SHOWN_AT_FIRST)}>
            {t('exports.more', { shown, total: found.length })}
          </button>
        ) : null}
      </div>
    </TableFrame>
  );
}
