/**
 * Settings of a camera that its cloud stores: of each stream, and of the camera as a whole. A cloud publishes with the values
 * which other values it allows. The page checks a change while it is made, main checks it again before it is sent.
 */
import type { AccessProtocol } from './cameras.ts';
import { numberFaults, textFaults, type FieldFault, type FieldLimits } from '../field-rules.ts';

export const STREAM_PLACES = ['main', 'sub', 'third'] as const;
/** The streams, and `camera` for settings of the camera as a whole. */
export const SETTING_PLACES = [...STREAM_PLACES, 'camera'] as const;
export type SettingPlace = (typeof SETTING_PLACES)[number];

const STREAM_FIELDS = ['codec', 'size', 'frameRate', 'rateKind', 'bitRateKbps', 'keyFrameInterval'] as const;
/** Settings that say how a camera encodes: these can be copied to other cameras. */
const ENCODING_FIELDS = [...STREAM_FIELDS, 'maxFrameRate', 'sound', 'clock'] as const;
/** In the order in which a form shows them. Rates are pictures a second, `keyFrameInterval` is in pictures. */
export const SETTING_FIELDS = [
  ...(['name', 'address', 'longitude', 'latitude', 'direction', 'site', 'manufacturer', 'model'] as const),
  ...(['maxFrameRate', ...STREAM_FIELDS, 'sound', 'clock'] as const),
] as const;
export type SettingField = (typeof SETTING_FIELDS)[number];

export interface Setting {
  readonly place: SettingPlace;
  readonly field: SettingField;
  /** Null where the cloud answers no value. */
  readonly value: string | null;
}

