// @vitest-environment jsdom
/** The rows of the table of devices, without the screen around them. */
import { beforeEach, expect, it } from 'vitest';
import type { NumberedChannel, OrgNode } from '../../../../../preload/domain/cameras/cameras.ts';
import { DEVICE_FACTS, type DeviceFacts } from '../../../../../preload/domain/cameras/device-facts.ts';
import { asAccountId, nativePartOf, orgNodeIdOf, type AccountId } from '../../../../../preload/domain/ids.ts';
import { deviceColumns, sortKey, type RowWorld } from '../../../../../renderer/features/devices/columns.tsx';
import { NOT_ASKED, type AskedFacts } from '../../../../../renderer/features/devices/model/facts.ts';
import type { DeviceRow } from '../../../../../renderer/features/devices/model/rows.ts';
import { followPictures, lastPictureOf, usePictures } from '../../../../../renderer/features/devices/model/pictures.ts';
import { tableText } from '../../../../../renderer/features/devices/model/save-table.ts';
import {
  arrange,
  COLUMN_IDS,
  NO_FILTER,
  setFilter,
  useTable,
} from '../../../../../renderer/features/devices/model/table.ts';
import { textIn } from '../../../../../renderer/i18n/i18n.ts';
import type { PlayerSnapshot } from '../../../../../renderer/media/live/player-state.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { usePlayers } from '../../../../../renderer/state/players/players.ts';
import { nextSort, type TableColumn } from '../../../../../renderer/ui/table/column.ts';
import { loadAllTexts } from '../../../../area-texts.ts';
import { account, camera, viewOf } from '../cameras/directory-sample.ts';

const t = textIn('en-US');
const IVM = asAccountId('a1');
const CITY = asAccountId('a2');
const AS_OF_MS = new Date().setHours(9, 44, 46, 0);

const nvr: OrgNode = {
  id: orgNodeIdOf(IVM, 'device:nvr'),
  accountId: IVM,
  parentId: orgNodeIdOf(IVM, 'gates'),
  name: 'NVR-3',
  kind: 'recorder',
  status: 'offline',
  protocol: 'gb28181',
};
const below = (rest: Partial<NumberedChannel>): Partial<NumberedChannel> => ({ deviceName: 'NVR-3', ...rest });
const gate = camera(IVM, 101, 'North gate', 'gates');
const channels = [
  gate,
  camera(IVM, 140, 'Aisle 4', 'device:nvr', below({ reachable: 'offline', stateReason: 'recorder-offline' })),
  camera(IVM, 141, '=HYPERLINK("x")', 'gates', { reachable: 'unregistered', stateReason: 'unallocated' }),
  camera(IVM, 142, 'Spare', 'gates', { reachable: 'unregistered' }),
];
const city = [camera(CITY, 9, 'Metro 12', null), camera(CITY, 10, 'Metro 2', null, { reachable: 'offline' })];
const groups: OrgNode[] = [{ id: orgNodeIdOf(IVM, 'gates'), accountId: IVM, parentId: null, name: 'Gates' }, nvr];

const factsOf = (known: Partial<DeviceFacts['values']>): AskedFacts => {
  const values = Object.fromEntries(DEVICE_FACTS.map((fact) => [fact, known[fact] ?? null])) as DeviceFacts['values'];
  return { ...NOT_ASKED, answer: { facts: { values, createdAtMs: null, changedAtMs: null }, asOfMs: AS_OF_MS } };
};

const accounts = [account('a1', 'Campus'), { ...account('a2', 'Metro'), vendor: 'aliyun-cityvisual' as const }];
const world = (rest: Partial<RowWorld> = {}): RowWorld => ({
  accounts: new Map(accounts.map((one) => [one.id, one])),
  asOfMs: () => AS_OF_MS,
  silences: new Map(),
  asked: () => NOT_ASKED,
  offlineUntilMs: () => null,
  offlineSinceMs: () => null,
  lastPicture: () => null,
  ...rest,
});

const timedOut = {
  code: 'network.timeout',
  params: { host: 'x' },
  retryable: true,
  action: 'retry',
  vendor: null,
} as const;

const columnsOf = (of: RowWorld): readonly TableColumn<DeviceRow>[] => deviceColumns(t, of, new Set(COLUMN_IDS));
/** The words of a column in every row that shows. */
const wordsOf = (id: string, of = world()): readonly string[] => {
  const column = columnsOf(of).find((one) => one.id === id);
  return useTable.getState().rows.map((row) => column?.text(row) ?? '');
};

