/** IVM's words become the domain's here, and nowhere else. */
import { firstName } from '../../../preload/domain/clean-name.ts';
import type {
  AccessProtocol,
  Channel,
  ChannelCapability,
  Device,
  DeviceKind,
  DeviceStatus,
  OrgNode,
} from '../../../preload/domain/cameras/cameras.ts';
import type { Recording, RecordingPlace, RecordingStorage } from '../../../preload/domain/recording/recordings.ts';
import {
  channelIdOf,
  deviceIdOf,
  orgNodeIdOf,
  type AccountId,
  type ChannelId,
  type OrgNodeId,
} from '../../../preload/domain/ids.ts';
import type { AccountFigure, FactKey, FactState } from '../../../preload/domain/accounts/cloud-facts.ts';
import { amount, figure } from '../core/client/figures.ts';
import { timeOrNull } from '../core/client/answers/other-answer.ts';
import type { AnswerOf } from '../core/contract/operations.ts';
import type { HuaweiIvmOperations } from './operations.gen.ts';
import { toAlarmKind } from './alarm-kinds.ts';
import { parseBeijingTime } from './wire/time.ts';

type Item<T, K extends keyof T> = NonNullable<T[K]> extends readonly (infer I)[] ? I : never;
export type IvmOrg = Item<AnswerOf<HuaweiIvmOperations, 'listSubDeviceOrgs'>, 'orgs'>;
export type IvmDevice = Item<AnswerOf<HuaweiIvmOperations, 'listDevices'>, 'devices'>;
export type IvmChannel = Item<AnswerOf<HuaweiIvmOperations, 'listChannels'>, 'channels'>;
export type IvmResource = Item<AnswerOf<HuaweiIvmOperations, 'listResources'>, 'resources'>;
export type IvmRecord = Item<AnswerOf<HuaweiIvmOperations, 'listMediaRecords'>, 'records'>;

/** The tree's root has no name and no row of its own. */
export const ROOT_ORG = '0';

/** The facts about a device that its channels need. */
export interface DeviceFacts {
  readonly status: DeviceStatus;
  readonly isFrozen: boolean;
  readonly orgNodeId: OrgNodeId | null;
}

function statusOf(state: string | undefined): DeviceStatus {
  switch (state) {
    case 'ONLINE':
      return 'online';
    case 'OFFLINE':
      return 'offline';
    case 'UNREGISTERED': // the word of the device lists; the channel list says UNALLOCATED
    case 'UNALLOCATED':
      return 'unregistered';
    default:
      return 'unknown';
  }
}

function protocolOf(text: string | undefined): AccessProtocol {
  return text === 'HOLO' ? 'holosens' : text === 'GB28181' ? 'gb28181' : 'other';
}

function kindOf(type: string | undefined): DeviceKind {
  return type === 'NVR' ? 'recorder' : type === 'MEdge' ? 'edge' : 'camera';
}

/** Null for a group without an id, which nothing could refer to. */
export function toOrgNode(accountId: AccountId, org: IvmOrg, parentNativeId: string): OrgNode | null {
  if (!org.device_org_id) return null;
  return {
    id: orgNodeIdOf(accountId, org.device_org_id),
    accountId,
    parentId: parentNativeId === ROOT_ORG ? null : orgNodeIdOf(accountId, parentNativeId),
    name: firstName(org.device_org_name, org.device_org_id),
  };
}

function orgOf(accountId: AccountId, device: IvmDevice): OrgNodeId | null {
  const nativeId = device.org_list?.[0]?.device_org_id;
  return nativeId === undefined || nativeId === ROOT_ORG ? null : orgNodeIdOf(accountId, nativeId);
}

export function toDevice(accountId: AccountId, device: IvmDevice): Device | null {
  if (!device.device_id) return null;
  return {
    id: deviceIdOf(accountId, device.device_id),
    accountId,
    orgNodeId: orgOf(accountId, device),
    name: firstName(device.device_name, device.device_id),
    kind: kindOf(device.device_type),
    protocol: protocolOf(device.access_protocol),
    status: statusOf(device.device_state),
  };
}

export function toDeviceFacts(accountId: AccountId, device: IvmDevice): DeviceFacts {
  return {
    status: statusOf(device.device_state),
    isFrozen: device.device_system_state === 'UNAVAILABLE_FROZEN',
    orgNodeId: orgOf(accountId, device),
  };
}

/** A channel of an offline device is offline too, whatever state the cloud still reports for the channel. */
function reachabilityOf(channel: IvmChannel, device: DeviceFacts | undefined): Channel['reachable'] {
  const own = statusOf(channel.channel_state);
  if (device?.status === 'offline' || device?.status === 'unregistered') return device.status;
  return own;
}

/** The channel list has one word for a channel that nobody uses and for one that never signed in; the state of the device parts them. */
const isUnallocated = (channel: IvmChannel, device: DeviceFacts | undefined): boolean =>
  channel.channel_state === 'UNALLOCATED' && (device?.status === 'online' || device?.status === 'unknown');

