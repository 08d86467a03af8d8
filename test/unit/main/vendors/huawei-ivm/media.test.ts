import { afterEach, describe, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { Secret } from '../../../../../main/secret.ts';
import { huaweiIvm } from '../../../../../main/vendors/huawei-ivm/vendor.ts';
import { sendJson, startTinyServer } from '../core/client/tiny-server.ts';

const signal = new AbortController().signal;
const channelId = channelIdOf(deviceIdOf(asAccountId('a1'), 'HOLO12345678'), '0');
const OK = { code: 'IVM.0', msg: 'Success' };
const NO_SUB = { code: 'IVM.10026004', msg: 'The param stream_type is not support.' };

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

interface Asked {
  readonly channels: readonly { readonly stream_type: string; readonly live_protocol: string }[];
  readonly expire_time: number;
  readonly use_times: number;
}

/** @param answer the entry of the only channel, from what was asked for. */
async function cloudThat(answer: (asked: Asked) => object) {
  const asked: Asked[] = [];
  const server = await startTinyServer((request, response) => {
    if (request.path.endsWith('/access-token')) {
      return sendJson(response, { access_token: 't', expire_time: '604800' });
    }
    const body = JSON.parse(request.body) as Asked;
    asked.push(body);
    const entry = { device_id: 'HOLO12345678', channel_id: '0', p2p_connections: {}, ...answer(body) };
    sendJson(response, { fail_num: 0, live_connections: [entry] });
  });
  const session = huaweiIvm.createSession({
    accountId: asAccountId('a1'),
    endpoint: server.origin,
    region: null,
    credential: { fields: { userId: '1'.repeat(18), ak: 'AK' }, secrets: { sk: new Secret('SK') } },
    tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
  });
  open.push(
    () => session.dispose(),
    () => server.close(),
  );
  const live = session.live;
  if (!live) throw new Error('no live port');
  return { asked, live };
}

const linked = (live_url: string) => ({ cloud_trans_connections: { live_url }, result: OK });
const request = { channelId, profile: 'sub', transport: 'http-flv' } as const;

describe('a live URL', () => {
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
  ])('a live URL that %j does not hold fails with its own reason: %s', async (entry, code) => {
    const { live } = await cloudThat(() => entry);
    await expect(live.open({ ...request, profile: 'main' }, signal)).rejects.toMatchObject({ code });
  });

  it('a live URL of another camera than the one asked for is not taken', async () => {
    const { live } = await cloudThat(() => ({ ...linked('https://media.example/other.flv'), channel_id: '1' }));
    await expect(live.open(request, signal)).rejects.toMatchObject({ code: 'media.no-url' });
  });
});
