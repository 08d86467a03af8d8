/** Data sources through the door of main, against the simulated VCS: what the cloud receives, and what is kept. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DataSource } from '../../../preload/domain/onboarding/data-sources.ts';
import { sourceState } from '../../../preload/domain/onboarding/data-sources.ts';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { closeOnboarding, contentsOf, controlOf, firstGroupOf, openOnboarding } from './onboarding-desk.ts';

const KEY = '1798761600-0-0-d92f910ad2ce84c0e96e266584d5bb20';
const URL_1 = `rtmp://other-platform.example.com/live/gate?auth_key=${KEY}`;
const URL_2 =
  'https://other-platform.example.com/live/gate.m3u8?auth_key=1830297600-0-0-00000000000000000000000000000000';
const HOUR_MS = 3_600_000;

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;
let groupId: OrgNodeId;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('aliyun-vcs'));
  groupId = await firstGroupOf(client, accountId);
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { fault, received } = controlOf(() => simulator, 'aliyun-vcs');

const orderOf = (more: object = {}) => ({
  accountId,
  groupId,
  name: 'Neighbour gate',
  type: 'VIDEO' as const,
  url: URL_1,
  endsAtMs: null,
  ...more,
});
const add = (more: object = {}): Promise<DataSource> => client.get('onboarding.addSource', orderOf(more));
const sources = async () => (await client.get('onboarding.sources', {})).sources;

it.each([
  ['an address of another form', { url: 'https://other-platform.example.com/live' }, 'url'],
  ['no address', { url: ' ' }, 'url'],
  ['no name', { name: ' ' }, 'name'],
])('a data source with %s is refused on its field, and VCS receives nothing', async (_, wrong, field) => {
  const answer = await client.ask('onboarding.addSource', orderOf(wrong));
  expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid-field', params: { field } } });
  expect(received('AddDataSource')).toHaveLength(0);
  expect(await sources()).toEqual([]);
});

// @promise source.ids: The address of another platform becomes a data source of a project. The cloud has no list of
// them: their ids are stored here, also without their account, and their addresses nowhere.
it('the id that VCS gave to a data source is there after a restart, and its address is in no file, answer and event', async () => {
  const endsAtMs = Date.now() + HOUR_MS;
  const source = await add({ endsAtMs });
  expect(source.nativeId).toMatch(/^ds_/);
  expect(sourceState(source, Date.now())).toBe('near');
  expect(received('AddDataSource')[0]?.params).toMatchObject({ DataSourceName: 'Neighbour gate', Url: '***' });
  expect(JSON.stringify([await sources(), client.host.events])).not.toContain(KEY);
  await client.app.dispose();
  const contents = await contentsOf(dataDir);
  expect(contents.some((text) => text.includes('Neighbour gate'))).toBe(true);
  expect(contents.filter((text) => text.includes(KEY))).toEqual([]);
  client = await startClient(dataDir);
  expect(await sources()).toEqual([source]);
});

it('a data source near its end is renewed under its id and name, and lasts as long as its new address', async () => {
  const { id, nativeId } = await add({ endsAtMs: Date.now() + HOUR_MS });
  const endsAtMs = Date.now() + 720 * HOUR_MS;
  const renewed = await client.get('onboarding.renewSource', { id, url: URL_2, endsAtMs });
  expect(received('UpdateDataSource')[0]?.params).toMatchObject({
    DataSourceId: nativeId,
    DataSourceName: 'Neighbour gate',
    Url: '***',
  });
  expect(renewed).toMatchObject({ id, nativeId, endsAtMs });
  expect(sourceState(renewed, Date.now())).toBe('lasting');
});

it('a renewal that VCS refuses leaves the end of the data source as it was', async () => {
  const endsAtMs = Date.now() + HOUR_MS;
  const { id } = await add({ endsAtMs });
  await fault('UpdateDataSource', { kind: 'http', status: 403 });
  const answer = await client.ask('onboarding.renewSource', { id, url: URL_2, endsAtMs: null });
  expect(answer.ok).toBe(false);
  expect(await sources()).toMatchObject([{ id, endsAtMs, renewedAtMs: null }]);
});

// @promise source.lost-answer: A data source whose answer was lost has no id, and is neither sent again nor renewed.
it('a data source whose answer is lost has no id, is sent no second time, and cannot be renewed', async () => {
  await fault('AddDataSource', { kind: 'drop', when: 'after' });
  const source = await add();
  expect(source.nativeId).toBeNull();
  expect(sourceState(source, Date.now())).toBe('unknown');
  const answer = await client.ask('onboarding.renewSource', { id: source.id, url: URL_2, endsAtMs: null });
  expect(answer).toMatchObject({ ok: false, error: { code: 'onboarding.no-source' } });
  expect(received('AddDataSource', 'UpdateDataSource')).toHaveLength(1);
});

it('a data source that VCS refuses is not on the list, and one that was taken off it stays off', async () => {
  await fault('AddDataSource', { kind: 'http', status: 403 });
  expect((await client.ask('onboarding.addSource', orderOf())).ok).toBe(false);
  expect(await sources()).toEqual([]);
  const { id } = await add();
  await client.get('onboarding.forgetSource', { id });
  expect(await sources()).toEqual([]);
});

// @promise source.ids
it('the ids of data sources outlive the account that added them', async () => {
  const source = await add();
  await client.get('account.remove', { accountId });
  expect(await sources()).toEqual([source]);
});
