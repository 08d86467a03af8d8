import type { NetworkInterfaceInfo } from 'node:os';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NetworkWatch, placesOf, type Interfaces } from '../../../../../main/services/client/network-watch.ts';

const at = (address: string, internal = false): NetworkInterfaceInfo => {
  const family = address.includes(':') ? 'IPv6' : 'IPv4';
  return { address, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 };
};

const OFFICE: Interfaces = { lo: [at('127.0.0.1', true)], eth0: [at('10.0.0.5'), at('fe80::1')] };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

// @promise failures.network-change: An address of this computer that comes, goes or changes has every connection
// checked, and what waits is tried at once.
it('the watch over the network reports once that an address came, went or changed, and nothing else', () => {
  let now = OFFICE;
  const onChanged = vi.fn();
  const watch = new NetworkWatch({ onChanged, read: () => now, intervalMs: 1_000 });
  vi.advanceTimersByTime(60_000);
  expect(onChanged).not.toHaveBeenCalled();
  now = { ...OFFICE, tun0: [at('172.16.0.2')] };
  vi.advanceTimersByTime(60_000);
  expect(onChanged).toHaveBeenCalledTimes(1);
  now = OFFICE;
  vi.advanceTimersByTime(1_000);
  now = { lo: OFFICE['lo'] };
  vi.advanceTimersByTime(1_000);
  expect(onChanged).toHaveBeenCalledTimes(3);
  watch.dispose();
  now = OFFICE;
  vi.advanceTimersByTime(60_000);
  expect(onChanged).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(0);
});

it('the watch over the network continues after the system refused to answer for a while', () => {
  let read = (): Interfaces => OFFICE;
  const onChanged = vi.fn();
  const watch = new NetworkWatch({ onChanged, read: () => read(), intervalMs: 1_000 });
  read = () => {
    throw new Error('A system error occurred: uv_interface_addresses returned Unknown system error 24');
  };
  vi.advanceTimersByTime(5_000);
  expect(onChanged).not.toHaveBeenCalled();
  read = () => ({ lo: OFFICE['lo'] });
  vi.advanceTimersByTime(1_000);
  expect(onChanged).toHaveBeenCalledTimes(1);
  watch.dispose();
});

// @promise failures.network-change
it('the watch over the network ignores changes without a cause: loopback, link-local, the made-up half of IPv6', () => {
  const before = placesOf({ eth0: [at('2001:db8:1:2:aaaa:bbbb:cccc:dddd')], lo: [at('::1', true)] });
  expect(placesOf({ eth0: [at('2001:db8:1:2::7'), at('169.254.3.4'), at('fe80::9')] })).toBe(before);
  expect(placesOf({ eth0: [at('2001:db8:1:3::7')] })).not.toBe(before);
});
