/**
 * Every mapping of the five clouds that brings a name into the client, with names that hold each kind of invisible or
 * direction-changing character. A mapping that is new must be added here.
 */
import { describe, expect, it } from 'vitest';
import { asAccountId } from '../../../preload/domain/ids.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import * as city from '../../../main/vendors/aliyun-cityvisual/mapping.ts';
import * as vcs from '../../../main/vendors/aliyun-vcs/mapping.ts';
import * as ivm from '../../../main/vendors/huawei-ivm/mapping.ts';
import * as vis from '../../../main/vendors/huawei-vis/mapping.ts';
import * as ivp from '../../../main/vendors/tencent-ivp/mapping.ts';

const ACCOUNT = asAccountId('a1');
const PLACE = { accountId: ACCOUNT, instanceId: 'i1', protocols: new Map() };

/** Takes one name of the cloud's row; gives what has a name in the domain. */
type Mapping = (name: string) => unknown;

/** Each mapping, once for every field that it may take a name from. */
const NAMED: Readonly<Record<VendorId, Readonly<Record<string, readonly Mapping[]>>>> = {
  'huawei-ivm': {
    toOrgNode: [
      (device_org_name) => ivm.toOrgNode(ACCOUNT, { device_org_id: 'o1', device_org_name }, ivm.ROOT_ORG),
      (device_org_id) => ivm.toOrgNode(ACCOUNT, { device_org_id }, ivm.ROOT_ORG),
    ],
    toDevice: [
      (device_name) => ivm.toDevice(ACCOUNT, { device_id: 'd1', device_name }),
      (device_id) => ivm.toDevice(ACCOUNT, { device_id }),
    ],
    toChannel: [
      (channel_name) => ivm.toChannel(ACCOUNT, { device_id: 'd1', channel_id: '0', channel_name }, undefined),
      (device_name) => ivm.toChannel(ACCOUNT, { device_id: 'd1', channel_id: '0', device_name }, undefined),
      (channel_id) => ivm.toChannel(ACCOUNT, { device_id: 'd1', channel_id }, undefined),
    ],
    toPackageFigure: [
      (resource_name) => ivm.toPackageFigure({ resource_type_code: 'MANAGE', resource_name, usage_num: 1 }),
    ],
  },
  'huawei-vis': {
    toDevice: [
      (description) => vis.toDevice(ACCOUNT, { device_id: 'd1', description }),
      (device_id) => vis.toDevice(ACCOUNT, { device_id }),
    ],
    toChannel: [
      (suffix) => vis.toChannel(ACCOUNT, { device_id: 'd1' }, { channel_id: 'c1', suffix }),
      (description) =>
        vis.toChannel(
          ACCOUNT,
          { device_id: 'd1', description, channels: [{ channel_id: 'c1' }] },
          { channel_id: 'c1' },
        ),
      (channel_id) => vis.toChannel(ACCOUNT, { device_id: 'd1' }, { channel_id }),
    ],
    toStreamDevice: [(name) => vis.toStreamDevice(ACCOUNT, { name })],
    toStreamChannel: [
      (description) => vis.toStreamChannel(ACCOUNT, { name: 's1', description }),
      (name) => vis.toStreamChannel(ACCOUNT, { name }),
    ],
  },
  'tencent-ivp': {
    toOrgNodes: [(Name) => ivp.toOrgNodes(ACCOUNT, [{ Id: 'o1', Name }]), (Id) => ivp.toOrgNodes(ACCOUNT, [{ Id }])],
    toDevice: [(Name) => ivp.toDevice(ACCOUNT, { Id: 'd1', Name }), (Id) => ivp.toDevice(ACCOUNT, { Id })],
    toChannels: [
      (Name) => ivp.toChannels(ACCOUNT, { Id: 'd1' }, [{ ChannelId: 'c1', Name }]),
      (Name) => ivp.toChannels(ACCOUNT, { Id: 'd1', Name }, [{ ChannelId: 'c1' }]),
      (ChannelId) => ivp.toChannels(ACCOUNT, { Id: 'd1' }, [{ ChannelId }]),
    ],
  },
  'aliyun-vcs': {
    toOrgNode: [
      (CorpName) => vcs.toOrgNode(ACCOUNT, { CorpId: 'c1', CorpName }),
      (CorpId) => vcs.toOrgNode(ACCOUNT, { CorpId }),
    ],
    toRecorder: [
      (DeviceName) => vcs.toRecorder(ACCOUNT, { DeviceId: 'd1', DeviceName }),
      (DeviceId) => vcs.toRecorder(ACCOUNT, { DeviceId }),
    ],
    toCamera: [
      (DeviceName) => vcs.toCamera(ACCOUNT, { DeviceId: 'd1', DeviceName }),
      (DeviceId) => vcs.toCamera(ACCOUNT, { DeviceId }),
    ],
    toChannel: [
      (DeviceName) => vcs.toChannel(ACCOUNT, { DeviceId: 'd1', DeviceName }, null),
      (DeviceId) => vcs.toChannel(ACCOUNT, { DeviceId }, null),
    ],
    toProjectFigures: [(CorpName) => vcs.toProjectFigures({ CorpName }), (CorpId) => vcs.toProjectFigures({ CorpId })],
    toInstanceFigure: [
      (InstanceName) => vcs.toInstanceFigure({ InstanceName }),
      (InstanceId) => vcs.toInstanceFigure({ InstanceId }),
    ],
  },
  'aliyun-cityvisual': {
    toInstanceNode: [
      (InstanceName) => city.toInstanceNode(ACCOUNT, { InstanceId: 'i1', InstanceName }),
      (InstanceId) => city.toInstanceNode(ACCOUNT, { InstanceId }),
    ],
    toWorkGroupNode: [
      (WorkGroupName) => city.toWorkGroupNode(ACCOUNT, 'i1', { WorkGroupId: 'w1', WorkGroupName }),
      (WorkGroupId) => city.toWorkGroupNode(ACCOUNT, 'i1', { WorkGroupId }),
    ],
    toDevice: [
      (CameraName) => city.toDevice(PLACE, { CameraId: 'c1', CameraName }),
      (Name) => city.toDevice(PLACE, { CameraId: 'c1', Name }),
      (CameraId) => city.toDevice(PLACE, { CameraId }),
    ],
    toChannel: [
      (CameraName) => city.toChannel(PLACE, { CameraId: 'c1', CameraName }),
      (Name) => city.toChannel(PLACE, { CameraId: 'c1', Name }),
      (CameraId) => city.toChannel(PLACE, { CameraId }),
    ],
    toIntakeInstance: [
      (InstanceName) => city.toIntakeInstance(ACCOUNT, { InstanceId: 'i1', InstanceName }),
      (InstanceId) => city.toIntakeInstance(ACCOUNT, { InstanceId }),
    ],
    toIntakeGroup: [
      (WorkGroupName) => city.toIntakeGroup(ACCOUNT, 'i1', { WorkGroupId: 'w1', WorkGroupName }),
      (WorkGroupId) => city.toIntakeGroup(ACCOUNT, 'i1', { WorkGroupId }),
    ],
    toInstanceFigure: [
      (InstanceName) => city.toInstanceFigure({ InstanceName }, 1),
      (InstanceId) => city.toInstanceFigure({ InstanceId }, 1),
    ],
    toComputeFigure: [
      (InstanceName) => city.toComputeFigure({ InstanceName }, []),
      (InstanceId) => city.toComputeFigure({ InstanceId }, []),
    ],
  },
};

