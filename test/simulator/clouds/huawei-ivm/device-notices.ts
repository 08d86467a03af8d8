/** Chapters 10.1.4.3 and 10.1.4.4: what devices and packages went through. */
import type { IvmChannel, IvmDevice } from './estate.ts';
import { zonedTime } from './alarms.ts';
import { formatBeijing } from './time.ts';

const DAY_MS = 86_400_000;

/** The inner `message_type` of an unbind message. */
export type UnbindKind = 'DELETE_DEVICE' | 'UNBIND_MANAGE' | 'UNBIND_MOTION' | 'UNBIND_NORMAL' | 'UNBIND_DATAFLOW';

const STATUS_METHODS = ['login', 'logout', 'upgrade_result', 'offline_reason_notice'] as const;
export type DeviceMethod = (typeof STATUS_METHODS)[number];
export const isDeviceMethod = (text: string): text is DeviceMethod => STATUS_METHODS.some((one) => one === text);

/** The `data` of a `device_status` message about a whole device. */
export function deviceNotice(device: IvmDevice, method: DeviceMethod, atMs: number): Record<string, unknown> {
  const isLogout = method === 'logout';
  const isUpgrade = method === 'upgrade_result';
  const uuid = `${device.id}_${isUpgrade ? 'upgrade' : 'device_offline'}_${zonedTime(atMs)}`;
  const param = {
    ...headOf(device, atMs),
    // the sample of a logout has null here
    video_channel: isLogout ? null : device.channels.map((one) => channelView(one, isUpgrade, isUpgrade ? uuid : '')),
    ...(isLogout
      ? {
          online_time: onlineSec(device, atMs),
          last_login_time: formatBeijing(loginMs(device, atMs)),
          alarm_uuid: uuid,
        }
      : {}),
    ...tailOf(device, atMs),
    ...(isUpgrade ? { alarm_uuid: uuid, overall_upgrade_status: 'success' } : {}),
    ...(isLogout ? { offline_reason_type: 'TMOUT' } : {}), // in the sample; the table has NORMAL and NETWORK
    ...(method === 'offline_reason_notice' ? { offline_reason_type: 'NETWORK', packet_loss_rate: 0.25 } : {}),
  };
  return { method, param };
}

/** The `data` of a `device_status` message about one channel. */
export function channelNotice(
  channel: IvmChannel,
  method: 'channel_state_notice' | 'channel_name_notice',
  atMs: number,
): Record<string, unknown> {
  const isOffline = method === 'channel_state_notice' && channel.state !== 'ONLINE';
  const uuid = isOffline ? `${channel.device.id}_${channel.id}_channel_offline_${zonedTime(atMs)}` : '';
  const param = {
    ...headOf(channel.device, atMs),
    video_channel: [channelView(channel, false, uuid)],
    ...tailOf(channel.device, atMs),
    device_type: '', // as in the sample
  };
  return { method, param };
}

/** The `data` of a `device_unbind` message. @param resourceId of a package; null when the device itself went. */
export function unbindNotice(
  kind: UnbindKind,
  ids: readonly { readonly deviceId: string; readonly channelId: string }[],
  resourceId: string | null,
): Record<string, unknown> {
  const devices = ids.map(({ deviceId, channelId }) => ({
    device_id: deviceId,
    channel_id: channelId,
    message: resourceId === null ? null : { resource_id: resourceId },
  }));
  return { message_type: kind, devices };
}

const headOf = (device: IvmDevice, atMs: number): Record<string, unknown> => ({
  device_id: device.id,
  device_name: device.name,
  channel_id: '',
  time: zonedTime(atMs),
});

const tailOf = (device: IvmDevice, atMs: number): Record<string, unknown> => ({
  overall_upgrade_status: '',
  device_type: device.type,
  offline_reason_type: '',
  qos: 0,
  time_delay: 0,
  packet_loss_rate: 0,
  push_time: formatBeijing(atMs),
});

function channelView(channel: IvmChannel, isUpgrade: boolean, uuid: string): Record<string, unknown> {
  const upgrade = { file_type: 0, file_name: 'SDC_8.0.bin', package_name: 'SDC 8.0.T2002', status: 'success' };
  return {
    channel_id: channel.id,
    channel_name: channel.name,
    channel_state: channel.state === 'ONLINE' ? 1 : 0,
    channel_ability: channel.hasPtz ? ['ptz', 'talk', 'intelligent'] : ['talk', 'intelligent'],
    device_type: channel.type,
    manufacture: 'huawei',
    firmware: 'SDC 8.0.T2002',
    model: 'M2120-10-EI',
    status_list: isUpgrade ? [upgrade] : null,
    alarm_uuid: uuid,
  };
}

/** Simulated: a device logs in every midnight UTC. */
const loginMs = (device: IvmDevice, atMs: number): number =>
  Math.max(device.createdAtMs, Math.floor(atMs / DAY_MS) * DAY_MS);
const onlineSec = (device: IvmDevice, atMs: number): number => Math.floor((atMs - loginMs(device, atMs)) / 1000);
