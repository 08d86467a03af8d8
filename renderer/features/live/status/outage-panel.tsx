import type { AccountId } from '../../../../preload/domain/ids.ts';
import { errorWords } from '../../../i18n/error-words.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import type { Outage } from '../../../state/players/outage-tracker.ts';
import { retryOutage, useOutages } from '../../../state/players/outages.ts';
import { closeStreamsPanel } from '../model/streams-panel.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { clockText, durationText, minuteText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { useNowMs } from '../../../ui/now.ts';
import { useOutageName } from './outage-name.ts';
import { StatusPanel } from '../../../ui/float/status-panel.tsx';

/** Failures that many tiles share: first the present ones, each with the next step, then those that are over. */
export function OutagePanel() {
  const t = useText();
  const { active, past } = useOutages();
  return (
    <StatusPanel
      className="outages"
      title={t('streams.outage.title')}
      closeLabel={t('streams.outage.close')}
      onClose={closeStreamsPanel}
    >
      {active.length === 0 ? <p className="t2">{t('streams.outage.none')}</p> : null}
      {active.map((outage) => (
        <ActiveOutage key={outage.id} outage={outage} />
      ))}
      {past.length === 0 ? null : (
        <section>
          <h3 className="t3">{t('streams.outage.past')}</h3>
          {past.map((outage) => (
            <PastOutage key={outage.id} outage={outage} />
          ))}
        </section>
      )}
    </StatusPanel>
  );
}

function ActiveOutage({ outage }: { readonly outage: Outage }) {
  const t = useText();
  const locale = useLocale();
  const nameOf = useOutageName();
  const nowMs = useNowMs();
  const { scope, cameras, sinceMs, error } = outage;
  const edit = (accountId: AccountId): void => {
    closeStreamsPanel();
    openCloudsPanel({ kind: 'edit', accountId });
  };
  return (
    <section className="outage-card">
      <p className="b">{t('streams.outage.lost', { who: nameOf(t, outage), count: cameras })}</p>
      <p className="t2">
        {t('streams.outage.sinceFor', {
          time: clockText(sinceMs),
          age: durationText(Math.max(1_000, nowMs - sinceMs), locale),
        })}
      </p>
      <ErrorText error={error} />
      <div className="row g2">
        <button type="button" className="btn sm" onClick={() => retryOutage(outage)}>
          <Icon name="refresh" size={14} />
          {t('streams.outage.retry', { count: cameras })}
        </button>
        {scope.kind === 'client' ? null : (
          <button type="button" className="btn sm" onClick={() => edit(scope.accountId)}>
            {t('streams.outage.edit')}
          </button>
        )}
      </div>
    </section>
  );
}

function PastOutage({ outage }: { readonly outage: Outage }) {
  const t = useText();
  const nameOf = useOutageName();
  const words = t('streams.outage.pastRow', {
    from: minuteText(outage.sinceMs),
    to: minuteText(outage.endedAtMs ?? outage.sinceMs),
    who: nameOf(t, outage),
    count: outage.mostCameras,
    why: errorWords(t, outage.error).what,
  });
  return (
    <p className="t2 el" title={words}>
      {words}
    </p>
  );
}
