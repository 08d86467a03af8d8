/** A player of recordings whose questions a test answers, and whose engines do what the test says. */
import type { Result, WireError } from '../../../../../preload/domain/error.ts';
import { asPlaybackId, type ChannelId, type PlaybackId } from '../../../../../preload/domain/ids.ts';
import type { PastTicket, SteerOrder } from '../../../../../preload/domain/recording/playback.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';
import { FOOTAGE } from '../../../../../renderer/media/playback/clock/clocked-player.ts';
import { KeyPlayer } from '../../../../../renderer/media/playback/key-pictures/key-player.ts';
import { PastPlayer } from '../../../../../renderer/media/playback/past-player.ts';
import type { PastOpening, PastPlayerSetup } from '../../../../../renderer/media/playback/past-setup.ts';
import { ScriptedEngine } from './scripted-engine.ts';

export const FROM = Date.UTC(2026, 2, 1);
export const HOUR = 3_600_000;
export const LOST: WireError = {
  code: 'media.upstream-closed',
  params: {},
  retryable: true,
  action: 'retry',
  vendor: null,
};

type Question = { readonly resolve: (answer: Result<PastTicket>) => void } & (
  { readonly kind: 'open'; readonly opening: PastOpening } | { readonly kind: 'resume'; readonly atMs: number }
);

export interface PlayerBench {
  readonly player: PastPlayer;
  readonly engines: readonly ScriptedEngine[];
  /** Questions that main has not answered. */
  readonly questions: readonly Question[];
  readonly closed: readonly PlaybackId[];
  readonly steered: readonly SteerOrder[];
  readonly playbacks: readonly (PlaybackId | null)[];
  /** Main answers the oldest question. */
  answer(value: PastTicket | WireError): Promise<Question>;
  /** The newest engine. */
  engine(): ScriptedEngine;
  /** Main opens the recording. @returns its engine. */
  opened(): Promise<ScriptedEngine>;
}

/** Nothing is drawn in these tests: no gateway answers. */
const canvas = (): HTMLCanvasElement => ({ hidden: true }) as HTMLCanvasElement;

/** A player that is asked for the second hour. @param real what shows its pictures in place of scripted engines. */
export function openPlayerBench(
  rangeAround: (atMs: number) => TimeRange,
  real: Partial<Pick<PastPlayerSetup, 'video' | 'createEngine'>> = {},
): PlayerBench {
  const engines: ScriptedEngine[] = [];
  const questions: Question[] = [];
  const closed: PlaybackId[] = [];
  const steered: SteerOrder[] = [];
  const playbacks: (PlaybackId | null)[] = [];
  const player = new PastPlayer({
    recording: { channelId: 'acc:dev/1' as ChannelId, place: 'cloud', profile: 'main' },
    rangeAround,
    video: {} as HTMLVideoElement,
    keys: new KeyPlayer(canvas()),
    ports: {
      open: (opening) => new Promise((resolve) => questions.push({ kind: 'open', opening, resolve })),
      resume: (_, atMs) => new Promise((resolve) => questions.push({ kind: 'resume', atMs, resolve })),
      close: (playbackId) => void closed.push(playbackId),
      steer: (_, order) => {
        steered.push(order);
        return Promise.resolve({ ok: true, value: null });
      },
    },
    createEngine: (request) => {
      const engine = new ScriptedEngine(request);
      engines.push(engine);
      return engine;
    },
    footageAt: () => FOOTAGE,
    footageBeforeMs: () => null,
    random: () => 0.5,
    onChange: () => undefined,
    onPlayback: (now) => playbacks.push(now),
    ...real,
  });
  player.seek(FROM + HOUR);
  const bench: PlayerBench = {
    player,
    engines,
    questions,
    closed,
    steered,
    playbacks,
    async answer(value) {
      const question = questions.shift();
      if (question === undefined) throw new Error('nothing was asked');
      question.resolve('code' in value ? { ok: false, error: value } : { ok: true, value });
      await Promise.resolve();
      return question;
    },
    engine() {
      const newest = engines.at(-1);
      if (newest === undefined) throw new Error('there is no engine');
      return newest;
    },
    async opened() {
      await bench.answer(ticketOf('p1'));
      return bench.engine();
    },
  };
  return bench;
}

/** A ticket of two hours. */
export const ticketOf = (id: string, fromMs = FROM, more: Partial<PastTicket> = {}): PastTicket => ({
  playbackId: asPlaybackId(id),
  channelId: 'acc:dev/1' as ChannelId,
  transport: 'hls',
  // No gateway: fetch refuses this port without a connection.
  url: `http://127.0.0.1:1/${id}/${fromMs}`,
  range: { fromMs, toMs: fromMs + 2 * HOUR },
  stamps: 'cloud',
  control: null,
  profile: null,
  ...more,
});
