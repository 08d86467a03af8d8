/**
 * Which capabilities of each cloud this client uses, for screens, menus and keys that need the answer at once. Main reads its
 * table (`account.capabilities`) from the contracts of all clouds, and a page has the table only after a request. The test of
 * this file compares every entry with that table, or with the ports of main and the operations that the cloud documents.
 */
import type { VendorId } from '../vendor.ts';
import type { Capability, CapabilityReason } from './capability.ts';

/**
 * Why this client does not use a capability of a cloud. `in-bucket`: the cloud documents no operation for recordings, because
 * it stores them in a bucket of the owner of the account.
 */
export type NoCapabilityReason = Exclude<CapabilityReason, 'other-form'> | 'in-bucket';

const NONE = 'no-operation';

/** Rows of the table of clouds. Null where this client uses the capability. */
const REASONS = {
  'cloud-playback': {
    'huawei-ivm': null,
    'huawei-vis': 'in-bucket',
    'tencent-ivp': null,
    'aliyun-vcs': null,
    'aliyun-cityvisual': NONE,
  },
  ptz: { 'huawei-ivm': null, 'huawei-vis': NONE, 'tencent-ivp': null, 'aliyun-vcs': NONE, 'aliyun-cityvisual': NONE },
  presets: {
    'huawei-ivm': null,
    'huawei-vis': NONE,
    'tencent-ivp': null,
    'aliyun-vcs': NONE,
    'aliyun-cityvisual': NONE,
  },
  'cruise-tracks': {
    'huawei-ivm': null,
    'huawei-vis': NONE,
    'tencent-ivp': NONE,
    'aliyun-vcs': NONE,
    'aliyun-cityvisual': NONE,
  },
  'target-libraries': {
    'huawei-ivm': null,
    'huawei-vis': NONE,
    'tencent-ivp': NONE,
    'aliyun-vcs': 'no-screen-yet',
    'aliyun-cityvisual': NONE,
  },
  onboarding: {
    'huawei-ivm': null,
    'huawei-vis': null,
    'tencent-ivp': null,
    'aliyun-vcs': null,
    'aliyun-cityvisual': null,
  },
} as const satisfies Readonly<Partial<Record<Capability, Readonly<Record<VendorId, NoCapabilityReason | null>>>>>;

/** Functions that are less than a row of the table of clouds. Null where this client uses the function. */
const FUNCTIONS = {
  /** The times of recordings. Without a list, only playing shows what exists. */
  'recording-lists': {
    'huawei-ivm': null,
    'huawei-vis': 'in-bucket',
    'tencent-ivp': null,
    'aliyun-vcs': NONE,
    'aliyun-cityvisual': NONE,
  },
  /** Tasks that bring archived footage back. */
  retrievals: {
    'huawei-ivm': NONE,
    'huawei-vis': NONE,
    'tencent-ivp': null,
    'aliyun-vcs': NONE,
    'aliyun-cityvisual': NONE,
  },
  /** Files in which a cloud takes many devices at once. */
  workbooks: {
    'huawei-ivm': NONE,
    'huawei-vis': NONE,
    'tencent-ivp': null,
    'aliyun-vcs': NONE,
    'aliyun-cityvisual': NONE,
  },
  /** Addresses of other video platforms that a cloud plays. */
  'data-sources': {
    'huawei-ivm': NONE,
    'huawei-vis': NONE,
    'tencent-ivp': NONE,
    'aliyun-vcs': null,
    'aliyun-cityvisual': NONE,
  },
  /** Passwords that several devices share, and keys of pushed streams. */
  credentials: {
    'huawei-ivm': NONE,
    'huawei-vis': null,
    'tencent-ivp': NONE,
    'aliyun-vcs': NONE,
    'aliyun-cityvisual': NONE,
  },
  /** Groups of streams that a cloud takes in from other platforms. */
  intakes: {
    'huawei-ivm': NONE,
    'huawei-vis': NONE,
    'tencent-ivp': NONE,
    'aliyun-vcs': NONE,
    'aliyun-cityvisual': null,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<VendorId, NoCapabilityReason | null>>>>;

const ALL = { ...REASONS, ...FUNCTIONS };

/** The capabilities and functions that screens ask for. */
export type AskedCapability = keyof typeof ALL;

export interface CloudCapability {
  /** Whether this client uses the capability of the cloud. */
  readonly can: boolean;
  /** Why not; null where `can` is true. */
  readonly reason: NoCapabilityReason | null;
}

/**
 * @param vendor undefined while the account of a camera is not read, and after the account was deleted: the capability counts
 *   as usable then, so that a screen refuses nothing that it does not know.
 */
export function capabilityOf(vendor: VendorId | undefined, capability: AskedCapability): CloudCapability {
  const reason = vendor === undefined ? null : ALL[capability][vendor];
  return { can: reason === null, reason };
}
