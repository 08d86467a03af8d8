/** The state of a player of recordings while it has no engine. */
import type { TimeRange } from '../../../preload/domain/time.ts';
import type { OpenedPast, PastPlayerState } from './past-setup.ts';

/** States without an engine that could show anything. */
export type Stop = Extract<PastPlayerState, { phase: 'opening' | 'reconnecting' | 'taken' | 'failed' }>;
export type Reconnecting = Extract<PastPlayerState, { phase: 'reconnecting' }>;

/** The gateway joins the next stretch when it is asked for key pictures; a moment further away is opened there. */
const JOINED_WITHIN_MS = 600_000;
/** Distance to the next try after a stretch without footage. */
export const NEXT_TRY_MS = 60_000;

/** Whether the gateway has key pictures of a moment, or will when it is asked. */
export const isJoined = ({ fromMs, toMs }: TimeRange, atMs: number): boolean =>
  atMs >= fromMs && atMs < toMs + JOINED_WITHIN_MS;

export const holds = ({ fromMs, toMs }: TimeRange, atMs: number): boolean => atMs >= fromMs && atMs < toMs;

/** Devices are asked for whole seconds; the rest is played from the buffer. */
const SECOND_MS = 1_000;

/**
 * Whether what was opened does not show the moment that is wanted now. A device sends at its own pace: a later moment would be
 * waited for.
 */
export function isPassed({ range, transport }: OpenedPast, askedMs: number, wantedMs: number): boolean {
  if (wantedMs === askedMs) return false;
  const secondOf = (ms: number): number => Math.floor(ms / SECOND_MS);
  return !holds(range, wantedMs) || (transport === 'flv' && secondOf(wantedMs) !== secondOf(askedMs));
}
