/** Tasks that bring archived recordings back. */
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { Retrieval, RetrievalDetails } from '../../preload/domain/recording/retrievals.ts';
import type { TimeRange } from '../../preload/domain/time.ts';

/** The documented limits of one task. */
export interface RetrievalLimits {
  readonly maxChannels: number;
  readonly maxNameChars: number;
  /** The characters of a name. */
  readonly namePattern: RegExp;
  readonly maxKeepDays: number;
  /** Times at which every task must end: times of each UTC day, in ms after midnight. */
  readonly cutsMs: readonly number[];
}

export interface RetrievalOrder {
  /** No other task of the account may have the name. */
  readonly name: string;
  readonly channelIds: readonly ChannelId[];
  readonly range: TimeRange;
  /** How many days the footage stays after it was brought back, 1 or more. */
  readonly keepDays: number;
}

export interface ListedRetrievals {
  readonly tasks: readonly Retrieval[];
  /** How many tasks could not be read. With one of them, a task that is not among `tasks` is not known to be gone. */
  readonly unreadable: number;
}

export interface RetrievalPort {
  readonly limits: RetrievalLimits;
  /**
   * Orders the first piece of the range that one task can have. The answer says where the piece ends: order again from
   * there, under another name. The cloud may have made the task although this fails with `network.*`: {@link list}
   * shows it by the name.
   *
   * @throws {AppError} `input.invalid-field` for an order beyond the limits, `network.bad-answer` for an answer without a
   *   task, and what the cloud refused.
   */
  add(order: RetrievalOrder, signal: AbortSignal): Promise<Retrieval>;
  /** @throws {AppError} `cloud.not-found` for a task that is gone, `network.bad-answer`, and what the cloud refused. */
  get(nativeId: string, signal: AbortSignal): Promise<RetrievalDetails>;
  /** All tasks of the account, also those that others ordered. @throws {AppError} what the cloud refused. */
  list(signal: AbortSignal): Promise<ListedRetrievals>;
  /** Ends and forgets a task. No cloud documents what becomes of the footage. @throws {AppError} as {@link get}. */
  delete(nativeId: string, signal: AbortSignal): Promise<void>;
}
