/**
 * A circuit breaker between the streams of one account and its cloud. However many streams are lost together, only a few
 * ask the cloud at a time. Once it is clear that the whole account fails, one stream probes the cloud while the other
 * streams get the cause at once, without a request. When the cloud answers again, all streams pass, slowly at first.
 */
import type { ErrorCode } from '../../../preload/domain/error.ts';
import { ConcurrencyLimit } from '../../concurrency-limit.ts';
import { isFailure, type AppError } from '../../errors.ts';

/** How many streams of an account ask for their URL at a time. */
const WIDTH = 6;
/** A failure that one camera may have alone counts as the account's when this many cameras in a row have it. */
const CAMERAS_TO_TRIP = 3;
/** The waits between two probes of an account that fails; the last wait repeats. */
const PROBE_AFTER_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** The wait between two probes when only a change by the operator can help, such as wrong keys. */
const PROBE_AFTER_HARD_MS = 45_000;
/** Each wait is spread by this share up and down, so that several accounts do not probe at the same moment. */
const JITTER = 0.2;

/** Failures that always belong to the whole account. */
const OF_ACCOUNT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'auth.rejected-user',
  'auth.rejected-key',
  'auth.rejected-password',
  'auth.expired-token',
  'auth.clock-skew',
  'auth.needs-token',
  'auth.suspended',
  'auth.wrong-project',
  'auth.wrong-region',
  'cloud.rate-limited',
  'vault.locked',
  'vault.missing',
  'vault.refused',
  'vault.no-such-secret',
]);

const REFUSALS: ReadonlySet<ErrorCode> = new Set([
  'cloud.arrears',
  'cloud.service-not-enabled',
  'cloud.first-needed', // Tencent: the domain of the service node is gone
]);

/** Whether the failure may belong to one camera, such as a package that ran out, or to the whole account. */
function isPerhapsOfAccount(code: ErrorCode): boolean {
  return REFUSALS.has(code) || code === 'cloud.unavailable' || code.startsWith('network.');
}

export interface CircuitBreakerOptions {
  /** Called when the account answers again after it had failed. */
  readonly onBack: () => void;
  /** Milliseconds that only go forward, whatever is done to the clock. */
  readonly nowMs?: () => number;
  readonly random?: () => number;
}

export class CircuitBreaker {
  readonly #onBack: () => void;
  readonly #nowMs: () => number;
  readonly #random: () => number;
  readonly #turns = new ConcurrencyLimit(WIDTH);
  /** Why the account fails, or null while it answers. */
  #cause: AppError | null = null;
  #nextProbeAtMs = 0;
  #isProbing = false;
  #probes = 0;
  /** The cameras that failed since the cloud last answered. */
  readonly #failed = new Set<string>();

  constructor({ onBack, nowMs = () => performance.now(), random = Math.random }: CircuitBreakerOptions) {
    this.#onBack = onBack;
    this.#nowMs = nowMs;
    this.#random = random;
  }

  /** Why the account fails, or null while it answers. */
  get cause(): AppError | null {
    return this.#cause;
  }

  /**
   * Runs `work` when its turn comes.
   *
   * @param key of the stream that asks.
   * @throws {AppError} what `work` threw; at once the cause of the account's failure while another stream probes;
   *   `cancelled` when `signal` fired while the stream waited.
   */
  async pass<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#cause) return await this.#probe(this.#cause, key, work);
    return await this.#turns.run(signal, () => this.#run(key, work));
  }

  /** Something has changed, or the operator does not want to wait: the next stream probes at once. */
  probeSoon(): void {
    this.#nextProbeAtMs = 0;
    this.#probes = 0;
  }

  async #probe<T>(cause: AppError, key: string, work: () => Promise<T>): Promise<T> {
    if (this.#isProbing || this.#nowMs() < this.#nextProbeAtMs) throw cause;
    this.#isProbing = true;
    try {
      return await this.#run(key, work);
    } finally {
      this.#isProbing = false;
    }
  }

  async #run<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      const value = await work();
      this.#onAnswer();
      return value;
    } catch (error) {
      if (isFailure(error)) this.#onFailure(key, error);
      throw error;
    }
  }

  #onFailure(key: string, error: AppError): void {
    const isOfAccount = OF_ACCOUNT.has(error.code);
    if (!isOfAccount && !isPerhapsOfAccount(error.code)) return this.#onAnswer();
    // A request that was under way when the account failed does not delay the next probe.
    if (this.#cause && !this.#isProbing) return;
    this.#failed.add(key);
    if (!isOfAccount && !this.#cause && this.#failed.size < CAMERAS_TO_TRIP) return;
    this.#cause = error;
    const step = PROBE_AFTER_MS[Math.min(this.#probes, PROBE_AFTER_MS.length - 1)] ?? 0;
    this.#probes += 1;
    const waitMs = error.retryable ? step : PROBE_AFTER_HARD_MS;
    this.#nextProbeAtMs = this.#nowMs() + waitMs * (1 - JITTER + 2 * JITTER * this.#random());
    this.#turns.limit = 1;
    this.#turns.refuseAll(error);
  }

  /** The cloud answered, though it may have refused this camera. */
  #onAnswer(): void {
    this.#failed.clear();
    this.#turns.limit = Math.min(WIDTH, this.#turns.limit * 2);
    if (!this.#cause) return;
    this.#cause = null;
    this.#probes = 0;
    this.#turns.limit = 1;
    this.#onBack();
  }
}
