/** Service nodes, organisations, devices, channels and gateways of the account, with everything that clients changed. */
import type { Pose, PtzHead } from '../../world/ptz-head.ts';
import type { WorldForm } from '../../world/world.ts';
import { gbCode, uuidOf } from './ids.ts';

export const ROOT_ID = '0';
/** The document has a code for "too deep" and no number; this one is ours. */
export const MAX_LEVEL = 10;

export const ACCESS = { rtmp: 1, gb: 2, gateway: 3 } as const;
export const KIND = { ipc: 1, nvr: 2 } as const;
export const STATUS = { unregistered: 0, online: 1, offline: 2, disabled: 3 } as const;

export type Status = 0 | 1 | 2 | 3;

export interface ServiceNode {
  readonly id: string;
  readonly name: string;
  /** The name that a playback domain must point to. */
  readonly cname: string;
}

export interface Organization {
  readonly id: string;
  readonly parentId: string;
  readonly level: number;
  name: string;
}

/** A stored view. A preset cannot be named by an operation; the sample of the list shows the index as its name. */
export interface Preset {
  readonly name: string;
  readonly pose: Pose;
}

export interface Channel {
  readonly device: Device;
  readonly id: string;
  readonly code: string;
  readonly cameraKey: string;
  readonly hasPtz: boolean;
  /** Where it looks; null for a camera that does not turn. */
  readonly head: PtzHead | null;
  readonly resolution: string;
  readonly luck: number;
  readonly name: string;
  /** By index, 1 to 10. */
  readonly presets: Map<number, Preset>;
  isOnline: boolean;
  isStreaming: boolean;
}

export interface Device {
  readonly id: string;
  readonly code: string;
  readonly accessProtocol: 1 | 2 | 3;
  readonly type: 1 | 2;
  readonly clusterId: string;
  readonly manufacturer: string;
  readonly channels: Channel[];
  /** Channels that hang on the device and that the cloud does not know yet. */
  readonly catalogue: Channel[];
  readonly gateway: { readonly id: string; readonly protocol: number; readonly ip: string } | null;
  name: string;
  transportProtocol: 1 | 2;
  password: string;
  description: string;
  organizationId: string;
  status: Status;
  /** When an ordered query of the catalogue will be answered. */
  refreshedAtMs: number | null;
}

export interface GatewayService {
  readonly name: string;
  readonly latest: string;
  readonly notes: string;
  version: string;
}

export interface Gateway {
  readonly id: string;
  readonly code: string;
  readonly clusterId: string;
  readonly createdAtMs: number;
  readonly services: readonly GatewayService[];
  name: string;
  description: string;
  isOnline: boolean;
  upgradedAtMs: number | null;
}

export interface NewDevice {
  readonly name: string;
  readonly accessProtocol: 1 | 2;
  readonly type: 1 | 2;
  readonly transportProtocol: 1 | 2;
  readonly password: string;
  readonly description: string;
  readonly organizationId: string;
  readonly clusterId: string;
}

const NEW_NVR_CHANNELS = 4;
export const MANUFACTURERS = ['Hikvision', 'Dahua', 'Uniview', 'Onvif'] as const;

export const resolutionOf = (form: WorldForm): string =>
  form === 'conch' ? '1920*1080/1280*720/640*360' : form === 'generic' ? '5/3' : '6/5/3';

export class Estate {
  readonly nodes: readonly ServiceNode[];
  readonly organizations = new Map<string, Organization>();
  readonly devices = new Map<string, Device>();
  readonly channels = new Map<string, Channel>();
  readonly gateways = new Map<string, Gateway>();
  readonly #seed: number;
  #organizationSerial = 1000;
  #deviceSerial = 0;

  constructor(seed: number) {
    this.#seed = seed;
    this.nodes = ['上海一区', '上海二区', '广州一区', '北京一区'].map((name, i) => ({
      id: uuidOf('node', seed, i),
      name,
      cname: `node${String(i + 1)}.play-iss.ap-${i < 2 ? 'shanghai' : i === 2 ? 'guangzhou' : 'beijing'}.tencentivc.cn`,
    }));
  }

  nodeName(id: string): string {
    return this.nodes.find((one) => one.id === id)?.name ?? '';
  }

  addOrganization(parentId: string, name: string): Organization {
    this.#organizationSerial += 1;
    const level = (this.organizations.get(parentId)?.level ?? 0) + 1;
    const made = { id: String(this.#organizationSerial), parentId, level, name };
    this.organizations.set(made.id, made);
    return made;
  }

  /** The ids of an organisation and of everything below it; the root is not listed but has everything below it. */
  subtree(id: string): ReadonlySet<string> {
    const found = new Set([id]);
    // parents come before their children, because an organisation never moves
    for (const one of this.organizations.values()) if (found.has(one.parentId)) found.add(one.id);
    return found;
  }

  /** Adds a device that is not connected yet: not registered, without channels. */
  addDevice(order: NewDevice): Device {
    this.#deviceSerial += 1;
    const serial = 9_000_000 + this.#deviceSerial;
    const isNvr = order.type === KIND.nvr;
    const device: Device = {
      ...order,
      id: uuidOf('new-device', this.#seed, serial),
      code: gbCode(isNvr ? 118 : 132, serial),
      manufacturer: '',
      channels: [],
      catalogue: [],
      gateway: null,
      status: STATUS.unregistered,
      refreshedAtMs: null,
    };
    for (let slot = 0; slot < (isNvr ? NEW_NVR_CHANNELS : 1); slot += 1) {
      const key = `tencent-ivp/new/${String(this.#deviceSerial)}-${String(slot + 1)}`;
      device.catalogue.push({
        device,
        id: uuidOf('new-channel', this.#seed, serial, slot),
        code: gbCode(131, serial + slot * 10_000),
        cameraKey: key,
        hasPtz: false,
        head: null,
        resolution: '6/3',
        luck: 0.3,
        name: isNvr ? `${order.name}-${String(slot + 1)}` : order.name,
        presets: new Map(),
        isOnline: true,
        isStreaming: false,
      });
    }
    this.devices.set(device.id, device);
    return device;
  }

  /** Puts a device with its channels into the account's lists. */
  enter(device: Device): void {
    this.devices.set(device.id, device);
    for (const channel of device.channels) this.channels.set(channel.id, channel);
  }

  removeDevice(device: Device): void {
    this.devices.delete(device.id);
    for (const channel of device.channels) this.channels.delete(channel.id);
  }

  /** Takes up to `count` channels of the device's catalogue into the account. */
  adopt(device: Device, count: number): void {
    for (const channel of device.catalogue.splice(0, count)) {
      device.channels.push(channel);
      this.channels.set(channel.id, channel);
    }
  }

  /** Carries out a query of the catalogue whose answer has arrived by now. */
  settle(device: Device, nowMs: number): void {
    if (device.refreshedAtMs === null || device.refreshedAtMs > nowMs) return;
    device.refreshedAtMs = null;
    if (device.status === STATUS.online) this.adopt(device, device.catalogue.length);
  }
}
