import { beforeEach, describe, expect, it } from 'vitest';
import { Bench, inner, list } from '../support.ts';

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

const children = (id: string): readonly Record<string, unknown>[] =>
  list(bench.call('GET', `~/device-orgs/${id}/sub-orgs`).body['orgs']);
const firstGroup = (): string => String(children('0')[0]?.['device_org_id']);
const create = (parent: string, name: string): string =>
  bench.verdict('POST', '~/device-orgs', { body: { parent_org_id: parent, device_org_name: name } });

describe('IVM device groups', () => {
  it('a created group is listed, under its new name after a rename, and not after a deletion', () => {
    const parent = firstGroup();
    const made = bench.call('POST', '~/device-orgs', { body: { parent_org_id: parent, device_org_name: '新组 A' } });
    const id = String(made.body['device_org_id']);
    const names = (): unknown[] => children(parent).map((one) => one['device_org_name']);
    expect(names()).toContain('新组 A');
    expect(bench.verdict('PUT', `~/device-orgs/${id}`, { body: { device_org_name: 'Renamed' } })).toBe('200');
    expect(names()).toContain('Renamed');
    expect(bench.verdict('DELETE', `~/device-orgs/${id}`)).toBe('200');
    expect(names()).not.toContain('Renamed');
    expect(bench.verdict('DELETE', `~/device-orgs/${id}`)).toBe('400 IVM.20001001');
  });

  it('the root cannot be changed or deleted', () => {
    expect(create('0', 'x')).toBe('400 IVM.20001003');
    expect(bench.verdict('PUT', '~/device-orgs/0', { body: { device_org_name: 'x' } })).toBe('400 IVM.20001003');
    expect(bench.verdict('DELETE', '~/device-orgs/0')).toBe('400 IVM.20001009');
  });

  it('a group with devices, a taken name, an unknown parent and a name of 51 units are refused', () => {
    const parent = firstGroup();
    expect(bench.verdict('DELETE', `~/device-orgs/${parent}`)).toBe('400 IVM.20001008');
    expect(create(parent, String(children(parent)[0]?.['device_org_name']))).toBe('400 IVM.20001004');
    expect(create('123', 'x')).toBe('400 IVM.20001006');
    expect(create(parent, '汉'.repeat(25))).toBe('200');
    expect(create(parent, `${'汉'.repeat(25)}x`)).toBe('400 IVM.20001005');
    expect(create(parent, 'semi;colon')).toBe('400 IVM.20001005');
  });

  it('groups end at their deepest level', () => {
    let parent = firstGroup();
    for (let level = 2; level <= 10; level += 1) {
      const body = { parent_org_id: parent, device_org_name: `deep ${String(level)}` };
      parent = String(bench.call('POST', '~/device-orgs', { body }).body['device_org_id']);
    }
    expect(create(parent, 'too deep')).toBe('400 IVM.20001007');
  });

  it('groups are found by part of a name, and inner enterprise ids are printed as bare integers beyond 2^53', () => {
    const parent = firstGroup();
    const name = String(children('0')[0]?.['device_org_name']).slice(0, 5);
    const { text, body } = bench.call('GET', `~/device-orgs/tree?device_org_name=${encodeURIComponent(name)}`);
    const top = list(body['result'])[0];
    expect(top).toMatchObject({ device_org_id: parent, is_result: 1, parent_id: '0' });
    const bare = /"enterprise_id":(\d{18})[,}]/.exec(text)?.[1] ?? '0';
    expect(BigInt(bare)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER));
  });

  it('a group counts devices and channels of everything below', () => {
    const sum = (name: string): number => children('0').reduce((all, one) => all + Number(one[name]), 0);
    expect(sum('channel_count')).toBe(64);
    expect(sum('channel_online_count') + sum('channel_offline_count')).toBe(64);
    expect(sum('camera_count')).toBe(bench.call('GET', '~/devices?limit=0').body['total']);
  });

  it('devices are moved, and each device is answered by itself', () => {
    const { deviceId } = bench.example('offline');
    const target = String(children(firstGroup())[0]?.['device_org_id']);
    const move = (ids: readonly string[]): Record<string, unknown> =>
      bench.call('POST', `~/device-orgs/${target}/move-devices`, { body: { device_ids: ids } }).body;
    const codes = (body: Record<string, unknown>): unknown[] =>
      list(body['results']).map((one) => inner(one['result'])['code']);
    const first = move([deviceId, 'NOSUCHDEVICE1']);
    expect([first['failed_num'], codes(first)]).toEqual([1, ['IVM.0', 'IVM.10022035']]);
    expect(codes(move([deviceId]))).toEqual(['IVM.20000050']);
    const inTarget = bench.call('GET', `~/device-orgs/${target}/devices?is_current_org=1&limit=1000`);
    expect(list(inTarget.body['devices']).map((one) => one['device_id'])).toContain(deviceId);
  });
});

