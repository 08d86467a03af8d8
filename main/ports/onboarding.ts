/** Cameras that an account adds, and how they register. */
import type { OrgNodeId } from '../../preload/domain/ids.ts';
import type {
  OnboardingField,
  OnboardingKind,
  OnboardingOffer,
  OnboardingOutcome,
  OnboardingValues,
  Registration,
  SipAccess,
} from '../../preload/domain/onboarding.ts';
import type { Secret } from '../secret.ts';

/** A camera whose values were checked. Passwords and codes are among the secrets alone. */
export interface NewDevice {
  readonly nativeId: string;
  readonly values: OnboardingValues;
  readonly secrets: Readonly<Partial<Record<OnboardingField, Secret>>>;
}

export interface FoundDevice {
  readonly registration: Registration;
  /** The cloud's own word for it. */
  readonly word: string | null;
  readonly name: string | null;
  /** The first channel; null before the camera registered. */
  readonly channelNativeId: string | null;
  /** Whether the cloud gives pictures of this channel; null where that is not reported. */
  readonly hasPackage: boolean | null;
}

/** What the cloud answered about one camera. */
export type AddAnswer = Pick<OnboardingOutcome, 'state' | 'field' | 'reason' | 'error'>;

export interface OnboardingPort {
  readonly offers: readonly OnboardingOffer[];
  /**
   * Each camera goes to the cloud once: nothing repeats it after a lost answer.
   *
   * @returns answers in the order of `devices`. @throws {AppError} `cancelled` alone.
   */
  add(kind: OnboardingKind, devices: readonly NewDevice[], signal: AbortSignal): Promise<readonly AddAnswer[]>;
  /** Null: the cloud does not list the camera. */
  find(nativeId: string, signal: AbortSignal): Promise<FoundDevice | null>;
  /** @throws {AppError} `network.bad-answer` for an answer without an address. */
  access(nativeId: string, signal: AbortSignal): Promise<SipAccess>;
  /** @throws {AppError} `onboarding.is-online` while the camera is on line. */
  setAccount(
    nativeId: string,
    account: { readonly userName: string | null; readonly password: Secret | null },
    signal: AbortSignal,
  ): Promise<void>;
  /** A camera that is in the group already counts as moved. @returns the ids of the cameras that are there now. */
  move(nativeIds: readonly string[], groupId: OrgNodeId, signal: AbortSignal): Promise<ReadonlySet<string>>;
  rename(nativeId: string, channelNativeId: string, name: string, signal: AbortSignal): Promise<void>;
}
