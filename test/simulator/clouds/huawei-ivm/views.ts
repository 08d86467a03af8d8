/**
 * How devices and channels are printed. Where a table and its sample disagree on a type, the sample's is printed: that
 * is what clients met in the field.
 */
import { hashOf } from '../../world/random.ts';
import type { IvmContext } from './context.ts';
import type { Estate, IvmChannel, IvmDevice } from './estate.ts';
import { formatBeijing } from './time.ts';

export function packageStates(channel: IvmChannel): readonly string[] {
  const { management, motion, full, data } = channel.packages;
  return [
    `MANAGEMENT_${management}`,
    `EVENT_RECORD_${motion}`,
    `FULL_RECORD_${full}`,
    ...(data === 'GRANT' ? ['INDUSTRY_DATA_GRANT'] : []),
  ];
}

function channelAbilities(channel: IvmChannel): readonly string[] {
  const isHolo = channel.device.protocol === 'HOLO';
  return [
    ...(channel.hasPtz ? ['ptz', 'ptzspin', 'zoom', 'autofocus', ...(isHolo ? ['preset', 'cruise'] : [])] : []),
    ...(channel.luck > 0.3 && isHolo ? ['talk'] : []),
    ...(isHolo ? ['cloudstorage', 'localstorage', 'devnormalrecord'] : []),
    ...(channel.luck > 0.8 ? ['intelligent', 'algorithm'] : []),
  ];
}

export function deviceAbilities(device: IvmDevice): readonly string[] {
  return [...new Set(device.channels.flatMap(channelAbilities))].sort();
}

export function modelOf(device: IvmDevice): string {
  if (device.family === 'MEdge') return 'IVS1800-D08-16T';
  if (device.family === 'NVR') return device.protocol === 'HOLO' ? 'NVR800-A02' : 'GB-NVR';
  if (device.protocol === 'GB28181') return 'GB-IPC';
  return device.type === 'IPDOME' ? 'X6621-Z30' : device.type === 'IPC-CONCH' ? 'D3250-10-I-P' : 'D2150-10-I-P';
}

function maker(device: IvmDevice): string {
  return device.protocol === 'HOLO' ? 'HUAWEI' : 'GB vendor';
}

function firmware(device: IvmDevice): string {
  return device.protocol === 'HOLO' ? 'SDC 10.0.1.SPC200' : '';
}

const onlineChannels = (device: IvmDevice): number => device.channels.filter((one) => one.state === 'ONLINE').length;

/** The lists enumerate three device types fewer words than getDevice; filters compare `family`. */
function common(device: IvmDevice): Record<string, unknown> {
  return {
    device_id: device.id,
    device_name: device.name,
    device_state: device.state,
    device_system_state: device.isFrozen ? 'UNAVAILABLE_FROZEN' : 'NORMAL',
    access_protocol: device.protocol,
    manufacture: maker(device),
    device_ability: deviceAbilities(device).join(','),
    create_time: formatBeijing(device.createdAtMs),
    update_time: formatBeijing(device.updatedAtMs),
  };
}

/** A row of listDevices. `org_list` is one object and its level a string, as in the sample. */
export function deviceRow(estate: Estate, device: IvmDevice, wantsCloudAbility: boolean): Record<string, unknown> {
  const group = estate.groups.get(device.groupId);
  const online = onlineChannels(device);
  return {
    ...common(device),
    device_type: device.type,
    device_cloud_ability: wantsCloudAbility ? { alarm_voice: { support: 'true' } } : null,
    sdk_ability: '',
    channel_total: device.channels.length,
    channel_online_total: online,
    channel_offline_total: device.channels.length - online,
    org_list: {
      device_org_id: device.groupId,
      device_org_name: group?.name ?? '',
      device_org_level: String(group?.level ?? 0),
    },
  };
}

