import { useText } from '../i18n/i18n.ts';
import type { StatusItem } from '../state/actions/area.ts';
import { toggleMessages, useNavigation } from '../state/page/navigation.ts';
import { useNotices } from '../state/page/notices.ts';
import { useAction } from '../state/actions/shortcuts.ts';
import { clockText } from '../ui/format.ts';
import { Icon } from '../ui/icons/icon.tsx';
import { StatusButton } from '../ui/status-button.tsx';
import { Clock } from './clock.tsx';
import { MessagesPanel } from './messages-panel.tsx';
import { noticeWords, shortNoticeWords } from './notice-words.ts';
import { UndoButton } from './undo-button.tsx';

/** The items of the areas, and between them one line with the client's last report. On a full screen also the time. */
export function StatusBar({ items }: { readonly items: readonly StatusItem[] }) {
  const t = useText();
  const hasNotice = useNotices((state) => state.last !== null);
  return (
    <footer className={hasNotice ? 'status has-notice' : 'status'} aria-label={t('shell.regions.status')}>
      {items.map(({ id, isAtEnd, Content }) => (isAtEnd ? null : <Content key={id} />))}
      <NoticeLine />
      <Messages />
      {items.map(({ id, isAtEnd, Content }) => (isAtEnd ? <Content key={id} /> : null))}
      <span className="status-clock">
        <Clock />
      </span>
    </footer>
  );
}

/** The message has two lines where one is too short; its link and its Undo are always whole. */
function NoticeLine() {
  const t = useText();
  const last = useNotices((state) => state.last);
  return (
    <span className="fill" role="status">
      {last === null ? null : (
        <>
          <span className="t3 notice-time">{clockText(last.atMs)}</span>
          <span className="t1 notice-words" title={noticeWords(t, last)}>
            {shortNoticeWords(t, last)}
          </span>
          {last.link === null ? null : (
            <button type="button" className="lnk" onClick={last.link.run}>
              {t(`shell.noticeLinks.${last.link.kind}`, { count: last.link.count ?? 0 })}
            </button>
          )}
          {last.undo === null ? null : <UndoButton undo={last.undo} sinceMs={last.atMs} />}
        </>
      )}
    </span>
  );
}

/** Opens the list of the last messages. */
function Messages() {
  const t = useText();
  const isOpen = useNavigation((state) => state.areMessagesOpen);
  const hasAny = useNotices((state) => state.past.length > 0);
  const action = useAction(t('shell.messages.open'), 'app.messages');
  if (!hasAny && !isOpen) return null;
  return (
    <span className="messages">
      <StatusButton {...action} isOpen={isOpen} onClick={toggleMessages}>
        <Icon name="chev-u" size={14} />
      </StatusButton>
      {isOpen ? <MessagesPanel /> : null}
    </span>
  );
}
