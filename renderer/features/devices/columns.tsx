/** The columns of the table of devices: heads, cells and the words of the file. */
import type { ReactNode } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import { capabilityOf } from '../../../preload/domain/accounts/cloud-capability.ts';
import type { DeviceFact } from '../../../preload/domain/cameras/device-facts.ts';
import { DEVICE_STATES } from '../../../preload/domain/cameras/device-state.ts';
import type { AccountId } from '../../../preload/domain/ids.ts';
import { VENDOR_CODES } from '../../../preload/domain/vendor.ts';
import { errorWords } from '../../i18n/error-words.ts';
import type { Text } from '../../i18n/i18n.ts';
import type { SortKey } from '../../state/page/row-order.ts';
import type { Silence } from '../../state/players/outages.ts';
import { clockText, minuteText, stampText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import type { TableColumn } from '../../ui/table/column.ts';
import { askFacts, knownFact, TABLE_FACTS, type AskedFacts, type KnownFact } from './model/facts.ts';
import type { LastPicture } from './model/pictures.ts';
import type { DeviceRow } from './model/rows.ts';
import { STATE_GLYPHS, stateOf } from './model/state.ts';
import { COLUMN_IDS, type ColumnId } from './model/table.ts';

/** Facts that all rows need beside their own content. */
export interface RowWorld {
  readonly accounts: ReadonlyMap<AccountId, AccountView>;
  /** When each account reported the states of its devices, epoch ms; null before it reported any. */
  readonly asOfMs: (accountId: AccountId) => number | null;
  readonly silences: ReadonlyMap<AccountId, Silence>;
  readonly asked: (row: DeviceRow) => AskedFacts;
  /** Until when this client saw the device off line last, epoch ms; null where it never did; undefined until this is read. */
  readonly offlineUntilMs: (row: DeviceRow) => number | null | undefined;
  /** Since when this client sees the device off line, epoch ms; null where it did not see it go. */
  readonly offlineSinceMs: (row: DeviceRow) => number | null;
  readonly lastPicture: (row: DeviceRow) => LastPicture;
}

export const silentIn = ({ silences }: Pick<RowWorld, 'silences'>): ReadonlySet<AccountId> => new Set(silences.keys());

const FACT_COLUMNS: ReadonlySet<string> = new Set<ColumnId & DeviceFact>(TABLE_FACTS);
export const isFactColumn = (id: string): id is ColumnId & DeviceFact => FACT_COLUMNS.has(id);

type Shape = Pick<TableColumn<DeviceRow>, 'minPx' | 'share' | 'look'>;

const SHAPES: Readonly<Record<ColumnId, Shape>> = {
  state: { minPx: 190, share: 3 },
  number: { minPx: 52, share: 0, look: 'mono' },
  name: { minPx: 110, share: 1.6 },
  account: { minPx: 100, share: 1 },
  asOf: { minPx: 72, share: 0, look: 'mono t2' },
  group: { minPx: 110, share: 1.4, look: 't2' },
  kind: { minPx: 68, share: 0, look: 't2' },
  protocol: { minPx: 72, share: 0, look: 't2' },
  model: { minPx: 96, share: 1 },
  firmware: { minPx: 96, share: 1 },
  address: { minPx: 110, share: 1 },
  offline: { minPx: 124, share: 0, look: 'mono t2' },
  recording: { minPx: 96, share: 0, look: 't2' },
  picture: { minPx: 96, share: 0, look: 'mono t2' },
};

export function deviceColumns(
  t: Text,
  world: RowWorld,
  shown: ReadonlySet<ColumnId>,
): readonly TableColumn<DeviceRow>[] {
  const silent = silentIn(world);
  const text: Readonly<Record<ColumnId, (row: DeviceRow) => string>> = {
    state: (row) => stateWords(t, row, world, silent),
    number: ({ number }) => (number === null ? '' : String(number)),
    name: ({ name }) => name,
    account: ({ accountId }) => accountWords(world.accounts.get(accountId)),
    asOf: (row) => asOfWords(t, asOfOf(row, world)),
    group: ({ group }) => (group === '' ? t('devices.noGroup') : group),
    kind: ({ kind }) => t(`devices.kinds.${kind}`),
    protocol: ({ protocol }) => (protocol === null ? t('devices.notRead') : t(`devices.protocols.${protocol}`)),
    model: (row) => factWords(t, factOf(row, 'model', world)),
    firmware: (row) => factWords(t, factOf(row, 'firmware', world)),
    address: (row) => factWords(t, factOf(row, 'address', world)),
    offline: (row) => offlineWords(t, row, world, silent),
    recording: (row) => recordingWords(t, row, world),
    picture: (row) => pictureWords(t, row, world),
  };
  const cells: Readonly<Partial<Record<ColumnId, (row: DeviceRow) => ReactNode>>> = {
    state: (row) => (
      <span className="row g1">
        <StateGlyph name={STATE_GLYPHS[stateOf(row, silent).state]} />
        <span className="el">{text.state(row)}</span>
      </span>
    ),
    name: ({ name, kind }) => (kind === 'recorder' ? <b>{name}</b> : name),
  };
  return COLUMN_IDS.filter((id) => shown.has(id)).map((id) => ({
    id,
    title: t(`devices.columns.${id}`),
    text: text[id],
    ...SHAPES[id],
    ...cellOf(t, id, world, cells[id]),
  }));
}

function cellOf(
  t: Text,
  id: ColumnId,
  world: RowWorld,
  own: ((row: DeviceRow) => ReactNode) | undefined,
): Pick<TableColumn<DeviceRow>, 'cell'> {
  if (isFactColumn(id)) return { cell: (row) => <FactCell t={t} row={row} fact={factOf(row, id, world)} /> };
  return own === undefined ? {} : { cell: own };
}

export const accountWords = (account: AccountView | undefined): string =>
  account === undefined ? '' : `${VENDOR_CODES[account.vendor]} ${account.label}`;

/** When the row was true last: a camera that the last answer does not list is as old as its last listing. */
const asOfOf = ({ accountId, channel }: DeviceRow, { asOfMs }: RowWorld): number | null =>
  channel?.missingSinceMs ?? asOfMs(accountId);

/** The time alone today; an older time has its day. */
export function asOfWords(t: Text, atMs: number | null): string {
  if (atMs === null) return t('devices.notRead');
  const isToday = new Date(atMs).toDateString() === new Date().toDateString();
  return isToday ? clockText(atMs) : stampText(atMs).slice(0, 16);
}

export function stateWords(t: Text, row: DeviceRow, world: RowWorld, silent: ReadonlySet<AccountId>): string {
  const { state, because } = stateOf(row, silent);
  const sinceMs = state === 'offline' ? world.offlineSinceMs(row) : null;
  if (sinceMs !== null) return t('devices.offlineSince', { time: asOfWords(t, sinceMs) });
  if (because === null) return t(`devices.states.${state}`);
  const silence = world.silences.get(row.accountId);
  if (because === 'silent' && silence !== undefined) {
    const facts = { time: minuteText(silence.sinceMs), why: errorWords(t, silence.error).what };
    return t('devices.because.silent', facts);
  }
  if (because === 'missing')
    return t('devices.because.missing', { time: minuteText(row.channel?.missingSinceMs ?? 0) });
  if (because === 'silent' || because === 'cloud') return t('devices.because.cloud');
  return t(`devices.because.${because}`, { recorder: row.deviceName });
}

/** Nobody knows a camera below a recorder that is down, or a device of an account that is silent. */
const isOfflineNow = ({ reachable, channel, accountId }: DeviceRow, silent: ReadonlySet<AccountId>): boolean =>
  reachable === 'offline' && channel?.stateReason === undefined && !silent.has(accountId);

/** Main watches the states of cameras: those of a recorder stand in its own state only. */
function offlineWords(t: Text, row: DeviceRow, { offlineUntilMs }: RowWorld, silent: ReadonlySet<AccountId>): string {
  if (isOfflineNow(row, silent)) return t('devices.offlineNow');
  const untilMs = offlineUntilMs(row);
  const isUntold = silent.has(row.accountId) || row.channel?.stateReason === 'unasked';
  if (untilMs === undefined || (untilMs === null && isUntold)) return t('devices.notRead');
  return untilMs === null ? t('devices.offlineNever') : asOfWords(t, untilMs);
}

const RECORDINGS = ['cloud-record', 'device-record'] as const;

/** Where the cloud offers recordings of the camera: a recorder is read as its cameras. */
function recordingWords(t: Text, { channel, accountId }: DeviceRow, { accounts }: RowWorld): string {
  const vendor = accounts.get(accountId)?.vendor;
  if (channel === null || vendor === undefined) return '';
  if (!capabilityOf(vendor, 'cloud-playback').can) return t('devices.fact.not-published');
  const offered = RECORDINGS.filter((one) => channel.capabilities.includes(one));
  return offered.length === 0
    ? t('devices.recordings.none')
    : offered.map((one) => t(`devices.recordings.${one}`)).join(t('shell.comma'));
}

function pictureWords(t: Text, row: DeviceRow, { lastPicture }: RowWorld): string {
  if (row.channel === null) return '';
  const last = lastPicture(row);
  if (last === null) return t('devices.pictures.none');
  return last === 'now' ? t('devices.pictures.now') : asOfWords(t, last);
}

type RowFact = KnownFact | { readonly kind: 'not-read' };

function factOf(row: DeviceRow, fact: DeviceFact, { accounts, asked }: RowWorld): RowFact {
  const vendor = accounts.get(row.accountId)?.vendor;
  if (vendor === undefined || row.wish === null) return { kind: 'not-read' };
  return knownFact(vendor, fact, asked(row));
}

/** For the file too: a fact that nobody asked for reads so, and is not left out. */
const factWords = (t: Text, fact: RowFact): string =>
  fact.kind === 'value' ? fact.text : t(`devices.fact.${fact.kind}`);

function FactCell({ t, row, fact }: { readonly t: Text; readonly row: DeviceRow; readonly fact: RowFact }) {
  const { wish } = row;
  const words = factWords(t, fact);
  if (wish === null || (fact.kind !== 'not-asked' && fact.kind !== 'failed')) {
    return <span className={fact.kind === 'value' ? '' : 't3'}>{words}</span>;
  }
  return (
    <button
      type="button"
      className="lnk"
      tabIndex={-1}
      title={t('devices.askTip', { name: row.name })}
      onClick={() => void askFacts(wish)}
    >
      {words}
    </button>
  );
}

/** The value by which a column sorts a row. */
export function sortKey(
  t: Text,
  row: DeviceRow,
  column: string,
  world: RowWorld,
  silent: ReadonlySet<AccountId>,
): SortKey {
  if (isFactColumn(column)) {
    const fact = factOf(row, column, world);
    return fact.kind === 'value' ? fact.text : null;
  }
  switch (column as Exclude<ColumnId, DeviceFact>) {
    case 'state':
      return DEVICE_STATES.indexOf(stateOf(row, silent).state);
    case 'number':
      return row.number;
    case 'name':
      return row.name;
    case 'account':
      return accountWords(world.accounts.get(row.accountId));
    case 'asOf':
      return asOfOf(row, world);
    case 'group':
      return row.group === '' ? null : row.group;
    case 'offline':
      return isOfflineNow(row, silent) ? Number.MAX_SAFE_INTEGER : (world.offlineUntilMs(row) ?? null);
    case 'recording':
      return recordingWords(t, row, world) || null;
    case 'picture': {
      const last = world.lastPicture(row);
      return last === 'now' ? Number.MAX_SAFE_INTEGER : last;
    }
    case 'kind':
      return t(`devices.kinds.${row.kind}`);
    case 'protocol':
      return row.protocol === null ? null : t(`devices.protocols.${row.protocol}`);
  }
}
