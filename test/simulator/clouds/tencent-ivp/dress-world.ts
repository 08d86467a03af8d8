/** Dresses the neutral world as this cloud's account: organisations, RTMP, GB28181 and gateway devices, gateways. */
import { PtzHead } from '../../world/ptz-head.ts';
import { hashOf } from '../../world/random.ts';
import type { World, WorldChannel, WorldDevice, WorldState } from '../../world/world.ts';
import { ACCESS, Estate, KIND, MANUFACTURERS, resolutionOf, ROOT_ID, STATUS } from './estate.ts';
import type { Channel, Device, Gateway, Preset, Status } from './estate.ts';
import { gbCode, hexIdOf, uuidOf } from './ids.ts';

const MAX_NAME = 16;
/** A gateway's cameras come in recorders of this size. */
const GATEWAY_NVR_CHANNELS = 4;
/** Share of the single cameras that push RTMP instead of registering as GB28181. */
const RTMP_SHARE = 0.2;
const PRESETS: readonly Preset[] = [
  { name: 'Home', pose: { panDeg: 0, tiltDeg: 0, zoom: 1 } },
  { name: '大门', pose: { panDeg: 60, tiltDeg: -10, zoom: 2 } },
  { name: 'Car Park', pose: { panDeg: 150, tiltDeg: -15, zoom: 1 } },
  { name: '围栏', pose: { panDeg: 270, tiltDeg: 5, zoom: 3 } },
];
/** The presets of all fixed cameras: they can have none. */
const NO_PRESETS = new Map<number, Preset>();

export function makeEstate(world: World): Estate {
  const estate = new Estate(world.seed);
  const organizationIds = makeOrganizations(estate, world);
  // a small world may have no edge device: then its last recorder stands behind the one gateway
  const edges = world.devices.filter((one) => one.kind === 'edge');
  const spare = world.devices.findLast((one) => one.kind === 'recorder');
  const gatewayed = new Set(edges.length > 0 ? edges : spare === undefined ? [] : [spare]);
  for (const source of world.devices) {
    const organizationId = organizationIds[source.group] ?? ROOT_ID;
    const node = estate.nodes[source.index % 2]?.id ?? '';
    if (gatewayed.has(source)) enterGateway(estate, world, source, organizationId, node);
    else estate.enter(makeDevice(world, source, organizationId, node));
  }
  return estate;
}

/** Names here are unique in the account, at most 16 characters and without spaces. */
function makeOrganizations(estate: Estate, world: World): readonly string[] {
  const taken = new Map<string, number>();
  const ids: string[] = [];
  for (const group of world.groups) {
    const base = plainName(group.name);
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const suffix = count === 1 ? '' : `-${String(count)}`;
    const name = `${base.slice(0, MAX_NAME - suffix.length)}${suffix}`;
    ids.push(estate.addOrganization(ids[group.parent] ?? ROOT_ID, name).id);
  }
  return ids;
}

const plainName = (name: string): string => name.replaceAll(' ', '_');

function makeDevice(world: World, source: WorldDevice, organizationId: string, clusterId: string): Device {
  const first = source.channels[0];
  const isNvr = source.kind !== 'camera';
  const isRtmp = !isNvr && source.protocol === 'holosens' && (first?.luck ?? 1) < RTMP_SHARE;
  const device: Device = {
    id: uuidOf('device', world.seed, source.index),
    code: gbCode(isNvr ? 118 : 132, source.index + 1),
    accessProtocol: isRtmp ? ACCESS.rtmp : ACCESS.gb,
    type: isNvr ? KIND.nvr : KIND.ipc,
    clusterId,
    manufacturer: isRtmp ? '' : manufacturerOf(source),
    channels: [],
    catalogue: [],
    gateway: null,
    name: plainName(source.name),
    transportProtocol: source.index % 3 === 0 ? 2 : 1,
    password: String(hashOf(world.seed, 'password', source.index) % 100_000_000).padStart(8, '0'),
    description: '',
    organizationId,
    status: source.isFrozen ? STATUS.disabled : statusOf(source.state),
    refreshedAtMs: null,
  };
  for (const channel of source.channels) device.channels.push(makeChannel(world, device, channel));
  return device;
}

function makeChannel(world: World, device: Device, source: WorldChannel): Channel {
  const hasPtz = source.form === 'dome' && device.accessProtocol !== ACCESS.rtmp;
  return {
    device,
    id: uuidOf('channel', world.seed, source.index),
    code: gbCode(131, source.index + 1),
    cameraKey: source.cameraKey,
    hasPtz,
    head: hasPtz ? new PtzHead() : null,
    resolution: resolutionOf(source.form),
    luck: source.luck,
    name: plainName(source.name),
    presets: hasPtz ? new Map(PRESETS.map((preset, i) => [i + 1, preset])) : NO_PRESETS,
    isOnline: source.state === 'online' && !source.isFrozen,
    isStreaming: false,
  };
}

/** The world's device becomes a gateway, its channels hang on recorders behind it. */
function enterGateway(
  estate: Estate,
  world: World,
  source: WorldDevice,
  organizationId: string,
  clusterId: string,
): void {
  const gateway: Gateway = {
    id: uuidOf('gateway', world.seed, source.index),
    code: hexIdOf('gateway-code', world.seed, source.index),
    clusterId,
    createdAtMs: source.createdAtMs,
    services: [
      { name: '管理服务', version: 't0.0.0.16', latest: 't0.0.0.31', notes: '新增网关功能' },
      { name: '媒体服务', version: 't0.0.0.16', latest: 't0.0.0.16', notes: '' },
      { name: '海康SDK服务', version: 't0.0.0.3', latest: 't0.0.0.15', notes: '新增海康接入能力' },
    ],
    name: `${plainName(source.name)}-GW`,
    description: '',
    isOnline: source.state === 'online',
    upgradedAtMs: null,
  };
  estate.gateways.set(gateway.id, gateway);
  for (let from = 0; from < source.channels.length; from += GATEWAY_NVR_CHANNELS) {
    const part = Math.floor(from / GATEWAY_NVR_CHANNELS);
    const device: Device = {
      ...makeDevice(world, { ...source, channels: [] }, organizationId, clusterId),
      id: uuidOf('gateway-device', world.seed, source.index, part),
      code: gbCode(118, 1_000_000 + source.index * 16 + part),
      accessProtocol: ACCESS.gateway,
      type: KIND.nvr,
      channels: [],
      gateway: {
        id: gateway.id,
        protocol: ((source.index + part) % MANUFACTURERS.length) + 1,
        ip: `192.168.${String(source.index % 250)}.${String(part + 10)}`,
      },
      name: `${plainName(source.name)}-${String(part + 1)}`,
    };
    for (const channel of source.channels.slice(from, from + GATEWAY_NVR_CHANNELS)) {
      device.channels.push(makeChannel(world, device, channel));
    }
    estate.enter(device);
  }
}

const manufacturerOf = (source: WorldDevice): string => MANUFACTURERS[source.index % MANUFACTURERS.length] ?? 'Onvif';

function statusOf(state: WorldState): Status {
  return state === 'online' ? STATUS.online : state === 'offline' ? STATUS.offline : STATUS.unregistered;
}
