/** The name and the group of a camera in work. */
import { useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { OrgNodeId } from '../../../preload/domain/ids.ts';
import type { OnboardingDevice } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Choice, Row } from './field.tsx';
import { nameDevice, placeDevice } from './model/onboarding.ts';
import { useGroups } from './place-choice.tsx';

interface PlaceProps {
  readonly device: OnboardingDevice;
  /** No operation of the cloud moves a camera. */
  readonly isFixed: boolean;
}

export function PlaceForm({ device, isFixed }: PlaceProps) {
  const t = useText();
  const { id, accountId, groupId, isPlaced, kind, channelId } = device;
  const groups = useGroups(accountId);
  const [chosen, choose] = useState<string>(groupId ?? '');
  // Null until somebody types: the cloud may report the name later.
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? device.name ?? '';
  const [error, setError] = useState<WireError | null>(null);
  const group = groups.find(({ value }) => value === groupId)?.label ?? '';
  const where = isPlaced
    ? t('onboarding.place.isThere', { group })
    : t(groupId === null ? 'onboarding.place.root' : 'onboarding.place.notMoved');
  const nameId = `onboarding-name-of-${id}`;
  const rename = async (): Promise<void> => {
    const failure = await nameDevice(id, name);
    setError(failure);
    if (failure === null) setTyped(null);
  };
  return (
    <div className="onboarding-place">
      {isFixed ? (
        <p>{where}</p>
      ) : (
        <>
          <Choice label={t('onboarding.group')} note={where} value={chosen} options={groups} onChange={choose} />
          <button
            type="button"
            className="btn sm onboarding-own"
            aria-disabled={chosen === '' || undefined}
            onClick={() => {
              if (chosen !== '') void placeDevice(id, chosen as OrgNodeId).then(setError);
            }}
          >
            {t('onboarding.place.move')}
          </button>
        </>
      )}
      {kind === 'holosens' && channelId !== null ? (
        <>
          <Row id={nameId} label={t('onboarding.place.name')} note="">
            <span className="fld">
              <input id={nameId} value={name} maxLength={128} onChange={({ target }) => setTyped(target.value)} />
            </span>
          </Row>
          <button type="button" className="btn sm onboarding-own" onClick={() => void rename()}>
            {t('onboarding.place.rename')}
          </button>
        </>
      ) : device.name === null ? null : (
        <p className="t2">{t('onboarding.place.named', { name: device.name })}</p>
      )}
      {error === null ? null : <ErrorText error={error} />}
    </div>
  );
}
