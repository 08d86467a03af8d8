import { useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import {
  countOutcomes,
  forgetImport,
  MAX_FILE_CHARS,
  previewImport,
  runImport,
  useAccountImport,
  type ImportStep,
} from '../../state/account-import.ts';
import { closeCloudsPanel } from '../../state/navigation.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { useReturnedFocus } from '../../ui/use-returned-focus.ts';
import { ImportItem } from './import-item.tsx';

/** A configuration from a file: chosen, looked at, then imported, with the outcome of every account. */
export function ImportPanel() {
  const t = useText();
  const step = useAccountImport((state) => state.step);
  const [isOver, setIsOver] = useState(false);
  useReturnedFocus();
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') closeCloudsPanel();
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void previewImport(file);
  };
  return (
    <aside
      className={isOver ? 'insp wide drop' : 'insp wide'}
      aria-label={t('clouds.transfer.title')}
      onKeyDown={onKeyDown}
      onDragOver={(event) => (event.preventDefault(), setIsOver(true))}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <div className="ph">
        <h2 className="el">{t('clouds.transfer.title')}</h2>
        <IconButton icon="x" label={t('clouds.form.close')} onClick={closeCloudsPanel} />
      </div>
      <div className="scr">
        <div className="fsec">
          <p className="t2">{t('clouds.transfer.intro')}</p>
          <FileChoice isFirst={step.kind === 'choosing'} />
        </div>
        <StepBody step={step} />
      </div>
      <Footer step={step} />
    </aside>
  );
}

function FileChoice({ isFirst }: { readonly isFirst: boolean }) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="row g2">
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('clouds.transfer.choose')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void previewImport(file);
          event.target.value = ''; // the same file can be chosen again after it was mended
        }}
      />
      <button type="button" className="btn" autoFocus={isFirst} onClick={() => input.current?.click()}>
        <Icon name="folder" size={14} />
        {t(isFirst ? 'clouds.transfer.choose' : 'clouds.transfer.chooseOther')}
      </button>
      <span className="t3">{t('clouds.transfer.dropHint')}</span>
    </div>
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
      return <BadFile why={t('clouds.transfer.tooLargeWhy', { name: step.name, limit: MAX_FILE_CHARS })} />;
    case 'unreadable':
      return <BadFile why={t('clouds.transfer.unreadable', { name: step.name, reason: step.reason })} />;
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

function BadFile({ why }: { readonly why: string }) {
  const t = useText();
  return (
    <div className="fsec errt" role="alert">
      <StateGlyph name="error" size={14} />
      <div className="grow">
        <p className="b">{t('clouds.transfer.tooLarge')}</p>
        <p className="t2">{why}</p>
      </div>
    </div>
  );
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
  const end = (): void => {
    forgetImport();
    closeCloudsPanel();
  };
  const count = step.kind === 'preview' ? countOutcomes(step.items).added : 0;
  const isRunning = step.kind === 'preview' && step.isRunning;
  const words = isRunning
    ? t('clouds.transfer.running')
    : count === 0
      ? t('clouds.transfer.nothing')
      : t('clouds.transfer.run', { count });
  return (
    <div className="insp-f">
      <span className="grow" />
      {step.kind === 'done' ? (
        <button type="button" className="btn pri" onClick={end}>
          {t('clouds.transfer.done')}
        </button>
      ) : (
        <>
          <button type="button" className="btn" onClick={end}>
            {t('clouds.form.cancel')}
          </button>
          {step.kind !== 'preview' ? null : (
            <button
              type="button"
              className="btn pri"
              aria-disabled={count === 0 || isRunning || undefined}
              aria-busy={isRunning}
              onClick={count === 0 ? undefined : () => void runImport()}
            >
              {words}
            </button>
          )}
        </>
      )}
    </div>
  );
}
