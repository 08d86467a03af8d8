/** Recording plans, read only. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { PlanOfToday } from '../../preload/domain/recording/recording-plans.ts';

export interface PlanPort {
  /**
   * By which plan the cloud records a camera today. The answer may be some minutes old: `asOfMs` says how old.
   *
   * @throws {AppError} `network.bad-answer` for a plan that cannot be read, and what the cloud refused.
   */
  planOf(channelId: ChannelId, signal: AbortSignal): Promise<PlanOfToday>;
}
