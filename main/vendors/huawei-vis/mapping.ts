/** VIS's words become the domain's here, and nowhere else. */
import { firstName } from '../../../preload/domain/clean-name.ts';
import type { Channel, Device, DeviceStatus, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import { channelIdOf, deviceIdOf, orgNodeIdOf, type AccountId } from '../../../preload/domain/ids.ts';
import { STREAM_ID } from '../../../preload/domain/onboarding/onboarding.ts';
import type { AccountFigure, FactKey, FactUnit, Subscription } from '../../../preload/domain/accounts/cloud-facts.ts';
import { amount, figure } from '../core/client/figures.ts';
import { timeOrNull } from '../core/client/answers/other-answer.ts';
import type { AnswerOf } from '../core/contract/operations.ts';
import type { HuaweiVisOperations } from './operations.gen.ts';
import { parseInstant } from './wire/time.ts';

type Item<T, K extends keyof T> = NonNullable<T[K]> extends readonly (infer I)[] ? I : never;
export type VisDevice = Item<AnswerOf<HuaweiVisOperations, 'listDevices'>, 'entries'>;
export type VisChannel = Item<VisDevice, 'channels'>;
export type VisSubscription = AnswerOf<HuaweiVisOperations, 'getSubscription'>;
export type VisStream = Item<AnswerOf<HuaweiVisOperations, 'listStreams'>, 'entries'>;

/**
 * A pushed or pulled stream has no device in VIS. It gets one of its own, so that it has a place in the tree; device ids
 * of the cloud are digits, so the two never meet.
 */
export const nativeIdOfStream = (name: string): string => `${STREAM_ID}${name}`;

function statusOf(state: string | undefined): DeviceStatus {
  switch (state?.toUpperCase()) {
    case 'ONLINE': // registered; the state says nothing about video
    case 'INVITING':
    case 'INVITE_SUCCESS':
    case 'CANCELING':
      return 'online';
    case 'OFFLINE':
    case 'TEMPORARY_OFFLINE':
      return 'offline';
    case 'UNREGISTERED':
      return 'unregistered';
    default:
      return 'unknown';
  }
}

/**
 * A registered channel sends video only while it is invited, and inviting it spends the account's quota: whether there is
 * a picture is unknown until then.
 */
function reachabilityOf(channel: VisChannel, device: VisDevice): Channel['reachable'] {
  const above = statusOf(device.state);
  if (above === 'offline' || above === 'unregistered') return above;
  const own = statusOf(channel.invitation_status);
  return own === 'online' && channel.invitation_status?.toUpperCase() !== 'INVITE_SUCCESS' ? 'unknown' : own;
}

const nameOfDevice = (device: VisDevice): string => firstName(device.description, device.device_id);

/** Null for a device without an id, which nothing could refer to. */
export function toDevice(accountId: AccountId, device: VisDevice): Device | null {
  if (!device.device_id) return null;
  return {
    id: deviceIdOf(accountId, device.device_id),
    accountId,
    orgNodeId: null,
    name: nameOfDevice(device),
    kind: device.type?.toUpperCase() === 'NVR' ? 'recorder' : 'camera',
    protocol: 'gb28181',
    status: statusOf(device.state),
  };
}

/** Channels have no names: the description of their device distinguishes them from the channels of other devices. */
function nameInDevice(device: VisDevice, channelId: string): string {
  const above = firstName(device.description);
  if (above === '') return channelId;
  return device.channels?.length === 1 ? above : `${above} ${channelId.slice(-4)}`;
}

export function toChannel(accountId: AccountId, device: VisDevice, channel: VisChannel): Channel | null {
  if (!device.device_id || !channel.channel_id) return null;
  const deviceId = deviceIdOf(accountId, device.device_id);
  return {
    id: channelIdOf(deviceId, channel.channel_id),
    deviceId,
    accountId,
    orgNodeId: null,
    name: firstName(channel.suffix, nameInDevice(device, channel.channel_id)),
    reachable: reachabilityOf(channel, device),
    isFrozen: false,
    protocol: 'gb28181',
    capabilities: [], // VIS relays one live picture per channel and nothing else
  };
}

const STREAMS = 'streams';

/** VIS knows no groups; the streams that are pushed to VIS or pulled by VIS get a node of their own. */
export function toStreamsNode(accountId: AccountId): OrgNode {
  return { id: orgNodeIdOf(accountId, STREAMS), accountId, parentId: null, name: 'Streams', kind: 'streams' };
}

/** A stopped stream has no address to play. */
const streamStatus = (stream: VisStream): 'online' | 'offline' =>
  stream.state?.toUpperCase() === 'ACTIVE' ? 'online' : 'offline';

export function toStreamDevice(accountId: AccountId, stream: VisStream): Device | null {
  if (!stream.name) return null;
  return {
    id: deviceIdOf(accountId, nativeIdOfStream(stream.name)),
    accountId,
    orgNodeId: orgNodeIdOf(accountId, STREAMS),
    name: firstName(stream.name),
    kind: 'camera',
    protocol: 'other',
    status: streamStatus(stream),
  };
}

export function toStreamChannel(accountId: AccountId, stream: VisStream): Channel | null {
  if (!stream.name) return null;
  const deviceId = deviceIdOf(accountId, nativeIdOfStream(stream.name));
  return {
    id: channelIdOf(deviceId, stream.name),
    deviceId,
    accountId,
    orgNodeId: orgNodeIdOf(accountId, STREAMS),
    name: firstName(stream.description, stream.name),
    reachable: streamStatus(stream),
    isFrozen: false,
    protocol: 'other',
    capabilities: [],
  };
}

/** The stream's name when the device was made for a stream, else null. */
export function streamOfDevice(deviceNativeId: string): string | null {
  return deviceNativeId.startsWith(STREAM_ID) ? deviceNativeId.slice(STREAM_ID.length) : null;
}

/** Not shared is the default of the document: pulling then needs the token. */
export const isPrivate = (shareType: string | undefined): boolean => shareType?.toUpperCase() !== 'PUBLIC';

type Quota = NonNullable<VisSubscription['quota']>;

const QUOTAS: readonly (readonly [keyof Quota, FactKey, FactUnit])[] = [
  ['device', 'devices', 'count'],
  ['stream', 'streams', 'count'],
  ['active_stream', 'active-streams', 'count'],
  ['consecutive_access_time', 'continuous-access-minutes', 'minutes'],
  ['random_access_time', 'random-access-minutes', 'minutes'],
  ['password', 'device-credentials', 'count'],
  ['aksk', 'push-credentials', 'count'],
];

/** The figures of the quota. A figure that the cloud leaves out is left out here too. */
export function toQuotaFigures({ quota }: VisSubscription): AccountFigure[] {
  return QUOTAS.flatMap(([name, key, unit]) => {
    const one = quota?.[name];
    return one ? [figure(key, one.used, { limit: amount(one.total), unit })] : [];
  });
}

export function toSubscription({ is_subscribed: isSubscribed, created_at: createdAt }: VisSubscription): Subscription {
  // a subscription with a start date that cannot be read is still shown
  const sinceMs = timeOrNull(parseInstant, createdAt);
  return { state: isSubscribed === false ? 'not-subscribed' : 'active', sinceMs };
}
