/** The end of a recording in the gateway: closed, given up while it opens, and with its worker gone. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OpenPast, PastLease } from '../../../main/media/messages/types.ts';
import type { PastCloud } from '../servers/past-cloud.ts';
import { getAs, listPast } from '../servers/past-viewer.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, signal, type Bench } from './harness.ts';
import { closePastBench, END, FROM, openPastBench } from './past-bench.ts';

const MINUTE = 60_000;

let bench: Bench;
let cloud: PastCloud;

beforeEach(async () => {
  ({ bench, cloud } = await openPastBench());
});

afterEach(() => closePastBench({ bench, cloud }));

/** Opens the whole recording. @param own what differs from a viewer that does not listen. */
const open = (own: Partial<OpenPast> = {}, ends = signal()): Promise<PastLease> => {
  const viewer = { key: 'a', fromMs: FROM, atMs: FROM, endMs: END, resolve: cloud.resolve, onEvent: () => undefined };
  return bench.gateway.past.open({ ...viewer, ...own }, ends);
};

// @promise playback.ended
it('a closed recording leaves nothing: no stream, no connection, and its address is gone', async () => {
  const lease = await open();
  const { segments } = await listPast(ORIGIN, lease.url);
  await getAs(ORIGIN, segments[0]?.url ?? '');
  expect(await bench.gateway.stats()).toMatchObject({ recordings: 1 });
  bench.gateway.past.close(lease.id);
  bench.gateway.past.close(lease.id);
  expect(await bench.gateway.stats()).toMatchObject({ recordings: 0 });
  expect((await getAs(ORIGIN, lease.url)).status).toBe(404);
  await until('no connection is left', async () => ((await cloud.connections()) === 0 ? true : null));
});

/** Plays a segment of the recording at one moment, gives the recording back, and plays one at another moment. */
async function playTwice(): Promise<string> {
  const before = await open();
  await getAs(ORIGIN, (await listPast(ORIGIN, before.url)).segments[0]?.url ?? '');
  bench.gateway.past.close(before.id);
  const lease = await open({ fromMs: FROM + 10 * MINUTE, atMs: FROM + 10 * MINUTE });
  return (await getAs(ORIGIN, (await listPast(ORIGIN, lease.url)).segments[0]?.url ?? '')).text;
}

it('another moment is asked for over the connection of the recording before, without the way for a new one', async () => {
  expect(await playTwice()).toBe(String(FROM + 10 * MINUTE));
  expect(cloud.accepted).toBe(1);
});

it('a server that closes a connection between two recordings is asked over another connection, and the recording opens', async () => {
  cloud.closesKept = true;
  expect(await playTwice()).toBe(String(FROM + 10 * MINUTE));
  expect(cloud.paths.filter((path) => path.includes('index.m3u8'))).toHaveLength(2);
});

it('opening that is given up leaves nothing', async () => {
  const abort = new AbortController();
  const opening = open({ resolve: () => new Promise(() => abort.abort()) }, abort.signal);
  await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
  expect(await bench.gateway.stats()).toMatchObject({ recordings: 0 });
});

it('a recording learns that the worker is gone, and can be opened again', async () => {
  let isDown = false;
  await open({ onEvent: (event) => (isDown ||= event.kind === 'down') });
  await bench.gateway.crashWorker();
  await until('the recording is told', () => (isDown ? true : null));
  const again = await until('the worker is back', () => open().catch(() => null));
  expect((await listPast(ORIGIN, again.url)).segments).toHaveLength(150);
});
