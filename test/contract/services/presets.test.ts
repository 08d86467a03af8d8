/** Presets through the door of main, against simulated clouds: what the clouds receive, and where the cameras look then. */
import { afterEach, expect, it } from 'vitest';
import type { EventPayload } from '../../../preload/contract/events.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { PATIENT } from '../../patience.ts';
import type { Pose } from '../../simulator/world/ptz-head.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { exampleOf, hold, openDesk, orderOf, poseOf, receivedOf } from './ptz-desk.ts';

const GATE: Pose = { panDeg: 40, tiltDeg: -5, zoom: 2 };
const OVERVIEW: Pose = { panDeg: 300, tiltDeg: 10, zoom: 1.5 };

const desk = deskOfCameras({ cameras: 300 });
let letGo: () => void = () => {};

afterEach(() => letGo());

const add = (vendor: VendorId): Promise<unknown> => desk.open(vendor);

const cameraOf = (vendor: VendorId, example: string): ChannelId =>
  exampleOf(desk.simulator, vendor, desk.accountId, example);
const order = (method: 'GET' | 'POST', route: string, body?: object) => orderOf(desk.simulator, method, route, body);
const poseNow = (camera: ChannelId): Promise<unknown> => poseOf(desk.simulator, camera);
const received = (...operations: readonly string[]) => receivedOf(desk.simulator, ...operations);

const listOf = (channelId: ChannelId) => desk.client.get('presets.list', { channelId });
const namesOf = async (channelId: ChannelId) =>
  (await listOf(channelId)).presets.map(({ index, name }) => [index, name]);
const pictureOf = async (channelId: ChannelId, index: number): Promise<string> => {
  const { presets } = await listOf(channelId);
  const picture = presets.find((one) => one.index === index)?.picture ?? '';
  return (await desk.client.get('presets.picture', { channelId, picture })).data ?? '';
};
const MOVES = ['controlPtz', 'moveToPresetPosition'];

/** A page that holds an arrow until {@link letGo}. */
function press(channelId: ChannelId): void {
  letGo = hold(desk.client, { channelId, press: 1 });
}

const lastState = (): EventPayload<'ptz.changed'> | undefined =>
  desk.client.host.events.filter(({ name }) => name === 'ptz.changed').at(-1)?.payload as
    EventPayload<'ptz.changed'> | undefined;

it('presets of Huawei IVM are listed with number, name and a picture of their own, which reaches the page as data', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  const { presets, limits } = await listOf(dome);
  expect(presets.map(({ index, name }) => [index, name])).toEqual([
    [1, 'Gate'],
    [2, '停车场'],
    [3, 'Overview'],
  ]);
  expect(limits).toMatchObject({ maxIndex: 512, names: 'cloud', renamingMoves: true });
  const pictures = await Promise.all([1, 2, 3].map((index) => pictureOf(dome, index)));
  expect(pictures.every((picture) => picture.startsWith('data:image/jpeg;base64,/9j/'))).toBe(true);
  expect(new Set(pictures).size).toBe(3);
  expect((await desk.client.get('presets.picture', { channelId: dome, picture: 'gone' })).data).toBeNull();
});

it('presets of Huawei IVM take the camera to the stored view with control, and give control back where no window steers', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  await desk.client.get('presets.goTo', { channelId: dome, index: 1 });
  await expect.poll(() => poseNow(dome), PATIENT).toEqual(GATE);
  const asked = received('acquirePtzLock', 'moveToPresetPosition', 'releasePtzLock');
  expect(asked.map(({ operation, status }) => [operation, status])).toEqual([
    ['acquirePtzLock', 200],
    ['moveToPresetPosition', 200],
    ['releasePtzLock', 200],
  ]);
});

