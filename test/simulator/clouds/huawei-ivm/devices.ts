/** Chapter 6: devices. */
import { textLength } from '../../kernel/check.ts';
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import { hashOf } from '../../world/random.ts';
import type { IvmContext, Operations } from './context.ts';
import { deviceOf } from './context.ts';
import { unbindNotice } from './device-notices.ts';
import type { IvmDevice, PackageState } from './estate.ts';
import { ROOT_ID } from './estate.ts';
import { filterDevices } from './filters.ts';
import { isPlainName } from './name-rules.ts';
import type { ItemResult } from './refusals.ts';
import { Refusal } from './refusals.ts';
import { deviceDetail, deviceRow } from './views.ts';

const MAX_ROWS = 2_147_483_646;

export const deviceOperations: Operations = {
  getDevice(context, values) {
    const device = deviceOf(context, textOf(values, 'device_id'));
    return deviceDetail(context.estate, device, values['need_cloud_ability'] === true);
  },

  /** `offset` is a page number. */
  listDevices(context, values) {
    const limit = numberOf(values, 'limit', 10);
    const page = numberOf(values, 'offset', 0);
    if (page * limit >= MAX_ROWS) throw new Refusal('IVM.10020010');
    const { ability: _returned, ...filters } = values; // selects what is returned, not which devices
    const matches = filterDevices(context.estate, filters, 'DESC');
    const wantsCloudAbility = values['need_cloud_ability'] === true;
    return {
      total: matches.length,
      devices: matches
        .slice(page * limit, (page + 1) * limit)
        .map((one) => deviceRow(context.estate, one, wantsCloudAbility)),
    };
  },

  getDeviceGateway(context, values) {
    const device = deviceOf(context, textOf(values, 'device_id'));
    const { sip } = context;
    return {
      device_id: device.id,
      device_username: device.username,
      sip_server_id: sip.id,
      sip_server_domain: sip.domain,
      sip_server_host: sip.host,
      sip_server_port: sip.port,
    };
  },

  updateDevice(context, values) {
    const device = deviceOf(context, textOf(values, 'device_id'));
    const name = maybeText(values, 'device_name');
    const description = maybeText(values, 'description');
    const osd = maybeText(values, 'osd');
    const isHolo = device.protocol === 'HOLO';
    const kind = isHolo ? 'DEFAULT' : (maybeText(values, 'modify_type') ?? 'DEFAULT');
    if (name === null && description === null && osd === null) throw new Refusal('IVM.10022010');
    if (!isHolo && kind !== 'OSD' && name === null) throw new Refusal('IVM.10022012');
    if ((kind === 'OSD' || kind === 'ALL') && osd === null) throw new Refusal('IVM.10022010');
    if (description !== null && !isPlainName(description)) throw new Refusal('IVM.10020004');
    const setsNameOrOsd = name !== null || osd !== null;
    if (setsNameOrOsd && kind !== 'DEVICE_NAME' && device.state !== 'ONLINE') throw new Refusal('IVM.20000036');
    if (name !== null && kind !== 'OSD') device.name = name;
    if (name !== null && kind === 'DEFAULT') device.osd = name;
    if (osd !== null && (kind === 'OSD' || kind === 'ALL')) device.osd = osd;
    if (description !== null) device.description = description;
    touch(context, device);
    return { device_id: device.id, device_name: device.name, description: device.description, osd: device.osd };
  },

  updateGbAccount(context, values) {
    const device = deviceOf(context, textOf(values, 'device_id'));
    const username = maybeText(values, 'device_username');
    if (username === null && maybeText(values, 'device_password') === null) throw new Refusal('IVM.10022010');
    if (device.protocol !== 'GB28181') throw new Refusal('IVM.20000041');
    if (device.state === 'ONLINE') throw new Refusal('IVM.20000031');
    if (username !== null) device.username = username;
    const password = maybeText(values, 'device_password');
    if (password !== null) context.boxes.setPassword(device.id, password);
    touch(context, device);
    return { device_username: device.username, device_id: device.id };
  },

  addHoloDevice(context, values) {
    const id = textOf(values, 'device_id');
    if (context.estate.devices.has(id)) throw new Refusal('IVM.20000001');
    if (context.boxes.ownerOf(id) === 'personal-app') throw new Refusal('IVM.20000046');
    const shelved = context.estate.shelf.find((one) => one.id === id);
    if (shelved === undefined) throw new Refusal('IVM.20000002');
    if (shelved.ownedElsewhere) throw new Refusal('IVM.20000000');
    if (shelved.verificationCode !== textOf(values, 'verification_code')) throw new Refusal('IVM.20000003');
    const device = newDevice(context, id, 'HOLO', 'huawei_sdc', maybeText(values, 'description') ?? '');
    addChannel(device, { id: '0', management: 'GRANT', nowMs: context.clock.nowMs() });
    context.estate.devices.set(id, device);
    context.estate.touch();
    return {
      device_id: id,
      device_name: device.name,
      device_type: device.type,
      device_state: device.state,
      manufacture: 'HUAWEI',
    };
  },

  batchAddGbDevices(context, values) {
    const items = recordsOf(values, 'devices');
    const counts = new Map<string, number>();
    for (const item of items) counts.set(textOf(item, 'device_id'), (counts.get(textOf(item, 'device_id')) ?? 0) + 1);
    const devices = items.map((item) => {
      const isTwice = (counts.get(textOf(item, 'device_id')) ?? 0) > 1;
      return gbOutcome(context, item, isTwice ? 'IVM.20000051' : addGbDevice(context, item));
    });
    return { failed_num: devices.filter((one) => one.result.code !== 'IVM.0').length, devices };
  },

  batchDeleteDevices(context, values) {
    const deleted: { deviceId: string; channelId: string }[] = [];
    const devices = (textsOf(values, 'devices') ?? []).map((id) => {
      const isDeleted = context.estate.devices.delete(id);
      if (isDeleted) context.boxes.forget(id);
      if (isDeleted) deleted.push({ deviceId: id, channelId: '' });
      return { device_id: id, result: context.errors.item(isDeleted ? 'IVM.0' : 'IVM.20000010') };
    });
    context.estate.touch();
    if (deleted.length > 0) context.messages.send('device_unbind', unbindNotice('DELETE_DEVICE', deleted, null));
    return { failed_num: devices.filter((one) => one.result.code !== 'IVM.0').length, devices };
  },
};

