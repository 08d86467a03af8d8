/** Consent to process pictures of persons: channels with their state, the statement that is signed, and what was signed before. */
import { useId } from 'react';
import { MAX_CONSENT_SIGNER, MAX_CONSENT_STATEMENT } from '../../../../preload/domain/people/targets.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Segmented } from '../../../ui/form/segmented.tsx';
import { ConsentChannels, ConsentRecords } from './consent-parts.tsx';
import { Fault } from '../lists/list-form.tsx';
import { faultsOfConsent, signConsent, type ConsentFaults } from '../model/consent-form.ts';
import { changeSheet, type ConsentSheet } from '../model/sheet.ts';
import { SheetFoot, SheetFrame } from '../sheet-frame.tsx';

export function ConsentForm({ form }: { readonly form: ConsentSheet }) {
  const t = useText();
  const { id, deviceName, state, error, isTried } = form;
  const statement = form.statement ?? t(`targets.sign.statements.${state}`);
  const faults = faultsOfConsent(form, statement);
  const save = (): void => void signConsent(form, statement);
  return (
    <SheetFrame title={t('targets.sign.title', { name: deviceName })} onSave={save}>
      <div className="scr">
        <p className="targets-note t2">{t('targets.sign.text')}</p>
        <div className="targets-note">
          <Segmented
            label={t('targets.sign.state')}
            value={state}
            options={(['opened', 'closed'] as const).map((value) => ({
              value,
              label: t(`targets.sign.states.${value}`),
            }))}
            onChange={(value) => changeSheet('consent', id, { state: value === 'closed' ? 'closed' : 'opened' })}
          />
        </div>
        <ConsentChannels form={form} />
        {isTried && faults.channels !== null ? (
          <div className="targets-note">
            <Fault id={`targets-channels-${id}`} words={t('targets.sign.noChannel')} />
          </div>
        ) : null}
        <Texts form={form} statement={statement} faults={faults} />
        <p className="targets-note t3">{t('targets.sign.hashNote')}</p>
        {error === null ? null : (
          <div className="targets-note">
            <ErrorText error={error} onAction={error.action === 'retry' ? save : undefined} />
          </div>
        )}
        <ConsentRecords form={form} />
      </div>
      <SheetFoot isBusy={form.isBusy} save={t(`targets.sign.now.${state}`)} />
    </SheetFrame>
  );
}

interface TextsProps {
  readonly form: ConsentSheet;
  readonly statement: string;
  readonly faults: ConsentFaults;
}

function Texts({ form, statement, faults }: TextsProps) {
  const t = useText();
  const key = useId();
  const wordsOf = (fault: ConsentFaults['signer'], limit: number): string | null => {
    if (fault === 'too-long') return t('targets.form.tooLong', { count: limit });
    return fault === 'missing' && form.isTried ? t('targets.form.missing') : null;
  };
  const signer = wordsOf(faults.signer, MAX_CONSENT_SIGNER);
  const text = wordsOf(faults.statement, MAX_CONSENT_STATEMENT);
  return (
    <>
      <div className="targets-field targets-high">
        <label htmlFor={`${key}-statement`} className="t2">
          {t('targets.sign.statement')}
          <span className="targets-must"> {t('targets.form.required')}</span>
        </label>
        <textarea
          id={`${key}-statement`}
          className={text === null ? 'targets-statement' : 'targets-statement targets-bad'}
          rows={5}
          value={statement}
          aria-invalid={text !== null}
          aria-describedby={text === null ? undefined : `${key}-statement-note`}
          onChange={({ target }) => changeSheet('consent', form.id, { statement: target.value, error: null })}
        />
        {text === null ? null : <Fault id={`${key}-statement-note`} words={text} />}
      </div>
      <div className="targets-field">
        <label htmlFor={`${key}-signer`} className="t2">
          {t('targets.sign.signer')}
          <span className="targets-must"> {t('targets.form.required')}</span>
        </label>
        <span className={signer === null ? 'fld sm' : 'fld sm targets-bad'}>
          <input
            id={`${key}-signer`}
            autoComplete="off"
            value={form.signer}
            aria-invalid={signer !== null}
            aria-describedby={signer === null ? undefined : `${key}-signer-note`}
            onChange={({ target }) => changeSheet('consent', form.id, { signer: target.value, error: null })}
          />
        </span>
        {signer === null ? null : <Fault id={`${key}-signer-note`} words={signer} />}
      </div>
    </>
  );
}
