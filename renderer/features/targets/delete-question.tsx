/** Asks before targets are deleted, and before what was typed is given up. */
import { Modal } from 'antd';
import { useText } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { InertBehind } from '../../ui/inert-behind.tsx';
import { deleteAsked, dismissQuestion, useChanges } from './model/changes.ts';
import { giveUp, keepEditing, useForm } from './model/form.ts';

/** More names than these would hide the question. */
const MAX_NAMES = 8;

export function DeleteQuestion() {
  const t = useText();
  const { asked, isDeleting } = useChanges();
  if (asked === null) return null;
  const names = asked.slice(0, MAX_NAMES).map(({ name }) => name);
  const rest = asked.length - names.length;
  return (
    <Modal
      open
      width={420}
      title={t('targets.delete.title', { count: asked.length })}
      onCancel={dismissQuestion}
      closable={{ 'aria-label': t('targets.delete.keep'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 targets-foot">
          <button type="button" className="btn danger" aria-busy={isDeleting} onClick={() => void deleteAsked()}>
            {t(isDeleting ? 'targets.delete.going' : 'targets.delete.confirm', { count: asked.length })}
          </button>
          <button type="button" className="btn" autoFocus onClick={dismissQuestion}>
            {t('targets.delete.keep')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <ul className="targets-names">
        {names.map((name, i) => (
          <li key={asked[i]?.id} className="el">
            {name}
          </li>
        ))}
        {rest > 0 ? <li className="t2">{t('targets.delete.rest', { count: rest })}</li> : null}
      </ul>
      <p>{t('targets.delete.text')}</p>
    </Modal>
  );
}

export function LeaveForm() {
  const t = useText();
  const leaving = useForm((state) => state.leaving);
  if (leaving === null) return null;
  return (
    <Modal
      open
      width={420}
      title={t('targets.leaving.title')}
      onCancel={keepEditing}
      closable={{ 'aria-label': t('targets.leaving.keep'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 targets-foot">
          <button type="button" className="btn danger" onClick={giveUp}>
            {t('targets.leaving.discard')}
          </button>
          <button type="button" className="btn" autoFocus onClick={keepEditing}>
            {t('targets.leaving.keep')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <p>{t('targets.leaving.text')}</p>
    </Modal>
  );
}
