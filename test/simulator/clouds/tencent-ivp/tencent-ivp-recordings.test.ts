/** The simulated cloud's timetables, plans, recordings, retrievals and play URLs hold together. */
import { describe, expect, it } from 'vitest';
import { IvpBench, START_SEC, YESTERDAY_SEC } from './tencent-ivp-support.ts';

type Row = Readonly<Record<string, unknown>>;
interface Timeline {
  readonly Tips: number;
  readonly List: readonly { readonly Begin: number; readonly End: number }[] | null;
}

const DAY_SEC = 86_400;
const LAST_SEC = DAY_SEC - 1;
const everyDay = (StartTime: string, EndTime: string): readonly Row[] =>
  [1, 2, 3, 4, 5, 6, 7].map((DayOfWeek) => ({ DayOfWeek, StartTime, EndTime }));
const life = { Transition: 7, Expiration: 60 };

const timelineOf = (bench: IvpBench, name: string, fromSec: number, toSec: number): Timeline => {
  const { deviceId, channelId } = bench.example(name);
  const query = { DeviceId: deviceId, ChannelId: channelId, StartTime: fromSec, EndTime: toSec };
  return bench.get<Timeline>('queryCloudRecordTimeline', { query });
};

describe('recording templates', () => {
  const bench = new IvpBench();
  const add = (sections: readonly Row[], name = 'T-1'): number =>
    bench.call('addLiveRecordTemplate', { body: { TemplateName: name, TimeSections: sections } }).status;
  const backup = (upload: readonly Row[], Scale: number): number =>
    bench.call('addRecordBackupTemplate', {
      body: { TemplateName: `B-${String(Scale)}`, TimeSections: upload, DevTimeSections: everyDay('08:00:00', '20:00:00'), Scale },
    }).status; // prettier-ignore

  it('recording templates have the documented hours', () => {
    expect(add(everyDay('12:00:00', '11:00:00'))).toBe(43404);
    expect(add(everyDay('12:00:00', '12:09:59'))).toBe(43405);
    expect(add([{ DayOfWeek: 8, StartTime: '00:00:00', EndTime: '01:00:00' }])).toBe(43402);
    expect(add([{ DayOfWeek: 1, StartTime: '00:00:00', EndTime: '24:00:00' }])).toBe(43403);
    expect([add(everyDay('12:00:00', '12:10:00')), add(everyDay('12:00:00', '12:10:00'))]).toEqual([200, 43410]);
  });

  it('recording templates give an upload enough time for its speed', () => {
    expect(backup(everyDay('01:00:00', '04:00:00'), 3)).toBe(43412);
    expect(backup(everyDay('01:00:00', '03:59:00'), 4)).toBe(43408);
    expect(backup(everyDay('01:00:00', '04:00:00'), 4)).toBe(200);
    expect(backup(everyDay('01:00:00', '04:00:00'), 2)).toBe(43408);
  });

  it('recording templates stay as long as a plan is tied to them', () => {
    const body = { TemplateId: bench.text('templateId') };
    expect(bench.call('deleteLiveRecordTemplate', { body })).toMatchObject({ status: 43409, http: 400 });
    for (const plan of bench.get<readonly Row[]>('listLiveRecordPlans')) {
      if (plan['TemplateId'] === body.TemplateId)
        bench.call('deleteLiveRecordPlan', { body: { PlanId: plan['PlanId'] } });
    }
    expect(bench.call('deleteLiveRecordTemplate', { body }).status).toBe(43409);
    bench.pass(2_000);
    expect(bench.call('deleteLiveRecordTemplate', { body })).toMatchObject({ status: 200, data: {} });
    expect(bench.call('getLiveRecordTemplate', { query: body }).status).toBe(40006);
  });
});

