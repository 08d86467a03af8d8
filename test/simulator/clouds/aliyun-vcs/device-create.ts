/** CreateDevice: stand-alone cameras, recorders with their channels, and more channels for a recorder. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf, textsOf } from '../../kernel/values.ts';
import { invalid, missing, overQuota, RpcRefusal } from '../aliyun-rpc/refusal.ts';
import type { VcsContext } from './context.ts';
import { corpOf, deviceOf } from './context.ts';
import { SETTING_NAMES } from './device-settings.ts';
import type { VcsDevice, VcsDeviceType } from './estate.ts';
import { snOf } from './estate.ts';
import { passwordOf } from './views.ts';

/** Below one recorder; the document names no number. */
const MAX_CHANNELS = 512;

export function createDevice(context: VcsContext, values: Values): Readonly<Record<string, unknown>> {
  const { estate, server } = context;
  const corp = corpOf(context, textOf(values, 'CorpId'));
  const type = textOf(values, 'DeviceType') as VcsDeviceType; // the enum was checked
  const parent = parentOf(context, values, type);
  if (textOf(values, 'InProtocol') === 'SAPI' && maybeText(values, 'ActivateCode') === null)
    throw missing('ActivateCode');
  refuseUnplaceable(values);
  const channelIds = channelIdsOf(context, values, type, parent);

  const ownId = type === 'IPC' ? null : (maybeText(values, 'DeviceId') ?? estate.newDeviceId(type));
  if (ownId !== null && estate.devices.has(ownId)) throw duplicate(ownId);
  const top =
    parent ?? (ownId === null ? null : newDevice(context, values, { id: ownId, type, corpId: corp.id, parentId: '' }));
  if (top !== null && top !== parent) estate.addDevice(top);
  const channels = channelIds.map((id) =>
    newDevice(context, values, { id, type: 'IPC', corpId: corp.id, parentId: top?.id ?? '' }),
  );
  for (const one of channels) estate.addDevice(one);

  const registered = top ?? channels[0];
  const isGb = registered?.protocol === 'GBT28181';
  return {
    Code: '0', // the only device operation that does not say 200
    Message: 'Success',
    Data: {
      ...(isGb ? { ServerId: server.id, ServerIp: server.ip, ServerRealm: server.realm, ServerPort: server.port } : {}),
      DeviceId: registered?.id ?? '',
      ...(isGb ? { Password: passwordOf(registered) } : {}),
      SubDeviceInfo: channels.map((one) => ({ SubDeviceId: one.id })),
    },
  };
}

const duplicate = (id: string): RpcRefusal =>
  new RpcRefusal(400, 'InvalidDeviceId.Duplicate', `The device ${id} already exists.`);

function parentOf(context: VcsContext, values: Values, type: VcsDeviceType): VcsDevice | null {
  const id = maybeText(values, 'ParentDeviceId');
  if (id === null) return null;
  const parent = deviceOf(context, id);
  // only a camera hangs below a recorder
  if (type !== 'IPC' || parent.type === 'IPC' || parent.corpId !== textOf(values, 'CorpId'))
    throw invalid('ParentDeviceId');
  return parent;
}

/** Without a place the server looks the address up, and fails if it finds none. */
function refuseUnplaceable(values: Values): void {
  const isPlaced = ['CityCode', 'Longitude', 'Latitude'].every((name) => maybeText(values, name) !== null);
  const address = textOf(values, 'DeviceAddress');
  if (!isPlaced && [...address].length < 2) throw invalid('DeviceAddress', 'The address cannot be found on the map.');
}

function channelIdsOf(
  context: VcsContext,
  values: Values,
  type: VcsDeviceType,
  parent: VcsDevice | null,
): readonly string[] {
  const { estate } = context;
  const isAlone = type === 'IPC' && parent === null;
  if (!isAlone && values['SubDeviceCount'] === undefined) throw missing('SubDeviceCount');
  const count = isAlone ? 1 : numberOf(values, 'SubDeviceCount', 1);
  if (count < 1) throw invalid('SubDeviceCount');
  if (count + (parent?.childIds.length ?? 0) > MAX_CHANNELS) throw overQuota('channels of the device');
  const ids = textsOf(values, 'SubDeviceIdList');
  if (ids === null) return Array.from({ length: count }, () => estate.newDeviceId('IPC'));
  const isGbForm = ids.every((id) => /^\d{20}$/.test(id));
  if (ids.length !== count || new Set(ids).size !== count || !isGbForm) throw invalid('SubDeviceIdList');
  const taken = ids.find((id) => estate.devices.has(id));
  if (taken !== undefined) throw duplicate(taken);
  return ids;
}

function newDevice(
  context: VcsContext,
  values: Values,
  ids: { readonly id: string; readonly type: VcsDeviceType; readonly corpId: string; readonly parentId: string },
): VcsDevice {
  const nowMs = context.clock.nowMs();
  const settings: Record<string, string> = {};
  for (const name of SETTING_NAMES) {
    const value = maybeText(values, name);
    if (value !== null) settings[name] = value;
  }
  const code = maybeText(values, 'ActivateCode');
  if (code !== null) settings['ActivateCode'] = code; // printed in no list
  return {
    ...ids,
    protocol: textOf(values, 'InProtocol') === 'SAPI' ? 'SAPI' : 'GBT28181',
    dataSourceType: textOf(values, 'DataSourceType') === 'PIC_VIDEO' ? 'PIC_VIDEO' : 'VIDEO',
    sn: maybeText(values, 'DeviceSn') ?? snOf(Number(ids.id.slice(-9))),
    cameraKey: ids.type === 'IPC' ? `aliyun-vcs/${ids.id}` : '',
    createdAtMs: nowMs,
    childIds: [],
    settings,
    name: textOf(values, 'DeviceName'),
    address: textOf(values, 'DeviceAddress'),
    // a device joins when it connects with the data of the answer, see boxed-cameras.ts
    state: '2',
    modifiedAtMs: nowMs,
    isPulledAlways: false,
    videoDays: 0,
    pictureDays: 0,
  };
}
