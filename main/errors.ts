/** Failures inside main, and how they become answers that the renderer can show. */
import type { ErrorAction, ErrorCode, VendorFailure, WireError } from '../preload/domain/error.ts';
import { log } from './log.ts';

interface AppErrorOptions {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly action?: ErrorAction;
  readonly retryable?: boolean;
  readonly vendor?: VendorFailure | null;
  readonly cause?: unknown;
}

/** A failure we expect and can explain. Anything else that reaches the IPC edge is a bug and becomes `internal`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly action: ErrorAction;
  readonly retryable: boolean;
  readonly vendor: VendorFailure | null;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.params = options.params ?? {};
    this.retryable = options.retryable ?? false;
    this.action = options.action ?? (this.retryable ? 'retry' : 'none');
    this.vendor = options.vendor ?? null;
  }

  /** The failure that another thread or process reported. */
  static fromWire({ code, params, retryable, action, vendor }: WireError): AppError {
    return new AppError(code, code, { params, retryable, action, vendor });
  }

  toWire(): WireError {
    const { code, params, retryable, action, vendor } = this;
    return { code, params, retryable, action, vendor };
  }
}

/** The closed list starts here for a cancelled call: callers must not show it as a failure. */
export function cancelled(what: string): AppError {
  return new AppError('cancelled', `${what}: cancelled`);
}

/** Whether an error is a failure to report: neither a cancellation nor a mistake in the program. */
export const isFailure = (error: unknown): error is AppError => error instanceof AppError && error.code !== 'cancelled';

export function isAbort(error: unknown): boolean {
  return (
    (error instanceof AppError && error.code === 'cancelled') || (error instanceof Error && error.name === 'AbortError')
  );
}

/** Errors that the language and Node throw for a mistake in our code, such as a wrong argument. */
const MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError];

/**
 * Writes a failure into the log, with its stack, when it is a mistake in the program: neither a failure of the closed list,
 * nor a cancellation, nor what the system says of a socket or a file, which has a code.
 *
 * @param message a constant: the log limits lines by their message.
 */
export function logUnexplained(message: string, error: unknown): void {
  if (error instanceof AppError || isAbort(error)) return;
  const isMistake = MISTAKES.some((mistake) => error instanceof mistake);
  if (isMistake || !(error instanceof Error) || !('code' in error)) log.error(message, { error });
}

/** Turns any thrown value into an answer; an unexpected error is logged and becomes `internal`. */
export function toWireError(error: unknown): WireError {
  if (error instanceof AppError) return error.toWire();
  if (isAbort(error)) return cancelled('request').toWire();
  log.error('unexpected failure', { error });
  return { code: 'internal', params: {}, retryable: false, action: 'report', vendor: null };
}