// @promise preset.after-stop: A pressed arrow is stopped before the camera goes to a preset.
it('presets of Huawei IVM stop a held arrow before they move the camera, and leave 300 ms between all movements', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  await desk.client.get('ptz.open', { channelId: dome });
  press(dome);
  await expect.poll(() => received('controlPtz').length, PATIENT).toBe(1);
  await Promise.all([
    desk.client.get('presets.goTo', { channelId: dome, index: 3 }),
    order('GET', '/ptz'), // the arrow is still held meanwhile
  ]);
  await expect.poll(() => poseNow(dome), PATIENT).toEqual(OVERVIEW);
  const moves = received(...MOVES);
  expect(moves.map(({ params }) => params['direction'] ?? params['preset_index'])).toEqual(['LEFT', 'STOP', 3]);
  expect(moves.every(({ status }) => status === 200)).toBe(true);
  const gapsMs = moves.slice(1).map(({ atMs }, i) => atMs - (moves[i]?.atMs ?? 0));
  expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(300);
  expect(await order('GET', '/ptz')).toEqual([]);
});

it('presets of Huawei IVM refuse a name that the cloud does not allow before anything is sent', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  for (const [name, detail] of [
    ['a/b', 'form'],
    ['  ', 'missing'],
    ['x'.repeat(129), 'too-long'],
  ] as const) {
    const answer = await desk.client.ask('presets.add', { channelId: dome, name, index: null });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'input.invalid-field', params: { field: 'name', detail } },
    });
  }
  expect(received('addPresetPosition', 'getDevice', 'listPresetPositions')).toEqual([]);
});

// @promise preset.numbers: A camera of Huawei IVM that is joined directly gets the lowest free number for a preset, a
// camera behind a recorder none.
it('presets of Huawei IVM are added with the lowest free number on a direct camera, and without a number behind a recorder', async () => {
  await add('huawei-ivm');
  const [dome, behind] = [cameraOf('huawei-ivm', 'ptzDome'), cameraOf('huawei-ivm', 'behindRecorder')];
  await desk.client.get('presets.delete', { channelId: dome, index: 2 });
  expect(await desk.client.get('presets.add', { channelId: dome, name: ' Dock 7 ', index: null })).toEqual({
    index: 2,
  });
  expect(await desk.client.get('presets.add', { channelId: behind, name: 'Quay', index: null })).toEqual({ index: 4 });
  expect(
    received('addPresetPosition').map(({ params, status }) => [params['preset_name'], params['index'], status]),
  ).toEqual([
    ['Dock 7', 2, 200],
    ['Quay', undefined, 200],
  ]);
  expect(await namesOf(dome)).toContainEqual([2, 'Dock 7']);
});

// @promise preset.lost-answer: An order for a preset whose answer is lost makes no second preset.
it('presets of Huawei IVM are stored once when the answer to the order is lost', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  await order('POST', '/faults', { kind: 'drop', when: 'after', operation: 'addPresetPosition', count: 1 });
  expect(await desk.client.get('presets.add', { channelId: dome, name: 'Dock', index: null })).toEqual({ index: 4 });
  expect(received('addPresetPosition')).toHaveLength(1);
});

// @promise preset.renamed: To give a preset a new name the camera goes there first, because the cloud may store the
// view with the name.
it('presets of Huawei IVM get a new name at the view that they had: the camera goes there first', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  const before = await pictureOf(dome, 1);
  await desk.client.get('presets.goTo', { channelId: dome, index: 3 });
  await desk.client.get('presets.rename', { channelId: dome, index: 1, name: 'North gate' });
  expect(await namesOf(dome)).toContainEqual([1, 'North gate']);
  const writes = received('moveToPresetPosition', 'updatePresetPosition');
  expect(writes.map(({ params }) => params['preset_index'])).toEqual([3, 1, 1]);
  await desk.client.get('presets.goTo', { channelId: dome, index: 3 });
  await desk.client.get('presets.goTo', { channelId: dome, index: 1 });
  await expect.poll(() => poseNow(dome), PATIENT).toEqual(GATE);
  expect(await pictureOf(dome, 1)).not.toBe(before); // a new picture, of a later moment
});

it('presets of Huawei IVM have their name when the camera gets another command on the way to them', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  await desk.client.get('ptz.open', { channelId: dome });
  const renamed = desk.client.ask('presets.rename', { channelId: dome, index: 1, name: 'North gate' });
  await expect.poll(() => received('moveToPresetPosition').length, PATIENT).toBe(1);
  press(dome);
  expect(await renamed).toMatchObject({ ok: false, error: { code: 'presets.moved' } });
  expect(await namesOf(dome)).toContainEqual([1, 'Gate']);
  expect(received('updatePresetPosition')).toEqual([]);
});

