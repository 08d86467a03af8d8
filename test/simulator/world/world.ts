/**
 * The estate that the simulated clouds show: groups, devices and channels in neutral words, made from a seed. Each
 * cloud dresses it in its own ids and fields and keeps its own changes.
 */
import { FootageOrders } from './footage-orders.ts';
import { cameraName, edgeName, groupName, recorderName } from './names.ts';
import { hashOf, Random } from './random.ts';

export type WorldState = 'online' | 'offline' | 'unregistered';
export type WorldForm = 'bullet' | 'box' | 'conch' | 'dome' | 'generic';

export interface WorldGroup {
  readonly index: number;
  /** Index of the parent, or -1 below the root. */
  readonly parent: number;
  /** 1 for the children of the root. */
  readonly level: number;
  readonly name: string;
}

export interface WorldChannel {
  /** Over the whole world, from 0. */
  readonly index: number;
  /** Place within its device, from 0. */
  readonly slot: number;
  /** Stable identity for the media plane. */
  readonly cameraKey: string;
  readonly name: string;
  readonly form: WorldForm;
  readonly state: WorldState;
  readonly isFrozen: boolean;
  readonly streamCount: 2 | 3;
  /** 0..1, fixed per channel: packages and recording habits are cut from it. */
  readonly luck: number;
}

export interface WorldDevice {
  readonly index: number;
  readonly kind: 'camera' | 'recorder' | 'edge';
  readonly protocol: 'holosens' | 'gb28181';
  readonly group: number;
  readonly name: string;
  readonly state: WorldState;
  readonly isFrozen: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly channels: readonly WorldChannel[];
}

export interface World {
  readonly seed: number;
  readonly groups: readonly WorldGroup[];
  readonly devices: readonly WorldDevice[];
  readonly channelCount: number;
  /** Recordings and gaps that tests order for cameras of this world. */
  readonly footage: FootageOrders;
}

const MAX_CAMERAS = 20_000;

/** The first channels are always on line and free, so that the largest wall fills whatever the seed. */
const ALWAYS_ONLINE = 16;
/** A small world shows one of everything, but most of it can be watched. */
const SHOWCASE = 64;
const ONLINE_SHARE = 0.95;
const UNREGISTERED_SHARE = 0.02;
const FROZEN_SHARE = 0.01;
const STRAY_CHANNEL_OFFLINE_SHARE = 0.03;

/** 2024-03-01 00:00 in Beijing; devices were added one after another from here on. */
const FIRST_CREATED_MS = Date.UTC(2024, 1, 29, 16);
const CREATED_STEP_MS = 7 * 60_000 + 13_000;

/**
 * Makes a world with exactly `cameras` channels.
 *
 * @param cameras 1 to 20,000.
 * @param prefix goes in front of every camera key, so that two clouds never share a camera.
 */
export function makeWorld(cameras: number, seed: number, prefix: string): World {
  if (!Number.isInteger(cameras) || cameras < 1 || cameras > MAX_CAMERAS)
    throw new RangeError(`cameras must be 1 to ${String(MAX_CAMERAS)}, not ${String(cameras)}`);
  const { groups, leaves } = makeGroups(cameras, seed);
  const devices: WorldDevice[] = [];
  const random = new Random(seed, prefix, 'devices');
  for (let made = 0; made < cameras;) {
    const device = makeDevice({ random, index: devices.length, first: made, left: cameras - made, prefix, seed });
    const place = Math.min(leaves.length - 1, Math.floor((made * leaves.length) / cameras));
    // one in twelve hangs a level higher: trees in the field are not tidy
    const leaf = leaves[place] ?? 0;
    const parent = groups[leaf]?.parent ?? -1;
    const group = random.chance(1 / 12) && parent >= 0 ? parent : leaf;
    devices.push({ ...device, group });
    made += device.channels.length;
  }
  return { seed, groups, devices, channelCount: cameras, footage: new FootageOrders() };
}

