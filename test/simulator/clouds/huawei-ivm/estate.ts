/** The enterprise's groups, devices and channels as this cloud names them, with everything that clients changed. */
import { PtzHead } from '../../world/ptz-head.ts';
import { hashOf } from '../../world/random.ts';
import type { World, WorldDevice, WorldForm } from '../../world/world.ts';

export type IvmState = 'ONLINE' | 'OFFLINE' | 'UNREGISTERED';
export type IvmProtocol = 'HOLO' | 'GB28181';
export type PackageState = 'GRANT' | 'ARREAR' | 'CLOSED';

export interface IvmGroup {
  readonly id: string;
  readonly parentId: string;
  readonly level: number;
  readonly childIds: string[];
  name: string;
}

export interface IvmPackages {
  readonly management: PackageState;
  readonly motion: PackageState;
  readonly full: PackageState;
  readonly data: PackageState;
}

export interface IvmChannel {
  readonly device: IvmDevice;
  readonly id: string;
  readonly cameraKey: string;
  readonly type: string;
  readonly hasPtz: boolean;
  /** Where it looks; null for a camera that does not turn. */
  readonly head: PtzHead | null;
  readonly streamCount: number;
  readonly luck: number;
  packages: IvmPackages;
  readonly createdAtMs: number;
  updatedAtMs: number;
  name: string;
  state: IvmState;
  isFrozen: boolean;
}

export interface IvmDevice {
  readonly id: string;
  readonly protocol: IvmProtocol;
  /** As getDevice and listDevices print it; the filters of lists know only IPC, NVR and MEdge. */
  readonly type: string;
  readonly family: 'IPC' | 'NVR' | 'MEdge';
  readonly createdAtMs: number;
  readonly channels: IvmChannel[];
  groupId: string;
  name: string;
  description: string;
  osd: string;
  state: IvmState;
  isFrozen: boolean;
  updatedAtMs: number;
  username: string;
}

/** A device on the shelf: known to the vendor by id and code, not yet in any enterprise. */
export interface ShelfDevice {
  readonly id: string;
  readonly verificationCode: string;
  readonly ownedElsewhere: boolean;
}

export const ROOT_ID = '0';
/** The document has a code for "too deep" and no number; this one is ours. */
export const MAX_GROUP_LEVEL = 10;

const CHANNEL_TYPES: Readonly<Record<WorldForm, string>> = {
  bullet: 'IPC-BULLET',
  box: 'IPC-BOX',
  conch: 'IPC-CONCH',
  dome: 'IPDOME',
  generic: 'IPC',
};

/** Of a group and everything below it. */
export interface GroupCount {
  devices: number;
  onlineDevices: number;
  channels: number;
  onlineChannels: number;
}

export class Estate {
  readonly groups = new Map<string, IvmGroup>();
  readonly devices = new Map<string, IvmDevice>();
  readonly shelf: readonly ShelfDevice[];
  #revision = 0;
  #groupSerial = 0;
  #countsAt = -1;
  #counts = new Map<string, GroupCount>();
  #channelsAt = -1;
  #channels: readonly IvmChannel[] = [];

  constructor(world: World) {
    this.groups.set(ROOT_ID, { id: ROOT_ID, parentId: '', level: 0, childIds: [], name: 'Lanner Estate' });
    const ids: string[] = [];
    for (const group of world.groups) ids.push(this.addGroup(ids[group.parent] ?? ROOT_ID, group.name).id);
    for (const device of world.devices) {
      const made = deviceOf(device, ids[device.group] ?? ROOT_ID, world.seed);
      this.devices.set(made.id, made);
    }
    this.shelf = Array.from({ length: 8 }, (_, i) => ({
      id: `2102NEW${String(world.seed % 1000).padStart(3, '0')}${String(i + 1).padStart(5, '0')}`,
      verificationCode: `Code${String(1001 + i)}`,
      ownedElsewhere: i === 7,
    }));
  }

  /** Call after every change: lists and counts are cached by revision. */
  touch(): void {
    this.#revision += 1;
  }

  addGroup(parentId: string, name: string): IvmGroup {
    const parent = this.groups.get(parentId);
    this.#groupSerial += 1;
    // nineteen digits: more than a double holds
    const id = `13579246${String(self32(this.#groupSerial)).padStart(11, '0')}`;
    const group = { id, parentId, level: (parent?.level ?? 0) + 1, childIds: [], name };
    parent?.childIds.push(id);
    this.groups.set(id, group);
    this.touch();
    return group;
  }

