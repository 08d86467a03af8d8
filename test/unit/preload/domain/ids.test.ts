/** Ids are made of what the clouds give, and taken apart again, in one file. */
import { expect, it } from 'vitest';
import {
  accountOf,
  asAccountId,
  channelIdOf,
  channelRefOf,
  deviceIdOf,
  channelUnder,
  groupUnder,
  isOfAccount,
  isOrgNodeId,
  nativePartOf,
  orgNodeIdOf,
  streamKeyOf,
  type ChannelId,
} from '../../../../preload/domain/ids.ts';

const [shop, other] = [asAccountId('shop-1'), asAccountId('shop-12')];
/** Vendors print these in ids; the separators of ours are among them. */
const NATIVE = ['34020000001320000001', 'a~b', 'a:b', 'a/b', 'a#b', 'a|b', '门口', '50%'];

it.each(NATIVE)('the id of a camera, a device and a group names its account when the cloud calls it %s', (native) => {
  const device = deviceIdOf(shop, native);
  const channel = channelIdOf(device, native);
  const group = orgNodeIdOf(shop, native);
  for (const id of [device, channel, group]) {
    expect(accountOf(id)).toBe(shop);
    expect(isOfAccount(id, shop)).toBe(true);
    expect(isOfAccount(id, other)).toBe(false);
  }
  expect(channelRefOf(channel)).toEqual({ accountId: shop, deviceNativeId: native, channelNativeId: native });
  expect([isOrgNodeId(group), isOrgNodeId(channel), isOrgNodeId(shop)]).toEqual([true, false, false]);
});

it.each(NATIVE)('a native id %s has the same native part in every account', (native) => {
  const channelIn = (account: typeof shop): ChannelId => channelIdOf(deviceIdOf(account, native), native);
  expect(nativePartOf(channelIn(shop))).toBe(nativePartOf(channelIn(other)));
  expect(nativePartOf(channelIn(shop))).not.toBe(nativePartOf(deviceIdOf(shop, native)));
  expect(channelUnder(other, channelIn(shop))).toBe(channelIn(other));
  expect(groupUnder(other, orgNodeIdOf(shop, native))).toBe(orgNodeIdOf(other, native));
});

it('a text that is not an id names no account', () => {
  expect(accountOf('camera' as ChannelId)).toBe('');
  expect(accountOf('' as ChannelId)).toBe('');
});

it('each stream of a camera has a key of its own', () => {
  const channelId = channelIdOf(deviceIdOf(shop, 'd'), '0');
  const keys = [
    streamKeyOf({ channelId, profile: 'main' }),
    streamKeyOf({ channelId, profile: 'sub' }),
    streamKeyOf({ channelId: channelIdOf(deviceIdOf(other, 'd'), '0'), profile: 'main' }),
  ];
  expect(new Set(keys).size).toBe(3);
});
