/** When a player of recordings tries again: the waits of the page, without a player. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { PLAYED_MS } from '../../../../../preload/domain/recording/playback-retry.ts';
import { Losses } from '../../../../../renderer/media/playback/losses.ts';

const FROM = Date.UTC(2026, 2, 1);
const LOST: WireError = { code: 'media.upstream-closed', params: {}, retryable: true, action: 'retry', vendor: null };
const OFF_LINE: WireError = { ...LOST, code: 'device.offline', retryable: false };
const NO_RIGHT: WireError = { ...LOST, code: 'recording.no-right', retryable: false };

let random: number;
let losses: Losses;

beforeEach(() => {
  vi.useFakeTimers({ now: FROM });
  random = 0.5;
  losses = new Losses(() => random);
});

afterEach(() => {
  vi.useRealTimers();
});

function waitAfter(error: WireError): number | null {
  const next = losses.next(error);
  return next.phase === 'reconnecting' ? next.nextAtMs - Date.now() : null;
}

it('a recording that stays lost is tried later and later, and without end', () => {
  const waits = Array.from({ length: 8 }, () => waitAfter(LOST));
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 12_000, 12_000, 12_000]);
});

it('recordings that were lost together are not tried together', () => {
  random = 0;
  expect(waitAfter(LOST)).toBe(450);
  random = 1;
  expect(waitAfter(LOST)).toBe(1_100);
});

it('a device that is off line is asked every half minute', () => {
  expect([waitAfter(OFF_LINE), waitAfter(OFF_LINE), waitAfter(OFF_LINE)]).toEqual([30_000, 30_000, 30_000]);
});

it('a refusal that time does not cure is not tried again', () => {
  expect(losses.next(NO_RIGHT)).toEqual({ phase: 'failed', error: NO_RIGHT });
});

it('a recording is tried six times after a loss that time rarely cures', () => {
  const phases = Array.from({ length: 8 }, () => losses.nextOfPlayed(NO_RIGHT).phase);
  expect(phases.filter((phase) => phase === 'reconnecting')).toHaveLength(6);
});

it('a recording that stayed lost for long and then breaks down has all tries of damage left', () => {
  for (let tries = 0; tries < 9; tries += 1) waitAfter(LOST);
  expect(losses.nextOfPlayed(NO_RIGHT)).toMatchObject({ phase: 'reconnecting', attempt: 1 });
  expect(losses.nextOfPlayed(LOST)).toMatchObject({ phase: 'reconnecting', attempt: 10 });
});

it('a device that ends its stream early and brings nothing new is tried six times, then its loss is reported', () => {
  const phases = Array.from({ length: 7 }, (_, i) => losses.nextOfLost(LOST, FROM + i * 100).phase);
  expect(phases).toEqual([...Array<string>(6).fill('reconnecting'), 'failed']);
});

it('a device that ends its stream early again and again is tried without end while new footage comes', () => {
  const waits = Array.from({ length: 20 }, (_, i) => {
    const next = losses.nextOfLost(LOST, FROM + i * 1_000);
    return next.phase === 'reconnecting' ? next.nextAtMs - Date.now() : null;
  });
  expect(new Set(waits)).toEqual(new Set([500]));
});

it('a device whose connection breaks, and a recording of the cloud, are tried without end', () => {
  const broken: WireError = { ...LOST, code: 'network.reset' };
  for (let tries = 0; tries < 20; tries += 1) {
    expect(losses.nextOfLost(broken, FROM).phase).toBe('reconnecting');
    expect(losses.nextOfLost(LOST, null).phase).toBe('reconnecting');
  }
});

it('the waits begin anew when the recording has played for a while, and not before', () => {
  waitAfter(LOST);
  const triedAtMs = Date.now() + (waitAfter(LOST) ?? 0);
  losses.onPicture(triedAtMs + PLAYED_MS - 1);
  expect(waitAfter(LOST)).toBe(2_000);
  losses.onPicture(Date.now() + 2_000 + PLAYED_MS);
  expect(waitAfter(LOST)).toBe(500);
});

it('the waits begin anew when the operator tries again', () => {
  waitAfter(LOST);
  waitAfter(LOST);
  losses.reset();
  expect(waitAfter(LOST)).toBe(500);
});

it('a failure that comes back at once waits longer, and each fourth try is one for a new address', () => {
  const engine = { loss: LOST, state: { phase: 'loading' } } as const;
  const done: (string | null)[] = [];
  const waits: number[] = [];
  for (let tries = 0; tries < 4; tries += 1) {
    expect(losses.due(Date.now(), engine, false)).toBeNull();
    const waitMs = (losses.behind?.wait?.nextAtMs ?? 0) - Date.now();
    waits.push(waitMs);
    vi.setSystemTime(Date.now() + waitMs);
    done.push(losses.due(Date.now(), engine, false));
  }
  expect(waits).toEqual([500, 1_000, 2_000, 4_000]);
  expect(done).toEqual(['load', 'load', 'load', 'open']);
});
