/**
 * The cloud's reports about a camera, read every 5 s while the list is in sight. The client does not see SIP itself.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import {
  hasAccessValues,
  orderedOnAtMs,
  registrationOf,
  type OnboardingDevice,
  type OnboardingRule,
  type RegistrationLine,
} from '../../../preload/domain/onboarding/onboarding.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { isSeen } from '../../page/sight.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { clockText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { watchDevice } from './model/onboarding.ts';
import { MendForm } from './mend-form.tsx';
import { LINE_GLYPHS } from './words.ts';

const EVERY_MS = 5_000;
/** States in which the password may be the reason. */
const MENDABLE: ReadonlySet<RegistrationLine['state']> = new Set(['sign-in-refused', 'not-registered']);

/** States that end by themselves within seconds, also of a camera that passed. */
const BRIEF: ReadonlySet<RegistrationLine['state']> = new Set(['inviting', 'reading-channels', 'still-cut']);

interface Watching {
  /** The failure of the last question. */
  readonly error: WireError | null;
  /** Nothing asks by itself any more. */
  readonly isOver: boolean;
  /** Asks at once. */
  readonly ask: () => void;
}

/** Asks now and again every 5 s until the picture was decoded, and of a camera that passed while its state ends by itself. */
function useWatching({ id, passedAtMs, log }: OnboardingDevice): Watching {
  const [error, setError] = useState<WireError | null>(null);
  const isAsking = useRef(false);
  const ask = useCallback(async (): Promise<void> => {
    if (isAsking.current) return;
    isAsking.current = true;
    setError(await watchDevice(id));
    isAsking.current = false;
  }, [id]);
  const isOver = passedAtMs !== null && !BRIEF.has(log.at(-1)?.state ?? 'picture');
  useEffect(() => {
    if (isOver) return undefined;
    void ask();
    const timer = setInterval(() => {
      if (isSeen()) void ask();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [ask, isOver]);
  return { error, isOver, ask: () => void ask() };
}

/** A camera that pushes has one value to compare, a device over SAPI none, and neither a password. */
function adviceOf(t: Text, device: OnboardingDevice, state: RegistrationLine['state']): string {
  const { kind } = device;
  const orderedMs = orderedOnAtMs(device);
  if (state === 'still-cut' && orderedMs !== null) return t('onboarding.orderedOn', { time: clockText(orderedMs) });
  if (state === 'added' && kind === 'point') return t('onboarding.advice.cut');
  if (state === 'not-registered' && kind === 'rtmp') return t('onboarding.notPushing');
  if (state === 'not-registered' && kind === 'flv') return t('onboarding.notPulled');
  if (state === 'not-registered' && kind === 'sapi') return t('onboarding.notActivated');
  if (state === 'added' && !hasAccessValues(kind) && kind !== 'flv') return t('onboarding.plugIn');
  return t(`onboarding.advice.${state}`);
}

interface LogProps {
  readonly device: OnboardingDevice;
  /** Null: the cloud has no password for this kind of camera. */
  readonly passwordRule: OnboardingRule | null;
}

export function RegistrationLog({ device, passwordRule }: LogProps) {
  const t = useText();
  const { error, isOver, ask } = useWatching(device);
  const now = registrationOf(device);
  return (
    <div className="onboarding-log">
      <p className="row g2">
        <span className="t2">
          {isOver ? t('onboarding.log.ended') : t('onboarding.log.asked', { seconds: EVERY_MS / 1000 })}
        </span>
        <button type="button" className="btn sm" onClick={ask}>
          {t('onboarding.log.askNow')}
        </button>
      </p>
      <div role="log" aria-label={t('onboarding.steps.log')}>
        <ol>
          {device.log.length === 0 ? <li className="t2">{t('onboarding.log.empty')}</li> : null}
          {device.log.map((line, at) => (
            <li key={at} data-state={line.state}>
              <span className="mono t2">{clockText(line.fromMs)}</span>
              <StateGlyph name={LINE_GLYPHS[line.state]} />
              <span className="grow">
                {t(`onboarding.states.${line.state}`)}
                {line.word === null ? null : <span className="mono t2 onboarding-word">{line.word}</span>}
              </span>
              <span className="mono t2">{t('onboarding.log.times', { count: line.times })}</span>
            </li>
          ))}
        </ol>
      </div>
      {error === null ? null : <ErrorText error={error} />}
      {now === null ? null : <p className="onboarding-advice">{adviceOf(t, device, now.state)}</p>}
      {now !== null && MENDABLE.has(now.state) && passwordRule !== null ? (
        <MendForm
          {...{ id: device.id, rule: passwordRule, isGuarded: now.state === 'sign-in-refused' }}
          onMended={ask}
        />
      ) : null}
    </div>
  );
}
