/** Pictures that Huawei VIS takes only on an order, through the door of main: by hand, by times of the day, and read back. */
import { describe, expect, it } from 'vitest';
import type { DirectoryPage } from '../../../preload/contract/directory.ts';
import type { AccessPlan, CameraAccess } from '../../../preload/domain/cameras/camera-access.ts';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { orderOf, receivedOf } from './ptz-desk.ts';

type Camera = DirectoryPage['channels'][number];

const desk = deskOfCameras();

const PLAN: AccessPlan = {
  kind: 'random',
  startMinute: 600,
  endMinute: 1_080,
  lengthMinutes: 240,
  isDaily: true,
  isActive: true,
};

const ask = (channelId: ChannelId) => desk.client.ask('devices.access', { channelId });
const read = async (channelId: ChannelId): Promise<CameraAccess> =>
  (await desk.client.get('devices.access', { channelId })).access;
const turn = (channelId: ChannelId, isOn: boolean) => desk.client.ask('devices.switch-access', { channelId, isOn });
const plan = (channelId: ChannelId, given: AccessPlan) =>
  desk.client.ask('devices.plan-access', { channelId, plan: given });
const fault = (operation: string, what: object): Promise<unknown> =>
  orderOf(desk.simulator, 'POST', '/faults', { vendor: 'huawei-vis', operation, count: 1, ...what });
const traits = (what: object): Promise<unknown> =>
  orderOf(desk.simulator, 'POST', '/clouds/traits', { vendor: 'huawei-vis', ...what });
const becomes = (id: ChannelId, state: CameraAccess['state']) =>
  expect.poll(async () => (await read(id)).state, { timeout: 20_000 }).toBe(state);

/** A camera over GB28181 whose picture is on, and for which no plan was set. */
async function camera(): Promise<Camera> {
  const { channels } = await desk.open('huawei-vis');
  for (const one of channels.filter(({ protocol, reachable }) => protocol === 'gb28181' && reachable === 'online')) {
    const { plan: known, isReadingChannels } = await read(one.id);
    if (known === null && isReadingChannels === null) return one;
  }
  throw new Error('no camera without a plan is on line');
}

describe('the picture of a camera of Huawei VIS', () => {
  it('the picture of a camera is switched off and on by hand, once each, and its state is read back', async () => {
    const { id } = await camera();
    expect(await read(id)).toMatchObject({ state: 'on', word: 'INVITE_SUCCESS' });
    expect(await turn(id, false)).toMatchObject({ ok: true, value: { access: { state: 'ending' }, error: null } });
    await becomes(id, 'off');
    expect(await turn(id, false)).toMatchObject({ ok: false, error: { code: 'cloud.conflict' } });
    expect(await turn(id, true)).toMatchObject({ ok: true, value: { access: { state: 'starting' } } });
    await becomes(id, 'on');
    expect(receivedOf(desk.simulator, 'updateChannel').map(({ params }) => params['state'])).toEqual([
      ...['STOPPED', 'STOPPED', 'ACTIVE'],
    ]);
  });

  // @promise access.lost-answer: After a lost answer VIS is asked whether it followed, and nothing is sent twice.
  it('counts as switched where the answer was lost and VIS shows it, and is not ordered twice', async () => {
    const { id } = await camera();
    await fault('updateChannel', { kind: 'drop', when: 'after' });
    expect(await turn(id, false)).toMatchObject({ ok: true, value: { access: { state: 'ending' } } });
    await becomes(id, 'off');
    await fault('updateChannel', { kind: 'drop', when: 'before' });
    expect((await turn(id, true)).ok).toBe(false);
    await fault('updateChannel', { kind: 'http', status: 500 });
    expect(await turn(id, true)).toMatchObject({ ok: false, error: { code: 'cloud.unavailable' } });
    expect(receivedOf(desk.simulator, 'updateChannel')).toHaveLength(3);
    expect(await read(id)).toMatchObject({ state: 'off' });
  });

  it('the picture of a camera is that of a stream where it has no device, which has no times', async () => {
    const { channels } = await desk.open('huawei-vis');
    const stream = channels.find(({ protocol, reachable }) => protocol === 'other' && reachable === 'online');
    const id = stream?.id as ChannelId;
    expect(await read(id)).toMatchObject({ state: 'on', limits: null, plan: null, isReadingChannels: null });
    expect(await turn(id, false)).toMatchObject({ ok: true, value: { access: { state: 'off', word: 'STOPPED' } } });
    expect(await plan(id, PLAN)).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
    expect(await turn(id, true)).toMatchObject({ ok: true, value: { access: { state: 'on' } } });
  });
});