async function arranged(of = world(), silent: ReadonlySet<AccountId> = new Set()): Promise<readonly string[]> {
  const compareTexts = new Intl.Collator('en-US', { numeric: true }).compare;
  await arrange({ silent, compareTexts, keyOf: (row, column) => sortKey(t, row, column, of, silent) });
  return wordsOf('name', of);
}

beforeEach(async () => {
  await loadAllTexts();
  useTable.setState(useTable.getInitialState(), true);
  useAccounts.setState({ accounts, load: { status: 'ready' } });
  const parts = [
    { accountId: IVM, revision: 1, groups, channels },
    { accountId: CITY, revision: 1, groups: [], channels: city },
  ];
  useDirectory.setState({ view: viewOf(...parts), states: {}, isKnown: true });
});

// @promise devices.unallocated: A channel of Huawei IVM that is UNALLOCATED differs from a device that never signed
// in.
it('cameras of an offline recorder are unknown and name it, and an unallocated channel is not called never signed in', async () => {
  await arranged();
  expect(wordsOf('name').slice(0, 5)).toEqual(['NVR-3', 'North gate', 'Aisle 4', '=HYPERLINK("x")', 'Spare']);
  expect(wordsOf('state').slice(0, 5)).toEqual([
    ...['offline', 'online', 'unknown: its recorder NVR-3 is offline'],
    ...['signed in, not allocated', 'never signed in'],
  ]);
  expect(useTable.getState().counts).toEqual({ offline: 2, online: 2, unknown: 1, unallocated: 1, unregistered: 1 });
  expect(wordsOf('asOf')[0]).toBe('09:44:46');
});

it('a camera whose recorder was not asked yet is unknown with the name of the recorder, and not never off line', async () => {
  const unasked = camera(IVM, 143, 'Dock', 'device:nvr', below({ reachable: 'unknown', stateReason: 'unasked' }));
  useDirectory.setState({ view: viewOf({ accountId: IVM, revision: 2, groups, channels: [gate, unasked] }) });
  await arranged();
  expect(wordsOf('name')).toEqual(['NVR-3', 'North gate', 'Dock']);
  expect(wordsOf('state')[2]).toMatch(/^unknown until its recorder NVR-3 is asked/);
  expect(wordsOf('offline').slice(1)).toEqual(['not seen here', 'not read yet']);
});

// @promise devices.silent-account: While an account reports nothing, none of its devices is on line.
it('while an account reports nothing, no device of it is on line, and the row has the reason', async () => {
  const of = world({ silences: new Map([[IVM, { sinceMs: AS_OF_MS, error: timedOut }]]) });
  await arranged(of, new Set([IVM]));
  expect(
    new Set(
      wordsOf('state', of)
        .slice(0, 5)
        .map((words) => words.slice(0, 20)),
    ),
  ).toEqual(new Set(['unknown since 09:44:']));
});

it('a camera is off line only by its own state, and no camera is called never seen before the times are read', async () => {
  const of = world({ offlineUntilMs: ({ number }) => (number === 140 ? AS_OF_MS : undefined) });
  useTable.setState({ sort: { column: 'offline', isDown: true } });
  expect((await arranged(of)).slice(0, 3)).toEqual(['NVR-3', 'Metro 2', 'Aisle 4']);
  const words = wordsOf('offline', of);
  expect(words.slice(0, 2)).toEqual(['offline now', 'offline now']);
  expect(words[2]).toContain('09:44');
  expect(new Set(words.slice(3))).toEqual(new Set(['not read yet']));
});

// @promise devices.offline-since: A camera that is off line has the time since when this client sees it so.
it('an offline camera shows since when this client sees it offline, and a camera that came back does not', async () => {
  const of = world({ offlineSinceMs: ({ number }) => (number === 10 || number === 101 ? AS_OF_MS : null) });
  await arranged(of);
  expect(wordsOf('state', of).at(-1)).toBe('offline since 09:44:46');
  expect(wordsOf('state', of)[1]).toBe('online');
});

it('no device of a silent account is called off line now, or never off line', async () => {
  const of = world({ silences: new Map([CITY, IVM].map((id) => [id, { sinceMs: AS_OF_MS, error: timedOut }])) });
  await arranged(of, new Set([CITY, IVM]));
  expect(new Set(wordsOf('offline', of))).toEqual(new Set(['not read yet']));
});

