/** The life of upstreams, viewers and the worker: what is opened is closed, what is lost comes back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../main/errors.ts';
import { setLogSink } from '../../../main/log.ts';
import type { UpstreamAttempt } from '../../../main/media/messages/types.ts';
import { watchFlv } from '../servers/flv-viewer.ts';
import type { FlvViewer } from '../servers/flv-viewer.ts';
import { until } from '../servers/processes.ts';
import { startScriptedFlv } from '../servers/scripted-flv.ts';
import type { ScriptedFlv } from '../servers/scripted-flv.ts';
import { ORIGIN, signal, source, startBench } from './harness.ts';
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

const url = (): string => `${upstream.origin}/live.flv`;
const resolve = () => Promise.resolve(source(url()));

function watch(address: string): FlvViewer {
  const viewer = watchFlv(address, ORIGIN);
  viewers.push(viewer);
  return viewer;
}

const plays = (viewer: FlvViewer, more = 10): Promise<true> => {
  const before = viewer.videoTimes().length;
  return until('frames advance', () => (viewer.videoTimes().length >= before + more ? true : null));
};

describe('a lost upstream', () => {
  // @promise failures.cloud-away
  it('comes back under the same socket, with the reason reported', async () => {
    bench = await startBench({ stableMs: 100 });
    const attempts: UpstreamAttempt[] = [];
    const openedAtMs = Date.now();
    const lease = await bench.open('a', (attempt) => {
      attempts.push(attempt);
      return resolve();
    });
    const viewer = watch(lease.url);
    await plays(viewer);
    const count = bench.feeds.length;
    upstream.reset();
    const lost = await bench.feed('reconnecting');
    expect(lost.error.code).toBe('network.reset');
    expect(lost.attempt).toBe(1);
    expect(lost.lastDataAtMs).toBeGreaterThanOrEqual(openedAtMs);
    await bench.feed('flowing', count);
    await plays(viewer);
    expect(viewer.isOver).toBe(false);
    expect(attempts.at(-1)?.lastError?.code).toBe('network.reset');
    const times = viewer.videoTimes();
    expect(times.every((ms, i) => i === 0 || ms > (times[i - 1] ?? 0))).toBe(true);
  });

  it('a lost upstream is rebuilt when it goes silent', async () => {
    bench = await startBench({ watchdogMs: 300 });
    const lease = await bench.open('a', resolve);
    const viewer = watch(lease.url);
    await plays(viewer);
    upstream.isSending = false;
    expect((await bench.feed('reconnecting')).error.code).toBe('media.stalled');
    upstream.isSending = true;
    await plays(viewer);
    expect(upstream.open).toBe(1);
  });

  it('waits longer each time, and not at all when asked to retry now', async () => {
    bench = await startBench({ backoffMs: [1, 1, 600_000] });
    const lease = await bench.open('a', resolve);
    const viewer = watch(lease.url);
    await plays(viewer);
    upstream.status = 503;
    upstream.reset();
    const waiting = await until('the long wait', () => {
      const last = bench.feeds.at(-1);
      return last?.phase === 'reconnecting' && last.nextAtMs > Date.now() + 60_000 ? last : null;
    });
    expect(waiting.error.code).toBe('cloud.unavailable');
    upstream.status = 200;
    bench.gateway.retryNow(lease.id);
    await plays(viewer);
  });

  it('a lost upstream is called failed when only the camera can help, and plays again when it is back', async () => {
    bench = await startBench({ failedRetryMs: [100, 200] });
    let isOffline = false;
    const lease = await bench.open('a', () => {
      if (isOffline) return Promise.reject(new AppError('device.offline', 'offline'));
      return resolve();
    });
    const viewer = watch(lease.url);
    await plays(viewer);
    isOffline = true;
    upstream.reset();
    expect((await bench.feed('failed')).error.code).toBe('device.offline');
    isOffline = false;
    await plays(viewer);
  });

  it('says that what came was no stream', async () => {
    bench = await startBench();
    const page = await startScriptedFlv();
    page.status = 404;
    await bench.open('a', () => Promise.resolve(source(`${page.origin}/gone.flv`)));
    expect((await bench.feed('reconnecting')).error).toMatchObject({ code: 'media.url-expired', retryable: true });
    await page.close();
  });
});

describe('opening', () => {
  it('asks once for two tiles of one camera that open together', async () => {
    bench = await startBench();
    let asked = 0;
    const slowly = async () => {
      asked += 1;
      await new Promise((go) => setImmediate(go));
      return await resolve();
    };
    await Promise.all([bench.open('a', slowly), bench.open('a', slowly)]);
    expect(asked).toBe(1);
  });

  it('throws what the cloud said', async () => {
    bench = await startBench();
    const refused = new AppError('device.offline', 'offline');
    await expect(bench.open('a', () => Promise.reject(refused))).rejects.toBe(refused);
  });

  it('cancels the question when no caller waits for the answer any more', async () => {
    bench = await startBench();
    const abort = new AbortController();
    let inner: AbortSignal | null = null;
    const request = {
      key: 'a',
      resolve: (_attempt: UpstreamAttempt, given: AbortSignal) => {
        inner = given;
        return new Promise<never>(() => {});
      },
    };
    const opening = bench.gateway.open(request, abort.signal);
    abort.abort();
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect((inner as AbortSignal | null)?.aborted).toBe(true);
  });

  it('informs the second viewer of a camera how its stream stands', async () => {
    bench = await startBench();
    await bench.open('a', resolve);
    await bench.feed('flowing');
    const second = await bench.open('a', resolve);
    const told = () =>
      bench.events.some((e) => e.kind === 'feed' && e.leaseId === second.id && e.feed.phase === 'flowing');
    await until('the second lease is told', () => (told() ? true : null));
  });
});

describe('an upstream that nobody watches', () => {
  // @promise failures.streams-left-open
  it('an upstream that nobody watches is closed when its last viewer left, and opened again for the next', async () => {
    bench = await startBench({ idleCloseMs: 100 });
    const lease = await bench.open('a', resolve);
    const viewer = watch(lease.url);
    await plays(viewer);
    await viewer.close();
    await until('the upstream is closed', () => (upstream.open === 0 ? true : null));
    await plays(watch(lease.url));
  });

  it('begins with the first key frame there is when a viewer comes again, and passes none over', async () => {
    bench = await startBench();
    const before = await bench.open('a', resolve);
    const left = watch(before.url);
    await plays(left);
    bench.gateway.close(before.id);
    await until('the upstream is closed', () => (upstream.open === 0 ? true : null));
    // The camera is between two key frames when the tile comes back.
    upstream.firstPicture = upstream.gop - 7;
    const back = watch((await bench.open('a', resolve)).url);
    await plays(back);
    const [first] = back.tags.filter(({ type, isHeader }) => type === 9 && !isHeader);
    expect({ isKey: first?.isKey, keysPassedOver: (first?.bytes ?? 0) - upstream.pictureBytes }).toEqual({
      isKey: true,
      keysPassedOver: 0,
    });
  });

  it('an upstream that nobody watches is closed when no viewer ever came', async () => {
    bench = await startBench({ unclaimedCloseMs: 100 });
    await bench.open('a', resolve);
    await until('the upstream was opened', () => (upstream.paths.length > 0 ? true : null));
    await until('the upstream is closed', () => (upstream.open === 0 ? true : null));
  });

  it('an upstream that nobody watches is closed with its last lease, not before', async () => {
    bench = await startBench();
    const [one, two] = [await bench.open('a', resolve), await bench.open('a', resolve)];
    const viewer = watch(two.url);
    await plays(viewer);
    bench.gateway.close(one.id);
    await plays(viewer);
    bench.gateway.close(two.id);
    await until('the upstream is closed', () => (upstream.open === 0 ? true : null));
    await until('the viewer is closed', () => (viewer.isOver ? true : null));
    expect(await bench.gateway.stats()).toMatchObject({ upstreams: 0, viewers: 0 });
  });
});

describe('a slow viewer', () => {
  // @promise failures.growing-memory
  it('does not grow memory beyond the bound', async () => {
    upstream.pictureBytes = 150_000;
    bench = await startBench();
    const lease = await bench.open('a', resolve);
    const slow = watch(lease.url);
    const quick = watch(lease.url);
    await plays(slow, 2);
    slow.pause();
    let worst = 0;
    await until(
      '64 MB went by',
      async () => {
        const { queuedBytes, receivedBytes } = await bench.gateway.stats();
        worst = Math.max(worst, queuedBytes);
        return receivedBytes > 64_000_000 ? true : null;
      },
      60_000,
    );
    expect(worst).toBeLessThan(12_000_000);
    slow.resume();
    await plays(slow);
    expect(slow.videoTimes().length).toBeLessThan(quick.videoTimes().length);
  });
});

describe('the worker', () => {
  // @promise failures.gateway-worker: A worker of the gateway that dies is started again on the same port, and viewers
  // play on.
  it('the worker is started again when it dies, on the same port, and viewers play on', async () => {
    bench = await startBench();
    const lease = await bench.open('a', resolve);
    const viewer = watch(lease.url);
    await plays(viewer);
    await bench.gateway.crashWorker();
    const replaced = await until(
      'the lease is replaced',
      () => bench.events.find(({ kind }) => kind === 'replaced') ?? null,
    );
    expect(replaced).toMatchObject({ leaseId: lease.id, lease: { url: lease.url } });
    expect(bench.feeds.some((feed) => feed.phase === 'reconnecting' && feed.error.code === 'media.gateway-down')).toBe(
      true,
    );
    await plays(watch(lease.url));
  });

  it('leaves no socket, timer or thread behind', async () => {
    const held = (): number =>
      process.getActiveResourcesInfo().filter((kind) => /MessagePort|Worker|TCP/.test(kind)).length;
    const before = held();
    bench = await startBench();
    for (const key of ['a', 'b', 'c']) watch((await bench.open(key, resolve)).url);
    for (const viewer of viewers) await plays(viewer, 2);
    expect(upstream.open).toBe(3);
    await bench.dispose();
    await until('viewers are closed', () => (viewers.every(({ isOver }) => isOver) ? true : null));
    await until('upstreams are closed', () => (upstream.open === 0 ? true : null));
    await until('nothing is held', () => (held() <= before ? true : null));
    await expect(bench.gateway.open({ key: 'd', resolve }, signal())).rejects.toMatchObject({
      code: 'media.gateway-down',
    });
  });
});

it('neither the URL nor its token is in events, errors and logs', async () => {
  const lines: string[] = [];
  const sinkBefore = setLogSink((_level, line) => lines.push(line));
  bench = await startBench({ backoffMs: [1] });
  const secret = 'tok-5f1d';
  const headers = { 'X-Auth-Token': secret };
  const guarded = () => Promise.resolve(source(`${upstream.origin}/${secret}/live.flv?token=${secret}`, { headers }));
  const lease = await bench.open('a', guarded);
  await plays(watch(lease.url));
  for (const status of [403, 500, 302]) {
    const count = bench.feeds.length;
    upstream.status = status;
    upstream.reset();
    await bench.feed(status === 302 ? 'failed' : 'reconnecting', count);
    upstream.status = 200;
    bench.gateway.retryNow(lease.id);
    await bench.feed('flowing', count);
  }
  await bench.gateway.crashWorker();
  await until('the worker is back', () => (bench.events.some(({ kind }) => kind === 'replaced') ? true : null));
  setLogSink(sinkBefore);
  expect(upstream.paths.some((path) => path.includes(secret))).toBe(true);
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify([bench.events, lines, lease])).not.toContain(secret);
});
