/** Groups, devices and channels of all clouds in one model. */
import type { AccountId, ChannelId, DeviceId, OrgNodeId } from '../ids.ts';

/** A group of the vendor's own tree. */
export interface OrgNode {
  readonly id: OrgNodeId;
  readonly accountId: AccountId;
  readonly parentId: OrgNodeId | null;
  readonly name: string;
  /** A device with its channels, or the streams that no device has; absent for an ordinary group. */
  readonly kind?: 'recorder' | 'streams';
  /**
   * State of a recorder by its cloud's last report; absent for every other group, and for a reading of an earlier
   * version.
   */
  readonly status?: DeviceStatus;
  /** Of a recorder, beside `status`. */
  readonly protocol?: AccessProtocol;
}

export const DEVICE_STATUSES = ['online', 'offline', 'unregistered', 'unknown'] as const;
export type DeviceStatus = (typeof DEVICE_STATUSES)[number];
export type DeviceKind = 'camera' | 'recorder' | 'edge';
export const ACCESS_PROTOCOLS = ['holosens', 'gb28181', 'other'] as const;
export type AccessProtocol = (typeof ACCESS_PROTOCOLS)[number];

export interface Device {
  readonly id: DeviceId;
  readonly accountId: AccountId;
  readonly orgNodeId: OrgNodeId | null;
  readonly name: string;
  readonly kind: DeviceKind;
  readonly protocol: AccessProtocol;
  readonly status: DeviceStatus;
}

/**
 * Functions of a channel, as the cloud reports them or as its protocol implies. `ptz-unknown`: the cloud reports only in the
 * answer of the device whether the camera turns, and the device was not asked yet.
 */
export const CHANNEL_CAPABILITIES = [
  'ptz',
  'ptz-unknown',
  'presets',
  'cruise',
  'iris',
  'auto-focus',
  'talk',
  'sub-stream',
  'cloud-record',
  'device-record',
  'snapshot',
] as const;
export type ChannelCapability = (typeof CHANNEL_CAPABILITIES)[number];

/** Whether the camera turns, as far as is known: one of which nobody knows it is never called fixed. */
export const mayTurn = ({ capabilities }: { readonly capabilities: readonly ChannelCapability[] }): boolean =>
  capabilities.includes('ptz') || capabilities.includes('ptz-unknown');

/**
 * Why `reachable` of a camera is not what the camera itself reports. `recorder-offline`, `recorder-unregistered`: the recorder
 * above it is down, so that nobody knows how the camera is. `unallocated`: the device signed in, and the cloud calls the channel
 * UNALLOCATED (IVM, listChannels), which is not the same as a device that never signed in. `unasked`: the cloud reports the state of
 * the cameras of a recorder only in the answer of the recorder (IVP, listDeviceChannels), and the recorder was not asked yet.
 */
export const STATE_REASONS = ['recorder-offline', 'recorder-unregistered', 'unallocated', 'unasked'] as const;
export type StateReason = (typeof STATE_REASONS)[number];

/** The most cameras in one question of the page for the facts that the lists of their cloud left open. */
export const MAX_ASKED = 256;

/** Whether the lists of the cloud left open what the device of the camera alone can answer. */
export const isUnasked = ({ capabilities, stateReason }: Pick<Channel, 'capabilities' | 'stateReason'>): boolean =>
  stateReason === 'unasked' || capabilities.includes('ptz-unknown');

/**
 * A camera picture source. `reachable` is derived: a channel below an offline device is offline whatever the cloud says
 * of the channel itself.
 */
export interface Channel {
  readonly id: ChannelId;
  readonly deviceId: DeviceId;
  readonly accountId: AccountId;
  readonly orgNodeId: OrgNodeId | null;
  readonly name: string;
  readonly reachable: 'online' | 'offline' | 'unregistered' | 'unknown';
  readonly stateReason?: StateReason;
  readonly isFrozen: boolean;
  readonly protocol: AccessProtocol;
  readonly capabilities: readonly ChannelCapability[];
}

/** A channel with the operators' number, unique in this client and kept over restarts. */
export interface NumberedChannel extends Channel {
  readonly number: number;
  readonly deviceName: string;
  /**
   * Since when the camera is not in the cloud's last answer: epoch milliseconds. Many cameras that are gone at once are
   * kept so, with their numbers, until a second answer confirms the loss. Absent for a camera that the last answer lists.
   */
  readonly missingSinceMs?: number;
}
