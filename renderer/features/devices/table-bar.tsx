/** Above the rows: how many devices there are in which state and how old this is, the filter, and the selection. */
import { useMemo, useState } from 'react';
import {
  ACCESS_PROTOCOLS,
  type AccessProtocol,
  type NumberedChannel,
} from '../../../preload/domain/cameras/cameras.ts';
import { DEVICE_STATES, type DeviceState } from '../../../preload/domain/cameras/device-state.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { MAX_TILES } from '../../../preload/domain/walls/layout.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { numberText } from '../../i18n/numbers.ts';
import { camerasMenu } from '../../state/actions/camera-menu.ts';
import { useActions } from '../../state/actions/shortcut-actions.ts';
import { useAction } from '../../state/actions/shortcuts.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { goTo } from '../../state/page/navigation.ts';
import { setPreferences } from '../../state/page/preferences.ts';
import { createWallWith } from '../../state/windows/wall-tabs.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { Menu } from '../../ui/float/menu.tsx';
import { clearing } from '../../ui/form/clear-search.ts';
import { SearchInput } from '../../ui/form/search-input.tsx';
import { Choices } from '../../ui/table/choices.tsx';
import { toggled } from '../../ui/table/column.ts';
import { ChangeButton } from './change/change-button.tsx';
import { accountWords, asOfWords, deviceColumns, type RowWorld } from './columns.tsx';
import { askable, askMany, MOST_ASKED, stopAsking, useAsking } from './model/ask-many.ts';
import { saveTable } from './model/save-table.ts';
import { STATE_GLYPHS } from './model/state.ts';
import {
  COLUMN_IDS,
  isFiltering,
  NO_FILTER,
  setFilter,
  setTableSearch,
  useTable,
  type ColumnId,
  type DeviceKind,
} from './model/table.ts';
import { useShownColumns } from './use-devices.ts';

export function SummaryBar({ world }: { readonly world: RowWorld }) {
  const t = useText();
  const locale = useLocale();
  const total = useTable((state) => state.total);
  const counts = useTable((state) => state.counts);
  const isEmpty = useTable((state) => state.rows.length === 0);
  const shown = useShownColumns();
  const save = (): void => void saveTable(deviceColumns(t, world, shown), useTable.getState().rows);
  useActions({ 'devices.save': save });
  return (
    <div className="tb devices-bar">
      <h2 className="nw">
        {t('devices.total', { count: total })}
        {t('shell.comma')}
        {t('devices.accounts', { count: world.accounts.size })}
      </h2>
      <span className="row g2 devices-counts">
        {DEVICE_STATES.toReversed().flatMap((state) => {
          const count = counts[state] ?? 0;
          const words = `${numberText(count, locale)} ${t(`devices.states.${state}`)}`;
          return count === 0 ? [] : [<Count key={state} state={state} words={words} />];
        })}
      </span>
      <span className="t2 nw">{useAges(world)}</span>
      <span className="grow" />
      <ColumnChoice />
      <IconButton
        icon="export"
        {...useAction(t('devices.save'), 'devices.save')}
        disabledReason={isEmpty ? t('devices.saveNone') : undefined}
        onClick={save}
      />
    </div>
  );
}

function Count({ state, words }: { readonly state: DeviceState; readonly words: string }) {
  return (
    <span className="cl nw">
      <StateGlyph name={STATE_GLYPHS[state]} />
      {words}
    </span>
  );
}

/** The oldest and the latest time at which an account reported the states of its devices. */
function useAges({ accounts, asOfMs }: RowWorld): string {
  const t = useText();
  const times = [...accounts.keys()].map(asOfMs).filter((atMs) => atMs !== null);
  if (times.length === 0) return '';
  const [from, to] = [Math.min(...times), Math.max(...times)].map((atMs) => asOfWords(t, atMs));
  return from === to
    ? t('devices.asOf', { time: String(to) })
    : t('devices.asOfRange', { from: String(from), to: String(to) });
}

function ColumnChoice() {
  const t = useText();
  const shown = useShownColumns();
  const onToggle = (id: string): void => {
    const columns = toggled(shown, id as ColumnId);
    // A table without a column would show nothing.
    if (columns.size > 0) void setPreferences({ deviceColumns: [...columns] });
  };
  return (
    <Choices
      label={t('devices.columnChoice')}
      chosen={t('devices.columnsShown', { shown: shown.size, total: COLUMN_IDS.length })}
      icon="cols"
      options={COLUMN_IDS.map((id) => ({ id, name: t(`devices.columns.${id}`) }))}
      selected={shown}
      onToggle={onToggle}
    />
  );
}

