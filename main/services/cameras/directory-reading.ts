/** Reads one account's whole directory through its port, and turns it into what the tree shows. */
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { nativePartOf, orgNodeIdOf, type DeviceId } from '../../../preload/domain/ids.ts';
import type { Channel, Device, NumberedChannel, OrgNode } from '../../../preload/domain/cameras/cameras.ts';
import type { StoredChannel } from '../../db/cameras/directory.ts';
import type { DirectoryPort } from '../../ports/directory.ts';
import type { Page } from '../../ports/page.ts';

/** Rows handled between two yields: a few milliseconds. */
export const SLICE = 500;

export interface Progress {
  readonly loaded: number;
  readonly total: number | null;
}

export interface DirectoryContent<C extends StoredChannel = StoredChannel> {
  readonly groups: readonly OrgNode[];
  readonly channels: readonly C[];
}

/** @throws {AppError} of the port; aborts with `signal`. */
export async function readDirectory(
  port: DirectoryPort,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<DirectoryContent> {
  const groups = await collect(port.groups(signal), signal);
  const devices = new Map<DeviceId, Device>();
  for await (const page of port.devices(signal)) {
    signal.throwIfAborted();
    for (const device of page.items) devices.set(device.id, device);
    await yieldToEvents();
  }
  const channels: StoredChannel[] = [];
  for await (const page of port.channels(signal)) {
    signal.throwIfAborted();
    for (const channel of page.items) channels.push(joinDevice(channel, devices.get(channel.deviceId) ?? null));
    onProgress({ loaded: channels.length, total: page.total });
    await yieldToEvents();
  }
  return withDevices({ groups, channels }, devices);
}

/**
 * The clouds' groups, with every recorder as a group of its channels below the group of the recorder: a cloud without
 * other groups groups channels by recorder. A channel that the cloud puts elsewhere than its recorder stays there.
 */
export async function withDevices(
  { groups, channels }: DirectoryContent,
  devices: ReadonlyMap<DeviceId, Device>,
): Promise<DirectoryContent> {
  const counts = new Map<DeviceId, number>();
  for (const { deviceId } of channels) counts.set(deviceId, (counts.get(deviceId) ?? 0) + 1);
  const recorders = new Map<DeviceId, OrgNode>();
  for (const device of devices.values()) {
    const isRecorder = device.kind !== 'camera' || (counts.get(device.id) ?? 0) > 1;
    if (isRecorder && counts.has(device.id)) recorders.set(device.id, recorderNode(device));
  }
  const placed: StoredChannel[] = [];
  for (const channel of channels) {
    const node = recorders.get(channel.deviceId);
    placed.push(node ? belowRecorder(channel, node) : channel);
    if (placed.length % SLICE === 0) await yieldToEvents();
  }
  const filled = new Set(placed.map(({ orgNodeId }) => orgNodeId));
  const own = groups.filter(({ kind }) => kind === undefined);
  const special = [...recorders.values(), ...groups.filter(({ kind }) => kind !== undefined)];
  return { groups: [...own, ...special.filter(({ id }) => filled.has(id))], channels: placed };
}

/** A channel stands below its recorder unless the cloud puts it elsewhere. While the recorder is down nobody knows its state. */
function belowRecorder(channel: StoredChannel, { id, parentId, status }: OrgNode): StoredChannel {
  const placed = parentId === channel.orgNodeId ? { ...channel, orgNodeId: id } : channel;
  return status === 'offline' || status === 'unregistered'
    ? { ...placed, stateReason: `recorder-${status}` as const }
    : placed;
}

function recorderNode({ id, accountId, orgNodeId, name, status, protocol }: Device): OrgNode {
  return {
    id: orgNodeIdOf(accountId, `device${nativePartOf(id)}`),
    accountId,
    parentId: orgNodeId,
    name,
    kind: 'recorder',
    status,
    protocol,
  };
}

async function collect<T>(pages: AsyncIterable<Page<T>>, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  for await (const page of pages) {
    signal.throwIfAborted();
    items.push(...page.items);
    await yieldToEvents();
  }
  return items;
}

/**
 * A channel of an offline device is offline too, and belongs to the group of its device unless the cloud says
 * otherwise.
 */
function joinDevice(channel: Channel, device: Device | null): StoredChannel {
  if (!device) return { ...channel, deviceName: '' };
  const isDown = device.status === 'offline' || device.status === 'unregistered';
  return {
    ...channel,
    deviceName: device.name,
    orgNodeId: channel.orgNodeId ?? device.orgNodeId,
    reachable: isDown ? device.status : channel.reachable,
  };
}

/** Whether two contents would look the same in the tree. Breathes between slices. */
export async function isSameContent(
  a: DirectoryContent<NumberedChannel>,
  b: DirectoryContent<NumberedChannel>,
): Promise<boolean> {
  if (a.groups.length !== b.groups.length || a.channels.length !== b.channels.length) return false;
  return (await isSameList(a.groups, b.groups)) && (await isSameList(a.channels, b.channels));
}

async function isSameList(a: readonly object[], b: readonly object[]): Promise<boolean> {
  for (const [i, item] of a.entries()) {
    if (i % SLICE === SLICE - 1) await yieldToEvents();
    if (!isSameItem(item, b[i])) return false;
  }
  return true;
}

function isSameItem(a: object, b: object | undefined): boolean {
  if (!b) return false;
  const other = b as Record<string, unknown>;
  if (Object.keys(a).length !== Object.keys(b).length) return false;
  return Object.entries(a).every(([key, value]) =>
    Array.isArray(value) ? String(value) === String(other[key]) : value === other[key],
  );
}
