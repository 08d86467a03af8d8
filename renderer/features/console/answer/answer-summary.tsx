import type { RunReport } from '../../../../preload/contract/console.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { clockText } from '../../../ui/format.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import type { StateName } from '../../../ui/icons/names.ts';

interface Verdict {
  readonly glyph: StateName;
  readonly words: string;
}

function verdictOf(t: Text, { outcome }: RunReport): Verdict {
  switch (outcome.kind) {
    case 'ok':
      return outcome.failures.length > 0
        ? { glyph: 'delayed', words: t('console.answer.partial') }
        : { glyph: 'ok', words: t('console.answer.ok') };
    case 'failed':
      return outcome.error.code === 'cancelled'
        ? { glyph: 'skip', words: t('console.answer.cancelled') }
        : { glyph: 'error', words: t('console.answer.failed') };
    case 'invalid':
    case 'needs-confirmation':
      return { glyph: 'error', words: t('console.answer.notSent') };
  }
}

/** How the call ended, HTTP status, time and request id: one line that does not move. */
export function AnswerSummary({ report }: { readonly report: RunReport }) {
  const t = useText();
  const { httpStatus, elapsedMs, atMs, requestId, outcome } = report;
  // A refusal by the cloud has the request id with its reason.
  const isStated = outcome.kind === 'failed' && outcome.error.vendor?.requestId === requestId;
  const { glyph, words } = verdictOf(t, report);
  return (
    <div className="co-sum" role="status">
      <span className="row g1 b nw">
        <StateGlyph name={glyph} size={13} />
        {words}
      </span>
      {httpStatus === null ? null : <span className="t2 nw">{t('console.answer.status', { status: httpStatus })}</span>}
      <span className="t2 nw">{t('console.answer.took', { ms: Math.round(elapsedMs) })}</span>
      <span className="t3 nw lo">{t('console.answer.at', { time: clockText(atMs) })}</span>
      {requestId === null || isStated ? (
        <span className="grow" />
      ) : (
        <span className="row g1 grow t2" data-request-id={requestId}>
          <span className="nw">{t('console.answer.request')}</span>
          <span className="mono el selectable" title={requestId}>
            {requestId}
          </span>
          <CopyButton text={requestId} label={t('console.answer.copyRequest')} />
        </span>
      )}
      {outcome.kind === 'ok' ? <CopyButton text={outcome.valueJson} label={t('console.answer.copy')} /> : null}
    </div>
  );
}