it('presets of Huawei IVM store the view again on demand', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  await desk.client.get('presets.goTo', { channelId: dome, index: 3 });
  await expect.poll(() => poseNow(dome), PATIENT).toEqual(OVERVIEW);
  await desk.client.get('presets.update', { channelId: dome, index: 1 });
  await desk.client.get('presets.goTo', { channelId: dome, index: 2 });
  await desk.client.get('presets.goTo', { channelId: dome, index: 1 });
  await expect.poll(() => poseNow(dome), PATIENT).toEqual(OVERVIEW);
  expect(await namesOf(dome)).toContainEqual([1, 'Gate']);
});

it('presets of Huawei IVM report that another desk took control, until control is taken back', async () => {
  await add('huawei-ivm');
  const dome = cameraOf('huawei-ivm', 'ptzDome');
  await desk.client.get('ptz.open', { channelId: dome });
  await desk.client.get('presets.goTo', { channelId: dome, index: 1 });
  const other = await openDesk(desk.simulator);
  try {
    const theirs = exampleOf(desk.simulator, 'huawei-ivm', await other.add('huawei-ivm'), 'ptzDome');
    await other.client.get('ptz.open', { channelId: theirs });
    await other.client.get('presets.goTo', { channelId: theirs, index: 3 });
    const refused = await desk.client.ask('presets.goTo', { channelId: dome, index: 1 });
    expect(refused).toMatchObject({ ok: false, error: { code: 'cloud.conflict', vendor: { code: 'IVM.20002009' } } });
    expect(lastState()).toMatchObject({ phase: 'rest', controlUntilMs: null, error: { code: 'cloud.conflict' } });
    await desk.client.get('ptz.take', { channelId: dome });
    expect(lastState()).toMatchObject({ error: null, controlUntilMs: expect.any(Number) as number });
    await desk.client.get('presets.goTo', { channelId: dome, index: 1 });
  } finally {
    await other.close();
  }
});

// @promise preset.call-fails: A preset that cannot be called has the reason: off line, too many requests, gone, or a
// number out of range.
it('presets of Huawei IVM that cannot be called are reported with the reason: camera off line, too many requests, preset gone, number out of range', async () => {
  await add('huawei-ivm');
  const [dome, offline] = [cameraOf('huawei-ivm', 'ptzDome'), cameraOf('huawei-ivm', 'offline')];
  const call = async (channelId: ChannelId, index: number) => {
    const answer = await desk.client.ask('presets.goTo', { channelId, index });
    return answer.ok ? null : answer.error.code;
  };
  const list = await desk.client.ask('presets.list', { channelId: offline });
  expect(list.ok ? null : list.error.code).toMatch(/^(device\.offline|cloud\.not-supported)$/);
  await order('POST', '/faults', { kind: 'http', status: 429, operation: 'moveToPresetPosition' });
  expect(await call(dome, 1)).toBe('cloud.rate-limited');
  await orderOf(desk.simulator, 'DELETE', '/faults');
  await desk.client.get('presets.delete', { channelId: dome, index: 2 });
  expect(await call(dome, 2)).toBe('cloud.invalid-parameter');
  expect(await call(dome, 1)).toBeNull();
  const sent = received('moveToPresetPosition').length;
  expect([await call(dome, 0), await call(dome, 513)]).toEqual(['ipc.invalid-input', 'input.invalid-field']);
  expect(received('moveToPresetPosition')).toHaveLength(sent);
});

