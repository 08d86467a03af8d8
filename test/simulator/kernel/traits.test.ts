/** Habits and faults that tests order of one cloud's recordings. */
import { describe, expect, it } from 'vitest';
import { IvpBench, START_SEC, YESTERDAY_SEC } from '../clouds/tencent-ivp/tencent-ivp-support.ts';
import type { MediaGrant } from '../media/types.ts';
import { Bench, inner, list, START_MS } from '../support.ts';

type Row = Readonly<Record<string, unknown>>;
const DAY_MS = 86_400_000;
const beijing = (ms: number): string => new Date(ms + DAY_MS / 3).toISOString().slice(0, 19).replace('T', ' ');

describe('IVM', () => {
  const make = () => {
    const bench = new Bench();
    const { deviceId, channelId } = bench.example('recorded');
    const [cameraKey = ''] = bench.cloud.cameraKeysOf({ deviceId, channelId });
    const path = `~2/devices/${deviceId}/channels/${channelId}/media`;
    const rangeOf = (fromMs: number): string =>
      `start_time=${beijing(fromMs)}&end_time=${beijing(fromMs + DAY_MS)}&record_position=CLOUD`;
    const records = (fromMs: number, extra = '&limit=1000'): Row =>
      bench.call('GET', `${path}/records?${rangeOf(fromMs)}&record_type=NORMAL_RECORD${extra}`).body;
    const statesOf = (fromMs: number): readonly unknown[] =>
      list(records(fromMs)['records']).map((row) => row['storage_state']);
    const play = (fromMs: number): string =>
      `${path}/playback-connections?${rangeOf(fromMs)}&playback_protocol=HTTPS_HLS`;
    return { bench, cameraKey, records, statesOf, play };
  };

  it('footage is hot, then cold, then archived, and is not played from the archive', () => {
    const { bench, statesOf, play } = make();
    const verdicts = [2, 15, 25].map((days) => {
      const fromMs = START_MS - days * DAY_MS;
      return [new Set(statesOf(fromMs)), bench.verdict('GET', play(fromMs))];
    });
    expect(verdicts).toEqual([
      [new Set([0]), '200'],
      [new Set([3]), '200'],
      [new Set([1]), '500 IVM.20020002'],
    ]);
  });

  it('footage is archived and restored by order, and archived footage in the middle of a range is a gap', () => {
    const { bench, cameraKey, records, statesOf, play } = make();
    const fromMs = START_MS - 2 * DAY_MS;
    const storage = (state: number): string | null =>
      bench.cloud.setTraits({
        storage: [{ cameraKey, fromMs: fromMs + DAY_MS / 3, toMs: fromMs + DAY_MS / 2, state }],
      });
    const grantOf = (): MediaGrant => {
      const { body } = bench.call('GET', play(fromMs));
      const connections = inner(inner(body['playback_connections'])['cloud_trans_connections']);
      const url = new URL(String(connections['playback_url']));
      const decision = bench.cloud.authorize(url.pathname, url.searchParams);
      if (decision?.ok !== true) throw new Error('refused');
      return decision.grant;
    };
    const whole = grantOf().spans?.length ?? 0;
    expect(storage(2)).toBeNull();
    expect(new Set(statesOf(fromMs))).toEqual(new Set([0, 2]));
    expect(grantOf().spans?.length).toBeLessThan(whole);
    expect(storage(0)).toBeNull();
    expect([new Set(statesOf(fromMs)), grantOf().spans?.length]).toEqual([new Set([0]), whole]);
    expect(storage(7)).toBe('storage');
    bench.cloud.clearTraits();
    expect(Number(records(fromMs)['total'])).toBeGreaterThan(0);
  });

  it('a list changes between its pages, and its total may lie', () => {
    const { bench, records } = make();
    const fromMs = START_MS - 2 * DAY_MS;
    const page = (offset: number): { readonly total: number; readonly ids: readonly unknown[] } => {
      const body = records(fromMs, `&limit=5&offset=${String(offset)}`);
      return { total: Number(body['total']), ids: list(body['records']).map((row) => row['record_id']) };
    };
    const honest = [page(0), page(1)];
    bench.cloud.setTraits({ vanishing: { rows: 2, times: 1 } });
    expect(page(0)).toEqual(honest[0]);
    expect(page(1).total).toBe((honest[0]?.total ?? 0) - 2);
    expect(page(1).ids.slice(0, 3)).toEqual(honest[1]?.ids.slice(2));
    expect(page(0).ids.slice(0, 3)).toEqual(honest[0]?.ids.slice(2));
    bench.cloud.clearTraits();
    bench.cloud.setTraits({ totalError: 3 });
    expect(page(0)).toEqual({ ...honest[0], total: (honest[0]?.total ?? 0) + 3 });
  });

  it('a list without recordings is empty, or refused with a code for it', () => {
    const { bench, play } = make();
    const future = play(START_MS + 9 * DAY_MS).replace('playback-connections', 'records');
    const verdicts = ['list', 'IVM.20020012', 'IVM.20020014'].map((emptyAs) => {
      expect(bench.cloud.setTraits({ emptyAs })).toBeNull();
      return bench.verdict('GET', future.replace('&playback_protocol=HTTPS_HLS', ''));
    });
    expect(verdicts).toEqual(['200', '400 IVM.20020012', '500 IVM.20020014']);
  });

  it('a row of a list overlaps another, ends before it begins, or comes twice', () => {
    const { bench, records } = make();
    const rows = (oddRow: string): readonly Row[] => {
      bench.cloud.setTraits({ oddRow });
      return list(records(START_MS - 2 * DAY_MS)['records']);
    };
    const timesOf = (row: Row | undefined): readonly string[] => [
      String(row?.['start_time']),
      String(row?.['end_time']),
    ];
    const [first, second] = rows('overlap').map(timesOf);
    expect(String(second?.[0]) < String(first?.[1])).toBe(true);
    const [from, to] = timesOf(rows('reversed')[1]);
    expect(String(to) < String(from)).toBe(true);
    expect(rows('twice')[1]).toEqual(rows('twice')[0]);
  });

  it('the sizes of a list are those of cameras that send as much as ordered', () => {
    const { bench, records } = make();
    const sizes = () => list(records(START_MS - 2 * DAY_MS)['records']).map((row) => Number(row['record_size']));
    const before = sizes();
    expect(bench.cloud.setTraits({ toldBytesPerSec: 192_000 })).toBeNull();
    expect(sizes()).toEqual(before.map((bytes) => 2 * bytes));
  });
});

