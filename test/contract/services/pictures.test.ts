/** Pictures that clouds have cameras take now, through the door of main, against simulated clouds. */
import { expect, it } from 'vitest';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { orderOf, receivedOf } from './ptz-desk.ts';

const desk = deskOfCameras();

async function cameraOf(vendor: VendorId, isOffered: boolean): Promise<ChannelId> {
  const { channels } = await desk.open(vendor);
  const found = channels.find(
    ({ capabilities, reachable }) => reachable === 'online' && capabilities.includes('snapshot') === isOffered,
  );
  if (found === undefined) throw new Error(`no camera of ${vendor}`);
  return found.id;
}

const take = (channelId: ChannelId, windowId = 'w1') => desk.client.ask('pictures.take', { channelId }, windowId);

// @promise tile.cloud-picture: A cloud can take a picture of a camera, which two windows get by one order.
it.each([
  ['huawei-ivm', 'snapChannelPicture', 10_000],
  ['aliyun-vcs', 'GetDevicePicture', 0],
] as const)('a camera of %s takes a picture, which two windows get by one order', async (vendor, operation, gapMs) => {
  const camera = await cameraOf(vendor, true);
  const [one, two] = await Promise.all([take(camera), take(camera, 'w2')]);
  expect(two).toEqual(one);
  if (!one.ok) throw new Error(one.error.code);
  const { data, askedAtMs, againAtMs } = one.value;
  expect(againAtMs - askedAtMs).toBe(gapMs);
  const bytes = Buffer.from(data.replace(/^data:image\/jpeg;base64,/, ''), 'base64');
  expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(receivedOf(desk.simulator, operation)).toHaveLength(1);
});

it('a cloud that takes no pictures says so, and is not asked', async () => {
  const camera = await cameraOf('tencent-ivp', false);
  expect(await take(camera)).toMatchObject({ ok: false, error: { code: 'cloud.not-supported' } });
  expect(await take('no id' as ChannelId)).toMatchObject({ ok: false, error: { code: 'channel.not-found' } });
});

it('a refusal of the cloud comes with its reason, and the next question is asked anew', async () => {
  const camera = await cameraOf('aliyun-vcs', true);
  await orderOf(desk.simulator, 'POST', '/faults', { kind: 'http', status: 503, operation: 'GetDevicePicture' });
  expect(await take(camera)).toMatchObject({ ok: false, error: { code: 'cloud.unavailable' } });
  await orderOf(desk.simulator, 'DELETE', '/faults');
  expect(await take(camera)).toMatchObject({ ok: true });
});

it('a camera that just took a picture is asked again when the pause of its cloud is over, and takes another one', async () => {
  const camera = await cameraOf('huawei-ivm', true);
  expect(await take(camera)).toMatchObject({ ok: true });
  expect(await take(camera)).toMatchObject({ ok: true });
  const orders = receivedOf(desk.simulator, 'snapChannelPicture');
  expect(orders.map(({ status }) => status)).toEqual([200, 200]);
}, 30_000);
