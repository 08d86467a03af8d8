/** Adding camera points through the door of main, against the simulated City Visual: what the cloud receives, and what is stored. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  groupNativeIdOf,
  orgNodeIdOf,
  type AccountId,
  type DeviceId,
  type OrgNodeId,
} from '../../../preload/domain/ids.ts';
import type { OnboardingOutcome, OnboardingValues } from '../../../preload/domain/onboarding/onboarding.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { closeOnboarding, contentsOf, controlOf, openOnboarding } from './onboarding-desk.ts';

const KEY = '3f9c1d7e-gate-password';
/** The sample of the document gives the point its own id as an address. */
const GATE: OnboardingValues = {
  deviceId: 'gate_2',
  name: 'North-Gate',
  invite: 'gate_2',
  latitude: '30.245853',
  longitude: '120.209947',
};

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;
/** An intake group, and the instance above it. */
let group: OrgNodeId;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('aliyun-cityvisual'));
  const { groups } = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
  const inner = groups.find(({ parentId }) => parentId !== null);
  if (inner === undefined) throw new Error('no intake group');
  group = inner.id;
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { fault, received } = controlOf(() => simulator, 'aliyun-cityvisual');

async function add(row: OnboardingValues, groupId: OrgNodeId | null = group): Promise<OnboardingOutcome> {
  const [outcome] = (await client.get('onboarding.add', { accountId, kind: 'point', groupId, rows: [row] })).outcomes;
  if (outcome === undefined) throw new Error('a row without an outcome');
  return outcome;
}
const devices = async () => (await client.get('onboarding.devices', {})).devices;
const watch = (id: DeviceId | null) => client.get('onboarding.watch', { id: id as DeviceId });
const invite = (id: DeviceId | null) => client.get('onboarding.invite', { id: id as DeviceId });
const stop = (id: DeviceId | null) => client.get('onboarding.stop', { id: id as DeviceId });
const statesOf = async (id: DeviceId | null) => (await watch(id)).log.map(({ state }) => state);
const stateOf = async (id: DeviceId | null) => (await statesOf(id)).at(-1);
const becomes = (id: DeviceId | null, state: string) => expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe(state);

describe('a camera point on City Visual', () => {
  it.each([
    ['no id', { deviceId: '' }, 'deviceId', 'missing'],
    ['an id with a slash', { deviceId: 'a/b' }, 'deviceId', 'form'],
    ['a name of one sign', { name: '门' }, 'name', 'too-short'],
    ['a name that begins with a digit', { name: '1-gate' }, 'name', 'form'],
    ['no address', { invite: '' }, 'invite', 'missing'],
    ['latitude 91', { latitude: '91' }, 'latitude', 'form'],
    ['longitude 181', { longitude: '-181' }, 'longitude', 'form'],
  ])(
    'a camera point with %s is refused on its field, and City Visual receives nothing',
    async (_, wrong, field, problem) => {
      expect(await add({ ...GATE, ...wrong })).toMatchObject({ state: 'refused', field, problem, id: null });
      expect(received('CreateCamera', 'DescribeCameras').filter(({ params }) => params['CameraId'])).toHaveLength(0);
    },
  );

  // @promise city.off-line: A new point is off line until it is ordered on.
  it('a camera point is added under the id of the installer, is off line until it is ordered on, and is cut again', async () => {
    const { state, id } = await add(GATE);
    expect(state).toBe('done');
    expect(received('CreateCamera')[0]?.params).toMatchObject({ CameraId: 'gate_2', CameraName: 'North-Gate' });
    expect(await devices()).toMatchObject([{ id, groupId: group, isPlaced: true, name: 'North-Gate' }]);
    expect(await stateOf(id)).toBe('cut');
    expect((await invite(id)).log.at(-1)?.state).toBe('still-cut');
    await becomes(id, 'registered');
    expect((await watch(id)).channelId).toContain('gate_2');
    expect(received('BatchModifyCameraStatus')).toHaveLength(1);
    await stop(id);
    await becomes(id, 'cut');
    expect(await statesOf(id)).toEqual(expect.arrayContaining(['switched-on', 'switched-off']));
  });

  // @promise city.no-source: A point without a source is reported as ordered on and still off line.
  it('a camera point without a source is reported as ordered on and still off line, also over a restart', async () => {
    const { id } = await add({ ...GATE, invite: 'rtsp://camera.invalid/1' });
    await invite(id);
    expect(await stateOf(id)).toBe('still-cut');
    await client.app.dispose();
    client = await startClient(dataDir);
    const [{ log = [] } = {}] = await devices();
    expect(log.map(({ state }) => state)).toEqual(['added', 'switched-on', 'still-cut']);
  });

  // @promise city.taken-id: You give a camera point its id; an id that is taken stands on its field.
  it('an id that is there already stands on its field, and is not sent', async () => {
    await add(GATE);
    const again = await add({ ...GATE, name: 'South-Gate' });
    expect(again).toMatchObject({ state: 'refused', field: 'deviceId', reason: 'already-here' });
    const named = await add({ ...GATE, deviceId: 'gate_3' });
    expect(named).toMatchObject({ state: 'refused', field: 'name', reason: 'name-in-instance', id: null });
    expect(received('CreateCamera').map(({ params }) => params['CameraId'])).toEqual(['gate_2', 'gate_3']);
    expect(await devices()).toMatchObject([{ name: 'North-Gate' }]);
  });

  it('a camera point without an intake group, or in an instance, is refused before City Visual is asked', async () => {
    const instance = orgNodeIdOf(accountId, groupNativeIdOf(group).split('/')[0] ?? '');
    for (const groupId of [null, instance])
      expect(await add(GATE, groupId)).toMatchObject({ state: 'refused', reason: 'no-group', id: null });
    expect(received('CreateCamera')).toHaveLength(0);
    expect(await devices()).toEqual([]);
  });

  // @promise city.address: The address of a point, which may carry a password, is in no file.
  it('the address of a camera point is in no file, answer and event', async () => {
    const { id } = await add({ ...GATE, invite: `rtsp://admin:${KEY}@camera.example.com/1` });
    await invite(id);
    expect(JSON.stringify([await devices(), client.host.events])).not.toContain(KEY);
    await client.app.dispose();
    expect((await contentsOf(dataDir)).filter((content) => content.includes(KEY))).toEqual([]);
    client = await startClient(dataDir);
  });
});

