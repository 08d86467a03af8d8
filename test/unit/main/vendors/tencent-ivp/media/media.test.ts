import { afterEach, describe, expect, it } from 'vitest';
import { channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { joinRanges, type Recording } from '../../../../../../preload/domain/recording/recordings.ts';
import { fetchable } from '../../../../../../main/vendors/tencent-ivp/media/live.ts';
import { sessionIn } from '../../../../../../main/vendors/tencent-ivp/media/playback.ts';
import type { LivePort } from '../../../../../../main/ports/live.ts';
import type { PlaybackPort } from '../../../../../../main/ports/playback.ts';
import type { RecordAnswer, RecordPort, RecordRequest } from '../../../../../../main/ports/records.ts';
import { account, channelId, failure, startTinyCloud, type Call, type TinyCloud } from '../cloud.ts';

const signal = new AbortController().signal;
const HOUR_MS = 3_600_000;
/** 2024-03-10 00:00 in Beijing. */
const MIDNIGHT_MS = Date.UTC(2024, 2, 9, 16);

let cloud: TinyCloud | undefined;
afterEach(() => cloud?.close());

async function cloudThat(answer: (call: Call) => unknown) {
  cloud = await startTinyCloud(answer);
  const { live, records, playback } = cloud.session;
  return {
    calls: cloud.calls,
    live: live as LivePort,
    records: records as RecordPort,
    playback: playback as PlaybackPort,
  };
}

const LIVE = { Flv: 'http://m.example/live/c1.live.flv?x=1', Hls: 'hls://m.example/live/c1.m3u8?x=1' };
const live = { channelId, profile: 'main', transport: 'http-flv' } as const;

describe('a live URL', () => {
  it.each([
    ['main', 1],
    ['sub', 2],
  ] as const)('a live URL of the %s stream names stream type %i and no resolution', async (profile, StreamType) => {
    const { calls, live: port } = await cloudThat(() => LIVE);
    expect(await port.open({ ...live, profile }, signal)).toMatchObject({ transport: 'http-flv', url: LIVE.Flv });
    expect(calls).toMatchObject([{ path: '/ivc/cms/control/stream' }]);
    expect(calls[0]?.body).toEqual({ DeviceId: 'd1', ChannelId: 'c1', StreamType });
  });

  it('a live URL over HLS can be fetched, though its scheme is hls', async () => {
    const { live: port } = await cloudThat(() => LIVE);
    const source = await port.open({ ...live, transport: 'hls' }, signal);
    expect(source).toMatchObject({ transport: 'hls', url: 'http://m.example/live/c1.m3u8?x=1' });
  });

  it('a live URL of a camera without a choice of streams is that of its only one', async () => {
    const { calls, live: port } = await cloudThat(({ body }) => ('StreamType' in body ? failure(40005) : LIVE));
    expect((await port.open({ ...live, profile: 'sub' }, signal)).url).toBe(LIVE.Flv);
    expect(calls).toHaveLength(2);
  });

  it('a live URL of an RTMP camera is asked for by its device alone', async () => {
    const { calls, live: port } = await cloudThat(() => LIVE);
    await port.open({ ...live, channelId: channelIdOf(deviceIdOf(account, 'd1'), 'd1') }, signal);
    expect(calls[0]?.body).toEqual({ DeviceId: 'd1' });
  });

  it.each([
    [failure(41634), 'device.offline'],
    [failure(41621), 'device.frozen'],
    [failure(41623), 'cloud.first-needed'],
    [{}, 'media.no-url'],
    [{ Flv: 'rtmp://m.example/live/c1' }, 'media.unsupported-transport'],
  ])('a live URL that %j lacks fails with its own reason: %s', async (answer, code) => {
    const { live: port } = await cloudThat(() => answer);
    await expect(port.open(live, signal)).rejects.toMatchObject({ code });
  });

  it.each([
    ['hls://m.example/a.m3u8', false, 'https://m.example/a.m3u8'],
    ['http://m.example/a.flv', false, 'https://m.example/a.flv'],
    ['http://10.0.0.1:18080/a.flv', false, 'http://10.0.0.1:18080/a.flv'],
    ['https://m.example/a.flv', false, 'https://m.example/a.flv'],
    ['hls://10.0.0.1:18080/a.m3u8', false, 'http://10.0.0.1:18080/a.m3u8'],
    ['hls://127.0.0.1:8080/a.m3u8', true, 'http://127.0.0.1:8080/a.m3u8'],
    [undefined, false, undefined],
  ])('%s, plain allowed: %s, is fetched as %s', (url, isPlainAllowed, fetched) => {
    expect(fetchable(url, { isPlainAllowed, isLocalAllowed: false })).toBe(fetched);
  });
});

type Asked = Omit<RecordRequest, 'archiveGrainMs'> & Partial<RecordRequest>;

async function answersOf(records: RecordPort, request: Asked): Promise<RecordAnswer[]> {
  const answers: RecordAnswer[] = [];
  for await (const answer of records.list({ archiveGrainMs: 24 * HOUR_MS, ...request }, signal)) answers.push(answer);
  return answers;
}

const allOf = async (records: RecordPort, request: Asked): Promise<Recording[]> =>
  (await answersOf(records, request)).flatMap(({ recordings }) => recordings);

describe('recordings', () => {
  const range = { fromMs: MIDNIGHT_MS - 2 * HOUR_MS, toMs: MIDNIGHT_MS + 3 * HOUR_MS };

  it('recordings in the cloud are asked for day by day, and cut where the day ends', async () => {
    const from = range.fromMs / 1000;
    const { calls, records } = await cloudThat(({ query }) => ({
      Tips: 1,
      List: [{ Begin: Number(query['StartTime']) - 600, End: Number(query['EndTime']) + 600 }],
    }));
    const found = await allOf(records, { channelId, place: 'cloud', range });
    expect(calls.map(({ path, query }) => [path, query['DeviceId'], query['StartTime'], query['EndTime']])).toEqual([
      ['/ivc/record/filelist/query', 'd1', String(from), String(MIDNIGHT_MS / 1000 - 1)],
      ['/ivc/record/filelist/query', 'd1', String(MIDNIGHT_MS / 1000), String(range.toMs / 1000)],
    ]);
    expect(found.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [range.fromMs, MIDNIGHT_MS],
      [MIDNIGHT_MS, range.toMs],
    ]);
  });

  // @promise failures.midnight
  it.each(['cloud', 'device'] as const)(
    'recordings in the %s that the cloud cuts to the request have no hole at midnight',
    async (place) => {
      const cutTo = (fromSec: unknown, toSec: unknown) => [{ Begin: Number(fromSec), End: Number(toSec) }];
      const { records } = await cloudThat(({ query, body }) =>
        place === 'cloud'
          ? { Tips: 0, List: cutTo(query['StartTime'], query['EndTime']) }
          : cutTo(body['Start'], body['End']),
      );
      const days = { fromMs: MIDNIGHT_MS - 30 * HOUR_MS, toMs: MIDNIGHT_MS + 30 * HOUR_MS };
      expect(joinRanges(await allOf(records, { channelId, place, range: days }))).toEqual([days]);
    },
  );

  it('recordings on the device come as a bare list, sorted', async () => {
    const at = MIDNIGHT_MS / 1000;
    const { records } = await cloudThat(() => [
      { Begin: at + 600, End: at + 900 },
      { Begin: at, End: at + 300 },
    ]);
    const found = await allOf(records, { channelId, place: 'device', range: { ...range, fromMs: MIDNIGHT_MS } });
    expect(found.map(({ fromMs }) => fromMs)).toEqual([MIDNIGHT_MS, MIDNIGHT_MS + 600_000]);
    expect(found[0]).toMatchObject({ channelId, place: 'device', kind: 'unknown' });
  });

  it.each([{ Tips: 0, List: '' }, { Tips: 0, List: null }, { Tips: 0, List: [] }, { Tips: 0 }, failure(41627)])(
    'the list of recordings is empty when the cloud answers %j',
    async (answer) => {
      const { records } = await cloudThat(() => answer);
      expect(await allOf(records, { channelId, place: 'cloud', range })).toEqual([]);
    },
  );

  it.each([null, {}, { Tips: 1 }, []])(
    'recordings are not reported as none when the cloud answers %j',
    async (answer) => {
      const { records } = await cloudThat(() => answer);
      await expect(allOf(records, { channelId, place: 'cloud', range })).rejects.toMatchObject({
        code: 'network.bad-answer',
      });
    },
  );

  it.each([
    ['is none when the list is empty', []],
    ['is none when the cloud says so by a code', failure(41627)],
  ])('a list of a device %s', async (_, answer) => {
    const { records } = await cloudThat(() => answer);
    const [first, ...more] = await answersOf(records, { channelId, place: 'device', range });
    expect([first, ...more]).toMatchObject([{ recordings: [] }, { recordings: [] }]);
  });

  // @promise failures.empty-by-code
  it.each([null, {}, '', { List: [] }])(
    'a list of a device is not read as empty when the cloud answers %j, which its document does not know',
    async (answer) => {
      const { records } = await cloudThat(() => answer);
      await expect(allOf(records, { channelId, place: 'device', range })).rejects.toMatchObject({
        code: 'network.bad-answer',
      });
    },
  );

  it.each([undefined, 9])('recordings with Tips %s leave the time between them unknown', async (Tips) => {
    const at = MIDNIGHT_MS / 1000;
    const List = [
      { Begin: at, End: at + 300 },
      { Begin: at + 600, End: at + 900 },
    ];
    const range = { fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + HOUR_MS };
    const { records } = await cloudThat(() => ({ Tips, List }));
    const answers = await answersOf(records, { channelId, place: 'cloud', range });
    expect(answers.map((one) => [one.range.fromMs - MIDNIGHT_MS, one.range.toMs - MIDNIGHT_MS])).toEqual([
      [0, 300_000],
      [600_000, 900_000],
    ]);
    expect(answers.flatMap((one) => one.archivedWithin)).toEqual([]);
  });

  it('recordings with Tips 9 and an empty list are not reported as none', async () => {
    const { records } = await cloudThat(() => ({ Tips: 9, List: [] }));
    const range = { fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + HOUR_MS };
    expect(await answersOf(records, { channelId, place: 'cloud', range })).toEqual([]);
  });

  it('recordings that overlap are all listed, in order of their begin', async () => {
    const at = MIDNIGHT_MS / 1000;
    const List = [
      { Begin: at + 200, End: at + 900 },
      { Begin: at, End: at + 300 },
      { Begin: at + 50, End: at + 100 },
    ];
    const { records } = await cloudThat(() => ({ Tips: 0, List }));
    const range = { fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + HOUR_MS };
    const found = await allOf(records, { channelId, place: 'cloud', range });
    expect(found.map(({ fromMs, toMs }) => [fromMs - MIDNIGHT_MS, toMs - MIDNIGHT_MS])).toEqual([
      [0, 300_000],
      [50_000, 100_000],
      [200_000, 900_000],
    ]);
  });

  // @promise failures.ends-before-begin: A recording that ends before it begins is left out and counted, and the others
  // are listed.
  it('recordings of which one ends before it begins are listed without that one, which is counted', async () => {
    const at = MIDNIGHT_MS / 1000;
    const List = [
      { Begin: at, End: at + 300 },
      { Begin: at + 600, End: at + 300 },
    ];
    const { records } = await cloudThat(() => ({ Tips: 0, List }));
    const range = { fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + HOUR_MS };
    const answers = await answersOf(records, { channelId, place: 'cloud', range });
    expect(answers).toMatchObject([{ recordings: [{ fromMs: MIDNIGHT_MS }], unreadable: 1 }]);
    // The meaning of the odd one lies somewhere in the rest.
    expect(answers.map((one) => one.range)).toEqual([{ fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + 300_000 }]);
  });

  it('recordings of which one cannot be read leave archived footage known', async () => {
    const at = MIDNIGHT_MS / 1000;
    const { records } = await cloudThat(() => ({ Tips: 1, List: [{ Begin: at, End: at + 300 }, { Begin: at + 600 }] }));
    const range = { fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + HOUR_MS };
    const answers = await answersOf(records, { channelId, place: 'cloud', range });
    const rest = { fromMs: MIDNIGHT_MS + 300_000, toMs: range.toMs };
    expect(answers.map(({ archivedWithin, unreadable }) => [archivedWithin, unreadable])).toEqual([
      [[], 1],
      [[rest], 0],
    ]);
  });

  it('recordings without times are refused as a bad answer', async () => {
    const { records } = await cloudThat(() => ({ Tips: 1, List: [{ Begin: 1 }] }));
    await expect(allOf(records, { channelId, place: 'cloud', range })).rejects.toMatchObject({
      code: 'network.bad-answer',
    });
  });
});

