/** Recordings and gaps that tests order: lists name them, and players get exactly these recordings. */
import { describe, expect, it } from 'vitest';
import { RpcBench } from '../clouds/aliyun-rpc/aliyun-support.ts';
import { IvpBench } from '../clouds/tencent-ivp/tencent-ivp-support.ts';
import type { MediaSpan } from '../media/types.ts';
import { Bench, inner, list } from '../support.ts';
import type { FootagePlace } from '../world/footage-orders.ts';
import type { Cloud } from './cloud.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Ground {
  readonly nowMs: number;
  readonly cloud: Cloud;
  readonly cameraKey: string;
  /** The cloud's list for a range of one day; null if it lists nothing. */
  listed(range: MediaSpan): readonly MediaSpan[] | null;
  /** The footage behind the cloud's play URL of a range; empty if it gives none. */
  played(range: MediaSpan): readonly MediaSpan[];
}

/** In order, joined where two touch, and cut to a range. */
function tidy(spans: readonly MediaSpan[], range: MediaSpan): readonly MediaSpan[] {
  const out: { fromMs: number; toMs: number }[] = [];
  for (const span of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const [fromMs, toMs] = [Math.max(span.fromMs, range.fromMs), Math.min(span.toMs, range.toMs)];
    const last = out.at(-1);
    if (fromMs >= toMs) continue;
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else out.push({ fromMs, toMs });
  }
  return out;
}

function spansOf(cloud: Cloud, address: unknown): readonly MediaSpan[] {
  if (typeof address !== 'string') return [];
  const url = new URL(address.replace(/^hls:/, 'http:'));
  const decision = cloud.authorize(url.pathname, url.searchParams, { host: 'x' });
  if (decision?.ok !== true) throw new Error('the address is refused');
  return decision.grant.spans ?? [];
}

/** The camera that a cloud has under an id. */
const keyOf = (cloud: Cloud, deviceId: string, channelId?: string): string =>
  cloud.cameraKeysOf({ deviceId, ...(channelId === undefined ? {} : { channelId }) })[0] ?? '';

function ivm(place: FootagePlace): Ground {
  const bench = new Bench();
  const { deviceId, channelId } = bench.example('recorded');
  const channel = `~2/devices/${deviceId}/channels/${channelId}/media`;
  const stamp = (ms: number): string => new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
  const read = (text: unknown): number => Date.parse(`${String(text).replace(' ', 'T')}+08:00`);
  const asked = ({ fromMs, toMs }: MediaSpan): string =>
    `start_time=${stamp(fromMs)}&end_time=${stamp(toMs)}&record_position=${place.toUpperCase()}`;
  return {
    nowMs: bench.nowMs,
    cloud: bench.cloud,
    cameraKey: keyOf(bench.cloud, deviceId, channelId),
    listed: (range) =>
      list(bench.call('GET', `${channel}/records?${asked(range)}&limit=1000`).body['records']).map((row) => ({
        fromMs: read(row['start_time']),
        toMs: read(row['end_time']),
      })),
    played: (range) => {
      const query = `${asked(range)}&playback_protocol=HTTPS_HLS`;
      const { status, body } = bench.call('GET', `${channel}/playback-connections?${query}`);
      if (status !== 200) return [];
      return spansOf(
        bench.cloud,
        inner(inner(body['playback_connections'])['cloud_trans_connections'])['playback_url'],
      );
    },
  };
}

function ivp(place: FootagePlace): Ground {
  const bench = new IvpBench();
  const { deviceId, channelId } = bench.example('gb28181');
  const rows = (data: unknown): readonly MediaSpan[] =>
    ((data ?? []) as readonly { Begin: number; End: number }[]).map(({ Begin, End }) => ({
      fromMs: Begin * 1000,
      toMs: End * 1000,
    }));
  const ids = { DeviceId: deviceId, ChannelId: channelId };
  const inCloud = (range: MediaSpan) => ({ StartTime: range.fromMs / 1000, EndTime: range.toMs / 1000 });
  const onDevice = (range: MediaSpan) => ({ Start: range.fromMs / 1000, End: range.toMs / 1000 });
  return {
    nowMs: bench.nowMs,
    cloud: bench.cloud,
    cameraKey: keyOf(bench.cloud, deviceId, channelId),
    listed: (range) =>
      place === 'cloud'
        ? rows(bench.get('queryCloudRecordTimeline', { query: { ...ids, ...inCloud(range) } })['List'])
        : rows(bench.get('queryLocalRecordTimeline', { body: { ChannelId: channelId, ...onDevice(range) } })),
    played: (range) => {
      const { data } =
        place === 'cloud'
          ? bench.call('getCloudPlaybackUrl', { query: { ChannelId: channelId, ...inCloud(range) } })
          : bench.call('getLocalRecordUrl', { body: { ChannelId: channelId, ...onDevice(range) } });
      const urls = data as { readonly Hls?: string; readonly Flv?: string } | null;
      return spansOf(bench.cloud, urls?.Hls ?? urls?.Flv);
    },
  };
}

