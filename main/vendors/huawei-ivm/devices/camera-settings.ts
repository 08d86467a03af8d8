/** Streams (chapter 17), password (chapter 16) and abilities (chapter 19) of HoloSens cameras. */
import {
  MAX_ABILITIES,
  MAX_ABILITY_DETAILS,
  MAX_SETTING_CHARS,
  type CameraSettings,
  type DevicePasswordOffer,
  type VersionAbility,
} from '../../../../preload/domain/cameras/camera-settings.ts';
import { channelRefOf, type ChannelId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type {
  CameraSettingsPort,
  DeviceAbilityPort,
  DevicePasswordPort,
  SettingsChange,
  VersionAbilities,
} from '../../../ports/camera-settings.ts';
import type { Secret } from '../../../secret.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';
import { toCameraSettings, toNewDetail } from './stream-settings.ts';

const OFFER = { protocols: ['holosens'], isFromCamera: true } as const;
/** As in 16.2. The user name, which a password may not be, is not known to the client. */
const PASSWORD_LIMITS: DevicePasswordOffer['limits'] = {
  minLength: 8,
  maxLength: 20,
  kinds: { of: ['a-z', 'A-Z', '0-9', ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'], atLeast: 2 },
};

type Client = VendorClient<HuaweiIvmOperations>;

function channelOf(channelId: ChannelId) {
  const { deviceNativeId: device_id, channelNativeId: channel_id } = channelRefOf(channelId);
  return { device_id, channel_id };
}

export class IvmCameraSettings implements CameraSettingsPort {
  readonly offer = OFFER;
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async read(channelId: ChannelId, signal: AbortSignal): Promise<CameraSettings> {
    return (await this.#streams(channelId, signal)).settings;
  }

  async write(channelId: ChannelId, change: SettingsChange, signal: AbortSignal): Promise<void> {
    const { detail, settings } = await this.#streams(channelId, signal);
    const asked = { ...channelOf(channelId), ...toNewDetail(detail, change(settings)) };
    await this.#client.call('setStreamDetail', asked, signal);
  }

  async #streams(channelId: ChannelId, signal: AbortSignal) {
    const { data: ability } = await this.#client.call('getStreamAbility', channelOf(channelId), signal);
    if (ability.abilities === undefined) throw otherAnswer(this.#client.host, 'getStreamAbility');
    const { data: detail } = await this.#client.call('getStreamDetail', channelOf(channelId), signal);
    const settings = toCameraSettings(ability, detail);
    if (settings === null) throw otherAnswer(this.#client.host, 'getStreamDetail');
    return { detail, settings };
  }
}

export class IvmDevicePasswords implements DevicePasswordPort {
  readonly offer: DevicePasswordOffer = { ...OFFER, limits: PASSWORD_LIMITS };
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async isSet(channelId: ChannelId, signal: AbortSignal): Promise<boolean> {
    const { data } = await this.#client.call('getDevicePasswordState', channelOf(channelId), signal);
    const { security_key_state: state } = data;
    if (state !== 'SET' && state !== 'MODIFY') throw otherAnswer(this.#client.host, 'getDevicePasswordState');
    return state === 'MODIFY';
  }

  /** The first password is sent without a present one (16.2). */
  async set(channelId: ChannelId, current: Secret | null, next: Secret, signal: AbortSignal): Promise<void> {
    const present = current === null ? {} : { current_security_key: current.reveal() };
    const asked = { ...channelOf(channelId), ...present, new_security_key: next.reveal() };
    await this.#client.call('setDevicePassword', asked, signal);
  }
}

export class IvmDeviceAbilities implements DeviceAbilityPort {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Abilities are those of a version: type, model and firmware as getDevice answers them. */
  async read(channelId: ChannelId, signal: AbortSignal): Promise<VersionAbilities> {
    const { device_id } = channelOf(channelId);
    const { data: device } = await this.#client.call('getDevice', { device_id }, signal);
    if (device.device_id !== device_id) throw otherAnswer(this.#client.host, 'getDevice');
    const { device_type = '', model = '', firmware = '' } = device;
    if (device_type === '' || model === '' || firmware === '') {
      throw new AppError('cloud.not-found', 'the cloud names no model and firmware of the device');
    }
    const asked = { versions: [{ device_type, model, firmware }], need_specification: true };
    const { data } = await this.#client.call('queryVersionAbilities', asked, signal);
    const row = data.abilities?.find((one) => one.model === model && one.firmware === firmware);
    if (row?.abilities === undefined) throw otherAnswer(this.#client.host, 'queryVersionAbilities');
    const abilities = Object.entries(row.abilities).slice(0, MAX_ABILITIES);
    return { model, firmware, abilities: abilities.flatMap(([name, ability]) => toAbility(name, ability)) };
  }
}

/** No documented name or value is so long. */
const cut = (text: string): string => text.slice(0, MAX_SETTING_CHARS);

/** An ability that does not say whether it is supported is left out: it is not known. */
function toAbility(name: string, ability: unknown): readonly VersionAbility[] {
  if (typeof ability !== 'object' || ability === null) return [];
  const { support, ...rest } = ability as Readonly<Record<string, unknown>>;
  if (typeof support !== 'boolean') return [];
  const details = Object.entries(rest).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? { name: cut(key), value: cut(String(value)) } : [],
  );
  return [{ name: cut(name), isSupported: support, details: details.slice(0, MAX_ABILITY_DETAILS) }];
}
