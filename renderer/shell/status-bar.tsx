import { VENDOR_CODES } from '../../preload/domain/vendor.ts';
import type { AccountView } from '../../preload/contract/account.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useText, type Text } from '../i18n/i18n.ts';
import { useAccounts } from '../state/accounts/accounts.ts';
import { useNavigation } from '../state/page/navigation.ts';
import { useNotices, type Notice, type NoticeUndo } from '../state/page/notices.ts';
import { usePlayerCounts } from '../state/players/players.ts';
import { clockText } from '../ui/format.ts';
import { StateGlyph } from '../ui/icons/icon.tsx';
import { useNowMs } from '../ui/now.ts';
import { cloudStates } from '../features/clouds/cloud-states.ts';
import { LoadButton } from '../features/live/status/load-button.tsx';
import { OutageLine } from '../features/live/status/outage-line.tsx';

/** Clouds, load, one line of what the client did, what plays, where the keys are. */
export function StatusBar() {
  const t = useText();
  return (
    <footer className="status" aria-label={t('shell.regions.status')}>
      <CloudList />
      <LoadButton />
      <OutageLine />
      <NoticeLine />
      <TileCount />
      <KeychainState />
    </footer>
  );
}

function accountWords(t: Text, account: AccountView): string {
  const { label, health } = account;
  if (!account.isEnabled) return t('shell.status.cloud.off', { label });
  if (account.isKeyMissing) return t('shell.status.cloud.keyMissing', { label });
  if (health.state !== 'failing') return t(`shell.status.cloud.${health.state}`, { label });
  return t('shell.status.cloud.failing', { label, reason: errorWords(t, health.error).what });
}

function CloudList() {
  const t = useText();
  const clouds = cloudStates(useAccounts((state) => state.accounts));
  if (clouds.length === 0) return <span className="t3">{t('shell.status.noClouds')}</span>;
  return (
    <span>
      {clouds.map(({ vendor, glyph, accounts }) => {
        const words = accounts.map((account) => accountWords(t, account)).join('\n');
        return (
          <span key={vendor} className="cl" title={words}>
            <StateGlyph name={glyph} size={10} title={words} />
            {VENDOR_CODES[vendor]}
          </span>
        );
      })}
    </span>
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

function TileCount() {
  const t = useText();
  const { tiles, playing } = usePlayerCounts();
  const isLive = useNavigation((state) => state.screen === 'live');
  return isLive ? <span>{t('shell.status.tiles', { count: tiles, playing })}</span> : null;
}

const KEYCHAIN_KEYS = {
  ready: 'keychain',
  locked: 'keychainLocked',
  missing: 'keychainMissing',
  refused: 'keychainRefused',
} as const;

function KeychainState() {
  const t = useText();
  const vault = useAccounts((state) => state.vault);
  if (vault === null) return null;
  return <span className="lo">{t(`shell.status.${KEYCHAIN_KEYS[vault.state]}`, { backend: vault.backend })}</span>;
}
