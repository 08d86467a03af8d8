import { beforeEach, describe, expect, it } from 'vitest';
import type { Cloud } from '../../kernel/cloud.ts';
import { inner, RpcBench, rows, type Parameters } from '../aliyun-rpc/aliyun-support.ts';

let bench: RpcBench;
let corpId: string;
beforeEach(() => {
  bench = new RpcBench('aliyun-vcs');
  corpId = String(bench.ok('CreateCorp', { CorpName: 'Depot 7', AppName: 'Guard' })['CorpId']);
});

const add = (extra: Parameters = {}): Record<string, unknown> =>
  inner(
    bench.ok('CreateDevice', {
      CorpId: corpId,
      DeviceType: 'IPC',
      DataSourceType: 'VIDEO',
      InProtocol: 'GBT28181',
      DeviceName: 'North Gate',
      DeviceAddress: 'Hangzhou, Binjiang',
      ...extra,
    })['Data'],
  );
function statesOf(action: string, ids: Parameters): readonly unknown[] {
  const { Records } = inner(bench.ok(action, { PageNum: 1, PageSize: 200, ...ids })['Data']);
  return rows(Records).map((one) => one['DeviceStatus']);
}
const stateOf = ({ DeviceId }: Record<string, unknown>): unknown =>
  statesOf('DescribeIpcs', { DeviceIdList: String(DeviceId) })[0];
const plugIn = ({ DeviceId, Password }: Record<string, unknown>, order: object = {}): string | null | undefined =>
  (bench.cloud as Cloud).register?.({ deviceId: DeviceId, password: Password, ...order });

describe('VCS cameras in their boxes', () => {
  it('a camera with the values of the answer is on line once its time is over', () => {
    const camera = add();
    expect(plugIn(camera, { afterMs: 5_000 })).toBeNull();
    expect(stateOf(camera)).toBe('2');
    bench.nowMs += 5_000;
    expect(stateOf(camera)).toBe('1');
  });

  it.each([{ password: 'other' }, { serverId: '33010800002000000002' }, { realm: '1100000000' }])(
    'a camera that sends %o waits on, and the cloud gives no reason',
    (typed) => {
      const camera = add();
      plugIn(camera, typed);
      expect(stateOf(camera)).toBe('2');
    },
  );

  it('a recorder registers with all its channels', () => {
    const recorder = add({ DeviceType: 'NVR', SubDeviceCount: 3 });
    plugIn(recorder);
    const NvrIdList = String(recorder['DeviceId']);
    expect(statesOf('DescribeIpcs', { NvrIdList })).toEqual(['1', '1', '1']);
    expect(statesOf('DescribeNvrs', { NvrDeviceIdList: NvrIdList })).toEqual(['1']);
  });

  it('a device over SAPI joins with the code that was entered for it, and its code is printed nowhere', () => {
    const code = 'd390ce22-232f-431c-80ef-f0be633e0000';
    const camera = add({ InProtocol: 'SAPI', ActivateCode: code });
    const register = (order: object) => (bench.cloud as Cloud).register?.(order);
    expect(register({ activateCode: 'another' })).toBeNull();
    expect(stateOf(camera)).toBe('2');
    expect(register({ activateCode: code })).toBeNull();
    expect(stateOf(camera)).toBe('1');
    const printed = bench.ok('DescribeIpcs', { PageNum: 1, PageSize: 200 });
    expect(JSON.stringify([camera, printed])).not.toContain(code);
    expect(register({ activateCode: '' })).toBe('activateCode');
  });

  it('an order without a camera, or with a wrong part, is refused', () => {
    expect(plugIn({ DeviceId: '1' })).toBe('deviceId');
    expect(plugIn(add(), { afterMs: -1 })).toBe('afterMs');
  });
});