function capabilitiesOf(channel: IvmChannel, protocol: AccessProtocol): ChannelCapability[] {
  // One release prints a list, another one comma-separated text inside it.
  const abilities = new Set(
    (channel.channel_ability ?? []).flatMap((text) => text.split(',')).map((text) => text.trim()),
  );
  const packages = new Set(channel.channel_resource_state ?? []);
  const has = (...names: readonly string[]) => names.some((name) => abilities.has(name));
  const granted: readonly (readonly [ChannelCapability, boolean])[] = [
    ['ptz', has('ptz', 'ptzspin')],
    // chapter 15 serves HoloSens devices only, whatever a camera over GB28181 says of itself
    ['presets', protocol === 'holosens' && has('preset')],
    ['cruise', protocol === 'holosens' && has('cruise')],
    ['iris', has('iris')],
    ['auto-focus', has('autofocus')],
    ['talk', has('talk')],
    // a caller may ask every channel for a sub-stream; a channel without one plays its main stream
    ['sub-stream', true],
    ['cloud-record', packages.has('FULL_RECORD_GRANT') || packages.has('EVENT_RECORD_GRANT')],
    ['device-record', has('localstorage', 'devnormalrecord')],
    ['snapshot', protocol === 'holosens'],
  ];
  return granted.filter(([, isGranted]) => isGranted).map(([capability]) => capability);
}

export function toChannel(accountId: AccountId, channel: IvmChannel, device: DeviceFacts | undefined): Channel | null {
  if (!channel.device_id || !channel.channel_id) return null;
  const deviceId = deviceIdOf(accountId, channel.device_id);
  const protocol = protocolOf(channel.access_protocol);
  return {
    id: channelIdOf(deviceId, channel.channel_id),
    deviceId,
    accountId,
    orgNodeId: device?.orgNodeId ?? null,
    name: firstName(channel.channel_name, channel.device_name, channel.channel_id),
    reachable: reachabilityOf(channel, device),
    ...(isUnallocated(channel, device) ? { stateReason: 'unallocated' as const } : {}),
    isFrozen: channel.channel_system_state === 'UNAVAILABLE_FROZEN' || (device?.isFrozen ?? false),
    protocol,
    capabilities: capabilitiesOf(channel, protocol),
  };
}

const RECORDING_KINDS: ReadonlyMap<string, Recording['kind']> = new Map(
  Object.entries<Recording['kind']>({
    NORMAL_RECORD: 'continuous',
    MOTION_RECORD: 'motion',
    ALRAM_RECORD: 'alarm', // spelled so by the document
    ALARM_RECORD: 'alarm',
  }),
);

/** Contract huawei-ivm, chapter 9.2, `storage_state`. */
const RECORDING_STORAGE: ReadonlyMap<number, RecordingStorage> = new Map([
  [0, 'ready'],
  [1, 'archived'],
  [2, 'restoring'],
  [3, 'cold'],
]);

/** The document allows 32 characters. */
const MAX_RECORD_ID = 128;
const MAX_ALARM_KIND = 64;
const MAX_ALARM_KINDS = 16;

/** A longer text is no id of the document. */
const idOrNull = (id: unknown): string | null =>
  typeof id === 'string' && id !== '' && id.length <= MAX_RECORD_ID ? id : null;

const isAlarmKind = (kind: string): boolean => kind !== '' && kind.length <= MAX_ALARM_KIND;

/** A row of the list, or null where its times are none or lie before 1970, or its end is not after its begin. */
export function toRecording(channelId: ChannelId, place: RecordingPlace, record: IvmRecord): Recording | null {
  const fromMs = timeOrNull(parseBeijingTime, record.start_time);
  const toMs = timeOrNull(parseBeijingTime, record.end_time);
  if (fromMs === null || toMs === null || fromMs < 0 || toMs <= fromMs) return null;
  return {
    channelId,
    place,
    fromMs,
    toMs,
    kind: RECORDING_KINDS.get(record.record_type ?? '') ?? 'unknown',
    // a device keeps no archive, and most devices leave the state out
    storage: RECORDING_STORAGE.get(amount(record.storage_state) ?? -1) ?? (place === 'device' ? 'ready' : 'unknown'),
    nativeId: idOrNull(record.record_id),
    sizeBytes: amount(record.record_size),
    alarmKinds: (record.alarm_rec_type ?? [])
      .map(String)
      .filter(isAlarmKind)
      .slice(0, MAX_ALARM_KINDS)
      .map(toAlarmKind),
  };
}

const PACKAGE_KEYS: ReadonlyMap<string, FactKey> = new Map(
  Object.entries<FactKey>({
    MANAGE: 'access-channels',
    NORMAL: 'continuous-recording-channels',
    MOTION: 'motion-recording-channels',
    DATAFLOW: 'data-flow-channels',
  }),
);
const PACKAGE_STATES: ReadonlyMap<string, FactState> = new Map(
  Object.entries<FactState>({ NORMAL: 'normal', ARREARS: 'arrears', UNAVAILABLE: 'frozen' }),
);

const BILLING: ReadonlyMap<string, 'prepaid' | 'on-demand'> = new Map([
  ['PACKAGE', 'prepaid'],
  ['ONDEMAND', 'on-demand'],
]);

/** A package or an on-demand resource, or null for one of a kind that the document does not have. */
export function toPackageFigure(resource: IvmResource): AccountFigure | null {
  const key = PACKAGE_KEYS.get(resource.resource_type_code ?? '');
  if (!key) return null;
  return figure(key, resource.usage_num, {
    limit: amount(resource.total_num), // -1 stands for none
    name: firstName(resource.resource_name) || null,
    state: PACKAGE_STATES.get(resource.resource_state ?? '') ?? null,
    // the samples print a blank behind it
    billing: BILLING.get(resource.mode?.trim() ?? '') ?? null,
    // a package with an end date that cannot be read is still shown
    expiresAtMs: timeOrNull(parseBeijingTime, resource.Exp_time),
  });
}