/** Limits of one setting that depend on no other setting. */
export interface SettingRule {
  readonly place: SettingPlace;
  readonly field: SettingField;
  readonly limits: Pick<FieldLimits, 'values' | 'min' | 'max' | 'minLength' | 'maxLength' | 'patterns'>;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

/** One way in which a stream can be encoded. Null where the camera allows no change of the setting. */
export interface StreamVariant {
  readonly place: SettingPlace;
  readonly codec: string;
  readonly size: string;
  readonly maxFrameRate: string;
  readonly frameRates: readonly string[];
  readonly rateKinds: readonly string[];
  readonly bitRateKbps: Range | null;
  readonly keyFrameInterval: Range | null;
}

export interface CameraSettings {
  readonly values: readonly Setting[];
  readonly rules: readonly SettingRule[];
  readonly variants: readonly StreamVariant[];
}

/** For which cameras of an account the cloud documents settings. */
export interface SettingsOffer {
  /** Null: for all. */
  readonly protocols: readonly AccessProtocol[] | null;
  /** The camera itself answers: it has to be on line. */
  readonly isFromCamera: boolean;
}

/** Bounds of what one camera may answer. */
export const MAX_SETTINGS = 64;
export const MAX_VARIANTS = 256;
export const MAX_FRAME_RATES = 240;
export const MAX_SETTING_CHARS = 256;

const NUMBERS: ReadonlySet<SettingField> = new Set([
  ...(['frameRate', 'bitRateKbps', 'keyFrameInterval', 'maxFrameRate', 'longitude', 'latitude'] as const),
]);
/** The value of these decides what the camera allows for the other settings of a stream. */
const DECIDES: ReadonlySet<SettingField> = new Set(['codec', 'size', 'maxFrameRate']);
const COPIED: ReadonlySet<SettingField> = new Set(ENCODING_FIELDS);

type Key = Pick<Setting, 'place' | 'field'>;
export const settingKey = (place: SettingPlace, field: SettingField): Key => ({ place, field });
const isSame = (a: Key, b: Key): boolean => a.place === b.place && a.field === b.field;
const isStream = (place: SettingPlace): boolean => place !== 'camera';

/** @returns null where the cloud answers no value, undefined where the camera has no such setting. */
export const settingOf = (values: readonly Setting[], key: Key): string | null | undefined =>
  values.find((one) => isSame(one, key))?.value;

export const withSetting = (values: readonly Setting[], key: Key, value: string): readonly Setting[] =>
  values.map((one) => (isSame(one, key) ? { ...one, value } : one));

/** The values that the camera allows for a setting while the others have the values given; null where it allows no change. */
export function limitsOf(
  { rules, variants }: Pick<CameraSettings, 'rules' | 'variants'>,
  values: readonly Setting[],
  key: Key,
): SettingRule['limits'] | null {
  const rule = rules.find((one) => isSame(one, key));
  if (rule !== undefined) return rule.limits;
  const maxFrameRate = settingOf(values, { place: 'camera', field: 'maxFrameRate' });
  const all = variants.filter((one) => one.place === key.place && (!maxFrameRate || one.maxFrameRate === maxFrameRate));
  if (key.field === 'codec') return among(all.map(({ codec }) => codec));
  const codec = settingOf(values, { place: key.place, field: 'codec' });
  const ofCodec = all.filter((one) => one.codec === codec);
  if (key.field === 'size') return among(ofCodec.map(({ size }) => size));
  const size = settingOf(values, { place: key.place, field: 'size' });
  const [variant] = ofCodec.filter((one) => one.size === size || size === null);
  if (variant === undefined) return null;
  if (key.field === 'frameRate') return among(variant.frameRates);
  if (key.field === 'rateKind') return among(variant.rateKinds);
  if (key.field === 'bitRateKbps' || key.field === 'keyFrameInterval') return variant[key.field];
  return null;
}

const among = (values: readonly string[]): SettingRule['limits'] | null =>
  values.length === 0 ? null : { values: [...new Set(values)] };

/** Settings that have another value now. */
export const changedSettings = (before: readonly Setting[], after: readonly Setting[]): readonly Setting[] =>
  after.filter((one) => settingOf(before, one) !== one.value);

export interface SettingFault extends Key {
  readonly fault: FieldFault;
}

/**
 * The parts of a change that the camera does not allow. A value that stays as it is counts as allowed, unless a setting changes that
 * decides about it, such as the codec of its stream.
 */
export function settingFaults(settings: CameraSettings, after: readonly Setting[]): readonly SettingFault[] {
  const changed = changedSettings(settings.values, after);
  const decided = new Set(changed.filter(({ field }) => DECIDES.has(field)).map(({ place }) => place));
  const isDecided = (place: SettingPlace): boolean => decided.has(place) || (isStream(place) && decided.has('camera'));
  return after.flatMap(({ place, field, value }) => {
    const isChanged = changed.some((one) => isSame(one, { place, field }));
    if (value === null || !(isChanged || isDecided(place))) return [];
    const fault = faultOf(limitsOf(settings, after, { place, field }), { field, value, isChanged });
    return fault === null ? [] : { place, field, fault };
  });
}

interface Asked {
  readonly field: SettingField;
  readonly value: string;
  readonly isChanged: boolean;
}

const FIXED: FieldFault = { limit: 'values', code: 'enum', detail: '' };

function faultOf(limits: SettingRule['limits'] | null, { field, value, isChanged }: Asked): FieldFault | null {
  if (limits === null) return isChanged ? FIXED : null;
  const isNumber = NUMBERS.has(field) && limits.values === undefined;
  if (isNumber && !/^-?\d+(\.\d+)?$/.test(value)) return { limit: 'patterns', code: 'pattern', detail: '' };
  return textFaults(limits, value)[0] ?? (isNumber ? numberFaults(limits, Number(value))[0] : undefined) ?? null;
}

/** The settings of `from` that say how a camera encodes, for other cameras. */
export const copiedSettings = (from: readonly Setting[]): readonly Setting[] =>
  from.filter(({ field, value }) => COPIED.has(field) && value !== null);

/**
 * The settings of another camera after a copy.
 *
 * @returns the new values; and the settings that the camera lacks or does not allow, for which nothing may be sent.
 */
export function copyOnto(
  target: CameraSettings,
  copied: readonly Setting[],
): { readonly values: readonly Setting[]; readonly barred: readonly Key[] } {
  const has = (one: Key): boolean => settingOf(target.values, one) !== undefined;
  const values = target.values.map((one) => {
    const value = settingOf(copied, one);
    return value === undefined || value === null ? one : { ...one, value };
  });
  const lacking = copied.filter((one) => !has(one));
  return { values, barred: [...lacking, ...settingFaults(target, values)] };
}

/** Passwords of cameras: which the cloud takes. */
export interface DevicePasswordOffer extends SettingsOffer {
  readonly limits: Pick<FieldLimits, 'minLength' | 'maxLength' | 'kinds'>;
}

/** Longer than any documented password: main answers with the problem. */
export const MAX_DEVICE_PASSWORD_CHARS = 128;

/** The first thing that is wrong with a new password; null where nothing is. */
export const devicePasswordFault = ({ limits }: Pick<DevicePasswordOffer, 'limits'>, text: string): FieldFault | null =>
  textFaults(limits, text)[0] ?? null;

/** Something that a model of a camera with its firmware can do, as the cloud names it. */
export interface VersionAbility {
  readonly name: string;
  readonly isSupported: boolean;
  /** Further values of the ability, such as the most alarm sounds that fit, as the cloud writes them. */
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

export const MAX_ABILITIES = 256;
export const MAX_ABILITY_DETAILS = 32;
