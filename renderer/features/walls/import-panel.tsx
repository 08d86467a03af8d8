import { useRef, useState, type DragEvent } from 'react';
import { useText } from '../../i18n/i18n.ts';
import {
  forgetWallImport,
  MAX_FILE_CHARS,
  previewWalls,
  runWallImport,
  useWallImport,
  type WallImportStep,
} from '../../state/wall-import.ts';
import { closeWallSide } from '../../state/wall-panel.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ImportAccounts, ImportWalls } from './import-items.tsx';
import { SidePane } from './side-pane.tsx';

/** Walls from a file: chosen, looked at, mapped to the accounts that are here, then imported wall by wall. */
export function ImportPanel() {
  const t = useText();
  const step = useWallImport((state) => state.step);
  const [isOver, setIsOver] = useState(false);
  const drop = {
    onDragOver: (event: DragEvent) => (event.preventDefault(), setIsOver(true)),
    onDragLeave: () => setIsOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      const [file] = event.dataTransfer.files;
      if (file !== undefined) void previewWalls(file);
    },
  };
  return (
    <SidePane
      title={t('walls.transfer.title')}
      closeLabel={t('walls.transfer.close')}
      className={isOver ? 'insp wide drop' : 'insp wide'}
      drop={drop}
      onClose={end}
      footer={<Footer step={step} />}
    >
      <div className="wl-sec">
        <p className="t2">{t('walls.transfer.intro')}</p>
        <FileChoice isFirst={step.kind === 'choosing'} />
      </div>
      <StepBody step={step} />
    </SidePane>
  );
}

function end(): void {
  forgetWallImport();
  closeWallSide();
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
        aria-label={t('walls.transfer.choose')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void previewWalls(file);
          event.target.value = ''; // the same file can be chosen again after it was mended
        }}
      />
      <button type="button" className="btn" onClick={() => input.current?.click()}>
        <Icon name="folder" size={14} />
        {t(isFirst ? 'walls.transfer.choose' : 'walls.transfer.chooseOther')}
      </button>
      <span className="t3">{t('walls.transfer.dropHint')}</span>
    </div>
  );
}

function StepBody({ step }: { readonly step: WallImportStep }) {
  const t = useText();
  switch (step.kind) {
    case 'choosing':
      return null;
    case 'reading':
      return <SkeletonRows rows={4} label={t('walls.transfer.reading', { name: step.name })} />;
    case 'too-large':
      return <BadFile why={t('walls.transfer.tooLarge', { name: step.name, limit: MAX_FILE_CHARS })} />;
    case 'unreadable':
      return <BadFile why={t('walls.transfer.unreadable', { name: step.name, reason: step.reason })} />;
    case 'refused':
      return (
        <div className="wl-sec">
          <p className="mono t2 el">{step.name}</p>
          <ErrorText error={step.error} />
        </div>
      );
    case 'preview':
      return (
        <>
          <ImportAccounts accounts={step.accounts} />
          <ImportWalls walls={step.walls} isDone={false} />
        </>
      );
    case 'done':
      return <ImportWalls walls={step.walls} isDone />;
  }
}

function BadFile({ why }: { readonly why: string }) {
  const t = useText();
  return (
    <div className="wl-sec">
      <div className="errt" role="alert">
        <StateGlyph name="error" size={14} />
        <div className="grow">
          <p className="b">{t('walls.transfer.badFile')}</p>
          <p className="t2">{why}</p>
        </div>
      </div>
    </div>
  );
}

function Footer({ step }: { readonly step: WallImportStep }) {
  const t = useText();
  if (step.kind === 'done') {
    return (
      <>
        <span className="grow" />
        <button type="button" className="btn pri" onClick={end}>
          {t('walls.transfer.done')}
        </button>
      </>
    );
  }
  const count = step.kind === 'preview' ? step.walls.filter(({ outcome }) => outcome === 'added').length : 0;
  const isRunning = step.kind === 'preview' && step.isRunning;
  const isOff = count === 0 || isRunning;
  const words = count === 0 ? t('walls.transfer.nothing') : t('walls.transfer.run', { count });
  return (
    <>
      <span className="grow" />
      <button type="button" className="btn" onClick={end}>
        {t('walls.transfer.cancel')}
      </button>
      {step.kind !== 'preview' ? null : (
        <button
          type="button"
          className="btn pri"
          aria-disabled={isOff || undefined}
          aria-busy={isRunning}
          onClick={isOff ? undefined : () => void runWallImport()}
        >
          {isRunning ? t('walls.transfer.running') : words}
        </button>
      )}
    </>
  );
}
