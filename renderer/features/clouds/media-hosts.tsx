/** The hosts whose pictures the account takes over plain http, and those that were refused. */
import type { AccountView } from '../../../preload/contract/account.ts';
import { useText } from '../../i18n/i18n.ts';
import { allowMediaHost, revokeMediaHost, useHostQuestion } from '../../state/accounts/media-hosts.ts';
import { stampText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { AllowHost } from '../../ui/tile/allow-host.tsx';

/** Nothing where the account has none of either. */
export function MediaHosts({ account }: { readonly account: AccountView }) {
  const t = useText();
  const { mediaHosts, refusedHosts } = account;
  if (mediaHosts.length + refusedHosts.length === 0) return null;
  return (
    <section className="fsec clouds-hosts" aria-labelledby="media-hosts">
      <h3 id="media-hosts">{t('clouds.mediaHosts.title')}</h3>
      <p className="t2">{t('clouds.mediaHosts.meaning')}</p>
      <ul>
        {mediaHosts.map((one) => (
          <Allowed key={one.host} account={account} {...one} />
        ))}
        {refusedHosts.map((host) => (
          <Refused key={host} account={account} host={host} />
        ))}
      </ul>
    </section>
  );
}

interface HostProps {
  readonly account: AccountView;
  readonly host: string;
}

function Allowed({ account, host, allowedBy, allowedAtMs }: HostProps & AccountView['mediaHosts'][number]) {
  const t = useText();
  const time = stampText(allowedAtMs);
  return (
    <li>
      <p className="row g2 warn">
        <StateGlyph name="delayed" />
        <span className="mono">{host}</span>
      </p>
      <p className="t3">
        {allowedBy === ''
          ? t('clouds.mediaHosts.since', { time })
          : t('clouds.mediaHosts.by', { name: allowedBy, time })}
      </p>
      <button
        type="button"
        className="btn sm"
        aria-label={t('clouds.mediaHosts.revokeHost', { host })}
        onClick={() => void revokeMediaHost(account.id, host)}
      >
        {t('clouds.mediaHosts.revoke')}
      </button>
    </li>
  );
}

function Refused({ account, host }: HostProps) {
  const t = useText();
  const isAsking = useHostQuestion(({ asked }) => asked?.accountId === account.id && asked.host === host);
  return (
    <li>
      <p className="row g2">
        <StateGlyph name="error" />
        <span className="mono">{host}</span>
      </p>
      <p className="t3">{t('clouds.mediaHosts.refused')}</p>
      <AllowHost host={host} isAsking={isAsking} onAllow={() => void allowMediaHost(account.id, host)} />
    </li>
  );
}