describe('recording plans', () => {
  const channel = (bench: IvpBench, name: string): Row => {
    const { deviceId, channelId } = bench.example(name);
    return { DeviceId: deviceId, ChannelId: channelId };
  };
  const order = (bench: IvpBench, extra: Row = {}): { body: Row } => ({
    body: { TemplateId: bench.text('templateId'), PlanName: 'New', LifeCycle: life, Channels: [channel(bench, 'unplanned')], ...extra },
  }); // prettier-ignore

  it.each([
    [{ PlanName: 'Round-the-clock' }, 43411],
    [{ TemplateId: 'nobody' }, 40006],
    [{ LifeCycle: { Transition: 7, Expiration: 59 } }, 40005],
    [{ LifeCycle: { Transition: 0, Expiration: 60 } }, 40005],
    [{ Channels: [{ DeviceId: 'nobody', ChannelId: 'nobody' }] }, 43407],
    [{ OrganizationId: ['77'] }, 40006],
    [{ StreamType: 'third' }, 40005],
  ])('recording plans are refused with %o by %i', (extra, status) => {
    const bench = new IvpBench();
    expect(bench.call('addLiveRecordPlan', order(bench, extra)).status).toBe(status);
  });

  it('recording plans take a channel once, list it, let it go, and disappear after a while', () => {
    const bench = new IvpBench();
    const PlanId = String(bench.get('addLiveRecordPlan', order(bench))['PlanId']);
    expect(bench.call('addLiveRecordPlan', order(bench, { PlanName: 'Other' })).status).toBe(42205);
    const rows = (): number =>
      Number(bench.get('listLiveRecordPlanChannels', { query: { PlanId, PageSize: 10, PageNumber: 1 } })['TotalCount']);
    expect(rows()).toBe(1);
    const Del = [bench.example('unplanned').channelId];
    expect(bench.call('modifyLiveRecordPlan', { body: { PlanId, Mod: { Del } } }).status).toBe(200);
    expect(rows()).toBe(0);
    const renamed = bench.get('modifyLiveRecordPlan', { body: { PlanId, Mod: { PlanName: 'Renamed' } } });
    expect(renamed).toMatchObject({ PlanName: 'Renamed' });
    expect(bench.call('deleteLiveRecordPlan', { body: { PlanId } }).data).toEqual({});
    expect(bench.get('getLiveRecordPlan', { query: { PlanId } })).toMatchObject({ Status: 0 });
    bench.pass(2_000);
    expect(bench.call('getLiveRecordPlan', { query: { PlanId } }).status).toBe(40006);
  });

  it('recording plans accept free channels of an organisation, and record-to-cloud accepts no RTMP device', () => {
    const bench = new IvpBench();
    const places = bench
      .get<readonly Row[]>('listOrganizations')
      .map((one) => String(one['Id']))
      .slice(0, 10);
    const count = (): Row => bench.get('countOrganizationUnplannedChannels', { body: { OrganizationId: places } });
    expect(Number(count()['NotInPlanCount'])).toBeGreaterThan(0);
    expect(bench.call('addLiveRecordPlan', order(bench, { Channels: [], OrganizationId: places })).status).toBe(200);
    expect(count()['NotInPlanCount']).toBe(0);
    const rtmp = { TemplateId: bench.text('backupTemplateId'), Channels: [channel(bench, 'rtmp')] };
    expect(bench.call('addRecordBackupPlan', order(bench, rtmp)).status).toBe(40002);
  });

  it('recording plans record a new channel from now on', () => {
    const bench = new IvpBench();
    const span = (): Timeline => timelineOf(bench, 'unplanned', START_SEC - 3_600, START_SEC + 7_200);
    expect(span().List).toBeNull();
    bench.get('addLiveRecordPlan', order(bench));
    bench.pass(3_600_000);
    const first = span().List?.[0];
    expect(first?.Begin).toBeGreaterThanOrEqual(START_SEC);
    expect(bench.call('deleteDevice', { query: { Id: bench.example('unplanned').deviceId } }).status).toBe(200);
  });
});

