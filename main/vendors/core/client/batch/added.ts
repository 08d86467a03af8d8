/** The state of a new device after a call that failed. */
import type { OnboardingField, OnboardingReason } from '../../../../../preload/domain/onboarding/onboarding.ts';
import type { AppError } from '../../../../errors.ts';
import type { AddAnswer } from '../../../../ports/onboarding.ts';
import { outcomeOf } from './batch.ts';

/** A documented refusal: why, and the field of the form that it concerns. */
export type Refusal = readonly [OnboardingReason, OnboardingField | null];

/** @param refusal left out for a failure that the document does not name. */
export function addFailed(error: AppError, refusal: Refusal | undefined): AddAnswer {
  const [reason, field] = refusal ?? [null, null];
  const left = reason === null ? outcomeOf(error) : 'refused';
  const state = left === 'not-asked' ? 'notAsked' : left;
  return { state, field, reason, error: error.toWire(), nativeId: null, isPlaced: false };
}
