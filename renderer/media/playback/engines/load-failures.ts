/** Requests of the player library that failed: none of them is repeated by the library. */
import type Hls from 'hls.js';
import type { ErrorData } from 'hls.js';
import { LEFT_OUT } from '../../../../preload/domain/recording/playback-retry.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { Unplayable } from './unplayable.ts';

/** Why a segment will not come: the cloud lost it, or refuses it under every address. */
export type LostWhy = keyof typeof LEFT_OUT;

/** The gateway has no other answers for a segment that it leaves out. */
const WHY_LOST: ReadonlyMap<number, LostWhy> = new Map([
  [404, 'gone'],
  [LEFT_OUT.gone, 'gone'],
  [LEFT_OUT.refused, 'refused'],
]);
const LOAD_FAILURE = /Load(?:Error|TimeOut)$/;

/**
 * - `gone`, `refused`: the segment `data.frag` will not come.
 * - `lost`: the gateway has tried for a while, and gave up.
 * - null: no request failed.
 */
export function loadFailureOf({ ErrorDetails, ErrorTypes }: typeof Hls, data: ErrorData): LostWhy | 'lost' | null {
  if (data.type !== ErrorTypes.NETWORK_ERROR || !(data.fatal || LOAD_FAILURE.test(data.details))) return null;
  const isOfSegment = data.details === ErrorDetails.FRAG_LOAD_ERROR && data.frag !== undefined;
  return (isOfSegment ? WHY_LOST.get(data.response?.code ?? 0) : undefined) ?? 'lost';
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
