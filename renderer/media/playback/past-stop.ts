/** The state of a player of recordings while it has no engine, and the time of its next try. */
import type { WireError } from '../../../preload/domain/error.ts';
import type { TimeRange } from '../../../preload/domain/time.ts';
import { retryDelayMs } from '../live/retry-schedule.ts';
import type { PastPlayerState } from './past-setup.ts';

/** States without an engine that could show anything. */
export type Stop = Extract<PastPlayerState, { phase: 'opening' | 'reconnecting' | 'taken' | 'failed' }>;
export type Reconnecting = Extract<PastPlayerState, { phase: 'reconnecting' }>;

/** The gateway joins the next stretch when it is asked for key pictures; a moment further away is opened there. */
const JOINED_WITHIN_MS = 600_000;
/** Distance to the next try after a stretch without footage. */
export const NEXT_TRY_MS = 60_000;
/** A device that is off line comes back by itself, and nothing announces it. */
const OFF_LINE_RETRY_MS = 30_000;

/** @param random share of the jitter, 0 to 1. */
export function reconnecting(error: WireError, attempt: number, random: number): Reconnecting {
  const delayMs = isOffLine(error) ? OFF_LINE_RETRY_MS : retryDelayMs(attempt, random);
  return { phase: 'reconnecting', attempt, nextAtMs: Date.now() + delayMs, error };
}

export const isOffLine = ({ code }: WireError): boolean => code === 'device.offline';

/** Whether the gateway has key pictures of a moment, or will when it is asked. */
export const isJoined = ({ fromMs, toMs }: TimeRange, atMs: number): boolean =>
  atMs >= fromMs && atMs < toMs + JOINED_WITHIN_MS;

export const holds = ({ fromMs, toMs }: TimeRange, atMs: number): boolean => atMs >= fromMs && atMs < toMs;
