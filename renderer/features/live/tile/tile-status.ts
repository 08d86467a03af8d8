/** Turns the state of a tile's player into shape, words and veil. Pure; the tile draws it. */
import type { WireError } from '../../../../preload/domain/error.ts';
import type { Text } from '../../../i18n/i18n.ts';
import type { Locale } from '../../../i18n/locale.ts';
import type { PlayerSnapshot, PlayerState } from '../../../media/live/player-state.ts';
import { DELAYED_ABOVE_MS } from '../../../media/live/player-state.ts';
import { isCameraOff } from '../../../state/players/players.ts';
import { durationText, secondsText } from '../../../ui/format.ts';
import type { StateName } from '../../../ui/icons/names.ts';

export type VeilState =
  | { readonly kind: 'parked' }
  | { readonly kind: 'opening'; readonly sinceMs: number }
  | { readonly kind: 'frozen'; readonly state: Extract<PlayerState, { phase: 'frozen' }> }
  | { readonly kind: 'reconnecting'; readonly state: Extract<PlayerState, { phase: 'reconnecting' }> }
  | { readonly kind: 'offline'; readonly state: Extract<PlayerState, { phase: 'failed' }> }
  | { readonly kind: 'error'; readonly state: Extract<PlayerState, { phase: 'failed' }> };

export interface TileStatus {
  readonly glyph: StateName;
  readonly veil: VeilState | null;
}

const IDLE: PlayerState = { phase: 'idle' };

/** The state of the player, or idle before the pool has reported one. */
export function stateOf(player: PlayerSnapshot | null): PlayerState {
  return player?.state ?? IDLE;
}

export function statusOf(state: PlayerState, openedAtMs: number): TileStatus {
  switch (state.phase) {
    case 'idle':
      return { glyph: 'none', veil: { kind: 'opening', sinceMs: openedAtMs } };
    case 'parked':
      return { glyph: 'none', veil: { kind: 'parked' } };
    case 'opening':
      return { glyph: 'none', veil: { kind: 'opening', sinceMs: state.sinceMs } };
    case 'playing':
      return { glyph: 'live', veil: null };
    case 'delayed':
    case 'stalled':
      return { glyph: 'delayed', veil: null };
    case 'frozen':
      return { glyph: 'frozen', veil: { kind: 'frozen', state } };
    case 'reconnecting':
      return { glyph: 'reconnecting', veil: { kind: 'reconnecting', state } };
    case 'failed': {
      const kind = isCameraOff(state.error) ? 'offline' : 'error';
      return { glyph: kind, veil: { kind, state } };
    }
    default:
      return state satisfies never;
  }
}

/** The words at the right end of the header. For a live picture its age, otherwise the state. */
export function headerWords(t: Text, locale: Locale, player: PlayerSnapshot | null, nowMs: number): string {
  const state = stateOf(player);
  const latencyMs = player?.statistics.latencyMs ?? null;
  switch (state.phase) {
    case 'parked':
      return t('streams.parked');
    case 'idle':
    case 'opening':
      return t('live.state.opening');
    case 'playing':
      return latencyMs === null ? t('live.state.live') : t('live.state.latency', { seconds: secondsText(latencyMs) });
    case 'delayed':
      return t('live.state.delayed', { seconds: secondsText(latencyMs ?? DELAYED_ABOVE_MS) });
    case 'stalled':
      return t('live.state.delayed', { seconds: secondsText(Math.max(latencyMs ?? 0, DELAYED_ABOVE_MS)) });
    case 'frozen':
      return t('live.state.frozen', { age: durationText(nowMs - state.lastFrameAtMs, locale) });
    case 'reconnecting':
      return t('live.state.reconnecting');
    case 'failed':
      if (!isCameraOff(state.error)) return t('live.state.error');
      // Without an own picture the client knows when it noticed, not since when the camera is off.
      if (state.lastFrameAtMs === null) return t('live.state.offline');
      return t('live.state.offlineFor', { age: durationText(Math.max(1000, nowMs - state.lastFrameAtMs), locale) });
    default:
      return state satisfies never;
  }
}

/** True while the words of this state count seconds by themselves. */
export function isCounting(state: PlayerState): boolean {
  return state.phase === 'frozen' || state.phase === 'failed';
}

/** `IVM.90000011` or `HTTP 503`: what support asks for first. */
export function vendorCode(error: WireError): string | null {
  if (error.vendor === null) return null;
  if (error.vendor.code !== null) return error.vendor.code;
  return error.vendor.httpStatus === null ? null : `HTTP ${error.vendor.httpStatus}`;
}
