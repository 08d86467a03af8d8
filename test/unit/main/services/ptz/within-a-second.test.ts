/**
 * Two hundred interruptions of held controls over a fake clock, drawn from a seed: whatever comes between, the camera stands
 * within a second, by the orders that its cloud received.
 */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { motorOf, PTZ_BEAT_MS, type PtzDirection, type PtzMotor } from '../../../../../preload/domain/ptz/ptz.ts';
import { AppError } from '../../../../../main/errors.ts';
import type { PtzPort } from '../../../../../main/ports/ptz.ts';
import { Secret } from '../../../../../main/secret.ts';
import { PtzService } from '../../../../../main/services/ptz/ptz.ts';
import { Random } from '../../../../simulator/world/random.ts';
import { GAP_MS, refusal } from './ptz-cloud.ts';

const SEED = 20_261_125;
const TIMES = 200;
const WITHIN_MS = 1_000;
const ACCOUNT = asAccountId('a1');
const CAMERA = channelIdOf(deviceIdOf(ACCOUNT, 'd1'), '0');
const DIRECTIONS: readonly PtzDirection[] = ['left', 'up-right', 'down', 'zoom-in', 'focus-far', 'iris-open'];

interface Fault {
  /** The answer never comes. */
  readonly isSilent?: boolean;
  readonly refused?: AppError;
  /** The camera took the order, but the connection went before its answer. */
  readonly dropped?: AppError;
  readonly lateMs?: number;
  /** Number of orders in a row; one by default. */
  readonly times?: number;
}

/** A camera and its cloud, which refuses orders that come too fast. */
class Dome {
  readonly received: string[] = [];
  readonly moving = new Set<PtzMotor>();
  nextMove: Fault = {};
  nextStop: Fault = {};
  latencyMs = 40;
  #lastMs = -Infinity;
  #tokens = 0;

  readonly port: PtzPort = {
    speedLevels: 10,
    minGapMs: GAP_MS,
    lock: {
      lifeMs: 120_000,
      acquire: () => Promise.resolve(new Secret(`k${(this.#tokens += 1)}`)),
      release: () => Promise.resolve(),
      lossIn: ({ vendor }) => (vendor?.code === 'lost' ? 'taken' : null),
    },
    move: ({ command }, signal) => {
      const fault = this.nextMove;
      this.nextMove = {};
      return this.#take(fault, signal, `move ${motorOf(command.direction)}`, () =>
        this.moving.add(motorOf(command.direction)),
      );
    },
    stop: ({ motor }, signal) => {
      const fault = this.nextStop;
      const times = (fault.times ?? 1) - 1;
      this.nextStop = times > 0 ? { ...fault, times } : {};
      return this.#take(fault, signal, `stop ${motor}`, () => this.moving.delete(motor));
    },
    autoFocus: null,
  };

  async #take(
    { isSilent, refused, dropped, lateMs = 0 }: Fault,
    signal: AbortSignal,
    what: string,
    act: () => unknown,
  ) {
    const given = new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => reject(new AppError('cancelled', 'given up')), { once: true }),
    );
    given.catch(() => {});
    await Promise.race([given, pause(this.latencyMs / 2 + lateMs)]);
    const isTooFast = performance.now() - this.#lastMs < GAP_MS - 1;
    this.received.push(what);
    if (refused === undefined && !isTooFast) act();
    this.#lastMs = performance.now();
    await (isSilent ? given : Promise.race([given, pause(this.latencyMs / 2)]));
    const error = refused ?? dropped;
    if (error !== undefined) throw error;
    if (isTooFast) throw refusal('cloud.rate-limited', 'fast');
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

let dome: Dome;
let service: PtzService;
/** The journal's entries; they outlive a run of the client. */
let noted: Set<PtzMotor>;
let press: number;

