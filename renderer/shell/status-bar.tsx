import { useText, type Text } from '../i18n/i18n.ts';
import type { StatusItem } from '../state/actions/area.ts';
import { useNotices, type Notice, type NoticeUndo } from '../state/page/notices.ts';
import { clockText } from '../ui/format.ts';
import { useNowMs } from '../ui/now.ts';

/** What the areas show, and between these one line of what the client did. */
export function StatusBar({ items }: { readonly items: readonly StatusItem[] }) {
  const t = useText();
  return (
    <footer className="status" aria-label={t('shell.regions.status')}>
      {items.map(({ id, isAtEnd, Content }) => (isAtEnd ? null : <Content key={id} />))}
      <NoticeLine />
      {items.map(({ id, isAtEnd, Content }) => (isAtEnd ? <Content key={id} /> : null))}
    </footer>
  );
}

/** What a notice says, in the language of now. */
export function noticeWords(t: Text, notice: Notice): string {
  const say = t as (key: string, params: Notice['params']) => string;
  return say(`shell.notices.${notice.key}`, notice.params);
}

function NoticeLine() {
  const t = useText();
  const last = useNotices((state) => state.last);
  return (
    <span className="fill" role="status">
      {last === null ? null : (
        <>
          <span className="t3">{clockText(last.atMs)}</span>
          <span className="t1 el" title={noticeWords(t, last)}>
            {noticeWords(t, last)}
          </span>
          {last.link === null ? null : (
            <button type="button" className="lnk" onClick={last.link.run}>
              {t(`shell.noticeLinks.${last.link.kind}`)}
            </button>
          )}
          {last.undo === null ? null : <UndoButton undo={last.undo} sinceMs={last.atMs} />}
        </>
      )}
    </span>
  );
}

/** Offered for as long as it can be done; the seconds step down. */
function UndoButton({ undo, sinceMs }: { readonly undo: NoticeUndo; readonly sinceMs: number }) {
  const t = useText();
  // The shared second may have begun before the notice.
  const seconds = Math.ceil((undo.untilMs - Math.max(sinceMs, useNowMs())) / 1000);
  if (seconds <= 0) return null;
  return (
    <button type="button" className="lnk" onClick={undo.run}>
      {t('shell.undo', { seconds })}
    </button>
  );
}
