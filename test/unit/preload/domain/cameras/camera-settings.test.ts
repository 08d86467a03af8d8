import { expect, it } from 'vitest';
import {
  copiedSettings,
  copyOnto,
  devicePasswordFault,
  limitsOf,
  settingFaults,
  settingOf,
  withSetting,
  type CameraSettings,
  type Setting,
  type StreamVariant,
} from '../../../../../preload/domain/cameras/camera-settings.ts';

const variant = (codec: string, size: string, frameRates: readonly string[]): StreamVariant => ({
  place: 'main',
  codec,
  size,
  maxFrameRate: '25',
  frameRates,
  rateKinds: ['constant', 'variable'],
  bitRateKbps: { min: 512, max: 16_384 },
  keyFrameInterval: { min: 1, max: 500 },
});

const values: readonly Setting[] = [
  { place: 'camera', field: 'maxFrameRate', value: '25' },
  { place: 'main', field: 'codec', value: 'H.264' },
  { place: 'main', field: 'size', value: '1920*1080' },
  { place: 'main', field: 'frameRate', value: '25' },
  { place: 'main', field: 'bitRateKbps', value: '400' },
];

const settings: CameraSettings = {
  values,
  rules: [{ place: 'camera', field: 'maxFrameRate', limits: { values: ['25'] } }],
  variants: [variant('H.264', '1920*1080', ['12', '25']), variant('H.265', '1280*720', ['12'])],
};

const SIZE = { place: 'main', field: 'size' } as const;
const CODEC = { place: 'main', field: 'codec' } as const;
const RATE = { place: 'main', field: 'bitRateKbps' } as const;

it('a resolution belongs to its codec', () => {
  expect(limitsOf(settings, values, SIZE)?.values).toEqual(['1920*1080']);
  expect(limitsOf(settings, withSetting(values, CODEC, 'H.265'), SIZE)?.values).toEqual(['1280*720']);
});

it('a value that the camera has already may break a limit, a new one may not', () => {
  expect(settingFaults(settings, values)).toEqual([]);
  expect(settingFaults(settings, withSetting(values, RATE, '300'))).toMatchObject([RATE]);
  expect(settingFaults(settings, withSetting(values, RATE, '1e9'))).toMatchObject([RATE]);
  expect(settingFaults(settings, withSetting(values, RATE, '2048'))).toEqual([]);
});

it('a new codec asks for new values of its own fields', () => {
  const faults = settingFaults(settings, withSetting(values, CODEC, 'H.265'));
  expect(faults.map(({ field }) => field)).toContain('size');
});

it('a copy is barred by each setting that the other camera lacks or does not offer', () => {
  const copied = copiedSettings([...values, { place: 'third', field: 'codec', value: 'H.264' }]);
  const allowed = copyOnto(settings, copiedSettings(withSetting(values, RATE, '2048')));
  expect(allowed.barred).toEqual([]);
  expect(settingOf(allowed.values, RATE)).toBe('2048');
  expect(copyOnto(settings, copied).barred).toMatchObject([{ place: 'third', field: 'codec' }]);
  expect(copyOnto(settings, copiedSettings(withSetting(values, SIZE, '4000*3000'))).barred).toMatchObject([SIZE]);
});

it('names and places of a camera are not copied', () => {
  expect(copiedSettings([{ place: 'camera', field: 'name', value: 'Gate' }])).toEqual([]);
});

it('a password needs its length and its kinds of characters', () => {
  const limits = { minLength: 8, maxLength: 20, kinds: { of: ['a-z', 'A-Z', '0-9'], atLeast: 2 } };
  expect(devicePasswordFault({ limits }, 'Gate2026')).toBeNull();
  expect(devicePasswordFault({ limits }, 'gategate')).toMatchObject({ limit: 'kinds' });
  expect(devicePasswordFault({ limits }, 'G1')).toMatchObject({ limit: 'minLength' });
});
