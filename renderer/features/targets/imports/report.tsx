/** The outcome of each target of a deletion or of a move, the failures first. */
import { useMemo } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { OutcomeList } from '../../../ui/outcomes/outcome-list.tsx';
import { canRetry, dismissReport, useChanges } from '../model/changes.ts';
import { retryReport } from '../model/moving.ts';

export function Report() {
  const t = useText();
  const { report, reportOf, isRetrying } = useChanges();
  const rows = useMemo(
    () =>
      (report ?? []).map(({ place, ...item }) => {
        if (place !== undefined) return { ...item, words: t(`targets.move.places.${place}`) };
        return item.state === 'done' ? { ...item, words: t('targets.report.deleted') } : item;
      }),
    [report, t],
  );
  if (report === null) return null;
  const title = t(reportOf === 'move' ? 'targets.move.report' : 'targets.report.title');
  return (
    <section className="targets-report" aria-label={title}>
      <OutcomeList
        label={title}
        rows={rows}
        retry={{ can: canRetry, isBusy: isRetrying, onRetry: (ids) => void retryReport(ids) }}
        head={<b>{title}</b>}
        tail={<IconButton icon="x" size={14} label={t('targets.close')} onClick={dismissReport} />}
      />
    </section>
  );
}