describe('the times of a camera of Huawei VIS', () => {
  // @promise access.times: Times of the day that Huawei VIS does not document are refused on their field.
  it.each([
    ['a start off the grid', { startMinute: 605 }, 'accessStart'],
    ['an end that is the start', { endMinute: 600 }, 'accessEnd'],
    ['more minutes than from start to end', { lengthMinutes: 490 }, 'accessLength'],
  ] as const)('with %s are refused on their field, and VIS receives no order', async (_, wrong, field) => {
    const { id } = await camera();
    expect(await plan(id, { ...PLAN, ...wrong })).toMatchObject({
      ok: false,
      error: { code: 'input.invalid-field', params: { field } },
    });
    expect(receivedOf(desk.simulator, 'updateChannelAccessStrategy')).toEqual([]);
  });

  // @promise access.edited: An edit leaves active times of the day active.
  it('the times of a camera are set, cannot be changed while they are active, and are active after an edit that VIS gets in full', async () => {
    await traits({ omitted: 'cleared' }); // VIS takes what an edit leaves out for its default
    const { id } = await camera();
    expect(await plan(id, PLAN)).toMatchObject({ ok: true, value: { access: { plan: PLAN }, error: null } });
    for (const isOn of [true, false])
      expect(await turn(id, isOn)).toMatchObject({
        ok: false,
        error: { code: 'devices.times-active', vendor: { code: 'VIS.0310' } },
      });
    const edited: AccessPlan = { ...PLAN, lengthMinutes: 60, isDaily: false };
    expect(await plan(id, edited)).toMatchObject({ ok: true, value: { access: { plan: edited } } });
    expect(receivedOf(desk.simulator, 'updateChannelAccessStrategy').at(-1)?.params).toMatchObject({
      random_strategy: 'RANDOM',
      start_time: '10:00',
      end_time: '18:00',
      total_length: 60,
      periodicity: 'ONCE',
      state: 'ACTIVE',
    });
    const stopped = { ...edited, isActive: false };
    expect(await plan(id, stopped)).toMatchObject({ ok: true, value: { access: { plan: stopped } } });
    await becomes(id, 'off');
    expect((await turn(id, true)).ok).toBe(true);
  });

  it('the times of a camera can be continuous from a start on, without an end', async () => {
    const { id } = await camera();
    const continuous: AccessPlan = {
      ...PLAN,
      kind: 'continuous',
      startMinute: 1_420,
      endMinute: null,
      lengthMinutes: 20,
    };
    expect(await plan(id, continuous)).toMatchObject({ ok: true, value: { access: { plan: continuous } } });
    expect((await read(id)).limits).toMatchObject({ utcOffsetMinutes: 480, lastStartMinute: 1_420 });
  });

  it('beyond the minutes of the quota are refused by VIS, and the times before stay', async () => {
    const { id } = await camera();
    const long = { ...PLAN, kind: 'continuous', startMinute: 10, endMinute: null, lengthMinutes: 1_300 } as const;
    expect(await plan(id, long)).toMatchObject({ ok: false, error: { code: 'cloud.quota' } });
    expect((await read(id)).plan).toBeNull();
  });

  it('count as set where the answer was lost and VIS shows them, and are sent once', async () => {
    const { id } = await camera();
    await fault('updateChannelAccessStrategy', { kind: 'drop', when: 'after' });
    expect(await plan(id, PLAN)).toMatchObject({ ok: true, value: { access: { plan: PLAN } } });
    await fault('updateChannelAccessStrategy', { kind: 'drop', when: 'before' });
    expect((await plan(id, { ...PLAN, lengthMinutes: 60 })).ok).toBe(false);
    expect(receivedOf(desk.simulator, 'updateChannelAccessStrategy')).toHaveLength(2);
    expect((await read(id)).plan).toEqual(PLAN);
  });
});

// @promise access.recorder: The channels of a recorder are read again, one reading at a time.
it('a recorder of Huawei VIS is read again, and a second reading waits until the first has ended', async () => {
  const { channels } = await desk.open('huawei-vis');
  const found = channels.filter(({ deviceId }) => channels.filter((one) => one.deviceId === deviceId).length > 1);
  const id = found.find(({ reachable }) => reachable === 'online')?.id as ChannelId;
  expect(await read(id)).toMatchObject({ isReadingChannels: false });
  const order = () => desk.client.ask('devices.read-channels', { channelId: id });
  expect(await order()).toMatchObject({ ok: true, value: { access: { isReadingChannels: true } } });
  expect(await order()).toMatchObject({ ok: false, error: { code: 'cloud.conflict' } });
  await expect.poll(async () => (await read(id)).isReadingChannels, { timeout: 20_000 }).toBe(false);
  expect(receivedOf(desk.simulator, 'refreshNvrChannels')).toHaveLength(2);
});

it('a camera that VIS does not list, and a cloud that takes pictures by itself, say so', async () => {
  const { id } = await camera();
  const { deviceNativeId, channelNativeId } = channelRefOf(id);
  const gone = id.replace(deviceNativeId, '1'.repeat(20)).replace(channelNativeId, '2'.repeat(20)) as ChannelId;
  expect(await ask(gone)).toMatchObject({ ok: false, error: { code: 'cloud.not-found' } });
  const other = (await desk.open('huawei-ivm')).channels[0]?.id as ChannelId;
  expect(await ask(other)).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
});
