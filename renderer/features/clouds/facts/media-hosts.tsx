/** The hosts whose pictures the account takes because a person allowed them, and those that were refused. */
import type { ReactNode } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { certificateState } from '../../../../preload/domain/accounts/media-hosts.ts';
import { useText } from '../../../i18n/i18n.ts';
import { askAboutHost, revokeHost, useIsAsking, type HostQuestion } from '../../../state/accounts/media-hosts.ts';
import { stampText } from '../../../ui/format.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { AllowHost } from '../../../ui/tile/allow-host.tsx';

const DAY_MS = 86_400_000;

interface AccountProps {
  readonly account: AccountView;
}

/** Nothing where the account has none of either. */
export function MediaHosts({ account }: AccountProps) {
  const t = useText();
  const { mediaHosts, refusedHosts } = account;
  if (mediaHosts.length + refusedHosts.length === 0) return null;
  const questionOf = (host: string): HostQuestion => ({ accountId: account.id, host, permission: 'plain' });
  return (
    <section className="fsec clouds-hosts" aria-labelledby="media-hosts">
      <h3 id="media-hosts">{t('clouds.mediaHosts.title')}</h3>
      <p className="t2">{t('clouds.mediaHosts.meaning')}</p>
      <ul>
        {mediaHosts.map((one) => (
          <Allowed key={one.host} question={questionOf(one.host)} {...one} />
        ))}
        {refusedHosts.map((host) => (
          <Refused key={host} question={questionOf(host)} why={t('clouds.mediaHosts.refused')} />
        ))}
      </ul>
    </section>
  );
}

/** Nothing where the account has none of either. */
export function MediaCertificates({ account }: AccountProps) {
  const t = useText();
  const { mediaCertificates, untrustedHosts } = account;
  if (mediaCertificates.length + untrustedHosts.length === 0) return null;
  const questionOf = (host: string): HostQuestion => ({ accountId: account.id, host, permission: 'certificate' });
  return (
    <section className="fsec clouds-hosts" aria-labelledby="media-certificates">
      <h3 id="media-certificates">{t('clouds.certificates.title')}</h3>
      <p className="t2">{t('clouds.certificates.meaning')}</p>
      <ul>
        {mediaCertificates.map((one) => (
          <Allowed key={one.host} question={questionOf(one.host)} {...one}>
            <Certificate {...one} />
          </Allowed>
        ))}
        {untrustedHosts.map((host) => (
          <Refused key={host} question={questionOf(host)} why={t('clouds.certificates.refused')} />
        ))}
      </ul>
    </section>
  );
}

interface AllowedProps {
  readonly question: HostQuestion;
  readonly allowedBy: string;
  readonly allowedAtMs: number;
  readonly children?: ReactNode;
}

function Allowed({ question, allowedBy, allowedAtMs, children }: AllowedProps) {
  const t = useText();
  const [{ host }, time] = [question, stampText(allowedAtMs)];
  return (
    <li>
      <p className="row g2 warn">
        <StateGlyph name="delayed" />
        <span className="mono">{host}</span>
      </p>
      {children}
      <p className="t3">
        {allowedBy === ''
          ? t('clouds.mediaHosts.since', { time })
          : t('clouds.mediaHosts.by', { name: allowedBy, time })}
      </p>
      <button
        type="button"
        className="btn sm"
        aria-label={t('clouds.mediaHosts.revokeHost', { host })}
        onClick={() => void revokeHost(question)}
      >
        {t('clouds.mediaHosts.revoke')}
      </button>
    </li>
  );
}

function Certificate({ fingerprint, subject, issuer, validToMs }: AccountView['mediaCertificates'][number]) {
  const t = useText();
  const nowMs = useNowMs();
  const day = new Date(validToMs).toISOString().slice(0, 10);
  const state = certificateState(validToMs, nowMs);
  const count = Math.max(1, Math.ceil((validToMs - nowMs) / DAY_MS));
  return (
    <>
      <p className="t3 mono selectable">{t('clouds.certificates.fingerprint', { fingerprint })}</p>
      <p className="t3">{t('clouds.certificates.names', { subject, issuer })}</p>
      {state === 'good' ? <p className="t3">{t('clouds.certificates.until', { day })}</p> : null}
      {state === 'soon' ? <p className="warn">{t('clouds.certificates.soon', { day, count })}</p> : null}
      {state === 'ended' ? <p className="warn">{t('clouds.certificates.ended', { day })}</p> : null}
    </>
  );
}

function Refused({ question, why }: { readonly question: HostQuestion; readonly why: string }) {
  const isAsking = useIsAsking(question);
  const { host, permission } = question;
  return (
    <li>
      <p className="row g2">
        <StateGlyph name="error" />
        <span className="mono">{host}</span>
      </p>
      <p className="t3">{why}</p>
      <AllowHost host={host} permission={permission} isAsking={isAsking} onAllow={() => void askAboutHost(question)} />
    </li>
  );
}
