/** The end of a recording in the gateway: closed, given up while it opens, and with its worker gone. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OpenPast, PastLease } from '../../../main/media/messages/types.ts';
import type { PastCloud } from '../servers/past-cloud.ts';
import { getAs, listPast } from '../servers/past-viewer.ts';
import { until } from '../servers/processes.ts';
import { ORIGIN, signal, type Bench } from './harness.ts';
import { closePastBench, END, FROM, openPastBench } from './past-bench.ts';

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
