/** Orders to a camera that end by themselves: going to a preset, storing the view, taking control. */
import { cancelled, type AppError } from '../../errors.ts';
import type { Secret } from '../../secret.ts';
import { asAppError } from './ptz-failures.ts';

export interface PtzErrand {
  readonly needsControl: boolean;
  /** @param control null where the cloud knows no lock, or where the errand needs none. @throws {AppError} */
  run(control: Secret | null, signal: AbortSignal): Promise<void>;
}

interface Waiting {
  readonly errand: PtzErrand;
  readonly resolve: () => void;
  readonly reject: (error: AppError) => void;
}

interface Turn {
  /** @throws {AppError} what the cloud refuses. */
  readonly hold: (signal: AbortSignal) => Promise<Secret | null>;
  /** Whether an errand that failed so is worth another try. */
  readonly isWorthAnother: (error: unknown) => boolean;
  readonly signal: AbortSignal;
}

const ERRAND_WITHIN_MS = 20_000;

/** The errand of one camera that waits for its turn; the newest counts. */
export class PtzErrands {
  #waiting: Waiting | null = null;

  get isWaiting(): boolean {
    return this.#waiting !== null;
  }

  /** @throws {AppError} `cancelled` when a newer command came before it was sent, and what the cloud refused. */
  add(errand: PtzErrand): Promise<void> {
    this.drop();
    return new Promise((resolve, reject) => {
      this.#waiting = { errand, resolve, reject };
    });
  }

  /** An errand that was not sent yet fails. */
  drop(error: AppError = cancelled('ptz errand')): void {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }

  /**
   * Sends the errand that waits. A newer command waits for the answer.
   *
   * @returns the failure of an errand that needed control, or null.
   */
  async run({ hold, isWorthAnother, signal }: Turn): Promise<AppError | null> {
    const turn = this.#waiting;
    if (turn === null) return null;
    this.#waiting = null;
    const { errand, resolve, reject } = turn;
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(ERRAND_WITHIN_MS)]);
      await errand.run(errand.needsControl ? await hold(within) : null, within);
      resolve();
      return null;
    } catch (error) {
      if (isWorthAnother(error) && this.#waiting === null) {
        this.#waiting = turn;
        return null;
      }
      const failure = asAppError(error);
      reject(failure);
      return errand.needsControl && !signal.aborted ? failure : null;
    }
  }
}
