/** Adding cameras through the door of main, against the simulated IVM: what the cloud receives, and what is stored. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId, DeviceId } from '../../../preload/domain/ids.ts';
import type { OnboardingOutcome, OnboardingValues } from '../../../preload/domain/onboarding/onboarding.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';
import { closeOnboarding, contentsOf, controlOf, firstGroupOf, openOnboarding } from './onboarding-desk.ts';

const PASSWORD = 'Lanner#2026-secret';
const idOf = (serial: number, type = '132'): string => `3402000000${type}${String(9_000_000 + serial)}`;
const GATE: OnboardingValues = {
  deviceId: idOf(1),
  name: 'Gate 1',
  userName: 'gate-1',
  password: PASSWORD,
  algorithm: 'SHA256',
};

let simulator: Simulator;
let dataDir: string;
let client: Client;
let accountId: AccountId;

beforeEach(async () => {
  ({ simulator, client, dataDir, accountId } = await openOnboarding('huawei-ivm'));
});

afterEach(() => closeOnboarding({ simulator, client, dataDir }));

const { plugIn, fault, received } = controlOf(() => simulator, 'huawei-ivm');

const addGb = async (...rows: readonly OnboardingValues[]): Promise<readonly OnboardingOutcome[]> =>
  (await client.get('onboarding.add', { accountId, kind: 'gb28181', groupId: null, rows })).outcomes;
const addHolosens = async (deviceId: string, code: string): Promise<OnboardingOutcome | undefined> =>
  (await client.get('onboarding.add', { accountId, kind: 'holosens', groupId: null, rows: [{ deviceId, code }] }))
    .outcomes[0];
const devices = async () => (await client.get('onboarding.devices', {})).devices;
const watch = async (id: DeviceId | null | undefined) => {
  if (!id) throw new Error('the camera is not in work');
  return await client.get('onboarding.watch', { id });
};
const statesOf = ({ log }: Awaited<ReturnType<typeof watch>>): readonly string[] => log.map(({ state }) => state);
const firstGroup = () => firstGroupOf(client, accountId);

describe('one GB28181 camera', () => {
  it.each([
    ['an id of 19 digits', { deviceId: idOf(1).slice(1) }, 'deviceId', 'too-short'],
    ['type digits other than 132, 111 and 118', { deviceId: idOf(1, '119') }, 'deviceId', 'form'],
    ['a name with an emoji', { name: 'Gate 🚪' }, 'name', 'form'],
    ['a name of 129 units', { name: `${'门'.repeat(64)}x` }, 'name', 'too-long'],
    ['a user name that begins with a digit', { userName: '1gate' }, 'userName', 'form'],
    ['a password of two kinds of characters', { password: 'lanner2026' }, 'password', 'kinds'],
    ['another digest', { algorithm: 'SHA1' }, 'algorithm', 'one-of'],
  ])('a camera with %s is refused on its field before anything is sent', async (_, wrong, field, problem) => {
    const [outcome] = await addGb({ ...GATE, ...wrong });
    expect(outcome).toMatchObject({ state: 'refused', field, problem, id: null });
    expect(received('batchAddGbDevices')).toHaveLength(0);
    expect(await devices()).toEqual([]);
  });

  it('a camera gets its SIP values from the cloud, registers, and is in its group with a channel', async () => {
    const groupId = await firstGroup();
    const rows = [GATE];
    const { outcomes } = await client.get('onboarding.add', { accountId, kind: 'gb28181', groupId, rows });
    const id = outcomes[0]?.id;
    expect(outcomes[0]?.state).toBe('done');
    expect(await watch(id)).toMatchObject({ isPlaced: true, groupId, channelId: null });
    const access = await client.get('onboarding.access', { id: id as DeviceId });
    expect(access).toEqual({
      form: 'sip',
      deviceId: idOf(1),
      host: '127.0.0.1',
      port: '5060',
      serverId: '34020000002000000001',
      domain: '3402000000',
      userName: 'gate-1',
      password: 'installer',
    });
    await plugIn({ deviceId: idOf(1), userName: 'gate-1', password: PASSWORD, algorithm: 'SHA256' });
    const now = await watch(id);
    expect(statesOf(now)).toEqual(['added', 'nothing-received', 'registered']);
    expect(now).toMatchObject({ hasPackage: true });
    expect(now.channelId).toContain(idOf(1));
    await client.get('onboarding.pass', { id: id as DeviceId });
    expect(statesOf(await watch(id)).slice(-2)).toEqual(['registered', 'picture']);
  });

  // @promise onboarding.log: The log of the registration has each change that the cloud reports, once with its count.
  it.each([
    [{ userName: '' }, 'incomplete', 'NO_AUTHENTICATION_INFO'],
    [{ password: 'Other#2026' }, 'sign-in-refused', 'AUTHENTICATION_FAILED'],
    [{ hasWrongChannels: true }, 'channels-wrong', 'CATALOG_ERROR'],
    [{ failsOddly: true }, 'no-reason', 'UNKNOWN_ERROR'],
  ])('a camera that sends %o is in the log as %s, once with a count', async (typed, state, word) => {
    const [outcome] = await addGb(GATE);
    const right = { deviceId: idOf(1), userName: 'gate-1', password: PASSWORD, algorithm: 'SHA256' };
    await plugIn({ ...right, ...typed });
    await watch(outcome?.id);
    expect((await watch(outcome?.id)).log.at(-1)).toMatchObject({ state, word, times: 2 });
  });

  // @promise onboarding.new-password: A refused sign-in gets another password in place, as long as the camera is not
  // on line.
  it('a refused sign-in is mended while the camera is not on line, and not after', async () => {
    const [outcome] = await addGb(GATE);
    const id = outcome?.id as DeviceId;
    await plugIn({ deviceId: idOf(1), userName: 'gate-1', password: 'Typed#2026', algorithm: 'SHA256' });
    expect(statesOf(await watch(id)).at(-1)).toBe('sign-in-refused');
    const mend = (password: string) => client.ask('onboarding.mend', { id, userName: null, password });
    expect(await mend('weakweak')).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
    expect((await mend('Typed#2026')).ok).toBe(true);
    expect(statesOf(await watch(id)).slice(-2)).toEqual(['mended', 'registered']);
    expect(await mend('Later#2026')).toMatchObject({ ok: false, error: { code: 'onboarding.is-online' } });
  });

  // @promise onboarding.closed-package: A channel whose access package is closed is reported as without pictures.
  it('a channel whose access package is closed is reported as without pictures', async () => {
    const [outcome] = await addGb(GATE);
    const right = { deviceId: idOf(1), userName: 'gate-1', password: PASSWORD, algorithm: 'SHA256' };
    await plugIn({ ...right, management: 'CLOSED' });
    expect(await watch(outcome?.id)).toMatchObject({ hasPackage: false });
  });

  // @promise onboarding.lost-answer: After a lost answer the list of the cloud decides, and no row is sent a second
  // time before that.
  it('a camera whose answer is lost is found in the list of the cloud and is not sent a second time', async () => {
    await fault('batchAddGbDevices', { kind: 'drop', when: 'after' });
    expect(await addGb(GATE)).toMatchObject([{ state: 'done' }]);
    expect(received('batchAddGbDevices')).toHaveLength(1);
    expect(received('listOrgDevices').at(-1)?.params).toMatchObject({ device_id: idOf(1) });
  });

  it('a camera that never arrived stays unknown, and a second order looks before it sends', async () => {
    await fault('batchAddGbDevices', { kind: 'malformed' });
    await fault('listOrgDevices', { kind: 'http', status: 500, count: 9 });
    const [outcome] = await addGb(GATE);
    expect(outcome?.state).toBe('unknown');
    expect(await devices()).toMatchObject([{ isUnsure: true }]);
    expect(await addGb(GATE)).toMatchObject([{ state: 'unknown' }]); // the list cannot be asked: nothing is sent
    await fetch(`${simulator.control}/faults`, { method: 'DELETE' });
    expect(await addGb(GATE)).toMatchObject([{ state: 'done' }]);
    expect(received('batchAddGbDevices')).toHaveLength(1);
    expect(await devices()).toMatchObject([{ isUnsure: false }]);
  });
});

describe('two windows', () => {
  const rows = [GATE];

  // @promise onboarding.two-windows: Two windows that add the same camera get one camera in work.
  it('two windows that add the same camera at once get one camera in work', async () => {
    const order = { accountId, kind: 'gb28181', groupId: null, rows } as const;
    const answers = await Promise.all(['a', 'b'].map((window) => client.get('onboarding.add', order, window)));
    const states = answers.flatMap(({ outcomes }) => outcomes.map(({ state }) => state));
    expect(states).toContain('done'); // the later one finds the camera in the list of the cloud, or is refused
    expect(await devices()).toMatchObject([{ isUnsure: false }]);
  });

  // @promise onboarding.off-list: A camera that one window took off the list stays off.
  it('two windows of which one takes a camera off the list leave it off, whatever the other asks', async () => {
    const [outcome] = await addGb(GATE);
    const id = outcome?.id as DeviceId;
    await fault('listOrgDevices', { kind: 'latency', ms: 300 });
    const watching = client.ask('onboarding.watch', { id }, 'a');
    await client.get('onboarding.finish', { id }, 'b');
    expect(await watching).toMatchObject({ ok: false, error: { code: 'onboarding.not-in-work' } });
    expect(await devices()).toEqual([]);
  });
});

describe('many cameras at once', () => {
  it('100 rows get an outcome each: added, wrong here, twice, there already, and of somebody else', async () => {
    await addGb({ ...GATE, deviceId: idOf(90) });
    await plugIn({ deviceId: idOf(91), owner: 'enterprise' });
    await plugIn({ deviceId: idOf(92), owner: 'personal-app' });
    const rows = Array.from({ length: 100 }, (_, i): OnboardingValues => ({
      ...GATE,
      deviceId: idOf(i),
      name: `Row ${String(i)}`,
    }));
    rows[10] = { ...GATE, deviceId: '123' };
    rows[11] = { ...GATE, deviceId: idOf(12) };
    const outcomes = await addGb(...rows);
    const odd = outcomes.flatMap(({ state, problem, reason }, at) =>
      state === 'done' ? [] : [[at, state, problem ?? reason]],
    );
    expect(odd).toEqual([
      [10, 'refused', 'too-short'],
      [12, 'refused', 'twice'],
      [90, 'refused', 'already-here'],
      [91, 'refused', 'other-enterprise'],
      [92, 'refused', 'personal-app'],
    ]);
    expect(await devices()).toHaveLength(96);
  });

  // @promise onboarding.too-many
  it('101 rows are refused as a whole', async () => {
    const rows = Array.from({ length: 101 }, (_, i) => ({ ...GATE, deviceId: idOf(i) }));
    const order = { accountId, kind: 'gb28181', groupId: null, rows } as const;
    expect(await client.ask('onboarding.add', order)).toMatchObject({ ok: false });
    expect(received('batchAddGbDevices')).toHaveLength(0);
  });
});

describe('a HoloSens camera', () => {
  const shelved = (serial: number): string => `2102NEW003${String(serial).padStart(5, '0')}`;

  it('a wrong code is refused on the field of the code, and the right code adds the camera', async () => {
    expect(await addHolosens(shelved(1), 'Code9999')).toMatchObject({ field: 'code', reason: 'wrong-code' });
    expect(await devices()).toEqual([]);
    const outcome = await addHolosens(shelved(1), 'Code1001');
    expect(outcome?.state).toBe('done');
    expect(await watch(outcome?.id)).toMatchObject({ name: 'huawei_sdc', hasPackage: true });
    const named = await client.get('onboarding.name', { id: outcome?.id as DeviceId, name: 'Dock 4' });
    expect(named.name).toBe('Dock 4');
    expect(received('updateChannel').at(-1)?.params).toMatchObject({ channel_name: 'Dock 4' });
  });

  it('a camera of another enterprise is refused with that reason', async () => {
    expect(await addHolosens(shelved(8), 'Code1008')).toMatchObject({ reason: 'other-enterprise', field: 'deviceId' });
  });
});

// @promise onboarding.no-password: Passwords and codes of cameras in work are in no file.
it('a restart finds the cameras in work with their logs, and no file contains a password', async () => {
  const [outcome] = await addGb(GATE);
  await watch(outcome?.id);
  const before = await devices();
  await client.app.dispose();
  const contents = await contentsOf(dataDir);
  expect(contents.some((text) => text.includes('gate-1'))).toBe(true);
  expect(contents.filter((text) => text.includes(PASSWORD))).toEqual([]);
  client = await startClient(dataDir);
  expect(await devices()).toEqual(before);
});

it('each cloud offers the kinds of cameras that it takes, and how many at once', async () => {
  const other = (await client.get('account.add', draftFor(simulator, 'aliyun-cityvisual'))).id;
  const points = (await client.get('onboarding.offers', { accountId: other })).offers;
  expect(points.map(({ kind, maxRows }) => [kind, maxRows])).toEqual([['point', 100]]);
  const { offers } = await client.get('onboarding.offers', { accountId });
  expect(offers.map(({ kind, maxRows }) => [kind, maxRows])).toEqual([
    ['gb28181', 100],
    ['holosens', 1],
  ]);
});
