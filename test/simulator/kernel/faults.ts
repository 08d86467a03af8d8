/** Faults that tests order for the API. Each has a scope (cloud, operation), a count and a life. */
import { Random } from '../world/random.ts';
import type { Clock } from './clock.ts';
import type { EmptyAnswer } from './emptied.ts';

export type ApiFault =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'http'; readonly status: number; readonly retryAfterSec: number | null }
  /** `after`: the cloud did the work and only the answer was lost. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  | { readonly kind: 'malformed' }
  /** Status 200 with something else than the answer; the operation still runs. */
  | { readonly kind: 'empty'; readonly as: EmptyAnswer }
  /** The list of the answer keeps this share of its rows, 0 to 1. */
  | { readonly kind: 'cut-list'; readonly keep: number }
  /** The rows of the answer's list lose their ids. */
  | { readonly kind: 'strip-ids' };

export interface FaultScope {
  readonly vendor: string | null;
  /** Documented operation names; null is every operation. */
  readonly operations: readonly string[] | null;
  /** How many requests it hits; null is all of them. */
  readonly count: number | null;
  /** How long it lasts from now; null is until it is taken away. */
  readonly forMs: number | null;
  /** The share of the requests that it hits by chance, 0 to 1: the same ones in every run. Null is each of them. */
  readonly share: number | null;
}

interface Armed {
  readonly fault: ApiFault;
  readonly scope: FaultScope;
  readonly endsAtMs: number | null;
  readonly random: Random;
  left: number | null;
}

export class FaultInjector {
  #armed: Armed[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  arm(fault: ApiFault, scope: FaultScope): void {
    const endsAtMs = scope.forMs === null ? null : this.#clock.nowMs() + scope.forMs;
    // Faults that are alike but for their kind hit requests of their own.
    const random = new Random(JSON.stringify(fault), ...(scope.operations ?? []));
    this.#armed.push({ fault, scope, endsAtMs, random, left: scope.count });
  }

  clear(): void {
    this.#armed = [];
  }

  /** The faults that hit this request, each counted down; at most one of each kind. */
  take(vendor: string, operation: string): readonly ApiFault[] {
    const nowMs = this.#clock.nowMs();
    this.#armed = this.#armed.filter((one) => one.left !== 0 && (one.endsAtMs === null || nowMs < one.endsAtMs));
    const hits = new Map<ApiFault['kind'], ApiFault>();
    for (const one of this.#armed) {
      if (hits.has(one.fault.kind)) continue;
      if (one.scope.vendor !== null && one.scope.vendor !== vendor) continue;
      if (one.scope.operations !== null && !one.scope.operations.includes(operation)) continue;
      if (one.scope.share !== null && !one.random.chance(one.scope.share)) continue;
      if (one.left !== null) one.left -= 1;
      hits.set(one.fault.kind, one.fault);
    }
    return [...hits.values()];
  }

  list(): readonly (ApiFault & { readonly left: number | null })[] {
    return this.#armed.filter((one) => one.left !== 0).map((one) => ({ ...one.fault, left: one.left }));
  }
}
