/** The table of what each cloud can do follows the documents. */
import { expect, it } from 'vitest';
import { CAPABILITIES, type Capability } from '../../../../preload/domain/accounts/capability.ts';
import { capabilityOf } from '../../../../preload/domain/accounts/cloud-capability.ts';
import { asAccountId } from '../../../../preload/domain/ids.ts';
import { VENDOR_IDS, type VendorId } from '../../../../preload/domain/vendor.ts';
import { Secret } from '../../../../main/secret.ts';
import { vendors, readCapabilities, sessionFactories } from '../../../../main/vendors/registry.ts';
import { cellsOf } from '../../../../main/vendors/core/contract/capabilities.ts';
import { readContract } from '../../../../main/vendors/core/contract/contract.ts';
import { allScreens } from '../../../screens.ts';

const columns = readCapabilities(await allScreens());
const cell = (vendor: VendorId, capability: Capability) =>
  columns.find((column) => column.vendor === vendor)?.cells.find((one) => one.capability === capability);

it.each(VENDOR_IDS)(
  'the table assigns each operation of %s to a capability, and no operation that is not documented',
  (vendor) => {
    const contract = readContract(vendor);
    const claims = vendors[vendor].claims;
    const isClaimed = (id: string, group: string): boolean => id in claims.operations || group in claims.groups;
    expect(contract.operations.filter(({ id, group }) => !isClaimed(id, group))).toEqual([]);
    const ids = contract.operations.map(({ id }) => id);
    const groups = new Set(contract.operations.map(({ group }) => group));
    expect(Object.keys(claims.groups).filter((group) => !groups.has(group))).toEqual([]);
    expect(Object.keys(claims.operations).filter((id) => !ids.includes(id))).toEqual([]);
  },
);

it('the table has a cell for every capability of every cloud, each with its reason', () => {
  expect(columns.map(({ vendor }) => vendor)).toEqual(VENDOR_IDS);
  expect(columns.reduce((sum, { operationCount }) => sum + operationCount, 0)).toBe(282);
  for (const { cells } of columns) {
    expect(cells.map(({ capability }) => capability)).toEqual(CAPABILITIES);
    for (const { state, reason, operations } of cells) {
      expect(operations.length > 0).toBe(state !== 'no');
      expect(reason === null).toBe(state === 'yes');
    }
  }
});

it('the tools of a tile agree with the table: which clouds document PTZ, and that none documents talk', () => {
  const documents = (capability: Capability) =>
    VENDOR_IDS.filter((vendor) => (cell(vendor, capability)?.operations.length ?? 0) > 0);
  expect(documents('ptz')).toEqual(VENDOR_IDS.filter((vendor) => capabilityOf(vendor, 'ptz').can));
  expect(documents('audio-talk')).toEqual([]);
});

it.each<[VendorId, Capability, 'yes' | 'not-yet' | 'no']>([
  ['huawei-ivm', 'live-flv', 'yes'],
  ['huawei-ivm', 'live-rtmp', 'no'],
  ['huawei-ivm', 'cruise-tracks', 'yes'],
  ['huawei-ivm', 'cloud-playback', 'yes'],
  ['huawei-ivm', 'device-playback', 'yes'],
  ['huawei-vis', 'cloud-playback', 'no'],
  ['tencent-ivp', 'cloud-playback', 'yes'],
  ['tencent-ivp', 'device-playback', 'yes'],
  ['tencent-ivp', 'recording-download', 'yes'],
  ['tencent-ivp', 'bulk-import', 'yes'],
  ['huawei-vis', 'ptz', 'no'],
  ['huawei-ivm', 'presets', 'yes'],
  ['tencent-ivp', 'presets', 'yes'],
  ['aliyun-vcs', 'presets', 'no'],
  ['tencent-ivp', 'cruise-tracks', 'no'],
  ['tencent-ivp', 'alarm-push', 'not-yet'],
  ['aliyun-vcs', 'live-rtmp', 'not-yet'],
  ['aliyun-vcs', 'cloud-playback', 'yes'],
  ['aliyun-vcs', 'device-playback', 'yes'],
  ['aliyun-vcs', 'ptz', 'no'],
  ['aliyun-cityvisual', 'live-rtmp', 'yes'],
  ['aliyun-cityvisual', 'live-flv', 'no'],
  ['aliyun-cityvisual', 'target-search', 'not-yet'],
])('the documents of %s make %s %s', (vendor, capability, state) => {
  expect(cell(vendor, capability)?.state).toBe(state);
});

it('the documents of no cloud offer to talk', () => {
  expect(VENDOR_IDS.map((vendor) => cell(vendor, 'audio-talk')?.state)).toEqual(VENDOR_IDS.map(() => 'no'));
});

it('the documents decide: a cloud loses an ability when its operation loses it', () => {
  const contract = readContract('huawei-ivm');
  const operations = contract.operations
    .filter(({ id }) => id !== 'snapChannelPicture')
    .map((one) => (one.id === 'getLiveConnections' ? { ...one, params: [] } : one));
  const cells = cellsOf({ ...contract, operations }, vendors['huawei-ivm'].claims, new Set(CAPABILITIES));
  const states = (['snapshot', 'live-flv', 'ptz'] as const).map(
    (name) => cells.find(({ capability }) => capability === name)?.state,
  );
  expect(states).toEqual(['no', 'no', 'yes']);
});

it.each(VENDOR_IDS)(
  'the table calls exactly those functions of %s ready that the session of the cloud offers',
  async (vendor) => {
    const word = (name: string) => [name, new Secret('x')] as const;
    const session = sessionFactories[vendor]?.({
      accountId: asAccountId('a'),
      endpoint: 'https://vis.cn-north-4.myhuaweicloud.com',
      region: 'cn-north-4',
      credential: {
        fields: { userId: '123456789012345678', ak: 'AK', accessKeyId: 'AK', secretId: 'AK' },
        secrets: Object.fromEntries(['sk', 'accessKeySecret', 'secretKey'].map(word)),
      },
      tokens: { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() },
    });
    const played = (session?.live?.transports ?? []).map((one) => `live-${one.replace('http-', '')}`);
    const ready = (['live-flv', 'live-hls', 'live-rtmp'] as const).filter((one) => cell(vendor, one)?.state === 'yes');
    expect(ready.toSorted()).toEqual(played.toSorted());
    expect(cell(vendor, 'ptz')?.state).toBe(session?.ptz ? 'yes' : 'no');
    expect(capabilityOf(vendor, 'recording-lists').can).toBe(session?.records !== undefined);
    expect(capabilityOf(vendor, 'cloud-playback').can).toBe(session?.playback !== undefined);
    expect(capabilityOf(vendor, 'target-libraries').can).toBe(session?.targets !== undefined);
    expect(capabilityOf(vendor, 'retrievals').can).toBe(session?.retrievals !== undefined);
    expect(capabilityOf(vendor, 'workbooks').can).toBe(session?.workbooks !== undefined);
    expect(capabilityOf(vendor, 'onboarding').can).toBe(session?.onboarding !== undefined);
    expect(capabilityOf(vendor, 'data-sources').can).toBe(session?.dataSources !== undefined);
    expect(capabilityOf(vendor, 'credentials').can).toBe(session?.credentials !== undefined);
    expect(capabilityOf(vendor, 'intakes').can).toBe(session?.intakes !== undefined);
    await session?.dispose();
  },
);
