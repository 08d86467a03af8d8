/** Requests of the player library that failed: none of them is repeated by the library. */
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { Unplayable } from './unplayable.ts';

/** The gateway has no other answer for a segment that its cloud lost. A segment that was refused is not gone. */
const GONE: readonly number[] = [404, 410];
const LOAD_FAILURE = /Load(?:Error|TimeOut)$/;

/**
 * - `gone`: the segment `data.frag` will never come.
 * - `lost`: the gateway has tried for a while, and gave up.
 * - null: no request failed.
 */
export function loadFailureOf({ ErrorDetails, ErrorTypes }: typeof Hls, data: ErrorData): 'gone' | 'lost' | null {
  if (data.type !== ErrorTypes.NETWORK_ERROR || !(data.fatal || LOAD_FAILURE.test(data.details))) return null;
  const isOfSegment = data.details === ErrorDetails.FRAG_LOAD_ERROR && data.frag !== undefined;
  return isOfSegment && GONE.includes(data.response?.code ?? 0) ? 'gone' : 'lost';
}

/** The library counts failures, and gives up at a number of its own: the count begins anew. */
export function forgetFailures(hls: Hls | null): void {
  for (const level of hls?.levels ?? []) {
    level.fragmentError = 0;
    level.loadError = 0;
  }
}

/** Why nothing more is loaded. */
export class LoadStop {
  /** The part ahead that cannot be shown: no other request helps. */
  unplayable: Unplayable | null = null;
  #loss: WireError | null = null;

  /** A request that failed; null while all is well, and where what cannot be shown is in the way. */
  get loss(): WireError | null {
    return this.unplayable === null ? this.#loss : null;
  }

  lose(error: WireError): WireError {
    this.#loss ??= error;
    return this.#loss;
  }

  /** @returns whether something was lost that may be loaded again now. */
  again(): boolean {
    if (this.loss === null) return false;
    this.#loss = null;
    return true;
  }
}
