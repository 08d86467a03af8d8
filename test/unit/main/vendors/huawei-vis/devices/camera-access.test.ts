/** Answers of VIS about invitations and access strategies, as the document prints them and otherwise. */
import { describe, expect, it } from 'vitest';
import {
  toAccess,
  toPlan,
  toStrategy,
  toStreamAccess,
} from '../../../../../../main/vendors/huawei-vis/devices/camera-access.ts';

const STRATEGY = {
  start_time: '10:00',
  end_time: '18:00',
  periodicity: 'DAY',
  total_length: 240,
  state: 'STOPPED',
  random_strategy: 'RANDOM',
};

describe('an access strategy of VIS', () => {
  it('a plan of times is minutes of a day in the time of the cloud, and goes back with every part', () => {
    const plan = toPlan(STRATEGY);
    expect(plan).toEqual({
      kind: 'random',
      startMinute: 600,
      endMinute: 1_080,
      lengthMinutes: 240,
      isDaily: true,
      isActive: false,
    });
    expect(toStrategy(plan)).toEqual(STRATEGY);
  });

  it('an access strategy with continuous pictures has no end, whatever end VIS answers', () => {
    const plan = toPlan({ ...STRATEGY, random_strategy: 'consecutive', state: 'active', periodicity: 'once' });
    expect(plan).toMatchObject({ kind: 'continuous', endMinute: null, isDaily: false, isActive: true });
    expect(toStrategy(plan)).toEqual({
      random_strategy: 'CONSECUTIVE',
      start_time: '10:00',
      total_length: 240,
      periodicity: 'ONCE',
      state: 'ACTIVE',
    });
  });

  it.each([
    ['no start', { start_time: undefined }],
    ['a start of another form', { start_time: '25:00' }],
    ['no end', { end_time: undefined }],
    ['no length', { total_length: undefined }],
    ['a state of another word', { state: 'PAUSED' }],
    ['no kind', { random_strategy: undefined }],
    ['a period of another word', { periodicity: 'WEEK' }],
  ])('an access strategy with %s is refused', (_, part) => {
    expect(() => toPlan({ ...STRATEGY, ...part } as typeof STRATEGY)).toThrow(RangeError);
  });
});

it('words of VIS about an invitation are states, and a word of no document is unknown', () => {
  const stateOf = (invitation_status: string | undefined) =>
    toAccess({ type: 'IPC' }, invitation_status === undefined ? {} : { invitation_status }).state;
  expect(['INVITE_SUCCESS', 'INVITING', 'CANCELING', 'ONLINE', 'OFFLINE', 'UNREGISTERED'].map(stateOf)).toEqual([
    ...['on', 'starting', 'ending', 'off', 'offline', 'not-registered'],
  ]);
  expect(stateOf('ASLEEP')).toBe('unknown');
  expect(stateOf(undefined)).toBe('unknown');
  expect(toStreamAccess({ state: 'PAUSED' })).toMatchObject({ state: 'unknown', word: 'PAUSED' });
});
