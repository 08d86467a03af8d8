import { expect, it } from 'vitest';
import { deal, playable } from '../../../../../main/services/automation/wall-filling.ts';
import { asAccountId, channelIdOf, deviceIdOf, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';

const [a, b] = [asAccountId('a'), asAccountId('b')];
const id = (account: typeof a, n: number): ChannelId => channelIdOf(deviceIdOf(account, `d${n}`), '0');

function channel(account: typeof a, n: number, change: Partial<NumberedChannel> = {}): NumberedChannel {
  return {
    id: id(account, n),
    deviceId: deviceIdOf(account, `d${n}`),
    accountId: account,
    orgNodeId: null,
    name: `camera ${n}`,
    reachable: 'online',
    isFrozen: false,
    protocol: 'other',
    capabilities: [],
    number: 100 + n,
    deviceName: `device ${n}`,
    ...change,
  };
}

it('cameras of the accounts fill the wall in turn', () => {
  const hands = [
    [id(a, 1), id(a, 2), id(a, 3)],
    [id(b, 1), id(b, 2), id(b, 3)],
  ];
  expect(deal(hands, 4)).toEqual([id(a, 1), id(b, 1), id(a, 2), id(b, 2)]);
});

it('the other accounts fill the wall when one account has no more cameras', () => {
  expect(deal([[id(a, 1)], [id(b, 1), id(b, 2), id(b, 3)]], 9)).toEqual([id(a, 1), id(b, 1), id(b, 2), id(b, 3)]);
  expect(deal([], 4)).toEqual([]);
});

it('cameras that cannot play, and those of accounts that were not asked for, are left out', () => {
  const channels = [
    channel(a, 1, { reachable: 'offline' }),
    channel(a, 2, { isFrozen: true }),
    channel(a, 3),
    channel(a, 4),
    channel(b, 1),
  ];
  expect(playable(channels, [a], 1)).toEqual([[id(a, 3)]]);
});
