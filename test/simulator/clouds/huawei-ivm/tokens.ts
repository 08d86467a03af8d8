/**
 * Access tokens: at most two live ones per key pair, seven days each; `force_update` gives a second one only while one
 * exists that has two days or less to live (chapter 4.1).
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import { Refusal } from './refusals.ts';

const LIFE_MS = 7 * 86_400_000;
const FORCE_WINDOW_MS = 2 * 86_400_000;
const MAX_LIVE = 2;

interface Token {
  readonly text: string;
  expiresAtMs: number;
  isRevoked: boolean;
}

export interface IssuedToken {
  readonly text: string;
  readonly remainingSec: number;
}

export class TokenIssuer {
  #tokens: Token[] = [];
  #issued = 0;
  readonly #clock: Clock;
  readonly #secret: string;

  constructor(clock: Clock, secret: string) {
    this.#clock = clock;
    this.#secret = secret;
  }

  /** A live token of the pair, or a new one when the rules allow. */
  acquire(isForced: boolean): IssuedToken {
    const nowMs = this.#clock.nowMs();
    const live = this.#live(nowMs);
    const newest = live.at(-1);
    const only = live.length === 1 ? newest : undefined;
    const mayForce = isForced && only !== undefined && only.expiresAtMs - nowMs <= FORCE_WINDOW_MS;
    const token = newest === undefined || (mayForce && live.length < MAX_LIVE) ? this.#issue(nowMs) : newest;
    return { text: token.text, remainingSec: Math.floor((token.expiresAtMs - nowMs) / 1000) };
  }

  /** @throws {Refusal} with the code for a missing, expired, revoked or unknown token. */
  check(text: string | undefined): void {
    if (text === undefined || text === '') throw new Refusal('IVM.10000004');
    const token = this.#tokens.find((one) => one.text === text);
    if (token === undefined) throw new Refusal('IVM.10000005');
    if (token.isRevoked) throw new Refusal('IVM.10000003');
    if (token.expiresAtMs <= this.#clock.nowMs()) throw new Refusal('IVM.10000002');
  }

  expireAll(): number {
    const live = this.#live(this.#clock.nowMs());
    for (const token of live) token.expiresAtMs = this.#clock.nowMs();
    return live.length;
  }

  revokeAll(): number {
    const live = this.#live(this.#clock.nowMs());
    for (const token of live) token.isRevoked = true;
    return live.length;
  }

  #live(nowMs: number): readonly Token[] {
    return this.#tokens.filter((one) => !one.isRevoked && one.expiresAtMs > nowMs);
  }

  #issue(nowMs: number): Token {
    this.#issued += 1;
    const text = createHash('sha256')
      .update(`${this.#secret}|${String(this.#issued)}`)
      .digest('hex');
    const token = { text, expiresAtMs: nowMs + LIFE_MS, isRevoked: false };
    this.#tokens = [...this.#tokens.slice(-50), token];
    return token;
  }
}
