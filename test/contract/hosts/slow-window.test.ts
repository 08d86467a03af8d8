import { createConnection } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LeaseId } from '../../../preload/domain/ids.ts';
import { PATIENT } from '../../patience.ts';
import { get, openBridge, signIn, startHarness, type Entry, type Harness } from './harness.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

/** Bytes that are still referenced: garbage that was not collected yet proves nothing about a limit. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

/** A page that opened its socket and reads nothing from then on. */
async function openStalledSocket({ cookie, secret }: Entry): Promise<{ destroy(): void }> {
  const { port, host } = new URL(harness.origin);
  const socket = createConnection({ host: '127.0.0.1', port: Number(port) });
  const lines = [
    'GET /ipc?page=stalled-page HTTP/1.1',
    `Host: ${host}`,
    `Origin: ${harness.origin}`,
    `Cookie: ${cookie}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Protocol: lanner, lanner.${secret}`,
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve) => {
    socket.once('data', (chunk) => {
      expect(chunk.toString()).toContain('101 Switching Protocols');
      socket.pause();
      resolve();
    });
  });
  return socket;
}

// @promise failures.growing-memory
it('main stays within 16 MB when a window stops reading during a flood of events', async () => {
  const stalled = await openStalledSocket(await signIn(harness));
  const beforeBytes = heldBytes();
  const error = {
    code: 'network.reset',
    params: { detail: 'x'.repeat(1000) },
    retryable: true,
    action: 'wait',
    vendor: null,
  } as const;
  for (let i = 0; i < 200_000; i += 1) {
    const leaseId = `lease-${i % 5000}` as LeaseId;
    harness.host.emit('stream.changed', { leaseId, feed: { phase: 'failed', error } });
    if (i % 1000 === 0) await new Promise((resolve) => setImmediate(resolve)); // lets the socket's writes happen
  }
  expect(heldBytes() - beforeBytes).toBeLessThan(16 * 1024 * 1024);
  stalled.destroy();
});

it('the bridge brings a slow window to the newest state once it reads again', async () => {
  const { socket, events } = await openBridge(harness, await signIn(harness));
  const seen = (): number[] => events.map(({ payload }) => (payload as { atMs: number }).atMs);
  socket.pause();
  for (let atMs = 1; atMs <= 100_000; atMs += 1) {
    const computer = { computerCpu: 0, computerMemoryBytes: 0 };
    harness.host.emit('load.measured', {
      atMs,
      ...computer,
      cpu: 0,
      memoryBytes: 0,
      memoryTotalBytes: 0,
      networkBps: 0,
    });
    if (atMs % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  socket.resume();
  await vi.waitFor(() => expect(seen().at(-1)).toBe(100_000), PATIENT);
  expect(seen()).toEqual(seen().sort((a, b) => a - b));
  socket.close();
});

it('the window of a page stays when its connection broke and came back', async () => {
  const entry = await signIn(harness);
  const first = await openBridge(harness, entry, 'page-with-bad-line');
  await first.ask('app.info', {});
  first.socket.terminate();
  await first.closed;
  const second = await openBridge(harness, entry, 'page-with-bad-line');
  harness.host.emit('system.resumed', { atMs: 77 });
  await vi.waitFor(() => expect(second.events).toEqual([{ event: 'system.resumed', payload: { atMs: 77 } }]), PATIENT);
  expect(harness.gone).toEqual([]);
  second.socket.close(1001);
  await vi.waitFor(() => expect(harness.gone).toHaveLength(1), PATIENT);
});

it('the bridge gives a reloaded page a new window at once', async () => {
  const entry = await signIn(harness);
  const before = await openBridge(harness, entry, 'page-before');
  before.socket.close(1001);
  await vi.waitFor(() => expect(harness.gone).toHaveLength(1), PATIENT);
  const after = await openBridge(harness, entry, 'page-after-reload');
  expect(await after.ask('app.info', {})).toMatchObject({ ok: true });
  after.socket.close();
});

it('the bridge gives a page whose process crashed a new window while the grace of the lost one runs', async () => {
  const entry = await signIn(harness);
  const before = await openBridge(harness, entry, 'page-before');
  before.socket.terminate();
  await before.closed;
  await vi.waitFor(async () => {
    const after = await openBridge(harness, entry, 'page-after-crash');
    expect(await Promise.race([after.ask('app.info', {}), after.closed])).toMatchObject({ ok: true });
    after.socket.close();
  }, PATIENT);
});

it('the bridge closes its port and its sockets when it is disposed', async () => {
  const entry = await signIn(harness);
  const open = await openBridge(harness, entry);
  await harness.host.dispose();
  expect(await open.closed).toBe(1006);
  await expect(get(harness.origin, '/')).rejects.toThrow('ECONNREFUSED');
});

it('the bridge leaves no timer behind when it is disposed with a window connected, so that the process ends at once', async () => {
  const open = await openBridge(harness, await signIn(harness));
  await open.ask('app.info', {});
  const setTimeoutSpy = vi.spyOn(globalThis, 'setTimeout');
  try {
    await harness.host.dispose();
    await open.closed;
    await new Promise((resolve) => setImmediate(resolve));
    const timers = setTimeoutSpy.mock.results.map(({ value }) => value as NodeJS.Timeout);
    expect(timers.filter((timer) => timer.hasRef()).length).toBe(0);
  } finally {
    setTimeoutSpy.mockRestore();
  }
});