  removeGroup(id: string): void {
    const group = this.groups.get(id);
    if (group === undefined) return;
    for (const child of [...group.childIds]) this.removeGroup(child);
    const siblings = this.groups.get(group.parentId)?.childIds;
    siblings?.splice(siblings.indexOf(id), 1);
    this.groups.delete(id);
    this.touch();
  }

  /** The ids of a group and of everything below it. */
  subtree(id: string): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [id];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      found.add(next);
      open.push(...(this.groups.get(next)?.childIds ?? []));
    }
    return found;
  }

  /** Counts of a group including all groups below it. */
  countOf(id: string): GroupCount {
    if (this.#countsAt !== this.#revision) this.#recount();
    return this.#counts.get(id) ?? { devices: 0, onlineDevices: 0, channels: 0, onlineChannels: 0 };
  }

  /** Every channel in the order of creation. */
  allChannels(): readonly IvmChannel[] {
    if (this.#channelsAt !== this.#revision) {
      this.#channels = [...this.devices.values()].flatMap((device) => device.channels);
      this.#channelsAt = this.#revision;
    }
    return this.#channels;
  }

  #recount(): void {
    this.#counts = new Map();
    for (const device of this.devices.values()) {
      const online = device.channels.filter((one) => one.state === 'ONLINE').length;
      for (let id = device.groupId; id !== ''; id = this.groups.get(id)?.parentId ?? '') {
        const count = this.#counts.get(id) ?? { devices: 0, onlineDevices: 0, channels: 0, onlineChannels: 0 };
        count.devices += 1;
        count.onlineDevices += device.state === 'ONLINE' ? 1 : 0;
        count.channels += device.channels.length;
        count.onlineChannels += online;
        this.#counts.set(id, count);
      }
    }
    this.#countsAt = this.#revision;
  }
}

/** Spreads serial numbers over ten digits and never repeats one (an odd multiplier modulo 2^32). */
function self32(serial: number): number {
  return Math.imul(serial, 2_654_435_761) >>> 0;
}

function deviceOf(source: WorldDevice, groupId: string, seed: number): IvmDevice {
  const isHolo = source.protocol === 'holosens';
  const family = source.kind === 'camera' ? 'IPC' : source.kind === 'recorder' ? 'NVR' : 'MEdge';
  const serial = String(source.index + 1);
  const device: IvmDevice = {
    id: isHolo
      ? `2102${String(hashOf(seed, source.index) % 1_000_000).padStart(6, '0')}LNR${serial.padStart(6, '0')}`
      : `3402000000${family === 'NVR' ? '118' : '132'}${serial.padStart(7, '0')}`,
    protocol: isHolo ? 'HOLO' : 'GB28181',
    type: family === 'IPC' && isHolo ? CHANNEL_TYPES[source.channels[0]?.form ?? 'generic'] : family,
    family,
    createdAtMs: source.createdAtMs,
    channels: [],
    groupId,
    name: source.name,
    description: '',
    osd: source.name,
    state: stateOf(source.state),
    isFrozen: source.isFrozen,
    updatedAtMs: source.updatedAtMs,
    username: `admin-${serial}`,
  };
  for (const channel of source.channels) {
    device.channels.push({
      device,
      id: isHolo ? String(channel.slot) : `3402000000131${String(channel.index + 1).padStart(7, '0')}`,
      cameraKey: channel.cameraKey,
      type: CHANNEL_TYPES[channel.form],
      hasPtz: channel.form === 'dome',
      head: channel.form === 'dome' ? new PtzHead() : null,
      streamCount: channel.streamCount,
      luck: channel.luck,
      packages: packagesOf(channel.index < 16 ? 0 : channel.luck, channel.luck),
      createdAtMs: source.createdAtMs + channel.slot * 1000,
      updatedAtMs: source.updatedAtMs,
      name: channel.name,
      state: stateOf(channel.state),
      isFrozen: channel.isFrozen,
    });
  }
  return device;
}

function packagesOf(rank: number, luck: number): IvmPackages {
  return {
    management: rank > 0.99 ? 'ARREAR' : rank > 0.975 ? 'CLOSED' : 'GRANT',
    motion: luck < 0.45 ? 'GRANT' : 'CLOSED',
    full: luck < 0.7 ? 'GRANT' : luck < 0.72 ? 'ARREAR' : 'CLOSED',
    data: luck < 0.1 ? 'GRANT' : 'CLOSED',
  };
}

function stateOf(state: 'online' | 'offline' | 'unregistered'): IvmState {
  return state === 'online' ? 'ONLINE' : state === 'offline' ? 'OFFLINE' : 'UNREGISTERED';
}
