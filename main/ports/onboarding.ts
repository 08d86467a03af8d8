/** Cameras that an account adds, and how they register. */
import type { OrgNodeId } from '../../preload/domain/ids.ts';
import type {
  DeviceAccess,
  OnboardingField,
  OnboardingKind,
  OnboardingOffer,
  OnboardingOutcome,
  OnboardingValues,
  Registration,
} from '../../preload/domain/onboarding/onboarding.ts';
import type { Secret } from '../secret.ts';

/** A camera whose values were checked. Passwords and codes are among the secrets alone. */
export interface NewDevice {
  /** Where the cloud gives the ids: an id of this client alone, which no cloud receives. */
  readonly nativeId: string;
  readonly values: OnboardingValues;
  readonly secrets: Readonly<Partial<Record<OnboardingField, Secret>>>;
}

export interface FoundDevice {
  readonly nativeId: string;
  readonly registration: Registration;
  /** The cloud's own word for it. */
  readonly word: string | null;
  readonly name: string | null;
  /** The first channel; null before the camera registered. */
  readonly channelNativeId: string | null;
  /** Whether the cloud gives pictures of this channel; null where that is not reported. */
  readonly hasPackage: boolean | null;
}

/** The cloud's answer about one camera. */
export interface AddAnswer extends Pick<OnboardingOutcome, 'state' | 'field' | 'reason' | 'error'> {
  /** The id that the cloud gave; null where it is the installer's, or nothing was added. */
  readonly nativeId: string | null;
  /** Ids of further devices that the same row made. */
  readonly more?: readonly string[];
  /** The camera is in the group of the order. */
  readonly isPlaced: boolean;
}

export interface OnboardingPort {
  /** The offers of now. A cloud whose offers name its own things, such as nodes, is asked. */
  offers(signal: AbortSignal): Promise<readonly OnboardingOffer[]>;
  /**
   * Each camera goes to the cloud once: nothing repeats it after a lost answer.
   *
   * @param groupId where the cameras shall be; null: where the cloud puts them.
   * @returns answers in the order of `devices`. @throws {AppError} `cancelled` alone.
   */
  add(
    kind: OnboardingKind,
    devices: readonly NewDevice[],
    groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<readonly AddAnswer[]>;
  /**
   * The id under which this client knows a camera whose id an installer gives. Left out where that is the id itself.
   *
   * @param groupId where the camera shall be.
   */
  idIn?(deviceId: string, groupId: OrgNodeId | null): string;
  /** Null: the cloud does not list the camera. */
  find(nativeId: string, signal: AbortSignal): Promise<FoundDevice | null>;
  /**
   * The ids of the devices that the cloud lists with the values of a camera, such as its name and kind. Left out where installers
   * give the ids. Null: the cloud does not list new devices of this kind, see {@link used}.
   */
  alike?(
    kind: OnboardingKind,
    values: OnboardingValues,
    groupId: OrgNodeId | null,
    signal: AbortSignal,
  ): Promise<readonly string[] | null>;
  /** How many devices the account has, those among them that no list has. Beside a null of {@link alike}. */
  used?(signal: AbortSignal): Promise<number>;
  /** Orders the service for the project of the account. */
  subscribe?(signal: AbortSignal): Promise<void>;
  /** Lets the cloud take the picture of a registered channel, where it does not do so by itself. */
  invite?(nativeId: string, channelNativeId: string | null, signal: AbortSignal): Promise<void>;
  /** Ends what {@link invite} began. */
  stop?(nativeId: string, channelNativeId: string | null, signal: AbortSignal): Promise<void>;
  /** Lets the cloud read the channels of a recorder, where it does not do so by itself. */
  readChannels?(nativeId: string, signal: AbortSignal): Promise<void>;
  /** @throws {AppError} `network.bad-answer` for an answer without an address. */
  access(nativeId: string, signal: AbortSignal): Promise<DeviceAccess>;
  /** The password that the cloud made. Left out where installers make the passwords. */
  secret?(nativeId: string, signal: AbortSignal): Promise<Secret>;
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
