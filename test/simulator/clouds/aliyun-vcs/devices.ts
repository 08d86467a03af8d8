/** Chapter 7: devices. */
import { maybeText, textOf, textsOf } from '../../kernel/values.ts';
import type { VcsContext, VcsOperations } from './context.ts';
import { deviceOf, done, pageOf } from './context.ts';
import { createDevice } from './device-create.ts';
import { SETTING_NAMES } from './device-settings.ts';
import type { VcsDevice } from './estate.ts';
import { ipcRow, nvrRow } from './views.ts';

/** "Takes effect for IPC only." */
const IPC_ONLY = new Set([
  'FrameRate',
  'GovLength',
  'EncodeFormat',
  'AudioEnable',
  'OSDTimeEnable',
  'OSDTimeType',
  'OSDTimeX',
  'OSDTimeY',
  'DeviceIp',
]);

/** The document prints a default for them: a change that leaves one out sets it back. */
const RESET = new Set([
  'DeviceDirection',
  'DeviceResolution',
  'DeviceRate',
  'FrameRate',
  'EncodeFormat',
  'AudioEnable',
  'OSDTimeEnable',
  'OSDTimeX',
  'OSDTimeY',
]);

const DESCRIPTIONS = {
  '200': 'SUCCESS',
  DeviceNotFound: 'The relevant device information could not be found',
  InstanceAlreadyBind: 'Device is already bound to an instance and cannot be deleted',
  DeviceDeleteError: 'Failed to delete device',
  SystemError: 'Equipment is in operation, please hold on',
} as const;
type DeleteCode = keyof typeof DESCRIPTIONS;

export const deviceOperations: VcsOperations = {
  CreateDevice: createDevice,

  ModifyDevice(context, values) {
    const device = deviceOf(context, textOf(values, 'DeviceId'));
    device.name = maybeText(values, 'DeviceName') ?? device.name;
    device.address = maybeText(values, 'DeviceAddress') ?? device.address;
    for (const name of SETTING_NAMES) {
      const value = maybeText(values, name);
      if (value === null && RESET.has(name)) delete device.settings[name];
      if (value !== null && (device.type === 'IPC' || !IPC_ONLY.has(name))) device.settings[name] = value;
    }
    device.modifiedAtMs = context.clock.nowMs();
    return done();
  },

  DeleteDevices(context, values) {
    const data = (textsOf(values, 'DeviceIdList') ?? []).map((id) => {
      const code = deleteOne(context, id);
      return { DeviceId: id, Code: code, Description: DESCRIPTIONS[code] };
    });
    return done({ Message: 'Success', Data: data });
  },

  DescribeIpcs(context, values) {
    const { estate } = context;
    const ids = setOf(textsOf(values, 'DeviceIdList'));
    const nvrs = setOf(textsOf(values, 'NvrIdList'));
    const corps = setOf(textsOf(values, 'CorpIdList'));
    const owner = maybeText(values, 'ParentDeviceType');
    const state = maybeText(values, 'DeviceStatus');
    const words = textOf(values, 'DeviceFilter').toLowerCase();
    const matches: VcsDevice[] = [];
    for (const one of estate.devices.values()) {
      if (one.type !== 'IPC') continue;
      // the three lists exclude each other, in this order
      if (
        ids !== null
          ? !ids.has(one.id)
          : nvrs !== null
            ? !nvrs.has(one.parentId)
            : corps !== null && !corps.has(one.corpId)
      )
        continue;
      if (owner !== null && (estate.devices.get(one.parentId)?.type ?? 'IPC') !== owner) continue;
      if (state !== null && one.state !== state) continue;
      if (hasWords(one, words)) matches.push(one);
    }
    const page = pageOf(matches, values, 'PageNum');
    return done({ Message: 'Success', Data: dataOf(page, (one) => ipcRow(context, one)) });
  },

  DescribeNvrs(context, values) {
    const ids = setOf(textsOf(values, 'NvrDeviceIdList'));
    const corps = setOf(textsOf(values, 'CorpIdList'));
    const words = textOf(values, 'DeviceFilter').toLowerCase();
    const matches = [...context.estate.devices.values()].filter(
      (one) =>
        one.type !== 'IPC' &&
        (ids === null || ids.has(one.id)) &&
        (corps === null || corps.has(one.corpId)) &&
        hasWords(one, words),
    );
    const page = pageOf(matches, values, 'PageNum');
    return done({ Message: 'Success', Data: dataOf(page, (one) => nvrRow(context, one)) });
  },
};

const setOf = (list: readonly string[] | null): ReadonlySet<string> | null => (list === null ? null : new Set(list));

const hasWords = (device: VcsDevice, words: string): boolean =>
  words === '' || device.name.toLowerCase().includes(words) || device.id.includes(words);

function dataOf(
  page: ReturnType<typeof pageOf<VcsDevice>>,
  row: (device: VcsDevice) => unknown,
): Readonly<Record<string, unknown>> {
  return {
    TotalCount: page.total,
    TotalPage: page.pages,
    PageNum: page.number,
    PageSize: page.size,
    Records: page.rows.map(row),
  };
}

/** A recorder takes its channels with it; when one of them must stay, so must the recorder. */
function deleteOne(context: VcsContext, id: string): DeleteCode {
  const { estate, instances, links } = context;
  const device = estate.devices.get(id);
  if (device === undefined) return 'DeviceNotFound';
  if (instances.isBound(id)) return 'InstanceAlreadyBind';
  if (links.stateOf(device) === 'setting-up') return 'SystemError';
  const channels = estate.childrenOf(device);
  if (channels.some((one) => instances.isBound(one.id) || links.stateOf(one) === 'setting-up'))
    return 'DeviceDeleteError';
  for (const one of [device, ...channels]) links.drop(one);
  estate.removeDevice(device);
  return '200';
}