export function FilterBar() {
  const t = useText();
  const locale = useLocale();
  const accounts = useAccounts((state) => state.accounts);
  const filter = useTable((state) => state.filter);
  const total = useTable((state) => state.total);
  const found = useTable((state) => state.rows.length);
  const chosen = (size: number): string => (size === 0 ? t('devices.any') : String(size));
  return (
    <div className="tb devices-bar">
      <SearchInput
        label={t('devices.search')}
        input={setTableSearch}
        value={filter.query}
        maxLength={200}
        onChange={({ target }) => setFilter({ query: target.value })}
      />
      <Choices
        label={t('devices.columns.state')}
        chosen={chosen(filter.states.size)}
        options={DEVICE_STATES.toReversed().map((id) => ({ id, name: t(`devices.states.${id}`) }))}
        selected={filter.states}
        onToggle={(id) => setFilter({ states: toggled(filter.states, id as DeviceState) })}
      />
      <Choices
        label={t('devices.columns.account')}
        chosen={chosen(filter.accountIds.size)}
        options={accounts.map((account) => ({ id: account.id, name: accountWords(account) }))}
        selected={filter.accountIds}
        onToggle={(id) => {
          const account = accounts.find((one) => one.id === id);
          if (account !== undefined) setFilter({ accountIds: toggled(filter.accountIds, account.id) });
        }}
      />
      <Choices
        label={t('devices.columns.kind')}
        chosen={chosen(filter.kinds.size)}
        options={(['camera', 'recorder'] as const).map((id) => ({ id, name: t(`devices.kinds.${id}`) }))}
        selected={filter.kinds}
        onToggle={(id) => setFilter({ kinds: toggled(filter.kinds, id as DeviceKind) })}
      />
      <Choices
        label={t('devices.columns.protocol')}
        chosen={chosen(filter.protocols.size)}
        options={ACCESS_PROTOCOLS.map((id) => ({ id, name: t(`devices.protocols.${id}`) }))}
        selected={filter.protocols}
        onToggle={(id) => setFilter({ protocols: toggled(filter.protocols, id as AccessProtocol) })}
      />
      {isFiltering(filter) ? (
        <button type="button" className="lnk" onClick={clearing(() => setFilter(NO_FILTER))}>
          {t('devices.clearFilter')}
        </button>
      ) : null}
      <span className="grow" />
      <span role="status" className="nw devices-found">
        {t('devices.found', { found: numberText(found, locale), total: numberText(total, locale) })}
      </span>
    </div>
  );
}

/** The selection outlives the filter, and says how much of it the filter hides. */
export function SelectedBar() {
  const t = useText();
  const selected = useTable((state) => state.selected);
  const rows = useTable((state) => state.rows);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const inSight = useMemo(
    () => (selected.size === 0 ? 0 : rows.reduce((count, { id }) => (selected.has(id) ? count + 1 : count), 0)),
    [selected, rows],
  );
  if (selected.size === 0) return null;
  const cameras = camerasIn(selected);
  const hidden = selected.size - inSight;
  const actions = camerasMenu(t, cameras);
  const isTooMany = cameras.length > MAX_TILES;
  const canShow = cameras.length > 0 && !isTooMany;
  const show = (): void => {
    goTo('live');
    void createWallWith(cameras, { name: t('devices.wallName'), isOwnWindow: false });
  };
  return (
    <div className="tb devices-bar devices-selected">
      <b className="nw" role="status">
        {t('devices.selected', { count: selected.size })}
      </b>
      {hidden === 0 ? null : <span className="t2 nw">{t('devices.hidden', { count: hidden })}</span>}
      <span className="vr" />
      <button
        type="button"
        className="lnk"
        aria-disabled={!canShow || undefined}
        title={isTooMany ? t('devices.tooMany', { most: MAX_TILES }) : undefined}
        onClick={canShow ? show : undefined}
      >
        {t('devices.showOnWall', { count: cameras.length })}
      </button>
      <AskSelected />
      <ChangeButton camerasOf={() => changedBy(selected)} />
      {actions.length === 0 ? null : (
        <button
          type="button"
          className="lnk"
          aria-haspopup="menu"
          onClick={({ clientX, clientY }) => setMenuAt({ x: clientX, y: clientY })}
        >
          {t('devices.more')}
        </button>
      )}
      <span className="grow" />
      <button type="button" className="lnk" onClick={() => useTable.setState({ selected: new Set() })}>
        {t('devices.clearSelection')}
      </button>
      {menuAt === null ? null : (
        <Menu label={t('devices.more')} items={actions} at={menuAt} onClose={() => setMenuAt(null)} />
      )}
    </div>
  );
}

/** Those of the selected devices that the filter leaves are asked for their facts, one after the other. */
function AskSelected() {
  const t = useText();
  const selected = useTable((state) => state.selected);
  const rows = useTable((state) => state.rows);
  const run = useAsking((state) => state.run);
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected]);
  if (run !== null) {
    return (
      <>
        <span role="status" className="t2 nw">
          {t('devices.asking', { done: run.done, total: run.total })}
        </span>
        <button type="button" className="lnk" onClick={stopAsking}>
          {t('devices.stopAsking')}
        </button>
      </>
    );
  }
  const isSilent = askable(chosen).length === 0;
  const ask = (): void => void askMany(chosen);
  return (
    <button
      type="button"
      className="lnk"
      aria-disabled={isSilent || undefined}
      title={isSilent ? t('devices.askSelectedNone') : t('devices.askSelectedTip', { most: MOST_ASKED })}
      onClick={isSilent ? undefined : ask}
    >
      {t('devices.askSelected')}
    </button>
  );
}

/** The selected cameras, and those of selected recorders, that an account still lists. */
function changedBy(selected: ReadonlySet<string>): readonly NumberedChannel[] {
  const isChanged = ({ id, orgNodeId }: NumberedChannel): boolean =>
    selected.has(id) || (orgNodeId !== null && selected.has(orgNodeId));
  return [...useDirectory.getState().view.byId.values()].filter(isChanged);
}

/** The cameras among selected rows that an account still lists. */
function camerasIn(selected: ReadonlySet<string>): readonly ChannelId[] {
  const { byId } = useDirectory.getState().view;
  return [...selected].flatMap((id) => byId.get(id as ChannelId)?.id ?? []);
}