// @promise devices.facts-asked: A fact that a cloud documents for single devices reads "ask" until you ask; a fact
// that no document has reads "not published".
it('a fact that a cloud documents for single devices can be asked for, and an undocumented fact is not published', async () => {
  await arranged();
  expect(wordsOf('model')).toEqual(['ask', 'ask', 'ask', 'ask', 'ask', 'not published', 'not published']);
  const asked = world({
    asked: ({ number }) => (number === 101 ? factsOf({ model: 'X2381', firmware: '' }) : NOT_ASKED),
  });
  expect(wordsOf('model', asked)[1]).toBe('X2381');
  expect(wordsOf('firmware', asked)[1]).toBe('empty');
  expect(wordsOf('address', asked)[1]).toBe('not published');
});

// @promise devices.narrowed: Words, states, accounts, kinds and protocols narrow the rows; the counts stay those of
// all devices.
it('words, states, accounts, kinds and protocols narrow the rows, and the counts remain those of all devices', async () => {
  setFilter({ query: 'nvr-3 ais' });
  expect(await arranged()).toEqual(['Aisle 4']);
  expect(useTable.getState()).toMatchObject({ total: 7, counts: { offline: 2 } });
  setFilter({ ...NO_FILTER, states: new Set(['offline']) });
  expect(await arranged()).toEqual(['NVR-3', 'Metro 2']);
  setFilter({ accountIds: new Set([CITY]) });
  expect(await arranged()).toEqual(['Metro 2']);
  setFilter({ ...NO_FILTER, kinds: new Set(['recorder']) });
  expect(await arranged()).toEqual(['NVR-3']);
  setFilter({ ...NO_FILTER, protocols: new Set(['gb28181']) });
  expect(await arranged()).toEqual(['NVR-3']);
});

it('the search of the table finds a camera by its device and by its id at the cloud, whatever the case', async () => {
  setFilter({ ...NO_FILTER, query: 'ipc 101 NORTH' });
  expect(await arranged()).toEqual(['North gate']);
  setFilter({ query: nativePartOf(gate.id).toUpperCase() });
  expect(await arranged()).toEqual(['North gate']);
});

// @promise devices.sorted: A click on a head sorts up, then down, then not at all.
it('a column sorts up, then down, then not at all, and numbers inside of names count as numbers', async () => {
  setFilter({ accountIds: new Set([CITY]) });
  const click = (): void => useTable.setState(({ sort }) => ({ sort: nextSort(sort, 'name') }));
  click();
  expect(await arranged()).toEqual(['Metro 2', 'Metro 12']);
  click();
  expect(await arranged()).toEqual(['Metro 12', 'Metro 2']);
  click();
  expect(await arranged()).toEqual(['Metro 12', 'Metro 2']);
  expect(useTable.getState().sort).toBeNull();
});

// @promise devices.no-formula: No cell of the file is a formula.
it('no cell of the file is a formula, whatever a cloud calls its devices', async () => {
  await arranged();
  const text = await tableText(columnsOf(world()), useTable.getState().rows);
  expect(text.startsWith('\uFEFFState and reason,No.,Name,Account,As of,')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""x"")"`);
  const cells = text.slice(1).split(/[,\r\n]+/);
  expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
  expect(text).not.toMatch(/password/i);
});

it('the table shows where a cloud offers recordings of a camera, and where no cloud reports it', async () => {
  await arranged();
  expect(wordsOf('recording')).toEqual([
    '',
    ...Array<string>(4).fill('none offered'),
    'not published',
    'not published',
  ]);
  const capabilities = ['cloud-record', 'device-record'] as const;
  const parts = [
    { accountId: IVM, revision: 2, groups: [], channels: [camera(IVM, 101, 'Gate', null, { capabilities })] },
  ];
  useDirectory.setState({ view: viewOf(...parts) });
  await arranged();
  expect(wordsOf('recording')).toEqual(['cloud, device']);
});

it('the last picture of a camera is now while it plays, and stays known once it has stopped', async () => {
  const stop = followPictures();
  const slot = slotOf(gate.id, 0);
  await arranged();
  const last = (): string | undefined => {
    const seen = usePictures.getState();
    const of = world({ lastPicture: ({ channel }) => (channel === null ? null : lastPictureOf(seen, channel.id)) });
    return wordsOf('picture', of)[1];
  };
  expect(last()).toBe('none here yet');
  const playing = { state: { phase: 'playing', sinceMs: 0 } } as unknown as PlayerSnapshot;
  usePlayers.setState({ bySlot: { [slot]: playing } });
  expect(last()).toBe('now');
  usePlayers.setState({ bySlot: {} });
  expect(last()).toMatch(/^\d\d:\d\d:\d\d$/);
  stop();
});
