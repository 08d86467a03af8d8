import { errorWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/player-pool.ts';
import type { Outage } from '../../../state/players/outage-tracker.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { minuteText } from '../../../ui/format.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';

/**
 * A picture that was lost together with many others: the short reason only, because the status bar tells the rest once.
 */
export function SharedVeil({ outage }: { readonly outage: Outage }) {
  const t = useText();
  return (
    <div className="lv-veil lv-reconnecting">
      <div className="lv-title lv-quiet">
        <StateGlyph name={outage.error.retryable ? 'reconnecting' : 'error'} size={16} />
        <span>{errorWords(t, outage.error).what}</span>
      </div>
      <p className="t2">{t('streams.outage.since', { time: minuteText(outage.sinceMs) })}</p>
    </div>
  );
}

/** Says that the governor closed the stream, why, and that the operator need not do anything. */
export function ParkedVeil({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const notice = usePlayers((state) => selectPlayer(slotKey)(state)?.notice ?? null);
  // A tile that was closed because it is out of sight needs no words.
  if (notice?.kind !== 'parked') return null;
  return (
    <div className="lv-veil lv-reconnecting">
      <div className="lv-title lv-quiet">
        <StateGlyph name="none" size={16} />
        <span>{t('streams.parked')}</span>
      </div>
      <p className="t2">{t('streams.parkedWhy', { reason: t(`streams.reasons.${notice.reason}`) })}</p>
      <p className="t2 lv-reason">{t('streams.parkedNext')}</p>
    </div>
  );
}
