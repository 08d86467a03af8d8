import { useText } from '../i18n/i18n.ts';
import type { NoticeUndo } from '../state/page/notices.ts';
import { useNowMs } from '../ui/now.ts';

/** Offered for as long as it can be done; the seconds step down. */
export function UndoButton({ undo, sinceMs }: { readonly undo: NoticeUndo; readonly sinceMs: number }) {
  const t = useText();
  // The shared second may have begun before the notice.
  const seconds = Math.ceil((undo.untilMs - Math.max(sinceMs, useNowMs())) / 1000);
  if (seconds <= 0) return null;
  return (
    <button type="button" className="lnk undo" onClick={undo.run}>
      {t('shell.undo', { seconds })}
    </button>
  );
}
