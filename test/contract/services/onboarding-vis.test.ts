/** Adding cameras through the door of main, against the simulated VIS: what the cloud receives, and what is stored. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, DeviceId } from '../../../preload/domain/ids.ts';
import type {
  OnboardingKind,
  OnboardingOutcome,
  OnboardingValues,
} from '../../../preload/domain/onboarding/onboarding.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { closeOnboarding, contentsOf, controlOf, openOnboarding } from './onboarding-desk.ts';

const PASSWORD = 'Gate#2026';
const GATE: OnboardingValues = { name: 'North Gate', type: 'IPC', userName: 'gate01' };

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('huawei-vis'));
  await client.get('onboarding.addPassword', { accountId, userName: 'gate01', password: PASSWORD });
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { order, plugIn, fault, received } = controlOf(() => simulator, 'huawei-vis');

async function add(row: OnboardingValues, kind: OnboardingKind = 'gb28181'): Promise<OnboardingOutcome> {
  const [outcome] = (await client.get('onboarding.add', { accountId, kind, groupId: null, rows: [row] })).outcomes;
  if (outcome === undefined) throw new Error('a row without an outcome');
  return outcome;
}
const devices = async () => (await client.get('onboarding.devices', {})).devices;
const access = (id: DeviceId | null) => client.get('onboarding.access', { id: id as DeviceId });
const watch = (id: DeviceId | null) => client.get('onboarding.watch', { id: id as DeviceId });
const invite = (id: DeviceId | null) => client.get('onboarding.invite', { id: id as DeviceId });
const stateOf = async (id: DeviceId | null) => (await watch(id)).log.at(-1)?.state;
const becomes = (id: DeviceId | null, state: string) => expect.poll(() => stateOf(id), { timeout: 20_000 }).toBe(state);

/** Added, registered and not invited yet. */
async function registered(row: OnboardingValues = GATE): Promise<DeviceId | null> {
  const { id } = await add(row);
  const values = await access(id);
  if (values.form !== 'sip') throw new Error('no SIP values');
  await plugIn({ deviceId: values.deviceId, userName: 'gate01', password: PASSWORD });
  return id;
}

describe('a camera on Huawei VIS', () => {
  it.each([
    ['no description', { name: '' }, 'name', 'missing'],
    ['a credential that VIS does not have', { userName: 'nobody' }, 'userName', 'one-of'],
    ['a quantity of 0', { quantity: '0' }, 'quantity', 'form'],
    ['a quantity of 101', { quantity: '101' }, 'quantity', 'form'],
    ['a suffix with a dot', { suffix: 'a.b' }, 'suffix', 'form'],
  ])('a camera with %s is refused on its field, and VIS receives nothing', async (_, wrong, field, problem) => {
    expect(await add({ ...GATE, ...wrong })).toMatchObject({ state: 'refused', field, problem, id: null });
    expect(received('createDevices')).toHaveLength(0);
  });

  // @promise vis.server: The page shows what the cloud publishes of its SIP server, and no more.
  it('a camera gets its id from VIS and shows what VIS publishes of its SIP server, and no more', async () => {
    const { state, id } = await add({ ...GATE, suffix: 'north' });
    expect(state).toBe('done');
    expect(received('createDevices')[0]?.params).toMatchObject({ description: 'North Gate', suffix: 'north' });
    expect(await access(id)).toMatchObject({
      host: '127.0.0.1',
      port: '5080',
      serverId: null,
      domain: null,
      userName: 'gate01',
      password: 'credential',
    });
    expect(await stateOf(id)).toBe('not-registered');
  });

  it('a camera that no list of VIS has before it registers is followed by its id', async () => {
    await order('/clouds/traits', { vendor: 'huawei-vis', unregistered: 'hidden' });
    const id = (await add(GATE)).id;
    expect(await stateOf(id)).toBe('not-registered');
  });

  // @promise vis.invited: A registered camera has no picture before it is invited.
  it('a registered camera has no picture before it is invited, and is registered with a channel after', async () => {
    const id = await registered();
    expect(await stateOf(id)).toBe('not-invited');
    const { log, channelId } = await invite(id);
    expect(log.at(-1)?.state).toBe('inviting');
    expect(channelId).not.toBeNull();
    await becomes(id, 'registered');
    expect(received('updateChannel')).toHaveLength(1);
  });

  it('a camera that is invited already is not invited twice, and VIS says so', async () => {
    const id = await registered();
    await watch(id); // its channel is known from here on
    await invite(id);
    const again = await client.ask('onboarding.invite', { id: id as DeviceId });
    expect(again).toMatchObject({ ok: false, error: { code: 'cloud.conflict' } });
  });

  it('an invited camera is stopped, and VIS takes no picture of it any more', async () => {
    const id = await registered();
    await watch(id);
    await invite(id);
    await becomes(id, 'registered');
    const stopped = await client.get('onboarding.stop', { id: id as DeviceId });
    expect(stopped.log.at(-1)?.state).toBe('not-invited');
    expect(received('updateChannel').map(({ params }) => params['state'])).toEqual(['ACTIVE', 'STOPPED']);
    const again = await client.ask('onboarding.stop', { id: id as DeviceId });
    expect(again).toMatchObject({ ok: false, error: { code: 'cloud.conflict' } });
  });

  // @promise vis.by-number: Devices are made by number, and their ids are stored before anything else.
  it('three cameras of one order are stored with their ids, also over a restart', async () => {
    expect(await add({ ...GATE, quantity: '3' })).toMatchObject({ state: 'done' });
    expect(received('createDevices')).toHaveLength(1);
    const made = await devices();
    expect(new Set(made.map(({ nativeId }) => nativeId)).size).toBe(3);
    for (const { nativeId, name } of made)
      expect([nativeId, name]).toEqual([expect.stringMatching(/^\d{20}$/) as string, GATE.name]);
    await client.app.dispose();
    client = await startClient(dataDir);
    expect(await devices()).toEqual(made);
  });

  // @promise vis.recorder: The channels of a recorder of Huawei VIS are read before its first channel is invited.
  it('a recorder has its channels read once, and its first channel is invited', async () => {
    const id = await registered({ ...GATE, type: 'NVR' });
    expect(await stateOf(id)).toBe('no-channels');
    const reading = await client.get('onboarding.readChannels', { id: id as DeviceId });
    expect(reading.log.at(-1)?.state).toBe('reading-channels');
    await becomes(id, 'not-invited');
    await invite(id);
    await becomes(id, 'registered');
    expect(received('refreshNvrChannels')).toHaveLength(1);
  });
});