describe('a lost answer of City Visual', () => {
  // @promise city.lost-answer: A lost answer is settled by the id of a point, and nothing is sent a second time.
  it('a camera point whose answer is lost is found by its id, and is not sent a second time', async () => {
    await fault('CreateCamera', { kind: 'drop', when: 'after' });
    const { state, id } = await add(GATE);
    expect(state).toBe('done');
    expect(received('CreateCamera')).toHaveLength(1);
    expect(await stateOf(id)).toBe('cut');
  });

  it('a camera point that never arrived stays unknown, and a second order sends it once more', async () => {
    await fault('CreateCamera', { kind: 'drop', when: 'before' });
    const { state, id } = await add(GATE);
    expect(state).toBe('unknown');
    expect(await stateOf(id)).toBe('not-listed');
    expect(await add(GATE)).toMatchObject({ state: 'done', id });
    expect(await devices()).toHaveLength(1);
  });

  it('an order to switch a camera point on whose answer is lost is stored, and is not sent a second time', async () => {
    const { id } = await add({ ...GATE, invite: 'rtsp://camera.invalid/1' });
    await fault('BatchModifyCameraStatus', { kind: 'drop', when: 'after' });
    const answer = await client.ask('onboarding.invite', { id: id as DeviceId });
    expect(answer).toMatchObject({ ok: false, error: { code: 'network.reset' } });
    expect(await stateOf(id)).toBe('still-cut');
    expect(received('BatchModifyCameraStatus')).toHaveLength(1);
  });

  it('a camera point is not sent while the list of City Visual cannot be read', async () => {
    await fault('DescribeCameras', { kind: 'http', status: 403, count: 9 });
    expect(await add(GATE)).toMatchObject({ state: 'notAsked' });
    expect(received('CreateCamera')).toHaveLength(0);
  });

  it('a camera point is not sent while City Visual lists a point without its id', async () => {
    await add(GATE);
    await fault('DescribeCameras', { kind: 'strip-ids' });
    expect(await add(GATE)).toMatchObject({ state: 'notAsked', error: { code: 'network.bad-answer' } });
    expect(received('CreateCamera')).toHaveLength(1);
  });
});

it('after a row whose answer is lost the rows of a pasted table are not sent, and a second order sends them', async () => {
  const rows = ['p_1', 'p_2', 'p_3'].map((deviceId, at) => ({ ...GATE, deviceId, name: `Gate-${at}` }));
  const send = async () =>
    (await client.get('onboarding.add', { accountId, kind: 'point', groupId: group, rows })).outcomes.map(
      ({ state }) => state,
    );
  await fault('CreateCamera', { kind: 'drop', when: 'before' });
  expect(await send()).toEqual(['unknown', 'notAsked', 'notAsked']);
  expect(received('CreateCamera')).toHaveLength(1);
  expect(await send()).toEqual(['done', 'done', 'done']);
});

it('rows of a pasted table get an outcome each: added, wrong here, twice, and there already', async () => {
  await add({ ...GATE, deviceId: 'old_1', name: 'Old-Gate' });
  const rows = [
    { ...GATE, deviceId: 'p_1', name: 'Gate-1' },
    { ...GATE, deviceId: 'p_2', name: '2' },
    { ...GATE, deviceId: 'p_1', name: 'Gate-3' },
    { ...GATE, deviceId: 'old_1', name: 'Gate-4' },
  ];
  const { outcomes } = await client.get('onboarding.add', { accountId, kind: 'point', groupId: group, rows });
  expect(outcomes.map(({ state, field }) => [state, field])).toEqual([
    ['done', null],
    ['refused', 'name'],
    ['refused', 'deviceId'],
    ['refused', 'deviceId'],
  ]);
});
