/** Facts that a cloud publishes of one device, besides those that its lists have. */
import type { VendorId } from '../vendor.ts';

/** In the order in which a person reads them. */
export const DEVICE_FACTS = [
  ...(['manufacturer', 'model', 'firmware', 'serial', 'code', 'mac', 'address'] as const),
  ...(['resolution', 'channels', 'node', 'description'] as const),
] as const;
export type DeviceFact = (typeof DEVICE_FACTS)[number];

const CAMERA_OF_VCS: readonly DeviceFact[] = [
  'manufacturer',
  'model',
  'serial',
  'address',
  'resolution',
  'description',
];
const CAMERA_OF_IVM: readonly DeviceFact[] = [
  ...(['manufacturer', 'model', 'firmware', 'serial', 'mac', 'address', 'channels', 'description'] as const),
];

/** Which facts the documents of each cloud name for some device; the facts are asked device by device. */
export const PUBLISHED_FACTS: Readonly<Record<VendorId, ReadonlySet<DeviceFact>>> = {
  'huawei-ivm': new Set(CAMERA_OF_IVM),
  'huawei-vis': new Set(['code', 'description', 'channels']),
  'tencent-ivp': new Set(['manufacturer', 'code', 'node', 'description']),
  'aliyun-vcs': new Set(CAMERA_OF_VCS),
  'aliyun-cityvisual': new Set(),
};

/** Clouds that answer in clear the password with which a device signs in. */
export const CLOUDS_WITH_CLEAR_PASSWORDS: ReadonlySet<VendorId> = new Set(['tencent-ivp', 'aliyun-vcs']);

export interface DeviceFacts {
  /** Null: the cloud documents no such fact. Empty: the cloud documents the fact, and has no value for this device. */
  readonly values: Readonly<Record<DeviceFact, string | null>>;
  /** Epoch ms; null where the cloud gives none. */
  readonly createdAtMs: number | null;
  /** Epoch ms; null where the cloud gives none. */
  readonly changedAtMs: number | null;
}

/** @param known the facts that the cloud documents; a value that is missing in the answer is empty. */
export function deviceFacts(
  known: Readonly<Partial<Record<DeviceFact, string | number | undefined>>>,
  times: Partial<Pick<DeviceFacts, 'createdAtMs' | 'changedAtMs'>> = {},
): DeviceFacts {
  const valueOf = (fact: DeviceFact): string | null => (fact in known ? String(known[fact] ?? '').trim() : null);
  const values = Object.fromEntries(DEVICE_FACTS.map((fact) => [fact, valueOf(fact)])) as DeviceFacts['values'];
  return { values, createdAtMs: times.createdAtMs ?? null, changedAtMs: times.changedAtMs ?? null };
}