function makeGroups(cameras: number, seed: number): { groups: WorldGroup[]; leaves: number[] } {
  const wanted = Math.min(400, Math.max(10, Math.ceil(cameras / 14)));
  const districts = Math.min(8, Math.max(2, Math.ceil(Math.sqrt(wanted / 4) / 1.5)));
  const sitesEach = Math.max(1, Math.ceil(wanted / (4 * districts)));
  const groups: WorldGroup[] = [];
  const leaves: number[] = [];
  const add = (parent: number, sibling: number, offset: number): number => {
    const level = (groups[parent]?.level ?? 0) + 1;
    groups.push({ index: groups.length, parent, level, name: groupName(level, sibling, offset) });
    return groups.length - 1;
  };
  for (let d = 0; d < districts; d += 1) {
    const district = add(-1, d, 0);
    for (let s = 0; s < sitesEach; s += 1) {
      const site = add(district, s, d * 4);
      for (let a = 0; a < 4; a += 1) {
        const area = add(site, a, hashOf(seed, d, s) % 8);
        if ((d + s + a) % 5 !== 4) leaves.push(area);
        else for (let z = 0; z < 2; z += 1) leaves.push(add(area, z, 0));
      }
    }
  }
  return { groups, leaves };
}

interface Draft {
  readonly random: Random;
  readonly index: number;
  readonly first: number;
  readonly left: number;
  readonly prefix: string;
  readonly seed: number;
}

function makeDevice(draft: Draft): Omit<WorldDevice, 'group'> {
  const { random, index, first, left, prefix } = draft;
  const dice = random.next();
  const shape = shapeOf(dice, random);
  const size = Math.min(left, shape.size);
  const isSafe = first < ALWAYS_ONLINE;
  const health = random.next();
  const state = isSafe ? 'online' : first < SHOWCASE ? showcaseState(index, size) : stateOf(health);
  const isFrozen = first >= SHOWCASE && state === 'online' && random.chance(FROZEN_SHARE);
  const createdAtMs = FIRST_CREATED_MS + index * CREATED_STEP_MS;
  const channels: WorldChannel[] = [];
  for (let slot = 0; slot < size; slot += 1) {
    const number = first + slot;
    const isStray = size > 1 && number >= ALWAYS_ONLINE && random.chance(STRAY_CHANNEL_OFFLINE_SHARE);
    channels.push({
      index: number,
      slot,
      cameraKey: `${prefix}/${String(number + 1).padStart(5, '0')}`,
      name: cameraName(random, (number % 99) + 1),
      form: random.pick(['bullet', 'bullet', 'box', 'conch', 'dome', 'generic'] as const),
      // below a recorder that is off line the cloud keeps the last state it knew of each channel
      state: state === 'unregistered' ? 'unregistered' : isStray ? 'offline' : size > 1 ? 'online' : state,
      isFrozen: number >= ALWAYS_ONLINE && random.chance(FROZEN_SHARE),
      streamCount: random.chance(0.6) ? 3 : 2,
      luck: random.next(),
    });
  }
  return {
    index,
    kind: shape.kind,
    protocol: shape.protocol,
    name: nameOf(shape.kind, random, index, channels),
    state,
    isFrozen,
    createdAtMs,
    updatedAtMs: createdAtMs + random.int(0, 400) * 3_600_000,
    channels,
  };
}

function shapeOf(dice: number, random: Random): Pick<WorldDevice, 'kind' | 'protocol'> & { size: number } {
  if (dice < 0.62) return { kind: 'camera', protocol: 'holosens', size: 1 };
  if (dice < 0.84) return { kind: 'camera', protocol: 'gb28181', size: 1 };
  if (dice < 0.93) return { kind: 'recorder', protocol: 'holosens', size: random.pick([4, 8, 16]) };
  if (dice < 0.97) return { kind: 'recorder', protocol: 'gb28181', size: random.pick([4, 8]) };
  return { kind: 'edge', protocol: 'holosens', size: random.pick([8, 16]) };
}

/** Recorders are on line; of the single cameras one in seven is off line and one in nineteen not registered. */
function showcaseState(index: number, size: number): WorldState {
  if (size > 1) return 'online';
  if (index % 7 === 3) return 'offline';
  return index % 19 === 8 ? 'unregistered' : 'online';
}

function stateOf(dice: number): WorldState {
  if (dice < ONLINE_SHARE) return 'online';
  return dice < 1 - UNREGISTERED_SHARE ? 'offline' : 'unregistered';
}

function nameOf(kind: WorldDevice['kind'], random: Random, index: number, channels: readonly WorldChannel[]): string {
  if (kind === 'recorder') return recorderName(random, (index % 999) + 1);
  if (kind === 'edge') return edgeName((index % 999) + 1);
  return channels[0]?.name ?? cameraName(random, index);
}
