/** While the upstream of a lease is lost, the gateway gives the page either a plan or that the page must ask. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UpstreamSource } from '../../../main/ports/live.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import type { FlvViewer } from '../servers/flv-viewer.ts';
import { until } from '../servers/processes.ts';
import { startScriptedFlv } from '../servers/scripted-flv.ts';
import type { ScriptedFlv } from '../servers/scripted-flv.ts';
import { ORIGIN, source, startBench } from './harness.ts';
import type { Bench } from './harness.ts';

let upstream: ScriptedFlv;
let bench: Bench;
let viewers: FlvViewer[];

beforeEach(async () => {
  upstream = await startScriptedFlv();
  viewers = [];
});

afterEach(async () => {
  for (const viewer of viewers) await viewer.close();
  await bench.dispose();
  await upstream.close();
});

const resolve = () => Promise.resolve(source(`${upstream.origin}/live.flv`));

function plays(address: string): Promise<true> {
  const viewer = watchFlv(address, ORIGIN);
  viewers.push(viewer);
  return until('frames advance', () => (viewer.videoTimes().length >= 10 ? true : null));
}

// @promise failures.silent-server
it('the gateway informs each lease that it closed the stream, which plays for the next viewer', async () => {
  bench = await startBench({ unclaimedCloseMs: 100 });
  const lease = await bench.open('a', resolve);
  await bench.feed('idle');
  expect(upstream.open).toBe(0);
  const before = bench.feeds.length;
  const second = await bench.open('a', resolve);
  await bench.feed('flowing', before);
  expect(bench.feeds.slice(before).map(({ phase }) => phase)).not.toContain('idle');
  await plays(second.url);
  await plays(lease.url);
});

it('the gateway tries again and again for a lease without a viewer, each time with the moment of the next try', async () => {
  bench = await startBench({ unclaimedCloseMs: 50, idleCloseMs: 50, backoffMs: [100] });
  upstream.status = 503;
  const told: { readonly aheadMs: number; readonly isTrying: boolean }[] = [];
  const lease = await bench.open('a', resolve);
  bench.gateway.on((event) => {
    if (event.kind !== 'feed' || event.feed.phase !== 'reconnecting') return;
    told.push({ aheadMs: event.feed.nextAtMs - Date.now(), isTrying: event.feed.isTrying });
  });
  await until('many tries have failed', () => (upstream.paths.length > 12 ? true : null));
  expect(told.filter(({ aheadMs }) => aheadMs < -5_000)).toEqual([]);
  expect(new Set(told.map(({ isTrying }) => isTrying))).toEqual(new Set([true, false]));
  expect(bench.feeds.map(({ phase }) => phase)).not.toContain('idle');
  upstream.status = 200;
  await bench.feed('flowing', bench.feeds.length);
  await plays(lease.url);
});

it('the gateway gives up a question for the address that stays without an answer, and asks again', async () => {
  bench = await startBench({ resolveTimeoutMs: 300, backoffMs: [50] });
  let asked = 0;
  const lease = await bench.open('a', () => {
    asked += 1;
    return asked === 2 || asked === 3 ? new Promise<never>(() => {}) : resolve();
  });
  await plays(lease.url);
  upstream.reset();
  await until('the second question was given up', () => (asked > 3 ? true : null));
  expect(bench.feeds.flatMap((feed) => (feed.phase === 'reconnecting' ? [feed.error.code] : []))).toContain(
    'network.timeout',
  );
  await plays(lease.url);
});

it('an answer that comes too late for a thread that died never counts as the answer to another question', async () => {
  bench = await startBench({ backoffMs: [1] });
  const answers: ((source: UpstreamSource) => void)[] = [];
  let isHeld = false;
  const lease = await bench.open('a', () =>
    isHeld ? new Promise<UpstreamSource>((answer) => answers.push(answer)) : resolve(),
  );
  await plays(lease.url);
  isHeld = true;
  upstream.reset();
  await until('the first thread asks', () => (answers.length === 1 ? true : null));
  await bench.gateway.crashWorker();
  await until('the second thread asks', () => (answers.length === 2 ? true : null));
  answers[0]?.(source(`${upstream.origin}/of-before.flv`));
  // A question of the main thread that is answered behind it: the late answer has had its time.
  await bench.gateway.stats();
  answers[1]?.(source(`${upstream.origin}/of-now.flv`));
  await until('the stream is pulled again', () => (upstream.paths.includes('/of-now.flv') ? true : null));
  expect(upstream.paths).not.toContain('/of-before.flv');
  await plays(lease.url);
});
