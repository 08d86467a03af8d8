/** The steps of one camera in work, from its adding to its first decoded picture. */
import { Steps } from 'antd';
import type { ComponentType } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import {
  hasAccessValues,
  idInCloud,
  isFixed,
  isIdKnown,
  registrationOf,
  type OnboardingDevice,
  type OnboardingOffer,
  type RegistrationLine,
} from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { clockText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { AccessValues } from './access-values.tsx';
import { finishDevice } from './model/onboarding.ts';
import { NextWay } from './next-way.tsx';
import { PlaceForm } from './place-form.tsx';
import { RegistrationLog } from './registration-log.tsx';
import { LINE_GLYPHS } from './words.ts';

/** Shows the live picture of a camera and reports its first decoded frame. */
export type PictureOf = ComponentType<{ readonly channelId: ChannelId; readonly onDecoded: () => void }>;

/** The cloud takes no picture then, also of a camera that passed. */
const STOPPED: ReadonlySet<RegistrationLine['state']> = new Set([
  ...(['not-invited', 'inviting', 'stopped', 'cut', 'still-cut', 'switched-off'] as const),
]);

interface StepsProps {
  readonly device: OnboardingDevice;
  /** Undefined while it is read. */
  readonly offer: OnboardingOffer | undefined;
  readonly Picture: PictureOf;
  readonly onDecoded: () => void;
}

export function DeviceSteps({ device, offer, Picture, onDecoded }: StepsProps) {
  const t = useText();
  const now = registrationOf(device);
  const isPassed = device.passedAtMs !== null;
  const isStopped = now !== null && STOPPED.has(now.state);
  const isRegistered = device.channelId !== null && !isStopped && (isPassed || now?.state === 'registered');
  const hasAccess = hasAccessValues(device.kind);
  const passwordRule = offer?.rules.find(({ field }) => hasAccess && field === 'password') ?? null;
  const isBad = now?.state === 'sign-in-refused' || now?.state === 'channels-wrong';
  const at = (['added', ...(hasAccess ? ['type'] : []), 'log', 'picture', 'place'] as const).indexOf(
    device.isUnsure ? 'added' : isPassed ? 'place' : isRegistered ? 'picture' : 'log',
  );
  const idUnknown = <p className="t2">{t('onboarding.idUnknown')}</p>;
  const steps = [
    {
      title: t(device.isUnsure ? 'onboarding.states.sent' : 'onboarding.steps.added'),
      content: isIdKnown(device) ? <span className="mono selectable">{idInCloud(device)}</span> : idUnknown,
    },
    ...(hasAccess
      ? [
          {
            title: t('onboarding.steps.type'),
            content: isIdKnown(device) ? <AccessValues device={device} /> : idUnknown,
          },
        ]
      : []),
    {
      title: t('onboarding.steps.log'),
      content: (
        <>
          <RegistrationLog {...{ device, passwordRule }} />
          {offer?.hasInvitations === true ? <NextWay device={device} /> : null}
        </>
      ),
      ...(isBad ? { status: 'error' as const } : {}),
    },
    {
      title: t('onboarding.steps.picture'),
      content: <PictureStep {...{ device, isRegistered, Picture, onDecoded }} />,
    },
    ...(offer?.groups === 'none'
      ? []
      : [
          {
            title: t('onboarding.steps.place'),
            content: isIdKnown(device) ? <PlaceForm device={device} isFixed={isFixed(offer?.groups)} /> : idUnknown,
          },
        ]),
  ];
  return (
    <div className="onboarding-device" data-passed={isPassed}>
      <header className="row g2">
        {now === null ? null : <StateGlyph name={LINE_GLYPHS[now.state]} size={16} />}
        <h2 className="grow el">{device.name ?? idInCloud(device)}</h2>
        <span className="t2" role="status">
          {now === null ? '' : t(`onboarding.states.${now.state}`)}
        </span>
        <button
          type="button"
          className="btn sm"
          title={t('onboarding.finishWhy')}
          onClick={() => void finishDevice(device.id)}
        >
          {t('onboarding.finish')}
        </button>
      </header>
      <Steps
        orientation="vertical"
        size="small"
        current={at}
        items={steps.map((step) => ({ ...step, content: <div className="onboarding-step">{step.content}</div> }))}
      />
    </div>
  );
}

function PictureStep({
  device,
  isRegistered,
  Picture,
  onDecoded,
}: Omit<StepsProps, 'offer'> & { isRegistered: boolean }) {
  const t = useText();
  if (!isRegistered || device.channelId === null) return <p className="t2">{t('onboarding.stepsWithout.picture')}</p>;
  if (device.hasPackage === false) {
    return (
      <div role="alert">
        <p className="b">{t('onboarding.noPackage.what')}</p>
        <p>{t('onboarding.noPackage.next')}</p>
      </div>
    );
  }
  return (
    <>
      {device.passedAtMs === null ? null : (
        <p className="row g1">
          <StateGlyph name="live" />
          {t('onboarding.passed', { time: clockText(device.passedAtMs) })}
        </p>
      )}
      <div className="onboarding-picture">
        <Picture channelId={device.channelId} onDecoded={onDecoded} />
      </div>
    </>
  );
}
