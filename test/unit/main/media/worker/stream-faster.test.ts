/**
 * A camera whose first transport was lost and works again. The stream, its waits and the choice of transports are the real
 * ones; time is simulated.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import type { OpenPull } from '../../../../../main/media/worker/open-pull.ts';
import { SharedStream } from '../../../../../main/media/worker/shared-stream.ts';
import type { StreamHost } from '../../../../../main/media/worker/stream-host.ts';
import { flvCamera } from '../flv-camera.ts';
import { twoTransports, type Transport } from './two-transports.ts';

const STEP_MS = 250;
const MINUTE_MS = 60_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Over RTMP pictures always come; over FLV they come while `isFlvWell`, and else the server closes the connection. */
class World {
  isFlvWell = true;
  readonly phases: string[] = [];
  /** The transports of the connections that deliver pictures to viewers. */
  readonly open = new Set<Transport>();
  trials = 0;
  readonly stream: SharedStream;

  constructor() {
    const host = twoTransports((_key, { phase }) => void this.phases.push(phase));
    const counting: StreamHost = {
      ...host,
      resolve: (key, attempt, signal) => {
        if (attempt.aim === 'try-faster') this.trials += 1;
        return host.resolve(key, attempt, signal);
      },
    };
    this.stream = new SharedStream('camera|sub', 'flv', counting, this.#connect);
  }

  async advance(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await vi.advanceTimersByTimeAsync(STEP_MS);
      this.stream.tick(Date.now());
    }
  }

  readonly #connect: OpenPull = ({ transport }, { fanout }, { onLost }) => {
    const isWatched = fanout === this.stream.fanout;
    const send = flvCamera(fanout, STEP_MS);
    const openedAtMs = Date.now();
    let isOver = false;
    const end = (error?: AppError): void => {
      if (isOver) return;
      isOver = true;
      if (isWatched) this.open.delete(transport);
      clearInterval(timer);
      if (error) onLost(error);
    };
    if (isWatched) this.open.add(transport);
    const timer = setInterval(() => {
      if (transport === 'rtmp' || this.isFlvWell) return send();
      end(new AppError('media.upstream-closed', 'closed', { retryable: true }));
    }, STEP_MS);
    return { openedAtMs, fail: end, close: () => end() };
  };
}

/** A world that plays over the slower transport because the faster one was lost. */
async function onSlower(): Promise<World> {
  const world = new World();
  world.stream.start(null, Date.now());
  world.stream.hold();
  world.isFlvWell = false;
  for (let i = 0; i < 240 && !world.open.has('rtmp'); i++) await world.advance(STEP_MS);
  await world.advance(STEP_MS);
  expect([...world.open]).toEqual(['rtmp']);
  return world;
}

// @promise failures.slow-transport
it('a stream changes to the faster transport within a minute or so after that works again', async () => {
  const world = await onSlower();
  world.isFlvWell = true;
  await world.advance(MINUTE_MS + 2_000);
  expect([...world.open]).toEqual(['http-flv']);
  await world.advance(10 * MINUTE_MS);
  expect([world.trials, [...world.open]]).toEqual([1, ['http-flv']]);
  world.stream.dispose();
  expect([...world.open]).toEqual([]);
});

// @promise failures.slow-transport
it('a stream plays on without an interruption while the faster transport is tried in vain, more and more seldom', async () => {
  const world = await onSlower();
  const before = world.phases.length;
  await world.advance(30 * MINUTE_MS);
  expect([...world.open]).toEqual(['rtmp']);
  expect(world.phases.slice(before)).toEqual([]);
  // After 1, 3, 7 and 15 minutes.
  expect(world.trials).toBe(4);
  world.stream.dispose();
});

it('a stream whose faster transport is lost again after the change comes back over the slower one', async () => {
  const world = await onSlower();
  world.isFlvWell = true;
  await world.advance(MINUTE_MS + 2_000);
  world.isFlvWell = false;
  for (let i = 0; i < 240 && !world.open.has('rtmp'); i++) await world.advance(STEP_MS);
  await world.advance(MINUTE_MS);
  expect([world.phases.at(-1), [...world.open]]).toEqual(['flowing', ['rtmp']]);
  world.stream.dispose();
});
