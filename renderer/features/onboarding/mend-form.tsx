/** Another password for a camera whose sign-in the cloud refused. */
import { useState, type FormEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import type { DeviceId } from '../../../preload/domain/ids.ts';
import { onboardingProblem, type OnboardingRule } from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Field } from './field.tsx';
import type { SecretInputs } from '../../ui/form/secret-input.tsx';
import { mendDevice } from './model/onboarding.ts';

interface MendProps {
  readonly id: DeviceId;
  readonly rule: OnboardingRule;
  /** The cloud takes a password only while the camera is not on line. */
  readonly isGuarded: boolean;
  readonly onMended: () => void;
}

export function MendForm({ id, rule, isGuarded, onMended }: MendProps) {
  const t = useText();
  const [secrets] = useState<SecretInputs>(() => new Map());
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const password = secrets.get(rule.field)?.value ?? '';
    const found = onboardingProblem(rule, password);
    setProblem(found === null ? null : t(`onboarding.problems.${found}`));
    if (found !== null || isBusy) return;
    setBusy(true);
    const refusal = await mendDevice(id, password);
    setBusy(false);
    setError(refusal);
    if (refusal === null) onMended();
  };
  return (
    <form
      className="onboarding-mend"
      aria-label={t('onboarding.mend.title')}
      noValidate
      onSubmit={(event) => void onSubmit(event)}
    >
      <Field {...{ rule, problem, secrets }} value="" onChange={() => setProblem(null)} />
      {error === null ? null : <ErrorText error={error} />}
      {isGuarded ? <p className="note">{t('onboarding.mend.why')}</p> : null}
      <button type="submit" className="btn sm pri" aria-busy={isBusy}>
        {t(isBusy ? 'onboarding.mend.busy' : 'onboarding.mend.submit')}
      </button>
    </form>
  );
}