describe('playback', () => {
  const range = { fromMs: MIDNIGHT_MS - HOUR_MS, toMs: MIDNIGHT_MS + HOUR_MS };
  const asked = { channelId, range, profile: 'main' } as const;
  const FLV = 'http://127.0.0.1:1/live/c1@5e55-10.live.flv?start=1&end=2';

  it('playback from the cloud is a playlist up to midnight, and states that end', async () => {
    const { calls, playback } = await cloudThat(() => ({ Hls: 'https://m.example/record/s/hls.m3u8?token=' }));
    const source = await playback.open({ ...asked, place: 'cloud' }, signal);
    expect(source).toMatchObject({ transport: 'hls', covers: { fromMs: range.fromMs, toMs: MIDNIGHT_MS } });
    expect(source.control).toBeUndefined();
    expect(calls[0]).toMatchObject({ method: 'GET', path: '/ivc/record/playback/url' });
  });

  it.each([
    ['cloud', -600, -2_000],
    ['device', -600, -2_000],
    ['device', -90_400, -91_000],
  ] as const)(
    'playback from the %s of a range that begins %s ms from midnight states that its pictures begin at %s ms',
    async (place, offMs, beginMs) => {
      const address = place === 'cloud' ? { Hls: 'https://m.example/record/s/hls.m3u8?token=' } : { Flv: FLV };
      const { playback } = await cloudThat(() => address);
      const over = { fromMs: MIDNIGHT_MS + offMs, toMs: MIDNIGHT_MS + HOUR_MS };
      const { covers } = await playback.open({ ...asked, place, range: over }, signal);
      expect(covers).toEqual({ fromMs: MIDNIGHT_MS + beginMs, toMs: MIDNIGHT_MS });
    },
  );

  it('playback from the device is steered by the session of its URL', async () => {
    const { calls, playback } = await cloudThat(({ path }) => (path.endsWith('/record') ? { Flv: FLV } : null));
    const { control, transport } = await playback.open({ ...asked, place: 'device' }, signal);
    expect(transport).toBe('http-flv');
    await control?.pause(signal);
    await control?.resume(signal);
    await control?.seek(range.fromMs + 90_500, signal);
    await control?.seek(0, signal);
    await control?.setSpeed(0.5, signal);
    await control?.stop(signal);
    const session = { ChannelId: 'c1', Session: '5e55-10' };
    expect(calls.slice(1).map(({ body }) => body)).toEqual([
      { ...session, Action: 'pause' },
      { ...session, Action: 'play' },
      { ...session, Action: 'play', Pos: 90 },
      { ...session, Action: 'play', Pos: 0 },
      { ...session, Action: 'play', Scale: 0.5 },
      { ...session, Action: 'stop' },
    ]);
    await expect(control?.setSpeed(3, signal)).rejects.toMatchObject({ code: 'input.invalid-field' });
  });

  it.each([
    ['main', 1],
    ['sub', 2],
  ] as const)('playback from the device of the %s stream names stream type %i', async (profile, StreamType) => {
    const { calls, playback } = await cloudThat(() => ({ Flv: FLV }));
    await playback.open({ ...asked, place: 'device', profile }, signal);
    expect(calls.map(({ body }) => body['StreamType'])).toEqual([StreamType]);
  });

  it('playback from a device without a choice of streams is that of its only one', async () => {
    const { calls, playback } = await cloudThat(({ body }) => ('StreamType' in body ? failure(40005) : { Flv: FLV }));
    const source = await playback.open({ ...asked, place: 'device', profile: 'sub' }, signal);
    expect([source.url, calls.length]).toEqual([FLV, 2]);
  });

  it('playback from the cloud names no stream, because the cloud offers no choice', async () => {
    const { calls, playback } = await cloudThat(() => ({ Hls: 'https://m.example/record/s/hls.m3u8?token=' }));
    const source = await playback.open({ ...asked, place: 'cloud', profile: 'sub' }, signal);
    expect(Object.keys(calls[0]?.query ?? {}).sort()).toEqual(['ChannelId', 'EndTime', 'StartTime']);
    expect(source.end).toBeUndefined();
  });

  it('playback of an empty range is refused before anything is asked', async () => {
    const { calls, playback } = await cloudThat(() => null);
    const nothing = { ...asked, place: 'cloud', range: { fromMs: 1, toMs: 1 } } as const;
    await expect(playback.open(nothing, signal)).rejects.toMatchObject({ code: 'input.invalid-field' });
    expect(calls).toEqual([]);
  });

  it('the client does not open a second session on a device that did not answer in time', async () => {
    const { calls, playback } = await cloudThat(() => failure(41637));
    await expect(playback.open({ ...asked, place: 'device' }, signal)).rejects.toMatchObject({
      code: 'device.timeout',
    });
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['http://h:1/live/5c46860f@c451066b-bc6d.live.flv?start=1', 'c451066b-bc6d'],
    ['http://h/live/5c46860f.live.flv', null],
    ['no url', null],
  ])('the client finds the session in %s: %s', (url, session) => expect(sessionIn(url)).toBe(session));
});
