import { errorWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import type { Outage } from '../../../state/players/outage-tracker.ts';
import { retryOutage } from '../../../state/players/outages.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { minuteText } from '../../../ui/format.ts';
import { RetryAndDetails } from '../../../ui/tile/error-actions.tsx';
import { Veil } from '../../../ui/tile/veil.tsx';

/** How many pictures were lost together with this picture, and since when. */
export function SharedLine({ outage }: { readonly outage: Outage }) {
  const t = useText();
  return (
    <p className="t2">{t('streams.outage.shared', { count: outage.cameras, time: minuteText(outage.sinceMs) })}</p>
  );
}

/** A tile that opens its stream while the pictures of many tiles are lost for one reason. */
export function SharedVeil({ outage }: { readonly outage: Outage }) {
  const t = useText();
  return (
    <Veil
      look="reconnecting"
      glyph={outage.error.retryable ? 'reconnecting' : 'error'}
      title={errorWords(t, outage.error).what}
      isQuiet
    >
      <p className="t2">{t('live.veil.openingText')}</p>
      <SharedLine outage={outage} />
      <RetryAndDetails error={outage.error} onRetry={() => retryOutage(outage)} />
    </Veil>
  );
}

/** Says that the governor closed the stream, why, and that the operator need not do anything. */
export function ParkedVeil({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const notice = usePlayers((state) => selectPlayer(slotKey)(state)?.notice ?? null);
  // A tile that was closed because it is out of sight needs no words.
  if (notice?.kind !== 'parked') return null;
  return (
    <Veil look="reconnecting" glyph="none" title={t('streams.parked')} isQuiet>
      <p className="t2">{t('streams.parkedWhy', { reason: t(`streams.reasons.${notice.reason}`) })}</p>
      <p className="t2 tile-reason">{t('streams.parkedNext')}</p>
    </Veil>
  );
}
