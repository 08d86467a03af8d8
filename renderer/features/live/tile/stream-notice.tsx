import { useEffect, useState } from 'react';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import type { SlotKey } from '../../../media/pool/player-pool.ts';
import type { ProfileNotice } from '../../../media/live/player-state.ts';
import { selectPlayer, usePlayers } from '../../../state/players/players.ts';
import { Icon } from '../../../ui/icons/icon.tsx';

/**
 * The words disappear after this time; the sign stays as long as the tile shows another stream than its size asks for.
 */
const WORDS_MS = 8_000;

/**
 * Why the tile shows another stream than its size asks for.
 *
 * @param shown the codec of what shows, or null before it is known.
 */
export function noticeWords(t: Text, notice: ProfileNotice, shown: string | null): string {
  if (notice.kind === 'main-failed') return t('live.tile.subByFailure', { reason: errorWords(t, notice.error).what });
  if (notice.kind === 'lowered') return t('streams.lowered', { reason: t(`streams.reasons.${notice.reason}`) });
  if (notice.kind === 'parked') return t('streams.parked');
  const { codec, instead } = notice;
  if (shown === null || shown === codec) return t('live.tile.otherByCodec', { codec });
  return t(instead === 'sub' ? 'live.tile.subByCodec' : 'live.tile.mainByCodec', { codec, shown });
}

/** Why this tile shows the sub stream although it is large, or the main stream although it is small. */
export function StreamNotice({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const notice = usePlayers((state) => selectPlayer(slotKey)(state)?.notice ?? null);
  const shown = usePlayers((state) => selectPlayer(slotKey)(state)?.statistics.codec ?? null);
  const [readOf, setReadOf] = useState(notice);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => setReadOf(notice), WORDS_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  // A parked tile says so on its veil.
  if (notice === null || notice.kind === 'parked') return null;
  const words = noticeWords(t, notice, shown);
  return (
    <div className="lv-notice">
      <span className="lv-chip" title={words} role="note" aria-label={words}>
        <Icon name="layers" size={13} />
        {readOf === notice ? null : <span>{words}</span>}
      </span>
    </div>
  );
}
