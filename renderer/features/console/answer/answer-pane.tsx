/** The cloud's answer, in three views, and the earlier calls. */
import { useMemo } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { RunOutcome, RunReport } from '../../../../preload/contract/console.ts';
import type { ErrorAction } from '../../../../preload/domain/error.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useConsole, type AnswerView } from '../model/console.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import './answer.css';
import { AnswerExtras } from './answer-extras.tsx';
import { AnswerSummary } from './answer-summary.tsx';
import { AnswerText } from './answer-text.tsx';
import { AnswerTree } from './answer-tree.tsx';
import { HistoryList } from '../history/history-list.tsx';
import type { CallState } from '../call/use-call.ts';
import { useFormParts } from '../../../contract-form/use-form.ts';

interface AnswerPaneProps {
  readonly account: AccountView | null;
  readonly call: CallState;
}

export function AnswerPane({ account, call }: AnswerPaneProps) {
  const t = useText();
  const view = useConsole((state) => state.answerView);
  const views = (['tree', 'json', 'history'] as const).map((value) => ({ value, label: t(`console.answer.${value}`) }));
  return (
    <section className="co-pane grow" aria-label={t('console.answer.title')}>
      <div className="ph">
        <h2>{view === 'history' ? t('console.answer.history') : t('console.answer.title')}</h2>
        <Segmented
          label={t('console.answer.view')}
          options={views}
          value={view}
          onChange={(answerView) => useConsole.setState({ answerView: answerView as AnswerView })}
        />
      </div>
      {view === 'history' ? <HistoryList account={account} /> : <Answer account={account} call={call} view={view} />}
    </section>
  );
}

function Answer({ account, call, view }: AnswerPaneProps & { readonly view: 'tree' | 'json' }) {
  const t = useText();
  const { run, curl } = call;
  const onAction = (action: ErrorAction): void => {
    if (action === 'edit-account' && account !== null) openCloudsPanel({ kind: 'edit', accountId: account.id });
    else call.start();
  };
  const failure = curl.phase === 'failed' ? curl.error : (run?.error ?? null);
  return (
    <>
      {failure === null ? null : (
        <div className="co-failure">
          <ErrorText error={failure} onAction={onAction} />
        </div>
      )}
      {run?.phase === 'running' ? (
        <SkeletonRows
          label={t('console.answer.running', { cloud: account === null ? '' : t(`shell.vendors.${account.vendor}`) })}
          rows={8}
        />
      ) : run?.report ? (
        <Report report={run.report} runId={run.runId} view={view} onAction={onAction} />
      ) : failure === null ? (
        <EmptyState title={t('console.answer.none.title')} text={t('console.answer.none.text')} />
      ) : null}
    </>
  );
}

interface ReportProps {
  readonly report: RunReport;
  readonly runId: string;
  readonly view: 'tree' | 'json';
  readonly onAction: (action: ErrorAction) => void;
}

function Report({ report, runId, view, onAction }: ReportProps) {
  const t = useText();
  const { description } = useFormParts();
  const { outcome } = report;
  const isCancelled = outcome.kind === 'failed' && outcome.error.code === 'cancelled';
  return (
    <>
      <AnswerSummary report={report} />
      {isCancelled && description.operation.effect === 'write' ? (
        <p className="co-line t2">{t('console.answer.cancelledWrite')}</p>
      ) : null}
      {outcome.kind === 'failed' && !isCancelled ? (
        <div className="co-failure">
          <ErrorText error={outcome.error} onAction={onAction} />
        </div>
      ) : null}
      {outcome.kind === 'invalid' ? (
        <p className="co-line t2">{t('console.answer.notSentText', { count: outcome.complaints.length })}</p>
      ) : null}
      {outcome.kind === 'needs-confirmation' ? (
        <p className="co-line t2">{t('console.answer.needsConfirmation')}</p>
      ) : null}
      {outcome.kind === 'ok' ? <OkAnswer outcome={outcome} runId={runId} view={view} /> : null}
    </>
  );
}

interface OkAnswerProps {
  readonly outcome: Extract<RunOutcome, { kind: 'ok' }>;
  readonly runId: string;
  readonly view: 'tree' | 'json';
}

function OkAnswer({ outcome, runId, view }: OkAnswerProps) {
  const t = useText();
  const { valueJson, isCut } = outcome;
  const value = useMemo(() => readAnswer(valueJson, isCut), [valueJson, isCut]);
  if (view === 'tree' && !isCut) {
    return (
      <>
        <AnswerExtras outcome={outcome} runId={runId} />
        {value === undefined ? (
          <p className="co-line t2">{t('console.answer.empty')}</p>
        ) : (
          <AnswerTree key={valueJson} answer={value} />
        )}
      </>
    );
  }
  return (
    <>
      <AnswerExtras outcome={outcome} runId={runId} />
      {view === 'tree' ? <p className="co-line t2">{t('console.answer.cutTree')}</p> : null}
      <AnswerText text={valueJson} />
    </>
  );
}

/** The answer as values, or undefined where there is none to show as a tree. */
function readAnswer(valueJson: string, isCut: boolean) {
  if (isCut || valueJson === '') return undefined;
  try {
    return JSON.parse(valueJson) as Parameters<typeof AnswerTree>[0]['answer'];
  } catch {
    return undefined; // the JSON view still shows the text as it came
  }
}
