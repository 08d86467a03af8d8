/** Intake groups through the door of main, against the simulated City Visual: what the cloud receives, and what is stored. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import type { IntakeValues } from '../../../preload/domain/onboarding/intakes.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { closeOnboarding, contentsOf, controlOf, openOnboarding } from './onboarding-desk.ts';

const PASSWORD = 'Platform#2026-9c1d';
const GATE: IntakeValues = {
  name: 'Gates',
  protocol: 'RTMP',
  ip: '192.168.122.78',
  port: '1935',
  account: 'field-1',
  password: PASSWORD,
  jobs: '2',
  isScheduled: 'True',
  topics: '2',
  prefix: 'ipc',
  description: 'All gates',
};
const ENTERED = { ip: '192.168.122.78', port: '1935', account: 'field-1', jobs: '2', topics: '2', prefix: 'ipc' };

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;
let instanceId: OrgNodeId;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('aliyun-cityvisual'));
  const [first] = (await intakes()).instances;
  if (first === undefined) throw new Error('no instance');
  instanceId = first.id;
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { fault, received } = controlOf(() => simulator, 'aliyun-cityvisual');

const intakes = () => client.get('onboarding.intakes', { accountId });
const ask = (values: IntakeValues) => client.ask('onboarding.addIntake', { instanceId, values });
const add = async (values: IntakeValues = GATE): Promise<OrgNodeId> =>
  (await client.get('onboarding.addIntake', { instanceId, values })).id;
const groupOf = async (id: OrgNodeId) => (await intakes()).groups.find((one) => one.id === id);

describe('an intake group', () => {
  // @promise city.protocols: Only the protocols that the cloud names are offered for a new intake group.
  it('only the protocols that the cloud names are offered', async () => {
    const { rules } = await intakes();
    const protocols = rules.find(({ field }) => field === 'protocol')?.limits.values ?? [];
    expect(protocols).toHaveLength(11);
    expect(protocols).toEqual(expect.arrayContaining(['RTMP', 'ONVIF', 'GB28181']));
  });

  it.each([
    ['no name', { name: '' }, 'name', 'missing'],
    ['a protocol that the cloud does not name', { protocol: 'SMTP' }, 'protocol', 'one-of'],
    ['port 65536', { port: '65536' }, 'port', 'form'],
    ['no password', { password: '' }, 'password', 'missing'],
    ['0 cameras', { jobs: '0' }, 'jobs', 'form'],
  ])(
    'an intake group with %s is refused on its field, and City Visual receives nothing',
    async (_, wrong, field, detail) => {
      const answer = await ask({ ...GATE, ...wrong });
      expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid-field', params: { field, detail } } });
      expect(received('CreateWorkGroup')).toHaveLength(0);
    },
  );

  // @promise city.platform: Of an intake group this client stores what City Visual does not answer again.
  it('an intake group is made as it was entered, and this client stores what the cloud does not answer again', async () => {
    const id = await add();
    expect(received('CreateWorkGroup')[0]?.params).toMatchObject({
      WorkGroupName: 'Gates',
      Protocol: 'RTMP',
      Ip: '192.168.122.78',
      TopicPrefix: 'ipc',
      Password: '***',
    });
    expect(await groupOf(id)).toEqual({
      id,
      instanceId,
      name: 'Gates',
      protocol: 'RTMP',
      description: 'All gates',
      isScheduled: true,
    });
    expect((await intakes()).kept).toMatchObject([{ groupId: id, ...ENTERED }]);
  });

  it('every window is informed of a new intake group', async () => {
    const told = client.host.event('onboarding.intakes-changed', (one) => one.accountId === accountId);
    await add();
    await told;
  });

  it('a name that is taken in the instance is refused on its field, and is not sent', async () => {
    await add();
    const answer = await ask(GATE);
    expect(answer).toMatchObject({ ok: false, error: { params: { field: 'name', detail: 'taken' } } });
    expect(received('CreateWorkGroup')).toHaveLength(1);
  });

  // @promise city.description: Only the description of an intake group can be changed.
  it('only the description of an intake group is changed, and an empty one is refused', async () => {
    const id = await add();
    await client.get('onboarding.describeIntake', { id, description: 'North gates' });
    expect(await groupOf(id)).toMatchObject({ name: 'Gates', description: 'North gates' });
    const answer = await client.ask('onboarding.describeIntake', { id, description: ' ' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
    expect(received('ModifyWorkGroup')).toHaveLength(1);
  });

  it('an intake group with cameras is not deleted, and says how many; an empty one is deleted', async () => {
    const id = await add();
    const point = { name: 'North-Gate', invite: 'gate_2', latitude: '30.2', longitude: '120.2' };
    const rows = ['g_1', 'g_2', 'g_3'].map((deviceId, at) => ({ ...point, deviceId, name: `Gate-${at}` }));
    const { outcomes } = await client.get('onboarding.add', { accountId, kind: 'point', groupId: id, rows });
    // it was made for two cameras
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'done', 'refused']);
    expect(outcomes[2]?.error).toMatchObject({ code: 'cloud.quota' });
    expect(await client.get('onboarding.intakeCameras', { id })).toEqual({ cameras: 2 });
    const answer = await client.ask('onboarding.removeIntake', { id });
    expect(answer).toMatchObject({ ok: false, error: { code: 'onboarding.intake-in-use', params: { limit: 2 } } });
    expect(received('DeleteWorkGroup')).toHaveLength(0);
    const empty = await add({ ...GATE, name: 'Yard' });
    await client.get('onboarding.removeIntake', { id: empty });
    expect(await groupOf(empty)).toBeUndefined();
    expect((await intakes()).kept.map(({ groupId }) => groupId)).toEqual([id]);
  });
});

describe('a lost answer about an intake group', () => {
  it('an intake group whose answer is lost is found by its name, and is not sent a second time', async () => {
    await fault('CreateWorkGroup', { kind: 'drop', when: 'after' });
    const id = await add();
    expect(await groupOf(id)).toMatchObject({ name: 'Gates' });
    expect(received('CreateWorkGroup')).toHaveLength(1);
  });

  it('an intake group that never arrived is reported as unknown, and a second order makes it once', async () => {
    await fault('CreateWorkGroup', { kind: 'drop', when: 'before' });
    expect(await ask(GATE)).toMatchObject({ ok: false, error: { code: 'network.reset' } });
    expect((await intakes()).groups.filter(({ name }) => name === 'Gates')).toEqual([]);
    const id = await add();
    expect((await intakes()).groups.filter(({ name }) => name === 'Gates')).toMatchObject([{ id }]);
  });

  it('a deleted intake group whose answer is lost counts as deleted, and is sent once', async () => {
    const id = await add();
    await fault('DeleteWorkGroup', { kind: 'drop', when: 'after' });
    await client.get('onboarding.removeIntake', { id });
    expect(received('DeleteWorkGroup')).toHaveLength(1);
    expect((await intakes()).kept).toEqual([]);
  });

  it('a deletion of an intake group that never arrived is reported as unknown, and nothing is forgotten', async () => {
    const id = await add();
    await fault('DeleteWorkGroup', { kind: 'drop', when: 'before' });
    const answer = await client.ask('onboarding.removeIntake', { id });
    expect(answer).toMatchObject({ ok: false, error: { code: 'network.reset' } });
    expect(received('DeleteWorkGroup')).toHaveLength(1);
    expect((await intakes()).kept).toMatchObject([{ groupId: id }]);
  });
});

it('an instance is no intake group, and an intake group no instance: City Visual is not asked', async () => {
  const id = await add();
  const inGroup = { instanceId: id, values: { ...GATE, name: 'Yard' } };
  const answers = [
    await client.ask('onboarding.addIntake', inGroup),
    await client.ask('onboarding.setInstance', { id, name: null, isRunning: false }),
    await client.ask('onboarding.describeIntake', { id: instanceId, description: 'x' }),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'cloud.not-found' } });
  expect(received('CreateWorkGroup', 'ModifyInstance', 'ModifyWorkGroup')).toHaveLength(1);
});

it.each([
  ['has an empty group', 'i1%2F'],
  ['has an empty instance', '%2Fw1'],
  ['has neither', '%2F'],
  ['is nested', 'i1%2Fw1%2Fw2'],
  ['is a folder', '..'],
  ['turns the direction of text', '%E2%80%AE'],
  ['is half a character', '%ED%A0%80'],
  ['is very long', 'x'.repeat(1_000)],
])('an id that %s is refused with a reason, by every request about intake groups', async (_, native) => {
  const id = `${accountId}~${native}` as OrgNodeId;
  const answers = [
    await client.ask('onboarding.intakeCameras', { id }),
    await client.ask('onboarding.addIntake', { instanceId: id, values: GATE }),
    await client.ask('onboarding.describeIntake', { id, description: 'x' }),
    await client.ask('onboarding.removeIntake', { id }),
    await client.ask('onboarding.setInstance', { id, name: 'North', isRunning: null }),
  ];
  for (const answer of answers) expect(answer).toMatchObject({ ok: false });
  expect(answers.map((answer) => (answer.ok ? null : answer.error.code))).not.toContain('internal');
});

// @promise city.password: The password of a platform is in no file, answer and event.
it('the password of a platform is in no file, answer and event, also over a restart', async () => {
  await add();
  await fault('CreateWorkGroup', { kind: 'http', status: 403 });
  const refused = await ask({ ...GATE, name: 'Yard' });
  expect(JSON.stringify([refused, await intakes(), client.host.events])).not.toContain(PASSWORD);
  await client.app.dispose();
  const contents = await contentsOf(dataDir);
  expect(contents.some((content) => content.includes('192.168.122.78'))).toBe(true);
  expect(contents.some((content) => content.includes(PASSWORD))).toBe(false);
  client = await startClient(dataDir);
});

it('an entered platform is there again when its account was deleted and added anew', async () => {
  await add();
  await client.get('account.remove', { accountId });
  ({ id: accountId } = await client.get('account.add', draftFor(simulator, 'aliyun-cityvisual')));
  await expect.poll(async () => (await intakes()).kept, { timeout: 20_000 }).toMatchObject([{ accountId, ...ENTERED }]);
});

it('an instance is renamed, stopped and started, and a name that begins with a digit is refused', async () => {
  const set = (change: { name?: string; isRunning?: boolean }) =>
    client.ask('onboarding.setInstance', { id: instanceId, name: null, isRunning: null, ...change });
  const now = async () => (await intakes()).instances.find(({ id }) => id === instanceId);
  expect(await set({ name: '7' })).toMatchObject({ ok: false, error: { params: { field: 'name' } } });
  expect(await set({ name: 'North' })).toMatchObject({ ok: true });
  expect(await set({ isRunning: false })).toMatchObject({ ok: true });
  expect(await now()).toMatchObject({ name: 'North', isRunning: false });
  expect(await set({ isRunning: true })).toMatchObject({ ok: true });
  expect(await now()).toMatchObject({ isRunning: true });
  expect(received('ModifyInstance')).toHaveLength(3);
});
