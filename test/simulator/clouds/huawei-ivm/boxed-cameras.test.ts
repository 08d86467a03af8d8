import { beforeEach, describe, expect, it } from 'vitest';
import { Bench, inner, list } from '../../support.ts';

const ID = '34020000001320009001';
const ENTERED = {
  device_id: ID,
  device_name: 'Gate 9',
  device_username: 'gate-9',
  device_password: 'Lanner#2026',
  algorithm: 'SHA256',
};
const TYPED = { deviceId: ID, userName: 'gate-9', password: 'Lanner#2026', algorithm: 'SHA256' };

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

const add = (devices: readonly object[] = [ENTERED]): readonly unknown[] =>
  list(bench.call('POST', '~/devices/gb/batch-add', { body: { devices } }).body['devices']).map(
    (one) => inner(one['result'])['code'],
  );
const row = (): Record<string, unknown> | undefined =>
  list(bench.call('GET', `~/device-orgs/0/devices?device_id=${ID}`).body['devices'])[0];
const state = (): unknown => row()?.['gb_access_state'];
const plugIn = (order: object = {}): string | null => bench.cloud.register({ ...TYPED, ...order });

describe('IVM cameras in their boxes', () => {
  it('a camera with the entered values comes on line once its time is over, with a channel', () => {
    expect(add()).toEqual(['IVM.0']);
    expect(state()).toBe('NOT_CONNECTED');
    expect(plugIn({ afterMs: 5_000 })).toBeNull();
    expect(state()).toBe('NOT_CONNECTED');
    bench.pass(5_000);
    expect(row()).toMatchObject({ gb_access_state: 'CONNECTED', device_state: 'ONLINE', channel_total: '1' });
  });

  it.each([
    [{ userName: '' }, 'NO_AUTHENTICATION_INFO'],
    [{ domain: '1100000000' }, 'NO_AUTHENTICATION_INFO'],
    [{ password: 'other' }, 'AUTHENTICATION_FAILED'],
    [{ algorithm: 'MD5' }, 'AUTHENTICATION_FAILED'],
    [{ hasWrongChannels: true }, 'CATALOG_ERROR'],
    [{ failsOddly: true }, 'UNKNOWN_ERROR'],
  ])('a camera that sends %o is reported as %s', (order, expected) => {
    add();
    plugIn(order);
    expect(row()).toMatchObject({ gb_access_state: expected, device_state: 'UNREGISTERED' });
  });

  it('a camera whose account is mended comes on line, and its account is then closed to changes', () => {
    add();
    plugIn({ password: 'Typed#2026' });
    expect(state()).toBe('AUTHENTICATION_FAILED');
    const mend = (): string =>
      bench.verdict('PUT', `~/devices/${ID}/gb-account`, { body: { device_password: 'Typed#2026' } });
    expect(mend()).toBe('200');
    expect(state()).toBe('CONNECTED');
    expect(mend()).toBe('400 IVM.20000031');
  });

  it('a device of somebody else is refused by the documented codes', () => {
    bench.cloud.register({ deviceId: ID, owner: 'enterprise' });
    expect(add()).toEqual(['IVM.20000000']);
    bench.cloud.register({ deviceId: ID, owner: 'personal-app' });
    expect(add()).toEqual(['IVM.20000046']);
  });

  it('an order without a device, or with words of its own, is refused', () => {
    expect(bench.cloud.register({})).toBe('deviceId');
    expect(plugIn({ afterMs: -1 })).toBe('afterMs');
    expect(plugIn({ management: 'FREE' })).toBe('management');
    expect(bench.cloud.register({ deviceId: ID, owner: 'nobody' })).toBe('owner');
  });
});
