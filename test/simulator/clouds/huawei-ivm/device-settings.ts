/** Chapters 16 to 19: device password, streams, the switch for target features, and what versions can do. */
import type { Values } from '../../kernel/check.ts';
import { numberOf, recordsOf, textOf, textsOf } from '../../kernel/values.ts';
import { channelOf, deviceOf, refuseUnreachable } from './context.ts';
import type { IvmContext, Operations } from './context.ts';
import type { IvmChannel, IvmDevice } from './estate.ts';
import { Refusal } from './refusals.ts';
import { deviceAbilities, modelOf } from './views.ts';
import { streamAbility } from './stream-ability.ts';

const WHOLE_DEVICE = '-1';
const FRAME_RATES = [25, 30];
const KNOWN_ABILITIES = new Set(
  (
    'ptz talk localstorage flowstatis intelligent cloudstorage alarmvoice brotate mediaencryptgcm soundlightalarm ' +
    'algorithm reportupgrade logcollect audiovideoswitch sdcardformat lightcontrol wifiinfo supplement certdelive ' +
    'batch_upgrade ptzspin zoom autofocus volumnset reset maskmode motionflow iris preset cruise securitykey tlvframe ' +
    'alarmsound alarmlight microphone devnormalrecord abilityauth ptz_3d_locate'
  ).split(' '),
);

const passwords = new WeakMap<IvmDevice, string>();
const streamSettings = new WeakMap<IvmChannel, Readonly<Record<string, unknown>>>();
/** Device and channels for which target features are on; `-1` is the device. */
const opened = new WeakMap<IvmDevice, Set<string>>();

export const deviceSettingOperations: Operations = {
  getDevicePasswordState(context, values) {
    return { security_key_state: passwords.has(cameraOf(context, values)) ? 'MODIFY' : 'SET' };
  },

  setDevicePassword(context, values) {
    const device = cameraOf(context, values);
    const [current, next] = [textOf(values, 'current_security_key'), textOf(values, 'new_security_key')];
    const known = passwords.get(device);
    if (known !== undefined && current !== known) throw new Refusal('IVM.20140006');
    if (isWeak(device.username, next)) throw new Refusal('IVM.20140004');
    if (next === known) throw new Refusal('IVM.20140005');
    passwords.set(device, next);
    return { device_id: device.id, channel_id: textOf(values, 'channel_id') };
  },

  getStreamAbility(context, values) {
    const channel = holoChannelOf(context, values);
    return streamAbility(Number(channel.id) + 101, channel.streamCount, FRAME_RATES);
  },

  getStreamDetail(context, values) {
    const channel = holoChannelOf(context, values);
    return streamSettings.get(channel) ?? defaultStreams(channel);
  },

  setStreamDetail(context, values) {
    const channel = holoChannelOf(context, values);
    const streams = recordsOf(values, 'stream_info');
    if (!FRAME_RATES.includes(numberOf(values, 'max_frame_rate', 0))) throw new Refusal('IVM.20150003');
    const types = new Set(streams.map((one) => one['stream_type']));
    const isCountRight = streams.length === numberOf(values, 'stream_num', 0) && types.size === streams.length;
    if (!isCountRight || streams.length === 0) throw new Refusal('IVM.10020001');
    if (streams.length > channel.streamCount) throw new Refusal('IVM.20150002');
    const { user_id: _user, device_id: _device, channel_id: _channel, ...settings } = values;
    const before = streamSettings.get(channel) ?? defaultStreams(channel);
    streamSettings.set(channel, { ...before, ...settings });
    return { device_id: channel.device.id, channel_id: textOf(values, 'channel_id') };
  },

  setTargetAuthorization(context, values) {
    const device = holoDeviceOf(context, values);
    const isOpened = textOf(values, 'state') === 'OPENED';
    const switches = opened.get(device) ?? new Set<string>();
    opened.set(device, switches);
    const ids = textsOf(values, 'channels') ?? [];
    const flip = (id: string): void => void (isOpened ? switches.add(id) : switches.delete(id));
    const refused = context.orders.traits.refusedConsents.filter((one) => one.deviceId === device.id);
    const isRefused = (id: string): boolean => refused.some(({ channelId }) => channelId === id);
    // 0 is success; a channel that is not there fails by itself
    const channels_result = ids
      .filter((id) => id !== WHOLE_DEVICE)
      .map((id) => {
        const isDone = device.channels.some((one) => one.id === id) && !isRefused(id);
        if (isDone) flip(id);
        return { channel_id: id, channel_result: isDone ? '0' : '1' };
      });
    const isDeviceRefused = isRefused(WHOLE_DEVICE);
    // a camera without a recorder is one with its channel, and answers for both at once
    if (device.family === 'IPC') {
      const isDone = !isDeviceRefused && channels_result.every((one) => one.channel_result === '0');
      if (isDone) flip(WHOLE_DEVICE);
      return { device_id: device.id, device_result: isDone ? '0' : '1' };
    }
    if (ids.includes(WHOLE_DEVICE) && !isDeviceRefused) flip(WHOLE_DEVICE);
    return { device_id: device.id, device_result: isDeviceRefused ? '1' : '0', channels_result };
  },

  getTargetAuthorization(context, values) {
    const device = holoDeviceOf(context, values);
    const id = textOf(values, 'channel_id');
    const stateOf = (key: string): string => (opened.get(device)?.has(key) === true ? 'OPENED' : 'CLOSED');
    if (id === WHOLE_DEVICE) return { device_state: stateOf(WHOLE_DEVICE) };
    channelOf(context, device.id, id);
    return { device_state: stateOf(WHOLE_DEVICE), channel_state: stateOf(id) };
  },

  /**
   * The abilities of versions, not of devices: those of the estate's devices of that model. A model without a device
   * has none.
   */
  queryVersionAbilities(context, values) {
    const asked = textsOf(values, 'ability');
    if (asked?.some((one) => !KNOWN_ABILITIES.has(one)) === true) throw new Refusal('IVM.20110012');
    const needsNumbers = values['need_specification'] === true;
    const models = new Map([...context.estate.devices.values()].map((one) => [modelOf(one), one]));
    const rows = recordsOf(values, 'versions').map((version) => {
      const device = models.get(textOf(version, 'model'));
      const has = new Set(device === undefined ? [] : deviceAbilities(device));
      const entries = (asked ?? [...KNOWN_ABILITIES]).map((id) => {
        const numbers = id === 'soundlightalarm' && needsNumbers ? SOUND_LIMITS : {};
        return [id, { support: has.has(id), ...numbers }] as const;
      });
      return {
        device_type: textOf(version, 'device_type'),
        model: textOf(version, 'model'),
        firmware: textOf(version, 'firmware'),
        abilities: Object.fromEntries(entries),
      };
    });
    return { abilities: rows };
  },
};