function touch(context: IvmContext, device: IvmDevice): void {
  device.updatedAtMs = context.clock.nowMs();
  context.estate.touch();
}

/** @returns the outcome code. The device has never called home, so it waits as UNREGISTERED, without channels. */
function addGbDevice(context: IvmContext, item: Values): string {
  const id = textOf(item, 'device_id');
  const name = textOf(item, 'device_name');
  if (context.estate.devices.has(id)) return 'IVM.20000001';
  const owner = context.boxes.ownerOf(id);
  if (owner !== null) return owner === 'enterprise' ? 'IVM.20000000' : 'IVM.20000046';
  if (!isPlainName(name) || textLength(name, 'Chinese character counts 2') > 128) return 'IVM.10022012';
  const device = newDevice(context, id, 'GB28181', name, maybeText(item, 'description') ?? '');
  device.state = 'UNREGISTERED';
  device.username = maybeText(item, 'device_username') ?? id;
  context.boxes.enter(id, { password: textOf(item, 'device_password'), algorithm: textOf(item, 'algorithm') });
  context.estate.devices.set(id, device);
  context.estate.touch();
  return 'IVM.0';
}

function gbOutcome(context: IvmContext, item: Values, code: string): { readonly result: ItemResult } {
  const { sip } = context;
  const address =
    code === 'IVM.0'
      ? {
          sip_server_id: sip.id,
          sip_server_domain: sip.domain,
          sip_server_host: sip.host,
          sip_server_port: String(sip.port),
        }
      : {};
  const deviceId = { device_id: textOf(item, 'device_id') };
  return { ...deviceId, ...address, result: context.errors.item(code) };
}

function newDevice(
  context: IvmContext,
  id: string,
  protocol: IvmDevice['protocol'],
  name: string,
  description: string,
): IvmDevice {
  const nowMs = context.clock.nowMs();
  const family = protocol === 'GB28181' && id.slice(10, 13) !== '132' ? 'NVR' : 'IPC';
  return {
    id,
    protocol,
    type: family,
    family,
    createdAtMs: nowMs,
    channels: [],
    groupId: ROOT_ID,
    name,
    description,
    osd: name,
    state: 'ONLINE',
    isFrozen: false,
    updatedAtMs: nowMs,
    username: id,
  };
}

/** The first channel of a device that was added: on line, without PTZ. @param management whether its pictures are paid for. */
export function addChannel(
  device: IvmDevice,
  { id, management, nowMs }: { readonly id: string; readonly management: PackageState; readonly nowMs: number },
): void {
  device.channels.push({
    device,
    id,
    cameraKey: `huawei-ivm/${device.id}`,
    type: 'IPC',
    hasPtz: false,
    head: null,
    streamCount: 2,
    luck: (hashOf(device.id) % 1000) / 1000,
    packages: { management, motion: 'CLOSED', full: 'CLOSED', data: 'CLOSED' },
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    name: device.name,
    state: 'ONLINE',
    isFrozen: false,
  });
}
