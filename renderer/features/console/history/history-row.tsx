import { memo } from 'react';
import type { HistoryEntry } from '../../../../preload/contract/console.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { clockText, dayText } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';

interface HistoryRowProps {
  readonly entry: HistoryEntry;
  readonly title: string;
  readonly onAgain: () => void;
}

/** One call: what, when, how it ended; its parameters on one line. */
export const HistoryRow = memo(function HistoryRow({ entry, title, onAgain }: HistoryRowProps) {
  const t = useText();
  const locale = useLocale();
  const { operationId, paramsJson, atMs, isOk, code, vendorCode, elapsedMs, requestId } = entry;
  const params = paramsJson === null ? t('console.history.notKept') : paramsJson.replaceAll(/\n\s*/g, ' ');
  return (
    <li className="co-hr">
      <StateGlyph
        name={isOk ? 'ok' : code === 'cancelled' ? 'skip' : 'error'}
        title={isOk ? t('console.history.ok') : t('console.answer.failed')}
      />
      <div className="grow two">
        <span className="row g2">
          <b className="el">{title}</b>
          {title === operationId ? null : <span className="mono t3 el">{operationId}</span>}
          {isOk ? null : code === 'cancelled' ? (
            <span className="t2 nw">{t('console.answer.cancelled')}</span>
          ) : (
            <span className="mono bad nw">{vendorCode ?? code}</span>
          )}
        </span>
        <span className="mono t3 el" title={paramsJson ?? undefined}>
          {params}
        </span>
      </div>
      <span className="t2 nw r" title={dayText(atMs, locale)}>
        {clockText(atMs)}
        <br />
        <span className="t3">{t('console.answer.took', { ms: Math.round(elapsedMs) })}</span>
      </span>
      {requestId === null ? null : <CopyButton text={requestId} label={t('console.answer.copyRequest')} />}
      <IconButton
        icon="arrowr"
        size={14}
        label={`${t('console.history.again')}: ${title}`}
        disabledReason={paramsJson === null ? t('console.history.notKept') : undefined}
        onClick={onAgain}
      />
    </li>
  );
});
