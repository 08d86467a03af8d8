/**
 * The values that an installer types into the camera, in large letters and with a button to copy. They come from the
 * cloud each time; none is stored here.
 */
import { useEffect, useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { DeviceAccess, OnboardingDevice } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { AccessSheet } from './access-sheet.tsx';
import { accessRows, accessText } from './access-rows.ts';
import { SecretValue } from './secret-value.tsx';

export function AccessValues({ device }: { readonly device: OnboardingDevice }) {
  const t = useText();
  const { id, algorithm, isUnsure } = device;
  const [access, setAccess] = useState<DeviceAccess | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [isSheet, setSheet] = useState(false);
  useEffect(() => {
    let isHere = true;
    void request['onboarding.access']({ id }).then((answer) => {
      if (!isHere) return;
      if (answer.ok) setAccess(answer.value);
      setError(answer.ok ? null : answer.error);
    });
    return () => {
      isHere = false;
    };
  }, [id, isUnsure, attempt]);
  if (error !== null) return <ErrorText error={error} onAction={() => setAttempt(attempt + 1)} />;
  if (access === null) return <SkeletonRows rows={6} label={t('onboarding.access.reading')} />;
  const rows = accessRows(t, access, algorithm);
  const isSeveral = rows.filter(({ isOwn = false }) => !isOwn).length > 1;
  return (
    <>
      <dl className="onboarding-values">
        {rows.map(({ name, text, isOwn = false, isLong = false }) => (
          <div key={name} className={isLong ? 'onboarding-long' : undefined}>
            <dt>{name}</dt>
            {isOwn ? (
              <dd className="t2">{text}</dd>
            ) : (
              <dd>
                <span className="mono selectable">{text}</span>
                <CopyButton text={text} label={t('onboarding.access.copy', { name })} />
              </dd>
            )}
          </div>
        ))}
        {access.form === 'sip' && access.password === 'cloud' ? (
          <div>
            <dt>{t('onboarding.access.password')}</dt>
            <dd>
              <SecretValue id={id} name={t('onboarding.access.password')} />
            </dd>
          </div>
        ) : null}
      </dl>
      <div className="row g2">
        <button type="button" className="btn" aria-haspopup="dialog" onClick={() => setSheet(true)}>
          <Icon name="doc" size={14} />
          {t('onboarding.sheet.open')}
        </button>
        {isSeveral ? (
          <span className="row g1">
            <CopyButton text={accessText(rows)} label={t('onboarding.access.copyAll')} />
            <span className="t2">{t('onboarding.access.copyAll')}</span>
          </span>
        ) : null}
      </div>
      {isSheet ? (
        <AccessSheet
          name={device.name}
          rows={rows}
          hasPassword={access.form === 'sip'}
          isSecret={access.form === 'push' && !access.isIncomplete}
          onClose={() => setSheet(false)}
        />
      ) : null}
    </>
  );
}
