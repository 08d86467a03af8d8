/** Adding cameras through the door of main, against the simulated VCS: what the cloud receives, and what is stored. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, DeviceId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { OnboardingOutcome, OnboardingValues } from '../../../preload/domain/onboarding/onboarding.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { closeOnboarding, contentsOf, controlOf, firstGroupOf, openOnboarding } from './onboarding-desk.ts';

const GATE: OnboardingValues = { name: 'North Gate', type: 'IPC', address: 'Hangzhou, Binjiang' };

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

const { plugIn, fault, received } = controlOf(() => simulator, 'aliyun-vcs');

async function add(row: OnboardingValues, group: OrgNodeId | null = groupId): Promise<OnboardingOutcome> {
  const asked = { accountId, kind: 'gb28181', groupId: group, rows: [row] } as const;
  const [outcome] = (await client.get('onboarding.add', asked)).outcomes;
  if (outcome === undefined) throw new Error('a row without an outcome');
  return outcome;
}
const devices = async () => (await client.get('onboarding.devices', {})).devices;
async function readingsOf(id: DeviceId | null) {
  if (id === null) throw new Error('the camera is not in work');
  const access = await client.get('onboarding.access', { id });
  if (access.form !== 'sip') throw new Error('no SIP values');
  const { password } = await client.get('onboarding.secret', { id });
  return { access, password };
}
const watch = (id: DeviceId | null) => client.get('onboarding.watch', { id: id as DeviceId });
const statesOf = ({ log }: Awaited<ReturnType<typeof watch>>): readonly string[] => log.map(({ state }) => state);

describe('a camera on Alibaba VCS', () => {
  it.each([
    ['no name', { name: '' }, 'name', 'missing'],
    ['no address', { address: '' }, 'address', 'missing'],
    ['a recorder without a number of channels', { type: 'NVR' }, 'channels', 'missing'],
    ['a recorder of 0 channels', { type: 'NVR', channels: '0' }, 'channels', 'form'],
  ])('a camera with %s is refused on its field, and VCS receives nothing', async (_, wrong, field, problem) => {
    expect(await add({ ...GATE, ...wrong })).toMatchObject({ state: 'refused', field, problem, id: null });
    expect(received('CreateDevice')).toHaveLength(0);
  });

  // @promise vcs.address: An address of a camera that Alibaba VCS does not find stands on its field.
  it('a camera without a project is refused before VCS is asked, and an address that is not found on its field', async () => {
    expect(await add(GATE, null)).toMatchObject({ state: 'refused', reason: 'no-group' });
    expect(received('CreateDevice')).toHaveLength(0);
    expect(await add({ ...GATE, address: 'x' })).toMatchObject({
      state: 'refused',
      field: 'address',
      reason: 'bad-value',
    });
    expect(await devices()).toEqual([]);
  });

  // @promise vcs.values: Alibaba VCS gives a camera its id, its values and its password.
  it('a camera gets its id, SIP values and password from VCS, registers, and is in its project with a channel', async () => {
    const { state, id } = await add(GATE);
    expect(state).toBe('done');
    const { access, password } = await readingsOf(id);
    expect(access).toMatchObject({ serverId: '33010800002000000001', domain: '3301080000', password: 'cloud' });
    expect(statesOf(await watch(id))).toEqual(['added', 'not-registered']);
    await plugIn({ deviceId: access.deviceId, password });
    const now = await watch(id);
    expect(statesOf(now).at(-1)).toBe('registered');
    expect(now).toMatchObject({ isPlaced: true, groupId, nativeId: access.deviceId });
    expect(now.channelId).toContain(access.deviceId);
  });

  it('a recorder is added with its number of channels, and its first channel is looked at', async () => {
    const { id } = await add({ ...GATE, type: 'NVR', channels: '3' });
    expect(received('CreateDevice')[0]?.params).toMatchObject({ SubDeviceCount: '3' });
    const { access, password } = await readingsOf(id);
    await plugIn({ deviceId: access.deviceId, password });
    const { channelId } = await watch(id);
    expect(channelId).toContain(access.deviceId);
    expect(channelId?.endsWith(access.deviceId)).toBe(false);
  });

  // @promise vcs.fixed: A camera cannot get another password or project, and no call is sent for it.
  it('a camera of VCS cannot get another password or project, and no call is sent for it', async () => {
    const { id } = await add(GATE);
    const mended = await client.ask('onboarding.mend', { id: id as DeviceId, userName: null, password: 'Other#2026' });
    expect(mended).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
    const { groups } = await client.get('directory.page', { accountId, cursor: null, limit: 1000 });
    const elsewhere = groups.at(-1)?.id ?? groupId;
    const moved = await client.ask('onboarding.place', { id: id as DeviceId, groupId: elsewhere });
    expect(moved).toMatchObject({ ok: false, error: { code: 'cloud.not-found' } });
    expect(received('ModifyDevice')).toHaveLength(0);
  });
});

describe('a device over SAPI on Alibaba VCS', () => {
  const CODE = 'd390ce22-232f-431c-80ef-f0be633e0000';
  const DOOR: OnboardingValues = { ...GATE, name: 'Back Door', activation: CODE };
  const addSapi = async (row: OnboardingValues): Promise<OnboardingOutcome | undefined> =>
    (await client.get('onboarding.add', { accountId, kind: 'sapi', groupId, rows: [row] })).outcomes[0];

  it('a device over SAPI without an activation code is refused on its field, and VCS receives nothing', async () => {
    const refused = { state: 'refused', field: 'activation', problem: 'missing', id: null };
    expect(await addSapi({ ...DOOR, activation: '' })).toMatchObject(refused);
    expect(received('CreateDevice')).toHaveLength(0);
  });

  // @promise vcs.sapi: A device over SAPI joins by its activation code, which is in no file.
  it('a device over SAPI joins by its activation code, has nothing to type in, and its code is in no file', async () => {
    const { id = null } = (await addSapi(DOOR)) ?? {};
    expect(received('CreateDevice')[0]?.params).toMatchObject({ InProtocol: 'SAPI', ActivateCode: '***' });
    const access = await client.ask('onboarding.access', { id: id as DeviceId });
    expect(access).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
    expect(statesOf(await watch(id))).toEqual(['added', 'not-registered']);
    await plugIn({ activateCode: CODE });
    const now = await watch(id);
    expect(statesOf(now).at(-1)).toBe('registered');
    expect(now).toMatchObject({ kind: 'sapi', isPlaced: true, groupId });
    expect(JSON.stringify([now, client.host.events])).not.toContain(CODE);
    await client.app.dispose();
    expect((await contentsOf(dataDir)).filter((text) => text.includes(CODE))).toEqual([]);
    client = await startClient(dataDir);
  });

  it('a device over SAPI whose answer is lost is found as the one new device of its name and kind', async () => {
    await add({ ...GATE, name: 'Back Door' }); // the same name over GB28181
    await fault('CreateDevice', { kind: 'drop', when: 'after' });
    expect(await addSapi(DOOR)).toMatchObject({ state: 'done' });
    expect(received('CreateDevice')).toHaveLength(2);
  });
});

describe('a lost answer of Alibaba VCS', () => {
  // @promise vcs.lost-answer: A device whose answer was lost is found by its name, and not sent twice.
  it.each([GATE, { ...GATE, type: 'NVR', channels: '2' }])(
    'a device of VCS whose answer is lost is found as the one new device with its name, and is not sent a second time: %o',
    async (row) => {
      await add(row); // names may repeat
      await fault('CreateDevice', { kind: 'drop', when: 'after' });
      const { state, id } = await add(row);
      expect(state).toBe('done');
      expect(received('CreateDevice')).toHaveLength(2);
      expect(received('CreateDevice').map(({ params }) => params['DeviceSn'])).toEqual([undefined, undefined]);
      const { access, password } = await readingsOf(id);
      await plugIn({ deviceId: access.deviceId, password });
      expect(await watch(id)).toMatchObject({ isPlaced: true });
      expect(statesOf(await watch(id)).at(-1)).toBe('registered');
    },
  );

  it('a camera of VCS that never arrived is sent once more by a second order', async () => {
    await fault('CreateDevice', { kind: 'drop', when: 'before' });
    const { state, id } = await add(GATE);
    expect(state).toBe('unknown');
    expect(await add(GATE)).toMatchObject({ state: 'done', id });
    expect(await devices()).toHaveLength(1);
  });
});

// @promise vcs.password
it('a password that VCS made is in no list, event and file, and the audit log has each asking without the password', async () => {
  const { id } = await add(GATE);
  const { access, password } = await readingsOf(id);
  const shown = [await watch(id), access, await devices(), client.host.events];
  expect(JSON.stringify(shown)).not.toContain(password);
  const before = await devices();
  await client.app.dispose();
  const contents = await contentsOf(dataDir);
  expect(contents.some((text) => text.includes('North Gate'))).toBe(true);
  expect(contents.some((text) => text.includes('the password of a camera was shown'))).toBe(true);
  expect(contents.filter((text) => text.includes(password))).toEqual([]);
  client = await startClient(dataDir);
  expect(await devices()).toEqual(before);
});
