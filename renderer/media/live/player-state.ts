/**
 * The states of a live player, and the function that derives a state from measurements. Pure: no element, no clock.
 * Times are epoch milliseconds. `lastFrameAtMs` in a state is when the client received the last frame.
 */
import type { WireError } from '../../../preload/domain/error.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import type { LocalTransport, NextTry, StreamFeed, StreamProfile } from '../../../preload/domain/media/streams.ts';
import type { LoadReason } from '../pool/governor.ts';
import { codecName, type EngineSample } from '../engines/player-engine.ts';
import { isBelieved } from './player-wait.ts';

/** Above this age of the picture a tile reads "delayed". */
export const DELAYED_ABOVE_MS = 3_000;
/** A delayed tile reads "playing" again below this age: a picture at the limit would change its state each second. */
const PUNCTUAL_BELOW_MS = 2_500;
/** A stall counts as delay until this long without a new frame; then the picture is called frozen. */
const FROZEN_AFTER_MS = 7_000;
/** A frozen player is rebuilt this long after it was called frozen. */
const REBUILD_AFTER_FROZEN_MS = 3_000;
/** A shorter gap in the upstream is bridged by the buffer, so the tile does not mention it. */
const BRIDGED_GAP_MS = 1_500;
/** After media flows again the picture gets this long to move before silence counts against the player. */
const RECOVERY_GRACE_MS = 5_000;

export type PlayerState =
  | { readonly phase: 'idle' }
  /** Closed on purpose: the tile cannot be seen, or the governor parked it. The tile keeps its place. */
  | { readonly phase: 'parked'; readonly sinceMs: number }
  | { readonly phase: 'opening'; readonly attempt: number; readonly sinceMs: number }
  | { readonly phase: 'playing'; readonly sinceMs: number }
  | { readonly phase: 'delayed'; readonly sinceMs: number }
  | { readonly phase: 'stalled'; readonly sinceMs: number; readonly lastFrameAtMs: number }
  | { readonly phase: 'frozen'; readonly sinceMs: number; readonly lastFrameAtMs: number; readonly rebuildAtMs: number }
  | ({
      readonly phase: 'reconnecting';
      readonly attempt: number;
      readonly plannedBy: 'gateway' | 'page';
      readonly lastFrameAtMs: number | null;
      readonly error: WireError;
    } & NextTry)
  | {
      readonly phase: 'failed';
      readonly sinceMs: number;
      /** When the client tries again by itself, or null when only a change or the user can help. */
      readonly retryAtMs: number | null;
      readonly lastFrameAtMs: number | null;
      readonly error: WireError;
    };

/** Why a tile shows another stream than its size asks for. */
export type ProfileNotice =
  /** The stream that the size asks for has a codec that this computer cannot decode; the other stream shows instead. */
  | { readonly kind: 'codec'; readonly codec: string; readonly instead: StreamProfile }
  | { readonly kind: 'main-failed'; readonly error: WireError }
  /** The governor keeps the tile on its sub stream. */
  | { readonly kind: 'lowered'; readonly reason: LoadReason }
  /** The governor closed its stream. */
  | { readonly kind: 'parked'; readonly reason: LoadReason };

export interface PlayerStatistics {
  readonly transport: LocalTransport | null;
  readonly codec: string | null;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly bitrateBps: number | null;
  readonly droppedFrames: number;
  readonly stalls: number;
  /**
   * The age of the picture as far as the client can know it: end of the buffer minus position, plus the length of a
   * stall.
   */
  readonly latencyMs: number | null;
  /** From the request for the camera to its first picture. */
  readonly firstFrameMs: number | null;
}

export interface PlayerSnapshot {
  readonly channelId: ChannelId;
  readonly profile: StreamProfile;
  readonly state: PlayerState;
  readonly statistics: PlayerStatistics;
  readonly notice: ProfileNotice | null;
}

export const NO_STATISTICS: PlayerStatistics = {
  transport: null,
  codec: null,
  width: 0,
  height: 0,
  fps: 0,
  bitrateBps: null,
  droppedFrames: 0,
  stalls: 0,
  latencyMs: null,
  firstFrameMs: null,
};

/** The measurements of one sampling. */
export interface Measured {
  readonly sample: EngineSample;
  readonly latencyMs: number;
  readonly fps: number;
  readonly droppedFrames: number;
  readonly isNewStall: boolean;
}

