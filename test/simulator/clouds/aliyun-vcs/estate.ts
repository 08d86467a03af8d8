/** Projects and devices as VCS names them, with everything that clients changed. */
import { hashOf } from '../../world/random.ts';
import type { World, WorldChannel, WorldDevice, WorldState } from '../../world/world.ts';

export type VcsDeviceType = 'IPC' | 'NVR' | 'ABOX';
export type VcsProtocol = 'GBT28181' | 'SAPI';
/** 0 off line, 1 on line, 2 waiting for registration. */
export type VcsState = '0' | '1' | '2';

export interface VcsCorp {
  readonly id: string;
  readonly createdAtMs: number;
  name: string;
  appName: string;
  description: string;
  iconPath: string;
  parentId: string;
}

export interface VcsDevice {
  readonly id: string;
  readonly type: VcsDeviceType;
  readonly corpId: string;
  /** The recorder above a channel, or empty. */
  readonly parentId: string;
  readonly protocol: VcsProtocol;
  readonly dataSourceType: 'VIDEO' | 'PIC_VIDEO';
  readonly sn: string;
  readonly cameraKey: string;
  readonly createdAtMs: number;
  /** Ids of the channels below a recorder. */
  readonly childIds: string[];
  /** Settings that clients changed, by documented name; the rest are defaults. */
  readonly settings: Record<string, string>;
  name: string;
  address: string;
  state: VcsState;
  modifiedAtMs: number;
  /** True when VCS pulls the stream whether anybody watches or not. */
  isPulledAlways: boolean;
  /** Days that recordings and pictures are kept in the cloud. */
  videoDays: number;
  pictureDays: number;
}

const MS_PER_DAY = 86_400_000;
/** Prefix of GB ids: Hangzhou, Binjiang. */
const GB_AREA = '3301080000';
const GB_TYPES: Readonly<Record<VcsDeviceType, string>> = { IPC: '132', NVR: '118', ABOX: '119' };
const STATES: Readonly<Record<WorldState, VcsState>> = { offline: '0', online: '1', unregistered: '2' };

export class VcsEstate {
  readonly corps = new Map<string, VcsCorp>();
  readonly devices = new Map<string, VcsDevice>();
  readonly #seed: number;
  #corpSerial = 0;
  #deviceSerial = 0;

  constructor(world: World) {
    this.#seed = world.seed;
    const corpOfGroup = this.#projectsOf(world);
    for (const device of world.devices) this.#dress(device, corpOfGroup.get(device.group) ?? '');
  }

  /** 19 digits: more than a double holds. */
  newCorpId(): string {
    this.#corpSerial += 1;
    const spread = Math.imul(hashOf(this.#seed, 'corp') + this.#corpSerial, 2_654_435_761) >>> 0;
    return `420500098${String(spread).padStart(10, '0')}`;
  }

  /** 20 digits, in GB/T 28181 form. */
  newDeviceId(type: VcsDeviceType): string {
    this.#deviceSerial += 1;
    return `${GB_AREA}${GB_TYPES[type]}${String(this.#deviceSerial).padStart(7, '0')}`;
  }

  addCorp(corp: VcsCorp): void {
    this.corps.set(corp.id, corp);
  }

  addDevice(device: VcsDevice): void {
    this.devices.set(device.id, device);
    this.devices.get(device.parentId)?.childIds.push(device.id);
  }

  /** With its channels. */
  removeDevice(device: VcsDevice): void {
    for (const id of device.childIds) this.devices.delete(id);
    this.devices.delete(device.id);
    const siblings = this.devices.get(device.parentId)?.childIds;
    siblings?.splice(siblings.indexOf(device.id), 1);
  }

  childrenOf(device: VcsDevice): readonly VcsDevice[] {
    return device.childIds.flatMap((id) => this.devices.get(id) ?? []);
  }

  /** A camera can be watched when it and the recorder above it are on line. */
  isReachable(device: VcsDevice): boolean {
    return device.state === '1' && (this.devices.get(device.parentId)?.state ?? '1') === '1';
  }

  /** A project for each site, the second level of the world's tree; what hangs above goes to the first site below. */
  #projectsOf(world: World): ReadonlyMap<number, string> {
    const corpOf = new Map<number, string>();
    for (const group of world.groups) {
      const above = world.groups[group.parent];
      if (above === undefined) continue;
      if (group.level > 2) {
        corpOf.set(group.index, corpOf.get(group.parent) ?? '');
        continue;
      }
      const id = this.newCorpId();
      const name = /\p{Script=Han}/u.test(above.name) ? `${above.name}${group.name}` : `${above.name} ${group.name}`;
      const createdAtMs = (world.devices[0]?.createdAtMs ?? 0) + (group.index - 100) * MS_PER_DAY;
      this.addCorp({ id, createdAtMs, name, appName: name, description: above.name, iconPath: '', parentId: '' });
      corpOf.set(group.index, id);
      if (!corpOf.has(above.index)) corpOf.set(above.index, id);
    }
    return corpOf;
  }

  #dress(source: WorldDevice, corpId: string): void {
    const address = this.corps.get(corpId)?.name ?? '';
    const protocol = source.protocol === 'gb28181' ? 'GBT28181' : 'SAPI';
    const shared = {
      corpId,
      protocol,
      address,
      createdAtMs: source.createdAtMs,
      modifiedAtMs: source.updatedAtMs,
    } as const;
    const type = source.kind === 'recorder' ? 'NVR' : 'ABOX';
    let parentId = '';
    if (source.kind !== 'camera') {
      parentId = this.newDeviceId(type);
      this.addDevice({
        ...shared,
        id: parentId,
        type,
        parentId: '',
        dataSourceType: type === 'ABOX' ? 'PIC_VIDEO' : 'VIDEO',
        sn: snOf(this.#seed, source.index),
        cameraKey: '',
        childIds: [],
        settings: {},
        name: source.name,
        state: STATES[source.state],
        isPulledAlways: false,
        videoDays: 0,
        pictureDays: 0,
      });
    }
    for (const channel of source.channels) {
      this.addDevice({
        ...shared,
        ...cameraOf(channel),
        id: this.newDeviceId('IPC'),
        type: 'IPC',
        parentId,
        dataSourceType: type === 'ABOX' && parentId !== '' ? 'PIC_VIDEO' : 'VIDEO',
        sn: snOf(this.#seed, source.index, channel.slot),
      });
    }
  }
}

function cameraOf(
  channel: WorldChannel,
): Omit<
  VcsDevice,
  | 'id'
  | 'type'
  | 'corpId'
  | 'parentId'
  | 'protocol'
  | 'dataSourceType'
  | 'sn'
  | 'createdAtMs'
  | 'modifiedAtMs'
  | 'address'
> {
  return {
    cameraKey: channel.cameraKey,
    childIds: [],
    settings: {
      // 4 is an HD dome, 3 an HD fixed camera
      DeviceSubType: channel.form === 'dome' ? '4' : '3',
      Longitude: (120.1 + (channel.index % 977) / 9770).toFixed(6),
      Latitude: (30.2 + (channel.index % 883) / 8830).toFixed(6),
    },
    name: channel.name,
    state: STATES[channel.state],
    isPulledAlways: channel.luck < 0.4,
    videoDays: channel.index < 16 || channel.luck < 0.7 ? 30 : 0,
    pictureDays: 7,
  };
}

export function snOf(...parts: readonly number[]): string {
  return `ca0e${hashOf(...parts, 'sn')
    .toString(16)
    .padStart(8, '0')}`;
}
