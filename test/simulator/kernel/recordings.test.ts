import { beforeEach, expect, it } from 'vitest';
import { Bench, inner, list, START_MS } from '../support.ts';

let bench: Bench;
let camera: string;
beforeEach(() => {
  bench = new Bench();
  const { deviceId, channelId } = bench.example('recorded');
  camera = `/devices/${deviceId}/channels/${channelId}`;
});

const DAY = 'start_time=2026-05-18 00:00:00&end_time=2026-05-19 00:00:00';
const records = (query: string): Record<string, unknown> =>
  bench.call('GET', `~2${camera}/media/records?${query}`).body;
const verdict = (query: string): string => bench.verdict('GET', `~2${camera}/media/records?${query}`);
const playback = (query: string): string =>
  String(
    inner(
      inner(bench.call('GET', `~2${camera}/media/playback-connections?${query}`).body['playback_connections'])[
        'cloud_trans_connections'
      ],
    )['playback_url'],
  );

it('IVM recordings are the same whenever and however they are asked for', () => {
  const whole = list(records(`${DAY}&record_position=CLOUD&limit=1000`)['records']);
  const pages = [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((page) =>
    list(records(`${DAY}&record_position=CLOUD&limit=7&offset=${String(page)}`)['records']),
  );
  expect(whole.length).toBeGreaterThan(7);
  expect(pages).toEqual(whole.slice(0, 63));
  expect(
    list(new Bench().call('GET', `~2${camera}/media/records?${DAY}&record_position=CLOUD&limit=1000`).body['records']),
  ).toEqual(whole);
});

it('IVM recordings overlap the asked time, stand in order and leave gaps', () => {
  const rows = list(records(`${DAY}&record_position=CLOUD&record_type=NORMAL_RECORD&limit=1000`)['records']);
  const from = rows.map((row) => String(row['start_time']));
  const to = rows.map((row) => String(row['end_time']));
  expect(from).toEqual(from.toSorted());
  expect(to.every((text) => text > '2026-05-18 00:00:00')).toBe(true);
  expect(from.every((text) => text < '2026-05-19 00:00:00')).toBe(true);
  expect(from.some((text, i) => i > 0 && text > (to[i - 1] ?? ''))).toBe(true);
});

it('IVM recordings end before now and begin thirty days ago', () => {
  const query = 'start_time=2020-01-01 00:00:00&end_time=2030-01-01 00:00:00&record_position=CLOUD&limit=1000';
  const { total, records: first } = records(query);
  const last = list(records(`${query}&offset=${String(Math.floor((Number(total) - 1) / 1000))}`)['records']).at(-1);
  expect(String(list(first)[0]?.['start_time']) >= '2026-04-20').toBe(true);
  expect(String(last?.['end_time']) <= '2026-05-20 10:00:00').toBe(true);
});

it('IVM recordings carry id and size in the cloud only, and alarms on the device only', () => {
  const cloud = list(records(`${DAY}&record_position=CLOUD`)['records'])[0] ?? {};
  const device = list(records(`${DAY}&record_position=DEVICE`)['records'])[0] ?? {};
  expect(['record_id' in cloud, 'record_size' in cloud]).toEqual([true, true]);
  expect(['record_id' in device, 'record_size' in device]).toEqual([false, false]);
});

it.each([
  [`${DAY}&record_position=MOON`, '400 IVM.10020001'],
  [`${DAY}`, '400 IVM.10020001'],
  [`start_time=2026-05-18 00:00:00&record_position=CLOUD`, '400 IVM.10020018'],
  [`end_time=2026-05-18 00:00:00&record_position=CLOUD`, '400 IVM.10020017'],
  ['start_time=2026-02-30 00:00:00&end_time=2026-03-01 00:00:00&record_position=CLOUD', '400 IVM.10020005'],
  ['start_time=2026-05-18T00:00:00&end_time=2026-05-19 00:00:00&record_position=CLOUD', '400 IVM.10020005'],
  ['start_time=2026-05-18 00:00:00&end_time=1779235200&record_position=CLOUD', '400 IVM.10020006'],
  ['start_time=2026-05-19 00:00:00&end_time=2026-05-19 00:00:00&record_position=CLOUD', '400 IVM.10020007'],
  [`${DAY}&record_position=CLOUD&record_type=ALRAM_RECORD`, '400 IVM.10026002'],
  [`${DAY}&record_position=CLOUD&limit=0`, '400 IVM.10020009'],
  [`${DAY}&record_position=CLOUD&offset=1000001`, '400 IVM.10020010'],
])('IVM recordings answer %s with %s', (query, expected) => {
  expect(verdict(query)).toBe(expected);
});

it('IVM recordings on the device need the device; in the cloud they do not', () => {
  bench.cloud.setDeviceOnline(bench.example('recorded').deviceId, false);
  expect(verdict(`${DAY}&record_position=DEVICE`)).toBe('400 IVM.20000036');
  expect(verdict(`${DAY}&record_position=CLOUD`)).toBe('200');
  const url = new URL(playback(`${DAY}&record_position=CLOUD&playback_protocol=HTTPS_HLS`));
  expect(bench.cloud.authorize(url.pathname, url.searchParams)).toMatchObject({ ok: true });
});

it('IVM playback URLs name the place in their path and grant the requested time within the recorded time', () => {
  const url = new URL(
    playback(`${DAY}&record_position=DEVICE&playback_protocol=HTTP_HLS&stream_type=SECONDARY_STREAM_1`),
  );
  expect([url.pathname, url.searchParams.get('stream_type')]).toEqual(['/dev_vod/vod.m3u8', '1']);
  const decision = bench.cloud.authorize(url.pathname, url.searchParams);
  if (decision?.ok !== true) throw new Error('refused');
  const { fromMs = 0, toMs = 0, kind, profile } = decision.grant;
  expect([kind, profile]).toEqual(['hls-vod', 'sub']);
  expect(fromMs).toBeGreaterThanOrEqual(Date.UTC(2026, 4, 17, 16));
  expect(toMs).toBeLessThanOrEqual(Date.UTC(2026, 4, 18, 16));
  expect(playback(`${DAY}&record_position=CLOUD&playback_protocol=HTTPS_HLS`)).toContain('/vod/vod.m3u8?token=');
});

it('IVM playback URLs are refused where nothing was recorded, and for FLV, which this call does not know', () => {
  const ask = (query: string): string => bench.verdict('GET', `~2${camera}/media/playback-connections?${query}`);
  const future = new Date(START_MS + 9 * 86_400_000).toISOString().slice(0, 10);
  const empty = `start_time=${future} 00:00:00&end_time=${future} 01:00:00&record_position=CLOUD`;
  expect(ask(`${empty}&playback_protocol=HTTPS_HLS`)).toBe('400 IVM.20020012');
  expect(ask(`${DAY}&record_position=CLOUD&playback_protocol=HTTPS_FLV`)).toBe('400 IVM.10026001');
  expect(ask(`${DAY}&record_position=CLOUD&playback_protocol=HTTPS_HLS&expire_time=29`)).toBe('400 IVM.10020001');
});

it('IVM playback URLs have the old calls with their own names', () => {
  const ask = (query: string): Record<string, unknown> => bench.call('GET', `~${camera}/${query}`).body;
  expect(String(ask(`cloud-records/playback-url?${DAY}&playback_protocol=HLS`)['playback_url'])).toContain('/vod/');
  expect(String(ask(`cloud-records/playback-url?${DAY}&playback_protocol=HOLO`)['playback_url'])).toMatch(/^holo:/);
  expect(ask(`cloud-records?${DAY}`)['total']).toBeGreaterThan(0);
  expect(ask(`device-records?${DAY}&stream_type=PRIMARY_STREAM`)['total']).toBeGreaterThan(0);
  for (const name of ['protocol', 'playback_protocol']) {
    const url = ask(`device-records/web-playback-url?${DAY}&${name}=HLS_DEV`)['playback_url'];
    expect(String(url)).toContain('/dev_vod/vod.m3u8');
  }
  const { deviceId, channelId } = bench.example('gb28181');
  const gb = `devices/${deviceId}/channels/${channelId}`;
  expect(bench.verdict('GET', `~/${gb}/device-records/playback-url?${DAY}`)).toBe('200');
});