describe('recordings in the cloud', () => {
  const bench = new IvpBench();
  const ask = (fromSec: number, toSec: number): number => {
    const { deviceId, channelId } = bench.example('gb28181');
    const query = { DeviceId: deviceId, ChannelId: channelId, StartTime: fromSec, EndTime: toSec };
    return bench.call('queryCloudRecordTimeline', { query }).status;
  };

  it('recordings in the cloud are asked for within one Beijing day', () => {
    expect(ask(YESTERDAY_SEC, YESTERDAY_SEC + LAST_SEC)).toBe(200);
    expect(ask(YESTERDAY_SEC, YESTERDAY_SEC + DAY_SEC)).toBe(40005);
    expect(ask(YESTERDAY_SEC + DAY_SEC - 60, YESTERDAY_SEC + DAY_SEC + 60)).toBe(40005);
    expect(ask(YESTERDAY_SEC + 60, YESTERDAY_SEC)).toBe(41611);
    expect(ask(START_SEC + 60, START_SEC + 120)).toBe(41612);
  });

  it('recordings in the cloud lie in the asked time, in order, with nothing of the future', () => {
    const list = timelineOf(bench, 'gb28181', YESTERDAY_SEC, YESTERDAY_SEC + LAST_SEC).List ?? [];
    expect(list.length).toBeGreaterThan(0);
    for (const [i, span] of list.entries()) {
      expect(span.Begin).toBeLessThan(span.End);
      expect(span.Begin).toBeGreaterThanOrEqual(list[i - 1]?.End ?? YESTERDAY_SEC);
    }
    const today = timelineOf(bench, 'gb28181', YESTERDAY_SEC + DAY_SEC, YESTERDAY_SEC + DAY_SEC + LAST_SEC).List ?? [];
    expect(today.at(-1)?.End).toBeLessThanOrEqual(START_SEC);
  });

  it('recordings in the cloud are archived after their hot days, and come back for a while when retrieved', () => {
    const { deviceId, channelId } = bench.example('gb28181');
    const oldSec = YESTERDAY_SEC - 20 * DAY_SEC;
    expect(timelineOf(bench, 'gb28181', oldSec, oldSec + LAST_SEC)).toEqual({ Tips: 1, List: null });
    const at = { StartTime: oldSec, EndTime: oldSec + LAST_SEC };
    expect(bench.call('getCloudPlaybackUrl', { query: { ChannelId: channelId, ...at } }).status).toBe(41627);

    const body = {
      TaskName: 'Back',
      ...at,
      Mode: 1,
      Expiration: 2,
      Channels: [{ DeviceId: deviceId, ChannelId: channelId }],
    };
    const TaskId = String(bench.get('addRetrieveTask', { body })['TaskId']);
    const status = (): unknown => bench.get('getRetrieveTask', { query: { TaskId } })['Status'];
    expect(bench.call('addRetrieveTask', { body }).status).toBe(41624);
    expect(status()).toBe(2);
    bench.pass(2_500);
    expect(status()).toBe(1);
    bench.pass(2_500);
    expect(status()).toBe(0);
    expect(timelineOf(bench, 'gb28181', oldSec, oldSec + LAST_SEC).List).not.toBeNull();
    expect(bench.call('getCloudPlaybackUrl', { query: { ChannelId: channelId, ...at } }).status).toBe(200);
    bench.pass(2 * DAY_SEC * 1000);
    expect(timelineOf(bench, 'gb28181', oldSec, oldSec + LAST_SEC).List).toBeNull();
    expect(bench.call('deleteRetrieveTask', { body: { TaskId } }).data).toEqual({});
    expect(bench.call('getRetrieveTask', { query: { TaskId } }).status).toBe(40006);
  });
});

