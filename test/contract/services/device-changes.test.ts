/** Changes of devices in bulk through the door of main, against simulated clouds. */
import { expect, it, vi } from 'vitest';
import type { DirectoryPage } from '../../../preload/contract/directory.ts';
import type { DeviceChange } from '../../../preload/domain/cameras/device-changes.ts';
import { channelRefOf, type ChannelId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { PATIENT } from '../../patience.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { exampleOf, openDesk, orderOf, receivedOf } from './ptz-desk.ts';

type Camera = DirectoryPage['channels'][number];

const desk = deskOfCameras();

const open = async (vendor: VendorId): Promise<readonly Camera[]> => (await desk.open(vendor)).channels;

const change = (
  what: DeviceChange,
  ids: readonly ChannelId[],
  { names = [], groupId = null }: { readonly names?: readonly string[]; readonly groupId?: OrgNodeId | null } = {},
) =>
  desk.client.ask('devices.change', {
    accountId: desk.accountId,
    change: what,
    groupId,
    items: ids.map((id, i) => ({ id, name: names[i] ?? null })),
  });

async function outcomesOf(...order: Parameters<typeof change>) {
  const answer = await change(...order);
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.outcomes;
}

/** The cameras as the tree lists them, once it lists them as expected. */
async function untilListed(isThere: (cameras: readonly Camera[]) => boolean): Promise<readonly Camera[]> {
  return await vi.waitFor(async () => {
    const { channels } = await desk.tree();
    expect(isThere(channels)).toBe(true);
    return channels;
  }, PATIENT);
}

/** One camera of each of several devices that have one camera. */
function single(cameras: readonly Camera[], count: number): readonly ChannelId[] {
  const alone = cameras.filter(({ deviceId }) => cameras.filter((one) => one.deviceId === deviceId).length === 1);
  expect(alone.length).toBeGreaterThanOrEqual(count);
  return alone.slice(0, count).map(({ id }) => id);
}

it('cameras of Huawei IVM move to another group in one call, and one that is gone is refused by itself', async () => {
  const cameras = await open('huawei-ivm');
  const { groups } = await desk.tree();
  const [first, second, third] = single(cameras, 3) as [ChannelId, ChannelId, ChannelId];
  const from = cameras.find(({ id }) => id === first)?.orgNodeId;
  const to = groups.find(({ id, kind }) => kind === undefined && id !== from)?.id ?? null;
  // Another desk deletes a device behind the back of this one.
  const { deviceId: gone } = await deletedElsewhere(second);
  const outcomes = await outcomesOf('move', [first, second, third], { groupId: to });
  expect(outcomes.map(({ id, state }) => [id, state])).toEqual([
    [first, 'done'],
    [second, 'refused'],
    [third, 'done'],
  ]);
  expect(outcomes[1]?.error).not.toBeNull();
  expect(receivedOf(desk.simulator, 'moveDevicesToOrg')).toHaveLength(1);
  const moved = await untilListed((all) => all.find(({ id }) => id === first)?.orgNodeId === to);
  expect(moved.find(({ id }) => id === third)?.orgNodeId).toBe(to);
  expect(moved.some(({ deviceId }) => deviceId === gone)).toBe(false);
  // Where they are already, there is nothing to refuse.
  expect((await outcomesOf('move', [first], { groupId: to })).map(({ state }) => state)).toEqual(['done']);
});

/** Deletes by a second client, whose directory is another one. */
async function deletedElsewhere(id: ChannelId): Promise<Camera> {
  const camera = (await desk.tree()).channels.find((one) => one.id === id);
  if (camera === undefined) throw new Error('no such camera');
  const elsewhere = await openDesk(desk.simulator);
  try {
    const otherId = await elsewhere.add('huawei-ivm');
    const other = id.replace(desk.accountId, otherId) as ChannelId;
    const order = { accountId: otherId, change: 'delete', groupId: null } as const;
    const answer = await elsewhere.client.ask('devices.change', { ...order, items: [{ id: other, name: null }] });
    expect(answer).toMatchObject({ ok: true, value: { outcomes: [{ state: 'done' }] } });
  } finally {
    await elsewhere.close();
  }
  return camera;
}

function offlineGb(cameras: readonly Camera[]): ChannelId {
  const found = cameras.find(({ protocol, reachable }) => protocol === 'gb28181' && reachable === 'offline');
  if (found === undefined) throw new Error('no camera over GB28181 is off line');
  return found.id;
}

it('a new name of a device stands in the tree, whether the device is on line or not', async () => {
  const cameras = await open('huawei-ivm');
  const ids = [exampleOf(desk.simulator, 'huawei-ivm', desk.accountId, 'gb28181'), offlineGb(cameras)];
  const outcomes = await outcomesOf('renameDevice', ids, { names: ids.map((_, i) => `Gate ${i + 1}`) });
  expect(outcomes.map(({ state }) => state)).toEqual(ids.map(() => 'done'));
  await untilListed((all) => ids.every((id, i) => all.find((one) => one.id === id)?.deviceName === `Gate ${i + 1}`));
});

it('cameras of a recorder of Tencent IVP are renamed and disabled together, by one call for their device', async () => {
  const cameras = await open('tencent-ivp');
  const recorder = cameras.find(({ deviceId }) => cameras.filter((one) => one.deviceId === deviceId).length > 1);
  const ids = cameras.filter(({ deviceId }) => deviceId === recorder?.deviceId).map(({ id }) => id);
  const named = await outcomesOf('renameDevice', ids, { names: ids.map(() => 'North') });
  expect(named.map(({ state }) => state)).toEqual(ids.map(() => 'done'));
  expect(receivedOf(desk.simulator, 'updateDevice')).toHaveLength(1);
  expect((await outcomesOf('disable', ids)).map(({ state }) => state)).toEqual(ids.map(() => 'done'));
  expect(receivedOf(desk.simulator, 'updateDeviceStatus')).toHaveLength(1);
  await untilListed((all) =>
    ids.every((id) => all.some((one) => one.id === id && one.isFrozen && one.deviceName === 'North')),
  );
});

// @promise devices.lost-answer: After a lost answer the outcome is unknown and nothing more is sent.
it('a deletion whose answer is lost is reported as unknown, the rest is not sent, and asking again settles it', async () => {
  const ids = single(await open('tencent-ivp'), 3);
  await orderOf(desk.simulator, 'POST', '/faults', {
    kind: 'drop',
    when: 'after',
    operation: 'deleteDevice',
    count: 1,
  });
  const outcomes = await outcomesOf('delete', ids);
  expect(outcomes.map(({ state, error }) => [state, error?.code])).toEqual([
    ['unknown', 'devices.answer-lost'],
    ['notAsked', 'devices.not-asked'],
    ['notAsked', 'devices.not-asked'],
  ]);
  expect(receivedOf(desk.simulator, 'deleteDevice')).toHaveLength(1);
  expect((await outcomesOf('delete', ids)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  await untilListed((all) => ids.every((id) => all.every((one) => one.id !== id)));
});

/** Makes a call of the API console. */
async function ran(operationId: string, params: Record<string, string | string[]>): Promise<string> {
  const order = { runId: operationId, accountId: desk.accountId, operationId, params, isConfirmed: true };
  const { outcome } = await desk.client.get('console.run', order);
  if (outcome.kind !== 'ok') throw new Error(JSON.stringify(outcome));
  return outcome.valueJson;
}

/** Puts the first camera of the simulated cloud into a new compute instance. */
async function bindCamera(): Promise<string> {
  const examples = desk.simulator.clouds['aliyun-vcs']?.examples as Readonly<Record<string, string>>;
  const { deviceId = '', corpId = '' } = examples;
  const made = await ran('CreateAIInstance', {
    InstanceName: 'lane',
    ProjectId: corpId,
    AlgorithmId: '1',
    AlgorithmName: 'lane',
    InstanceType: 'Normal',
    ComputeType: 'StreamCompute',
    DataSource: 'Camera',
    DataType: 'Picture',
  });
  const { Data } = JSON.parse(made) as { readonly Data: { readonly InstanceId: string } };
  await ran('AddCameraForInstance', { InstanceId: Data.InstanceId, CameraIds: [deviceId] });
  return deviceId;
}

it('cameras of Alibaba VCS are deleted by twenty a call, and that of a compute instance stays, with the reason', async () => {
  const cameras = await open('aliyun-vcs');
  const bound = await bindCamera();
  expect(cameras.length).toBeGreaterThan(20);
  const ids = cameras.map(({ id }) => id);
  const outcomes = await outcomesOf('delete', ids);
  expect(receivedOf(desk.simulator, 'DeleteDevices')).toHaveLength(Math.ceil(ids.length / 20));
  expect(outcomes.map(({ id }) => id)).toEqual(ids);
  const busy = cameras.find(({ id }) => channelRefOf(id).channelNativeId === bound);
  const left = outcomes.filter(({ state }) => state !== 'done');
  expect(left).toMatchObject([{ id: busy?.id, state: 'refused', error: { code: 'cloud.in-use' } }]);
  expect((await untilListed((all) => all.length < cameras.length)).map(({ id }) => id)).toEqual([busy?.id]);
});

// @promise devices.vis-registered: Devices of Huawei VIS that are registered are not deleted, with the reason.
it('a device of Huawei VIS that is registered stays, with the reason, and one that is off line is deleted', async () => {
  const cameras = await open('huawei-vis');
  const overGb = cameras.filter(({ protocol, reachable }) => protocol === 'gb28181' && reachable === 'online');
  const [registered, offline] = overGb.filter(({ id }) => single(overGb, 2).includes(id));
  if (registered === undefined || offline === undefined) throw new Error('too few devices are on line');
  const { deviceNativeId: deviceId } = channelRefOf(offline.id);
  await orderOf(desk.simulator, 'POST', '/devices', { vendor: 'huawei-vis', deviceId, isOnline: false });
  const outcomes = await outcomesOf('delete', [registered.id, offline.id]);
  expect(outcomes).toMatchObject([
    { id: registered.id, state: 'refused', error: { vendor: { code: 'VIS.0303' } } },
    { id: offline.id, state: 'done' },
  ]);
  const left = await untilListed((all) => all.every(({ deviceId }) => deviceId !== offline.deviceId));
  expect(left.some(({ id }) => id === registered.id)).toBe(true);
  expect((await change('rename', [registered.id], { names: ['Gate'] })).ok).toBe(false);
});

it('a stream of Huawei VIS counts as deleted once VIS lists it no longer', async () => {
  const stream = (await open('huawei-vis')).find(({ protocol }) => protocol === 'other');
  if (stream === undefined) throw new Error('no stream');
  expect(await outcomesOf('delete', [stream.id])).toMatchObject([{ id: stream.id, state: 'done', error: null }]);
  expect(receivedOf(desk.simulator, 'deleteStream')).toHaveLength(1);
  // The next reading of the tree finds what VIS lists now.
  expect(await ran('listStreams', {})).not.toContain(`"${channelRefOf(stream.id).channelNativeId}"`);
  await untilListed((all) => all.every(({ id }) => id !== stream.id));
});

// @promise devices.vis-switched: Huawei VIS: cameras and streams are switched on and off, and recorders read again.
it('cameras and streams of Huawei VIS are switched off and on, and those that are so already count as done', async () => {
  const cameras = await open('huawei-vis');
  const overGb = cameras.filter(({ protocol, reachable }) => protocol === 'gb28181' && reachable === 'online');
  const stream = cameras.find(({ protocol, reachable }) => protocol === 'other' && reachable === 'online');
  const ids = [...single(overGb, 2), stream?.id as ChannelId];
  const states = async (what: 'connect' | 'cut') => (await outcomesOf(what, ids)).map(({ state }) => state);
  const done = ids.map(() => 'done');
  expect(await states('connect')).toEqual(done);
  expect(await states('cut')).toEqual(done);
  await untilListed((all) => all.some(({ id, reachable }) => id === stream?.id && reachable === 'offline'));
  const [camera] = ids as [ChannelId];
  const stateOf = async () => (await desk.client.get('devices.access', { channelId: camera })).access.state;
  await vi.waitFor(async () => expect(await stateOf()).toBe('off'), PATIENT);
  expect(await states('cut')).toEqual(done);
  expect(await states('connect')).toEqual(done);
}, 60_000);

it('a stream of Huawei VIS is renamed by its description, and stays active', async () => {
  const cameras = await open('huawei-vis');
  const isOn = ({ protocol, reachable }: Camera): boolean => protocol === 'other' && reachable === 'online';
  const id = cameras.find(isOn)?.id as ChannelId;
  expect(await outcomesOf('rename', [id], { names: ['North gate'] })).toMatchObject([{ id, state: 'done' }]);
  const after = (await untilListed((all) => all.some((one) => one.name === 'North gate'))).find((one) => one.id === id);
  expect(after).toMatchObject({ name: 'North gate', reachable: 'online' });
  const camera = cameras.find(({ protocol }) => protocol === 'gb28181')?.id as ChannelId;
  expect(await change('rename', [camera], { names: ['Gate'] })).toMatchObject({
    error: { code: 'cloud.not-supported' },
  });
});

it('a camera of Huawei VIS whose times are active is not switched by hand, with the reason', async () => {
  const cameras = await open('huawei-vis');
  const [id] = single(
    cameras.filter(({ protocol, reachable }) => protocol === 'gb28181' && reachable === 'online'),
    1,
  );
  if (id === undefined) throw new Error('no camera is on line');
  const plan = { kind: 'random', startMinute: 600, endMinute: 720, lengthMinutes: 10 } as const;
  await desk.client.get('devices.plan-access', { channelId: id, plan: { ...plan, isDaily: true, isActive: true } });
  expect(await outcomesOf('cut', [id])).toMatchObject([
    { id, state: 'refused', error: { vendor: { code: 'VIS.0310' } } },
  ]);
});

it('a recorder of Huawei VIS is read again by one call, and a single camera says that VIS refuses it', async () => {
  const cameras = await open('huawei-vis');
  const isOn = ({ protocol, reachable }: Camera): boolean => protocol === 'gb28181' && reachable === 'online';
  const first = cameras.find((one) => isOn(one) && cameras.filter((x) => x.deviceId === one.deviceId).length > 1);
  const ids = cameras.filter(({ deviceId }) => deviceId === first?.deviceId).map(({ id }) => id);
  expect((await outcomesOf('refresh', ids)).map(({ state }) => state)).toEqual(ids.map(() => 'done'));
  expect(receivedOf(desk.simulator, 'refreshNvrChannels')).toHaveLength(1);
  const [alone] = single(cameras.filter(isOn), 1);
  expect(await outcomesOf('refresh', [alone as ChannelId])).toMatchObject([
    { state: 'refused', error: { vendor: { code: 'VIS.0311' } } },
  ]);
});

/** Makes camera points in a group of City Visual, behind the back of the client. */
async function pointsOf(group: OrgNodeId, ids: readonly string[]): Promise<void> {
  const point = { invite: 'x', latitude: '30.2', longitude: '120.2' };
  const rows = ids.map((deviceId) => ({ ...point, deviceId, name: `P-${deviceId}` }));
  for (let at = 0; at < rows.length; at += 100) {
    const order = { accountId: desk.accountId, kind: 'point', groupId: group, rows: rows.slice(at, at + 100) } as const;
    const { outcomes } = await desk.client.get('onboarding.add', order);
    expect(outcomes.map(({ state }) => state)).toEqual(outcomes.map(() => 'done'));
  }
}

// @promise devices.city-switched: Alibaba City Visual: points are switched by group and read back, since the cloud
// answers before it has followed.
it('camera points of City Visual are switched on by group and by what fits into one call, and are on line after', async () => {
  await open('aliyun-cityvisual');
  const inner = (await desk.tree()).groups.filter(({ parentId }) => parentId !== null);
  const groups = [inner[0], inner.find(({ parentId }) => parentId !== inner[0]?.parentId)];
  // ids of 63 signs: 60 of them do not fit into one call, 40 do
  const sizes = [60, 40];
  for (const [g, group] of groups.entries()) {
    const ids = Array.from({ length: sizes[g] ?? 0 }, (_, i) => `${'p'.repeat(58)}_${g}_${String(i).padStart(2, '0')}`);
    await pointsOf(group?.id as OrgNodeId, ids);
  }
  await desk.client.get('directory.refresh', { accountId: desk.accountId });
  const isMade = ({ id }: Camera): boolean => id.includes('pppp');
  const cameras = (await untilListed((all) => all.filter(isMade).length === 100)).filter(isMade);
  const ids = cameras.map(({ id }) => id);
  const outcomes = await outcomesOf('connect', ids);
  expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['done']));
  const calls = receivedOf(desk.simulator, 'BatchModifyCameraStatus');
  expect(calls).toHaveLength(3);
  expect(new Set(calls.map(({ params }) => params['WorkGroupId'])).size).toBe(2);
  await untilListed((all) => all.filter(isMade).every(({ reachable }) => reachable === 'online'));
});

it('a camera point that is gone and one without a source are distinguished from those that were switched on', async () => {
  const cameras = await open('aliyun-cityvisual');
  const group = (await desk.tree()).groups.find(({ parentId }) => parentId !== null)?.id as OrgNodeId;
  expect(cameras.length).toBeGreaterThan(0);
  await pointsOf(group, ['a_1', 'a_2']);
  const silent = { deviceId: 'a_3', name: 'P-3', invite: 'rtsp://x.invalid/1', latitude: '30.2', longitude: '120.2' };
  await desk.client.get('onboarding.add', { accountId: desk.accountId, kind: 'point', groupId: group, rows: [silent] });
  await desk.client.get('directory.refresh', { accountId: desk.accountId });
  const idOf = (name: string) => (all: readonly Camera[]) => all.find(({ id }) => id.endsWith(`/${name}`))?.id;
  const all = await untilListed((now) => ['a_1', 'a_2', 'a_3'].every((name) => idOf(name)(now)));
  const [first, gone, dead] = ['a_1', 'a_2', 'a_3'].map((name) => idOf(name)(all)) as [ChannelId, ChannelId, ChannelId];
  await ran('DeleteCamera', { CameraId: 'a_2' });
  const outcomes = await outcomesOf('connect', [first, gone, dead]);
  expect(outcomes.map(({ state, error }) => [state, error?.code ?? null])).toEqual([
    ['done', null],
    ['refused', 'cloud.not-found'],
    ['refused', 'devices.not-followed'],
  ]);
}, 60_000);

it('an order for a camera point whose state cannot be read back is reported as unknown', async () => {
  await open('aliyun-cityvisual');
  const group = (await desk.tree()).groups.find(({ parentId }) => parentId !== null)?.id as OrgNodeId;
  const rows = [{ deviceId: 'a_3', name: 'P-3', invite: 'rtsp://x.invalid/1', latitude: '30.2', longitude: '120.2' }];
  await desk.client.get('onboarding.add', { accountId: desk.accountId, kind: 'point', groupId: group, rows });
  await desk.client.get('directory.refresh', { accountId: desk.accountId });
  const isMade = ({ id }: Camera): boolean => id.endsWith('/a_3');
  const id = (await untilListed((all) => all.some(isMade))).find(isMade)?.id as ChannelId;
  const change = outcomesOf('connect', [id]);
  await vi.waitFor(() => expect(receivedOf(desk.simulator, 'BatchModifyCameraStatus')).toHaveLength(1), PATIENT);
  const unread = { kind: 'http', status: 403, operation: 'DescribeCameras', count: 99 };
  await orderOf(desk.simulator, 'POST', '/faults', unread);
  expect(await change).toMatchObject([{ id, state: 'unknown', error: { code: 'devices.answer-lost' } }]);
  expect(receivedOf(desk.simulator, 'BatchModifyCameraStatus')).toHaveLength(1);
}, 60_000);

// @promise devices.city-renamed: A point of City Visual keeps its address and place under a new name.
it('a camera point of City Visual has its address and place under a new name too, and is deleted', async () => {
  const [camera] = await open('aliyun-cityvisual');
  if (camera === undefined) throw new Error('no camera');
  expect(await outcomesOf('rename', [camera.id], { names: ['North-Gate'] })).toMatchObject([{ state: 'done' }]);
  const [sent] = receivedOf(desk.simulator, 'ModifyCamera');
  expect(sent?.params).toMatchObject({
    CameraName: 'North-Gate',
    InviteUri: expect.stringMatching(/^\d{20}$/) as string,
  });
  expect(await change('rename', [camera.id], { names: ['7'] })).toMatchObject({
    error: { code: 'input.invalid-field' },
  });
  expect(await change('move', [camera.id], { groupId: camera.orgNodeId })).toMatchObject({
    error: { code: 'cloud.not-supported' },
  });
  expect(await outcomesOf('delete', [camera.id])).toMatchObject([{ state: 'done' }]);
  await untilListed((all) => all.every(({ id }) => id !== camera.id));
});

// @promise devices.undocumented-change: A change that a cloud does not document, and a name that it does not take,
// send nothing.
it('a change that a cloud does not document, and a name that it does not take, send nothing', async () => {
  const [tencent] = single(await open('tencent-ivp'), 1);
  if (tencent === undefined) throw new Error('no camera');
  for (const name of ['', 'with space', 'n'.repeat(33)]) {
    expect(await change('renameDevice', [tencent], { names: [name] })).toMatchObject({
      ok: false,
      error: { code: 'input.invalid-field' },
    });
  }
  for (const what of ['rename', 'keepPulling'] as const) {
    expect(await change(what, [tencent])).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
  }
  expect(await change('move', [tencent])).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  expect(await change('delete', [tencent, tencent])).toMatchObject({ error: { code: 'input.invalid-field' } });
  expect(receivedOf(desk.simulator, 'updateDevice', 'deleteDevice', 'batchUpdateDeviceOrganization')).toEqual([]);
});