/** The statistics after a sampling, rounded so that they change only where the user would see it. */
export function measured(
  old: PlayerStatistics,
  { videoWidth, videoHeight }: { readonly videoWidth: number; readonly videoHeight: number },
  { sample, latencyMs, fps, droppedFrames, isNewStall }: Measured,
): PlayerStatistics {
  return {
    ...old,
    codec: sample.codec ? codecName(sample.codec) : old.codec,
    width: videoWidth,
    height: videoHeight,
    fps: Math.round(fps * 10) / 10,
    bitrateBps: sample.bitrateBps,
    droppedFrames,
    stalls: old.stalls + (isNewStall ? 1 : 0),
    latencyMs: Math.round(latencyMs / 100) * 100,
  };
}

/** The facts of one sampling of a player that has shown at least one frame of this connection. */
export interface Evidence {
  readonly nowMs: number;
  /** When the last new frame was seen to show. */
  readonly lastFrameAtMs: number;
  /** When that frame was received; the state contains this time. */
  readonly receivedAtMs: number;
  readonly latencyMs: number;
  readonly feed: StreamFeed | null;
  readonly feedChangedAtMs: number;
}

/** The state that the evidence proves. Returns `previous` itself when nothing changed, so that callers can compare. */
export function judge(previous: PlayerState, evidence: Evidence): PlayerState {
  const { nowMs, feed, receivedAtMs: lastFrameAtMs } = evidence;
  const silenceMs = nowMs - evidence.lastFrameAtMs;
  if (silenceMs >= BRIDGED_GAP_MS && isBelieved(feed, nowMs)) return reconnectingFrom(previous, feed, lastFrameAtMs);
  const isRecovering = feed?.phase === 'flowing' && nowMs - evidence.feedChangedAtMs < RECOVERY_GRACE_MS;
  if (previous.phase === 'reconnecting' && isRecovering && silenceMs >= BRIDGED_GAP_MS) {
    // By then the picture moves, or the player is called frozen and built again.
    const nextAtMs = evidence.feedChangedAtMs + RECOVERY_GRACE_MS + REBUILD_AFTER_FROZEN_MS;
    if (previous.plannedBy === 'page' && previous.nextAtMs === nextAtMs) return previous;
    return { ...previous, plannedBy: 'page', nextAtMs, isTrying: true };
  }
  if (silenceMs >= FROZEN_AFTER_MS) {
    if (previous.phase === 'frozen') return previous;
    return { phase: 'frozen', sinceMs: nowMs, lastFrameAtMs, rebuildAtMs: nowMs + REBUILD_AFTER_FROZEN_MS };
  }
  if (silenceMs > DELAYED_ABOVE_MS) {
    return previous.phase === 'stalled' ? previous : { phase: 'stalled', sinceMs: nowMs, lastFrameAtMs };
  }
  // Whatever the transport: an operator who steers the camera must know that the picture is late.
  const limitMs = previous.phase === 'delayed' ? PUNCTUAL_BELOW_MS : DELAYED_ABOVE_MS;
  const phase = evidence.latencyMs > limitMs ? 'delayed' : 'playing';
  return previous.phase === phase ? previous : { phase, sinceMs: nowMs };
}

/** The player state for a lost upstream, from the gateway's feed; the same object when the feed brings nothing new. */
export function reconnectingFrom(
  previous: PlayerState,
  feed: Extract<StreamFeed, { phase: 'reconnecting' }>,
  lastFrameAtMs: number | null,
): PlayerState {
  const isSame =
    previous.phase === 'reconnecting' &&
    previous.attempt === feed.attempt &&
    previous.nextAtMs === feed.nextAtMs &&
    previous.isTrying === feed.isTrying &&
    previous.error.code === feed.error.code;
  if (isSame) return previous;
  const { attempt, nextAtMs, isTrying, error } = feed;
  return { phase: 'reconnecting', attempt, nextAtMs, isTrying, plannedBy: 'gateway', lastFrameAtMs, error };
}

/** Why a place shows no picture of its player. */
export type PictureLack =
  { readonly kind: 'opening' } | { readonly kind: 'parked' } | { readonly kind: 'failed'; readonly error: WireError };

/**
 * @param state undefined before there is a player.
 * @returns null while a picture shows, also one that stands still.
 */
export function pictureLack(state: PlayerState | undefined): PictureLack | null {
  switch (state?.phase) {
    case 'playing':
    case 'delayed':
    case 'stalled':
    case 'frozen':
      return null;
    case 'parked':
      return { kind: 'parked' };
    case 'reconnecting':
    case 'failed':
      return { kind: 'failed', error: state.error };
    case undefined:
    case 'idle':
    case 'opening':
      return { kind: 'opening' };
  }
}

/** True while pictures move, late or not. */
export function isMoving(state: PlayerState): boolean {
  switch (state.phase) {
    case 'playing':
    case 'delayed':
      return true;
    case 'idle':
    case 'parked':
    case 'opening':
    case 'stalled':
    case 'frozen':
    case 'reconnecting':
    case 'failed':
      return false;
    default:
      return state satisfies never;
  }
}
