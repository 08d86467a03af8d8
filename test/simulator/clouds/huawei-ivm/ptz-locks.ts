/**
 * PTZ locks: a token of two minutes per channel, renewed by each command, and 300 ms between commands (chapter 8). Knows
 * what each camera is doing, so that a test can see one that was left turning.
 */
import type { Clock } from '../../kernel/clock.ts';
import type { MovingCamera } from '../../kernel/cloud.ts';
import { hashOf } from '../../world/random.ts';
import { Refusal } from './refusals.ts';

const LOCK_LIFE_MS = 120_000;
const COMMAND_GAP_MS = 300;

interface Lock {
  readonly token: string;
  expiresAtMs: number;
  lastCommandAtMs: number;
}

type Motor = 'turn' | 'zoom' | 'focus' | 'iris';

function motorOf(direction: string): Motor {
  if (direction === 'IN' || direction === 'OUT') return 'zoom';
  if (direction.startsWith('FOCUS_')) return 'focus';
  return direction.startsWith('IRIS_') ? 'iris' : 'turn';
}

/**
 * The motors that a command ends, if it is not a movement. For a camera without a recorder STOP does not end the zoom.
 */
function endedBy(direction: string, isDirect: boolean): readonly Motor[] | null {
  if (direction === 'STOP') return isDirect ? ['turn'] : ['turn', 'zoom'];
  if (direction === 'ZOOM_STOP') return ['zoom'];
  if (direction === 'FI_STOP') return ['focus', 'iris'];
  return direction === 'AUTO_FOCUS' ? [] : null;
}

export class PtzLocks {
  readonly #locks = new Map<string, Lock>();
  readonly #clock: Clock;
  readonly #turning = new Map<string, ReadonlySet<Motor>>();
  #serial = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A new token for the channel; an older one of the same channel is void from now on. */
  acquire(cameraKey: string): string {
    this.#serial += 1;
    const token = `ptz${hashOf(cameraKey, this.#serial).toString(16).padStart(8, '0')}${String(this.#serial)}`;
    const lastCommandAtMs = this.#locks.get(cameraKey)?.lastCommandAtMs ?? Number.NEGATIVE_INFINITY;
    this.#locks.set(cameraKey, { token, expiresAtMs: this.#clock.nowMs() + LOCK_LIFE_MS, lastCommandAtMs });
    return token;
  }

  /** @throws {Refusal} IVM.20002009 when the lock is not held. */
  release(cameraKey: string): void {
    if (!this.#locks.delete(cameraKey)) throw new Refusal('IVM.20002009');
  }

  /**
   * Uses the lock for one command and renews it.
   *
   * @throws {Refusal} IVM.20002009 for a wrong token, IVM.20002001 for an expired one, IVM.90000011 for a command less
   *   than 300 ms after the last.
   */
  use(cameraKey: string, token: string): void {
    const nowMs = this.#clock.nowMs();
    const lock = this.#locks.get(cameraKey);
    if (lock === undefined || lock.token !== token) throw new Refusal('IVM.20002009');
    if (lock.expiresAtMs <= nowMs) throw new Refusal('IVM.20002001');
    if (nowMs - lock.lastCommandAtMs < COMMAND_GAP_MS) throw new Refusal('IVM.90000011');
    lock.lastCommandAtMs = nowMs;
    lock.expiresAtMs = nowMs + LOCK_LIFE_MS;
  }

  /** Notes a command to the camera: in the mode POINT a movement ends by itself. */
  command(cameraKey: string, direction: string, mode: string, isDirect: boolean): void {
    const ended = endedBy(direction, isDirect);
    const moved: readonly Motor[] = ended === null && mode === 'NON_POINT' ? [motorOf(direction)] : [];
    const rest = [...(this.#turning.get(cameraKey) ?? [])].filter((motor) => !ended?.includes(motor));
    this.#turning.set(cameraKey, new Set([...rest, ...moved]));
  }

  /** The camera goes to a preset: what moved it until then has ended. */
  goTo(cameraKey: string): void {
    this.#turning.delete(cameraKey);
  }

  /** Cameras that move until they are stopped. */
  moving(): readonly MovingCamera[] {
    return [...this.#turning].flatMap(([cameraKey, motors]) =>
      motors.size === 0 ? [] : [{ cameraKey, motors: [...motors] }],
    );
  }
}
