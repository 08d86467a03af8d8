import { describe, expect, it } from 'vitest';
import { VisBench } from './huawei-vis-support.ts';

const PASSWORD = 'Gate#2026';

function withCredential(type: 'NORMAL' | 'ANONYMOUS' = 'NORMAL') {
  const bench = new VisBench();
  const body = { username: 'gate01', type, password: PASSWORD };
  const userName = String(bench.call('POST', '~/credentials/codes', { body }).body['username']);
  const made = bench.call('POST', '~/devices', { body: { type: 'IPC', username: userName } }).body;
  const [deviceId = ''] = made['device_id_list'] as string[];
  const stateOf = (id = deviceId): unknown => bench.call('GET', `~/devices/${id}`).body['state'];
  const plugIn = (typed: object): string | null => bench.cloud.register({ deviceId, password: PASSWORD, ...typed });
  return { bench, deviceId, userName, stateOf, plugIn };
}

describe('VIS cameras in their boxes', () => {
  it('a camera with the user name and the password of its credential registers once its time is over', () => {
    const { bench, userName, stateOf, plugIn } = withCredential();
    expect(plugIn({ userName, afterMs: 5_000 })).toBeNull();
    expect(stateOf()).toBe('UNREGISTERED');
    bench.pass(5_000);
    expect(stateOf()).toBe('ONLINE');
  });

  it.each([{ password: 'Other#2026' }, { userName: 'gb0100' }, { userName: '' }])(
    'a camera that sends %o stays unregistered, and the cloud gives no reason',
    (typed) => {
      const { userName, stateOf, plugIn } = withCredential();
      plugIn({ userName, ...typed });
      expect(stateOf()).toBe('UNREGISTERED');
    },
  );

  it('a camera of an anonymous credential signs in under its own id', () => {
    const { deviceId, userName, stateOf, plugIn } = withCredential('ANONYMOUS');
    plugIn({ userName });
    expect(stateOf()).toBe('UNREGISTERED');
    plugIn({ userName: deviceId });
    expect(stateOf()).toBe('ONLINE');
  });

  it('a camera that did not register is in no list while the cloud lists registered ones alone, and counts in the quota', () => {
    const { bench, deviceId } = withCredential();
    const listed = (): boolean => bench.rows('~/devices').some((one) => one['device_id'] === deviceId);
    const used = (): unknown => {
      const { body } = bench.call('GET', '~/subscription');
      return (body['quota'] as { device: { used: number } }).device.used;
    };
    expect(listed()).toBe(true);
    const before = used();
    expect(bench.cloud.setTraits({ unregistered: 'hidden' })).toBeNull();
    expect(listed()).toBe(false);
    expect(used()).toBe(before);
    expect(bench.verdict('GET', `~/devices/${deviceId}`)).toBe('200');
    expect(bench.cloud.setTraits({ unregistered: 'gone' })).toBe('unregistered');
  });

  it('an order with a wrong part is refused', () => {
    const { plugIn } = withCredential();
    expect(plugIn({ deviceId: '1' })).toBe('deviceId');
    expect(plugIn({ afterMs: -1 })).toBe('afterMs');
  });
});
