/** Answers of City Visual about a new camera point become the domain's here. */
import { firstName } from '../../../../preload/domain/clean-name.ts';
import type {
  OnboardingField,
  OnboardingReason,
  Registration,
} from '../../../../preload/domain/onboarding/onboarding.ts';
import type { AppError } from '../../../errors.ts';
import type { AddAnswer, FoundDevice } from '../../../ports/onboarding.ts';
import { addFailed, type Refusal } from '../../core/client/batch/added.ts';
import type { CityCamera } from '../mapping.ts';

/** `StreamStatus`. The cloud does not distinguish a silent source from a point that nobody ordered on. */
const REGISTRATIONS: ReadonlyMap<string | undefined, Registration> = new Map<string, Registration>([
  ['ON_LINE', 'registered'],
  ['OFF_LINE', 'cut'],
]);

export function toFound(nativeId: string, { CameraId, CameraName, Name, StreamStatus }: CityCamera): FoundDevice {
  const registration = REGISTRATIONS.get(StreamStatus) ?? 'no-reason';
  return {
    nativeId,
    registration,
    word: StreamStatus?.slice(0, 64) ?? null,
    name: firstName(CameraName, Name) || null,
    channelNativeId: registration === 'registered' ? (CameraId ?? null) : null,
    hasPackage: null,
  };
}

const refusal = (reason: OnboardingReason, field: OnboardingField): Refusal => [reason, field];

/** The codes of the document, and the code of a wrong parameter, which names it. */
const REFUSALS: readonly (readonly [RegExp, Refusal])[] = [
  [/^InvalidName\.Malformed$|^InvalidCameraName/, refusal('bad-value', 'name')],
  [/^InvalidName\.Duplicate$/, refusal('name-in-instance', 'name')],
  [/^InvalidCameraId\.Duplicate$/, refusal('already-here', 'deviceId')],
  [/^InvalidCameraId/, refusal('bad-value', 'deviceId')],
  [/^InvalidInviteUri/, refusal('bad-value', 'invite')],
  [/^InvalidLocationInfo/, refusal('bad-value', 'latitude')],
];

export const toAnswer = (error: AppError): AddAnswer =>
  addFailed(error, REFUSALS.find(([code]) => code.test(error.vendor?.code ?? ''))?.[1]);