describe('downloads', () => {
  const bench = new IvpBench();
  const { channelId } = bench.example('gb28181');
  const order = (fromSec: number, toSec: number, FileType = 'mp4'): { body: Row } => ({
    body: { ChannelId: channelId, BeginTime: String(fromSec), EndTime: String(toSec), FileType },
  });
  const refusalOf = (url: string): Row => {
    const { pathname, searchParams } = new URL(url);
    const decision = bench.cloud.authorize(pathname, searchParams);
    if (decision === null || decision.ok) return { status: 200 };
    return { status: decision.status, code: (JSON.parse(decision.reason) as Row)['StatusCode'] };
  };

  it('downloads span at most half an hour of one day', () => {
    const from = YESTERDAY_SEC + 3_600;
    expect(bench.call('getCloudRecordDownloadUrl', order(from, from + 1_800)).status).toBe(200);
    expect(bench.call('getCloudRecordDownloadUrl', order(from, from + 1_801)).status).toBe(40005);
    expect(bench.call('getCloudRecordDownloadUrl', order(from, from + 60, 'avi')).status).toBe(40005);
  });

  it('downloads are refused with their own codes and HTTP statuses', () => {
    const bench10 = String(bench.get('getCloudRecordDownloadUrl', order(YESTERDAY_SEC, YESTERDAY_SEC + 1_200))['Url']);
    expect(refusalOf(bench10)).toEqual({ status: 200 });
    expect(refusalOf(bench10.replace('%3Bmp4', '%3Bts'))).toEqual({ status: 403, code: 42503 });
    const old = YESTERDAY_SEC - 20 * DAY_SEC;
    const archived = String(bench.get('getCloudRecordDownloadUrl', order(old, old + 1_200))['Url']);
    expect(refusalOf(archived)).toEqual({ status: 400, code: 42506 });
    const ancient = YESTERDAY_SEC - 200 * DAY_SEC;
    const missing = String(bench.get('getCloudRecordDownloadUrl', order(ancient, ancient + 1_200))['Url']);
    expect(refusalOf(missing)).toEqual({ status: 400, code: 42501 });
    bench.pass(600_000);
    expect(refusalOf(bench10)).toEqual({ status: 403, code: 42504 });
  });
});

it('live URLs name the device of RTMP and the channel of GB28181, and one kind of stream', () => {
  const bench = new IvpBench();
  const [gb, rtmp] = [bench.example('gb28181'), bench.example('rtmp')];
  const ask = (body: Row): number => bench.call('getLiveStreamUrl', { body }).status;
  expect(ask({ ChannelId: gb.channelId, StreamType: 2 })).toBe(200);
  expect(ask({ DeviceId: gb.deviceId })).toBe(41639);
  expect(ask({ DeviceId: rtmp.deviceId })).toBe(200);
  expect(ask({ ChannelId: rtmp.channelId })).toBe(41638);
  expect(ask({ DeviceId: rtmp.deviceId, ChannelId: gb.channelId })).toBe(41639);
  expect(ask({})).toBe(40005);
  expect(ask({ ChannelId: gb.channelId, StreamType: 1, Resolution: '5' })).toBe(41633);
  expect(ask({ ChannelId: bench.example('offline').channelId })).toBe(41617);
  expect(ask({ ChannelId: 'nobody' })).toBe(42207);
});

