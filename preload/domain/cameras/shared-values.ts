/**
 * One copy of what the cameras of a reading have in common. Each page and each row is parsed by itself, so that 100,000 cameras
 * would carry their account, group, device and functions as 100,000 texts and lists of their own.
 */
import type { Channel, ChannelCapability } from './cameras.ts';

type Row = Channel & { readonly deviceName: string };

/**
 * @returns a function that gives an equal camera: its account, device, group and list of functions are the copies of the first camera
 *   that came with equal ones. The copies live as long as the cameras; the function itself belongs to one reading, and is dropped
 *   with it.
 */
export function sharingOfRows(): <R extends Row>(row: R) => R {
  const texts = new Map<string, string>();
  const lists = new Map<string, readonly ChannelCapability[]>();
  const text = <T extends string>(value: T): T => firstOf(texts, value, value) as T;
  return (row) => ({
    ...row,
    accountId: text(row.accountId),
    deviceId: text(row.deviceId),
    deviceName: text(row.deviceName),
    orgNodeId: row.orgNodeId === null ? null : text(row.orgNodeId),
    capabilities: firstOf(lists, row.capabilities.join(), row.capabilities),
  });
}

/** The value that came first under `key`. */
function firstOf<V>(all: Map<string, V>, key: string, value: V): V {
  const first = all.get(key);
  if (first !== undefined) return first;
  all.set(key, value);
  return value;
}
