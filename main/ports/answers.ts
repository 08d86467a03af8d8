/** Reading the answers of clouds beside the main thread. */
import type { VendorId } from '../../preload/domain/vendor.ts';

/** The part of an answer that a reading needs. */
export interface AnswerText {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Reading = (
  | { readonly kind: 'data'; readonly data: unknown }
  /** The cloud is still at work. */
  | { readonly kind: 'pending' }
  /** The cloud says no, in its own words. */
  /** `isForeign`: the refusal is not written in the way of this cloud. */
  | {
      readonly kind: 'refused';
      readonly code: string | null;
      readonly text: string | null;
      readonly isForeign: boolean;
    }
  /** Not the documented answer; `detail` says why. */
  | { readonly kind: 'bad'; readonly detail: string; readonly isRetryable: boolean }
) & {
  /** The id that the answer itself prints; null where it prints none. */
  readonly requestId: string | null;
};

/** The part of the call that the reading depends on. */
export interface ReadingScope {
  /** The operation answers a file, so data are none. */
  readonly wantsFile: boolean;
  /** The call asked for the start of its list. */
  readonly isFirstPage: boolean;
}

/** A long answer with the call that it belongs to. */
export interface LongAnswer extends AnswerText, ReadingScope {
  readonly vendor: VendorId;
  readonly operation: string;
}

/** Reads answers that would keep the main thread busy for too long. */
export interface AnswerReader {
  /** @throws {AppError} `cancelled` when `signal` fires; an answer that cannot be read is a reading of the kind `bad`. */
  read(answer: LongAnswer, signal: AbortSignal): Promise<Reading>;
}
