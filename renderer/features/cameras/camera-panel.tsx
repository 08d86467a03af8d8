import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { refreshDirectory } from '../../state/cameras/directory.ts';
import { cameraSearchFocused, openCloudsPanel, useNavigation } from '../../state/page/navigation.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction, useKeys } from '../../state/actions/shortcuts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { clearing } from '../../ui/form/clear-search.ts';
import { SearchInput } from '../../ui/form/search-input.tsx';
import { CameraEmpty } from './camera-empty.tsx';
import { CameraFilter, NarrowLine, usePartWords } from './camera-filter.tsx';
import { CameraFoot } from './camera-foot.tsx';
import { CameraReadings } from './camera-readings.tsx';
import { CameraTree } from './tree/camera-tree.tsx';
import './cameras.css';
import { openOverlay } from './sites/site-overlay.ts';
import { SiteOverlays } from './sites/site-overlays.tsx';
import { ListMenu, type MenuPoint } from './list-menu.tsx';
import { isFiltering, NO_FILTER, partsOf } from './tree/tree-filter.ts';
import { ViewSwitch } from './view-switch.tsx';
import { useCameraTree, useCameraView, type CameraTreeState } from './tree/use-camera-tree.ts';
import { useRoomForWanted } from './tree/use-tree-following.ts';

/** The side panel of the live screen: every camera of every account. */
export function CameraPanel() {
  const tree = useCameraTree();
  const view = useCameraView();
  const enterRef = useRef<(() => void) | null>(null);
  useRoomForWanted(tree);
  useActions({
    'cameras.newSite': () => openOverlay({ kind: 'create', parent: null, channelIds: [] }),
    'cameras.expandAll': () => tree.foldAll(false),
    'cameras.collapseAll': () => tree.foldAll(true),
  });
  return (
    <>
      <PanelHead tree={tree} />
      <SearchField
        tree={tree}
        onLeave={() => {
          tree.searchNow();
          enterRef.current?.();
        }}
      />
      <NarrowLine tree={tree} />
      <ViewSwitch />
      <SiteOverlays onShow={tree.setQuery} />
      <CameraReadings />
      {tree.counts.total === 0 && view === null ? (
        tree.isBuilt && <CameraEmpty />
      ) : tree.rows.length === 0 ? (
        <NoMatch tree={tree} />
      ) : (
        <CameraTree tree={tree} enterRef={enterRef} />
      )}
      <CameraFoot counts={tree.counts} />
    </>
  );
}

function PanelHead({ tree }: { readonly tree: CameraTreeState }) {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const [menu, setMenu] = useState<MenuPoint | null>(null);
  const head = useRef<HTMLDivElement>(null);
  useActions({
    'cameras.listMenu': () => head.current?.querySelector<HTMLElement>('[data-action="cameras.listMenu"]')?.click(),
  });
  return (
    <div className="ph" ref={head}>
      <h2>{t('cameras.title')}</h2>
      <CameraFilter filter={tree.filter} onChange={tree.setFilter} />
      <IconButton
        icon="refresh"
        {...useAction(t('cameras.refresh'), 'cameras.refresh')}
        onClick={() => accounts.forEach(({ id }) => void refreshDirectory(id))}
      />
      <IconButton
        icon="folder"
        {...useAction(t('cameras.sites.create'), 'cameras.newSite')}
        onClick={() => openOverlay({ kind: 'create', parent: null, channelIds: [] })}
      />
      <IconButton
        icon="plus"
        {...useAction(t('cameras.addCloud'), 'clouds.add')}
        onClick={() => openCloudsPanel({ kind: 'add' })}
      />
      <IconButton
        icon="more"
        {...useAction(t('cameras.listMenu'), 'cameras.listMenu')}
        aria-haspopup="menu"
        aria-expanded={menu !== null}
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          setMenu({ x: left, y: bottom + 4 });
        }}
      />
      {menu === null ? null : <ListMenu at={menu} onClose={() => setMenu(null)} />}
    </div>
  );
}

function SearchField({ tree, onLeave }: { readonly tree: CameraTreeState; readonly onLeave: () => void }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const wantsFocus = useNavigation((state) => state.wantsSearch);
  const keys = useKeys('app.find');
  useEffect(() => {
    if (!wantsFocus) return;
    input.current?.focus();
    input.current?.select();
    cameraSearchFocused();
  }, [wantsFocus]);
  return (
    <div className="search">
      <SearchInput
        input={input}
        label={t('cameras.search')}
        value={tree.query}
        aria-keyshortcuts={keys.aria}
        onChange={(event) => tree.setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') tree.setQuery('');
          else if (event.key === 'ArrowDown' || (event.key === 'Enter' && !event.nativeEvent.isComposing)) onLeave();
          else return;
          event.preventDefault();
        }}
      >
        {tree.query === '' ? (
          <span className="lo">{keys.text === undefined ? null : <Kbd keys={keys.text} />}</span>
        ) : (
          <IconButton icon="x" size={12} label={t('cameras.clearSearch')} onClick={clearing(() => tree.setQuery(''))} />
        )}
      </SearchInput>
    </div>
  );
}

/** Why the list is empty, and the way back for each of the reasons. */
function NoMatch({ tree }: { readonly tree: CameraTreeState }) {
  const t = useText();
  const words = usePartWords();
  const query = tree.searched.trim();
  const filters = partsOf(tree.filter).map(words).join(t('cameras.filterJoin'));
  const key = filters === '' ? 'noMatch' : query === '' ? 'noMatchFilter' : 'noMatchBoth';
  return (
    <div className="no-match" role="status">
      <p>{t(`cameras.${key}`, { query, filters })}</p>
      {query === '' ? null : (
        <button type="button" className="lnk" onClick={clearing(() => tree.setQuery(''))}>
          {t('cameras.clearSearch')}
        </button>
      )}
      {isFiltering(tree.filter) ? (
        <button type="button" className="lnk" onClick={clearing(() => tree.setFilter(NO_FILTER))}>
          {t('cameras.clearFilter')}
        </button>
      ) : null}
    </div>
  );
}
