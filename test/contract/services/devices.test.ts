/** Facts of devices through the door of main, against simulated clouds. */
import { expect, it } from 'vitest';
import { setLogSink } from '../../../main/log.ts';
import { vendors } from '../../../main/vendors/registry.ts';
import { capabilityOf } from '../../../preload/domain/accounts/cloud-capability.ts';
import {
  CLOUDS_WITH_CLEAR_PASSWORDS,
  DEVICE_FACTS,
  PUBLISHED_FACTS,
  type DeviceFact,
} from '../../../preload/domain/cameras/device-facts.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { VENDOR_IDS, type VendorId } from '../../../preload/domain/vendor.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { contentsOf } from './onboarding-desk.ts';
import { orderOf, receivedOf } from './ptz-desk.ts';

const desk = deskOfCameras();

async function camerasOf(vendor: VendorId): Promise<readonly ChannelId[]> {
  const { channels } = await desk.open(vendor);
  return channels.map(({ id }) => id);
}

async function factsOf(channelId: ChannelId, of: 'camera' | 'recorder' = 'camera') {
  const answer = await desk.client.ask('devices.facts', { channelId, of });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.facts;
}

const MISSING = Object.fromEntries(DEVICE_FACTS.map((fact) => [fact, null]));

// @promise devices.no-password: A device has the facts that its cloud documents, and none of them is a password.
it.each<[VendorId, string, readonly DeviceFact[]]>([
  ['huawei-ivm', 'getDevice', ['model', 'firmware']],
  ['huawei-vis', 'getDevice', ['code', 'description']],
  ['tencent-ivp', 'describeDevice', ['manufacturer', 'code', 'node', 'description']],
  ['aliyun-vcs', 'DescribeIpcs', ['manufacturer', 'model', 'serial', 'address', 'resolution', 'description']],
])(
  'the device of a camera of %s has the facts that its cloud documents, and no other',
  async (vendor, operation, known) => {
    const [camera] = await camerasOf(vendor);
    if (camera === undefined) throw new Error('no camera');
    const before = receivedOf(desk.simulator, operation).length;
    const { values } = await factsOf(camera);
    expect(receivedOf(desk.simulator, operation).length).toBeGreaterThan(before);
    for (const fact of known) expect([fact, values[fact]]).toEqual([fact, expect.any(String)]);
    const answered = DEVICE_FACTS.filter((fact) => values[fact] !== null);
    expect(answered.filter((fact) => !PUBLISHED_FACTS[vendor].has(fact))).toEqual([]);
    expect(values).toMatchObject(vendor === 'aliyun-vcs' ? { firmware: null, mac: null } : {});
    expect(Object.keys(values).toSorted()).toEqual(Object.keys(MISSING).toSorted());
    // Some clouds answer passwords in clear beside the facts.
    expect(JSON.stringify(values)).not.toMatch(/password/i);
  },
);

it('a recorder of a cloud that lists recorders apart has facts of its own', async () => {
  const { groups, channels } = await desk.open('aliyun-vcs');
  const recorder = groups.find(({ kind }) => kind === 'recorder');
  const below = channels.find(({ orgNodeId }) => orgNodeId === recorder?.id);
  if (below === undefined) throw new Error('no camera behind a recorder');
  const { values } = await factsOf(below.id, 'recorder');
  expect(values).toMatchObject({ model: expect.any(String) as string, address: null, firmware: null });
  expect(Number(values.channels)).toBeGreaterThan(0);
  expect(JSON.stringify(values)).not.toMatch(/password/i);
});

it('a camera behind a recorder has facts of its own, and none of the recorder', async () => {
  const cameras = await camerasOf('huawei-ivm');
  const behind = cameras.find(
    (id, i) =>
      cameras.findIndex((other) => other.split(':')[1]?.split('/')[0] === id.split(':')[1]?.split('/')[0]) !== i,
  );
  if (behind === undefined) throw new Error('no camera behind a recorder');
  const { values } = await factsOf(behind);
  expect(receivedOf(desk.simulator, 'getChannel')).toHaveLength(1);
  expect([values.mac, values.address, values.manufacturer]).toEqual([null, null, null]);
  const recorder = await factsOf(behind, 'recorder');
  expect([recorder.values.mac, recorder.values.address]).toEqual([expect.any(String), expect.any(String)]);
});

it('a cloud that documents no facts says so, and an answer about nothing is an error', async () => {
  const [city] = await camerasOf('aliyun-cityvisual');
  if (city === undefined) throw new Error('no camera');
  expect(await desk.client.ask('devices.facts', { channelId: city, of: 'camera' })).toMatchObject({
    ok: false,
    error: { code: 'cloud.not-supported' },
  });
  const [tencent] = await camerasOf('tencent-ivp');
  if (tencent === undefined) throw new Error('no camera');
  await orderOf(desk.simulator, 'POST', '/faults', { kind: 'empty', as: 'object', operation: 'describeDevice' });
  expect(await desk.client.ask('devices.facts', { channelId: tencent, of: 'camera' })).toMatchObject({
    ok: false,
    error: { code: 'network.bad-answer' },
  });
});

