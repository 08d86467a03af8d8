/** Changes of devices, in bulk: each cloud publishes which of them it documents, and for which cameras. */
import type { AccessProtocol } from './cameras.ts';
import type { WireError } from '../error.ts';
import { textFaults, type FieldFault, type FieldLimits } from '../field-rules.ts';
import type { ChannelId, OrgNodeId } from '../ids.ts';
import type { Outcome } from '../outcomes.ts';

/** In the order in which a bar of actions shows them. `rename` names the camera, `renameDevice` the device that it belongs to. */
export const DEVICE_CHANGES = [
  ...(['rename', 'renameDevice', 'move', 'enable', 'disable', 'refresh'] as const),
  ...(['pullOnDemand', 'keepPulling', 'connect', 'cut', 'delete'] as const),
] as const;
export type DeviceChange = (typeof DEVICE_CHANGES)[number];

export interface DeviceChangeRule {
  readonly change: DeviceChange;
  /** The cloud changes a device as a whole: all cameras of a recorder change together. */
  readonly isByDevice: boolean;
  /** How many devices the cloud takes in one call. */
  readonly perCall: number;
  /** The cloud documents the change for devices of these protocols; null: for all. */
  readonly protocols: readonly AccessProtocol[] | null;
  /** The rules of a new name; null where the change takes no name. */
  readonly name: Pick<FieldLimits, 'minLength' | 'maxLength' | 'lengthUnit' | 'patterns'> | null;
}

export interface DeviceChangeItem {
  readonly id: ChannelId;
  /** The new name; null where the change takes none. */
  readonly name: string | null;
}

export interface DeviceOrder {
  readonly change: DeviceChange;
  readonly items: readonly DeviceChangeItem[];
  /** The new group; null where the change takes none. */
  readonly groupId: OrgNodeId | null;
}

export interface DeviceOutcome {
  readonly id: ChannelId;
  readonly state: Outcome;
  /** Null for `done`. */
  readonly error: WireError | null;
  readonly requestId: string | null;
}

/** More cameras are not changed by one request: a window sends several, and may stop between them. */
export const MAX_DEVICES_PER_CHANGE = 100;
/** Longer than any documented name: main answers with the problem. */
export const MAX_DEVICE_NAME_CHARS = 512;

/** Why a camera cannot have a change. `unpublished`: its cloud documents no such change. */
export const DEVICE_CHANGE_BARS = ['unpublished', 'protocol'] as const;
export type DeviceChangeBar = (typeof DEVICE_CHANGE_BARS)[number];

/** @returns null where the camera can have the change. */
export function deviceChangeBar(
  rules: readonly DeviceChangeRule[],
  change: DeviceChange,
  protocol: AccessProtocol,
): DeviceChangeBar | null {
  const rule = rules.find((one) => one.change === change);
  if (rule === undefined) return 'unpublished';
  return rule.protocols === null || rule.protocols.includes(protocol) ? null : 'protocol';
}

/** The first thing that is wrong with a new name; null where nothing is. */
export function deviceNameFault({ name }: Pick<DeviceChangeRule, 'name'>, text: string): FieldFault | null {
  return name === null ? null : (textFaults({ ...name, minLength: name.minLength ?? 1 }, text)[0] ?? null);
}
