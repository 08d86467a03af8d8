/** The requests that a recording costs its cloud while a segment of it fails: requests are counted where they arrive. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../../main/errors.ts';
import { PastRelay } from '../../../../../../main/media/upstream/hls/past-relay.ts';
import { KeptConnections } from '../../../../../../main/media/upstream/kept-connections.ts';
import type { PastEvent } from '../../../../../../main/media/upstream/past-source.ts';
import { startPastCloud, type PastCloud } from '../../../../../integration/servers/past-cloud.ts';
import {
  LEFT_OUT,
  PLAYBACK_RETRY,
  REFUSED_TAG,
  STILL_LIST,
} from '../../../../../../preload/domain/recording/playback-retry.ts';
import { getAs, listPast } from '../../../../../integration/servers/past-viewer.ts';

const ORIGIN = 'http://127.0.0.1:9';
const FROM = Date.UTC(2026, 2, 1);
const END = FROM + 60_000;

let cloud: PastCloud;
let relay: PastRelay;
let gateway: http.Server;
let base: string;
let events: PastEvent[];
let connections: KeptConnections;
/** So far the clock that is never set is ahead, ms. */
let aheadMs: number;
/** A question for an address takes so long by this clock, ms. */
let askMs: number;
/** The wait between tries, ms. */
let waitMs: number;

beforeEach(async () => {
  connections = new KeptConnections(0);
  events = [];
  aheadMs = 0;
  askMs = 0;
  const realNow = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => realNow() + aheadMs);
  cloud = await startPastCloud(END);
  cloud.recorded = [{ fromMs: FROM, toMs: END }];
  cloud.stretchMs = 20_000;
  waitMs = 1;
  gateway = http.createServer((request, response) => {
    void relay.serve(new URL(request.url ?? '', base).pathname.slice(1), request, response);
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  relay = await begun();
});

/** A relay that plays the first stretch. */
async function begun(): Promise<PastRelay> {
  const made = new PastRelay(
    {
      connectTimeoutMs: 5_000,
      watchdogMs: 5_000,
      get waitsMs() {
        return [waitMs];
      },
      ask: (question) => {
        aheadMs += askMs;
        return cloud.resolve(question);
      },
      tell: (event) => events.push(event),
      received: () => undefined,
      connections,
      work: { run: (work) => work() },
    },
    END,
  );
  const attempt = { number: 1, lastError: null };
  await made.begin([await cloud.resolve({ fromMs: FROM, toMs: null, attempt })], FROM);
  return made;
}

async function reopen(): Promise<void> {
  relay.close();
  relay = await begun();
}

afterEach(async () => {
  vi.restoreAllMocks();
  relay.close();
  connections.dispose();
  await new Promise((resolve) => gateway.close(resolve));
  await cloud.close();
});

const kinds = (): string[] => events.map(({ kind }) => kind);
const costOf = (atMs: number): number => cloud.paths.filter((path) => path.includes(`/${atMs}.ts`)).length;

describe('a failing segment', () => {
  // @promise playback.segment-cost: A segment that keeps failing costs its cloud four requests.
  it('a segment that fails with 503 costs four requests at the cloud, however often the page asks for it', async () => {
    const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
    cloud.segmentStatus = 503;
    const statuses: number[] = [];
    for (let asked = 0; asked < 7; asked += 1) statuses.push((await getAs(ORIGIN, segments[3]?.url ?? '')).status);
    expect(statuses).toEqual([502, 502, 502, 502, 502, 502, 502]);
    expect(costOf(FROM + 12_000)).toBe(4);
  });

  it('a segment that fails with 503 costs four requests at the cloud when several readers ask for it at once', async () => {
    const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
    cloud.segmentStatus = 503;
    const answers = await Promise.all(Array.from({ length: 6 }, () => getAs(ORIGIN, segments[3]?.url ?? '')));
    expect(answers.map(({ status }) => status)).toEqual([502, 502, 502, 502, 502, 502]);
    expect(costOf(FROM + 12_000)).toBe(4);
  });

  it('the relay sends no further request for a failing segment when its viewer has left', async () => {
    const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
    cloud.segmentStatus = 503;
    waitMs = 200;
    const request = http.get(segments[3]?.url ?? '');
    request.on('error', () => undefined);
    await vi.waitFor(() => expect(kinds()).toContain('waiting'));
    request.destroy();
    await new Promise((resolve) => setTimeout(resolve, 2 * waitMs));
    expect(costOf(FROM + 12_000)).toBe(1);
  });
});

it('a segment of a host that main refuses ends the playback with that reason at once, and is not called gone', async () => {
  cloud.playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nhttp://10.1.1.1/1.ts\n#EXT-X-ENDLIST\n';
  await reopen();
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  const statuses = [await getAs(ORIGIN, segments[0]?.url ?? ''), await getAs(ORIGIN, segments[0]?.url ?? '')];
  expect(statuses.map(({ status }) => status)).toEqual([403, 403]);
  expect(events.filter(({ kind }) => kind === 'failed')).toMatchObject([{ error: { code: 'media.host-refused' } }]);
  expect((await listPast(ORIGIN, `${base}/index.m3u8`)).segments[0]?.isGap).toBe(false);
});

it('an address that ran out is not called gone while no new one can be had, and its segment comes with the new one', async () => {
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  const url = segments[3]?.url ?? '';
  await getAs(ORIGIN, segments[2]?.url ?? '');
  cloud.revoke(403);
  cloud.refusal = new AppError('cloud.unavailable', 'down', { retryable: true });
  const statuses: number[] = [];
  for (let asked = 0; asked < 6; asked += 1) statuses.push((await getAs(ORIGIN, url)).status);
  expect(statuses).toEqual([502, 502, 502, 502, 502, 502]);
  expect(kinds()).not.toContain('failed');
  cloud.refusal = null;
  expect(await getAs(ORIGIN, url)).toEqual({ status: 200, text: String(FROM + 12_000) });
});

it.each([401, 403])(
  'a segment that every new address refuses with %i is left out, and the next one plays',
  async (status) => {
    const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
    await getAs(ORIGIN, segments[1]?.url ?? '');
    cloud.segmentStatus = status;
    expect((await getAs(ORIGIN, segments[2]?.url ?? '')).status).toBe(LEFT_OUT.refused);
    const newAddresses = cloud.questions.filter(({ toMs }) => toMs !== null);
    expect(newAddresses).toHaveLength(PLAYBACK_RETRY.address.mostTries);
    expect(kinds()).toContain('waiting');
    expect(kinds().at(-1)).toBe('flowing');
    expect(kinds()).not.toContain('failed');
    cloud.segmentStatus = null;
    expect(await getAs(ORIGIN, segments[3]?.url ?? '')).toEqual({ status: 200, text: String(FROM + 12_000) });
    const again = await listPast(ORIGIN, `${base}/index.m3u8`);
    expect(again.segments.flatMap(({ isGap }, i) => (isGap ? [i] : []))).toEqual([2]);
    // The page shows other words for it than where nothing is recorded.
    const { text } = await getAs(ORIGIN, `${base}/index.m3u8`);
    expect(text.split('\n').filter((line) => line === `#${REFUSED_TAG}`)).toHaveLength(1);
  },
);

it('two segments in a row that every new address refuses end the playback with that reason', async () => {
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  await getAs(ORIGIN, segments[1]?.url ?? '');
  cloud.segmentStatus = 401;
  expect((await getAs(ORIGIN, segments[2]?.url ?? '')).status).toBe(LEFT_OUT.refused);
  expect((await getAs(ORIGIN, segments[3]?.url ?? '')).status).toBe(502);
  expect(events.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'media.url-expired' } });
});

