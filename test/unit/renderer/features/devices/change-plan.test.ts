/** Which devices a change of selected cameras is about, and under which names. */
import { expect, it } from 'vitest';
import type { DeviceChangeRule } from '../../../../../preload/domain/cameras/device-changes.ts';
import { asAccountId, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { nameFault, namesBy, planChange } from '../../../../../renderer/features/devices/model/change-plan.ts';
import { camera } from '../cameras/directory-sample.ts';

const IVM = asAccountId('a1');
const CITY = asAccountId('a2');
const NAME = { minLength: 1, maxLength: 8, patterns: ['^[\\p{Script=Han}A-Za-z0-9 ]+$'] };

const rule = (change: DeviceChangeRule['change'], more: Partial<DeviceChangeRule> = {}): DeviceChangeRule => ({
  change,
  isByDevice: true,
  perCall: 1,
  protocols: null,
  name: null,
  ...more,
});
const RULES = new Map([
  [IVM, [rule('rename', { isByDevice: false, protocols: ['holosens'], name: NAME }), rule('delete')]],
  [CITY, []],
]);

const below = { deviceId: deviceIdOf(IVM, 'nvr'), deviceName: 'NVR' };
const gate = camera(IVM, 101, 'Gate', null, { protocol: 'holosens' });
const aisles = [1, 2, 3].map((n) => camera(IVM, 140 + n, `Aisle ${n}`, null, { ...below, protocol: 'gb28181' }));
const plaza = camera(CITY, 201, 'Plaza', null);
const all = [gate, ...aisles, plaza];

// @promise devices.change-along: Cameras that change along with their device are named.
it('cameras of one device count as one device of a deletion, with its cameras that nobody selected', () => {
  const [first, second] = aisles;
  const { subjects } = planChange('delete', [gate, ...aisles.slice(0, 2)], all, RULES);
  expect(subjects.map(({ id, name }) => [id, name])).toEqual([
    [gate.id, gate.deviceName],
    [first?.id, 'NVR'],
  ]);
  expect(subjects.map(({ along }) => along.map(({ name }) => name))).toEqual([[], ['Aisle 3']]);
  expect(second?.deviceId).toBe(first?.deviceId);
});

// @promise devices.left-out: Selected devices that cannot have a change are left out with the reason.
it('a camera whose cloud does not document the change for its protocol is left out with its reason', () => {
  const { subjects, barred } = planChange('rename', all, all, RULES);
  expect(subjects.map(({ id }) => id)).toEqual([gate.id]);
  expect(barred).toEqual({ unpublished: 1, protocol: 3 });
});

it('new names follow a pattern, have as many digits as are needed, and names that are too long have a fault', () => {
  const many = Array.from({ length: 12 }, (_, i) => camera(IVM, 300 + i, `C${i}`, null, { protocol: 'holosens' }));
  const { subjects } = planChange('rename', many, many, RULES);
  expect(namesBy('{name} {n}', subjects).slice(0, 2)).toEqual(['C0 01', 'C1 02']);
  expect(namesBy('P{number}', subjects).at(-1)).toBe('P311');
  expect(namesBy('{other}', subjects)[0]).toBe('{other}');
  const [subject] = subjects;
  if (subject === undefined) throw new Error('no subject');
  expect(['Gate 1', '大门', '', 'a/b', 'far too long'].map((name) => nameFault(subject, name)?.code ?? null)).toEqual([
    ...[null, null],
    ...['too-short', 'pattern', 'too-long'],
  ]);
});
