/** Steps that a cloud takes with a registered camera only when asked: read its channels, invite it, activate its stream. */
import { useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import { registrationOf, type OnboardingDevice } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { inviteDevice, readChannels, stopDevice } from './model/onboarding.ts';

const WAYS = {
  'not-invited': { word: 'invite', run: inviteDevice },
  stopped: { word: 'activate', run: inviteDevice },
  'no-channels': { word: 'readChannels', run: readChannels },
  'reading-channels': { word: 'readChannels', run: readChannels },
  registered: { word: 'stop', run: stopDevice },
  picture: { word: 'stop', run: stopDevice },
  cut: { word: 'connect', run: inviteDevice },
  'switched-off': { word: 'connect', run: inviteDevice },
  'still-cut': { word: 'connectAgain', run: inviteDevice },
} as const;

const isWay = (state: string | undefined): state is keyof typeof WAYS => state !== undefined && state in WAYS;

/** For a cloud with invitations. */
export function NextWay({ device }: { readonly device: OnboardingDevice }) {
  const t = useText();
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const state = registrationOf(device)?.state;
  if (!isWay(state)) return error === null ? null : <ErrorText error={error} />;
  const { run, word: usual } = WAYS[state];
  const word = device.kind === 'point' && usual === 'stop' ? 'cut' : usual;
  const isReading = state === 'reading-channels';
  const onClick = async (): Promise<void> => {
    if (isBusy || isReading) return;
    setBusy(true);
    setError(await run(device.id));
    setBusy(false);
  };
  return (
    <div className="onboarding-way">
      <button
        type="button"
        className={word === 'stop' || word === 'cut' ? 'btn sm onboarding-own' : 'btn sm pri onboarding-own'}
        aria-busy={isBusy}
        aria-disabled={isBusy || isReading || undefined}
        onClick={() => void onClick()}
      >
        {t(`onboarding.ways.${word}`)}
      </button>
      <p className="note">{t(isReading ? 'onboarding.ways.isReading' : `onboarding.ways.${word}Why`)}</p>
      {error === null ? null : <ErrorText error={error} />}
    </div>
  );
}
