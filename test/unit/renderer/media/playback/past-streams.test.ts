/** The change of a recording to another stream, or to key frames only. The test drives the engines. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type { PastPlayer } from '../../../../../renderer/media/playback/past-player.ts';
import { FROM, HOUR, LOST, openPlayerBench, ticketOf, type PlayerBench } from './player-bench.ts';
import type { ScriptedEngine } from './scripted-engine.ts';

const RANGE = { fromMs: FROM, toMs: FROM + 24 * HOUR };
const NO_RIGHT: WireError = { ...LOST, code: 'recording.no-right', retryable: false, action: 'none' };

let bench: PlayerBench;
let player: PastPlayer;

beforeEach(() => {
  vi.useFakeTimers({ now: FROM + 100 * 24 * HOUR });
  bench = openPlayerBench(() => RANGE);
  ({ player } = bench);
});

afterEach(() => {
  player.dispose();
  vi.useRealTimers();
});

/** Plays the main stream at a moment; the cloud offers the choice. */
async function playing(): Promise<ScriptedEngine> {
  await bench.answer(ticketOf('p1', FROM, { profile: 'main' }));
  player.play();
  bench.engine().atMs = FROM + 1.25 * HOUR;
  player.tick(Date.now());
  return bench.engine();
}

// @promise relief.same-moment: A camera that gets another stream continues from the same moment, without a pause in its
// pictures.
it('another stream starts at the shown moment, and the earlier stream plays until the other is open', async () => {
  const first = await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  player.tick(Date.now());
  expect(bench.questions).toHaveLength(1);
  expect([first.isDisposed, bench.closed, player.state]).toEqual([false, [], { phase: 'playing' }]);
  first.atMs = FROM + 1.26 * HOUR;
  player.tick(Date.now());
  expect(await bench.answer(ticketOf('p2', FROM, { profile: 'sub' }))).toMatchObject({ opening: { profile: 'sub' } });
  expect([first.isDisposed, bench.closed]).toEqual([true, ['p1']]);
  expect(bench.engine()).toMatchObject({ request: { atMs: FROM + 1.26 * HOUR }, state: { phase: 'playing' } });
  expect(bench.playbacks).toEqual(['p1', null, 'p2']);
  player.tick(Date.now() + HOUR);
  expect(bench.questions).toEqual([]);
});

it('a refusal leaves the playing stream, and the other stream can be requested again', async () => {
  const first = await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  await bench.answer(LOST);
  player.tick(Date.now());
  expect([bench.questions, first.isDisposed, player.stream.hasSub]).toEqual([[], false, true]);
  player.tick(Date.now() + 10_000);
  await bench.answer(ticketOf('p2', FROM, { profile: 'sub' }));
  expect(first.isDisposed).toBe(true);
});

it.each([
  ['refuses', { ...NO_RIGHT, code: 'recording.none' } as const],
  ['gives the main stream for', ticketOf('p2', FROM, { profile: 'main' })],
])('a sub stream that the cloud %s is not asked for again', async (_, given) => {
  await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  await bench.answer(given);
  expect(player.stream.hasSub).toBe(false);
  player.tick(Date.now() + HOUR);
  expect(bench.questions).toEqual([]);
});

it('another stream is not asked for where the cloud offers no choice', async () => {
  await bench.answer(ticketOf('p1'));
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  expect([bench.questions, player.stream.hasSub]).toEqual([[], false]);
});

it('a stream that was asked for before the operator went elsewhere is given back, and asked for at the new moment', async () => {
  const first = await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  first.outcome = 'outside';
  player.seek(FROM + 10 * HOUR);
  await bench.answer(ticketOf('p2', FROM, { profile: 'sub' }));
  expect(bench.closed).toEqual(['p2']);
  await bench.answer(ticketOf('p1', FROM + 10 * HOUR, { profile: 'main' }));
  player.tick(Date.now());
  expect(await bench.answer(ticketOf('p3', FROM + 10 * HOUR, { profile: 'sub' }))).toMatchObject({
    opening: { profile: 'sub', atMs: FROM + 10 * HOUR },
  });
  expect(bench.closed).toEqual(['p2', 'p1']);
});

it('a recording that is opened anew is opened in the stream that is wanted then', async () => {
  player.stream.wanted = 'sub';
  await bench.answer(LOST);
  player.retryNow();
  expect(await bench.answer(ticketOf('p2', FROM, { profile: 'sub' }))).toMatchObject({ opening: { profile: 'sub' } });
  player.tick(Date.now());
  expect(bench.questions).toEqual([]);
});

it('key frames can replace all pictures at every speed, until a recording has none', async () => {
  await playing();
  expect(player.playsByKeys(1)).toBe(false);
  player.stream.isKeysOnly = true;
  expect([player.playsByKeys(1), player.playsByKeys(1 / 8), player.playsByKeys(4)]).toEqual([true, true, true]);
  player.stream.learnKeys('loading');
  expect(player.playsByKeys(1)).toBe(true);
  player.stream.learnKeys('unsupported');
  expect([player.playsByKeys(1), player.playsByKeys(16), player.stream.hasKeys]).toEqual([false, true, false]);
});