it('a segment that comes between two refused ones lets the recording play on behind the second one too', async () => {
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  for (const [i, status] of [200, 403, 200, 403].entries()) {
    cloud.segmentStatus = status === 200 ? null : status;
    expect((await getAs(ORIGIN, segments[i]?.url ?? '')).status).toBe(status === 200 ? 200 : LEFT_OUT.refused);
  }
  expect(kinds()).not.toContain('failed');
});

it('no address is asked for when its viewer has left', async () => {
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  cloud.segmentStatus = 403;
  waitMs = 200;
  const request = http.get(segments[3]?.url ?? '');
  request.on('error', () => undefined);
  await vi.waitFor(() => expect(kinds()).toContain('waiting'));
  const asked = cloud.questions.length;
  request.destroy();
  await new Promise((resolve) => setTimeout(resolve, 2 * waitMs));
  expect(cloud.questions).toHaveLength(asked);
});

it('a segment whose addresses were asked for in vain for too long is not called gone, and comes later', async () => {
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  const url = segments[3]?.url ?? '';
  cloud.segmentStatus = 403;
  askMs = 41_000;
  expect((await getAs(ORIGIN, url)).status).toBe(502);
  expect(events.filter(({ kind }) => kind === 'failed')).toEqual([]);
  cloud.segmentStatus = null;
  expect(await getAs(ORIGIN, url)).toEqual({ status: 200, text: String(FROM + 12_000) });
});

it('a stretch that failed is asked for again by a player that has no segment left', async () => {
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  cloud.refusal = new AppError('cloud.unavailable', 'down', { retryable: true });
  expect((await getAs(ORIGIN, segments.at(-1)?.url ?? '')).status).toBe(200);
  await vi.waitFor(() => expect(cloud.questions).toHaveLength(1 + 4));
  cloud.refusal = null;
  expect((await listPast(ORIGIN, `${base}/index.m3u8`)).segments).toHaveLength(segments.length);
  expect(cloud.questions).toHaveLength(1 + 4);
  aheadMs += 10_000;
  await vi.waitFor(async () => {
    const listed = await listPast(ORIGIN, `${base}/index.m3u8`);
    expect(listed.segments.length).toBeGreaterThan(segments.length);
  });
});

it('a paused player near the end requests no failed stretch, and a running player does', async () => {
  const { segments } = await listPast(ORIGIN, `${base}/index.m3u8`);
  cloud.refusal = new AppError('cloud.unavailable', 'down', { retryable: true });
  await getAs(ORIGIN, segments.at(-1)?.url ?? '');
  await vi.waitFor(() => expect(cloud.questions).toHaveLength(1 + 4));
  for (let polls = 0; polls < 3; polls += 1) {
    aheadMs += 10_000;
    expect((await listPast(ORIGIN, `${base}/${STILL_LIST}`)).segments).toHaveLength(segments.length);
  }
  expect(cloud.questions).toHaveLength(1 + 4);
  await listPast(ORIGIN, `${base}/index.m3u8`);
  await vi.waitFor(() => expect(cloud.questions.length).toBeGreaterThan(1 + 4));
});
