import { afterEach, expect, it } from 'vitest';
import type { SnapshotPort } from '../../../../../../main/ports/snapshots.ts';
import { MAX_PICTURE_ANSWER_BYTES } from '../../../../../../preload/domain/bounds.ts';
import { channelId, failure, startTinyCloud, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const jsonOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

/** @param answer the body of the answer, from the address of the cloud. */
async function snapshotsThat(answer: (origin: string) => object) {
  cloud = await startTinyCloud((_, origin) => answer(origin));
  return { calls: cloud.calls, snapshots: cloud.session.snapshots as SnapshotPort };
}

// @promise playback.snapshot-token: The token of an account goes with a picture to no other host.
it('a snapshot is stored by the cloud, and is fetched with the token from the host of the account', async () => {
  const { calls, snapshots } = await snapshotsThat((origin) => ({
    pic_url: `${origin}/v1/holo/a/static`,
    pic_data: '',
  }));
  const { url, headers } = await snapshots.take(channelId, signal);
  expect(calls[0]?.query).toEqual({ device_id: 'HOLO12345678', channel_id: '0', storage: 'true' });
  expect(new URL(url).pathname).toBe('/v1/holo/a/static');
  expect(headers).toEqual({ 'Access-Token': 't' });
  expect(snapshots.minGapMs).toBe(10_000);
});

it('a snapshot at the host of the document is fetched with the token, too', async () => {
  const pic_url = 'https://api-ivm.myhuaweicloud.com/v1/holo/a/static';
  const { snapshots } = await snapshotsThat(() => ({ pic_url }));
  expect(await snapshots.take(channelId, signal)).toMatchObject({ url: pic_url, headers: { 'Access-Token': 't' } });
});

// @promise playback.snapshot-token
it.each(['https://pictures.example/a.jpg', 'https://api-ivm.myhuaweicloud.com.example/a.jpg'])(
  'a snapshot at another host, %s, is fetched without the token',
  async (pic_url) => {
    const { snapshots } = await snapshotsThat(() => ({ pic_url }));
    const file = await snapshots.take(channelId, signal);
    expect(file).toMatchObject({ headers: {}, tokenWithheldFrom: new URL(pic_url).host });
  },
);

it.each([
  [{ pic_url: '', pic_data: '' }, 'network.bad-answer'],
  [{}, 'network.bad-answer'],
  [{ pic_url: 'jvmp://host/a' }, 'network.bad-answer'],
  [failure('IVM.20040009'), 'cloud.rate-limited'],
  [failure('IVM.20000036'), 'device.offline'],
])('a snapshot that is answered %j fails with its own reason: %s', async (answer, code) => {
  const { snapshots } = await snapshotsThat(() => answer);
  await expect(snapshots.take(channelId, signal)).rejects.toMatchObject({ code });
});

it.each([
  ['the bytes of the picture', JPEG],
  ['JSON with the picture as base64', jsonOf({ pic_data: JPEG.toString('base64') })],
])('the answer of the address may be %s', async (_, body) => {
  const { snapshots } = await snapshotsThat(() => ({}));
  expect(Buffer.from(snapshots.pictureIn({ status: 200, body }))).toEqual(JPEG);
});

it.each([
  ['no picture', 200, Buffer.from('hello'), 'device.failed'],
  ['JSON without a picture', 200, jsonOf({ pic_data: 'aGVsbG8=' }), 'device.failed'],
  ['JSON that is nested too deep', 200, Buffer.from('{"a":'.repeat(100)), 'device.failed'],
  ['nothing', 200, Buffer.alloc(0), 'device.failed'],
  ['not found', 404, Buffer.from(''), 'device.failed'],
  ['a refusal of the cloud', 400, jsonOf(failure('IVM.20000036')), 'device.offline'],
  ['a fault', 503, Buffer.from('busy'), 'cloud.unavailable'],
  ['more than a picture', 200, Buffer.concat([JPEG, Buffer.alloc(MAX_PICTURE_ANSWER_BYTES)]), 'network.too-large'],
])('the answer of the address that is %s fails with its own reason', async (_, status, body, code) => {
  const { snapshots } = await snapshotsThat(() => ({}));
  let failed: unknown;
  try {
    snapshots.pictureIn({ status, body });
  } catch (error) {
    failed = error;
  }
  expect(failed).toMatchObject({ code });
});
