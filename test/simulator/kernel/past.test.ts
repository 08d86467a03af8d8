/** The recordings that a cloud lists equal those in its playlist. */
import { afterEach, expect, it } from 'vitest';
import { RpcBench } from '../clouds/aliyun-rpc/aliyun-support.ts';
import { IvpBench, YESTERDAY_SEC } from '../clouds/tencent-ivp/tencent-ivp-support.ts';
import { openServer, readVod } from '../media/support.ts';
import type { MediaServer, MediaSpan } from '../media/types.ts';
import { Bench, inner, list } from '../support.ts';
import type { Cloud } from './cloud.ts';

const DAY_MS = 86_400_000;
const YESTERDAY: MediaSpan = { fromMs: YESTERDAY_SEC * 1000, toMs: YESTERDAY_SEC * 1000 + DAY_MS - 1000 };
/** A group of pictures belongs to a recording only when all of it lies in there. */
const EDGE_MS = 1_000;
let server: MediaServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

/** The spans without a gap of the playlist that a cloud's URL opens. */
async function playedOf(cloud: Pick<Cloud, 'authorize'>, url: string): Promise<readonly MediaSpan[]> {
  const unknown = { ok: false, status: 404, reason: 'not of this cloud' } as const;
  server = await openServer({ authorize: (path, query, headers) => cloud.authorize(path, query, headers) ?? unknown });
  const target = new URL(url.replace(/^hls:/, 'http:'));
  const spans: MediaSpan[] = [];
  for (const one of await readVod(`${server.origin}${target.pathname}${target.search}`)) {
    const last = spans.at(-1);
    if (last === undefined || one.isDiscontinuity) spans.push({ fromMs: one.fromMs, toMs: one.toMs });
    else spans[spans.length - 1] = { fromMs: last.fromMs, toMs: one.toMs };
  }
  return spans;
}

function expectSame(played: readonly MediaSpan[], listed: readonly MediaSpan[]): void {
  expect(played).toHaveLength(listed.length);
  for (const [i, { fromMs, toMs }] of listed.entries()) {
    expect(Math.abs((played[i]?.fromMs ?? 0) - fromMs)).toBeLessThan(EDGE_MS);
    expect(Math.abs((played[i]?.toMs ?? 0) - toMs)).toBeLessThan(EDGE_MS);
  }
}

/** In order, and one where two touch or overlap. */
function joined(spans: readonly MediaSpan[]): readonly MediaSpan[] {
  const out: MediaSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = out.at(-1);
    if (last === undefined || span.fromMs > last.toMs) out.push(span);
    else out[out.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, span.toMs) };
  }
  return out;
}

const beijing = (ms: number): string => new Date(ms + DAY_MS / 3).toISOString().slice(0, 19).replace('T', ' ');
const readBeijing = (text: unknown): number => Date.parse(`${String(text).replace(' ', 'T')}+08:00`);

it.each(['CLOUD', 'DEVICE'])('IVM plays the listed recordings, and leaves gaps out: %s', async (place) => {
  const bench = new Bench();
  const { deviceId, channelId } = bench.example('recorded');
  const [cameraKey = ''] = bench.cloud.cameraKeysOf({ deviceId, channelId });
  const noonMs = YESTERDAY.fromMs + DAY_MS / 2;
  bench.cloud.footage.add({ cameraKey, place: null, is: 'gap', fromMs: noonMs, toMs: noonMs + 90_000 });
  const channel = `~2/devices/${deviceId}/channels/${channelId}/media`;
  const range = `start_time=${beijing(YESTERDAY.fromMs)}&end_time=${beijing(YESTERDAY.toMs)}&record_position=${place}`;
  const rows = list(bench.call('GET', `${channel}/records?${range}&limit=1000`).body['records']);
  const listed = joined(
    rows.map((row) => ({ fromMs: readBeijing(row['start_time']), toMs: readBeijing(row['end_time']) })),
  );
  const answer = bench.call('GET', `${channel}/playback-connections?${range}&playback_protocol=HTTPS_HLS`).body;
  const url = inner(inner(answer['playback_connections'])['cloud_trans_connections'])['playback_url'];
  expect(listed.length).toBeGreaterThan(1);
  expectSame(
    await playedOf(bench.cloud, String(url)),
    listed.map((one) => ({ ...one, toMs: Math.min(one.toMs, YESTERDAY.toMs) })),
  );
});

it('Tencent IVP plays the listed recordings, and leaves gaps out', async () => {
  const bench = new IvpBench();
  const { deviceId, channelId } = bench.example('gb28181');
  let gaps = 0;
  for (let day = 0; day < 4; day += 1) {
    const times = { StartTime: YESTERDAY.fromMs / 1000 - day * 86_400, EndTime: YESTERDAY.toMs / 1000 - day * 86_400 };
    const ids = { DeviceId: deviceId, ChannelId: channelId };
    const { List } = bench.get<{ List: readonly { Begin: number; End: number }[] }>('queryCloudRecordTimeline', {
      query: { ...ids, ...times },
    });
    const { Hls } = bench.get<{ Hls: string }>('getCloudPlaybackUrl', { query: { ChannelId: channelId, ...times } });
    expectSame(
      await playedOf(bench.cloud, Hls),
      List.map(({ Begin, End }) => ({ fromMs: Begin * 1000, toMs: End * 1000 })),
    );
    await server?.close();
    gaps += List.length - 1;
  }
  expect(gaps).toBeGreaterThan(0);
});

it('Alibaba VCS, which lists nothing, leaves gaps out, and plays the same for whole days and parts of them', async () => {
  const bench = new RpcBench('aliyun-vcs');
  const ids = { CorpId: bench.id('corpId'), DeviceId: bench.id('recorded') };
  const played = async (span: MediaSpan): Promise<readonly MediaSpan[]> => {
    const url = String(bench.ok('GetDeviceVideoUrl', { ...ids, StartTime: span.fromMs, EndTime: span.toMs })['Url']);
    const spans = await playedOf(
      { authorize: (path, query) => bench.cloud.authorize(path, query, { host: 'x' }) },
      url,
    );
    await server?.close();
    return spans;
  };
  const week = await played({ fromMs: YESTERDAY.toMs - 7 * DAY_MS, toMs: YESTERDAY.toMs });
  expect(week.length).toBeGreaterThan(1);
  const [first, second] = week;
  const gap = { fromMs: first?.toMs ?? 0, toMs: second?.fromMs ?? 0 };
  expect(gap.toMs - gap.fromMs).toBeGreaterThan(2 * 60_000);
  const around = await played({ fromMs: gap.fromMs - 60_000, toMs: gap.toMs + 60_000 });
  expect(around.map(({ fromMs }) => fromMs)[1]).toBe(gap.toMs);
  const inside = { ...ids, StartTime: gap.fromMs + 2_000, EndTime: gap.toMs - 2_000 };
  expect(bench.verdict('GetDeviceVideoUrl', inside)).toBe('404 RecordNotFound');
});
