import { useMemo, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { exportWalls, useWallLibrary } from '../../state/walls/wall-library.ts';
import { createWall } from '../../state/windows/wall-tabs.ts';
import { closeWallList, openWallForm, openWallSide, useWallPanel } from '../../state/page/wall-panel.ts';
import { useAction, useActionProps } from '../../state/actions/shortcuts.ts';
import { useWalls } from '../../state/walls/walls.ts';
import { clearing } from '../../ui/form/clear-search.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { MoveForm } from './move-form.tsx';
import { WallNameForm } from './wall-form.tsx';
import { WallList } from './wall-list.tsx';
import { rowsOf } from './wall-rows.ts';
import './walls.css';

/** The side panel while walls are arranged: every wall in its folder. */
export function WallsPanel() {
  const t = useText();
  const [query, setQuery] = useState('');
  const walls = useWalls((state) => state.walls);
  const { folders, places } = useWallLibrary();
  const { folded, form } = useWallPanel();
  const rows = useMemo(
    () => rowsOf({ walls, folders, places, folded }, query),
    [walls, folders, places, folded, query],
  );
  return (
    <>
      <PanelHead />
      <SearchField query={query} onQuery={setQuery} />
      {form === null ? null : form.kind === 'move' ? (
        <MoveForm key={form.id} form={form} />
      ) : (
        <WallNameForm key={form.kind === 'create-folder' ? 'new' : form.id} form={form} />
      )}
      {rows.length === 0 ? (
        <p className="wl-none t2" role="status">
          {t('walls.noMatch', { query: query.trim() })}
        </p>
      ) : (
        <WallList rows={rows} />
      )}
      <PanelFoot />
    </>
  );
}

/** Leads to the walls that were deleted. */
function PanelFoot() {
  const t = useText();
  const action = useActionProps('removed.open');
  return (
    <div className="foot">
      <button type="button" className="lnk" {...action} onClick={() => openWallSide({ kind: 'removed' })}>
        {t('removed.names.title')}
      </button>
    </div>
  );
}

function PanelHead() {
  const t = useText();
  const exportAll = (): void => void exportWalls(useWalls.getState().walls.map(({ id }) => id));
  const newFolder = (): void => openWallForm({ kind: 'create-folder', wallId: null });
  return (
    <div className="ph">
      <h2>{t('walls.names.title')}</h2>
      <IconButton
        icon="import"
        {...useAction(t('walls.import'), 'wall.import')}
        onClick={() => openWallSide({ kind: 'import' })}
      />
      <IconButton icon="export" {...useAction(t('walls.exportAll'), 'wall.exportAll')} onClick={exportAll} />
      <IconButton icon="folder" {...useAction(t('walls.createFolder'), 'wall.createFolder')} onClick={newFolder} />
      <IconButton
        icon="plus"
        {...useAction(t('walls.names.create'), 'wall.create')}
        onClick={() => void createWall()}
      />
      <IconButton icon="x" {...useAction(t('walls.close'), 'wall.list')} onClick={closeWallList} />
    </div>
  );
}

function SearchField({ query, onQuery }: { readonly query: string; readonly onQuery: (query: string) => void }) {
  const t = useText();
  return (
    <div className="search">
      <label className="fld sm">
        <Icon name="search" size={14} />
        <input
          type="search"
          value={query}
          placeholder={t('walls.search')}
          aria-label={t('walls.search')}
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={(event) => (event.key === 'Escape' ? onQuery('') : undefined)}
        />
        {query === '' ? null : (
          <IconButton icon="x" size={12} label={t('walls.clearSearch')} onClick={clearing(() => onQuery(''))} />
        )}
      </label>
    </div>
  );
}