describe('a lost answer of Huawei VIS', () => {
  // @promise vis.quota: The quota settles an order whose answer was lost, because the cloud lists no devices that did
  // not register; devices that were made are not ordered again.
  it('three devices whose ids the cloud did not report are settled by the quota, and are not ordered again', async () => {
    await fault('createDevices', { kind: 'drop', when: 'after' });
    const { state, id, reason } = await add({ ...GATE, quantity: '3' });
    expect([state, reason]).toEqual(['unknown', 'untold']);
    expect((await watch(id)).log.at(-1)).toMatchObject({ state: 'untold', word: '+3' });
    expect(await add({ ...GATE, quantity: '3' })).toMatchObject({ state: 'unknown', reason: 'untold', id });
    expect(received('createDevices')).toHaveLength(1);
    expect(await devices()).toHaveLength(1);
  });

  it('devices of an order that never arrived are not made by the quota, and a second order makes them once', async () => {
    await fault('createDevices', { kind: 'drop', when: 'before' });
    const { state, id } = await add(GATE);
    expect(state).toBe('unknown');
    expect(await stateOf(id)).toBe('not-made');
    expect(await add(GATE)).toMatchObject({ state: 'done', id });
    expect(await devices()).toHaveLength(1);
  });

  it('devices are not ordered while the quota cannot be read, since a lost answer could not be settled', async () => {
    await fault('getSubscription', { kind: 'http', status: 403, count: 9 });
    const asked = { accountId, kind: 'gb28181', groupId: null, rows: [GATE] } as const;
    expect((await client.ask('onboarding.add', asked)).ok).toBe(false);
    expect(received('createDevices')).toHaveLength(0);
  });

  it('a stream whose answer is lost is found by its name, and is not sent a second time', async () => {
    await fault('createStream', { kind: 'drop', when: 'after' });
    const { state, id } = await add({ name: 'north-gate', share: 'PUBLIC', key: 'none' }, 'rtmp');
    expect(state).toBe('done');
    expect(received('createStream')).toHaveLength(1);
    expect(await stateOf(id)).toBe('stopped'); // nothing activated it
    expect((await invite(id)).log.at(-1)?.state).toBe('not-registered');
  });
});

