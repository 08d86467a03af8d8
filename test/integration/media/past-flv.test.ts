/** Recordings that a device plays: pulled at its pace, never from the begin again, by one viewer. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PastLease } from '../../../main/media/messages/types.ts';
import type { PastEvent } from '../../../main/media/upstream/past-source.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import { getAs } from '../servers/past-viewer.ts';
import { until } from '../servers/processes.ts';
import { startScriptedFlv, type ScriptedFlv } from '../servers/scripted-flv.ts';
import { ORIGIN, signal, source, startBench, type Bench } from './harness.ts';

const FROM = Date.UTC(2026, 2, 1);
const END = FROM + 600_000;

let bench: Bench;
let server: ScriptedFlv;
let events: PastEvent[];

beforeEach(async () => {
  events = [];
  server = await startScriptedFlv();
  bench = await startBench({ watchdogMs: 500 });
});

afterEach(async () => {
  await bench.dispose();
  await server.close();
});

const open = (told = events): Promise<PastLease> =>
  bench.gateway.past.open(
    {
      key: 'a',
      fromMs: FROM,
      atMs: FROM,
      endMs: END,
      resolve: ({ fromMs }) =>
        Promise.resolve({ stretch: { fromMs, toMs: END }, source: source(`${server.origin}/past.flv`) }),
      onEvent: (event) => {
        if (event.kind !== 'down') told.push(event);
      },
    },
    signal(),
  );

const ended = (told = events) =>
  until('the recording has ended', () => {
    const event = told.find((one) => one.kind === 'ended');
    return event ?? null;
  });

it('the viewer gets every tag of the device with its own timestamp', async () => {
  const lease = await open();
  expect(lease).toMatchObject({ transport: 'flv', stamps: 'estimated', range: { fromMs: FROM, toMs: END } });
  expect(server.paths).toHaveLength(0);
  const viewer = watchFlv(lease.url, ORIGIN);
  await until('pictures come', () => (viewer.videoTimes().length >= 20 ? true : null));
  const times = viewer.videoTimes();
  expect(times.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, i) => (times[0] ?? 0) + i * 20));
  await viewer.close();
});

// @promise playback.device-resumes
it('a lost connection says the moment that was delivered last, and the device is not asked from the begin again', async () => {
  const lease = await open();
  const viewer = watchFlv(lease.url, ORIGIN);
  await until('pictures come', () => (viewer.videoTimes().length >= 50 ? true : null));
  server.reset();
  const event = await ended();
  const shownMs = (viewer.videoTimes().at(-1) ?? 0) - (viewer.videoTimes()[0] ?? 0);
  expect(event.atMs - FROM).toBeGreaterThanOrEqual(shownMs);
  expect(event.atMs - FROM).toBeLessThan(shownMs + 1_000);
  expect(event.error).toMatchObject({ code: 'network.reset' });
  await until('the viewer sees the end', () => (viewer.isOver ? true : null));
  expect(server.paths).toHaveLength(1);
  expect(await bench.gateway.stats()).toMatchObject({ recordings: 0 });
});

it('a device that falls silent is reported after a while, but not while it is paused by order', async () => {
  const told: PastEvent[] = [];
  const [paused, playing] = [await open(), await open(told)];
  const viewers = [watchFlv(paused.url, ORIGIN), watchFlv(playing.url, ORIGIN)];
  await until('pictures come', () => (viewers.every((one) => one.videoTimes().length >= 5) ? true : null));
  bench.gateway.past.steered(paused.id, { atMs: null, speed: null, isPaused: true });
  server.isSending = false;
  expect((await ended(told)).error).toMatchObject({ code: 'media.stalled' });
  expect(events.filter(({ kind }) => kind === 'ended')).toEqual([]);
  bench.gateway.past.steered(paused.id, { atMs: null, speed: null, isPaused: false });
  expect((await ended()).error).toMatchObject({ code: 'media.stalled' });
});

it('after a seek the moment counts from there, and at double speed twice as fast', async () => {
  const lease = await open();
  const viewer = watchFlv(lease.url, ORIGIN);
  await until('pictures come', () => (viewer.videoTimes().length >= 5 ? true : null));
  bench.gateway.past.steered(lease.id, { atMs: FROM + 300_000, speed: 2, isPaused: null });
  const seen = viewer.videoTimes().length;
  await until('more pictures come', () => (viewer.videoTimes().length >= seen + 50 ? true : null));
  server.reset();
  const { atMs } = await ended();
  expect(atMs - FROM - 300_000).toBeGreaterThan(1_500);
  expect(atMs - FROM - 300_000).toBeLessThan(20_000);
});

it('a recording of a device has one viewer, and its device is left when the viewer leaves', async () => {
  const lease = await open();
  const viewer = watchFlv(lease.url, ORIGIN);
  await until('pictures come', () => (viewer.videoTimes().length >= 5 ? true : null));
  expect((await getAs(ORIGIN, lease.url)).status).toBe(410);
  await viewer.close();
  await until('the device is left', () => (server.open === 0 ? true : null));
  expect(server.paths).toHaveLength(1);
});

it('a viewer that stops reading makes the device wait, and nothing gathers in the client', async () => {
  server.pictureBytes = 200_000;
  const lease = await open();
  const viewer = watchFlv(lease.url, ORIGIN);
  await until('pictures come', () => (viewer.videoTimes().length >= 2 ? true : null));
  viewer.pause();
  const received = async (): Promise<number> => (await bench.gateway.stats()).receivedBytes;
  let before = -1;
  await until('the flow stops', async () => {
    const now = await received();
    const isStill = now === before;
    before = now;
    return isStill ? true : null;
  });
  expect(before).toBeLessThan(32 * 1024 * 1024);
  viewer.resume();
  await until('the flow goes on', async () => ((await received()) > before ? true : null));
  await viewer.close();
});
