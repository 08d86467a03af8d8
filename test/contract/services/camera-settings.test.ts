/** Settings and passwords of cameras through the door of main, against simulated clouds. */
import { expect, it } from 'vitest';
import { setLogSink } from '../../../main/log.ts';
import type { DirectoryPage } from '../../../preload/contract/directory.ts';
import {
  settingOf,
  withSetting,
  type CameraSettings,
  type Setting,
} from '../../../preload/domain/cameras/camera-settings.ts';
import { channelRefOf, type ChannelId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { receivedOf } from './ptz-desk.ts';

type Camera = DirectoryPage['channels'][number];

const desk = deskOfCameras();

const open = async (vendor: VendorId): Promise<readonly Camera[]> => (await desk.open(vendor)).channels;

const isReady = ({ protocol, reachable }: Camera): boolean => protocol === 'holosens' && reachable === 'online';

/** A HoloSens camera that is on line; a camera of its own, without a recorder. */
function holosens(cameras: readonly Camera[]): ChannelId {
  const alone = cameras.filter(({ deviceId }) => cameras.filter((one) => one.deviceId === deviceId).length === 1);
  const found = alone.find(isReady);
  if (found === undefined) throw new Error('no HoloSens camera is on line');
  return found.id;
}

const read = async (channelId: ChannelId): Promise<CameraSettings> =>
  (await desk.client.get('devices.settings', { channelId })).settings;

const save = (channelId: ChannelId, before: readonly Setting[], after: readonly Setting[]) =>
  desk.client.ask('devices.save-settings', { channelId, before, after });

const FRAME_RATE = { place: 'main', field: 'frameRate' } as const;
const SIZE = { place: 'main', field: 'size' } as const;

// @promise settings.whole: A new setting is sent with all other settings as they are.
it('a new frame rate of a stream is sent with all other settings as they were, and read back from the camera', async () => {
  const channelId = holosens(await open('huawei-ivm'));
  const { values } = await read(channelId);
  const after = withSetting(values, FRAME_RATE, '12');
  expect(await save(channelId, values, after)).toMatchObject({
    ok: true,
    value: { settings: { values: after }, error: null },
  });
  const [sent] = receivedOf(desk.simulator, 'setStreamDetail');
  const streams = (sent?.params as { readonly stream_info?: readonly object[] }).stream_info;
  expect(streams?.[0]).toMatchObject({ frame_rate: 12, bit_rate: 2048, profile: 2, pic_quality: 4 });
  expect(streams?.[1]).toMatchObject({ frame_rate: 25, encode_type: 'H.264' });
});

// @promise settings.offered: Only values that a camera offers can be set.
it('a resolution that the camera does not offer is refused before anything is sent', async () => {
  const channelId = holosens(await open('huawei-ivm'));
  const { values } = await read(channelId);
  const answer = await save(channelId, values, withSetting(values, SIZE, '7680*4320'));
  expect(answer).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  expect(receivedOf(desk.simulator, 'setStreamDetail')).toEqual([]);
});

// @promise settings.other-desk: Settings that another desk changed meanwhile are not written over.
it('settings that another desk changed meanwhile are not written over', async () => {
  const channelId = holosens(await open('huawei-ivm'));
  const { values } = await read(channelId);
  await save(channelId, values, withSetting(values, FRAME_RATE, '12'));
  const late = await save(channelId, values, withSetting(values, { place: 'main', field: 'bitRateKbps' }, '4096'));
  expect(late).toMatchObject({ ok: false, error: { code: 'devices.settings-changed' } });
  const now = (await read(channelId)).values;
  expect(settingOf(now, FRAME_RATE)).toBe('12');
  expect(settingOf(now, { place: 'main', field: 'bitRateKbps' })).toBe('2048');
});

// @promise settings.reason: A camera without settings has the reason in their place.
it('cameras over GB28181, cameras off line and clouds without settings say why', async () => {
  const cameras = await open('huawei-ivm');
  const { settings, password } = await desk.client.get('devices.settings-offer', { accountId: desk.accountId });
  expect(settings).toEqual({ protocols: ['holosens'], isFromCamera: true });
  expect(password?.limits).toMatchObject({ minLength: 8, maxLength: 20 });
  const gb = cameras.find(({ protocol, reachable }) => protocol === 'gb28181' && reachable === 'online');
  const off = cameras.find(({ protocol, reachable }) => protocol === 'holosens' && reachable === 'offline');
  if (gb === undefined || off === undefined) throw new Error('the world lacks a camera');
  expect(await desk.client.ask('devices.settings', { channelId: gb.id })).toMatchObject({
    ok: false,
    error: { code: 'cloud.not-supported' },
  });
  expect(await desk.client.ask('devices.settings', { channelId: off.id })).toMatchObject({
    ok: false,
    error: { code: 'device.offline' },
  });
  const vis = await desk.add('huawei-vis');
  expect(await desk.client.get('devices.settings-offer', { accountId: vis })).toEqual({
    settings: null,
    password: null,
    hasAbilities: false,
    hasAccess: true,
  });
});

it('the first password goes without a present one, the next one needs it, and a weak one is not sent', async () => {
  const channelId = holosens(await open('huawei-ivm'));
  const set = (current: string | null, next: string) =>
    desk.client.ask('devices.set-password', { channelId, secrets: { current, next } });
  expect(await desk.client.get('devices.password', { channelId })).toEqual({ isSet: false });
  expect(await set(null, 'alllowercase')).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
  expect(receivedOf(desk.simulator, 'setDevicePassword')).toEqual([]);
  expect(await set(null, 'First-2026')).toMatchObject({ ok: true });
  expect(await desk.client.get('devices.password', { channelId })).toEqual({ isSet: true });
  expect(await set('Wrong-2026', 'Second-2026')).toMatchObject({
    ok: false,
    error: { code: 'device.rejected-password' },
  });
  expect(await set('First-2026', 'Second-2026')).toMatchObject({ ok: true });
});

// @promise settings.password-log: The password that a camera got stands in no line of the log.
it('a password that a camera got stands in no line of the log', async () => {
  const channelId = holosens(await open('huawei-ivm'));
  const secrets = { current: null, next: 'Unheard-2026' };
  const lines: string[] = [];
  const before = setLogSink((_level, line) => lines.push(line));
  try {
    expect(await desk.client.ask('devices.set-password', { channelId, secrets })).toMatchObject({ ok: true });
  } finally {
    setLogSink(before);
  }
  expect(lines.join()).toContain('the password of a camera was changed');
  expect(lines.join()).not.toContain(secrets.next);
});

it('the abilities of a camera are those of its model and firmware', async () => {
  const channelId = holosens(await open('huawei-ivm'));
  const { model, abilities } = await desk.client.get('devices.abilities', { channelId });
  expect(model).not.toBe('');
  expect(abilities.some(({ isSupported }) => isSupported)).toBe(true);
  expect(abilities.some(({ isSupported }) => !isSupported)).toBe(true);
  expect(abilities.find(({ name }) => name === 'soundlightalarm')?.details.length).toBeGreaterThan(0);
});

it('one field of a camera of Alibaba VCS is changed, and the rest is equal afterwards', async () => {
  const cameras = await open('aliyun-vcs');
  const channelId = cameras.find(({ reachable }) => reachable === 'online')?.id;
  if (channelId === undefined) throw new Error('no camera is on line');
  const first = (await read(channelId)).values;
  const rate = withSetting(first, FRAME_RATE, '15');
  expect(await save(channelId, first, rate)).toMatchObject({ ok: true, value: { settings: { values: rate } } });
  const site = withSetting(rate, { place: 'camera', field: 'site' }, 'Gate 4');
  expect(await save(channelId, rate, site)).toMatchObject({ ok: true, value: { settings: { values: site } } });
  const [, sent] = receivedOf(desk.simulator, 'ModifyDevice');
  expect(sent?.params).toMatchObject({
    DeviceId: channelRefOf(channelId).channelNativeId,
    DeviceSite: 'Gate 4',
    FrameRate: '15',
  });
  expect(sent?.params).not.toHaveProperty('Password');
});