describe('a stream on Huawei VIS', () => {
  const STREAM: OnboardingValues = { name: 'north-gate', share: 'PUBLIC', key: 'none' };

  // @promise vis.pushed: A pushed stream has its address once it is active.
  it('a pushed stream has its address once it is active, and is registered once a camera pushes there', async () => {
    const { id } = await add(STREAM, 'rtmp');
    expect(await access(id)).toMatchObject({
      form: 'push',
      url: expect.stringMatching(/^rtmp:.*north-gate$/) as string,
      isIncomplete: false,
    });
    expect(await stateOf(id)).toBe('not-registered');
    await order('/devices', { deviceId: 'north-gate', isOnline: true });
    expect(await stateOf(id)).toBe('registered');
    expect((await watch(id)).channelId).toContain('north-gate');
  });

  it('the push address of a stream with a push key is reported as incomplete', async () => {
    const { accessKey } = await client.get('onboarding.addKey', { accountId, name: 'field-1' });
    const { id } = await add({ ...STREAM, key: accessKey }, 'rtmp');
    expect(received('createStream')[0]?.params).toMatchObject({ access_key: accessKey });
    expect(await access(id)).toMatchObject({ isIncomplete: true });
  });

  it('a name that another user of VIS has is refused on its field', async () => {
    await add(STREAM, 'rtmp');
    expect(await add(STREAM, 'rtmp')).toMatchObject({ state: 'refused', field: 'name', reason: 'name-taken' });
    expect(await devices()).toHaveLength(1);
  });

  // @promise vis.pulled: A stream that the cloud pulls has nothing to type in, and its address is in no file.
  it('a pulled stream has nothing to type in, and its address is in no file, answer and event', async () => {
    const url = 'https://camera.example.com/live.flv?token=3f9c1d7e';
    const { id } = await add({ name: 'south-gate', share: 'PUBLIC', url }, 'flv');
    await becomes(id, 'registered');
    const refused = await client.ask('onboarding.access', { id: id as DeviceId });
    expect(refused).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
    expect(JSON.stringify([await devices(), client.host.events])).not.toContain('3f9c1d7e');
    await client.app.dispose();
    expect((await contentsOf(dataDir)).filter((text) => text.includes('3f9c1d7e'))).toEqual([]);
    client = await startClient(dataDir);
  });

  it('a stream that VIS cannot pull stays stopped, and its activation says why', async () => {
    const { id } = await add({ name: 'dead-gate', share: 'PUBLIC', url: 'http://camera.invalid/live.flv' }, 'flv');
    expect(await stateOf(id)).toBe('stopped');
    const answer = await client.ask('onboarding.invite', { id: id as DeviceId });
    expect(answer).toMatchObject({ ok: false, error: { code: 'device.offline' } });
  });
});

describe('a project without the service', () => {
  /** An account of such a project. */
  async function labAccount(): Promise<AccountId> {
    const lab = simulator.clouds['huawei-vis']?.examples['projectWithoutSubscription'] as { id: string; name: string };
    const draft = draftFor(simulator, 'huawei-vis', 'Lab');
    const fields = { ...draft.fields, projectId: lab.id, projectName: lab.name };
    return (await client.get('account.add', { ...draft, fields })).id;
  }
  const offersOf = (id: AccountId) => client.ask('onboarding.offers', { accountId: id });

  it('a subscription is asked for once, and then shows the SIP server of VIS', async () => {
    const id = await labAccount();
    expect(await offersOf(id)).toMatchObject({ ok: false, error: { code: 'cloud.service-not-enabled' } });
    await client.get('onboarding.subscribe', { accountId: id });
    expect(await offersOf(id)).toMatchObject({ ok: true });
    expect(received('createSubscription')).toHaveLength(1);
    const again = await client.ask('onboarding.subscribe', { accountId: id });
    expect(again).toMatchObject({ ok: false, error: { code: 'cloud.exists' } });
  });

  it.each(['false', 'VIS.0004', 'VIS.0015'])(
    'a project without the service is reported as such by the answer %s of VIS',
    async (unsubscribed) => {
      await order('/clouds/traits', { vendor: 'huawei-vis', unsubscribed });
      const id = await labAccount();
      expect(await offersOf(id)).toMatchObject({ ok: false, error: { code: 'cloud.service-not-enabled' } });
      const facts = await client.get('account.facts', { accountId: id });
      expect(JSON.stringify(facts)).toContain('"not-subscribed"');
    },
  );

  it('has it where the answer to its order was lost, and is not ordered a second time', async () => {
    const id = await labAccount();
    await fault('createSubscription', { kind: 'drop', when: 'before' });
    expect((await client.ask('onboarding.subscribe', { accountId: id })).ok).toBe(false);
    await fault('createSubscription', { kind: 'drop', when: 'after' });
    expect(await client.ask('onboarding.subscribe', { accountId: id })).toEqual({ ok: true, value: null });
    expect(await offersOf(id)).toMatchObject({ ok: true });
    expect(received('createSubscription')).toHaveLength(2);
  });
});
