import { useText } from '../i18n/i18n.ts';
import { closeMessages } from '../state/page/navigation.ts';
import { useNotices, type Notice } from '../state/page/notices.ts';
import { clockText } from '../ui/format.ts';
import { StatusPanel } from '../ui/float/status-panel.tsx';
import { noticeWords } from './notice-words.ts';
import { UndoButton } from './undo-button.tsx';
import '../ui/float/status-panel.css';

/** The last messages, the latest first, each whole, with its offer. */
export function MessagesPanel() {
  const t = useText();
  const past = useNotices((state) => state.past);
  return (
    <StatusPanel
      className="at-end"
      title={t('shell.messages.title')}
      closeLabel={t('shell.messages.close')}
      onClose={closeMessages}
    >
      {past.length === 0 ? (
        <p className="t2">{t('shell.messages.none')}</p>
      ) : (
        <ul className="message-list" aria-label={t('shell.messages.title')}>
          {past.map((notice, i) => (
            <Message key={past.length - i} notice={notice} />
          ))}
        </ul>
      )}
    </StatusPanel>
  );
}

function Message({ notice }: { readonly notice: Notice }) {
  const t = useText();
  const { atMs, link, undo } = notice;
  return (
    <li>
      <time className="t3">{clockText(atMs)}</time>
      <span className="grow">{noticeWords(t, notice)}</span>
      {link === null ? null : (
        <button type="button" className="lnk" onClick={link.run}>
          {t(`shell.noticeLinks.${link.kind}`, { count: link.count ?? 0 })}
        </button>
      )}
      {undo === null ? null : <UndoButton undo={undo} sinceMs={atMs} />}
    </li>
  );
}
