import type { KeyboardEvent } from 'react';
import type { ImportedAccount } from '../../../../preload/contract/cloud-facts.ts';
import { useText } from '../../../i18n/i18n.ts';
import {
  countOutcomes,
  forgetImport,
  isImportRunning,
  previewImport,
  runImport,
  useAccountImport,
  type ImportStep,
} from '../model/account-import.ts';
import { MAX_FILE_CHARS } from '../../../state/page/import-file.ts';
import { closeCloudsPanel } from '../../../state/page/navigation.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { BadFile, FileChoice, ImportButton, NextFile } from '../../../ui/form/file-choice.tsx';
import { firstFile, useFileDrop } from '../../../ui/form/use-file-drop.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { useReturnedFocus } from '../../../ui/float/use-returned-focus.ts';
import { ImportItem } from './import-item.tsx';

/** A configuration from a file: chosen, looked at, then imported, with the outcome of every account. */
export function ImportPanel() {
  const t = useText();
  const { step, waiting } = useAccountImport();
  const isRunning = useAccountImport(isImportRunning);
  const { isOver, handlers: drop } = useFileDrop(firstFile((file) => void previewImport(file)));
  useReturnedFocus();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) closeCloudsPanel();
  };
  return (
    <aside
      className={isOver ? 'insp wide drop' : 'insp wide'}
      aria-label={t('clouds.transfer.title')}
      onKeyDown={onKeyDown}
      {...drop}
    >
      <div className="ph">
        <h2 className="el">{t('clouds.transfer.title')}</h2>
        <IconButton icon="x" label={t('clouds.form.close')} onClick={closeCloudsPanel} />
      </div>
      <div className="scr">
        <div className="fsec">
          <p className="t2">{t('clouds.transfer.intro')}</p>
          <FileChoice
            label={t('clouds.transfer.choose')}
            words={t(step.kind === 'choosing' ? 'clouds.transfer.choose' : 'clouds.transfer.chooseOther')}
            hint={t('clouds.transfer.dropHint')}
            isFocused={step.kind === 'choosing'}
            onFile={(file) => void previewImport(file)}
          />
          {isRunning && waiting !== null ? (
            <p role="status">{t('clouds.transfer.waits', { name: waiting.name })}</p>
          ) : null}
        </div>
        <StepBody step={step} />
      </div>
      <Footer step={step} />
    </aside>
  );
}

function StepBody({ step }: { readonly step: ImportStep }) {
  const t = useText();
  switch (step.kind) {
    case 'choosing':
      return null;
    case 'reading':
      return <SkeletonRows rows={4} label={t('clouds.transfer.reading', { name: step.name })} />;
    case 'too-large':
      return (
        <div className="fsec">
          <BadFile
            what={t('clouds.transfer.tooLarge')}
            why={t('clouds.transfer.tooLargeWhy', { name: step.name, limit: MAX_FILE_CHARS })}
          />
        </div>
      );
    case 'no-text':
      return (
        <div className="fsec">
          <BadFile what={t('clouds.transfer.tooLarge')} why={t('clouds.transfer.noText', { name: step.name })} />
        </div>
      );
    case 'unreadable':
      return (
        <div className="fsec">
          <BadFile
            what={t('clouds.transfer.tooLarge')}
            why={t('clouds.transfer.unreadable', { name: step.name, reason: step.reason })}
          />
        </div>
      );
    case 'refused':
      return (
        <div className="fsec">
          <p className="mono t2 el" title={step.name}>
            {step.name}
          </p>
          <div className="adv">
            <ErrorText error={step.error} />
          </div>
        </div>
      );
    case 'preview':
    case 'done':
      return <Items step={step} />;
  }
}

function Items({ step }: { readonly step: Extract<ImportStep, { kind: 'preview' | 'done' }> }) {
  const t = useText();
  const { name, items } = step;
  const counts = { ...countOutcomes(items) };
  const isDone = step.kind === 'done';
  return (
    <div className="fsec">
      <p role="status">
        {isDone ? null : <span className="b">{t('clouds.transfer.preview', { name, count: items.length })} </span>}
        {t(isDone ? 'clouds.transfer.doneCounts' : 'clouds.transfer.counts', counts)}
      </p>
      <ul className="imports">
        {items.map((item) => (
          <ImportItem key={item.position} item={item} isDone={isDone} />
        ))}
      </ul>
    </div>
  );
}

function Footer({ step }: { readonly step: ImportStep }) {
  const t = useText();
  const waiting = useAccountImport((state) => state.waiting);
  const isRunning = useAccountImport(isImportRunning);
  const isDone = step.kind === 'done';
  const hasNext = waiting !== null && !isRunning;
  const end = (): void => {
    forgetImport();
    closeCloudsPanel();
  };
  return (
    <div className="insp-f">
      <span className="grow" />
      <button type="button" className={isDone && !hasNext ? 'btn pri' : 'btn'} onClick={end}>
        {t(isDone ? 'clouds.transfer.done' : 'clouds.form.cancel')}
      </button>
      {hasNext ? (
        <NextFile
          words={t('clouds.transfer.goOn', { name: waiting.name })}
          onNext={() => void previewImport(waiting)}
        />
      ) : null}
      {step.kind === 'preview' ? <RunButton items={step.items} isRunning={isRunning} /> : null}
    </div>
  );
}

interface RunButtonProps {
  readonly items: readonly ImportedAccount[];
  readonly isRunning: boolean;
}

function RunButton({ items, isRunning }: RunButtonProps) {
  const t = useText();
  const count = countOutcomes(items).added;
  const words = {
    running: t('clouds.transfer.running'),
    nothing: t('clouds.transfer.nothing'),
    run: t('clouds.transfer.run', { count }),
  };
  return <ImportButton {...{ count, isRunning, words }} onRun={() => void runImport()} />;
}
