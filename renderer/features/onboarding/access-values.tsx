/** What an installer types into the camera, large and to copy. The cloud is asked; nothing of it is stored here. */
import { useEffect, useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { OnboardingDevice, SipAccess } from '../../../preload/domain/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';

const PARTS = ['host', 'port', 'serverId', 'domain', 'userName'] as const;

export function AccessValues({ device }: { readonly device: OnboardingDevice }) {
  const t = useText();
  const { id, nativeId, algorithm, isUnsure } = device;
  const [access, setAccess] = useState<SipAccess | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [attempt, setAttempt] = useState(0);
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
  const rows: readonly (readonly [string, string])[] = [
    ...PARTS.map((part) => [t(`onboarding.access.${part}`), access[part]] as const),
    [t('onboarding.fields.deviceId'), nativeId],
    [t('onboarding.fields.algorithm'), algorithm ?? ''],
  ];
  return (
    <>
      <dl className="onboarding-values">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <span className="mono selectable">{value}</span>
              <CopyButton text={value} label={t('onboarding.access.copy', { name })} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('onboarding.access.password')}</dt>
          <dd className="t2">{t('onboarding.access.asEntered')}</dd>
        </div>
      </dl>
      <p className="row g1">
        <CopyButton
          text={rows.map(([name, value]) => `${name}: ${value}`).join('\n')}
          label={t('onboarding.access.copyAll')}
        />
        <span className="t2">{t('onboarding.access.copyAll')}</span>
      </p>
    </>
  );
}
