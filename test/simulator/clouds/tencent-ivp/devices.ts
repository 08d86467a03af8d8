/** Devices and their channels. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf, textsOf } from '../../kernel/values.ts';
import { SIP } from './boxed-cameras.ts';
import type { IvpContext, Operations } from './context.ts';
import { deviceOf, organizationOf, pageOf, placeOf } from './context.ts';
import { ACCESS, KIND, STATUS } from './estate.ts';
import type { Channel, Device, NewDevice } from './estate.ts';
import { uuidOf } from './ids.ts';
import { CHECK_FAILED, Refusal } from './refusals.ts';

/** How long a device takes to answer a query of its channels. */
const REFRESH_MS = 1_000;

function rowOf(device: Device): Record<string, unknown> {
  return {
    Id: device.id,
    Code: device.code,
    Name: device.name,
    AccessProtocol: device.accessProtocol,
    Type: device.type,
    ClusterId: device.clusterId,
    TransportProtocol: device.transportProtocol,
    Password: device.password,
    Description: device.description,
    Status: device.status,
    OrganizationId: device.organizationId,
  };
}

const viewOf = (context: IvpContext, device: Device): Record<string, unknown> => ({
  ...rowOf(device),
  ClusterName: context.estate.nodeName(device.clusterId),
});

function channelView(channel: Channel): Record<string, unknown> {
  return {
    DeviceId: channel.device.id,
    ChannelId: channel.id,
    ChannelCode: channel.code,
    Name: channel.name,
    Status: channel.isStreaming ? 1 : 0,
    PtzType: channel.hasPtz ? 1 : 0,
    Manufacturer: channel.device.manufacturer,
    Resolution: channel.resolution,
    State: channel.isOnline && channel.device.status === STATUS.online ? 1 : 0,
  };
}

/** @throws {Refusal} for rules between the members of a new device. Imports come through here as well. */
export function orderOf(context: IvpContext, values: Values): NewDevice {
  const accessProtocol = numberOf(values, 'AccessProtocol', 0) === ACCESS.rtmp ? ACCESS.rtmp : ACCESS.gb;
  const type = numberOf(values, 'Type', 0) === KIND.nvr ? KIND.nvr : KIND.ipc;
  if (accessProtocol === ACCESS.rtmp && type !== KIND.ipc) throw new Refusal('40003');
  const clusterId = textOf(values, 'ClusterId');
  if (context.config.domainOf(clusterId) === undefined) throw new Refusal('41610');
  return {
    name: textOf(values, 'Name'),
    accessProtocol,
    type,
    transportProtocol: values['TransportProtocol'] === 2 ? 2 : 1,
    password: accessProtocol === ACCESS.gb ? textOf(values, 'Password') : '',
    description: textOf(values, 'Description'),
    organizationId: placeOf(context, textOf(values, 'OrganizationId')),
    clusterId,
  };
}

/** A device leaves the account: its channels leave plans and AI tasks. */
export function forgetDevice(context: IvpContext, device: Device): void {
  const ids = new Set([...device.channels, ...device.catalogue].map((one) => one.id));
  context.livePlans.forget(ids);
  context.backupPlans.forget(ids);
  context.ai.forget(ids);
  context.estate.removeDevice(device);
}

function isWanted(device: Device, values: Values): boolean {
  const keyword = maybeText(values, 'Keyword') ?? '';
  const cluster = maybeText(values, 'ClusterId') ?? '';
  return (
    (values['AccessProtocol'] === undefined || values['AccessProtocol'] === device.accessProtocol) &&
    (values['Type'] === undefined || values['Type'] === device.type) &&
    (values['Status'] === undefined || values['Status'] === device.status) &&
    (cluster === '' || cluster === device.clusterId) &&
    (keyword === '' || device.name.toLowerCase().includes(keyword.toLowerCase()))
  );
}

/** Devices of an organisation, with those below it when asked for. */
export function devicesOf(context: IvpContext, organizationId: string, hasSubLevels: boolean): readonly Device[] {
  const id = placeOf(context, organizationId);
  const places = hasSubLevels ? context.estate.subtree(id) : new Set([id]);
  return [...context.estate.devices.values()].filter((one) => places.has(one.organizationId));
}

export const deviceOperations: Operations = {
  addDevice(context, values) {
    const order = orderOf(context, values);
    return viewOf(context, context.estate.addDevice(order));
  },

  deleteDevice(context, values) {
    forgetDevice(context, deviceOf(context, textOf(values, 'Id')));
    return null;
  },

  updateDevice(context, values) {
    const device = deviceOf(context, textOf(values, 'Id'));
    const password = maybeText(values, 'Password');
    if (password !== null && device.accessProtocol !== ACCESS.gb) throw new Refusal('41626');
    device.name = maybeText(values, 'Name') ?? device.name;
    device.transportProtocol = numberOf(values, 'TransportProtocol', device.transportProtocol) === 2 ? 2 : 1;
    device.password = password ?? device.password;
    device.description = maybeText(values, 'Description') ?? device.description;
    return viewOf(context, device);
  },

  describeDevice(context, values) {
    const device = deviceOf(context, textOf(values, 'Id'));
    const isGb = device.accessProtocol === ACCESS.gb;
    return {
      ...viewOf(context, device),
      Manufacturer: device.manufacturer,
      SipId: isGb ? SIP.id : '',
      SipDomain: isGb ? SIP.domain : '',
      SipIp: isGb ? SIP.ip : '',
      SipPort: isGb ? SIP.port : 0,
      PushStreamUrl: device.accessProtocol === ACCESS.rtmp ? context.boxed.pushUrlOf(device) : '',
    };
  },

  updateDeviceStatus(context, values) {
    const device = deviceOf(context, textOf(values, 'Id'));
    // enabling writes 2: the device is off line until it registers again
    device.status = values['Status'] === 3 ? STATUS.disabled : STATUS.offline;
    return null;
  },

  listDevices(context, values) {
    const all = devicesOf(context, textOf(values, 'OrganizationId'), values['IsContainSubLevel'] === true);
    const isOurs = values['Uin'] === undefined || values['Uin'] === Number(context.appId);
    const found = isOurs ? all.filter((one) => isWanted(one, values)) : [];
    return {
      TotalCount: found.length,
      List: pageOf(found, values, 20).map(rowOf),
      RequestId: uuidOf('inner-request', context.clock.nowMs(), found.length),
    };
  },

  listDeviceChannels: (context, values) => deviceOf(context, textOf(values, 'DeviceId')).channels.map(channelView),

  refreshDeviceChannels(context, values) {
    const device = deviceOf(context, textOf(values, 'DeviceId'));
    if (device.accessProtocol !== ACCESS.gb) throw new Refusal('40002');
    if (device.status === STATUS.disabled) throw new Refusal('41621');
    if (device.status === STATUS.unregistered) throw new Refusal('41628');
    if (device.status !== STATUS.online) throw new Refusal('41617');
    device.refreshedAtMs ??= context.clock.nowMs() + REFRESH_MS;
    return null;
  },

  batchUpdateDeviceOrganization(context, values) {
    const target = organizationOf(context, textOf(values, 'OrganizationId'));
    const ids = textsOf(values, 'Ids') ?? [];
    if (ids.length === 0) throw new Refusal(CHECK_FAILED);
    const devices = ids.map((id) => deviceOf(context, id)); // all or none
    for (const device of devices) device.organizationId = target.id;
    return null;
  },
};