// @promise preset.holosens: Huawei IVM offers presets for HoloSens cameras alone.
it('presets of Huawei IVM are not offered for cameras of other protocols, and refused before the cloud is asked', async () => {
  await add('huawei-ivm');
  const { channels } = await desk.client.get('directory.page', { accountId: desk.accountId, cursor: null, limit: 500 });
  expect(channels.filter(({ capabilities }) => capabilities.includes('presets')).length).toBeGreaterThan(0);
  expect(
    channels.every(({ protocol, capabilities }) => protocol !== 'gb28181' || !capabilities.includes('presets')),
  ).toBe(true);
  const gb = cameraOf('huawei-ivm', 'gb28181');
  const answer = await desk.client.ask('presets.list', { channelId: gb });
  expect(answer).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
  expect(received('listPresetPositions')).toEqual([]);
});

// @promise preset.tencent
it('presets of Tencent IVP have ten numbers, and names that this desk stores', async () => {
  await add('tencent-ivp');
  const dome = cameraOf('tencent-ivp', 'ptzDome');
  const { limits, presets } = await listOf(dome);
  expect(limits).toMatchObject({ maxIndex: 10, names: 'desk', index: 'operator', hasPictures: false });
  expect(presets.map(({ index }) => index)).toEqual([1, 2, 3, 4]);
  await desk.client.get('presets.add', { channelId: dome, name: 'Ramp 06: Gate', index: 6 });
  await desk.client.get('presets.rename', { channelId: dome, index: 1, name: '起点' });
  expect(received('operatePreset').map(({ params }) => [params['Cmd'], params['Index']])).toEqual([['set', 6]]);
  const taken = await desk.client.ask('presets.add', { channelId: dome, name: 'x', index: 6 });
  expect(taken).toMatchObject({ ok: false, error: { params: { field: 'index', detail: 'taken' } } });
  expect(await namesOf(dome)).toEqual([
    [1, '起点'],
    [2, '大门'],
    [3, 'Car Park'],
    [4, '围栏'],
    [6, 'Ramp 06: Gate'],
  ]);
});

it('presets of Tencent IVP forget the name of a preset that is gone', async () => {
  await add('tencent-ivp');
  const dome = cameraOf('tencent-ivp', 'ptzDome');
  await desk.client.get('presets.rename', { channelId: dome, index: 1, name: '起点' });
  await desk.client.get('presets.delete', { channelId: dome, index: 1 });
  expect((await namesOf(dome))[0]).toEqual([2, '大门']);
  await desk.client.get('presets.add', { channelId: dome, name: 'New', index: 1 });
  expect((await namesOf(dome))[0]).toEqual([1, 'New']);
});

it('presets of Tencent IVP take the camera to the stored view, and are full after ten', async () => {
  await add('tencent-ivp');
  const dome = cameraOf('tencent-ivp', 'ptzDome');
  await desk.client.get('presets.goTo', { channelId: dome, index: 2 });
  await expect.poll(() => poseNow(dome), PATIENT).toEqual({ panDeg: 60, tiltDeg: -10, zoom: 2 });
  for (let index = 5; index <= 10; index += 1) {
    expect(await desk.client.get('presets.add', { channelId: dome, name: `view ${index}`, index: null })).toEqual({
      index,
    });
  }
  const full = await desk.client.ask('presets.add', { channelId: dome, name: 'eleven', index: null });
  expect(full).toMatchObject({ ok: false, error: { code: 'presets.full', params: { limit: 10 } } });
});

// @promise preset.rtmp: A camera that pushes RTMP has no presets, because no command reaches it.
it('presets of Tencent IVP are not offered for a camera that pushes RTMP', async () => {
  await add('tencent-ivp');
  const rtmp = cameraOf('tencent-ivp', 'rtmp');
  const { channels } = await desk.client.get('directory.page', { accountId: desk.accountId, cursor: null, limit: 500 });
  expect(channels.find(({ id }) => id === rtmp)?.capabilities).not.toContain('presets');
});

// @promise preset.other-clouds: Presets of a cloud without an operation for them are refused by name.
it('presets of a cloud without an operation for them are refused by name', async () => {
  await add('aliyun-vcs');
  const { channels } = await desk.client.get('directory.page', { accountId: desk.accountId, cursor: null, limit: 1 });
  const [first] = channels;
  if (first === undefined) throw new Error('there is no camera');
  const answer = await desk.client.ask('presets.list', { channelId: first.id });
  expect(answer).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
});
