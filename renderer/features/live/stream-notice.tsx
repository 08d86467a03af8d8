import { useEffect, useState } from 'react';
import { errorWords } from '../../i18n/error-words.ts';
import { useText } from '../../i18n/i18n.ts';
import type { SlotKey } from '../../media/player-pool.ts';
import { selectPlayer, usePlayers } from '../../state/players.ts';
import { Icon } from '../../ui/icons/icon.tsx';

/** The words leave after this long; the sign stays for as long as the tile shows another stream than its size asks for. */
const WORDS_MS = 8_000;

/** Why this tile shows the sub stream although it is large. */
export function StreamNotice({ slotKey }: { readonly slotKey: SlotKey }) {
  const t = useText();
  const notice = usePlayers((state) => selectPlayer(slotKey)(state)?.notice ?? null);
  const [readOf, setReadOf] = useState(notice);
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(() => setReadOf(notice), WORDS_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  if (notice === null) return null;
  const words =
    notice.kind === 'codec'
      ? t('live.tile.subByCodec', { codec: notice.codec })
      : t('live.tile.subByFailure', { reason: errorWords(t, notice.error).what });
  return (
    <div className="lv-notice">
      <span className="lv-chip" title={words} role="note" aria-label={words}>
        <Icon name="layers" size={13} />
        {readOf === notice ? null : <span>{words}</span>}
      </span>
    </div>
  );
}
