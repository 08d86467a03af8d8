import { afterEach, expect, it } from 'vitest';
import { channelId, failure, startTinyCloud, SUCCESS, type Call, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const OK = { code: 'IVM.0', msg: 'Success' };
const NO_SUB = { code: 'IVM.10026004', msg: 'The param stream_type is not support.' };

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

interface Asked {
  readonly channels: readonly { readonly stream_type: string; readonly live_protocol: string }[];
  readonly expire_time: number;
  readonly use_times: number;
}

/** @param answer the entry of the only channel, made from the request. */
async function cloudThat(answer: (asked: Asked) => object) {
  const asked: Asked[] = [];
  cloud = await startTinyCloud((call) => {
    const body = call.body as Asked;
    asked.push(body);
    const entry = { device_id: 'HOLO12345678', channel_id: '0', p2p_connections: {}, ...answer(body) };
    return { fail_num: 0, live_connections: [entry] };
  });
  const { live } = cloud.session;
  if (!live) throw new Error('no live port');
  return { asked, live };
}

const linked = (live_url: string) => ({ cloud_trans_connections: { live_url }, result: OK });
const request = { channelId, profile: 'sub', transport: 'http-flv' } as const;

it('a live URL over FLV is for one use within a minute', async () => {
  const { asked, live } = await cloudThat(() => linked('https://media.example/live/a.flv?token=x'));
  const source = await live.open(request, signal);
  expect(asked).toMatchObject([{ expire_time: 60, use_times: 0 }]);
  expect(asked[0]?.channels).toMatchObject([{ live_protocol: 'HTTPS_FLV', stream_type: 'SECONDARY_STREAM_1' }]);
  expect(source).toMatchObject({ transport: 'http-flv', isSingleUse: true, headers: {} });
  expect(source.expiresAtMs).toBeGreaterThan(Date.now());
});

it('a live URL over HLS may be fetched again, since a playlist must be', async () => {
  const { asked, live } = await cloudThat(() => linked('https://media.example/live/a.m3u8?token=x'));
  const source = await live.open({ ...request, transport: 'hls' }, signal);
  expect(asked).toMatchObject([{ use_times: 1 }]);
  expect(source.isSingleUse).toBe(false);
});

it('a live URL of a camera without sub-stream is that of its main stream', async () => {
  const { asked, live } = await cloudThat((body) =>
    body.channels[0]?.stream_type === 'PRIMARY_STREAM'
      ? linked('https://media.example/m.flv')
      : { cloud_trans_connections: {}, result: NO_SUB },
  );
  expect((await live.open(request, signal)).url).toBe('https://media.example/m.flv');
  expect(asked).toHaveLength(2);
});

it.each([
  [{ cloud_trans_connections: {}, result: { code: 'IVM.20000036', msg: 'offline' } }, 'device.offline'],
  [{ cloud_trans_connections: {}, result: { code: 'IVM.20020009', msg: 'arrears' } }, 'cloud.arrears'],
  [{ cloud_trans_connections: {}, result: OK }, 'media.no-url'],
  [linked('jvmp://10.0.0.1:7070/live/x?token=y'), 'media.unsupported-transport'],
])('a live URL that %j lacks fails with its own reason: %s', async (entry, code) => {
  const { live } = await cloudThat(() => entry);
  await expect(live.open({ ...request, profile: 'main' }, signal)).rejects.toMatchObject({ code });
});

it('a live URL of another camera than the one asked for is not taken', async () => {
  const { live } = await cloudThat(() => ({ ...linked('https://media.example/other.flv'), channel_id: '1' }));
  await expect(live.open(request, signal)).rejects.toMatchObject({ code: 'media.no-url' });
});

const PLAYBACK_URL = 'https://media.example/vod/vod.m3u8?token=x';
const played = { channelId, place: 'cloud', range: { fromMs: 0, toMs: 60_000 } } as const;

const isRevocation = ({ path }: Call): boolean => path.endsWith('/media/urls/batch-delete');

/** @param answer the body of the answer to the question for the playback URL of a stream. */
async function playbackThat(answer: (streamType: string | undefined) => object) {
  const made = await startTinyCloud((call) => (isRevocation(call) ? SUCCESS : answer(call.query['stream_type'])));
  cloud = made;
  const { playback } = made.session;
  if (!playback) throw new Error('no playback port');
  const asked = () => made.calls.filter((call) => !isRevocation(call)).map(({ query }) => query['stream_type']);
  const revoked = () => made.calls.filter(isRevocation).map(({ body }) => body);
  return { asked, revoked, playback };
}

const recorded = (playback_url: string) => ({
  playback_connections: { cloud_trans_connections: { playback_url }, p2p_connections: {} },
});

it.each([
  ['main', 'PRIMARY_STREAM'],
  ['sub', 'SECONDARY_STREAM_1'],
] as const)('a playback URL of the %s stream is asked for as %s', async (profile, streamType) => {
  const { asked, playback } = await playbackThat(() => recorded(PLAYBACK_URL));
  const source = await playback.open({ ...played, profile }, signal);
  expect(source).toMatchObject({ transport: 'hls', url: PLAYBACK_URL, isSingleUse: false });
  expect(asked()).toEqual([streamType]);
});

it('a playback URL of a camera without sub-stream is that of its main stream', async () => {
  const { asked, playback } = await playbackThat((type) =>
    type === 'PRIMARY_STREAM' ? recorded(PLAYBACK_URL) : failure(NO_SUB.code),
  );
  expect((await playback.open({ ...played, profile: 'sub' }, signal)).url).toBe(PLAYBACK_URL);
  expect(asked()).toEqual(['SECONDARY_STREAM_1', 'PRIMARY_STREAM']);
});

it('a playback URL is revoked at the cloud when its session ends', async () => {
  const { revoked, playback } = await playbackThat(() => recorded(PLAYBACK_URL));
  const source = await playback.open({ ...played, profile: 'main' }, signal);
  await source.end?.(signal);
  expect(revoked()).toEqual([{ urls: [{ url: PLAYBACK_URL }] }]);
});
