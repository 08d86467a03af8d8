/** Devices as DescribeIpcs and DescribeNvrs print them. */
import { hashOf } from '../../world/random.ts';
import { beijing } from '../aliyun-rpc/time.ts';
import type { VcsContext } from './context.ts';
import type { VcsDevice } from './estate.ts';

/** Documented defaults of an IPC's settings (CreateDevice). */
const IPC_DEFAULTS: Readonly<Record<string, string>> = {
  DeviceDirection: '由内朝外',
  DeviceSite: '',
  DeviceResolution: '1920*1080',
  DeviceRate: '4096',
  FrameRate: '25',
  GovLength: '50',
  EncodeFormat: '6',
  AudioEnable: '1',
  OSDTimeEnable: '1',
  OSDTimeType: '0',
  OSDTimeX: '99',
  OSDTimeY: '1',
  DeviceSubType: '3',
};

/** Without a zone: `YYYY-MM-DDTHH:mm:ss`, Beijing. */
const stamp = (atMs: number): string => beijing(atMs).replace(' ', 'T');

export const passwordOf = (device: VcsDevice): string =>
  device.settings['Password'] ?? `vcs${hashOf(device.id, 'password').toString(36)}`;

function shared(context: VcsContext, device: VcsDevice): Record<string, unknown> {
  const { server } = context;
  const isGb = device.protocol === 'GBT28181';
  return {
    CorpId: device.corpId,
    ServerId: server.id,
    ServerIp: server.ip,
    ServerRealm: isGb ? server.realm : '',
    ServerPort: server.port,
    DeviceId: device.id,
    Password: passwordOf(device),
    DeviceName: device.name,
    DeviceAddress: device.address,
    Longitude: device.settings['Longitude'] ?? '120.200000',
    Latitude: device.settings['Latitude'] ?? '30.200000',
    Vendor: device.settings['Vendor'] ?? (isGb ? 'GB vendor' : '阿里云'),
    DeviceModel: device.settings['DeviceModel'] ?? (device.type === 'ABOX' ? 'ACube200-8' : `VCS-${device.type}`),
    InProtocol: device.protocol,
    DeviceSn: device.sn,
    DatasourceType: device.dataSourceType,
    DeviceStatus: device.state,
    CreateTime: stamp(device.createdAtMs),
    ModifyTime: stamp(device.modifiedAtMs),
  };
}

export function ipcRow(context: VcsContext, device: VcsDevice): Record<string, unknown> {
  const link = context.estate.isReachable(device) ? context.links.stateOf(device) : 'down';
  const settings: Record<string, string> = { ...IPC_DEFAULTS };
  for (const name of Object.keys(IPC_DEFAULTS)) settings[name] = device.settings[name] ?? settings[name] ?? '';
  return {
    ...shared(context, device),
    ...settings,
    DeviceType: 'IPC',
    DeviceIp: device.settings['DeviceIp'] ?? '192.168.1.64',
    StreamStatus: link === 'up' ? '1' : '0',
    StreamAction: link === 'down' ? '0' : '1',
    ParentDeviceId: device.parentId,
    Vap: '',
  };
}

export function nvrRow(context: VcsContext, device: VcsDevice): Record<string, unknown> {
  return {
    ...shared(context, device),
    DeviceType: device.type === 'ABOX' ? 'ABox' : 'NVR', // spelt ABox in this answer only
    SubDeviceCount: String(device.childIds.length),
    SubDeviceInfo: device.childIds.map((id) => ({ SubDeviceId: id })),
  };
}
