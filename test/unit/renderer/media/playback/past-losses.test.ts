/** A player of recordings that loses its stream: its picture meanwhile, and the times of its retries. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type { PastPlayer } from '../../../../../renderer/media/playback/past-player.ts';
import { FROM, HOUR, LOST, openPlayerBench, ticketOf, type PlayerBench } from './player-bench.ts';

const DAMAGED: WireError = { ...LOST, code: 'media.bad-stream', retryable: false, action: 'none' };

let bench: PlayerBench;
let player: PastPlayer;

beforeEach(() => {
  vi.useFakeTimers({ now: FROM + 100 * 24 * HOUR });
  bench = openPlayerBench(() => ({ fromMs: FROM, toMs: FROM + 24 * HOUR }));
  ({ player } = bench);
});

afterEach(() => {
  player.dispose();
  vi.useRealTimers();
});

// @promise playback.buffer-plays-out: What was loaded before a loss plays to its end, and behind it the page tries again.
it('a recording that main reports as lost plays its buffer, and is opened again behind it, later and later', async () => {
  const first = await bench.opened();
  player.play();
  first.atMs = FROM + 1.25 * HOUR;
  player.tick(Date.now());
  player.onChanged({ phase: 'lost', atMs: FROM + 1.25 * HOUR + 15_000, error: LOST });
  const waits: number[] = [];
  for (let loss = 0; loss < 3; loss += 1) {
    const beganMs = Date.now();
    while (bench.questions.length === 0) {
      vi.setSystemTime(Date.now() + 250);
      player.tick(Date.now());
      expect(player.state).toEqual({ phase: 'playing' });
    }
    waits.push(Date.now() - beganMs);
    first.atMs += 1_000;
    player.tick(Date.now());
    expect((await bench.answer(LOST)).kind).toBe('resume');
  }
  expect(waits).toEqual([500, 1_000, 2_000]);
  first.state = { phase: 'loading' };
  expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: 4, error: LOST });
  vi.setSystemTime(Date.now() + 4_000);
  player.tick(Date.now());
  expect(await bench.answer(ticketOf('p1', FROM + HOUR))).toMatchObject({ atMs: FROM + 1.25 * HOUR + 3_000 });
  expect(first.isDisposed).toBe(true);
  expect(bench.engine().request.atMs).toBe(FROM + 1.25 * HOUR + 3_000);
  expect(player.state).toEqual({ phase: 'playing' });
});

it('a buffer that runs out while main opens the recording again costs no second request', async () => {
  const first = await bench.opened();
  first.state = { phase: 'playing' };
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  vi.setSystemTime(Date.now() + 500);
  player.tick(Date.now());
  first.state = { phase: 'failed', error: LOST, isLost: true, againAtMs: null };
  player.tick(Date.now());
  expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: 1 });
  vi.setSystemTime(Date.now() + HOUR);
  player.tick(Date.now());
  expect(bench.questions).toHaveLength(1);
  await bench.answer(ticketOf('p1', FROM + HOUR));
  expect(bench.engines).toHaveLength(2);
});

it('a recording that damage interrupts repeatedly is opened a few times, then waits for the operator', async () => {
  await bench.opened();
  for (let loss = 1; loss <= 6; loss += 1) {
    player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: DAMAGED });
    vi.setSystemTime(Date.now() + 12_000);
    player.tick(Date.now());
    await bench.answer(ticketOf('p1', FROM));
  }
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: DAMAGED });
  expect(player.state).toEqual({ phase: 'failed', error: DAMAGED });
});

// @promise playback.device-resumes
it('the stream of a device that is lost is played to its last picture, and opened again at the moment behind it', async () => {
  await bench.answer(ticketOf('p1', FROM, { transport: 'flv', control: { speeds: [1] } }));
  const first = bench.engine();
  player.play();
  first.atMs = FROM + HOUR + 40_000;
  player.tick(Date.now());
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR + 60_000, error: LOST });
  vi.setSystemTime(Date.now() + 15_000);
  player.tick(Date.now());
  expect(player.state).toEqual({ phase: 'playing' });
  expect(bench.questions).toEqual([]);
  first.atMs = FROM + HOUR + 59_900;
  player.tick(Date.now());
  first.state = { phase: 'ended' };
  expect(player.phase).toBe('loading');
  player.tick(Date.now());
  expect(await bench.answer(ticketOf('p1', FROM + HOUR))).toMatchObject({ kind: 'resume', atMs: FROM + HOUR + 60_000 });
  expect(bench.engine().request.atMs).toBe(FROM + HOUR + 60_000);
});

it('a device that is lost is opened again at once where the operator seeks', async () => {
  await bench.answer(ticketOf('p1', FROM, { transport: 'flv', control: { speeds: [1] } }));
  player.play();
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR + 60_000, error: LOST });
  player.seek(FROM + 2 * HOUR);
  expect(await bench.answer(ticketOf('p1', FROM + 2 * HOUR))).toMatchObject({ kind: 'resume', atMs: FROM + 2 * HOUR });
});

it('the address of a recording that main reports as lost is not loaded from while the buffer plays', async () => {
  const first = await bench.opened();
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  expect([first.isDisposed, first.isResting]).toEqual([false, true]);
});

it('an order to a device that fails after its loss does not end the tries', async () => {
  await bench.answer(ticketOf('p1', FROM, { transport: 'flv', control: { speeds: [1] } }));
  const first = bench.engine();
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  first.state = {
    phase: 'failed',
    error: { ...DAMAGED, code: 'recording.not-steered' },
    isLost: false,
    againAtMs: null,
  };
  player.tick(Date.now());
  expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: 1 });
  vi.setSystemTime(Date.now() + 500);
  player.tick(Date.now());
  expect((await bench.answer(ticketOf('p1', FROM + HOUR))).kind).toBe('resume');
});

it('a moment that is sought while main opens a lost recording again shows with the answer', async () => {
  const first = await bench.opened();
  player.play();
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  vi.setSystemTime(Date.now() + 500);
  player.tick(Date.now());
  player.seek(FROM + 1.5 * HOUR);
  expect([first.atMs, first.isDisposed, player.state]).toEqual([null, true, { phase: 'opening' }]);
  player.tick(Date.now());
  expect(bench.questions).toHaveLength(1);
  await bench.answer(ticketOf('p1', FROM));
  expect(bench.engine().request.atMs).toBe(FROM + 1.5 * HOUR);
});

it('a stream that was requested before a loss does not replace the reopened stream', async () => {
  await bench.answer(ticketOf('p1', FROM, { profile: 'main' }));
  player.play();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  expect(bench.questions.map(({ kind }) => kind)).toEqual(['open']);
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  vi.setSystemTime(Date.now() + 500);
  player.tick(Date.now());
  await bench.answer(ticketOf('p2', FROM, { profile: 'sub' }));
  expect([bench.engines.length, bench.closed]).toEqual([1, ['p2']]);
  await bench.answer(ticketOf('p1', FROM, { profile: 'main' }));
  expect([bench.engines.length, player.state]).toEqual([2, { phase: 'playing' }]);
});

it('a segment that cannot be had is asked for again while the buffer plays, later and later, without a new address', async () => {
  const first = await bench.opened();
  player.play();
  const waits: number[] = [];
  for (let loss = 1; loss <= 3; loss += 1) {
    first.loss = LOST;
    const beganMs = Date.now();
    while (first.loads < loss) {
      player.tick(Date.now());
      vi.setSystemTime(Date.now() + 250);
    }
    waits.push(Date.now() - 250 - beganMs);
    player.tick(Date.now());
  }
  expect(waits).toEqual([500, 1_000, 2_000]);
  expect(bench.questions).toEqual([]);
});

it('a segment that still cannot be had is asked for under a new address each fourth time, once the buffer is out too', async () => {
  const first = await bench.opened();
  for (let loss = 1; loss <= 3; loss += 1) {
    first.loss = LOST;
    player.tick(Date.now());
    expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: loss });
    vi.setSystemTime(Date.now() + 2_000);
    player.tick(Date.now());
  }
  expect([first.loads, bench.questions.length]).toEqual([3, 0]);
  first.loss = LOST;
  player.tick(Date.now());
  vi.setSystemTime(Date.now() + 4_000);
  player.tick(Date.now());
  expect(await bench.answer(ticketOf('p1', FROM))).toMatchObject({ kind: 'resume', atMs: FROM + HOUR });
  expect([bench.engines.length, first.loads]).toEqual([2, 3]);
});

const FLV = { transport: 'flv', control: { speeds: [1] } } as const;

it('a device that ends its stream early again and again without footage is not opened without end', async () => {
  await bench.answer(ticketOf('p1', FROM, FLV));
  player.play();
  for (let loss = 1; loss <= 6; loss += 1) {
    player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
    bench.engine().state = { phase: 'ended' };
    expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: loss });
    vi.setSystemTime(Date.now() + 12_000);
    player.tick(Date.now());
    await bench.answer(ticketOf('p1', FROM + HOUR, FLV));
  }
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  expect(player.state).toEqual({ phase: 'failed', error: LOST });
  vi.setSystemTime(Date.now() + HOUR);
  player.tick(Date.now());
  expect(bench.questions).toEqual([]);
});

it('a device whose stream ends in the player before main reports the loss is not opened without end either', async () => {
  await bench.answer(ticketOf('p1', FROM, FLV));
  player.play();
  for (let loss = 1; loss <= 6; loss += 1) {
    bench.engine().state = { phase: 'failed', error: LOST, isLost: true, againAtMs: null };
    player.tick(Date.now());
    player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
    expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: loss });
    vi.setSystemTime(Date.now() + 12_000);
    player.tick(Date.now());
    await bench.answer(ticketOf('p1', FROM + HOUR, FLV));
  }
  bench.engine().state = { phase: 'failed', error: LOST, isLost: true, againAtMs: null };
  player.tick(Date.now());
  expect(player.state).toEqual({ phase: 'failed', error: LOST });
});

it('a device whose stream ends in the player early is opened again without end while new footage comes', async () => {
  await bench.answer(ticketOf('p1', FROM, FLV));
  player.play();
  for (let loss = 1; loss <= 9; loss += 1) {
    bench.engine().atMs = FROM + HOUR + loss * 2_000;
    bench.engine().state = { phase: 'failed', error: LOST, isLost: true, againAtMs: null };
    player.tick(Date.now());
    expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: 1 });
    vi.setSystemTime(Date.now() + 12_000);
    player.tick(Date.now());
    await bench.answer(ticketOf('p1', FROM + HOUR, FLV));
  }
});

it('a seek while a device is being opened shows the newest requested moment', async () => {
  await bench.answer(ticketOf('p1', FROM, FLV));
  player.play();
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  player.seek(FROM + 2 * HOUR);
  player.seek(FROM + 2.5 * HOUR);
  expect(await bench.answer(ticketOf('p1', FROM + 2 * HOUR, FLV))).toMatchObject({ atMs: FROM + 2 * HOUR });
  expect(bench.engines).toHaveLength(1);
  expect(await bench.answer(ticketOf('p1', FROM + 2.5 * HOUR, FLV))).toMatchObject({
    kind: 'resume',
    atMs: FROM + 2.5 * HOUR,
  });
  expect(bench.engines).toHaveLength(2);
  expect(bench.engine().request).toMatchObject({
    atMs: FROM + 2.5 * HOUR,
    ticket: { range: { fromMs: FROM + 2.5 * HOUR } },
  });
});

it('a device that was opened for an earlier seek is released when a later seek leaves its range', async () => {
  await bench.answer(ticketOf('p1', FROM, FLV));
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  player.seek(FROM + 2 * HOUR);
  const older = bench.questions[0];
  player.seek(FROM - HOUR);
  expect(bench.closed).toEqual(['p1']);
  older?.resolve({ ok: true, value: ticketOf('p1', FROM + 2 * HOUR, FLV) });
  await Promise.resolve();
  expect([bench.engines.length, bench.closed]).toEqual([1, ['p1', 'p1']]);
});

it('a player before a gap shows that it waits, and stops no other camera', async () => {
  const first = await bench.opened();
  player.play();
  first.state = { phase: 'gap', untilMs: FROM + 2 * HOUR };
  expect([player.state.phase, player.phase]).toEqual(['gap', 'gap']);
  player.onChanged({ phase: 'reconnecting', attempt: 2, nextAtMs: FROM, error: LOST });
  expect([player.state.phase, player.phase]).toEqual(['reconnecting', 'gap']);
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: 1, error: LOST });
  expect(player.phase).toBe('gap');
});

// @promise playback.device-resumes
it('the next stretch of a device follows its predecessor at once, and nothing is called lost', async () => {
  await bench.answer(ticketOf('p1', FROM, FLV));
  const first = bench.engine();
  player.play();
  first.atMs = FROM + 2 * HOUR - 20_000;
  player.tick(Date.now());
  player.onChanged({ phase: 'stretch-ended', atMs: FROM + 2 * HOUR });
  player.tick(Date.now());
  expect([player.state, bench.questions.length]).toEqual([{ phase: 'playing' }, 0]);
  first.atMs = FROM + 2 * HOUR - 100;
  player.tick(Date.now());
  first.state = { phase: 'ended' };
  expect(player.state).toEqual({ phase: 'loading' });
  player.tick(Date.now());
  expect(player.state).toEqual({ phase: 'loading' });
  expect(await bench.answer(ticketOf('p1', FROM + 2 * HOUR, FLV))).toMatchObject({
    kind: 'resume',
    atMs: FROM + 2 * HOUR,
  });
  expect(bench.engine().request.atMs).toBe(FROM + 2 * HOUR);
});

it('a stretch of a device that cannot be opened yet is tried later and later, as every recording', async () => {
  await bench.answer(ticketOf('p1', FROM, FLV));
  player.onChanged({ phase: 'stretch-ended', atMs: FROM + 2 * HOUR });
  bench.engine().state = { phase: 'ended' };
  player.tick(Date.now());
  await bench.answer(LOST);
  expect(player.state).toMatchObject({ phase: 'reconnecting', attempt: 1, error: LOST });
  vi.setSystemTime(Date.now() + 500);
  player.tick(Date.now());
  expect(bench.questions).toHaveLength(1);
});

it('a paused player requests no lost piece, and requests it when it plays', async () => {
  const first = await bench.opened();
  player.pause();
  first.loss = LOST;
  for (let tick = 0; tick < 40; tick += 1) {
    vi.setSystemTime(Date.now() + 1_000);
    player.tick(Date.now());
  }
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  vi.setSystemTime(Date.now() + HOUR);
  player.tick(Date.now());
  expect([first.loads, bench.questions.length, player.state]).toEqual([0, 0, { phase: 'paused' }]);
  player.play();
  player.tick(Date.now());
  expect(bench.questions.map(({ kind }) => kind)).toEqual(['resume']);
});

it('a recording that is lost while key pictures show is opened again, though its video stands still', async () => {
  await bench.opened();
  player.showKey(FROM + HOUR, 8);
  player.onChanged({ phase: 'lost', atMs: FROM + HOUR, error: LOST });
  vi.setSystemTime(Date.now() + 500);
  player.tick(Date.now());
  expect(bench.questions.map(({ kind }) => kind)).toEqual(['resume']);
});
