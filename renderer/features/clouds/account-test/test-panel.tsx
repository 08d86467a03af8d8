import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { TestStage } from '../../../../preload/contract/account.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { useText, type Text } from '../../../i18n/i18n.ts';
import {
  cancelAccountTest,
  stagesOf,
  useAccountTest,
  watchAccountTest,
  type AccountTest,
} from '../model/account-test.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { focusIfNear } from '../../../ui/float/focus-if-near.ts';
import { clockText } from '../../../ui/format.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { StageRow } from './stage-row.tsx';
import { reportText } from './stage-facts.ts';

interface TestViewProps {
  /** Closes the panel; left out where {@link onBack} is the way out. */
  readonly onClose?: () => void;
  /** Back to the form that was tested. */
  readonly onBack?: () => void;
  readonly onAgain: () => void;
  /** Leads from a failure of the account's fields to the form, which marks the field that the failure names. */
  readonly onEdit?: (refusal: WireError) => void;
  /** The button of the next step, offered when every stage has passed. */
  readonly next?: ReactNode;
}

/** The staged test: every stage, also those not run, with its time, its facts or its reason. */
export function TestView({ onClose, onBack, onAgain, onEdit, next }: TestViewProps) {
  const t = useText();
  const test = useAccountTest((state) => state.test);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(watchAccountTest, []);
  // Before the form that was here gives the focus back to what opened the form.
  useLayoutEffect(() => focusIfNear(heading.current), []);
  if (test === null) return null;
  const actionOf = (error: WireError): (() => void) | undefined => {
    if (error.action !== 'edit-account') return onAgain;
    // In the form that was tested, the way back is there already; a field that is named is a better one.
    const leads = onBack === undefined || typeof error.params['field'] === 'string';
    return leads ? () => onEdit?.(error) : undefined;
  };
  const names = stagesOf(test.stages);
  const current = test.phase === 'running' ? names[test.stages.length] : undefined;
  return (
    <>
      <div className="ph">
        <h2 className="el" ref={heading} tabIndex={-1}>
          {t('clouds.testPanel.title', { label: test.label })}
        </h2>
        <CopyButton text={reportText(t, test)} label={t('clouds.testPanel.copyReport')} />
        {onClose === undefined ? null : <IconButton icon="x" label={t('clouds.form.close')} onClick={onClose} />}
      </div>
      <Summary test={test} />
      <div className="scr">
        <ol className="stages">
          {names.map((name, i) => (
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
            <ErrorText error={test.error} onAction={actionOf(test.error)} />
          </div>
        )}
      </div>
      <TestFooter test={test} onAgain={onAgain} onBack={onBack} next={next} />
    </>
  );
}

/** 1-based number of the stage that failed or was cancelled, or null. */
function failedAt(stages: readonly TestStage[]): number | null {
  const names = stagesOf(stages);
  const broken = names.findIndex((name) => stages.some((stage) => stage.stage === name && stage.error !== null));
  return broken < 0 ? null : broken + 1;
}

function resultWords(t: Text, test: AccountTest): string {
  const total = stagesOf(test.stages).length;
  if (test.phase === 'running') return t('clouds.testPanel.running', { stage: test.stages.length + 1, total });
  const stage = failedAt(test.stages);
  if (test.error !== null) return t('clouds.testPanel.notStarted');
  const passed = test.stages.filter(({ state }) => state === 'passed').length;
  if (stage === null && passed === total) return t('clouds.testPanel.passed', { total });
  // Without a failure every stage that did not pass does not apply, such as the certificate of a plain address.
  if (stage === null) return t('clouds.testPanel.passedSome', { passed, count: total - passed });
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
          : t('clouds.testPanel.summary', { cloud, time: tookText(report.elapsedMs), at: clockText(report.ranAtMs) })}
      </div>
    </div>
  );
}

interface TestFooterProps {
  readonly test: AccountTest;
  readonly onAgain: () => void;
  readonly onBack: (() => void) | undefined;
  readonly next: ReactNode;
}

function TestFooter({ test, onAgain, onBack, next }: TestFooterProps) {
  const t = useText();
  const again = useRef<HTMLButtonElement>(null);
  const footer = useRef<HTMLDivElement>(null);
  const hasPassed = test.phase === 'ended' && test.error === null && failedAt(test.stages) === null;
  useEffect(() => {
    // The next step, or after a failure another try: the way back is one Tab away.
    if (test.phase === 'ended') focusIfNear(footer.current?.querySelector<HTMLElement>('.pri') ?? again.current);
  }, [test.phase]);
  return (
    <div className="insp-f" ref={footer}>
      {onBack === undefined ? null : (
        <button type="button" className="btn" onClick={onBack}>
          {t('clouds.testPanel.backToForm')}
        </button>
      )}
      <span className="grow" />
      {test.phase === 'running' ? (
        <button type="button" className="btn" onClick={cancelAccountTest}>
          {t('clouds.testPanel.cancel')}
        </button>
      ) : (
        <>
          <button type="button" className="btn" ref={again} onClick={onAgain}>
            {t('clouds.testPanel.again')}
          </button>
          {hasPassed ? next : null}
        </>
      )}
    </div>
  );
}
