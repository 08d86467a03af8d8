/** The change of a recording to another stream, or to key frames only. The test drives the engines. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Result, WireError } from '../../../../../preload/domain/error.ts';
import { asPlaybackId, type ChannelId, type PlaybackId } from '../../../../../preload/domain/ids.ts';
import type { PastTicket } from '../../../../../preload/domain/recording/playback.ts';
import { FOOTAGE } from '../../../../../renderer/media/playback/clock/clocked-player.ts';
import { KeyPlayer } from '../../../../../renderer/media/playback/key-pictures/key-player.ts';
import { PastPlayer } from '../../../../../renderer/media/playback/past-player.ts';
import type { PastOpening } from '../../../../../renderer/media/playback/past-setup.ts';
import { ScriptedEngine } from './scripted-engine.ts';

const FROM = Date.UTC(2026, 2, 1);
const HOUR = 3_600_000;
const RANGE = { fromMs: FROM, toMs: FROM + 24 * HOUR };
const LOST: WireError = { code: 'media.upstream-closed', params: {}, retryable: true, action: 'retry', vendor: null };
const NO_RIGHT: WireError = { ...LOST, code: 'recording.no-right', retryable: false, action: 'none' };
const channelId = 'acc:dev/1' as ChannelId;

interface Question {
  /** Null where the recording is opened again in the same stream. */
  readonly opening: PastOpening | null;
  readonly resolve: (answer: Result<PastTicket>) => void;
}

let engines: ScriptedEngine[];
let questions: Question[];
let closed: PlaybackId[];
let playbacks: (PlaybackId | null)[];
let player: PastPlayer;

beforeEach(() => {
  vi.useFakeTimers({ now: FROM + 100 * 24 * HOUR });
  [engines, questions, closed, playbacks] = [[], [], [], []];
  player = new PastPlayer({
    recording: { channelId, place: 'cloud', profile: 'main' },
    rangeAround: () => RANGE,
    video: {} as HTMLVideoElement,
    // Nothing is drawn in these tests: no gateway answers.
    keys: new KeyPlayer({ hidden: true } as HTMLCanvasElement),
    ports: {
      open: (opening) => new Promise((resolve) => questions.push({ opening, resolve })),
      resume: () => new Promise((resolve) => questions.push({ opening: null, resolve })),
      close: (playbackId) => void closed.push(playbackId),
      steer: () => Promise.resolve({ ok: true, value: null }),
    },
    createEngine: (request) => {
      const made = new ScriptedEngine(request);
      engines.push(made);
      return made;
    },
    footageAt: () => FOOTAGE,
    footageBeforeMs: () => null,
    random: () => 0.5,
    onChange: () => undefined,
    onPlayback: (now) => playbacks.push(now),
  });
  player.seek(FROM + HOUR);
});

afterEach(() => {
  player.dispose();
  vi.useRealTimers();
});

const ticketOf = (id: string, fromMs = FROM, more: Partial<PastTicket> = {}): PastTicket => ({
  playbackId: asPlaybackId(id),
  channelId,
  transport: 'hls',
  url: `http://127.0.0.1:1/${id}/${fromMs}`,
  range: { fromMs, toMs: fromMs + 2 * HOUR },
  stamps: 'cloud',
  control: null,
  profile: null,
  ...more,
});

/** Main answers the oldest question. */
async function answer(value: PastTicket | WireError): Promise<Question> {
  const question = questions.shift();
  if (question === undefined) throw new Error('nothing was asked');
  question.resolve('code' in value ? { ok: false, error: value } : { ok: true, value });
  await Promise.resolve();
  return question;
}

const engine = (): ScriptedEngine => {
  const newest = engines.at(-1);
  if (newest === undefined) throw new Error('there is no engine');
  return newest;
};

/** Plays the main stream at a moment; the cloud offers the choice. */
async function playing(): Promise<ScriptedEngine> {
  await answer(ticketOf('p1', FROM, { profile: 'main' }));
  player.play();
  engine().atMs = FROM + 1.25 * HOUR;
  player.tick(Date.now());
  return engine();
}

// @promise relief.same-moment: A camera that gets another stream continues from the same moment, without a pause in its
// pictures.
it('another stream starts at the shown moment, and the earlier stream plays until the other is open', async () => {
  const first = await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  player.tick(Date.now());
  expect(questions).toHaveLength(1);
  expect([first.isDisposed, closed, player.state]).toEqual([false, [], { phase: 'playing' }]);
  first.atMs = FROM + 1.26 * HOUR;
  player.tick(Date.now());
  expect(await answer(ticketOf('p2', FROM, { profile: 'sub' }))).toMatchObject({ opening: { profile: 'sub' } });
  expect([first.isDisposed, closed]).toEqual([true, ['p1']]);
  expect(engine()).toMatchObject({ request: { atMs: FROM + 1.26 * HOUR }, state: { phase: 'playing' } });
  expect(playbacks).toEqual(['p1', null, 'p2']);
  player.tick(Date.now() + HOUR);
  expect(questions).toEqual([]);
});

it('a refusal leaves the playing stream, and the other stream can be requested again', async () => {
  const first = await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  await answer(LOST);
  player.tick(Date.now());
  expect([questions, first.isDisposed, player.stream.hasSub]).toEqual([[], false, true]);
  player.tick(Date.now() + 10_000);
  await answer(ticketOf('p2', FROM, { profile: 'sub' }));
  expect(first.isDisposed).toBe(true);
});

it.each([
  ['refuses', { ...NO_RIGHT, code: 'recording.none' } as const],
  ['gives the main stream for', ticketOf('p2', FROM, { profile: 'main' })],
])('a sub stream that the cloud %s is not asked for again', async (_, given) => {
  await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  await answer(given);
  expect(player.stream.hasSub).toBe(false);
  player.tick(Date.now() + HOUR);
  expect(questions).toEqual([]);
});

it('another stream is not asked for where the cloud offers no choice', async () => {
  await answer(ticketOf('p1'));
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  expect([questions, player.stream.hasSub]).toEqual([[], false]);
});

it('a stream that was asked for before the operator went elsewhere is given back, and asked for at the new moment', async () => {
  const first = await playing();
  player.stream.wanted = 'sub';
  player.tick(Date.now());
  first.outcome = 'outside';
  player.seek(FROM + 10 * HOUR);
  await answer(ticketOf('p2', FROM, { profile: 'sub' }));
  expect(closed).toEqual(['p2']);
  await answer(ticketOf('p1', FROM + 10 * HOUR, { profile: 'main' }));
  player.tick(Date.now());
  expect(await answer(ticketOf('p3', FROM + 10 * HOUR, { profile: 'sub' }))).toMatchObject({
    opening: { profile: 'sub', atMs: FROM + 10 * HOUR },
  });
  expect(closed).toEqual(['p2', 'p1']);
});

it('a recording that is opened anew is opened in the stream that is wanted then', async () => {
  player.stream.wanted = 'sub';
  await answer(LOST);
  player.retryNow();
  expect(await answer(ticketOf('p2', FROM, { profile: 'sub' }))).toMatchObject({ opening: { profile: 'sub' } });
  player.tick(Date.now());
  expect(questions).toEqual([]);
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
