/** A cloud that steers cameras, for tests over a fake clock: notes the requests, and fails on order. */
import { expect, vi } from 'vitest';
import type { ErrorCode } from '../../../../../preload/domain/error.ts';
import { AppError } from '../../../../../main/errors.ts';
import { Secret } from '../../../../../main/secret.ts';
import type { PtzPort } from '../../../../../main/ports/ptz.ts';
import type { PtzService } from '../../../../../main/services/ptz/ptz.ts';

export const GAP_MS = 300;

/** A cloud that answers after `latencyMs`, and fails on order. */
export class Cloud {
  readonly sent: { readonly atMs: number; readonly what: string }[] = [];
  /** The requests and the journal's entries, in order. */
  readonly story: string[] = [];
  latencyMs = 40;
  failures: (AppError | 'silence')[] = [];
  stopFailures: AppError[] = [];
  taken = 0;
  released = 0;
  hasStop = true;

  get port(): PtzPort {
    return {
      speedLevels: 10,
      minGapMs: GAP_MS,
      lock: this.hasStop ? this.#lock() : null,
      move: ({ command, control }, signal) =>
        this.#answer(`${command.direction} ${control?.reveal() ?? '-'}`, this.failures.shift(), signal),
      stop: this.hasStop
        ? ({ motor, control }, signal) =>
            this.#answer(`stop ${motor} ${control?.reveal() ?? '-'}`, this.stopFailures.shift(), signal)
        : null,
      autoFocus: null,
    };
  }

  get words(): string[] {
    return this.sent.map(({ what }) => what);
  }

  get gapsMs(): number[] {
    return this.sent.slice(1).map(({ atMs }, i) => atMs - (this.sent[i]?.atMs ?? 0));
  }

  #lock(): NonNullable<PtzPort['lock']> {
    return {
      lifeMs: 120_000,
      acquire: () => Promise.resolve(new Secret(`k${(this.taken += 1)}`)),
      release: () => Promise.resolve(void (this.released += 1)),
      lossIn: ({ vendor }) => (vendor?.code === 'old' ? 'expired' : vendor?.code === 'lost' ? 'taken' : null),
    };
  }

  async #answer(what: string, failure: AppError | 'silence' | undefined, signal: AbortSignal): Promise<void> {
    this.sent.push({ atMs: performance.now(), what });
    this.story.push(what);
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new AppError('cancelled', 'gave up')), { once: true });
      if (failure !== 'silence') setTimeout(resolve, this.latencyMs);
    });
    if (failure instanceof AppError) throw failure;
  }
}

/** Ends a service over a fake clock, and the fake clock; no timer may be left. */
export async function ended(service: PtzService): Promise<void> {
  const ending = service.dispose();
  await vi.advanceTimersByTimeAsync(5_000);
  await ending;
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
}

export const refusal = (code: ErrorCode, vendorCode: string): AppError =>
  new AppError(code, 'no', {
    vendor: {
      id: 'huawei-ivm',
      operation: 'controlPtz',
      code: vendorCode,
      httpStatus: 400,
      requestId: 'r',
      text: null,
    },
  });
