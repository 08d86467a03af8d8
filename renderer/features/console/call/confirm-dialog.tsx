import { Modal } from 'antd';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { targetsOf, type PlacedValue, type Target } from '../../../contract-form/console-values.ts';
import { deviceBeside, nameOfId } from '../../../contract-form/known-ids.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { InertBehind } from '../../../ui/float/inert-behind.tsx';
import type { CallState } from './use-call.ts';
import { knownWords } from '../../../contract-form/known-id-field.tsx';
import { useFormParts } from '../../../contract-form/use-form.ts';
import { useKnownPart } from '../../../contract-form/use-known-part.ts';

const MAX_VALUES = 5;

/** Asked before every write: names the operation, the account, and the target of the call. */
export function ConfirmDialog({ account, call }: { readonly account: AccountView; readonly call: CallState }) {
  const t = useText();
  const isChinese = useLocale() === 'zh-CN';
  const { description, params } = useFormParts();
  const { operation } = description;
  const change = operation.change ?? 'operate';
  const targets = targetsOf(params, description.fields, useTargetWords());
  return (
    <Modal
      open
      width={460}
      title={t('console.confirm.title', { title: isChinese ? operation.titleZh : operation.titleEn })}
      onCancel={call.decline}
      closable={{ 'aria-label': t('console.confirm.close'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button
            type="button"
            className={change === 'delete' ? 'btn danger' : 'btn pri'}
            autoFocus={change !== 'delete'}
            onClick={call.confirm}
          >
            {t(`console.confirm.run.${change}`)}
          </button>
          <button type="button" className="btn" autoFocus={change === 'delete'} onClick={call.decline}>
            {t('console.confirm.keep')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <p>{t(`console.confirm.${change}`, { account: account.label })}</p>
      <p className="mono t2 co-what">
        {operation.id}
        <br />
        {operation.method} {operation.path}
      </p>
      {targets.length === 0 ? (
        <p className="t2">{t('console.confirm.noTargets')}</p>
      ) : (
        <>
          <p className="t2">{t('console.confirm.targets')}</p>
          <dl className="co-targets">
            {targets.map((target) => (
              <TargetLine key={target.name} target={target} />
            ))}
          </dl>
        </>
      )}
    </Modal>
  );
}

/** Says which camera or group an id names. */
function useTargetWords(): (value: PlacedValue) => string {
  const t = useText();
  const part = useKnownPart();
  return ({ text, field, fields, object }) => {
    if (part === null || field?.knownId === undefined) return text;
    const known = nameOfId(part, field.knownId, text, deviceBeside(fields, object));
    return known === null ? text : t('console.known.withId', { name: knownWords(t, known), id: text });
  };
}

function TargetLine({ target: { name, values } }: { readonly target: Target }) {
  const t = useText();
  const left = values.length - MAX_VALUES;
  const shown = values.slice(0, MAX_VALUES).join(', ');
  return (
    <>
      <dt className="mono el">{name}</dt>
      <dd className="mono selectable">{left > 0 ? `${shown} ${t('console.confirm.more', { count: left })}` : shown}</dd>
    </>
  );
}
