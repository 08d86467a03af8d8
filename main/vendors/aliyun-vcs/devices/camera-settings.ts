/**
 * Settings of a camera over DescribeIpcs (7.3) and ModifyDevice (7.2). The document prints defaults for fields that a change
 * leaves out. A change therefore sends everything that the cloud answered, apart from the password, which has no default.
 */
import {
  changedSettings,
  MAX_SETTING_CHARS,
  settingOf,
  type CameraSettings,
  type Setting,
  type SettingField,
  type SettingPlace,
  type SettingRule,
} from '../../../../preload/domain/cameras/camera-settings.ts';
import type { ChannelId } from '../../../../preload/domain/ids.ts';
import type { CameraSettingsPort, SettingsChange } from '../../../ports/camera-settings.ts';
import type { VendorClient } from '../../core/client/client.ts';
import type { ParamsOf } from '../../core/contract/operations.ts';
import { ipcOf } from './ipc.ts';
import type { VcsIpc } from '../mapping.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

type Change = ParamsOf<AliyunVcsOperations, 'ModifyDevice'>;
/** Fields of a change that the list of cameras answers under the same name. */
type Sent = keyof Omit<Change, 'DeviceId' | 'Password'>;

const SENT: readonly Sent[] = [
  ...(['DeviceName', 'DeviceAddress', 'Longitude', 'Latitude', 'DeviceDirection', 'DeviceSite'] as const),
  ...(['DeviceResolution', 'DeviceRate', 'FrameRate', 'GovLength', 'EncodeFormat', 'AudioEnable'] as const),
  ...(['OSDTimeEnable', 'OSDTimeType', 'OSDTimeX', 'OSDTimeY', 'Vendor', 'DeviceModel', 'DeviceSubType'] as const),
  'DeviceIp',
];

/** The words of the product for the numbers of the cloud. */
const WORDS = {
  codec: new Map([
    ['3', 'MJPEG'],
    ['6', 'H.264'],
    ['13', 'H.265'],
  ]),
  switch: new Map([
    ['0', 'off'],
    ['1', 'on'],
  ]),
} as const;

interface Field {
  readonly place: SettingPlace;
  readonly field: SettingField;
  readonly name: Sent;
  readonly limits: SettingRule['limits'];
  readonly words?: ReadonlyMap<string, string>;
}

const TEXT = { minLength: 1, maxLength: 64 } as const;
const DEGREES = ['^-?\\d+(\\.\\d{1,6})?$'] as const;
const among = (words: ReadonlyMap<string, string>) => ({ values: [...words.values()] });

const fieldOf = (
  [place, field]: readonly [SettingPlace, SettingField],
  name: Sent,
  limits: SettingRule['limits'],
  words?: ReadonlyMap<string, string>,
): Field => ({ place, field, name, limits, ...(words === undefined ? {} : { words }) });

const FIELDS: readonly Field[] = [
  fieldOf(['camera', 'name'], 'DeviceName', TEXT),
  fieldOf(['camera', 'address'], 'DeviceAddress', TEXT),
  fieldOf(['camera', 'longitude'], 'Longitude', { min: -180, max: 180, patterns: DEGREES }),
  fieldOf(['camera', 'latitude'], 'Latitude', { min: -90, max: 90, patterns: DEGREES }),
  fieldOf(['camera', 'direction'], 'DeviceDirection', TEXT),
  fieldOf(['camera', 'site'], 'DeviceSite', TEXT),
  fieldOf(['camera', 'manufacturer'], 'Vendor', TEXT),
  fieldOf(['camera', 'model'], 'DeviceModel', TEXT),
  fieldOf(['main', 'codec'], 'EncodeFormat', among(WORDS.codec), WORDS.codec),
  fieldOf(['main', 'size'], 'DeviceResolution', { patterns: ['^\\d+\\*\\d+$'] }),
  fieldOf(['main', 'frameRate'], 'FrameRate', { min: 1, max: 100, patterns: ['^\\d+$'] }),
  fieldOf(['main', 'bitRateKbps'], 'DeviceRate', { min: 128, max: 16_384, patterns: ['^\\d+$'] }),
  fieldOf(['main', 'keyFrameInterval'], 'GovLength', { min: 5, max: 250, patterns: ['^\\d+$'] }),
  fieldOf(['camera', 'sound'], 'AudioEnable', among(WORDS.switch), WORDS.switch),
  fieldOf(['camera', 'clock'], 'OSDTimeEnable', among(WORDS.switch), WORDS.switch),
];

export class VcsCameraSettings implements CameraSettingsPort {
  readonly offer = { protocols: null, isFromCamera: false } as const;
  readonly #client: VendorClient<AliyunVcsOperations>;

  constructor(client: VendorClient<AliyunVcsOperations>) {
    this.#client = client;
  }

  async read(channelId: ChannelId, signal: AbortSignal): Promise<CameraSettings> {
    return toSettings(await ipcOf(this.#client, channelId, signal));
  }

  async write(channelId: ChannelId, change: SettingsChange, signal: AbortSignal): Promise<void> {
    const row = await ipcOf(this.#client, channelId, signal);
    const now = toSettings(row);
    await this.#client.call('ModifyDevice', toChange(row, changedSettings(now.values, change(now))), signal);
  }
}

const RULES = FIELDS.map(({ place, field, limits }) => ({ place, field, limits }));

const toSettings = (row: VcsIpc): CameraSettings => ({ values: toValues(row), rules: RULES, variants: [] });

function toValues(row: VcsIpc): readonly Setting[] {
  return FIELDS.map(({ place, field, name, words }) => {
    const value = row[name];
    if (value === undefined || value === '') return { place, field, value: null };
    return { place, field, value: (words?.get(value) ?? value).slice(0, MAX_SETTING_CHARS) };
  });
}

function toChange(row: VcsIpc, changed: readonly Setting[]): Change {
  const all = new Map(SENT.flatMap((name) => (row[name] ? [[name, row[name]] as const] : [])));
  for (const { name, words, ...key } of FIELDS) {
    const value = settingOf(changed, key);
    if (value === undefined || value === null) continue;
    const [number] = [...(words ?? [])].find(([, word]) => word === value) ?? [value];
    all.set(name, number);
  }
  return { ...Object.fromEntries(all), DeviceId: row.DeviceId ?? '' };
}
