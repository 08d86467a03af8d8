/** A player of recordings: its requests to main, and its recovery from losses. The test drives the engines. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { asPlaybackId } from '../../../../../preload/domain/ids.ts';
import { FOOTAGE, UNKNOWN } from '../../../../../renderer/media/playback/clock/clocked-player.ts';
import type { PastPlayer } from '../../../../../renderer/media/playback/past-player.ts';
import { FROM, HOUR, LOST, openPlayerBench, ticketOf, type PlayerBench } from './player-bench.ts';

const RANGE = { fromMs: FROM, toMs: FROM + 24 * HOUR };
const NEXT_RANGE = { fromMs: RANGE.toMs, toMs: RANGE.toMs + 24 * HOUR };
const NO_RIGHT: WireError = { ...LOST, code: 'recording.no-right', retryable: false, action: 'none' };

let bench: PlayerBench;
let player: PastPlayer;

beforeEach(() => {
  vi.useFakeTimers({ now: FROM + 100 * 24 * HOUR });
  bench = openPlayerBench((atMs) => (atMs < RANGE.toMs ? RANGE : NEXT_RANGE));
  ({ player } = bench);
});

afterEach(() => {
  player.dispose();
  vi.useRealTimers();
});

describe('opening and seeking', () => {
  it('a recording opens at the requested moment, and the engine gets the orders given meanwhile', async () => {
    expect(player.state).toEqual({ phase: 'opening' });
    player.setRate(2);
    player.play();
    const { request, rate } = await bench.opened();
    expect(request).toMatchObject({ atMs: FROM + HOUR, ticket: { url: ticketOf('p1').url } });
    expect(rate).toBe(2);
    expect(player.state).toEqual({ phase: 'playing' });
    expect(player.stamps).toBe('cloud');
    expect(bench.playbacks).toEqual(['p1']);
  });

  it('a seek inside the open address sends nothing to main, and a seek outside opens the recording there', async () => {
    const first = await bench.opened();
    player.seek(FROM + 1.5 * HOUR);
    expect(bench.questions).toEqual([]);
    first.outcome = 'outside';
    player.seek(FROM + 10 * HOUR);
    expect(first.isDisposed).toBe(true);
    expect(player.phase).toBe('loading');
    expect(await bench.answer(ticketOf('p1', FROM + 10 * HOUR))).toMatchObject({
      kind: 'resume',
      atMs: FROM + 10 * HOUR,
    });
    expect(bench.engine().request.atMs).toBe(FROM + 10 * HOUR);
    expect(bench.closed).toEqual([]);
  });

  // @promise playback.one-request: A moment outside of what the address plays is opened by one request, however many
  // seeks there were.
  it('several seeks while main is asked cost one more request, at the last moment', async () => {
    (await bench.opened()).outcome = 'outside';
    for (const hour of [10, 12, 14, 20]) player.seek(FROM + hour * HOUR);
    expect(bench.questions).toHaveLength(1);
    await bench.answer(ticketOf('p1', FROM + 10 * HOUR));
    expect(await bench.answer(ticketOf('p1', FROM + 20 * HOUR))).toMatchObject({
      kind: 'resume',
      atMs: FROM + 20 * HOUR,
    });
    expect(bench.questions).toEqual([]);
    expect(bench.engines).toHaveLength(2);
    expect(bench.engine().request.atMs).toBe(FROM + 20 * HOUR);
  });

  // @promise playback.opened-anew: A moment that is not in what was opened is opened anew, and after a refusal the next
  // moment is tried.
  it('a moment outside of the range that was opened is opened anew, and the recording before is closed', async () => {
    const first = await bench.opened();
    player.seek(RANGE.toMs + HOUR);
    expect(first.isDisposed).toBe(true);
    expect(bench.closed).toEqual(['p1']);
    const atMs = RANGE.toMs + HOUR;
    const { kind } = await bench.answer(ticketOf('p2', RANGE.toMs));
    expect(kind).toBe('open');
    expect(bench.engine().request.atMs).toBe(atMs);
    expect(bench.playbacks).toEqual(['p1', null, 'p2']);
  });

  it('the answer of the open recording for a moment counts more than the list of recordings', async () => {
    expect(player.footageAt(FROM + HOUR)).toEqual(FOOTAGE);
    const { known } = await bench.opened();
    expect(known).toEqual(UNKNOWN);
    expect(player.footageAt(FROM + HOUR)).toEqual(FOOTAGE);
    bench.engine().known = { kind: 'none', untilMs: FROM + 2 * HOUR };
    expect(player.footageAt(FROM + HOUR)).toEqual({ kind: 'none', untilMs: FROM + 2 * HOUR });
  });

  it('orders of a device go to main under its playback', async () => {
    await bench.answer(ticketOf('p1', FROM, { transport: 'flv', control: { speeds: [1, 2] } }));
    await bench.engine().request.steer({ kind: 'speed', speed: 2 });
    expect(bench.steered).toEqual([{ kind: 'speed', speed: 2 }]);
  });
});

describe('key pictures only', () => {
  it('key frames alone need no engine, and the recording is opened again where its address has none', async () => {
    player.showKey(FROM + 3 * HOUR, 16);
    await bench.answer(ticketOf('p1', FROM + 2 * HOUR));
    expect(bench.engines).toEqual([]);
    expect(player.keys).not.toBe(null);
    player.showKey(FROM + 2 * HOUR - 1, -16);
    player.showKey(FROM + 2 * HOUR - 2, -16);
    expect(bench.questions).toHaveLength(1);
    expect(await bench.answer(ticketOf('p1', FROM))).toMatchObject({ kind: 'resume', atMs: FROM + 2 * HOUR - 1 });
    player.showKey(FROM + 2 * HOUR + 1_000, 16);
    expect(bench.questions).toEqual([]);
    player.showKey(FROM + 12 * HOUR, 16);
    expect(await bench.answer(ticketOf('p1', FROM + 12 * HOUR))).toMatchObject({
      kind: 'resume',
      atMs: FROM + 12 * HOUR,
    });
    expect(bench.engines).toEqual([]);
  });

  it('all pictures come from the moment of the last key picture on, under the same address', async () => {
    player.showKey(FROM + 1.5 * HOUR, -1);
    await bench.answer(ticketOf('p1', FROM));
    player.endKeys();
    expect(bench.questions).toEqual([]);
    expect(bench.engine().request.atMs).toBe(FROM + 1.5 * HOUR);
    expect(player.keys).toBe(null);
  });

  it('a player that shows all pictures stands still below the key pictures, and is sought when they end', async () => {
    const first = await bench.opened();
    player.play();
    player.showKey(FROM + 1.5 * HOUR, 8);
    expect(first.state).toEqual({ phase: 'paused' });
    expect(first.isResting).toBe(true);
    player.endKeys();
    expect(first.isResting).toBe(false);
    player.seek(FROM + 1.6 * HOUR);
    expect(bench.engines).toHaveLength(1);
    expect(first.atMs).toBe(FROM + 1.6 * HOUR);
  });

  it('a device sends no key pictures, and plays as fast as it can by itself', async () => {
    player.showKey(FROM + HOUR, 16);
    await bench.answer(ticketOf('p1', FROM, { transport: 'flv', control: { speeds: [2, 4, 8] } }));
    expect(player.keys).toBe('by-device');
    expect(player.phase).toBe('failed');
    expect([player.playsByKeys(8), player.playsByKeys(16), player.playsByKeys(-1)]).toEqual([false, true, true]);
  });

  it('where the cloud has no recording, another moment is tried a minute of footage later', async () => {
    await bench.answer({ ...NO_RIGHT, code: 'recording.none' });
    player.showKey(FROM + HOUR - 59_000, -16);
    expect(bench.questions).toEqual([]);
    player.showKey(FROM + HOUR - 60_000, -16);
    expect(bench.questions).toHaveLength(1);
  });

  it('a recording that was lost is opened again and shows key pictures', async () => {
    player.showKey(FROM + HOUR, 16);
    await bench.answer(LOST);
    expect(player.state.phase).toBe('reconnecting');
    vi.setSystemTime(Date.now() + HOUR);
    player.tick(Date.now());
    player.tick(Date.now());
    expect(bench.questions).toHaveLength(1);
    await bench.answer(ticketOf('p1'));
    player.tick(Date.now());
    expect(bench.questions).toEqual([]);
    expect(player.state.phase).not.toBe('reconnecting');
  });
});

describe('unusable footage', () => {
  const error: WireError = { ...NO_RIGHT, code: 'recording.no-key-frames' };

  it('footage that cannot be shown is reported until another moment is ordered, with the time after which it may help', async () => {
    const first = await bench.opened();
    player.play();
    first.state = { phase: 'failed', error, isLost: false, againAtMs: FROM + 1.5 * HOUR };
    player.tick(Date.now());
    expect([player.state, player.againAtMs]).toEqual([{ phase: 'failed', error }, FROM + 1.5 * HOUR]);
    player.tick(Date.now() + HOUR);
    expect(bench.questions).toEqual([]);
    player.seek(FROM + 1.6 * HOUR);
    expect(player.againAtMs).toBe(null);
    expect(await bench.answer(ticketOf('p1', FROM))).toMatchObject({ kind: 'resume', atMs: FROM + 1.6 * HOUR });
    expect(bench.engine().request.atMs).toBe(FROM + 1.6 * HOUR);
  });
});

describe('losses', () => {
  // @promise playback.lost-recording: A lost recording is opened again at the picture that showed last.
  it('a lost recording is opened again at the picture that showed last, later and later', async () => {
    const first = await bench.opened();
    player.play();
    first.atMs = FROM + 1.25 * HOUR;
    player.tick(Date.now());
    first.state = { phase: 'failed', error: LOST, isLost: true, againAtMs: null };
    const waits: number[] = [];
    for (let loss = 0; loss < 3; loss += 1) {
      player.tick(Date.now());
      if (player.state.phase !== 'reconnecting') throw new Error(player.state.phase);
      waits.push(player.state.nextAtMs - Date.now());
      player.tick(player.state.nextAtMs - 1);
      expect(bench.questions).toEqual([]);
      vi.setSystemTime(player.state.nextAtMs);
      player.tick(Date.now());
      expect(await bench.answer(LOST)).toMatchObject({ kind: 'resume', atMs: FROM + 1.25 * HOUR });
    }
    expect(waits).toEqual([500, 1_000, 2_000]);
    if (player.state.phase === 'reconnecting') vi.setSystemTime(player.state.nextAtMs);
    player.tick(Date.now());
    await bench.answer(ticketOf('p1', FROM + HOUR));
    expect(bench.engine().request.atMs).toBe(FROM + 1.25 * HOUR);
    expect(player.state).toEqual({ phase: 'playing' });
  });

  it('a playback that main does not know any more is opened anew, at the same moment', async () => {
    const first = await bench.opened();
    first.outcome = 'outside';
    player.seek(FROM + 10 * HOUR);
    await bench.answer({ ...NO_RIGHT, code: 'recording.not-open' });
    expect(await bench.answer(ticketOf('p2', FROM + 10 * HOUR))).toMatchObject({ opening: { atMs: FROM + 10 * HOUR } });
    expect(bench.playbacks).toEqual(['p1', null, 'p2']);
  });

  it('a refusal that time does not cure waits for the operator', async () => {
    await bench.answer(NO_RIGHT);
    expect(player.state).toEqual({ phase: 'failed', error: NO_RIGHT });
    player.tick(Date.now() + HOUR);
    expect(bench.questions).toEqual([]);
    player.retryNow();
    await bench.answer(ticketOf('p1'));
    expect(player.phase).toBe('loading');
  });

  // @promise failures.device-goes-off: A device that goes off line while it plays is shown as off line, and plays on
  // when it is back.
  it('a device that goes off line while it plays is reported as off line, and plays again when it is back', async () => {
    const offLine: WireError = { ...NO_RIGHT, code: 'device.offline' };
    const first = await bench.opened();
    first.atMs = FROM + 1.25 * HOUR;
    player.play();
    player.tick(Date.now());
    player.onChanged({ phase: 'failed', error: offLine });
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(player.state).toMatchObject({ phase: 'reconnecting', attempt, error: offLine });
      vi.setSystemTime(Date.now() + 30_000);
      player.tick(Date.now());
      expect(await bench.answer(attempt < 3 ? offLine : ticketOf('p1', FROM))).toMatchObject({
        atMs: FROM + 1.25 * HOUR,
      });
    }
    expect(bench.engine().request.atMs).toBe(FROM + 1.25 * HOUR);
    expect(bench.engine().state).toEqual({ phase: 'playing' });
  });

  // @promise playback.opened-anew
  it('after a refusal another moment is tried with the next seek', async () => {
    await bench.answer(NO_RIGHT);
    player.seek(FROM + 3 * HOUR);
    expect(player.phase).toBe('loading');
    expect(await bench.answer(ticketOf('p1'))).toMatchObject({ kind: 'open', opening: { atMs: FROM + 3 * HOUR } });
  });

  it('the buffer plays while the gateway tries a piece again, and the engine of the same address is not replaced', async () => {
    const first = await bench.opened();
    player.play();
    player.onChanged({ phase: 'reconnecting', attempt: 2, nextAtMs: FROM, error: LOST });
    expect(player.state).toEqual({ phase: 'playing' });
    first.state = { phase: 'loading' };
    expect(player.state).toEqual({ phase: 'reconnecting', attempt: 2, nextAtMs: FROM, error: LOST });
    player.onChanged({ phase: 'ready', ticket: ticketOf('p1') });
    expect(player.state).toEqual({ phase: 'loading' });
    player.tick(Date.now() + HOUR);
    expect([bench.engines.length, bench.questions.length]).toEqual([1, 0]);
  });

  it('a device that another playback took is reported as taken, and taken back only by the operator', async () => {
    await bench.opened();
    player.onChanged({ phase: 'taken', byPlaybackId: asPlaybackId('p9') });
    expect(player.state).toEqual({ phase: 'taken', byPlaybackId: 'p9' });
    expect(player.phase).toBe('failed');
    player.tick(Date.now() + HOUR);
    expect(bench.questions).toEqual([]);
    player.seek(FROM + 2 * HOUR);
    expect(bench.questions).toEqual([]);
    player.retryNow(true);
    expect(await bench.answer(ticketOf('p2'))).toMatchObject({ kind: 'open', opening: { takeOver: true } });
  });
});

describe('the end', () => {
  it('a player that is disposed leaves nothing open', async () => {
    const first = await bench.opened();
    player.dispose();
    expect(first.isDisposed).toBe(true);
    expect(bench.closed).toEqual(['p1']);
    expect(bench.playbacks.at(-1)).toBe(null);
  });

  it('an answer that nobody awaits any more is closed', async () => {
    player.retryNow();
    await bench.answer(ticketOf('p1'));
    expect(bench.closed).toEqual(['p1']);
    player.dispose();
    await bench.answer(ticketOf('p2'));
    expect(bench.closed).toEqual(['p1', 'p2']);
    expect(bench.engines).toEqual([]);
  });
});
