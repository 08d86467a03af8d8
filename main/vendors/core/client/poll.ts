/** Waits for work that a cloud continues after its answer: asks again at growing intervals, and not for ever. */
import { AppError } from '../../../errors.ts';
import { pause, pollDelayMs, type PollPolicy } from '../http/retry.ts';

/** How far the work is. `progress` from 0 to 1, or null if the cloud does not report it. */
export type WorkState =
  | { readonly kind: 'working'; readonly progress: number | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly detail: string };

/** For work of minutes: imports, retrievals, upgrades. */
const LONG_POLL: PollPolicy = { firstDelayMs: 500, maxDelayMs: 5_000, maxMs: 15 * 60_000 };

export interface PollOptions {
  readonly poll?: PollPolicy;
  readonly onProgress?: (progress: number | null) => void;
  readonly random?: () => number;
}

/**
 * Asks until the work is done.
 *
 * @param what names the work in messages.
 * @returns the answer that reported the end.
 * @throws {AppError} `cancelled`, `cloud.pending` after the longest wait, `cloud.refused` when the cloud gave the
 *   work up, and whatever `ask` throws.
 */
export async function pollUntilDone<T>(
  what: string,
  ask: (signal: AbortSignal) => Promise<T>,
  stateOf: (answer: T) => WorkState,
  signal: AbortSignal,
  { poll = LONG_POLL, onProgress, random = Math.random }: PollOptions = {},
): Promise<T> {
  const startedMs = performance.now();
  for (let asked = 1; ; asked += 1) {
    const answer = await ask(signal);
    const state = stateOf(answer);
    if (state.kind === 'done') return answer;
    if (state.kind === 'failed') {
      throw new AppError('cloud.refused', `${what}: ${state.detail}`, { params: { detail: state.detail } });
    }
    onProgress?.(state.progress);
    const delayMs = pollDelayMs(asked, poll, random());
    if (performance.now() - startedMs + delayMs > poll.maxMs) {
      throw new AppError('cloud.pending', `${what}: still at work`, { retryable: true });
    }
    await pause(delayMs, signal);
  }
}