/** Mappings that bring no text of the cloud into the client. */
const NAMELESS: Readonly<Record<VendorId, readonly string[]>> = {
  'huawei-ivm': ['toDeviceFacts', 'toRecording'],
  'huawei-vis': ['toStreamsNode', 'toQuotaFigures', 'toSubscription'],
  'tencent-ivp': [],
  'aliyun-vcs': ['toCameraFacts', 'toComputeFigures'],
  'aliyun-cityvisual': [],
};
const MODULES: Readonly<Record<VendorId, object>> = {
  'huawei-ivm': ivm,
  'huawei-vis': vis,
  'tencent-ivp': ivp,
  'aliyun-vcs': vcs,
  'aliyun-cityvisual': city,
};

/** Characters that nobody sees, or that turn the letters behind them around. */
const UNSEEN: Readonly<Record<string, string>> = {
  'U+0000': '\u0000',
  'a bell': '\u0007',
  'an escape': '\u001b',
  'a line break': '\n',
  'a delete': '\u007f',
  'U+009B, a control sequence': '\u009b',
  'a soft hyphen': '\u00ad',
  'a joiner of graphemes': '\u034f',
  'the Arabic letter mark': '\u061c',
  'a Hangul filler': '\u115f',
  'a Khmer vowel that is not drawn': '\u17b4',
  'a Mongolian separator': '\u180e',
  'a zero width space': '\u200b',
  'a zero width joiner': '\u200d',
  'the right-to-left mark': '\u200f',
  'a line separator': '\u2028',
  'an embedding': '\u202b',
  'an override': '\u202e',
  'a word joiner': '\u2060',
  'an isolate': '\u2067',
  'an end of isolates': '\u2069',
  'an empty Braille cell': '\u2800',
  'another Hangul filler': '\u3164',
  'a variation selector': '\ufe0f',
  'a byte order mark': '\ufeff',
  'an annotation': '\ufff9',
  'a tag letter': '\u{e0041}',
  'half of a character': '\ud800',
};
const SEEN_NOT = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/u;

/** Every `name` of what a mapping gives. */
function namesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  return [(value as { readonly name: string }).name];
}

describe.each(Object.keys(NAMED) as VendorId[])('%s', (vendor) => {
  it('the table has each mapping of the cloud', () => {
    const mappings = Object.keys(MODULES[vendor]).filter((name) => /^to[A-Z]/.test(name));
    expect([...Object.keys(NAMED[vendor]), ...NAMELESS[vendor]].sort()).toEqual(mappings.sort());
  });

  // @promise security.clean-names
  // @promise security.whole-ids: An id with half of a character does not make a list unreadable.
  it.each(Object.entries(NAMED[vendor]))('%s lets no unseen character into a name', (_, mappings) => {
    for (const map of mappings) {
      for (const [what, character] of Object.entries(UNSEEN)) {
        const names = namesIn(map(`${character}Gate${character} 1${character}.png${character}`));
        expect(names.length, what).toBeGreaterThan(0);
        for (const name of names) {
          expect(SEEN_NOT.test(name), `${what}: ${JSON.stringify(name)}`).toBe(false);
          // A surrogate that stands alone becomes the sign for an unknown character, a break becomes a space.
          expect(name.replaceAll(/[ \ufffd]/g, ''), what).toBe('Gate1.png');
        }
      }
      const [long = ''] = namesIn(map('x'.repeat(100_000)));
      expect(long.length).toBeLessThanOrEqual(256);
    }
  });
});
