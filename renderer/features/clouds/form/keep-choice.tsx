import { useEffect, useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { Segmented } from '../../../ui/form/segmented.tsx';
import type { AccountForm } from './use-account-form.ts';

/** Where the keys are kept: the keychain, or this session where it is not to be had or the operator wants it so. */
export function KeepChoice({ form }: { readonly form: AccountForm }) {
  const t = useText();
  const vault = useAccounts((state) => state.vault);
  const box = useRef<HTMLDivElement>(null);
  const isRefusedNow = form.error?.code.startsWith('vault.') ?? false;
  useEffect(() => {
    if (isRefusedNow) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isRefusedNow]);
  if (vault === null) return null;
  const { backend, state } = vault;
  const isOffered = state !== 'missing' || form.persistence === 'keychain';
  const options = [
    ...(isOffered ? [{ value: 'keychain', label: t('clouds.form.inKeychain', { backend }) }] : []),
    { value: 'session', label: t('clouds.form.sessionOnly') },
  ];
  return (
    <div className="frow keep" ref={box}>
      <span className="label">{t('clouds.form.keepIn')}</span>
      {state === 'ready' && !isRefusedNow ? null : (
        <p className="row g2 warn" role="alert">
          <StateGlyph name="delayed" />
          <span>{t(`clouds.form.vault.${state === 'ready' ? 'refused' : state}`, { backend })}</span>
        </p>
      )}
      <Segmented
        label={t('clouds.form.keepIn')}
        options={options}
        value={form.persistence}
        onChange={(value) => form.setPersistence(value === 'session' ? 'session' : 'keychain')}
      />
      {form.persistence === 'session' ? <p className="note">{t('clouds.form.sessionHelp')}</p> : null}
    </div>
  );
}
