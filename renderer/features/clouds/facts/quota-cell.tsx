import type { AccountView } from '../../../../preload/contract/account.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useText } from '../../../i18n/i18n.ts';
import { canRead, selectFacts, useAccountFacts } from '../model/account-facts.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useMinuteMs } from '../../../ui/now.ts';
import { byUrgency, summary } from './usage.ts';
import { UsageBar } from './usage-bar.tsx';

const SHOWN = 2;

/** The two figures of the account that matter most; why there are none, where there are none. */
export function QuotaCell({ account }: { readonly account: AccountView }) {
  const t = useText();
  const nowMs = useMinuteMs();
  const { facts, isReading, error } = useAccountFacts(selectFacts(account.id));
  if (!account.isEnabled) return <span className="t3">{t('clouds.facts.neverRead')}</span>;
  if (facts === null) {
    if (isReading) return <QuotaSkeleton label={t('clouds.facts.reading')} />;
    if (error === null || !canRead(account)) return <span className="t3">{t('clouds.facts.neverRead')}</span>;
    return (
      <span className="row g1" title={errorWords(t, error).what}>
        <StateGlyph name="error" size={10} />
        <span className="el">{t('clouds.facts.failed')}</span>
      </span>
    );
  }
  const failed = facts.errors.length;
  const shown = byUrgency(summary(facts.figures, nowMs), nowMs).slice(0, failed > 0 ? SHOWN - 1 : SHOWN);
  if (shown.length === 0 && failed === 0) return <span className="t3">{t('clouds.facts.nothing')}</span>;
  return (
    <div className="quo">
      {shown.map((figure, i) => (
        <UsageBar key={i} figure={figure} nowMs={nowMs} isBrief />
      ))}
      {failed === 0 ? null : (
        <span className="row g1">
          <StateGlyph name="error" size={10} />
          <span className="el">{t('clouds.facts.failedTitle', { count: failed })}</span>
        </span>
      )}
    </div>
  );
}

function QuotaSkeleton({ label }: { readonly label: string }) {
  return (
    <span className="quo skeleton" role="status" aria-label={label}>
      <i />
      <i />
    </span>
  );
}
