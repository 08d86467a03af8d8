/** The password of a camera. What is typed lives in the fields alone, and leaves them with the request. */
import { useEffect, useRef, useState } from 'react';
import type { NumberedChannel } from '../../../../preload/domain/cameras/cameras.ts';
import { devicePasswordFault, type DevicePasswordOffer } from '../../../../preload/domain/cameras/camera-settings.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { useText } from '../../../i18n/i18n.ts';
import { request } from '../../../page/bridge.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { SecretInput, type SecretInputs } from '../../../ui/form/secret-input.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import type { SettingsBar } from '../model/settings.ts';
import { Barred } from './barred.tsx';

interface PasswordPartProps {
  readonly camera: NumberedChannel;
  readonly offer: DevicePasswordOffer;
  readonly bar: SettingsBar | null;
}

export function PasswordPart({ camera, offer, bar }: PasswordPartProps) {
  const t = useText();
  const { isSet, error, ask, onChanged } = usePasswordState(camera, bar);
  if (bar !== null) return <Barred bar={bar} />;
  if (error !== null) return <ErrorText error={error} onAction={ask} />;
  if (isSet === null) return <SkeletonRows rows={3} label={t('devices.settings.password.asking')} />;
  return <Form camera={camera} offer={offer} isSet={isSet} onDone={onChanged} />;
}

interface PasswordState {
  /** Null until the cloud answers. */
  readonly isSet: boolean | null;
  readonly error: WireError | null;
}

function usePasswordState({ id }: NumberedChannel, bar: SettingsBar | null) {
  const [state, setState] = useState<PasswordState>({ isSet: null, error: null });
  const [asking, setAsking] = useState(0);
  const isBarred = bar !== null;
  useEffect(() => {
    if (isBarred) return undefined;
    let isCurrent = true;
    void request['devices.password']({ channelId: id }).then((answer) => {
      if (!isCurrent) return;
      setState(answer.ok ? { isSet: answer.value.isSet, error: null } : { isSet: null, error: answer.error });
    });
    return () => {
      isCurrent = false;
    };
  }, [id, isBarred, asking]);
  return {
    ...state,
    ask: () => setAsking((count) => count + 1),
    onChanged: () => setState({ isSet: true, error: null }),
  };
}

interface FormProps {
  readonly camera: NumberedChannel;
  readonly offer: DevicePasswordOffer;
  readonly isSet: boolean;
  readonly onDone: () => void;
}

type Fault = 'current' | 'rules' | 'again';

function Form({ camera, offer, isSet, onDone }: FormProps) {
  const t = useText();
  const inputs = useRef<SecretInputs>(new Map()).current;
  const [fault, setFault] = useState<Fault | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const valueOf = (name: string): string => inputs.get(name)?.value ?? '';
  const faultNow = (): Fault | null => {
    if (isSet && valueOf('current') === '') return 'current';
    if (devicePasswordFault(offer, valueOf('next')) !== null) return 'rules';
    return valueOf('next') === valueOf('again') ? null : 'again';
  };
  const onTyped = (): void => {
    setIsDone(false);
    setFault((shown) => (shown === null ? null : faultNow()));
  };
  const send = async (): Promise<void> => {
    const found = faultNow();
    setFault(found);
    if (found !== null || isSending) return;
    setIsSending(true);
    setError(null);
    const secrets = { current: isSet ? valueOf('current') : null, next: valueOf('next') };
    const answer = await request['devices.set-password']({ channelId: camera.id, secrets });
    setIsSending(false);
    if (!answer.ok) return setError(answer.error);
    for (const input of inputs.values()) input.value = '';
    setIsDone(true);
    onDone();
  };
  const field = (name: 'current' | 'next' | 'again', isBad: boolean) => (
    <label className="col g1">
      <span className="t2">{t(`devices.settings.password.${name}`)}</span>
      <SecretInput
        id={`password-${name}`}
        name={name}
        isBad={isBad}
        aria-invalid={isBad}
        maxLength={128}
        inputs={inputs}
        words={{ reveal: t('devices.settings.password.show'), conceal: t('devices.settings.password.hide') }}
        onTyped={onTyped}
      />
    </label>
  );
  return (
    <form
      className="col g2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="t2">{t(isSet ? 'devices.settings.password.isSet' : 'devices.settings.password.isNotSet')}</p>
      {isSet ? field('current', fault === 'current') : null}
      {field('next', fault === 'rules')}
      <Rules offer={offer} />
      {field('again', fault === 'again')}
      {fault === null ? null : (
        <p role="alert" className="devices-fault">
          {t(`devices.settings.password.faults.${fault}`)}
        </p>
      )}
      {error === null ? null : <ErrorText error={error} />}
      {isDone ? <p role="status">{t('devices.settings.password.done')}</p> : null}
      <div className="row g2 dialog-foot">
        <button type="submit" className="btn pri" disabled={isSending}>
          {t(isSending ? 'devices.settings.password.sending' : 'devices.settings.password.send')}
        </button>
      </div>
    </form>
  );
}

/** The documented rules stand below the field while the operator types. */
function Rules({ offer: { limits } }: { readonly offer: DevicePasswordOffer }) {
  const t = useText();
  const { minLength = 1, maxLength = 128, kinds } = limits;
  return (
    <p className="t2">
      {t('devices.settings.password.rules', { min: minLength, max: maxLength, kinds: kinds?.atLeast ?? 1 })}
    </p>
  );
}
