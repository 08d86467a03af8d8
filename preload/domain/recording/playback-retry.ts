/**
 * Who tries again when a part of a recording cannot be had: each kind has one owner, and nobody else repeats a request. The
 * worker of the gateway owns segments, addresses and stretches; the page owns the playback as a whole. The player library
 * repeats nothing.
 */
import type { WireError } from '../error.ts';

type Failure = Pick<WireError, 'code' | 'retryable'>;

export interface RetryPolicy {
  /** Tries before the failure is reported, the first one included. Infinity: until somebody ends the playback. */
  readonly mostTries: number;
  /** Waits before the second try, the third ..., ms; the last one repeats. */
  readonly waitsMs: readonly number[];
  /** No try begins later than this after the first one, ms. */
  readonly longestMs: number;
  readonly isRetryable: (failure: Failure) => boolean;
}

export interface RestingPolicy extends RetryPolicy {
  /** The rest after the last try in vain, in which nothing is asked, ms. */
  readonly restMs: number;
}

export interface AddressPolicy extends RetryPolicy {
  /**
   * The most segments of a stretch in a row that may be refused under every new address: each is left out, and the recording
   * plays on behind it. The next one ends the playback: the address is refused, and not a segment.
   */
  readonly mostSegments: number;
}

const saysSo = ({ retryable }: Failure): boolean => retryable;
/** A device that is off line comes back by itself, and nothing announces it. */
export const isOffLine = ({ code }: Failure): boolean => code === 'device.offline';

const ofWorker = { mostTries: 4, waitsMs: [200, 1_000, 2_000, 4_000], longestMs: 40_000 } as const;
const ofPage = {
  mostTries: Number.POSITIVE_INFINITY,
  longestMs: Number.POSITIVE_INFINITY,
  /** The last wait bounds how long a tile stays without a picture once its cloud works again. */
  waitsMs: [500, 1_000, 2_000, 4_000, 8_000, 12_000],
} as const;

export const PLAYBACK_RETRY = {
  /** The worker: a segment, its key or its key picture, whoever asks for it. After a rest there is one try. */
  segment: { ...ofWorker, restMs: 3_000, isRetryable: saysSo },
  /** The worker: an address whose server refuses segments; each try asks for a new address, by the policy of stretches. */
  address: { ...ofWorker, mostSegments: 1, isRetryable: saysSo },
  /** The worker: address and playlist of a stretch. */
  stretch: { ...ofWorker, restMs: 10_000, isRetryable: saysSo },
  /** The page: a recording that is lost. */
  playback: { ...ofPage, isRetryable: saysSo },
  /** The page: a recording that played and was lost by what time rarely cures, such as damage in the stream of a device. */
  damaged: { ...ofPage, mostTries: 6, isRetryable: () => true },
  /** The page: the stream of a device that ends early and brings nothing new. Footage that comes begins anew. */
  endedEarly: { ...ofPage, mostTries: 6, isRetryable: ({ code }: Failure) => code === 'media.upstream-closed' },
  /** The page: a recording whose device is off line. */
  offLine: { ...ofPage, waitsMs: [30_000], isRetryable: isOffLine },
} as const satisfies Readonly<Record<string, RetryPolicy | RestingPolicy | AddressPolicy>>;

/** The worker has answered a request of the page by then, whatever clouds and servers do: who asks it waits no shorter, ms. */
export const WORKER_PATIENCE_MS = 110_000;

/**
 * The page loads from the same address again, which costs the cloud a segment; each fourth time it opens the recording again,
 * which costs an address too. An address that its server refuses is renewed by the worker.
 */
export const OPENS_AT_TRY = 4;

/** A stream of a device that brought less footage than this since its last early end brought nothing new, ms. */
export const LEAST_NEW_MS = 1_000;

/**
 * The name under which a player that stands still, and has its picture, reads the playlist of its recording: the gateway loads
 * nothing ahead for it.
 */
export const STILL_LIST = 'still.m3u8';

/** HTTP statuses by which the gateway answers for a segment that it leaves out. */
export const LEFT_OUT = { gone: 410, refused: 423 } as const;

/** In the playlist of the gateway before the tag of a gap: the server of the cloud refuses this segment. */
export const REFUSED_TAG = 'EXT-X-LANNER-REFUSED';

/** A recording that played so long without a loss begins with the first wait at its next loss, ms. */
export const PLAYED_MS = 10_000;

/** @param tries how many tries failed in a row, from 1. @returns the wait before the next one, ms. */
export const waitAfter = (tries: number, waitsMs: readonly number[]): number =>
  waitsMs[Math.min(tries, waitsMs.length) - 1] ?? 0;

/** The policy of the page for a failure; null where only the operator can help. */
export function pageRetryOf(failure: Failure): RetryPolicy | null {
  const { offLine, playback } = PLAYBACK_RETRY;
  return [offLine, playback].find(({ isRetryable }) => isRetryable(failure)) ?? null;
}
