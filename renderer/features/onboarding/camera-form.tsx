/** The form of one camera. It keeps the typed values until the cloud has the camera. */
import { useState, type FormEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import {
  isAsked,
  onboardingFault,
  onboardingProblem,
  type OnboardingField,
  type OnboardingKind,
  type OnboardingOffer,
  type OnboardingOutcome,
  type OnboardingValues,
} from '../../../preload/domain/onboarding/onboarding.ts';
import { useText } from '../../i18n/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { Field } from './field.tsx';
import type { SecretInputs } from '../../ui/form/secret-input.tsx';
import { OUTCOME_GLYPHS } from '../../ui/outcomes/outcome-counts.tsx';
import * as model from './model/onboarding.ts';
import { PlaceChoice } from './place-choice.tsx';
import { SubscribeForm } from './subscribe-form.tsx';
import { outcomeWords } from './words.ts';

export function CameraForm() {
  const t = useText();
  const state = model.useOnboarding();
  const offer = model.offerOf(state, state.kind);
  return (
    <div className="onboarding-form">
      <Segmented
        label={t('onboarding.kind')}
        options={model.kindsOf(state).map((value) => ({ value, label: t(`onboarding.kinds.${value}`) }))}
        value={state.kind}
        onChange={(kind) => model.chooseKind(kind as OnboardingKind)}
      />
      <p className="note">{t('onboarding.discovery')}</p>
      <PlaceChoice {...(offer === undefined ? {} : { kind: offer.groups })} />
      {state.error === null ? null : <ErrorText error={state.error} />}
      {state.error?.code === 'cloud.service-not-enabled' && state.accountId !== null ? (
        <SubscribeForm accountId={state.accountId} />
      ) : null}
      {offer === undefined ? (
        state.error === null ? (
          <SkeletonRows rows={4} label={t('onboarding.reading')} />
        ) : null
      ) : (
        <Fields key={`${state.accountId ?? ''} ${offer.kind}`} offer={offer} />
      )}
    </div>
  );
}

interface Refusal {
  readonly outcome: OnboardingOutcome | null;
  readonly error: WireError | null;
}

const NOTHING: Refusal = { outcome: null, error: null };

function Fields({ offer }: { readonly offer: OnboardingOffer }) {
  const t = useText();
  const values = model.useOnboarding((state) => state.values);
  const [secrets] = useState<SecretInputs>(() => new Map());
  const [isSent, setSent] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [{ outcome, error }, setRefusal] = useState(NOTHING);
  const entered = (): OnboardingValues => {
    const typed = offer.rules.map((rule) => [
      rule.field,
      rule.isSecret ? (secrets.get(rule.field)?.value ?? '') : model.valueOf(rule, values).trim(),
    ]);
    return Object.fromEntries(typed) as OnboardingValues;
  };
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const row = entered();
    const fault = onboardingFault(offer, row);
    setSent(true);
    setRefusal(NOTHING);
    if (fault !== null) document.getElementById(`onboarding-${fault.field}`)?.focus();
    if (fault !== null || isBusy) return;
    setBusy(true);
    const answer = await model.addRows(offer.kind, [row]);
    setBusy(false);
    const [first] = answer.outcomes ?? [];
    if (first?.id && first.state !== 'refused') {
      for (const input of secrets.values()) input.value = '';
      const chosen = offer.rules.filter(({ limits }) => limits.values !== undefined);
      model.setValues(Object.fromEntries(chosen.map((rule) => [rule.field, model.valueOf(rule, values)])));
      model.show(first.id);
    } else setRefusal({ outcome: first ?? null, error: answer.error });
  };
  const problemOf = (field: OnboardingField): string | null => {
    if (outcome?.field === field) return outcomeWords(t, outcome);
    if (!isSent) return null;
    const rule = offer.rules.find((one) => one.field === field);
    const problem = rule === undefined ? null : onboardingProblem(rule, entered()[field]);
    return problem === null ? null : t(`onboarding.problems.${problem}`);
  };
  return (
    <form className="onboarding-fields" noValidate onSubmit={(event) => void onSubmit(event)}>
      {offer.rules
        .filter((rule) => isAsked(rule, entered()))
        .map((rule) => (
          <Field
            key={rule.field}
            {...{ rule, secrets }}
            value={model.valueOf(rule, values)}
            problem={problemOf(rule.field)}
            onChange={(value) => {
              setRefusal(NOTHING);
              if (!rule.isSecret) model.setValues({ ...values, [rule.field]: value });
            }}
          />
        ))}
      {offer.givesId ? <p className="note">{t('onboarding.onlyThis')}</p> : null}
      {outcome !== null && outcome.field === null ? (
        <p role="alert" className="row g1">
          <StateGlyph name={OUTCOME_GLYPHS[outcome.state]} size={11} />
          <span>{outcomeWords(t, outcome)}</span>
        </p>
      ) : null}
      {error === null ? null : <ErrorText error={error} />}
      <button type="submit" className="btn pri" aria-busy={isBusy} aria-disabled={isBusy || undefined}>
        {t(isBusy ? 'onboarding.adding' : 'onboarding.add')}
      </button>
    </form>
  );
}