describe('Tencent IVP', () => {
  const make = () => {
    const bench = new IvpBench();
    const { deviceId, channelId } = bench.example('gb28181');
    const localUrl = (): { readonly status: number; readonly url: string } => {
      const body = { ChannelId: channelId, Start: START_SEC - 7_200, End: START_SEC - 3_600 };
      const { status, data } = bench.call('getLocalRecordUrl', { body });
      return { status, url: status === 200 ? String((data as Row)['Flv']) : '' };
    };
    const control = (url: string, extra: Row): number => {
      const Session = /@(.+)\.live\.flv/.exec(url)?.[1];
      return bench.call('controlLocalPlayback', { body: { ChannelId: channelId, Session, ...extra } }).status;
    };
    const grantOf = (url: string): MediaGrant => {
      const { pathname, searchParams } = new URL(url);
      const decision = bench.cloud.authorize(pathname, searchParams);
      if (decision?.ok !== true) throw new Error('refused');
      return decision.grant;
    };
    const refusalOf = (): unknown => {
      const body = {
        ChannelId: channelId,
        BeginTime: String(YESTERDAY_SEC),
        EndTime: String(YESTERDAY_SEC + 60),
        FileType: 'mp4',
      };
      const { pathname, searchParams } = new URL(String(bench.get('getCloudRecordDownloadUrl', { body })['Url']));
      const decision = bench.cloud.authorize(pathname, searchParams);
      if (decision === null || decision.ok) return 200;
      return (JSON.parse(decision.reason) as Row)['StatusCode'];
    };
    return { bench, deviceId, channelId, localUrl, control, grantOf, refusalOf };
  };

  it('a device plays many recordings, or only one: then it refuses the next playback or gives its session away', () => {
    const { bench, localUrl, control } = make();
    expect([localUrl().status, localUrl().status]).toEqual([200, 200]);
    bench.pass(11_000); // nobody came for those
    bench.cloud.setTraits({ deviceSessions: 'refuse' });
    const first = localUrl();
    expect([first.status, localUrl().status]).toEqual([200, 41637]);
    expect(control(first.url, { Action: 'stop' })).toBe(200);
    const second = localUrl();
    bench.cloud.setTraits({ deviceSessions: 'take' });
    expect(localUrl().status).toBe(200);
    expect([control(second.url, { Action: 'play' }), bench.play(second.url)]).toEqual([41605, '404']);
  });

  it('a recording that is watched occupies its device until its viewer is gone', () => {
    const { bench, localUrl, grantOf } = make();
    bench.cloud.setTraits({ deviceSessions: 'refuse' });
    const { control } = grantOf(localUrl().url);
    if (control === undefined) throw new Error('not steered');
    control.isWatched = true;
    bench.pass(600_000);
    expect(localUrl().status).toBe(41637);
    control.isWatched = false;
    expect(localUrl().status).toBe(200);
  });

  it('a device may take an order about speed or place and not follow it', () => {
    const { bench, localUrl, control, grantOf } = make();
    const { url } = localUrl();
    const steered = grantOf(url).control;
    bench.cloud.setTraits({ steering: 'no-scale' });
    expect([control(url, { Action: 'play', Scale: 4 }), steered?.scale]).toEqual([200, 1]);
    bench.cloud.setTraits({ steering: 'no-position' });
    expect([control(url, { Action: 'play', Pos: 60 }), steered?.seekMs]).toEqual([200, null]);
    bench.cloud.clearTraits();
    expect([control(url, { Action: 'play', Scale: 0.25 }), steered?.scale]).toEqual([200, 0.25]);
    expect([control(url, { Action: 'play', Pos: 60 }), steered?.seekMs]).toEqual([200, (START_SEC - 7_140) * 1000]);
  });

  it('a recording of a device that goes off line is neither opened nor steered', () => {
    const { bench, deviceId, localUrl, control } = make();
    const { url } = localUrl();
    bench.cloud.setDeviceOnline(deviceId, false);
    expect([control(url, { Action: 'pause' }), localUrl().status, bench.play(url)]).toEqual([41617, 41617, '404']);
  });

  it.each([42501, 42502, 42503, 42504, 42505, 42506, 42507, 42508])('downloads are refused with %i once', (code) => {
    const { bench, refusalOf } = make();
    expect(bench.cloud.setTraits({ refusedDownload: { code: String(code), times: 1 } })).toBeNull();
    expect([refusalOf(), refusalOf()]).toEqual([code, 200]);
  });

  it('more downloads at a time than allowed are refused with the code 42505', () => {
    const { bench, refusalOf } = make();
    const viewer = {
      id: '1',
      cameraKey: 'tencent-ivp/00001',
      cameraName: '',
      profile: 'main',
      kind: 'mp4-file',
    } as const;
    let running = 0;
    const viewers = () =>
      Array.from({ length: running }, () => ({ ...viewer, sinceMs: 0, sentBytes: 0, isStalled: false }));
    bench.cloud.setAudience({ viewers, cut: () => undefined });
    bench.cloud.setTraits({ parallelDownloads: 2 });
    expect(refusalOf()).toBe(200);
    running = 2;
    expect(refusalOf()).toBe(42505);
  });

  it('the flag for archived footage is absent or unknown by order', () => {
    const { bench, deviceId, channelId } = make();
    const query = { DeviceId: deviceId, ChannelId: channelId, StartTime: YESTERDAY_SEC, EndTime: YESTERDAY_SEC + 60 };
    const tips = (order: string): unknown => {
      expect(bench.cloud.setTraits({ tips: order })).toBeNull();
      return bench.get('queryCloudRecordTimeline', { query })['Tips'];
    };
    expect([tips('missing'), tips('unknown'), tips('true')]).toEqual([undefined, 9, 0]);
    expect(bench.cloud.setTraits({ tips: 'perhaps' })).toBe('tips');
  });
});
