/** A stream that runs for a shift and is cut again and again. */
import { getEventListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { DEFAULT_TIMINGS, type FromWorker } from '../../../../../main/media/messages/messages.ts';
import { StreamRing } from '../../../../../main/media/past/ring.ts';
import { RingPool } from '../../../../../main/media/past/ring-pool.ts';
import { SharedStream } from '../../../../../main/media/worker/shared-stream.ts';
import type { StreamHost } from '../../../../../main/media/worker/stream-host.ts';
import { WorkerHub } from '../../../../../main/media/worker/worker-hub.ts';
import type { UpstreamSource } from '../../../../../main/ports/live.ts';
import { PATIENT } from '../../../../patience.ts';

const RECONNECTS = 8;

/** Number of listeners that wait for the end of a stream. */
const waitersOn = (signal: AbortSignal | undefined): number =>
  signal === undefined ? Number.NaN : getEventListeners(signal, 'abort').length;

let server: Server;
let source: UpstreamSource;

/** An upstream that begins to answer and then cuts the connection. */
beforeEach(async () => {
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'video/x-flv' });
    response.write(Buffer.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/live.flv`;
  source = { transport: 'http-flv', url, headers: {}, expiresAtMs: null, isSingleUse: true, isLocalAllowed: true };
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

it('the shared stream forgets the connections that it lost', async () => {
  const signals: AbortSignal[] = [];
  const pool = new RingPool();
  const host: StreamHost = {
    timings: { ...DEFAULT_TIMINGS, backoffMs: [1] },
    resolve: (_key, _attempt, signal) => {
      signals.push(signal);
      return Promise.resolve(source);
    },
    feed: () => undefined,
    transportChanged: () => undefined,
    workOf: () => ({ run: (work) => work() }),
    received: () => undefined,
    createRing: () => new StreamRing(pool),
  };
  const stream = new SharedStream('camera|sub', 'flv', host);
  stream.start(null, Date.now());
  try {
    await vi.waitUntil(() => signals.length >= RECONNECTS, PATIENT);
    expect(new Set(signals).size).toBe(1);
    expect(waitersOn(signals[0])).toBeLessThanOrEqual(1);
  } finally {
    stream.stop();
  }
  await vi.waitUntil(() => waitersOn(signals[0]) === 0, PATIENT);
});

it('the shared stream forgets the answers that named its upstream, and can still withdraw a question', async () => {
  const asked: Extract<FromWorker, { kind: 'resolve' }>[] = [];
  const cancelled: number[] = [];
  const start = { kind: 'listen', port: 0, secret: 's', allowedOrigins: [], timings: DEFAULT_TIMINGS } as const;
  const hub = new WorkerHub(start, (message) => {
    if (message.kind === 'resolve') asked.push(message);
    if (message.kind === 'cancel-resolve') cancelled.push(message.requestId);
  });
  const run = new AbortController();
  const attempt = { number: 1, lastError: null };
  for (let i = 0; i < RECONNECTS; i++) {
    const answer = hub.resolve('camera|sub', attempt, run.signal);
    hub.handle({ kind: 'resolved', requestId: asked.at(-1)?.requestId ?? 0, source });
    await answer;
  }
  expect(waitersOn(run.signal)).toBe(0);
  const last = hub.resolve('camera|sub', attempt, run.signal);
  run.abort();
  await expect(last).rejects.toThrow(AppError);
  expect(cancelled).toEqual([asked.at(-1)?.requestId]);
});
