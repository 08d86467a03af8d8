/** People of a file into the open list, step by step: the file, its columns, what is wrong, the run, and the result. */
import { useEffect, useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import { CheckStep } from './import-check.tsx';
import { ColumnsStep, FileStep } from './import-file.tsx';
import { RunStep } from './import-run.tsx';
import { namesOf } from './import-words.ts';
import { startImport } from '../model/import/import-jobs.ts';
import * as model from '../model/import/people-import.ts';

const BODIES = { file: FileStep, columns: ColumnsStep, check: CheckStep, run: RunStep } as const;

export function ImportPanel() {
  const t = useText();
  const { step, jobId, error } = model.useImport();
  const panel = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useReturnedFocus();
  // The button that was pressed is gone with its step: keys continue at the top of the next one.
  useEffect(() => {
    if (panel.current?.contains(document.activeElement) === false) panel.current.focus();
    if (body.current !== null) body.current.scrollTop = 0;
  }, [step]);
  // So is the button of a retry, with its job; whoever works elsewhere by now is left there.
  useEffect(() => {
    if (document.activeElement === document.body) panel.current?.focus();
  }, [jobId]);
  const Body = BODIES[step];
  return (
    <aside
      ref={panel}
      className="beside targets-sheet"
      aria-label={t('targets.import.title')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
        event.stopPropagation();
        model.closeImport();
      }}
    >
      <div className="ph">
        <h2 className="el">{t('targets.import.title')}</h2>
        <IconButton icon="x" size={14} label={t('targets.close')} onClick={model.closeImport} />
      </div>
      <Steps />
      <div ref={body} className="scr">
        <Body />
        {error === null ? null : (
          <div className="targets-note">
            <ErrorText error={error} />
          </div>
        )}
      </div>
      {step === 'run' ? null : <Foot />}
    </aside>
  );
}

/** Where the import stands. Its last step is the result, once the job that is shown is over. */
function Steps() {
  const t = useText();
  const { step, jobs, jobId } = model.useImport();
  const isOver = jobs.some(({ id, endedAtMs }) => id === jobId && endedAtMs !== null);
  const names = [...model.IMPORT_STEPS, 'result'] as const;
  const now = step === 'run' && isOver ? 'result' : step;
  return (
    <ol className="targets-steps" aria-label={t('targets.import.progressOfSteps')}>
      {names.map((name, at) => (
        <li key={name} aria-current={name === now ? 'step' : undefined} className="row g1">
          {at < names.indexOf(now) ? <StateGlyph name="ok" size={11} /> : <span className="mono">{at + 1}</span>}
          {t(`targets.import.steps.${name}`)}
        </li>
      ))}
    </ol>
  );
}

function Foot() {
  const t = useText();
  const { step, file, isReading, checked, columns, pictures } = model.useImport();
  const waiting = model.useImport(model.selectWaiting);
  const good = checked?.filter((row) => row.error === null).length ?? 0;
  const before = step === 'check' && waiting === null ? 'columns' : step === 'file' ? null : 'file';
  // A job that continues without its pictures would refuse the rest of its rows.
  const hasFiles = file !== null && !isReading && (waiting === null || pictures.length > 0);
  const isReady = step === 'file' ? hasFiles : columns.includes('name');
  const go = (): void =>
    step === 'check' ? void startImport(namesOf(t)) : model.goTo(step === 'file' ? 'columns' : 'check');
  const canGo = step === 'check' ? good > 0 : isReady;
  // How many people are sent is known once the rows are checked.
  const beginWords = checked === null ? t('targets.import.begin') : t('targets.import.run', { count: good });
  const checkWords = waiting === null ? beginWords : t('targets.import.goOn');
  return (
    <div className="insp-f">
      {before === null ? null : (
        <button type="button" className="btn" onClick={() => model.goTo(before)}>
          {t('targets.import.back')}
        </button>
      )}
      <span className="grow" />
      <button
        type="button"
        className="btn pri"
        aria-disabled={!canGo || undefined}
        title={step === 'columns' && !isReady ? t('targets.import.needsName') : undefined}
        onClick={canGo ? go : undefined}
      >
        {step === 'check' ? checkWords : t('targets.import.next')}
      </button>
    </div>
  );
}