/** The lines that the client writes into its log meanwhile. */
async function loggedWhile(run: () => Promise<void>): Promise<string> {
  const lines: string[] = [];
  const before = setLogSink((_level, line) => lines.push(line));
  try {
    await run();
  } finally {
    setLogSink(before);
  }
  return lines.join('\n');
}

// @promise security.device-password: The password of a device leaves main for one device by one click. Each time is in
// the audit log without the password, which no list, log, file or kiosk gets.
// @promise devices.password-by-click: The password of a device that its cloud answers is asked for by one click,
// noted in the audit log without the password, and stored nowhere.
it.each<[VendorId, string]>([
  ['tencent-ivp', 'describeDevice'],
  ['aliyun-vcs', 'DescribeIpcs'],
])(
  'the password of a device of %s is asked by one click, noted without it, and stays nowhere',
  async (vendor, operation) => {
    const cameras = await camerasOf(vendor);
    const before = receivedOf(desk.simulator, operation).length;
    const shown: string[] = [];
    const log = await loggedWhile(async () => {
      for (const channelId of cameras) {
        const { password } = await desk.client.get('devices.clear-password', { channelId, of: 'camera' });
        if (password === null) continue;
        shown.push(password);
        break;
      }
    });
    const [password = ''] = shown;
    expect(password.length).toBeGreaterThan(5);
    expect(receivedOf(desk.simulator, operation).length).toBeGreaterThan(before);
    expect(log).toContain('the password of a device was shown');
    expect(log).not.toContain(password);
    expect(JSON.stringify(await desk.tree())).not.toContain(password);
    expect((await contentsOf(desk.dataDir)).join('')).not.toContain(password);
  },
);

it('a recorder of Alibaba VCS has a password of its own', async () => {
  const { groups, channels } = await desk.open('aliyun-vcs');
  const recorder = groups.find(({ kind }) => kind === 'recorder');
  const below = channels.find(({ orgNodeId }) => orgNodeId === recorder?.id);
  if (below === undefined) throw new Error('no camera behind a recorder');
  const own = await desk.client.get('devices.clear-password', { channelId: below.id, of: 'camera' });
  const ofRecorder = await desk.client.get('devices.clear-password', { channelId: below.id, of: 'recorder' });
  expect([own.password, ofRecorder.password]).toEqual([expect.any(String), expect.any(String)]);
  expect(ofRecorder.password).not.toBe(own.password);
});

it.each<VendorId>(['huawei-ivm', 'huawei-vis', 'aliyun-cityvisual'])(
  'a cloud that answers no passwords of devices says so: %s',
  async (vendor) => {
    expect(CLOUDS_WITH_CLEAR_PASSWORDS.has(vendor)).toBe(false);
    const [channelId] = await camerasOf(vendor);
    if (channelId === undefined) throw new Error('no camera');
    expect(await desk.client.ask('devices.clear-password', { channelId, of: 'camera' })).toMatchObject({
      ok: false,
      error: { code: 'cloud.not-supported' },
    });
  },
);

it('an answer without the documented password is an error, and not a device without one', async () => {
  const [channelId] = await camerasOf('tencent-ivp');
  if (channelId === undefined) throw new Error('no camera');
  await orderOf(desk.simulator, 'POST', '/faults', { kind: 'empty', as: 'object', operation: 'describeDevice' });
  const log = await loggedWhile(async () => {
    expect(await desk.client.ask('devices.clear-password', { channelId, of: 'camera' })).toMatchObject({
      ok: false,
      error: { code: 'network.bad-answer' },
    });
  });
  expect(log).not.toContain('the password of a device was shown');
});

it('the page names the clouds with recordings and with clear passwords as main knows them', () => {
  const having = (port: 'playback' | 'deviceSecrets') => VENDOR_IDS.filter((id) => vendors[id].offers.has(port));
  expect(VENDOR_IDS.filter((id) => capabilityOf(id, 'cloud-playback').can)).toEqual(having('playback'));
  expect([...CLOUDS_WITH_CLEAR_PASSWORDS].toSorted()).toEqual(having('deviceSecrets').toSorted());
});

// @promise devices.plan: The plan by which the cloud records a camera has its hours a week and how long recordings
// stay.
it.each<VendorId>(['huawei-ivm', 'tencent-ivp'])(
  'the plan by which %s records a camera is reported with its hours and with the time for which recordings are stored',
  async (vendor) => {
    for (const channelId of await camerasOf(vendor)) {
      const { plan } = await desk.client.get('devices.plan', { channelId });
      expect(plan?.asOfMs).toBeGreaterThan(0);
      const [table] = plan?.tables ?? [];
      if (table === undefined) continue;
      expect(table.hoursPerWeek).toBeGreaterThan(0);
      expect(table.keptDays).toBeGreaterThan(0);
      return;
    }
    throw new Error('no plan records a camera');
  },
);

it('a cloud that publishes no recording plans is not said to have none', async () => {
  const [channelId] = await camerasOf('aliyun-vcs');
  if (channelId === undefined) throw new Error('no camera');
  expect(await desk.client.get('devices.plan', { channelId })).toEqual({ plan: null });
});
