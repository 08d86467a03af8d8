import { expect, it } from 'vitest';
import type { ChannelCapability, Channel } from '../../../../../preload/domain/cameras/cameras.ts';
import type { VendorId } from '../../../../../preload/domain/vendor.ts';
import { listsNoCruise, whyNoPresets, type NoPresets } from '../../../../../renderer/state/presets/preset-reason.ts';

type Row = readonly [VendorId, Channel['protocol'], readonly ChannelCapability[], NoPresets | null];

it.each<Row>([
  ['huawei-ivm', 'holosens', ['ptz', 'presets'], null],
  // An older release does not list presets among the abilities: the cloud is asked.
  ['huawei-ivm', 'holosens', ['ptz'], null],
  ['huawei-ivm', 'gb28181', ['ptz'], 'protocol'],
  ['huawei-ivm', 'holosens', [], 'fixed'],
  ['tencent-ivp', 'gb28181', ['ptz', 'presets', 'device-record'], null],
  ['tencent-ivp', 'other', ['cloud-record'], 'rtmp'],
  ['aliyun-vcs', 'gb28181', ['cloud-record'], 'cloud'],
])('a camera of %s over %s that can do %o has presets, or the reason %s', (vendor, protocol, capabilities, reason) => {
  expect(whyNoPresets({ protocol, capabilities }, vendor)).toBe(reason);
});

it.each<readonly [VendorId, readonly ChannelCapability[], boolean]>([
  ['huawei-ivm', ['ptz', 'presets', 'cruise'], false],
  ['huawei-ivm', ['ptz', 'presets'], true],
  ['huawei-ivm', ['ptz'], false],
  ['tencent-ivp', ['ptz', 'presets'], false],
])('a camera of %s that can do %o is listed without cruise tracks: %s', (vendor, capabilities, isListedWithout) => {
  expect(listsNoCruise({ capabilities }, vendor)).toBe(isListedWithout);
});
