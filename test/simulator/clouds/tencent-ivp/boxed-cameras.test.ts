import { beforeEach, describe, expect, it } from 'vitest';
import { IvpBench } from './tencent-ivp-support.ts';

type Row = Readonly<Record<string, unknown>>;

let bench: IvpBench;
beforeEach(() => {
  bench = new IvpBench();
});

function add(extra: Row = {}): Row {
  const place = { OrganizationId: bench.text('organizationId'), ClusterId: bench.text('clusterId') };
  return bench.get('addDevice', {
    body: { Name: 'Gate-9', AccessProtocol: 2, Type: 1, Password: '12345678', ...place, ...extra },
  });
}
const details = ({ Id }: Row): Row => bench.get('describeDevice', { query: { Id: String(Id) } });
const channelsOf = ({ Id }: Row): readonly Row[] =>
  bench.get('listDeviceChannels', { query: { DeviceId: String(Id) } });
const plugIn = ({ Code }: Row, order: object = {}): string | null =>
  bench.cloud.register({ deviceId: Code, password: '12345678', ...order });

describe('IVP cameras in their boxes', () => {
  it('a camera with the entered values registers once its time is over, with its channel', () => {
    const device = add();
    expect(plugIn(device, { afterMs: 5_000 })).toBeNull();
    expect([details(device)['Status'], channelsOf(device).length]).toEqual([0, 0]);
    bench.nowMs += 5_000;
    expect([details(device)['Status'], channelsOf(device).length]).toEqual([1, 1]);
  });

  it.each([{ password: '87654321' }, { serverId: '61010000002000000002' }, { domain: '1100000000' }])(
    'a camera that sends %o stays unregistered, and the cloud gives no reason',
    (typed) => {
      const device = add();
      plugIn(device, typed);
      expect(details(device)['Status']).toBe(0);
    },
  );

  it('a camera whose password is mended registers', () => {
    const device = add();
    plugIn(device, { password: '87654321' });
    const Id = String(device['Id']);
    bench.get('updateDevice', { query: { Id }, body: { Id, Password: '87654321' } });
    expect(details(device)['Status']).toBe(1);
  });

  it('a recorder registers with all its channels, or with none', () => {
    const recorder = add({ Type: 2 });
    plugIn(recorder);
    expect(channelsOf(recorder)).toHaveLength(4);
    const silent = add({ Type: 2 });
    plugIn(silent, { hasNoChannels: true });
    expect([details(silent)['Status'], channelsOf(silent).length]).toEqual([1, 0]);
  });

  it('a camera over RTMP is on line once it pushes to the address of the cloud, and not to another', () => {
    const device = add({ AccessProtocol: 1 });
    const pushUrl = String(details(device)['PushStreamUrl']);
    bench.cloud.register({ pushUrl: `${pushUrl}0` });
    expect(details(device)['Status']).toBe(0);
    bench.cloud.register({ pushUrl });
    expect(details(device)['Status']).toBe(1);
  });

  it('a disabled device does not register', () => {
    const device = add();
    bench.get('updateDeviceStatus', { query: { Id: String(device['Id']) }, body: { Id: device['Id'], Status: 3 } });
    plugIn(device);
    expect(details(device)['Status']).toBe(3);
  });

  it('an order without a camera, or with a wrong part, is refused', () => {
    expect(bench.cloud.register({})).toBe('deviceId');
    expect(bench.cloud.register({ pushUrl: 'http://x' })).toBe('pushUrl');
    expect(plugIn({ Code: '6'.repeat(20) }, { afterMs: -1 })).toBe('afterMs');
  });
});
