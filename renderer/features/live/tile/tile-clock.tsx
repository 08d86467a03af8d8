import { useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { usePreferences } from '../../../state/page/preferences.ts';
import { clockText, stampText, zoneText, secondsText } from '../../../ui/format.ts';
import { useNowMs } from '../../../ui/now.ts';
import { useReplayTimes } from '../picture/replay-times.ts';
import { stateOf } from './tile-status.ts';

interface TileClockProps {
  readonly slotKey: SlotKey;
  readonly isSelected: boolean;
}

/** When the picture was received, by this computer's clock. Only tiles that show the time listen to the clock. */
export function TileClock({ slotKey, isSelected }: TileClockProps) {
  const isShown = usePreferences((state) => state.isClockShown) || isSelected;
  const isMoving = usePlayers((state) => /^(playing|delayed)$/.test(stateOf(selectPlayer(slotKey)(state)).phase));
  return isShown && isMoving ? <Clock slotKey={slotKey} /> : null;
}

function Clock({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const nowMs = useNowMs();
  const lagMs = usePlayers((state) => selectPlayer(slotKey)(state)?.statistics.latencyMs ?? null);
  if (lagMs === null) return null;
  const atMs = nowMs - lagMs;
  const title = t('live.tile.clock', { stamp: stampText(atMs), seconds: secondsText(lagMs) });
  return (
    <time className="lv-clock" dateTime={new Date(atMs).toISOString()} title={title}>
      <span className="lv-received">{t('live.tile.received')} </span>
      {clockText(atMs)}
      <span className="lv-zone"> {zoneText(atMs)}</span>
    </time>
  );
}

/** When the picture of the replay was received; the only time that the tile shows. */
export function ReplayClock({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const atMs = useReplayTimes((times) => times[slotKey] ?? null);
  if (atMs === null) return null;
  return (
    <time
      className="lv-replay-time"
      dateTime={new Date(atMs).toISOString()}
      title={t('live.tile.replayClock', { stamp: stampText(atMs) })}
    >
      <span className="lv-received">{t('live.tile.received')} </span>
      {clockText(atMs)}
      <span className="lv-zone"> {zoneText(atMs)}</span>
    </time>
  );
}
