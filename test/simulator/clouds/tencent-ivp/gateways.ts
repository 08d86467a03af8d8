/** Access gateways: the cloud lists and upgrades them; no operation makes one. */
import { maybeText, textOf } from '../../kernel/values.ts';
import type { IvpContext, Operations } from './context.ts';
import { gatewayOf, pageOf } from './context.ts';
import { forgetDevice } from './devices.ts';
import type { Device, Gateway } from './estate.ts';
import { STATUS } from './estate.ts';
import { IN_USE, Refusal } from './refusals.ts';
import { formatBeijing } from './time.ts';

/** How long the services take to come back with their newest version. */
const UPGRADE_MS = 8_000;
const KBPS_PER_STREAM = 2_048;
const PROTOCOLS = ['海康SDK', '大华SDK', '宇视SDK', 'Onvif'];

const devicesBehind = (context: IvpContext, gateway: Gateway): readonly Device[] =>
  [...context.estate.devices.values()].filter((one) => one.gateway?.id === gateway.id);

function updateState(context: IvpContext, gateway: Gateway): void {
  if (gateway.upgradedAtMs === null || gateway.upgradedAtMs > context.clock.nowMs()) return;
  gateway.upgradedAtMs = null;
  for (const service of gateway.services) service.version = service.latest;
}

function found(context: IvpContext, id: string): Gateway {
  const gateway = gatewayOf(context, id);
  updateState(context, gateway);
  return gateway;
}

const viewOf = (context: IvpContext, gateway: Gateway): Record<string, unknown> => ({
  Id: gateway.id,
  GwId: gateway.code,
  Name: gateway.name,
  Description: gateway.description,
  ClusterId: gateway.clusterId,
  ClusterName: context.estate.nodeName(gateway.clusterId),
});

export const gatewayOperations: Operations = {
  listGateways(context, values) {
    const [name, cluster] = [maybeText(values, 'Name') ?? '', maybeText(values, 'ClusterId') ?? ''];
    const all = [...context.estate.gateways.values()].filter(
      (one) =>
        one.name.toLowerCase().includes(name.toLowerCase()) &&
        (cluster === '' || one.clusterId === cluster) &&
        (values['Status'] === undefined || values['Status'] === (one.isOnline ? 1 : 0)),
    );
    const rows = pageOf(all, values, 20).map((one) => ({
      ...viewOf(context, one),
      Status: one.isOnline ? 1 : 0,
      CreatedAt: formatBeijing(one.createdAtMs).replace(' ', 'T'),
    }));
    return { List: rows, TotalCount: all.length };
  },

  getGateway(context, values) {
    const gateway = found(context, textOf(values, 'Id'));
    const versions = gateway.services.map(({ name, version }) => ({ Name: name, Version: version }));
    return { ...viewOf(context, gateway), Version: versions };
  },

  getGatewayMonitor(context, values) {
    const gateway = found(context, textOf(values, 'Id'));
    const devices = devicesBehind(context, gateway);
    const channels = devices.flatMap((one) => one.channels);
    const isUp = (one: Device): boolean => gateway.isOnline && one.status === STATUS.online;
    const devicesUp = devices.filter(isUp).length;
    const channelsUp = channels.filter((one) => isUp(one.device) && one.isOnline).length;
    return {
      UpFlow: channels.filter((one) => one.isStreaming).length * KBPS_PER_STREAM,
      DeviceTotal: devices.length,
      DeviceOnline: devicesUp,
      DeviceOffline: devices.length - devicesUp,
      ChannelTotal: channels.length,
      ChannelOnline: channelsUp,
      ChannelOffline: channels.length - channelsUp,
    };
  },

  listGatewayDevices(context, values) {
    const rows = devicesBehind(context, found(context, textOf(values, 'Id'))).map((one) => ({
      Id: one.id,
      Name: one.name,
      ProtocolType: one.gateway?.protocol ?? 1,
      ProtocolTypeName: PROTOCOLS[(one.gateway?.protocol ?? 1) - 1] ?? '',
      Type: one.type,
      Ip: one.gateway?.ip ?? '',
      Port: 8000,
      ChannelNum: one.channels.length,
      Status: one.status,
    }));
    return { List: rows, TotalCount: rows.length };
  },

  listGatewayProtocolTypes: () => PROTOCOLS.map((label, i) => ({ TypeCode: '10001', Label: label, Value: i + 1 })),

  getGatewayVersions(context, values) {
    const services = found(context, textOf(values, 'Id')).services.map((one) => ({
      Name: one.name,
      Version: one.version,
      LatestVersion: one.latest,
      IsUpdate: one.version !== one.latest,
      UpgradeInfo: one.version === one.latest ? '' : one.notes,
    }));
    return { Services: services };
  },

  upgradeGateway(context, values) {
    const gateway = found(context, textOf(values, 'Id'));
    if (!gateway.isOnline) throw new Refusal('51603');
    if (gateway.upgradedAtMs !== null) throw new Refusal(IN_USE);
    gateway.upgradedAtMs = context.clock.nowMs() + UPGRADE_MS;
    return null;
  },

  updateGateway(context, values) {
    const gateway = found(context, textOf(values, 'Id'));
    gateway.name = textOf(values, 'Name');
    gateway.description = maybeText(values, 'Description') ?? gateway.description;
    return { ...viewOf(context, gateway), Status: gateway.isOnline ? 1 : 0 };
  },

  deleteGateway(context, values) {
    const gateway = found(context, textOf(values, 'Id'));
    for (const device of devicesBehind(context, gateway)) forgetDevice(context, device);
    context.estate.gateways.delete(gateway.id);
    return null;
  },
};
