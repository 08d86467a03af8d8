/** Why nothing is recorded: by what this client saw, and by the plan and the retention of today. */
import { MAX_SENT_COVERAGE } from '../../../preload/domain/bounds.ts';
import type { GapsAnswer } from '../../../preload/contract/recordings.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { reasonedGaps } from '../../../preload/domain/recording/recording-gaps.ts';
import { keptFromMs, plannedWithin, type PlanOfToday } from '../../../preload/domain/recording/recording-plans.ts';

import type { TimeRange } from '../../../preload/domain/time.ts';
import type { RecordingKey } from '../../db/playback/recordings.ts';
import { toWireError } from '../../errors.ts';
import type { PlanPort } from '../../ports/plans.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { withinLimit } from '../shared/time-limit.ts';
import type { OfflineTimes } from './offline-times.ts';
import type { RecordingIndex } from './recording-index.ts';

/** From the question for a plan to the cloud's answer, signing in included. */
const ASK_LIMIT_MS = 25_000;
/** The precision of the search for archived footage does not matter here: the stored answers are read as they are. */
const ANY_GRAIN_MS = 1;

interface RecordingGapsOptions {
  readonly index: Pick<RecordingIndex, 'known' | 'oldestMs'>;
  readonly offline: Pick<OfflineTimes, 'of'>;
  /** The plans of an account's cloud; null where the cloud publishes none. @throws {AppError} as a session does. */
  readonly plansOf: (id: AccountId) => Promise<PlanPort | null>;
}

export class RecordingGaps {
  readonly #options: RecordingGapsOptions;
  readonly #disposed = new AbortController();

  constructor(options: RecordingGapsOptions) {
    this.#options = options;
  }

  /**
   * The pieces of the range in which the newest list has nothing, each with its reason. Without an answer for the
   * plan, the pieces have the reasons that need no plan, beside the failure.
   *
   * @throws {AppError} `channel.not-found`, `input.invalid-field`.
   */
  async of({ channelId, place }: RecordingKey, range: TimeRange): Promise<GapsAnswer> {
    const { accountId } = givenChannelRef(channelId);
    const { coverage } = await this.#options.index.known({ channelId, place, range, archiveGrainMs: ANY_GRAIN_MS });
    const empty = coverage.filter(({ state }) => state === 'empty' || state === 'unpublished');
    const offline = this.#options.offline.of(channelId, range);
    const oldestMs = this.#options.index.oldestMs({ channelId, place });
    const answer = (plan: PlanOfToday | null): Pick<GapsAnswer, 'gaps' | 'planAsOfMs'> => ({
      gaps: reasonedGaps(empty, {
        offline,
        planned: plan === null ? null : plannedWithin(plan, range),
        keptFromMs: plan === null ? null : expiredBeforeMs(keptFromMs(plan), oldestMs),
      }).slice(0, MAX_SENT_COVERAGE),
      planAsOfMs: plan?.asOfMs ?? null,
    });
    // Plans are those of the cloud: no cloud reports the recording plan of a device.
    if (empty.length === 0 || place === 'device') return { ...answer(null), error: null };
    try {
      return { ...answer(await this.#planOf(accountId, channelId)), error: null };
    } catch (error) {
      return { ...answer(null), error: toWireError(error) };
    }
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #planOf(accountId: AccountId, channelId: ChannelId): Promise<PlanOfToday | null> {
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (limited) => {
      const port = await this.#options.plansOf(accountId);
      return port === null ? null : await port.planOf(channelId, limited);
    });
  }
}

/** Clouds delete the oldest first: a gap with older footage before it was not deleted by age. */
const expiredBeforeMs = (keptMs: number | null, oldestMs: number | null): number | null =>
  keptMs === null || oldestMs === null ? keptMs : Math.min(keptMs, oldestMs);
