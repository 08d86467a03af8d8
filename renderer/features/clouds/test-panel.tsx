import { useEffect } from 'react';
import type { TestStage } from '../../../preload/contract/account.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import {
  cancelAccountTest,
  TEST_STAGES,
  useAccountTest,
  watchAccountTest,
  type AccountTest,
} from './model/account-test.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { copyText } from '../../page/copy-text.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText } from '../../ui/format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { withFieldLabel } from './account-error.ts';
import { StageRow } from './stage-row.tsx';
import { reportText } from './stage-facts.ts';

interface TestViewProps {
  readonly onClose: () => void;
  readonly onAgain: () => void;
  readonly closeLabel: string;
  /** Offers editing the account where that is what a failure asks for. Left out while it is being edited. */
  readonly onEdit?: (field: { readonly field?: string }) => void;
}

/** The staged test: every stage, also those not run, with its time, its facts or its reason. */
export function TestView({ onClose, onAgain, closeLabel, onEdit }: TestViewProps) {
  const t = useText();
  const test = useAccountTest((state) => state.test);
  useEffect(watchAccountTest, []);
  if (test === null) return null;
  const actionOf = ({ action, params }: WireError): (() => void) | undefined => {
    if (action !== 'edit-account') return onAgain;
    const { field } = params;
    return onEdit && (() => onEdit(typeof field === 'string' ? { field } : {}));
  };
  const current = test.phase === 'running' ? TEST_STAGES[test.stages.length] : undefined;
  return (
    <>
      <div className="ph">
        <h2 className="el">{t('clouds.testPanel.title', { label: test.label })}</h2>
        <CopyButton text={reportText(t, test)} label={t('clouds.testPanel.copyReport')} />
        <IconButton icon="x" label={closeLabel} onClick={onClose} />
      </div>
      <Summary test={test} />
      <div className="scr">
        <ol className="stages">
          {TEST_STAGES.map((name, i) => (
            <StageRow
              key={name}
              name={name}
              vendor={test.vendor}
              stage={test.stages.find((stage) => stage.stage === name) ?? null}
              isCurrent={name === current}
              isRunning={test.phase === 'running'}
              failedStage={failedAt(test.stages)}
              index={i}
              actionOf={actionOf}
            />
          ))}
        </ol>
        {test.error === null ? null : (
          <div className="form-error">
            <ErrorText error={withFieldLabel(t, test.vendor, test.error)} onAction={actionOf(test.error)} />
          </div>
        )}
      </div>
      <TestFooter test={test} onAgain={onAgain} />
    </>
  );
}

/** 1-based number of the stage that failed or was cancelled, or null. */
function failedAt(stages: readonly TestStage[]): number | null {
  const broken = TEST_STAGES.findIndex((name) => stages.some((stage) => stage.stage === name && stage.error !== null));
  return broken < 0 ? null : broken + 1;
}

function resultWords(t: Text, test: AccountTest): string {
  const total = TEST_STAGES.length;
  if (test.phase === 'running') return t('clouds.testPanel.running', { stage: test.stages.length + 1, total });
  const stage = failedAt(test.stages);
  if (test.error !== null) return t('clouds.testPanel.notStarted');
  if (stage === null) return t('clouds.testPanel.passed', { total });
  const isCancelled = test.stages.some(({ error }) => error?.code === 'cancelled');
  return t(isCancelled ? 'clouds.testPanel.cancelled' : 'clouds.testPanel.failed', { stage, total });
}

function tookText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function Summary({ test }: { readonly test: AccountTest }) {
  const t = useText();
  const isBad = test.error !== null || failedAt(test.stages) !== null;
  const cloud = t(`shell.vendors.${test.vendor}`);
  const { report } = test;
  return (
    <div className="tsum2" role="status">
      <div className="row g2">
        <StateGlyph name={test.phase === 'running' ? 'none' : isBad ? 'error' : 'ok'} size={16} />
        <b className="result">{resultWords(t, test)}</b>
      </div>
      <div className="t2 after-glyph">
        {report === null
          ? t('clouds.testPanel.runningNote', { cloud })
          : t('clouds.testPanel.summary', {
              cloud,
              time: tookText(report.elapsedMs),
              at: clockText(report.ranAtMs),
            })}
      </div>
    </div>
  );
}

function TestFooter({ test, onAgain }: { readonly test: AccountTest; readonly onAgain: () => void }) {
  const t = useText();
  return (
    <div className="insp-f">
      <span className="t3 grow el">{t('clouds.testPanel.noKeys')}</span>
      {test.phase === 'running' ? (
        <button type="button" className="btn" onClick={cancelAccountTest}>
          {t('clouds.testPanel.cancel')}
        </button>
      ) : (
        <>
          <button type="button" className="btn" onClick={() => void copyText(reportText(t, test))}>
            {t('clouds.testPanel.copyReport')}
          </button>
          <button type="button" className="btn" onClick={onAgain}>
            {t('clouds.testPanel.again')}
          </button>
        </>
      )}
    </div>
  );
}
