/** Settings of cameras that their clouds store: streams, names, passwords. */
import type {
  CameraSettings,
  DevicePasswordOffer,
  Setting,
  SettingsOffer,
  VersionAbility,
} from '../../preload/domain/cameras/camera-settings.ts';
import type { ChannelId } from '../../preload/domain/ids.ts';
import type { Secret } from '../secret.ts';

/** @returns all settings, with their new values. */
export type SettingsChange = (now: CameraSettings) => readonly Setting[];

export interface CameraSettingsPort {
  readonly offer: SettingsOffer;
  /** @throws {AppError} `cloud.unreadable` for an answer without its documented content. */
  read(channelId: ChannelId, signal: AbortSignal): Promise<CameraSettings>;
  /**
   * Reads the settings, and sends what `change` makes of them: all of them, because a cloud may reset settings that a change
   * leaves out.
   *
   * @param change takes the settings as they are now; throws where nothing may be sent.
   */
  write(channelId: ChannelId, change: SettingsChange, signal: AbortSignal): Promise<void>;
}

export interface DevicePasswordPort {
  readonly offer: DevicePasswordOffer;
  /** Whether a password is set, so that the present one has to be sent along with a new one. */
  isSet(channelId: ChannelId, signal: AbortSignal): Promise<boolean>;
  set(channelId: ChannelId, current: Secret | null, next: Secret, signal: AbortSignal): Promise<void>;
}

export interface VersionAbilities {
  readonly model: string;
  readonly firmware: string;
  readonly abilities: readonly VersionAbility[];
}

export interface DeviceAbilityPort {
  /** @throws {AppError} `cloud.not-found` for a model and firmware that the cloud does not know. */
  read(channelId: ChannelId, signal: AbortSignal): Promise<VersionAbilities>;
}