function startService(): void {
  service = new PtzService({
    sessions: { of: () => Promise.resolve({ ptz: dome.port }) },
    emit: () => undefined,
    journal: {
      begin: (_, motor) => Promise.resolve(void noted.add(motor)),
      end: (_, motor) => void noted.delete(motor),
    },
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  dome = new Dome();
  noted = new Set();
  press = 0;
  startService();
});
afterEach(async () => {
  const ending = service.dispose();
  await vi.advanceTimersByTimeAsync(5_000);
  await ending;
  vi.useRealTimers();
});

const DROPPED = new AppError('network.unreachable', 'the connection went');
const release = (): void => service.stop(CAMERA, press, 'w1');

interface Interruption {
  /** Ordered before the control is pressed. */
  readonly move?: Fault;
  readonly stop?: Fault;
  readonly act: () => unknown;
}

const KINDS: Readonly<Record<string, Interruption>> = {
  'key released': { act: release },
  'key up lost': { act: () => undefined },
  'window gone': { act: () => service.onWindowGone('w1') },
  'control taken': { act: release, stop: { refused: refusal('cloud.conflict', 'lost') } },
  'no answer': { act: release, move: { isSilent: true } },
  'answer lost': { act: release, move: { dropped: DROPPED } },
  'answer to the stop lost': { act: release, stop: { dropped: DROPPED } },
  'order late': { act: release, move: { lateMs: 500 } },
  'server out of order for the movement': { act: release, move: { refused: refusal('cloud.unavailable', '500') } },
  'server out of order for the stop': { act: release, stop: { refused: refusal('cloud.unavailable', '503') } },
  'sent to a preset': {
    act: () =>
      service.send(CAMERA, { needsControl: true, run: () => Promise.resolve(void dome.received.push('preset')) }),
  },
  'client killed': {
    async act() {
      const left = [...noted];
      service.onAccountGone(ACCOUNT); // sends nothing more, as a process that is killed
      startService();
      dome.received.length = 0;
      for (const motor of left) void service.takeOver(CAMERA, motor);
    },
  },
};

/** Passes time until the camera stands. @returns how long that took, in ms. */
async function untilStanding(): Promise<number> {
  const fromMs = performance.now();
  while (dome.moving.size > 0 && performance.now() - fromMs < 5_000) await vi.advanceTimersByTimeAsync(5);
  return performance.now() - fromMs;
}

// @promise ptz.stands: Whatever interrupts a pressed arrow, the camera stands within a second.
it('a camera stands within a second after each of 200 interruptions drawn from a seed, and nothing moves it afterwards', async () => {
  const random = new Random(SEED);
  const late: string[] = [];
  const met = new Set<string>();
  for (let i = 0; i < TIMES; i += 1) {
    const kind = random.pick(Object.keys(KINDS));
    const { act, move = {}, stop = {} } = KINDS[kind] as Interruption;
    met.add(kind);
    await service.open(CAMERA, 'w1');
    [press, dome.nextMove, dome.nextStop, dome.latencyMs] = [press + 1, move, stop, random.int(20, 80)];
    dome.received.length = 0;
    const command = { direction: random.pick(DIRECTIONS), speed: 0.5 };
    const heldMs = random.int(60, 1_500);
    for (let ms = 0; ms < heldMs; ms += PTZ_BEAT_MS) {
      service.move(CAMERA, press, command, 'w1');
      await vi.advanceTimersByTimeAsync(Math.min(PTZ_BEAT_MS, heldMs - ms));
    }
    void act();
    const tookMs = await untilStanding();
    if (tookMs > WITHIN_MS) late.push(`${kind} after ${heldMs} ms: ${tookMs} ms`);
    if (kind === 'client killed') expect(dome.received[0]).toBe(`stop ${motorOf(command.direction)}`);
    await vi.advanceTimersByTimeAsync(8_000);
    expect([kind, [...dome.moving], [...noted]]).toEqual([kind, [], []]);
    expect([kind, dome.received.at(-1)]).toEqual([
      kind,
      expect.stringMatching(kind === 'sent to a preset' ? 'preset' : 'stop'),
    ]);
  }
  expect(late).toEqual([]);
  expect(met).toEqual(new Set(Object.keys(KINDS)));
});

/** Three stops and the pace between them leave so much for the answers; less where the movement itself was just sent. */
const answersWithin = (heldMs: number): number => (heldMs > GAP_MS + 150 ? 150 : 36);

// @promise ptz.refused-stops: A camera stands within a second although two stops in a row are refused, as far as the
// pace of its cloud leaves time.
it('a camera stands within a second although two stops in a row are refused, as far as the pace of its cloud leaves time', async () => {
  const random = new Random(SEED);
  const late: string[] = [];
  for (let i = 0; i < 50; i += 1) {
    await service.open(CAMERA, 'w1');
    const heldMs = random.int(60, 1_500);
    [press, dome.latencyMs] = [press + 1, random.int(20, answersWithin(heldMs))];
    dome.nextStop = { refused: refusal('cloud.unavailable', '503'), times: 2 };
    dome.received.length = 0;
    for (let ms = 0; ms < heldMs; ms += PTZ_BEAT_MS) {
      service.move(CAMERA, press, { direction: 'left', speed: 0.5 }, 'w1');
      await vi.advanceTimersByTimeAsync(Math.min(PTZ_BEAT_MS, heldMs - ms));
    }
    release();
    const tookMs = await untilStanding();
    if (tookMs > WITHIN_MS) late.push(`after ${heldMs} ms, answers in ${dome.latencyMs} ms: ${tookMs} ms`);
    expect(dome.received).toEqual(['move turn', 'stop turn', 'stop turn', 'stop turn']);
    await vi.advanceTimersByTimeAsync(8_000);
  }
  expect(late).toEqual([]);
});
