/** The rows of the table: each camera, and each recorder, of each account. */
import type {
  AccessProtocol,
  DeviceStatus,
  NumberedChannel,
  OrgNode,
} from '../../../../preload/domain/cameras/cameras.ts';
import type { FactsWish } from '../../../../preload/contract/devices.ts';
import { nativePartOf, type AccountId, type ChannelId, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import { indexOf, prepareIndex } from '../../../state/cameras/camera-search.ts';
import type { AccountDirectory } from '../../../state/cameras/directory-merge.ts';
import { groupPath } from '../../../state/cameras/group-path.ts';
import { eachInSlices } from '../../../state/page/yield-to-events.ts';

export interface DeviceRow {
  readonly id: ChannelId | OrgNodeId;
  readonly accountId: AccountId;
  readonly kind: 'camera' | 'recorder';
  /** Null for a recorder: operators number cameras. */
  readonly number: number | null;
  readonly name: string;
  /** The groups of the cloud, the top first; empty for a device without a group. */
  readonly group: string;
  /** The name of the device that the camera hangs on. */
  readonly deviceName: string;
  readonly protocol: AccessProtocol | null;
  readonly reachable: DeviceStatus;
  /** The camera itself; null for a recorder. */
  readonly channel: NumberedChannel | null;
  /** How the cloud is asked for the facts of the device; null for a recorder without a camera. */
  readonly wish: FactsWish | null;
  /**
   * In lower case: number, names and groups, as the search of the tree indexes them. The device and the id of a camera are searched
   * beside it: a text of all would be one more text for each of 100,000 cameras.
   */
  readonly line: string;
}

const SEPARATOR = '\u0000';
const known = new WeakMap<AccountDirectory, Promise<readonly DeviceRow[]>>();

/** The recorders of an account, then its cameras in the order of the cloud. Built once per content, a slice at a time. */
export function rowsOf(part: AccountDirectory): Promise<readonly DeviceRow[]> {
  const before = known.get(part);
  if (before !== undefined) return before;
  const rows = buildRows(part);
  known.set(part, rows);
  return rows;
}

async function buildRows(part: AccountDirectory): Promise<readonly DeviceRow[]> {
  await prepareIndex(part);
  const lines = indexOf(part);
  const paths = new Map<OrgNodeId | null, string>();
  const pathOf = (id: OrgNodeId | null): string => {
    const path = paths.get(id) ?? groupPath(part, id).join(' / ');
    paths.set(id, path);
    return path;
  };
  const below = new Map<OrgNodeId | null, ChannelId>();
  const cameras: DeviceRow[] = [];
  await eachInSlices(part.channels, (channel, i) => {
    if (!below.has(channel.orgNodeId)) below.set(channel.orgNodeId, channel.id);
    cameras.push(cameraRow(channel, pathOf(channel.orgNodeId), lines[i] ?? ''));
  });
  const rows: DeviceRow[] = [];
  await eachInSlices(part.groups, (group) => {
    if (group.kind === 'recorder') rows.push(recorderRow(group, pathOf(group.parentId), below.get(group.id) ?? null));
  });
  await eachInSlices(cameras, (row) => void rows.push(row));
  return rows;
}

function recorderRow(
  { id, accountId, name, status, protocol }: OrgNode,
  group: string,
  channelId: ChannelId | null,
): DeviceRow {
  return {
    id,
    accountId,
    kind: 'recorder',
    number: null,
    name,
    group,
    deviceName: '',
    channel: null,
    wish: channelId === null ? null : { channelId, of: 'recorder' },
    protocol: protocol ?? null,
    reachable: status ?? 'unknown',
    line: `${name}${SEPARATOR}${group}`.toLowerCase(),
  };
}

function cameraRow(channel: NumberedChannel, group: string, line: string): DeviceRow {
  const { id, accountId, number, name, deviceName, protocol, reachable } = channel;
  return {
    id,
    accountId,
    kind: 'camera',
    number,
    name,
    group,
    deviceName,
    protocol,
    reachable,
    channel,
    wish: { channelId: id, of: 'camera' },
    line,
  };
}

/** Whether each of the terms, in lower case, is in the name, number, groups, device or id of the row. */
export function hasTerms({ line, channel, deviceName }: DeviceRow, terms: readonly string[]): boolean {
  return terms.every(
    (term) =>
      line.includes(term) ||
      (channel !== null &&
        (deviceName.toLowerCase().includes(term) || nativePartOf(channel.id).toLowerCase().includes(term))),
  );
}

/** A camera as a row of its own, without its groups: they are not searched. */
export const rowOfCamera = (channel: NumberedChannel): DeviceRow => cameraRow(channel, '', '');
