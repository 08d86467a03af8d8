/** The screen of all devices of all accounts. */
import { useState } from 'react';
import type { DirectoryState } from '../../../preload/contract/directory.ts';
import { useLocale, useText, type Text } from '../../i18n/i18n.ts';
import { numberText } from '../../i18n/numbers.ts';
import { cameraMenu, useMenuContent } from '../../state/actions/camera-menu.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { refreshDirectory, useDirectory } from '../../state/cameras/directory.ts';
import { goTo, openCloudsPanel, useNavigation } from '../../state/page/navigation.ts';
import type { Action } from '../../ui/action.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Menu } from '../../ui/float/menu.tsx';
import { nextSort } from '../../ui/table/column.ts';
import { TableFrame } from '../../ui/table/table-frame.tsx';
import { DataTable } from '../../ui/table/table.tsx';
import { ChangeDialog } from './change/change-dialog.tsx';
import { accountWords, deviceColumns, type RowWorld } from './columns.tsx';
import { FilterBar, SelectedBar, SummaryBar } from './table-bar.tsx';
import { showDevice } from './model/facts.ts';
import type { DeviceRow } from './model/rows.ts';
import { isFiltering, NO_FILTER, setFilter, useTable } from './model/table.ts';
import { useArranging, useOfflineTimes, useRowWorld, useShownColumns } from './use-devices.ts';
import './devices.css';

export function DevicesPage() {
  const t = useText();
  const accounts = useAccounts((state) => state.accounts);
  const isMoving = useNavigation((state) => state.dialog === 'device-move');
  const world = useRowWorld();
  useArranging(world);
  if (accounts.length === 0) {
    return (
      <div className="stage devices">
        <EmptyState title={t('devices.noAccount')} text={t('devices.noAccountText')}>
          <button type="button" className="btn" onClick={() => openCloudsPanel({ kind: 'add' })}>
            {t('devices.addAccount')}
          </button>
        </EmptyState>
      </div>
    );
  }
  return (
    <section className="stage devices" aria-label={t('devices.names.screen')}>
      <SummaryBar world={world} />
      <FilterBar />
      <SelectedBar />
      <Readings world={world} />
      <Rows world={world} />
      {isMoving ? null : <ChangeDialog />}
    </section>
  );
}

/** Which accounts are being read, and which could not be read: their rows are as old as their time says. */
function Readings({ world }: { readonly world: RowWorld }) {
  const t = useText();
  const locale = useLocale();
  const states = useDirectory((state) => state.states);
  const lines = [...world.accounts.values()].flatMap((account) => {
    const state = states[account.id];
    const name = accountWords(account);
    if (state?.phase === 'loading') {
      const loaded = numberText(state.loaded, locale);
      const total = state.total === null ? t('devices.unknownTotal') : numberText(state.total, locale);
      return [
        <p key={account.id} role="status" className="devices-note t2">
          {t('devices.readingAccount', { name, loaded, total })}
        </p>,
      ];
    }
    if (state?.phase !== 'failed' || state.error === null) return [];
    return [
      <div key={account.id} className="devices-note row g2">
        <b className="nw">{name}</b>
        <ErrorText error={state.error} isBrief />
        <button type="button" className="lnk" onClick={() => void refreshDirectory(account.id)}>
          {t('devices.again')}
        </button>
      </div>,
    ];
  });
  return lines.length === 0 ? null : <div className="devices-readings">{lines}</div>;
}

interface OpenMenu {
  readonly row: DeviceRow;
  readonly at: { readonly x: number; readonly y: number };
}

function Rows({ world }: { readonly world: RowWorld }) {
  const t = useText();
  const { rows, total, filter, sort, selected, at, isArranged } = useTable();
  const shown = useShownColumns();
  useOfflineTimes(shown);
  const isReading = useDirectory((state) => !state.isKnown || hasPhase(state.states, 'loading'));
  const hasFailed = useDirectory((state) => hasPhase(state.states, 'failed'));
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  useMenuContent(menu?.row.channel?.id ?? null);
  const words = {
    label: t('devices.names.screen'),
    selectAll: t('devices.selectAll', { count: rows.length }),
    select: t('devices.select'),
    sort: t('devices.sortTip'),
  };
  const frameWords = { reading: t('devices.readingAll'), none: t('devices.none'), noneText: t('devices.noneText') };
  const found = isFiltering(filter) ? rows.length : total;
  const clearFilter = (): void => setFilter(NO_FILTER);
  // An account that could not be read, which stands above, may have devices.
  if (total === 0 && hasFailed && !isReading) return null;
  return (
    <TableFrame
      isRead={isArranged && !isReading}
      total={total}
      words={frameWords}
      filter={{ found, noMatch: noMatch(t, filter.query), clear: t('devices.clearFilter'), onClear: clearFilter }}
    >
      <DataTable
        words={words}
        rows={rows}
        idOf={idOf}
        columns={deviceColumns(t, world, shown)}
        sort={sort}
        onSort={(column) => useTable.setState({ sort: nextSort(sort, column) })}
        selected={selected}
        onSelect={(ids) => useTable.setState({ selected: ids })}
        at={at}
        onAt={(id) => useTable.setState({ at: id })}
        onOpen={openRow}
        onMenu={(row, point) => setMenu({ row, at: point })}
      />
      {menu === null ? null : (
        <Menu label={menu.row.name} items={menuOf(t, menu.row)} at={menu.at} onClose={() => setMenu(null)} />
      )}
    </TableFrame>
  );
}

const idOf = ({ id }: DeviceRow): string => id;

const hasPhase = (states: Readonly<Record<string, DirectoryState>>, wanted: DirectoryState['phase']): boolean =>
  Object.values(states).some(({ phase }) => phase === wanted);

const noMatch = (t: Text, query: string): string =>
  query.trim() === '' ? t('devices.noMatch') : t('devices.noMatchFor', { query: query.trim() });

function openRow({ wish, number, name }: DeviceRow): void {
  if (wish !== null) showDevice({ ...wish, name: number === null ? name : `${number} ${name}` });
}

function menuOf(t: Text, row: DeviceRow): readonly Action[] {
  const { channel } = row;
  if (channel === null) {
    const showCameras = (): void => setFilter({ ...NO_FILTER, query: row.name });
    return [
      { id: 'device-facts', icon: 'info', name: t('devices.names.facts'), run: () => openRow(row) },
      { id: 'device-cameras', name: t('devices.camerasOf'), run: showCameras },
    ];
  }
  return cameraMenu(t, { channelId: channel.id, tile: null, from: 'list', isSelected: false }).map(toItsScreen);
}

/** These act beside the wall: the live screen comes first. */
const ON_LIVE: ReadonlySet<string> = new Set(['tree.activate', 'cameras.newWall', 'tree.number']);

function toItsScreen(item: Action): Action {
  const { id, run, items } = item;
  if (items !== undefined) return { ...item, items: items.map(toItsScreen) };
  if (run === undefined || !ON_LIVE.has(id)) return item;
  const first = (): void => {
    goTo('live');
    run();
  };
  return { ...item, run: first };
}
