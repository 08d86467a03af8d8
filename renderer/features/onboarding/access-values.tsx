/**
 * The values that an installer types into the camera, in large letters and with a button to copy. They come from the
 * cloud each time; none is stored here.
 */
import { useEffect, useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { DeviceAccess, OnboardingDevice } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { request } from '../../page/bridge.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { SecretValue } from './secret-value.tsx';

const PARTS = ['host', 'port', 'serverId', 'domain'] as const;
const MINUTE_MS = 60_000;

interface Value {
  readonly name: string;
  readonly text: string;
  /** Words of this client, which nobody types into a camera. */
  readonly isOwn?: boolean;
  /** Too long for a column. */
  readonly isLong?: boolean;
}

function valuesOf(t: Text, access: DeviceAccess, algorithm: string | null): readonly Value[] {
  if (access.form === 'push') {
    const { url, lifeMs, isIncomplete } = access;
    const life =
      lifeMs === null
        ? t('onboarding.access.notPublished')
        : t('onboarding.access.minutes', { count: Math.round(lifeMs / MINUTE_MS) });
    return [
      { name: t('onboarding.access.url'), text: url, isLong: true },
      { name: t('onboarding.access.life'), text: life, isOwn: true },
      ...(isIncomplete
        ? [{ name: t('onboarding.access.proof'), text: t('onboarding.access.incomplete'), isOwn: true, isLong: true }]
        : []),
    ];
  }
  const { userName, deviceId } = access;
  return [
    ...PARTS.map((part) => ({
      name: t(`onboarding.access.${part}`),
      text: access[part] ?? t('onboarding.access.notPublished'),
      isOwn: access[part] === null,
    })),
    {
      name: t('onboarding.access.userName'),
      text: userName ?? t('onboarding.access.notPublished'),
      isOwn: userName === null,
    },
    { name: t('onboarding.fields.deviceId'), text: deviceId },
    ...(algorithm === null ? [] : [{ name: t('onboarding.fields.algorithm'), text: algorithm }]),
    ...(access.password === 'cloud'
      ? []
      : [
          {
            name: t('onboarding.access.password'),
            text: t(`onboarding.access.madeBy.${access.password}`),
            isOwn: true,
          },
        ]),
  ];
}

export function AccessValues({ device }: { readonly device: OnboardingDevice }) {
  const t = useText();
  const { id, algorithm, isUnsure } = device;
  const [access, setAccess] = useState<DeviceAccess | null>(null);
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
  const rows = valuesOf(t, access, algorithm);
  const typed = rows.filter(({ isOwn = false }) => !isOwn);
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
      {typed.length < 2 ? null : (
        <p className="row g1">
          <CopyButton
            text={typed.map(({ name, text }) => `${name}: ${text}`).join('\n')}
            label={t('onboarding.access.copyAll')}
          />
          <span className="t2">{t('onboarding.access.copyAll')}</span>
        </p>
      )}
    </>
  );
}
