/** PTZ locks: a token of two minutes per channel, renewed by each command, and 300 ms between commands (chapter 8). */
import type { Clock } from '../../kernel/clock.ts';
import { hashOf } from '../../world/random.ts';
import { Refusal } from './refusals.ts';

const LOCK_LIFE_MS = 120_000;
const COMMAND_GAP_MS = 300;

interface Lock {
  readonly token: string;
  expiresAtMs: number;
  lastCommandAtMs: number;
}

export class PtzDesk {
  readonly #locks = new Map<string, Lock>();
  readonly #clock: Clock;
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

  /** @throws {Refusal} IVM.20002009 when nobody holds the lock. */
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
}
