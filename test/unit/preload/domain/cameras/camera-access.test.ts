/** Times of a day in which a cloud takes a picture: which of them Huawei VIS documents, and when a hand may order. */
import { expect, it } from 'vitest';
import { LIMITS } from '../../../../../main/vendors/huawei-vis/devices/camera-access.ts';
import {
  accessBar,
  accessFault,
  isSamePlan,
  type AccessPlan,
} from '../../../../../preload/domain/cameras/camera-access.ts';

const PLAN: AccessPlan = {
  kind: 'random',
  startMinute: 600,
  endMinute: 1_080,
  lengthMinutes: 240,
  isDaily: true,
  isActive: true,
};

it.each([
  ['00:10 to 23:50', { startMinute: 10, endMinute: 1_430, lengthMinutes: 1_420 }],
  ['a start at 23:40', { startMinute: 1_420, endMinute: 1_430, lengthMinutes: 10 }],
  ['continuous pictures to midnight', { kind: 'continuous', startMinute: 1_420, endMinute: null, lengthMinutes: 20 }],
] as const)('times with %s are accepted', (_, part) => {
  expect(accessFault(LIMITS, { ...PLAN, ...part })).toBeNull();
});

it.each([
  ['a start off the grid of ten minutes', { startMinute: 605 }, 'accessStart', 'form'],
  ['a start before 00:10', { startMinute: 0 }, 'accessStart', 'form'],
  ['a start after 23:40', { startMinute: 1_430, endMinute: 1_430 }, 'accessStart', 'form'],
  ['an end off the grid', { endMinute: 1_085 }, 'accessEnd', 'form'],
  ['an end after 23:50', { endMinute: 1_440 }, 'accessEnd', 'form'],
  ['an end that is the start', { endMinute: 600 }, 'accessEnd', 'order'],
  ['no end', { endMinute: null }, 'accessEnd', 'form'],
  ['an end of continuous pictures', { kind: 'continuous' }, 'accessEnd', 'form'],
  ['a length of 15 minutes', { lengthMinutes: 15 }, 'accessLength', 'form'],
  ['a length of 0 minutes', { lengthMinutes: 0 }, 'accessLength', 'form'],
  ['more minutes than from start to end', { lengthMinutes: 490 }, 'accessLength', 'too-long'],
  [
    'continuous pictures over midnight',
    { kind: 'continuous', endMinute: null, lengthMinutes: 850 },
    ...(['accessLength', 'too-long'] as const),
  ],
] as const)('times with %s are refused on their field', (_, part, field, problem) => {
  expect(accessFault(LIMITS, { ...PLAN, ...part })).toEqual({ field, problem });
});

it('a picture is ordered by hand only while no times are active and the camera is there', () => {
  expect(accessBar({ state: 'on', plan: null })).toBeNull();
  expect(accessBar({ state: 'off', plan: { ...PLAN, isActive: false } })).toBeNull();
  expect(accessBar({ state: 'off', plan: PLAN })).toBe('planned');
  expect(accessBar({ state: 'starting', plan: null })).toBe('on-the-way');
  expect(accessBar({ state: 'offline', plan: null })).toBe('offline');
});

it('times are the same when every part of them is', () => {
  expect(isSamePlan(PLAN, { ...PLAN })).toBe(true);
  const others = [
    { lengthMinutes: 10 },
    { isActive: false },
    { isDaily: false },
    { startMinute: 10 },
    { endMinute: 1_090 },
  ];
  for (const part of others) expect(isSamePlan(PLAN, { ...PLAN, ...part })).toBe(false);
});
