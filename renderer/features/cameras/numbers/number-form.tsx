import { useMemo, useState, type FormEvent } from 'react';
import {
  isCameraNumber,
  MAX_CAMERA_NUMBER,
  numbersFrom,
  planNumbers,
  type NumberPlan,
} from '../../../../preload/domain/cameras/camera-numbers.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useDirectory } from '../../../state/cameras/directory.ts';
import { setNumbers } from '../../../state/cameras/numbers.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { NumberPreview } from './number-preview.tsx';

interface NumberFormProps {
  readonly channelIds: readonly ChannelId[];
  readonly onClose: () => void;
}

/** The plan for these cameras from a first number on in equal steps; null where a number is out of its bounds. */
function usePlan(channelIds: readonly ChannelId[], first: string, step: string): NumberPlan | null {
  const byId = useDirectory((state) => state.view.byId);
  return useMemo(() => {
    const [from, by] = [Number(first), channelIds.length === 1 ? 1 : Number(step)];
    const last = from + (channelIds.length - 1) * by;
    if (first.trim() === '' || !isCameraNumber(from) || !isCameraNumber(by) || !isCameraNumber(last)) return null;
    return planNumbers(byId.values(), numbersFrom(channelIds, from, by));
  }, [byId, channelIds, first, step]);
}

/** The number of one camera, or the first number and the step for many, with what would change. */
export function NumberForm({ channelIds, onClose }: NumberFormProps) {
  const t = useText();
  const [only] = channelIds;
  const camera = useDirectory((state) => (only === undefined ? undefined : state.view.byId.get(only)));
  const [first, setFirst] = useState(String(camera?.number ?? ''));
  const [step, setStep] = useState('1');
  const [error, setError] = useState<WireError | null>(null);
  const plan = usePlan(channelIds, first, step);
  const isMany = channelIds.length > 1;
  const count = plan === null ? 0 : plan.moves.length;
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (plan === null || count === 0) return;
    const answer = await setNumbers(plan);
    if (answer.ok) onClose();
    else setError(answer.error);
  };
  const title = isMany
    ? t('cameras.numbers.many', { count: channelIds.length })
    : t('cameras.numbers.one', { name: camera?.name ?? '' });
  return (
    <form className="cameras-number-form" aria-label={title} onSubmit={(event) => void onSubmit(event)} noValidate>
      <h3>{title}</h3>
      <div className="row g2">
        <NumberField
          label={t(isMany ? 'cameras.numbers.first' : 'cameras.numbers.number')}
          {...{ isFocused: true }}
          value={first}
          onChange={setFirst}
        />
        {isMany ? <NumberField label={t('cameras.numbers.step')} value={step} onChange={setStep} /> : null}
      </div>
      {plan === null ? (
        <p className="st-error" role="alert">
          {t('cameras.numbers.bounds', { max: MAX_CAMERA_NUMBER })}
        </p>
      ) : (
        <NumberPreview plan={plan} />
      )}
      {error === null ? null : <ErrorText error={error} />}
      <div className="row g2">
        <button type="submit" className="btn sm pri" aria-disabled={count === 0 || undefined}>
          {t((plan?.swaps.length ?? 0) > 0 ? 'cameras.numbers.setAndSwap' : 'cameras.numbers.set', { count })}
        </button>
        <button type="button" className="btn sm" onClick={onClose}>
          {t('cameras.sites.cancel')}
        </button>
      </div>
    </form>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: string;
  readonly isFocused?: boolean;
  readonly onChange: (value: string) => void;
}

function NumberField({ label, value, isFocused = false, onChange }: NumberFieldProps) {
  return (
    <label className="cameras-number-field">
      <span>{label}</span>
      <span className="fld sm">
        <input
          inputMode="numeric"
          value={value}
          maxLength={6}
          autoFocus={isFocused}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
    </label>
  );
}
