// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { FlvPastEngine } from '../../../../../../renderer/media/playback/engines/flv-past.ts';

const HOUR_MS = 3_600_000;
const MIDNIGHT_MS = Date.UTC(2026, 10, 27);
const TEN_MS = MIDNIGHT_MS - 2 * HOUR_MS;

beforeEach(() => {
  // jsdom plays nothing.
  vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(() => undefined);
  vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => undefined);
});

/** A device whose cloud has nothing before midnight. */
function lateEngine(atMs: number): FlvPastEngine {
  const range = { fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + 2 * HOUR_MS };
  const ticket = { transport: 'flv', url: 'http://x.localhost/recording', range, control: null } as const;
  const steer = (): Promise<never> => Promise.reject(new Error('nothing is ordered'));
  return new FlvPastEngine({ video: document.createElement('video'), ticket, atMs, steer });
}

it('a device whose footage begins later shows none before, names its begin, and is not opened again for the time between', () => {
  const engine = lateEngine(TEN_MS);
  expect(engine.state).toEqual({ phase: 'gap', untilMs: MIDNIGHT_MS });
  expect(engine.atMs).toBeNull();
  expect(engine.footageAt(TEN_MS + HOUR_MS)).toEqual({ kind: 'none', untilMs: MIDNIGHT_MS });
  expect(engine.seek(TEN_MS + HOUR_MS)).toBe('gap');
  expect(engine.seek(MIDNIGHT_MS)).toBe('done');
  expect(engine.state).toEqual({ phase: 'loading' });
  // Nobody asked for the time before.
  expect(engine.seek(TEN_MS - HOUR_MS)).toBe('outside');
  engine.dispose();
});

it('a device whose footage begins at the moment loads it at once', () => {
  const engine = lateEngine(MIDNIGHT_MS);
  expect(engine.state).toEqual({ phase: 'loading' });
  expect(engine.footageAt(MIDNIGHT_MS)).toEqual({ kind: 'unknown' });
  engine.dispose();
});