/** Numbers are text, as in the sample. */
const SOUND_LIMITS = {
  alarm_voice_file_max_num: '6',
  alarm_voice_one_file_max_size: '76800',
  alarm_voice_file_max_size: '524288',
};

/** @throws {Refusal} for GB devices and devices that cannot be reached. */
function holoDeviceOf(context: IvmContext, values: Values): IvmDevice {
  const device = deviceOf(context, textOf(values, 'device_id'));
  if (device.protocol !== 'HOLO') throw new Refusal('IVM.20020011');
  if (device.state === 'UNREGISTERED') throw new Refusal('IVM.20000045');
  if (device.state !== 'ONLINE') throw new Refusal('IVM.20000036');
  return device;
}

function holoChannelOf(context: IvmContext, values: Values): IvmChannel {
  const device = holoDeviceOf(context, values);
  const channel = channelOf(context, device.id, textOf(values, 'channel_id'));
  refuseUnreachable(channel);
  return channel;
}

/** @throws {Refusal} IVM.20140008 for anything but a camera that is connected by itself. */
function cameraOf(context: IvmContext, values: Values): IvmDevice {
  const device = deviceOf(context, textOf(values, 'device_id'));
  if (device.protocol !== 'HOLO' || device.family !== 'IPC') throw new Refusal('IVM.20140008');
  holoDeviceOf(context, values);
  const id = textOf(values, 'channel_id');
  if (id !== WHOLE_DEVICE) channelOf(context, device.id, id);
  return device;
}

function isWeak(username: string, password: string): boolean {
  const kinds = [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z0-9]/].filter((one) => one.test(password)).length;
  return kinds < 2 || password === username || password === [...username].reverse().join('');
}

function defaultStreams(channel: IvmChannel): Readonly<Record<string, unknown>> {
  const definitions = ['1080P', '720p', 'D1'];
  const resolutions = ['1920*1080', '1280*720', '704*576'];
  return {
    stream_num: channel.streamCount,
    stream_info: Array.from({ length: channel.streamCount }, (_, i) => ({
      stream_type: i,
      encode_type: 'H.264',
      resolution: resolutions[i] ?? '704*576',
      frame_rate: 25,
      bit_rate_type: 1,
      bit_rate: 2048 >> i,
      definition: definitions[i] ?? 'D1',
      intelligence_encoding_open: false,
      intelligence_encoding_level: 2,
      slice_encoding_open: false,
      layered_encoding_open: false,
      profile: 2,
      i_frame_interval: 25,
      jpeg_quality: 60,
      bit_rate_mode: 1,
      pic_quality: 4,
    })),
    max_frame_rate: 25,
    corridor_mode_open: false,
    mirror_mode: 0,
    variable_bit_rate_open: false,
    variable_bit_rate: 0,
    variable_frame_rate_open: false,
    variable_frame_rate: 0,
  };
}
