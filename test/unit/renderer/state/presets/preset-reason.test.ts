import { expect, it } from 'vitest';
import type { ChannelCapability, Channel } from '../../../../../preload/domain/cameras.ts';
import type { VendorId } from '../../../../../preload/domain/vendor.ts';
import { whyNoPresets, type NoPresets } from '../../../../../renderer/state/presets/preset-reason.ts';

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
