/** Adding cameras through the door of main, against the simulated IVP: what the cloud receives, and what is stored. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, DeviceId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type {
  DeviceAccess,
  OnboardingKind,
  OnboardingOffer,
  OnboardingOutcome,
  OnboardingValues,
} from '../../../preload/domain/onboarding/onboarding.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { closeOnboarding, contentsOf, controlOf, firstGroupOf, openOnboarding } from './onboarding-desk.ts';

const PASSWORD = '9071825364';

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;
let node: string;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('tencent-ivp'));
  node = ruleOf((await offers())[0], 'node')?.limits.values?.[0] ?? '';
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { plugIn, fault, received } = controlOf(() => simulator, 'tencent-ivp');

const offers = async () => (await client.get('onboarding.offers', { accountId })).offers;
const ruleOf = (offer: OnboardingOffer | undefined, field: string) => offer?.rules.find((one) => one.field === field);
const gate = (): OnboardingValues => ({ name: 'Gate-1', node, type: 'IPC', transport: 'UDP', password: PASSWORD });

async function add(
  row: OnboardingValues,
  kind: OnboardingKind = 'gb28181',
  groupId: OrgNodeId | null = null,
): Promise<OnboardingOutcome> {
  const { outcomes } = await client.get('onboarding.add', { accountId, kind, groupId, rows: [row] });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('a row without an outcome');
  return outcome;
}
const devices = async () => (await client.get('onboarding.devices', {})).devices;
const watch = async (id: DeviceId | null) => {
  if (id === null) throw new Error('the camera is not in work');
  return await client.get('onboarding.watch', { id });
};
const statesOf = ({ log }: Awaited<ReturnType<typeof watch>>): readonly string[] => log.map(({ state }) => state);
async function accessOf<F extends DeviceAccess['form']>(id: DeviceId | null, form: F) {
  const access = await client.get('onboarding.access', { id: id as DeviceId });
  if (access.form !== form) throw new Error(`${access.form} instead of ${form}`);
  return access as Extract<DeviceAccess, { form: F }>;
}
const firstGroup = () => firstGroupOf(client, accountId);

describe('a camera on Tencent IVP', () => {
  it.each([
    ['a name with a space', { name: 'Gate 1' }, 'name', 'form'],
    ['a name of 33 characters', { name: 'g'.repeat(33) }, 'name', 'too-long'],
    ['a password of 5 digits', { password: '12345' }, 'password', 'too-short'],
    ['a password with a letter', { password: 'a123456' }, 'password', 'form'],
    ['a node that the account does not have', { node: 'elsewhere' }, 'node', 'one-of'],
    ['no type', { type: '' }, 'type', 'missing'],
  ])('a camera with %s is refused on its field, and IVP receives nothing', async (_, wrong, field, problem) => {
    expect(await add({ ...gate(), ...wrong })).toMatchObject({ state: 'refused', field, problem, id: null });
    expect(received('addDevice')).toHaveLength(0);
    expect(await devices()).toEqual([]);
  });

  // @promise ivp.node: A node without a playback domain is listed with that reason and cannot be chosen.
  it('a node without a playback domain is listed with that reason and cannot be chosen', async () => {
    const [gb, rtmp] = await offers();
    expect([gb?.kind, rtmp?.kind, gb?.givesId]).toEqual(['gb28181', 'rtmp', true]);
    const rule = ruleOf(gb, 'node');
    expect(rule?.choices?.map(({ lack }) => lack)).toEqual([null, null, 'no-domain', 'no-domain']);
    expect(rule?.limits.values).toHaveLength(2);
    expect(rtmp?.rules.map(({ field }) => field)).toEqual(['name', 'node']);
  });

  // @promise ivp.values: Tencent IVP gives a camera over GB28181 its id and its values.
  it('a camera over GB28181 gets its SIP values and its id from IVP, registers, and is in its group with a channel', async () => {
    const groupId = await firstGroup();
    const { state, id } = await add(gate(), 'gb28181', groupId);
    expect(state).toBe('done');
    expect(received('batchUpdateDeviceOrganization')).toHaveLength(0); // it was added there
    expect(await watch(id)).toMatchObject({ isPlaced: true, groupId, channelId: null, isUnsure: false });
    const access = await accessOf(id, 'sip');
    expect(access).toMatchObject({ host: '127.0.0.1', port: '5871', serverId: '61010000002000000001', userName: null });
    expect(access.deviceId).toMatch(/^\d{20}$/);
    await plugIn({ deviceId: access.deviceId, password: PASSWORD });
    const now = await watch(id);
    expect(statesOf(now)).toEqual(['added', 'not-registered', 'registered']);
    expect(now.channelId).toContain(now.nativeId);
    expect(now.hasPackage).toBeNull();
  });

  // @promise ivp.push-address: Tencent IVP gives a camera over RTMP its push address.
  it('a camera over RTMP gets its push address from IVP, and is on line once it pushes there', async () => {
    const { id } = await add({ name: 'Dock-1', node }, 'rtmp');
    const access = await accessOf(id, 'push');
    expect(access).toMatchObject({ lifeMs: null });
    await plugIn({ pushUrl: access.url });
    const now = await watch(id);
    expect(statesOf(now).at(-1)).toBe('registered');
    expect(now.channelId).not.toBeNull();
  });

  // @promise ivp.no-reason: Tencent IVP publishes no reason for a camera that does not register; its password can be
  // changed at any time.
  it('a camera with another password stays unregistered without a reason, and registers after it was mended', async () => {
    const { id } = await add(gate());
    const { deviceId } = await accessOf(id, 'sip');
    await plugIn({ deviceId, password: '1111111' });
    expect((await watch(id)).log.at(-1)).toMatchObject({ state: 'not-registered', word: 'Status 0' });
    const mend = (password: string) => client.ask('onboarding.mend', { id: id as DeviceId, userName: null, password });
    expect(await mend('letters')).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
    expect((await mend('1111111')).ok).toBe(true);
    expect(statesOf(await watch(id)).slice(-2)).toEqual(['mended', 'registered']);
  });

  it('a camera that was added without a group is moved into one later', async () => {
    const { id } = await add(gate());
    const groupId = await firstGroup();
    expect(await client.get('onboarding.place', { id: id as DeviceId, groupId })).toMatchObject({ isPlaced: true });
    expect(received('batchUpdateDeviceOrganization')).toHaveLength(1);
  });
});

/** Another client of the same account adds cameras. */
async function addElsewhere(rows: readonly OnboardingValues[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lanner-onboarding-'));
  const other = await startClient(folder);
  try {
    const { id } = await other.get('account.add', draftFor(simulator, 'tencent-ivp'));
    for (const row of rows)
      await other.get('onboarding.add', { accountId: id, kind: 'gb28181', groupId: null, rows: [row] });
  } finally {
    await other.app.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

describe('a lost answer of Tencent IVP', () => {
  // @promise ivp.lost-answer: A camera whose answer was lost is found by its name in the list, and is not sent twice.
  it('a camera whose answer is lost is found as the one new device with its name in the list of IVP, and is not sent a second time', async () => {
    await add({ ...gate(), password: '222222' }); // names may repeat
    await fault('addDevice', { kind: 'drop', when: 'after' });
    const { state, id } = await add(gate());
    expect(state).toBe('done');
    expect(received('addDevice')).toHaveLength(2);
    const { deviceId } = await accessOf(id, 'sip');
    await plugIn({ deviceId, password: PASSWORD });
    expect(statesOf(await watch(id)).at(-1)).toBe('registered');
    expect(received('addDevice').map(({ params }) => params['Description'])).toEqual([undefined, undefined]);
  });

  // @promise ivp.same-name: If somebody else adds a camera of the same name meanwhile, it stays unknown, and nothing
  // more is sent.
  it('a camera whose answer is lost while somebody adds another one of its name stays unknown, and is sent no more', async () => {
    await fault('addDevice', { kind: 'drop', when: 'before' });
    const { state, id } = await add(gate());
    expect(state).toBe('unknown');
    await addElsewhere([gate(), gate()]);
    expect(statesOf(await watch(id)).at(-1)).toBe('several');
    expect(await add(gate())).toMatchObject({ state: 'unknown', reason: 'several', id });
    expect(received('addDevice')).toHaveLength(3);
  });

  it('a camera is not sent while the list of IVP cannot be read, since a lost answer could not be settled', async () => {
    await fault('listDevices', { kind: 'http', status: 500, count: 9 });
    expect(await add(gate())).toMatchObject({ state: 'notAsked', id: null });
    expect(received('addDevice')).toHaveLength(0);
    expect(await devices()).toEqual([]);
  });

  it('a camera that cannot be looked for stays unknown, and a second order looks before it sends', async () => {
    await fault('addDevice', { kind: 'drop', when: 'after' });
    await fault('describeDevice', { kind: 'http', status: 500, count: 9 });
    const { state, id } = await add(gate());
    expect(state).toBe('unknown');
    expect(await add(gate())).toMatchObject({ state: 'unknown', id });
    await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
    expect(await add(gate())).toMatchObject({ state: 'done', id });
    expect(received('addDevice')).toHaveLength(1);
    expect(await devices()).toMatchObject([{ isUnsure: false }]);
  });

  it('a camera whose answer is lost is found after a restart too, and no file contains its password', async () => {
    await fault('addDevice', { kind: 'drop', when: 'after' });
    await fault('describeDevice', { kind: 'http', status: 500, count: 9 });
    const { id } = await add(gate());
    await client.app.dispose();
    expect((await contentsOf(dataDir)).filter((text) => text.includes(PASSWORD))).toEqual([]);
    await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
    client = await startClient(dataDir);
    const { secrets } = draftFor(simulator, 'tencent-ivp');
    await client.get('account.update', { accountId, secrets, persistence: 'session' });
    expect(await watch(id)).toMatchObject({ isUnsure: false, name: 'Gate-1' });
    expect(received('addDevice')).toHaveLength(1);
  });

  it('a camera that never arrived is sent once more by a second order', async () => {
    await fault('addDevice', { kind: 'drop', when: 'before' });
    const { state, id } = await add(gate());
    expect(state).toBe('unknown');
    expect(statesOf(await watch(id)).at(-1)).toBe('not-listed');
    expect(await add(gate())).toMatchObject({ state: 'done', id });
    expect(await devices()).toHaveLength(1);
  });
});

// @promise ivp.no-password: Passwords that IVP answers in clear are in no file, answer or list of this client.
it('a restart finds the cameras of IVP in work, and no file, answer or list contains a password', async () => {
  const { id } = await add(gate());
  await add({ name: 'Dock-1', node }, 'rtmp');
  const shown = [await watch(id), await accessOf(id, 'sip'), await devices(), client.host.events];
  expect(JSON.stringify(shown)).not.toContain(PASSWORD);
  const before = await devices();
  await client.app.dispose();
  const contents = await contentsOf(dataDir);
  expect(contents.some((text) => text.includes('Gate-1'))).toBe(true);
  expect(contents.filter((text) => text.includes(PASSWORD) || text.includes('rtmp://127'))).toEqual([]);
  client = await startClient(dataDir);
  expect(await devices()).toEqual(before);
});
