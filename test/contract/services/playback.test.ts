/** Recordings that windows play, over main as one piece, the real gateway, and simulated clouds with pictures. */
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../preload/contract/contract.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { PastState, PastTicket } from '../../../preload/domain/recording/playback.ts';
import type { RecordingPlace } from '../../../preload/domain/recording/recordings.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { watchFlv } from '../../integration/servers/flv-viewer.ts';
import { getAs, listPast } from '../../integration/servers/past-viewer.ts';
import { until } from '../../integration/servers/processes.ts';
import { PAGE_ORIGIN } from './client.ts';
import { deskOfCameras } from './desk-of-cameras.ts';
import { footageOf, longestFootage, records } from './footage.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ago = (hours: number): number => Math.floor(Date.now() / 1000 - hours * 3_600) * 1000;
const desk = deskOfCameras({ cameras: 24, seed: 1, hasMedia: true });

async function order(path: string, body: object): Promise<void> {
  const response = await fetch(`${desk.simulator.control}${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect(response.status, await response.text()).toBeLessThan(300);
}

const received = (operation: string) => desk.simulator.requests({ operation });
/** Number of viewers that pull from the simulated clouds. */
const pulled = async (): Promise<number> =>
  ((await (await fetch(`${desk.simulator.control}/media/viewers`)).json()) as readonly unknown[]).length;

/** Cameras that are on line and were recorded in the place; all cameras of a cloud without recordings. */
async function cameras(vendor: VendorId, place: RecordingPlace): Promise<readonly ChannelId[]> {
  const { channels } = await desk.open(vendor);
  const fits = channels.filter(records(place));
  return (fits.length > 0 ? fits : channels).map(({ id }) => id);
}

async function camera(vendor: VendorId, place: RecordingPlace): Promise<ChannelId> {
  const [id] = await cameras(vendor, place);
  if (id === undefined) throw new Error('no camera');
  return id;
}

/** Ten minutes of the longest footage in which no hour begins: Tencent IVP plays no range over midnight in one piece. */
async function opening(
  channelId: ChannelId,
  place: RecordingPlace,
  more: Partial<Input<'playback.open'>> = {},
): Promise<Input<'playback.open'>> {
  const longest = await longestFootage(desk.client, channelId, place);
  const fromMs = longest.fromMs % HOUR_MS > 50 * MINUTE_MS ? longest.fromMs + 10 * MINUTE_MS : longest.fromMs;
  const range = { fromMs, toMs: Math.min(longest.toMs, fromMs + 10 * MINUTE_MS) };
  return { channelId, place, profile: 'main', range, atMs: range.fromMs, takeOver: false, ...more };
}

const state = <P extends PastState['phase']>({ playbackId }: PastTicket, phase: P) =>
  desk.client.host
    .event('playback.changed', (event) => event.playbackId === playbackId && event.state.phase === phase)
    .then((event) => event.state as Extract<PastState, { phase: P }>);

describe('recordings of a cloud', () => {
  it.each([
    ['huawei-ivm', 'cloud'],
    ['huawei-ivm', 'device'],
    ['tencent-ivp', 'cloud'],
  ] as const)('%s plays a recording of its %s: moments by the cloud, segments of pictures', async (vendor, place) => {
    const request = await opening(await camera(vendor, place), place);
    const ticket = await desk.client.get('playback.open', request);
    const profile = vendor === 'huawei-ivm' ? 'main' : null;
    expect(ticket).toMatchObject({ transport: 'hls', stamps: 'cloud', control: null, profile });
    expect(ticket.range.fromMs).toBeLessThanOrEqual(request.atMs);
    const { segments } = await listPast(PAGE_ORIGIN, ticket.url);
    expect(Math.abs((segments[0]?.atMs ?? 0) - request.range.fromMs)).toBeLessThan(5_000);
    const first = await getAs(PAGE_ORIGIN, segments[0]?.url ?? '');
    expect(first.status).toBe(200);
    expect(first.text.startsWith('G')).toBe(true); // the sync byte of a transport stream
    await desk.client.get('playback.close', { playbackId: ticket.playbackId });
    expect((await getAs(PAGE_ORIGIN, ticket.url)).status).toBe(404);
    expect(JSON.stringify([ticket, desk.client.host.events])).not.toMatch(/token=|\/vod\/|\.ts\?/);
  });
  // @promise playback.ended: All that was opened is ended: address, session of the device and connections.
  it('the address of Huawei IVM is ended at the cloud when the playback is closed', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    const { playbackId } = await desk.client.get('playback.open', request);
    expect(received('batchDeleteMediaUrls')).toHaveLength(0);
    await desk.client.get('playback.close', { playbackId });
    await until('the address is ended', () => (received('batchDeleteMediaUrls').length === 1 ? true : null));
  });
  // @promise playback.gap: Gaps stay gaps: a discontinuity, and the moment of each segment.
  it('the gaps of a recording stay: the segments show only what the cloud lists', async () => {
    const channelId = await camera('huawei-ivm', 'cloud');
    await order('/recordings', { vendor: 'huawei-ivm', gap: { fromMs: ago(5), toMs: ago(4.5) } });
    const spans = await footageOf(desk.client, channelId, 'cloud');
    const [first, second] = spans.length > 1 ? spans : [];
    if (first === undefined || second === undefined) throw new Error('no gap is recorded');
    const range = { fromMs: Math.max(first.fromMs, first.toMs - 2 * MINUTE_MS), toMs: second.fromMs + 2 * MINUTE_MS };
    const request = await opening(channelId, 'cloud', { range, atMs: range.fromMs });
    const ticket = await desk.client.get('playback.open', request);
    const listed = await until('the list reaches behind the gap', async () => {
      const one = await listPast(PAGE_ORIGIN, ticket.url);
      await getAs(PAGE_ORIGIN, one.segments.at(-1)?.url ?? '');
      return one.segments.some(({ atMs }) => atMs >= second.fromMs - 1_000) ? one : null;
    });
    const inGap = listed.segments.filter(({ atMs }) => atMs >= first.toMs && atMs < second.fromMs - 1_000);
    expect(inGap).toEqual([]);
    const behind = listed.segments.find(({ atMs }) => atMs >= second.fromMs - 1_000);
    expect(behind?.isDiscontinuous).toBe(true);
  });

  it('a range of five hours is asked for in stretches of two hours, each when the player comes near it', async () => {
    await order('/recordings', { vendor: 'huawei-ivm', recorded: { fromMs: ago(20), toMs: ago(0) } });
    const channelId = await camera('huawei-ivm', 'cloud');
    const longest = (await footageOf(desk.client, channelId, 'cloud')).find(
      ({ fromMs, toMs }) => toMs - fromMs >= 5 * HOUR_MS,
    );
    if (longest === undefined) throw new Error('no long recording');
    const fromMs = Math.ceil(longest.fromMs / 1000) * 1000;
    const range = { fromMs, toMs: fromMs + 5 * HOUR_MS };
    const ticket = await desk.client.get(
      'playback.open',
      await opening(channelId, 'cloud', { range, atMs: fromMs + 3 * HOUR_MS }),
    );
    expect(ticket.range).toEqual({ fromMs: fromMs + 2 * HOUR_MS, toMs: fromMs + 4 * HOUR_MS });
    const { segments, startSec } = await listPast(PAGE_ORIGIN, ticket.url);
    expect(Math.abs(startSec - 3_600)).toBeLessThan(5);
    await getAs(PAGE_ORIGIN, segments.at(-1)?.url ?? '');
    const { ticket: grown } = await state(ticket, 'ready');
    expect(grown).toEqual({ ...ticket, range: { fromMs: fromMs + 2 * HOUR_MS, toMs: range.toMs } });
    expect((await listPast(PAGE_ORIGIN, ticket.url)).isEnded).toBe(true);
    expect(received('getPlaybackConnections')).toHaveLength(2);
  });

  it('a range over midnight, which Tencent IVP gives in two pieces only, begins at the moment asked for', async () => {
    const channelId = await camera('tencent-ivp', 'cloud');
    const midnightMs = Math.floor(ago(3) / (24 * HOUR_MS)) * 24 * HOUR_MS; // of UTC; Beijing's is 8 h later
    const range = { fromMs: midnightMs - 30 * MINUTE_MS, toMs: midnightMs + 30 * MINUTE_MS };
    await order('/recordings', { vendor: 'tencent-ivp', recorded: range });
    const atMs = midnightMs + 5 * MINUTE_MS;
    const ticket = await desk.client.get('playback.open', await opening(channelId, 'cloud', { range, atMs }));
    const { segments, startSec } = await listPast(PAGE_ORIGIN, ticket.url);
    expect(ticket.range).toEqual(range);
    expect((segments[0]?.atMs ?? 0) - range.fromMs).toBeLessThan(5_000);
    expect(Math.abs(startSec - 35 * 60)).toBeLessThan(5);
    expect(received('getCloudPlaybackUrl').map(({ status }) => status)).toEqual([200, 200]);
  });

  // @promise failures.ended-address: A recording plays on when its address ends in the middle.
  it('an address that ends in the middle is asked for again, and the playback continues', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    await order('/media/past', { ends: { segments: 3, sessions: 1 } });
    const ticket = await desk.client.get('playback.open', request);
    const { segments } = await listPast(PAGE_ORIGIN, ticket.url);
    const statuses: number[] = [];
    for (const { url } of segments.slice(0, 8)) statuses.push((await getAs(PAGE_ORIGIN, url)).status);
    expect(statuses).toEqual(new Array(8).fill(200));
    expect(received('getPlaybackConnections').length).toBeGreaterThan(1);
  });

  // @promise failures.token-at-seek: A token that ends while a moment is sought is bought anew, and the pictures come.
  it('a token that ends while a moment is sought is bought anew, and the pictures of the moment come', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    const { playbackId } = await desk.client.get('playback.open', request);
    const tokens = received('getAccessToken').length;
    await order('/faults', { kind: 'revoke-token', vendor: 'huawei-ivm' });
    const again = await desk.client.get('playback.resume', { playbackId, atMs: request.range.fromMs + 3 * MINUTE_MS });
    const { segments } = await listPast(PAGE_ORIGIN, again.url);
    expect((await getAs(PAGE_ORIGIN, segments.at(-1)?.url ?? '')).status).toBe(200);
    expect(received('getAccessToken').length).toBe(tokens + 1);
  });
  // @promise playback.learns-by-playing: Playing teaches what a cloud records that lists no recordings.
  it('a cloud that lists no recordings teaches what it plays', async () => {
    const channelId = await camera('aliyun-vcs', 'cloud');
    const toMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS - 2 * HOUR_MS;
    const range = { fromMs: toMs - 4 * HOUR_MS, toMs };
    const known = { channelId, place: 'cloud', range, archiveGrainMs: HOUR_MS } as const;
    expect((await desk.client.get('recordings.known', known)).coverage.map(({ state: one }) => one)).toEqual([
      'unknown',
    ]);
    const request = { channelId, place: 'cloud', profile: 'main', range, atMs: range.fromMs, takeOver: false } as const;
    const ticket = await desk.client.get('playback.open', request);
    const { segments } = await listPast(PAGE_ORIGIN, ticket.url);
    const view = await until('something is learnt', async () => {
      const now = await desk.client.get('recordings.known', known);
      return now.recordings.fromMs.length > 0 ? now : null;
    });
    expect(view.recordings.fromMs[0]).toBe(segments[0]?.atMs);
  });

  it('a range without footage says so, and leaves nothing open', async () => {
    const channelId = await camera('huawei-ivm', 'cloud');
    const range = { fromMs: Date.now() - 300 * 24 * HOUR_MS, toMs: Date.now() - 300 * 24 * HOUR_MS + HOUR_MS };
    const answer = await desk.client.ask(
      'playback.open',
      await opening(channelId, 'cloud', { range, atMs: range.fromMs }),
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'recording.none' } });
  });

  it('a cloud without recordings says that it plays none', async () => {
    const channelId = await camera('huawei-vis', 'cloud');
    const range = { fromMs: Date.now() - HOUR_MS, toMs: Date.now() };
    const request = { channelId, place: 'cloud', profile: 'main', range, atMs: range.fromMs, takeOver: false } as const;
    expect(await desk.client.ask('playback.open', request)).toMatchObject({ error: { code: 'cloud.not-supported' } });
  });

  it('a moment outside the range, a range without length and a range of months are refused by name', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    const { fromMs } = request.range;
    const codes: unknown[] = [];
    for (const change of [
      { atMs: fromMs - 1 },
      { range: { fromMs, toMs: fromMs } },
      { range: { fromMs, toMs: fromMs + 41 * 24 * HOUR_MS } },
    ]) {
      const answer = await desk.client.ask('playback.open', { ...request, ...change });
      codes.push(answer.ok ? null : [answer.error.code, answer.error.params['field'], answer.error.params['detail']]);
    }
    expect(codes).toEqual([
      ['input.invalid-field', 'atMs', 'form'],
      ['input.invalid-field', 'range', 'empty-range'],
      ['input.invalid-field', 'range', 'range-too-long'],
    ]);
  });
});

describe('recordings of a device', () => {
  // @promise playback.device-steered: A device of Tencent IVP is steered by position or by speed, never both.
  it('a device plays at its own pace and is steered: pause, resume, seek and speed, never position with speed', async () => {
    const request = await opening(await camera('tencent-ivp', 'device'), 'device');
    const ticket = await desk.client.get('playback.open', request);
    expect(ticket).toMatchObject({
      transport: 'flv',
      stamps: 'estimated',
      control: { speeds: [0.25, 0.5, 1, 2, 4, 8] },
    });
    const viewer = watchFlv(ticket.url, PAGE_ORIGIN);
    await until('pictures come', () => (viewer.videoTimes().length > 10 ? true : null));
    const { playbackId } = ticket;
    await desk.client.get('playback.steer', { playbackId, order: { kind: 'pause' } });
    await desk.client.get('playback.steer', { playbackId, order: { kind: 'resume' } });
    await desk.client.get('playback.steer', {
      playbackId,
      order: { kind: 'seek', atMs: request.range.fromMs + 5 * MINUTE_MS },
    });
    await desk.client.get('playback.steer', { playbackId, order: { kind: 'speed', speed: 2 } });
    const orders = received('controlLocalPlayback').map(({ params }) => [
      params['Action'],
      params['Pos'],
      params['Scale'],
    ]);
    expect(orders).toEqual([
      ['pause', undefined, undefined],
      ['play', undefined, undefined],
      ['play', 300, undefined],
      ['play', undefined, 2],
    ]);
    const refused = await desk.client.ask('playback.steer', { playbackId, order: { kind: 'speed', speed: 16 } });
    expect(refused).toMatchObject({ ok: false, error: { code: 'input.invalid-field' } });
    await desk.client.get('playback.close', { playbackId });
    await until('the session of the device is stopped', () =>
      received('controlLocalPlayback').some(({ params }) => params['Action'] === 'stop') ? true : null,
    );
    await until('nobody pulls', async () => ((await pulled()) === 0 ? true : null));
    await viewer.close();
  });
  // @promise playback.device-resumes: The stream of a device is never pulled from its begin again.
  it('a lost stream is opened again at the moment that was delivered last', async () => {
    const request = await opening(await camera('tencent-ivp', 'device'), 'device');
    const ticket = await desk.client.get('playback.open', request);
    const viewer = watchFlv(ticket.url, PAGE_ORIGIN);
    await until('pictures come', () => (viewer.videoTimes().length > 60 ? true : null));
    await order('/faults', { kind: 'reset-media' });
    const lost = await state(ticket, 'lost');
    expect(lost.atMs).toBeGreaterThan(request.range.fromMs);
    const again = await desk.client.get('playback.resume', { playbackId: ticket.playbackId, atMs: lost.atMs });
    expect([lost.error.code, again.url === ticket.url]).toEqual(['network.reset', false]);
    expect(lost.atMs - again.range.fromMs).toBeLessThan(1_000);
    expect(received('getLocalRecordUrl')).toHaveLength(2);
    const next = watchFlv(again.url, PAGE_ORIGIN);
    await until('pictures come again', () => (next.videoTimes().length > 5 ? true : null));
    await Promise.all([next.close(), viewer.close()]);
  });

  it('a recording that ends at the end of its range ends for the viewer, and is not opened again', async () => {
    const channelId = await camera('tencent-ivp', 'device');
    const { range } = await opening(channelId, 'device');
    const short = { ...range, toMs: range.fromMs + 8_000 };
    const ticket = await desk.client.get('playback.open', await opening(channelId, 'device', { range: short }));
    const viewer = watchFlv(ticket.url, PAGE_ORIGIN);
    await until('the viewer sees the end', () => (viewer.isOver ? true : null));
    await until('the session of the device is stopped', () =>
      received('controlLocalPlayback').some(({ params }) => params['Action'] === 'stop') ? true : null,
    );
    expect((viewer.videoTimes().at(-1) ?? 0) - (viewer.videoTimes()[0] ?? 0)).toBeGreaterThan(7_000);
    expect(desk.client.host.events.filter(({ name }) => name === 'playback.changed')).toEqual([]);
    expect(received('getLocalRecordUrl')).toHaveLength(1);
    await viewer.close();
  });
  // @promise playback.device-one: A device plays one recording of this client at a time, and names its camera.
  it('a device plays one recording of this client: the second is refused with the name of the camera, or takes over', async () => {
    const channelId = await camera('tencent-ivp', 'device');
    const request = await opening(channelId, 'device');
    const first = await desk.client.get('playback.open', request, 'w1');
    const refused = await desk.client.ask('playback.open', request, 'w2');
    expect(refused).toMatchObject({ ok: false, error: { code: 'recording.device-taken' } });
    expect(String(refused.ok ? '' : refused.error.params['label'])).toMatch(/^\d+ \S/);
    expect(received('getLocalRecordUrl')).toHaveLength(1);
    const second = await desk.client.get('playback.open', { ...request, takeOver: true }, 'w2');
    expect(await state(first, 'taken')).toMatchObject({ byPlaybackId: second.playbackId });
    const operations = desk.simulator
      .requests({ vendor: 'tencent-ivp' })
      .map(({ operation }) => operation)
      .filter((one) => one === 'getLocalRecordUrl' || one === 'controlLocalPlayback');
    expect(operations).toEqual(['getLocalRecordUrl', 'controlLocalPlayback', 'getLocalRecordUrl']);
    const { playbackId } = first;
    expect(await desk.client.ask('playback.resume', { playbackId, atMs: request.atMs }, 'w1')).toMatchObject({
      error: { code: 'recording.not-open' },
    });
  });
});

describe('whose playback it is', () => {
  // @promise playback.own-window: A window cannot use the playback of another window, and no other origin can.
  it('a window cannot steer, resume or close the playback of another window', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    const { playbackId, url } = await desk.client.get('playback.open', request, 'w1');
    const { atMs } = request;
    const notOpen = { ok: false, error: { code: 'recording.not-open' } };
    expect(await desk.client.ask('playback.resume', { playbackId, atMs }, 'w2')).toMatchObject(notOpen);
    expect(await desk.client.ask('playback.steer', { playbackId, order: { kind: 'pause' } }, 'w2')).toMatchObject(
      notOpen,
    );
    expect(await desk.client.ask('playback.close', { playbackId }, 'w2')).toMatchObject({ ok: true });
    expect((await getAs(PAGE_ORIGIN, url)).status).toBe(200);
    expect(await desk.client.ask('playback.steer', { playbackId, order: { kind: 'pause' } }, 'w1')).toMatchObject({
      error: { code: 'recording.not-steered' },
    });
  });
  // @promise playback.own-window
  it('a page of another origin and a guessed path get nothing', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    const { url } = await desk.client.get('playback.open', request);
    expect((await getAs('http://127.0.0.1:8', url)).status).toBe(403);
    expect((await getAs(PAGE_ORIGIN, url.replace('index.m3u8', 's9999.ts'))).status).toBe(404);
    expect(
      (await getAs(PAGE_ORIGIN, url.replace(/recording\/[\w-]+/, 'recording/AAAAAAAAAAAAAAAAAAAAAA'))).status,
    ).toBe(404);
    expect(
      (await getAs(PAGE_ORIGIN, url.replace(/^(http:\/\/[^/]+)\/[\w-]+/, '$1/AAAAAAAAAAAAAAAAAAAAAAAA'))).status,
    ).toBe(404);
  });
  // @promise playback.ended
  it('a window that closes gives its playbacks back, and a removed account ends them with the reason', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    const gone = await desk.client.get('playback.open', request, 'w1');
    const kept = await desk.client.get('playback.open', request, 'w2');
    desk.client.host.services?.onWindowGone('w1');
    await until('its address is gone', async () => ((await getAs(PAGE_ORIGIN, gone.url)).status === 404 ? true : null));
    expect((await getAs(PAGE_ORIGIN, kept.url)).status).toBe(200);
    const [account] = await desk.client.get('account.list', {});
    await desk.client.get('account.remove', { accountId: account?.id ?? (gone.channelId as never) });
    expect(await state(kept, 'failed')).toMatchObject({ error: { code: 'account.not-found' } });
    expect((await getAs(PAGE_ORIGIN, kept.url)).status).toBe(404);
  });

  it('resume opens the same playback at another moment, and the earlier address is gone', async () => {
    const request = await opening(await camera('huawei-ivm', 'cloud'), 'cloud');
    const first = await desk.client.get('playback.open', request);
    const { playbackId } = first;
    const again = await desk.client.get('playback.resume', { playbackId, atMs: request.range.fromMs + 3 * MINUTE_MS });
    expect(again.playbackId).toBe(playbackId);
    expect((await getAs(PAGE_ORIGIN, first.url)).status).toBe(404);
    expect((await listPast(PAGE_ORIGIN, again.url)).startSec).toBeGreaterThan(170);
  });
});
