/** IVM's words for targets become the domain's here. The feature value of a face is dropped: nothing in the client needs it. */
import { firstName } from '../../../../preload/domain/clean-name.ts';
import type { Device } from '../../../../preload/domain/cameras/cameras.ts';
import { nativePartOf, type DeviceId } from '../../../../preload/domain/ids.ts';
import {
  TARGET_FIELDS,
  TARGET_GENDERS,
  type TargetDevice,
  type TargetFamily,
  type TargetField,
  type TargetLimits,
  type TargetValues,
} from '../../../../preload/domain/people/targets.ts';
import { AppError } from '../../../errors.ts';
import type { ListedTarget, ListedTargetGroup } from '../../../ports/targets.ts';
import type { AnswerOf, ParamsOf } from '../../core/contract/operations.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

type Item<T, K extends keyof T> = NonNullable<T[K]> extends readonly (infer I)[] ? I : never;
export type IvmTarget = Item<AnswerOf<HuaweiIvmOperations, 'listTargets'>, 'targets'>;
type IvmTargetGroup = Item<AnswerOf<HuaweiIvmOperations, 'listTargetGroups'>, 'groups'>;
export type SentTarget = Item<ParamsOf<HuaweiIvmOperations, 'batchAddTargets'>, 'targets'>;

/** `country`, `native` and others have the same name on both sides. */
const NAMES: Readonly<Record<TargetField, keyof IvmTarget>> = {
  name: 'name',
  gender: 'gender',
  age: 'age',
  country: 'country',
  nation: 'nation',
  native: 'native',
  occupation: 'occupation',
  workNumber: 'work_no',
  phone: 'phone',
  email: 'email',
  domicile: 'domicile',
  remark: 'remark',
  externalId: 'external_target_id',
};
/** Longer than any documented value. */
const MAX_VALUE_CHARS = 2_048;
const MAX_ID_CHARS = 64;
const MAX_GROUP_ID = 1e15;

/** The cloud's own id of a device. @throws {AppError} `cloud.not-found` for a text that is no id. */
export function nativeDeviceId(deviceId: DeviceId): string {
  try {
    return decodeURIComponent(nativePartOf(deviceId).slice(1));
  } catch (cause) {
    throw new AppError('cloud.not-found', 'no such device', { cause });
  }
}

/** Cameras in several forms are one family; a recorder is taken for an NVR800, the only one that the document names. */
export function familyOf(type: string | undefined): TargetFamily | null {
  if (type === undefined) return null;
  return type === 'NVR' ? 'nvr800' : type === 'MEdge' ? 'ivs1800' : 'sdc';
}

/** Null for a device over another protocol: chapter 14 serves HoloSens devices only. */
export function toTargetDevice(device: Device, type: string | undefined): TargetDevice | null {
  const family = familyOf(type);
  if (device.protocol !== 'holosens' || family === null) return null;
  return { id: device.id, name: device.name, family, status: device.status };
}

export function toGroup({ group_id: id, name, enable, is_fixed: isFixed }: IvmTargetGroup): ListedTargetGroup | null {
  if (id === undefined || !Number.isInteger(id) || id < 0 || id >= MAX_GROUP_ID) return null;
  const isEnabled = enable === 'OPEN' ? true : enable === 'CLOSE' ? false : null;
  return { id: String(id), name: firstName(name, String(id)), isEnabled, isFixed: isFixed === true };
}

/** A text in the table, a number in the sample; -1 is no bound (14.1). */
export function toMaxGroups(count: string | number | undefined): number | null {
  const most = count === undefined || count === '' ? NaN : Number(count);
  return Number.isInteger(most) && most >= 0 ? most : null;
}

function valueOf(row: IvmTarget, field: TargetField): string | undefined {
  const value = row[NAMES[field]];
  if (value === undefined || value === '') return undefined;
  if (field === 'gender') return TARGET_GENDERS.find((gender) => gender === value);
  return String(value).slice(0, MAX_VALUE_CHARS);
}

function valuesOf(row: IvmTarget): TargetValues {
  const members = TARGET_FIELDS.map((field) => [field, valueOf(row, field)] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** The table calls the picture `jpg`, the samples `jpegBase64`. */
export function pictureOf({ jpg, jpegBase64 }: IvmTarget): Uint8Array | null {
  const text = jpegBase64 || jpg;
  return text ? Buffer.from(text, 'base64') : null;
}

/** @param hasPicture whether the call brings pictures at all. */
export function toTarget(row: IvmTarget, hasPicture: boolean): ListedTarget | null {
  const { target_id: id } = row;
  if (id === undefined || id === '' || id.length > MAX_ID_CHARS) return null;
  return { id, values: valuesOf(row), picture: hasPicture ? pictureOf(row) : 'unasked' };
}

/** The target as the cloud takes it; `values` have name and gender. @param bar which bar keeps a field from being sent. */
export function toSent(
  { fields }: TargetLimits,
  values: TargetValues,
  picture: Uint8Array,
  bar: 'barOnAdd' | 'barOnUpdate',
): SentTarget {
  const sent = fields.flatMap((rule) => {
    const value = rule[bar] === null ? values[rule.field] : undefined;
    if (value === undefined || value === '') return [];
    return [[NAMES[rule.field], rule.field === 'age' ? Number(value) : value] as const];
  });
  const jpegBase64 = Buffer.from(picture).toString('base64');
  return { ...(Object.fromEntries(sent) as unknown as SentTarget), jpegBase64 };
}