function vcs(place: FootagePlace): Ground {
  const bench = new RpcBench('aliyun-vcs');
  const DeviceId = bench.id('recorded');
  const common = { CorpId: bench.id('corpId'), DeviceId, StorageType: place === 'cloud' ? 0 : 1 };
  return {
    nowMs: bench.nowMs,
    cloud: bench.cloud,
    cameraKey: keyOf(bench.cloud, DeviceId),
    listed: () => null,
    played: ({ fromMs, toMs }) => {
      const asked = { ...common, StartTime: fromMs, EndTime: toMs };
      if (bench.verdict('GetDeviceVideoUrl', asked) !== '200 200') return [];
      return spansOf(bench.cloud, bench.ok('GetDeviceVideoUrl', asked)['Url']);
    },
  };
}

const GROUNDS = (['cloud', 'device'] as const).flatMap((place) => [
  ['Huawei IVM', place, ivm] as const,
  ['Tencent IVP', place, ivp] as const,
  ['Alibaba VCS', place, vcs] as const,
]);

describe.each(GROUNDS)('recordings that are ordered at %s, %s', (_, place, open) => {
  it('an ordered recording is whole, and a gap that is ordered later is in its middle', () => {
    const { nowMs, cloud, cameraKey, listed, played } = open(place);
    // Some hours that lie within a day of every cloud.
    const range = { fromMs: nowMs - 8 * HOUR_MS, toMs: nowMs - 2 * HOUR_MS };
    const gap = { fromMs: nowMs - 5 * HOUR_MS, toMs: nowMs - 5 * HOUR_MS + 7 * MINUTE_MS };
    const both = [
      { fromMs: range.fromMs, toMs: gap.fromMs },
      { fromMs: gap.toMs, toMs: range.toMs },
    ];
    const tidied = (spans: readonly MediaSpan[] | null) => (spans === null ? null : tidy(spans, range));
    cloud.footage?.add({ ...range, cameraKey, place, is: 'recorded' });
    expect(tidied(listed(range)) ?? [range]).toEqual([range]);
    expect(tidied(played(range))).toEqual([range]);
    cloud.footage?.add({ ...gap, cameraKey, place: null, is: 'gap' });
    expect(tidied(listed(range)) ?? both).toEqual(both);
    expect(tidied(played(range))).toEqual(both);
    const inside = { fromMs: gap.fromMs + MINUTE_MS, toMs: gap.toMs - MINUTE_MS };
    expect(played(inside)).toEqual([]);
    cloud.footage?.add({ ...range, cameraKey, place: place === 'cloud' ? 'device' : 'cloud', is: 'recorded' });
    expect(tidied(played(range))).toEqual(both);
  });

  it('an order changes nothing of another camera, makes no footage of the future, and is taken back', () => {
    const { nowMs, cloud, cameraKey, listed, played } = open(place);
    const range = { fromMs: nowMs - 8 * HOUR_MS, toMs: nowMs - 1_000 };
    const before = [listed(range), played(range)];
    cloud.footage?.add({ ...range, cameraKey: `${cameraKey}x`, place, is: 'gap' });
    expect([listed(range), played(range)]).toEqual(before);
    cloud.footage?.add({ fromMs: nowMs - DAY_MS, toMs: nowMs + DAY_MS, cameraKey, place, is: 'recorded' });
    const newestMs = Math.max(...[...(listed(range) ?? []), ...played(range)].map(({ toMs }) => toMs));
    expect(newestMs).toBeLessThanOrEqual(nowMs);
    expect(newestMs).toBeGreaterThan(nowMs - 6 * MINUTE_MS);
    cloud.footage?.clear();
    expect([listed(range), played(range)]).toEqual(before);
  });
});

it('Huawei IVM lists each ordered recording under an id of its own, whatever part of it is asked for', () => {
  const { nowMs, cloud, cameraKey } = ivm('cloud');
  const bench = new Bench();
  const { deviceId, channelId } = bench.example('recorded');
  const order = { fromMs: nowMs - 30 * HOUR_MS + 90_000, toMs: nowMs - 2 * HOUR_MS, cameraKey, place: null };
  bench.cloud.footage.add({ ...order, is: 'recorded' });
  bench.cloud.footage.add({ ...order, fromMs: nowMs - 9.2 * HOUR_MS, toMs: nowMs - 9 * HOUR_MS, is: 'gap' });
  const idsIn = (from: string, to: string): readonly unknown[] => {
    const query = `start_time=${from}&end_time=${to}&record_position=CLOUD&limit=1000`;
    const path = `~2/devices/${deviceId}/channels/${channelId}/media/records`;
    return list(bench.call('GET', `${path}?${query}`).body['records']).map((row) => row['record_id']);
  };
  const whole = idsIn('2026-05-18 00:00:00', '2026-05-20 10:00:00');
  const parts = [
    ...idsIn('2026-05-18 00:00:00', '2026-05-19 12:34:56'),
    ...idsIn('2026-05-19 12:34:56', '2026-05-20 10:00:00'),
  ];
  expect(new Set(whole).size).toBe(whole.length);
  expect(new Set(parts)).toEqual(new Set(whole));
  expect(whole.every((id) => /^\d{1,19}$/.test(String(id)))).toBe(true);
  expect(cloud.id).toBe('huawei-ivm');
});
