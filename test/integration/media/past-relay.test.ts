/** Recordings through the gateway, from a cloud that the test scripts: gaps, stretches, addresses that run out, losses. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../main/errors.ts';
import type { PastLease } from '../../../main/media/messages/types.ts';
import type { PastEvent } from '../../../main/media/upstream/past-source.ts';
import { LEFT_OUT } from '../../../preload/domain/recording/playback-retry.ts';
import { SEGMENT_MS, type PastCloud } from '../servers/past-cloud.ts';
import { getAs, listPast, type ListedPast } from '../servers/past-viewer.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, signal, type Bench } from './harness.ts';
import { closePastBench, END, FROM, openPastBench } from './past-bench.ts';

const MINUTE = 60_000;

let bench: Bench;
let cloud: PastCloud;
let events: PastEvent[];

beforeEach(async () => {
  events = [];
  ({ bench, cloud } = await openPastBench());
});

afterEach(() => closePastBench({ bench, cloud }));

function open(atMs = FROM, fromMs = FROM): Promise<PastLease> {
  const onEvent = (event: PastEvent | { readonly kind: 'down' }): void => {
    if (event.kind !== 'down') events.push(event);
  };
  const resolve = cloud.resolve;
  return bench.gateway.past.open({ key: 'a', fromMs, atMs, endMs: END, resolve, onEvent }, signal());
}

const list = (lease: PastLease): Promise<ListedPast> => listPast(ORIGIN, lease.url);
const read = async (url = ''): Promise<string> => (await getAs(ORIGIN, url)).text;
const kinds = () => events.map(({ kind }) => kind);
const segmentPaths = () => cloud.paths.filter((path) => path.includes('.ts'));

describe('the playlist', () => {
  // @promise playback.gap
  it('a gap in the recording stays a gap: a discontinuity, and the moment of each segment', async () => {
    cloud.recorded = [
      { fromMs: FROM, toMs: FROM + MINUTE },
      { fromMs: FROM + 5 * MINUTE, toMs: FROM + 6 * MINUTE },
    ];
    const lease = await open();
    expect(lease).toMatchObject({ transport: 'hls', stamps: 'cloud', range: { fromMs: FROM } });
    const { segments } = await list(lease);
    expect(segments.map(({ atMs }) => (atMs - FROM) / 1000).slice(13, 17)).toEqual([52, 56, 300, 304]);
    expect(segments.map(({ isDiscontinuous }) => isDiscontinuous).slice(13, 17)).toEqual([false, false, true, false]);
    expect(await read(segments[15]?.url)).toBe(String(FROM + 5 * MINUTE));
  });

  it('a recording without date-times is counted from the begin of its stretch, and says so', async () => {
    cloud.hasDateTimes = false;
    const lease = await open();
    expect(lease.stamps).toBe('estimated');
    const { segments } = await list(lease);
    expect(segments.slice(0, 3).map(({ atMs }) => atMs - FROM)).toEqual([0, SEGMENT_MS, 2 * SEGMENT_MS]);
  });

  it('a player begins at the moment that was asked for', async () => {
    const lease = await open(FROM + 5 * MINUTE + 1_500);
    expect((await list(lease)).startSec).toBe(301.5);
  });

  it('no address and no token of the cloud is in what the page gets', async () => {
    const lease = await open();
    const { text } = await list(lease);
    expect(text).not.toMatch(/secret|token|\/g1-/);
    expect(lease.url).not.toMatch(/secret|token/);
  });
});

describe('key pictures', () => {
  const keyStatus = async (lease: PastLease, name: string): Promise<number> =>
    (await getAs(ORIGIN, new URL(name, lease.url).href)).status;

  it('a moment without footage, a lost segment and a segment without a key picture are answered as empty', async () => {
    cloud.recorded = [
      { fromMs: FROM, toMs: FROM + MINUTE },
      { fromMs: FROM + 5 * MINUTE, toMs: FROM + 6 * MINUTE },
    ];
    cloud.lost.add(FROM + SEGMENT_MS);
    const lease = await open();
    await list(lease);
    expect(await keyStatus(lease, `at-${FROM + 2 * MINUTE}.key`)).toBe(204);
    expect(segmentPaths()).toEqual([]);
    expect(await keyStatus(lease, `at-${FROM + SEGMENT_MS + 1}.key`)).toBe(204);
    expect(await keyStatus(lease, `at-${FROM + 3 * SEGMENT_MS}.key`)).toBe(204);
    expect(await keyStatus(lease, `at-${FROM + 3 * SEGMENT_MS}.group`)).toBe(204);
    expect(await keyStatus(lease, `at-${FROM + 2 * MINUTE}.group`)).toBe(204);
    expect(await keyStatus(lease, `at-${END + MINUTE}.key`)).toBe(204);
  });
  // @promise playback.encrypted: Encrypted recordings have no key pictures, and say so.
  it('encrypted pictures are not asked for, and the page learns that they cannot be read', async () => {
    const at = (ms: number): string => `#EXT-X-PROGRAM-DATE-TIME:${new Date(ms).toISOString()}\n#EXTINF:4,\n${ms}.ts`;
    const key = '#EXT-X-KEY:METHOD=AES-128,URI="secret.key"';
    cloud.playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:4\n${key}\n${at(FROM)}\n#EXT-X-ENDLIST\n`;
    const lease = await open();
    expect(await keyStatus(lease, `at-${FROM + 1}.key`)).toBe(415);
    expect(await keyStatus(lease, `at-${FROM + 1}.group`)).toBe(415);
    expect(segmentPaths()).toEqual([]);
  });

  it('a moment that is no number is no resource', async () => {
    const lease = await open();
    for (const name of ['at-.key', 'at-.group', 'at-1e9.key', 'at-9999999999999999.key', `at-${FROM}.ts`]) {
      expect([name, await keyStatus(lease, name)]).toEqual([name, 404]);
    }
  });
});

describe('stretches', () => {
  // @promise playback.stretches: Stretches of two hours join unseen in one playlist.
  it('stretches join unseen: the numbers continue, nothing comes twice, and the end is reported at the end of the range', async () => {
    const lease = await open();
    const first = await list(lease);
    expect(first.isEnded).toBe(false);
    expect(first.segments).toHaveLength(150);
    let listed = first;
    const shown: number[] = [];
    for (let i = 0; i < listed.segments.length; i += 1) {
      shown.push(Number(await read(listed.segments[i]?.url)));
      if (i === listed.segments.length - 1 && !listed.isEnded) {
        listed = await until('the next stretch is listed', async () => {
          const next = await list(lease);
          return next.segments.length > listed.segments.length ? next : null;
        });
      }
    }
    expect(shown).toEqual(Array.from({ length: 450 }, (_, i) => FROM + i * SEGMENT_MS));
    expect(listed.isEnded).toBe(true);
    expect(listed.sequence).toBe(0);
    expect(listed.segments.flatMap(({ isDiscontinuous }, i) => (isDiscontinuous ? [i] : []))).toEqual([150, 300]);
    expect(cloud.questions.map(({ fromMs }) => fromMs - FROM)).toEqual([0, 10 * MINUTE, 20 * MINUTE]);
    const ends = events.flatMap((event) => (event.kind === 'grown' ? [event.view.range.toMs] : []));
    expect(ends).toEqual([FROM + 20 * MINUTE, END]);
  }, 20_000);

  it('a stretch is not asked for before the player comes near it', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    await read(segments[10]?.url);
    expect(cloud.questions).toHaveLength(1);
    await read(segments[100]?.url);
    await until('the next stretch is asked for', () => (cloud.questions.length === 2 ? true : null));
  });

  it('a segment in which two stretches meet comes once', async () => {
    cloud.stretchMs = 598_000;
    const lease = await open(FROM + 10 * MINUTE);
    const { segments } = await list(lease);
    const moments = segments.map(({ atMs }) => atMs);
    expect(new Set(moments).size).toBe(moments.length);
    expect(moments.at(-1)).toBeGreaterThanOrEqual(FROM + 10 * MINUTE);
  });
  // @promise playback.empty-stretch: Stretches without footage are skipped, and the time between keeps its length.
  it('stretches without footage are skipped, and the time between has its length', async () => {
    cloud.recorded = [
      { fromMs: FROM, toMs: FROM + MINUTE },
      { fromMs: FROM + 25 * MINUTE, toMs: FROM + 26 * MINUTE },
    ];
    const lease = await open();
    await read((await list(lease)).segments[0]?.url);
    const { segments } = await until('the list ends', async () => {
      const listed = await list(lease);
      return listed.isEnded ? listed : null;
    });
    expect(segments[15]).toMatchObject({ atMs: FROM + 25 * MINUTE, isDiscontinuous: true });
    expect(events.filter(({ kind }) => kind === 'learnt')).toMatchObject([
      { spans: [{ fromMs: FROM, toMs: FROM + MINUTE }] },
      { spans: [] },
      { spans: [{ fromMs: FROM + 25 * MINUTE, toMs: FROM + 26 * MINUTE }] },
    ]);
  });

  it('a range in which nothing is recorded is refused with that reason', async () => {
    cloud.recorded = [];
    await expect(open()).rejects.toMatchObject({ code: 'recording.none' });
    expect(await bench.gateway.stats()).toMatchObject({ recordings: 0 });
  });

  it('a stretch that the cloud refuses for a while is reported and tried again', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    cloud.refusal = new AppError('network.unreachable', 'down', { retryable: true });
    await read(segments[140]?.url);
    await until('the page is told', () => (kinds().includes('waiting') ? true : null));
    cloud.refusal = null;
    await until('the next stretch is there', () => (kinds().includes('grown') ? true : null));
    await until('the page is told of the end', () => (kinds().includes('flowing') ? true : null));
  });

  it('a stretch that the cloud refuses for good is reported once', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    cloud.refusal = new AppError('recording.archived', 'archived');
    await read(segments[140]?.url);
    await until('the page is told', () => (kinds().includes('failed') ? true : null));
    await read(segments[141]?.url);
    expect(events.filter(({ kind }) => kind === 'failed')).toMatchObject([{ error: { code: 'recording.archived' } }]);
    expect(cloud.questions).toHaveLength(2);
  });
});

describe('addresses and losses', () => {
  // @promise playback.address-renewed: An address that runs out is asked for again, once for all requests that wait,
  // and the same segment comes.
  it.each([401, 403, 404, 410])(
    'an address that runs out (%i) is asked for again, and the same segment comes',
    async (status) => {
      const lease = await open();
      const { segments } = await list(lease);
      expect(await read(segments[3]?.url)).toBe(String(FROM + 3 * SEGMENT_MS));
      cloud.revoke(status);
      const shown: string[] = [];
      for (const { url } of segments.slice(4, 12)) {
        const answer = await getAs(ORIGIN, url);
        if (answer.status === 200) shown.push(answer.text);
      }
      expect(shown.slice(-5)).toEqual([7, 8, 9, 10, 11].map((i) => String(FROM + i * SEGMENT_MS)));
      expect(cloud.questions.at(-1)).toMatchObject({ fromMs: FROM, toMs: FROM + 10 * MINUTE });
      expect(cloud.questions).toHaveLength(2);
      if (status === 401 || status === 403) expect(shown).toHaveLength(8);
    },
  );
  // @promise playback.address-renewed
  it('players that ask together for segments of an address that ran out cost one question', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    cloud.revoke(403);
    const answers = await Promise.all(segments.slice(0, 5).map(({ url }) => read(url)));
    expect(answers).toEqual([0, 1, 2, 3, 4].map((i) => String(FROM + i * SEGMENT_MS)));
    expect(cloud.questions).toHaveLength(2);
  });

  it('an address that is refused again and again ends the playback after some tries for two segments', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    cloud.segmentStatus = 403;
    expect((await getAs(ORIGIN, segments[0]?.url ?? '')).status).toBe(LEFT_OUT.refused);
    expect((await getAs(ORIGIN, segments[1]?.url ?? '')).status).toBe(502);
    expect(events.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'media.url-expired' } });
    expect(cloud.questions.length).toBeLessThan(12);
  });
  // @promise playback.lost-segment: A segment that the cloud lost is answered as lost at once and marked in the
  // playlist.
  // @promise failures.lost-segment: A lost segment is answered as lost at once and marked as a gap, and the others
  // play.
  it('a lost segment is answered as lost at once, and marked in the next playlist; the others play', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    cloud.lost.add(FROM + SEGMENT_MS);
    await read(segments[0]?.url);
    const answer = await getAs(ORIGIN, segments[1]?.url ?? '');
    expect(answer.status).toBe(410);
    expect(await read(segments[2]?.url)).toBe(String(FROM + 2 * SEGMENT_MS));
    const again = await list(lease);
    expect(again.segments.flatMap(({ isGap }, i) => (isGap ? [i] : []))).toEqual([1]);
    expect(segmentPaths().filter((path) => path.includes(String(FROM + SEGMENT_MS)))).toHaveLength(1);
    expect(cloud.questions).toHaveLength(1);
  });

  // @promise playback.segment-cost
  it('a segment that keeps failing costs its cloud four requests, however many readers ask for it', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    cloud.segmentStatus = 503;
    const names = [...Array<string>(7).fill(segments[3]?.url ?? ''), `at-${FROM + 3 * SEGMENT_MS + 1}.key`];
    for (const name of names) expect((await getAs(ORIGIN, new URL(name, lease.url).href)).status).toBe(502);
    expect(segmentPaths()).toHaveLength(4);
  });

  it('a server that fails for a moment is asked again before the page hears of it', async () => {
    const lease = await open();
    const { segments } = await list(lease);
    cloud.segmentStatus = 503;
    const answer = getAs(ORIGIN, segments[0]?.url ?? '');
    await until('the page is told', () => (kinds().includes('waiting') ? true : null));
    cloud.segmentStatus = null;
    expect((await answer).text).toBe(String(FROM));
    await until('the page is told of the end', () => (kinds().includes('flowing') ? true : null));
  });
});

describe('answers that a cloud may not send', () => {
  const head = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n';

  // @promise failures.endless-playlist: An endless playlist is refused by the name of its bound, and segments of
  // foreign hosts are not fetched.
  it.each([
    ['a playlist beyond the bound', head + '#'.repeat(2 * 1024 * 1024), 'media.over-limit'],
    ['more segments than the bound', head + '#EXTINF:4,\n1.ts\n'.repeat(20_001), 'media.over-limit'],
    ['words in place of a playlist', 'sign in first', 'media.bad-stream'],
    [
      'a master playlist of another host',
      '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttp://10.1.1.1/x',
      'media.host-refused',
    ],
    ['a master playlist without a variant', '#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n', 'media.bad-stream'],
  ])('%s is refused with its reason, and nothing stays open', async (_what, text, code) => {
    cloud.playlist = text;
    await expect(open()).rejects.toMatchObject({ code });
    expect(await bench.gateway.stats()).toMatchObject({ recordings: 0 });
  });

  // @promise failures.endless-playlist
  it('segments of another host are not fetched', async () => {
    cloud.playlist = `${head}#EXTINF:4,\nhttp://10.1.1.1/1.ts\n#EXT-X-ENDLIST\n`;
    const lease = await open();
    const { segments } = await list(lease);
    expect((await getAs(ORIGIN, segments[0]?.url ?? '')).status).toBe(403);
    await until('the page is told', () => (kinds().includes('failed') ? true : null));
    expect(events.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'media.host-refused' } });
  });

  it('an address on this computer is refused where the account is not on this computer', async () => {
    const resolve = cloud.resolve;
    const local = bench.gateway.past.open(
      {
        key: 'a',
        fromMs: FROM,
        atMs: FROM,
        endMs: END,
        onEvent: () => undefined,
        resolve: async (question) => {
          const piece = await resolve(question);
          return { ...piece, source: piece.source === null ? null : { ...piece.source, isLocalAllowed: false } };
        },
      },
      signal(),
    );
    await expect(local).rejects.toMatchObject({ code: 'network.address-refused' });
  });
});

// @promise playback.grows: A recording that continues now grows in the player.
it('new segments of a recording that still grows are added, until its playlist ends', async () => {
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, i) => {
      const time = new Date(FROM + i * SEGMENT_MS).toISOString();
      return `#EXT-X-PROGRAM-DATE-TIME:${time}\n#EXTINF:4,\n${FROM + i * SEGMENT_MS}.ts\n`;
    }).join('');
  const head = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-PLAYLIST-TYPE:EVENT\n';
  cloud.stretchMs = 30 * MINUTE;
  cloud.playlist = head + lines(5);
  const lease = await open();
  const first = await list(lease);
  expect(first.segments).toHaveLength(5);
  expect(first.isEnded).toBe(false);
  cloud.playlist = `${head}${lines(9)}#EXT-X-ENDLIST\n`;
  const next = await until('the list ends', async () => {
    const listed = await list(lease);
    return listed.isEnded ? listed : null;
  });
  expect(next.segments.map(({ url }) => url).slice(0, 5)).toEqual(first.segments.map(({ url }) => url));
  expect(next.segments.map(({ atMs }) => (atMs - FROM) / SEGMENT_MS)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(await read(next.segments[8]?.url)).toBe(String(FROM + 8 * SEGMENT_MS));
});