describe('IVM devices', () => {
  const toAdd = (): { device_id: string; verification_code: string } => {
    const example = inner(bench.cloud.examples['deviceToAdd']);
    return { device_id: String(example['deviceId']), verification_code: String(example['verificationCode']) };
  };
  const total = (): number => Number(bench.call('GET', '~/devices').body['total']);

  it('a HoloSens device is added once, with the right code, and deleted again', () => {
    const before = total();
    const body = toAdd();
    expect(bench.verdict('POST', '~/devices/holosens', { body: { ...body, verification_code: 'Wrong123' } })).toBe(
      '500 IVM.20000003',
    );
    expect(bench.call('POST', '~/devices/holosens', { body }).body).toMatchObject({ device_id: body.device_id });
    expect(bench.verdict('POST', '~/devices/holosens', { body })).toBe('400 IVM.20000001');
    expect(total()).toBe(before + 1);
    expect(bench.verdict('GET', `~/devices/${body.device_id}`)).toBe('200');
    const gone = bench.call('POST', '~/devices/batch-delete', { body: { devices: [body.device_id, 'NOSUCH00'] } });
    expect(gone.body['failed_num']).toBe(1);
    expect(bench.verdict('GET', `~/devices/${body.device_id}`)).toBe('400 IVM.20000010');
    expect(total()).toBe(before);
  });

  it('a device of another account and a device that does not exist are refused', () => {
    const mine = toAdd();
    const theirs = { device_id: mine.device_id.replace(/1$/, '8'), verification_code: 'Code1008' };
    expect(bench.verdict('POST', '~/devices/holosens', { body: theirs })).toBe('400 IVM.20000000');
    const nobody = { ...mine, device_id: 'NOSUCHDEVICE' };
    expect(bench.verdict('POST', '~/devices/holosens', { body: nobody })).toBe('500 IVM.20000002');
  });

  it('GB28181 devices are added as not registered, and each device is answered by itself', () => {
    const good = {
      device_id: '34020000001327777777',
      device_name: '新相机',
      device_password: 'Abcdef12',
      algorithm: 'SHA256',
    };
    const taken = { ...good, device_id: bench.example('gb28181').deviceId };
    const twice = { ...good, device_id: '34020000001328888888' };
    const body = { devices: [good, taken, twice, twice] };
    const answer = bench.call('POST', '~/devices/gb/batch-add', { body }).body;
    expect(answer['failed_num']).toBe(3);
    expect(list(answer['devices']).map((one) => inner(one['result'])['code'])).toEqual([
      'IVM.0',
      'IVM.20000001',
      'IVM.20000051',
      'IVM.20000051',
    ]);
    expect(bench.call('GET', `~/devices/${good.device_id}`).body).toMatchObject({ device_state: 'UNREGISTERED' });
    expect(bench.verdict('GET', `~/devices/${good.device_id}/gateway`)).toBe('200');
  });

  it('a batch of 101, an empty batch, and a weak password are refused', () => {
    const one = { device_id: '34020000001327777777', device_name: 'a', device_password: 'abcdefgh', algorithm: 'MD5' };
    const add = (devices: unknown): string => bench.verdict('POST', '~/devices/gb/batch-add', { body: { devices } });
    expect(add([one])).toBe('400 IVM.10022032');
    expect(add([])).toBe('400 IVM.10022003');
    expect(add(Array.from({ length: 101 }, () => one))).toBe('400 IVM.10022004');
    const ids = Array.from({ length: 101 }, () => 'ABCDEFGH');
    const remove = (devices: unknown): string => bench.verdict('POST', '~/devices/batch-delete', { body: { devices } });
    expect([remove(ids), remove([])]).toEqual(['400 IVM.10022016', '400 IVM.10022017']);
  });

  it('devices are renamed by the rules of each protocol and state', () => {
    const { deviceId: gb } = bench.example('gb28181');
    const put = (id: string, body: unknown): string => bench.verdict('PUT', `~/devices/${id}`, { body });
    expect(put(gb, { device_name: 'A', modify_type: 'ALL' })).toBe('400 IVM.10022010');
    expect(put(gb, { osd: 'x', modify_type: 'DEFAULT' })).toBe('400 IVM.10022012');
    expect(put(gb, {})).toBe('400 IVM.10022010');
    expect(put(gb, { device_name: 'B', modify_type: 'DEFAULT' })).toBe('200');
    expect(bench.call('GET', `~/devices/${gb}`).body['device_name']).toBe('B');
    expect(put(gb, { osd: '汉'.repeat(21), modify_type: 'OSD' })).toBe('200');
    expect(put(gb, { osd: '汉'.repeat(22), modify_type: 'OSD' })).toBe('400 IVM.10020001');
    bench.cloud.setDeviceOnline(gb, false);
    expect(put(gb, { device_name: 'C' })).toBe('400 IVM.20000036');
    expect(put(gb, { device_name: 'C', modify_type: 'DEVICE_NAME' })).toBe('200');
  });

  it('a GB28181 account changes only while the device is off line', () => {
    const { deviceId } = bench.example('gb28181');
    const put = (body: unknown): string => bench.verdict('PUT', `~/devices/${deviceId}/gb-account`, { body });
    expect(put({ device_username: 'operator' })).toBe('400 IVM.20000031');
    bench.cloud.setDeviceOnline(deviceId, false);
    expect([put({}), put({ device_username: '1abcd' }), put({ device_username: 'operator' })]).toEqual([
      '400 IVM.10022010',
      '400 IVM.10022008',
      '200',
    ]);
  });

  it('channels of HoloSens devices that are on line are renamed', () => {
    const { deviceId, channelId } = bench.example('ptzDome');
    const path = `~/devices/${deviceId}/channels/${channelId}`;
    expect(bench.verdict('PUT', path, { body: { channel_name: '东门 1_a' } })).toBe('200');
    expect(bench.call('GET', path).body['channel_name']).toBe('东门 1_a');
    expect(bench.verdict('PUT', path, { body: { channel_name: 'no/slash' } })).toBe('400 IVM.10022023');
    bench.cloud.setDeviceOnline(deviceId, false);
    expect(bench.verdict('PUT', path, { body: { channel_name: 'x' } })).toBe('400 IVM.20000037');
    const gb = bench.example('gb28181');
    const gbPath = `~/devices/${gb.deviceId}/channels/${gb.channelId}`;
    expect(bench.verdict('PUT', gbPath, { body: { channel_name: 'x' } })).toBe('400 IVM.10022001');
  });
});
