/**
 * The state that the glyph of a tree row shows: the state of the player if the camera is on the wall, else the cloud's
 * last report.
 */
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import type { TileReport } from '../../../../preload/domain/walls/wall.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import type { Text } from '../../../i18n/i18n.ts';
import type { Silence } from '../../../state/players/outages.ts';
import { minuteText } from '../../../ui/format.ts';
import type { StateName } from '../../../ui/icons/names.ts';

export interface RowState {
  readonly glyph: StateName;
  readonly words: string;
}

type Phase = TileReport['phase'];

/**
 * @param silence why the camera's account reports nothing now: its last report may not be true any more.
 */
export function rowState(t: Text, channel: NumberedChannel, phase: Phase | null, silence: Silence | null): RowState {
  const state = playerState(t, phase) ?? cloudState(t, channel);
  if (silence === null || phase === 'playing' || state.glyph !== 'live') return state;
  const facts = { time: minuteText(silence.sinceMs), why: errorWords(t, silence.error).what };
  return { glyph: 'none', words: t('cameras.states.silent', facts) };
}

function playerState(t: Text, phase: Phase | null): RowState | null {
  switch (phase) {
    case 'playing':
      return { glyph: 'live', words: t('cameras.player.live') };
    case 'delayed':
    case 'stalled':
      return { glyph: 'delayed', words: t('cameras.player.delayed') };
    case 'frozen':
      return { glyph: 'frozen', words: t('cameras.player.frozen') };
    case 'reconnecting':
      return { glyph: 'reconnecting', words: t('cameras.player.reconnecting') };
    case 'failed':
      return { glyph: 'error', words: t('cameras.player.error') };
    case 'empty':
    case 'parked':
    case 'opening':
    case null:
      return null;
  }
}

function cloudState(t: Text, channel: NumberedChannel): RowState {
  if (channel.missingSinceMs !== undefined) {
    return { glyph: 'unknown', words: t('cameras.missing.state', { time: minuteText(channel.missingSinceMs) }) };
  }
  if (channel.isFrozen) return { glyph: 'frozen', words: t('cameras.states.frozen') };
  const glyphs = { online: 'live', offline: 'offline', unregistered: 'none', unknown: 'none' } as const;
  return { glyph: glyphs[channel.reachable], words: t(`cameras.states.${channel.reachable}`) };
}
