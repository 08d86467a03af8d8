import type { ImportedWall } from '../../../preload/contract/walls.ts';
import { useText } from '../../i18n/i18n.ts';
import { MAX_FILE_CHARS } from '../../state/page/import-file.ts';
import {
  forgetWallImport,
  isImportRunning,
  previewWalls,
  runWallImport,
  useWallImport,
  type WallImportStep,
} from './model/wall-import.ts';
import { closeWallSide } from '../../state/page/wall-panel.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { BadFile, FileChoice, ImportButton, NextFile } from '../../ui/form/file-choice.tsx';
import { firstFile, useFileDrop } from '../../ui/form/use-file-drop.ts';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { ImportAccounts, ImportWalls } from './import-items.tsx';
import { SidePane } from '../../ui/side-pane.tsx';

/** Walls from a file: chosen, looked at, mapped to the accounts that are here, then imported wall by wall. */
export function ImportPanel() {
  const t = useText();
  const { step, waiting } = useWallImport();
  const isRunning = useWallImport(isImportRunning);
  const { isOver, handlers: drop } = useFileDrop(firstFile((file) => void previewWalls(file)));
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
        <FileChoice
          label={t('walls.transfer.choose')}
          words={t(step.kind === 'choosing' ? 'walls.transfer.choose' : 'walls.transfer.chooseOther')}
          hint={t('walls.transfer.dropHint')}
          onFile={(file) => void previewWalls(file)}
        />
        {isRunning && waiting !== null ? (
          <p role="status">{t('walls.transfer.waits', { name: waiting.name })}</p>
        ) : null}
      </div>
      <StepBody step={step} />
    </SidePane>
  );
}

function end(): void {
  forgetWallImport();
  closeWallSide();
}

function StepBody({ step }: { readonly step: WallImportStep }) {
  const t = useText();
  switch (step.kind) {
    case 'choosing':
      return null;
    case 'reading':
      return <SkeletonRows rows={4} label={t('walls.transfer.reading', { name: step.name })} />;
    case 'too-large':
      return (
        <div className="wl-sec">
          <BadFile
            what={t('walls.transfer.badFile')}
            why={t('walls.transfer.tooLarge', { name: step.name, limit: MAX_FILE_CHARS })}
          />
        </div>
      );
    case 'no-text':
      return (
        <div className="wl-sec">
          <BadFile what={t('walls.transfer.badFile')} why={t('walls.transfer.noText', { name: step.name })} />
        </div>
      );
    case 'unreadable':
      return (
        <div className="wl-sec">
          <BadFile
            what={t('walls.transfer.badFile')}
            why={t('walls.transfer.unreadable', { name: step.name, reason: step.reason })}
          />
        </div>
      );
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

function Footer({ step }: { readonly step: WallImportStep }) {
  const t = useText();
  const waiting = useWallImport((state) => state.waiting);
  const isRunning = useWallImport(isImportRunning);
  const isDone = step.kind === 'done';
  const hasNext = waiting !== null && !isRunning;
  return (
    <>
      <span className="grow" />
      <button type="button" className={isDone && !hasNext ? 'btn pri' : 'btn'} onClick={end}>
        {t(isDone ? 'walls.transfer.done' : 'walls.transfer.cancel')}
      </button>
      {hasNext ? (
        <NextFile words={t('walls.transfer.goOn', { name: waiting.name })} onNext={() => void previewWalls(waiting)} />
      ) : null}
      {step.kind === 'preview' ? <RunButton walls={step.walls} isRunning={isRunning} /> : null}
    </>
  );
}

interface RunButtonProps {
  readonly walls: readonly ImportedWall[];
  readonly isRunning: boolean;
}

function RunButton({ walls, isRunning }: RunButtonProps) {
  const t = useText();
  const count = walls.filter(({ outcome }) => outcome === 'added').length;
  const words = {
    running: t('walls.transfer.running'),
    nothing: t('walls.transfer.nothing'),
    run: t('walls.transfer.run', { count }),
  };
  return <ImportButton {...{ count, isRunning, words }} onRun={() => void runWallImport()} />;
}