/** A row of listOrgDevices with its channels. Totals are strings, as in the sample. */
export function orgDeviceRow({ estate, boxes }: IvmContext, device: IvmDevice): Record<string, unknown> {
  return {
    ...common(device),
    device_type: device.family,
    channel_total: String(device.channels.length),
    channels: device.channels.map((channel) => ({
      channel_id: channel.id,
      channel_name: channel.name,
      channel_state: channel.state,
      channel_system_state: channel.isFrozen ? 'UNAVAILABLE_FROZEN' : 'NORMAL',
      channel_resource_state: packageStates(channel),
      channel_ability: channelAbilities(channel).join(','),
      channel_model: modelOf(device),
      channel_model_e: modelOf(device),
      invalid_type: 'NORMAL',
      storage_card_status: channel.luck > 0.2 ? '0' : '2',
      mask_mode: 'CLOSE',
    })),
    operator_total: '0',
    model: modelOf(device),
    device_org_name: estate.groups.get(device.groupId)?.name ?? '',
    firmware: firmware(device),
    channel_allocated_total: device.channels.length,
    channel_online_count: onlineChannels(device),
    audio_input_count: 1,
    audio_output_count: 1,
    ...(device.protocol === 'GB28181' ? { gb_access_state: boxes.stateOf(device) } : {}),
  };
}

/** The answer of getDevice. */
export function deviceDetail(estate: Estate, device: IvmDevice, wantsCloudAbility: boolean): Record<string, unknown> {
  const mark = hashOf(device.id);
  const octet = (shift: number): string => ((mark >>> shift) & 255).toString(16).padStart(2, '0');
  return {
    ...common(device),
    device_type: device.type,
    description: device.description,
    model: modelOf(device),
    channel_total: device.channels.length,
    stream_total: Math.max(2, ...device.channels.map((one) => one.streamCount)),
    firmware: firmware(device),
    device_cloud_ability: wantsCloudAbility ? { alarm_voice: { support: 'true' } } : null,
    protocol_version: '2.0.0',
    mac: `48:02:${octet(0)}:${octet(8)}:${octet(16)}:${octet(24)}`,
    device_ip: `192.0.2.${String((mark % 250) + 1)}`,
    device_port: '8090',
    device_org_id: device.groupId,
    device_org_name: estate.groups.get(device.groupId)?.name ?? '',
    operator_total: '0',
    sdk_ability: '',
    sn: device.id,
  };
}

/** A row of listChannels, which calls an unregistered channel UNALLOCATED. */
export function channelRow(estate: Estate, channel: IvmChannel): Record<string, unknown> {
  const { device } = channel;
  return {
    device_id: device.id,
    device_name: device.name,
    channel_id: channel.id,
    channel_name: channel.name,
    channel_state: channel.state === 'UNREGISTERED' ? 'UNALLOCATED' : channel.state,
    create_time: `${formatBeijing(channel.createdAtMs)}.0`,
    update_time: `${formatBeijing(channel.updatedAtMs)}.0`,
    model: modelOf(device),
    access_protocol: device.protocol,
    channel_system_state: channel.isFrozen ? 'UNAVAILABLE_FROZEN' : 'NORMAL',
    channel_resource_state: packageStates(channel),
    channel_ability: channelAbilities(channel),
    channel_firmware: null,
    config_state: null,
    device_org_name: estate.groups.get(device.groupId)?.name ?? '',
    channel_type: channel.type,
    resolution: null,
  };
}

/** The answer of getChannel, where abilities are one comma string. */
export function channelDetail(channel: IvmChannel, wantsCloudAbility: boolean): Record<string, unknown> {
  const { device } = channel;
  return {
    device_id: device.id,
    channel_id: channel.id,
    channel_name: channel.name,
    channel_state: channel.state,
    access_protocol: device.protocol,
    channel_system_state: channel.isFrozen ? 'UNAVAILABLE_FROZEN' : 'NORMAL',
    channel_resource_state: packageStates(channel),
    channel_ability: channelAbilities(channel).join(','),
    device_cloud_ability: wantsCloudAbility ? { alarm_voice: { support: 'true' } } : null,
    model: modelOf(device),
    channel_intelligent: '[{"name":"perimeter","enable":true}]',
    firmware: firmware(device),
    channel_firmware_id: '',
    create_time: `${formatBeijing(channel.createdAtMs)}.0`,
    update_time: `${formatBeijing(channel.updatedAtMs)}.0`,
    sn: '',
    channel_type: channel.type,
    resolution: '5/6/4',
  };
}
