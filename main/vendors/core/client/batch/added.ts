/** New devices that a cloud takes one by one, and the state of a device after a call that failed. */
import type { OnboardingField, OnboardingReason } from '../../../../../preload/domain/onboarding/onboarding.ts';
import { isFailure, type AppError } from '../../../../errors.ts';
import type { AddAnswer, NewDevice } from '../../../../ports/onboarding.ts';
import { hiding } from '../answers/hiding.ts';
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

/**
 * Adds devices one after the other, each of them whatever became of the ones before. Meanwhile nothing that the cloud answers
 * shows their secrets.
 *
 * @param add sends one device, once.
 * @param toAnswer makes the answer about a device whose call failed.
 * @throws {AppError} `cancelled` alone.
 */
export async function addOneByOne(
  devices: readonly NewDevice[],
  add: (device: NewDevice) => Promise<AddAnswer>,
  toAnswer: (error: AppError) => AddAnswer,
): Promise<readonly AddAnswer[]> {
  const secrets = devices.flatMap((one) => Object.values(one.secrets));
  return await hiding(secrets, async () => {
    const answers: AddAnswer[] = [];
    for (const device of devices) {
      try {
        answers.push(await add(device));
      } catch (error) {
        if (!isFailure(error)) throw error;
        answers.push(toAnswer(error));
      }
    }
    return answers;
  });
}
