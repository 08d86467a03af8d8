// @vitest-environment jsdom
/**
 * Events that reach the page's pool: each that may have restored a stream lets the pool retry all waiting streams at
 * once.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import { followLive, livePool } from '../../../../../renderer/media/pool/live-pool.ts';
import { slotOf } from '../../../../../renderer/media/slot-key.ts';
import { followWindowSight } from '../../../../../renderer/page/sight.ts';

// jsdom plays nothing.
vi.mock('mpegts.js', () => {
  const idle = { on: () => {}, attachMediaElement: () => {}, load: () => {}, destroy: () => {} };
  return { default: { LoggingControl: {}, Events: {}, createPlayer: () => idle } };
});

const channelId = 'acc:d/gate' as ChannelId;
const extent = { widthPx: 640, heightPx: 360, isMaximised: false };
const refused = { code: 'network.reset', params: {}, retryable: true, action: 'retry', vendor: null };

let opened: number;
let answer: () => Promise<unknown>;
let stops: readonly (() => void)[];
const listeners = new Map<string, (payload: unknown) => void>();
const tell = (name: string, payload: unknown = {}): void => listeners.get(name)?.(payload);

beforeEach(() => {
  vi.useFakeTimers();
  opened = 0;
  answer = () => Promise.resolve({ ok: false, error: refused });
  vi.stubGlobal('lanner', {
    request: {
      'live.open': () => {
        opened += 1;
        return answer();
      },
    },
    on: (name: string, listener: (payload: unknown) => void) => {
      listeners.set(name, listener);
      return () => listeners.delete(name);
    },
    onConnection: (listener: (payload: unknown) => void) => {
      listeners.set('connection', listener);
      return () => listeners.delete('connection');
    },
  });
  stops = [followLive(), followWindowSight()];
});
afterEach(() => {
  for (const stop of stops) stop();
  livePool.dispose();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

// @promise failures.network-change
it.each([
  ['the network is back', () => window.dispatchEvent(new Event('online'))],
  ['the computer woke, or is on another network', () => tell('system.resumed', { atMs: 1 })],
  ['the account answers again', () => tell('live.account-restored', { accountId: 'acc' })],
  ['main is there again', () => [false, true].forEach((isConnected) => tell('connection', isConnected))],
] as const)('a waiting stream is tried at once when %s', async (_, happens) => {
  livePool.acquire(slotOf(channelId, 0), { channelId, hasSubStream: true, extent });
  await vi.advanceTimersByTimeAsync(0);
  expect(opened).toBe(1);
  happens();
  expect(opened).toBe(2);
});

it('a waiting stream of another account is not tried', async () => {
  livePool.acquire(slotOf(channelId, 0), { channelId, hasSubStream: true, extent });
  await vi.advanceTimersByTimeAsync(0);
  tell('live.account-restored', { accountId: 'other' });
  expect(opened).toBe(1);
});

it('a minimised window closes its streams within two seconds, and opens them when it is seen', async () => {
  answer = () => new Promise(() => undefined);
  livePool.acquire(slotOf(channelId, 0), { channelId, hasSubStream: true, extent });
  tell('window.sight-changed', { isSeen: false });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(livePool.snapshot(slotOf(channelId, 0))?.state.phase).toBe('parked');
  tell('window.sight-changed', { isSeen: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(opened).toBe(2);
});