it('live URLs play until they expire, unchanged, and not after the secret changed', () => {
  const bench = new IvpBench();
  const urls = bench.get<{ Flv: string; Hls: string }>('getLiveStreamUrl', {
    body: { ChannelId: bench.example('gb28181').channelId, StreamType: 2 },
  });
  expect(urls.Hls).toMatch(/^hls:\/\//);
  expect([bench.play(urls.Flv), bench.play(urls.Flv), bench.play(urls.Hls)]).toEqual(['ok', 'ok', 'ok']);
  expect(bench.play(urls.Flv.replace('stream_type=2', 'stream_type=1'))).toBe('403');
  expect(bench.play(urls.Flv.split('?')[0] ?? '')).toBe('403');
  const auth = bench.get('getStreamAuth');
  bench.pass(600_000);
  expect(bench.play(urls.Flv)).toBe('403');
  const fresh = (): string =>
    String(bench.get('getLiveStreamUrl', { body: { ChannelId: bench.example('gb28181').channelId } })['Flv']);
  const before = fresh();
  bench.get('setStreamAuth', { body: { ...auth, PullSecret: 'changed1' } });
  expect([bench.play(before), bench.play(fresh())]).toEqual(['403', 'ok']);
  bench.get('setStreamAuth', { body: { ...auth, PullState: 0, PullSecret: '', PullExpired: 0 } });
  expect(bench.play(fresh().split('?')[0] ?? '')).toBe('ok');
  bench.cloud.setDeviceOnline(bench.example('gb28181').deviceId, false);
  expect(bench.play(before.split('?')[0] ?? '')).toBe('404');
});

describe('recordings on devices', () => {
  const bench = new IvpBench();
  const { channelId } = bench.example('gb28181');
  const session = (): string => {
    const body = { ChannelId: channelId, Start: START_SEC - 7_200, End: START_SEC - 3_600, StreamType: 2 };
    return String(bench.get('getLocalRecordUrl', { body })['Flv']);
  };
  const control = (url: string, extra: Row): number => {
    const Session = /@(.+)\.live\.flv/.exec(url)?.[1];
    return bench.call('controlLocalPlayback', { body: { ChannelId: channelId, Session, ...extra } }).status;
  };

  it('recordings on devices may be listed over several days, but not of RTMP devices', () => {
    const body = { ChannelId: channelId, Start: START_SEC - 3 * DAY_SEC, End: START_SEC };
    expect(bench.get<readonly Row[]>('queryLocalRecordTimeline', { body }).length).toBeGreaterThan(2);
    const before = { ...body, Start: START_SEC - 90 * DAY_SEC, End: START_SEC - 89 * DAY_SEC };
    expect(bench.get('queryLocalRecordTimeline', { body: before })).toEqual([]);
    const rtmp = { ...body, ChannelId: bench.example('rtmp').channelId };
    expect(bench.call('queryLocalRecordTimeline', { body: rtmp }).status).toBe(40002);
  });

  it('recordings on devices play by session, are steered, and end with stop', () => {
    const url = session();
    expect(url).toMatch(new RegExp(`/live/${channelId}@[0-9a-f-]{36}\\.live\\.flv\\?start=`));
    expect([bench.play(url), bench.play(session().replace(channelId, bench.example('ptzDome').channelId))]).toEqual([
      'ok',
      '404',
    ]);
    expect(control(url, { Action: 'pause' })).toBe(200);
    expect(control(url, { Action: 'play', Pos: 1, Scale: 2 })).toBe(41630);
    expect(control(url, { Action: 'play', Scale: 3 })).toBe(40005);
    expect(control(url, { Action: 'play', Pos: 3_600 })).toBe(40005);
    expect(control(url, { Action: 'rewind' })).toBe(40005);
    expect([control(url, { Action: 'stop' }), control(url, { Action: 'play' }), bench.play(url)]).toEqual([
      200,
      41605,
      '404',
    ]);
  });
});

it('presets are set, called, listed and deleted, on cameras that turn', () => {
  const bench = new IvpBench();
  const { channelId } = bench.example('ptzDome');
  const operate = (Cmd: string, Index: number): number =>
    bench.call('operatePreset', { body: { ChannelId: channelId, Cmd, Index } }).status;
  const indexes = (): unknown[] =>
    bench.get<readonly Row[]>('listPresets', { body: { ChannelId: channelId } }).map((one) => one['Index']);
  expect([operate('set', 9), operate('goto', 9)]).toEqual([200, 200]);
  expect(indexes()).toContain(9);
  expect([operate('del', 9), operate('goto', 9), operate('del', 9)]).toEqual([200, 40006, 40006]);
  const turn = (ChannelId: string): number =>
    bench.call('controlPtz', { body: { ChannelId, Type: 'left', Speed: 4 } }).status;
  expect(turn(bench.example('rtmp').channelId)).toBe(40002);
  bench.cloud.setDeviceOnline(bench.example('ptzDome').deviceId, false);
  expect(turn(channelId)).toBe(41617);
});
