/** A change of selected devices: what it will do, how far it is, and the outcome of each device. */
import { Modal } from 'antd';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { InertBehind } from '../../../ui/float/inert-behind.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { ThemeProvider } from '../../../ui/theme/theme-provider.tsx';
import { namesBy, nameFault } from '../model/change-plan.ts';
import { dismissChange, readRules, runChange, stopChange, TYPED_FROM, useChanging } from '../model/changing.ts';
import { ChangeForm } from './change-form.tsx';
import { ChangeResults, ResultActions } from './change-results.tsx';
import '../devices.css';

export function ChangeDialog() {
  const locale = useLocale();
  const isAsked = useChanging(({ change }) => change !== null);
  return isAsked ? (
    <ThemeProvider locale={locale}>
      <AskedChange />
    </ThemeProvider>
  ) : null;
}

function AskedChange() {
  const t = useText();
  const { change, progress, results, isUndo } = useChanging();
  if (change === null) return null;
  const title = t(isUndo ? 'devices.change.undoTitle' : `devices.change.titles.${change}`);
  return (
    <Modal
      open
      centered
      width={560}
      title={title}
      onCancel={dismissChange}
      mask={{ closable: false }}
      closable={{ 'aria-label': t('devices.change.close'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          {progress !== null ? <Stop /> : results !== null ? <ResultActions /> : <Start />}
        </div>
      }
    >
      <InertBehind />
      {progress !== null ? <Progress /> : results !== null ? <ChangeResults /> : <Ask />}
    </Modal>
  );
}

/** The form, once the clouds reported what they document. */
function Ask() {
  const t = useText();
  const { plan, rulesError } = useChanging();
  if (rulesError !== null) return <ErrorText error={rulesError} onAction={() => void readRules()} />;
  return plan === null ? <SkeletonRows rows={3} label={t('devices.change.reading')} /> : <ChangeForm plan={plan} />;
}

function Start() {
  const t = useText();
  const count = useChanging(({ plan }) => plan?.subjects.length ?? 0);
  const change = useChanging((state) => state.change);
  const isReady = useIsReady();
  return (
    <>
      {change === null || count === 0 ? null : (
        <button
          type="button"
          className={change === 'delete' ? 'btn danger' : 'btn pri'}
          disabled={!isReady}
          onClick={() => void runChange()}
        >
          {t(`devices.change.confirm.${change}`, { count })}
        </button>
      )}
      <button type="button" className="btn" autoFocus onClick={dismissChange}>
        {t('devices.change.keep')}
      </button>
    </>
  );
}

/** Every name is one that the cloud takes, a group is chosen, and the number of a large deletion is typed. */
function useIsReady(): boolean {
  const { change, plan, pattern, groupId, typed } = useChanging();
  if (plan === null || plan.subjects.length === 0) return false;
  const { subjects } = plan;
  if (change === 'move') return groupId !== null;
  if (change === 'delete') return subjects.length < TYPED_FROM || typed.trim() === String(subjects.length);
  if (change !== 'rename' && change !== 'renameDevice') return true;
  const names = namesBy(pattern, subjects);
  return subjects.every((subject, i) => nameFault(subject, names[i] ?? '') === null);
}

function Progress() {
  const t = useText();
  const { progress, isStopping } = useChanging();
  if (progress === null) return null;
  const { done, total } = progress;
  return (
    <div role="status" className="col g2">
      <p>{t(isStopping ? 'devices.change.stopping' : 'devices.change.running', { done, total })}</p>
      <progress className="devices-progress" value={done} max={total} aria-label={t('devices.change.progress')} />
    </div>
  );
}

function Stop() {
  const t = useText();
  const isStopping = useChanging((state) => state.isStopping);
  return (
    <button type="button" className="btn" autoFocus aria-disabled={isStopping} onClick={stopChange}>
      {t('devices.change.stop')}
    </button>
  );
}
