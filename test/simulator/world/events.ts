/**
 * The events in front of the cameras: a script that follows from the world's seed and from the time since its simulator
 * started, so that two runs with the same seed have the same events on any date. Each cloud that reports events dresses
 * them in its own words.
 */
import { hashOf } from './random.ts';

export const EVENT_KINDS = [
  'motion',
  'person',
  'face',
  'vehicle',
  'line-crossing',
  'intrusion',
  'loitering',
  'crowd',
  'queue',
  'left-object',
  'input',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface WorldEvent {
  readonly cameraKey: string;
  readonly kind: EventKind;
  /** Epoch ms UTC, on the whole second. */
  readonly atMs: number;
  /** 32 bits for whatever else is to be decided about it. */
  readonly mark: number;
}

const MINUTE_MS = 60_000;
/** Of the minutes of one camera. */
const EVENTFUL_SHARE = 0.5;
/** Moves each camera's moment from minute to minute; no divisor of 60. */
const STEP_SEC = 17;

/** Most events of cameras are motion. */
const DICE: readonly EventKind[] = ['motion', 'motion', 'motion', ...EVENT_KINDS];

export class EventScript {
  readonly #seed: number;
  readonly #originMs: number;
  readonly #hashes = new Map<string, number>();

  /** @param originMs a whole second from which minutes are counted: the start of the simulator, epoch ms UTC. */
  constructor(seed: number, originMs: number) {
    this.#seed = seed;
    this.#originMs = originMs;
  }

  /** The event of a camera in a minute since the origin, or null: at most one in each minute. */
  inMinute(cameraKey: string, minute: number): WorldEvent | null {
    const mark = hashOf(this.#seed, 'event', cameraKey, minute);
    if (mark / 2 ** 32 >= EVENTFUL_SHARE) return null;
    const atMs = this.#momentIn(cameraKey, minute);
    const kind = DICE[hashOf(mark, 'kind') % DICE.length] ?? 'motion';
    return { cameraKey, kind, atMs, mark: hashOf(mark, 'mark') };
  }

  /** Events after `fromMs` up to and with `toMs` of one camera, oldest first. */
  between(cameraKey: string, fromMs: number, toMs: number): readonly WorldEvent[] {
    const found: WorldEvent[] = [];
    const firstMinute = Math.floor((fromMs - this.#originMs) / MINUTE_MS);
    for (let minute = firstMinute; this.#originMs + minute * MINUTE_MS <= toMs; minute += 1) {
      const atMs = this.#momentIn(cameraKey, minute);
      if (atMs <= fromMs || atMs > toMs) continue; // before the dice: most calls are about a second
      const event = this.inMinute(cameraKey, minute);
      if (event !== null) found.push(event);
    }
    return found;
  }

  #momentIn(cameraKey: string, minute: number): number {
    const hash = this.#hashes.get(cameraKey) ?? hashOf(this.#seed, cameraKey);
    this.#hashes.set(cameraKey, hash);
    const second = (((hash + minute * STEP_SEC) % 60) + 60) % 60; // minutes before the origin are negative
    return this.#originMs + minute * MINUTE_MS + second * 1000;
  }
}
