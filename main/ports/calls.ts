/** Single calls of documented operations. */
import type { ErrorCode } from '../../preload/domain/error.ts';

/** One item of a batch that the cloud did not do although it called the whole call a success. */
export interface ItemFailure {
  /** The item's own id, or null when the cloud names none. */
  readonly item: string | null;
  readonly code: ErrorCode;
  readonly vendorCode: string | null;
  readonly text: string | null;
  /** Its place in the answer, for an answer that repeats what was sent, one by one. */
  readonly index?: number;
}

/** The answer of a single call. `data` has the documented types; integers beyond 2^53 are texts. */
export interface CallReply {
  readonly data: Readonly<Record<string, unknown>>;
  readonly httpStatus: number;
  readonly requestId: string | null;
  /** The items of a batch that failed; absent when all went well. */
  readonly failures?: readonly ItemFailure[];
}

/** Takes the file that a cloud answers, part by part; without it the file is gathered into the answer. */
export interface FileTaker {
  readonly sink: (part: Uint8Array) => void;
  /** Longest file that the sink is given. */
  readonly maxFileBytes: number;
}

/** Any documented operation by its name, over the session's own token and connections. */
export interface CallPort {
  /**
   * Checks, signs and sends one call.
   *
   * @param params by their documented names, without those that the session supplies.
   * @param taker for operations that answer a file.
   * @throws {AppError} and nothing else; {RangeError} when the cloud documents no such operation.
   */
  call(operationId: string, params: object, signal: AbortSignal, taker?: FileTaker): Promise<CallReply>;
  /** Documented parameters that are the account's own keys: filled in where the caller does not give them. */
  supplied(operationId: string): readonly string[];
  /** Least time between two calls with the same target, or null. It is kept without the caller's doing. */
  minGapMs(operationId: string): number | null;
}
