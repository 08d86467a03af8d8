import { describe, expect, it } from 'vitest';
import { loadContract } from '../../kernel/contract.ts';
import { Bench, inner, list } from '../../support.ts';

const JPEG = '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==';
const MARK = { name: 'mark', gender: 'male', jpegBase64: JPEG };

function groupOn(bench: Bench, deviceId: string, name = 'staff'): number {
  const { body } = bench.call('POST', '~2/target-groups', { body: { device_id: deviceId, group_name: name } });
  return Number(body['group_id']);
}

it('IVM target libraries store added values until they are deleted', () => {
  const bench = new Bench();
  const { deviceId: device_id } = bench.example('recorder');
  const group_id = groupOn(bench, device_id);
  const targets = [MARK, { ...MARK, name: '李 明', jpegBase64: 'bm90aGluZw==' }];
  const added = list(
    bench.call('POST', '~/targets/batch-add', { body: { device_id, group_id, targets } }).body['targets'],
  );
  expect(added.map((one) => inner(one['result'])['code'])).toEqual(['IVM.0', 'IVM.10027010']);
  const target_id = String(added[0]?.['target_id']);
  const query = `device_id=${device_id}&group_id=${String(group_id)}`;
  expect(bench.call('GET', `~/targets/count?${query}`).body['target_count']).toBe(1);
  expect(bench.call('GET', `~/targets/ids?${query}`).body['target_ids']).toEqual([target_id]);
  expect(list(bench.call('GET', `~/targets?${query}`).body['targets'])).toMatchObject([{ name: 'mark', target_id }]);
  const changed = { device_id, group_id, targets: [{ ...MARK, target_id, name: 'max' }] };
  expect(bench.verdict('PUT', '~/targets', { body: changed })).toBe('200');
  const read = bench.call('POST', '~/targets', { body: { device_id, target_ids: [target_id] } });
  expect(list(read.body['targets'])).toMatchObject([{ name: 'max', jpegBase64: JPEG }]);
  const gone = { device_id, group_id, target_ids: [target_id, '999'] };
  const outcomes = list(bench.call('POST', '~/target/batch-delete', { body: gone }).body['target_ids']);
  expect(outcomes.map((one) => inner(one['result'])['code'])).toEqual(['IVM.0', 'IVM.20090027']);
});

it('IVM target libraries answer group ids as text in the first version and as numbers in the second', () => {
  const bench = new Bench();
  const { deviceId: device_id } = bench.example('recorder');
  const first = bench.call('POST', '~/target-groups', { body: { device_id, group_name: 'a' } }).body['group_id'];
  const second = bench.call('POST', '~2/target-groups', { body: { device_id, group_name: 'b' } }).body['group_id'];
  expect([typeof first, typeof second]).toEqual(['string', 'number']);
});

it('IVM target libraries list the libraries that a recorder made itself', () => {
  const bench = new Bench();
  const { deviceId: device_id } = bench.example('recorder');
  const { body } = bench.call('GET', `~/target-groups?device_id=${device_id}`);
  expect(list(body['groups']).map((one) => one['is_fixed'])).toEqual([true, true, true]);
  const options = { body: { device_id, group_id: 2 } };
  expect(bench.verdict('DELETE', '~/target-groups', options)).toBe('400 IVM.20090024');
  const targets = { body: { device_id, group_id: 2, targets: [MARK] } };
  expect(bench.verdict('POST', '~/targets/batch-add', targets)).toBe('400 IVM.20090029');
});

it('IVM target libraries of a camera take one target a call, one group a name, and are emptied before they go', () => {
  const bench = new Bench();
  const { deviceId: device_id } = bench.example('ptzDome');
  const group_id = groupOn(bench, device_id);
  const name = { body: { device_id, group_name: 'staff' } };
  expect(bench.verdict('POST', '~/target-groups', name)).toBe('400 IVM.20090025');
  const open = { device_id, group_id, group_name: 'staff', group_type: 'OTHER', enable: 'OPEN' };
  expect(bench.verdict('PUT', '~/target-groups', { body: open })).toBe('400 IVM.20090028');
  const add = (targets: unknown[]): string =>
    bench.verdict('POST', '~/targets/batch-add', { body: { device_id, group_id, targets } });
  expect([add([MARK, MARK]), add([MARK])]).toEqual(['400 IVM.10020001', '200']);
  expect(bench.verdict('DELETE', '~/target-groups', { body: { device_id, group_id } })).toBe('400 IVM.20090026');
  expect(bench.verdict('PUT', '~/target-groups', { body: open })).toBe('200');
});

it('IVM target libraries take the types of the family of their device alone, and names of 63 characters', () => {
  const bench = new Bench(300);
  const make = (family: string, group_type: string, group_name = group_type): string => {
    const device_id = String(inner(bench.cloud.examples['targets'])[family]);
    return bench.verdict('POST', '~2/target-groups', { body: { device_id, group_name, group_type } });
  };
  expect(['WHITE', 'BLACK', 'OTHER'].map((type) => make('NVR', type))).toEqual(['200', '200', '400 IVM.10020001']);
  expect(['OTHER', 'DEFAULT', 'RED'].map((type) => make('IPC', type))).toEqual(['200', '200', '400 IVM.10020001']);
  expect(['RED', 'STRANGE', 'BLACK'].map((type) => make('MEdge', type))).toEqual(['200', '200', '400 IVM.10020001']);
  expect([63, 64].map((length) => make('NVR', 'WHITE', 'a'.repeat(length)))).toEqual(['200', '400 IVM.10020001']);
});

it('IVM target libraries of a device without the second edition are changed by the first', () => {
  const bench = new Bench();
  const { deviceId: device_id } = bench.example('recorder');
  bench.cloud.setTraits({ withoutSecondEdition: [device_id] });
  const body = { device_id, group_name: 'a' };
  expect(bench.verdict('POST', '~2/target-groups', { body })).toBe('404 IVM.90000006');
  expect(bench.verdict('POST', '~/target-groups', { body })).toBe('200');
});

it('IVM target libraries are refused for devices of other protocols and for groups that are not there', () => {
  const bench = new Bench();
  const { deviceId } = bench.example('gb28181');
  expect(bench.verdict('GET', `~/target-groups?device_id=${deviceId}`)).toBe('400 IVM.20090017');
  const query = `device_id=${bench.example('ptzDome').deviceId}&group_id=77`;
  expect(bench.verdict('GET', `~/targets?${query}`)).toBe('400 IVM.20090018');
});

describe('IVM people', () => {
  const readAll = (bench: Bench, query: string, count: number, step: number): string[] => {
    const ids: string[] = [];
    for (let start = 0; ; start += step) {
      const { body } = bench.call('GET', `~/targets?${query}&count=${String(count)}&start=${String(start)}`);
      const rows = list(body['targets']);
      if (rows.length === 0) return ids;
      ids.push(...rows.map((row) => String(row['target_id'])));
    }
  };
  const peopled = (bench: Bench, family: string): string => String(inner(bench.cloud.examples['targets'])[family]);

  it('IVM people of a recorder are 1,200, listed by pages or by rows as the device is asked, ten where no number is given', () => {
    const bench = new Bench();
    const deviceId = peopled(bench, 'NVR');
    const query = `device_id=${deviceId}&group_id=1`;
    const byPage = readAll(bench, query, 50, 1);
    expect([byPage.length, new Set(byPage).size]).toEqual([1_200, 1_200]);
    bench.cloud.setTraits({ targetLists: [{ deviceId, start: 'index', picture: 'jpg' }] });
    expect(readAll(bench, query, 50, 50)).toEqual(byPage);
    const { body } = bench.call('GET', `~/targets?${query}`);
    expect(list(body['targets'])).toHaveLength(10);
    expect(list(body['targets'])[0]).toMatchObject({ jpg: expect.stringMatching(/^\/9j\//) });
  });

  it('IVM people of a camera are listed without pictures, and their pictures come without a name', () => {
    const bench = new Bench();
    const device_id = peopled(bench, 'IPC');
    const { body } = bench.call('GET', `~/targets?device_id=${device_id}&group_id=1`);
    expect(list(body['targets']).map((row) => ['name' in row, 'jpg' in row])).toEqual([
      [true, false],
      [true, false],
      [true, false],
    ]);
    const ask = (id: string) => bench.call('POST', '~/targets', { body: { device_id, target_ids: [id] } }).body;
    expect(ask('1')['error_code']).toBe('IVM.20090027');
    expect(list(ask('1_1')['targets']).map((row) => Object.keys(row).sort())).toEqual([['external_target_id', 'jpg']]);
  });

  it('IVM people of an edge device cannot be asked for by their ids', () => {
    const bench = new Bench(300);
    const body = { device_id: peopled(bench, 'MEdge'), target_ids: ['1'] };
    expect(bench.verdict('POST', '~/targets', { body })).toBe('400 IVM.20090011');
  });

  it('IVM people of a recorder are refused by the call when their pictures have more than 700 KB', () => {
    const bench = new Bench();
    const large = `${JPEG.slice(0, 24)}${'A'.repeat(60_000)}`;
    const add = (count: number): string => {
      const targets = Array.from({ length: count }, () => ({ ...MARK, jpegBase64: large }));
      return bench.verdict('POST', '~/targets/batch-add', {
        body: { device_id: peopled(bench, 'NVR'), group_id: 1, targets },
      });
    };
    expect([add(11), add(12)]).toEqual(['200', '400 IVM.20090014']);
  });
});

describe('IVM device settings', () => {
  const pathOf = (bench: Bench, name: string): string => {
    const { deviceId, channelId } = bench.example(name);
    return `~/devices/${deviceId}/channels/${channelId}`;
  };

  it('IVM device settings take a first password, and another only with the one before', () => {
    const bench = new Bench();
    const path = `${pathOf(bench, 'ptzDome')}/security-key`;
    const set = (current: string, next: string): string =>
      bench.verdict('PUT', path, { body: { current_security_key: current, new_security_key: next } });
    expect(bench.call('GET', path).body).toEqual({ security_key_state: 'SET' });
    expect(set('-', 'aaaaaaaa')).toBe('400 IVM.20140004');
    expect(set('-', 'First-123')).toBe('200');
    expect(bench.call('GET', path).body).toEqual({ security_key_state: 'MODIFY' });
    expect(set('wrong', 'Second-123')).toBe('400 IVM.20140006');
    expect(set('First-123', 'First-123')).toBe('400 IVM.20140005');
    expect(set('First-123', 'Second-123')).toBe('200');
    const { deviceId } = bench.example('recorder');
    expect(bench.verdict('GET', `~/devices/${deviceId}/channels/0/security-key`)).toBe('400 IVM.20140008');
  });

  it('IVM device settings remember the streams that the device can do', () => {
    const bench = new Bench();
    const path = `${pathOf(bench, 'ptzDome')}/stream-detail`;
    const stream = { stream_type: 0, encode_type: 'H.265', bit_rate: 4096 };
    const set = (change: Record<string, unknown>): string =>
      bench.verdict('POST', path, { body: { stream_num: 1, max_frame_rate: 25, stream_info: [stream], ...change } });
    expect(set({ max_frame_rate: 60 })).toBe('400 IVM.20150003');
    expect(set({ stream_num: 2 })).toBe('400 IVM.10020001');
    expect(set({})).toBe('200');
    expect(bench.call('GET', path).body).toMatchObject({ stream_num: 1, stream_info: [stream], mirror_mode: 0 });
    const ability = bench.call('GET', path.replace('detail', 'ability')).body;
    expect(list(ability['abilities']).map((one) => one['max_frame_rate'])).toEqual([25, 30]);
  });

  it('IVM device settings switch target features of a device and its channels', () => {
    const bench = new Bench();
    const { deviceId } = bench.example('recorder');
    const read = (channel: string): unknown =>
      bench.call('GET', `~/devices/${deviceId}/channels/${channel}/targets/authorization`).body;
    expect(read('0')).toEqual({ device_state: 'CLOSED', channel_state: 'CLOSED' });
    const body = { state: 'OPENED', channels: ['0', '999'] };
    const { body: answer } = bench.call('PUT', `~/devices/${deviceId}/channels/targets/authorization`, { body });
    expect(list(answer['channels_result']).map((one) => one['channel_result'])).toEqual(['0', '1']);
    expect(read('0')).toEqual({ device_state: 'CLOSED', channel_state: 'OPENED' });
    expect(read('-1')).toEqual({ device_state: 'CLOSED' });
  });

  it('IVM device settings switch a camera as one with its channel, and fail for a channel as ordered', () => {
    const bench = new Bench();
    const switched = (name: string, channels: readonly string[]): unknown => {
      const path = `~/devices/${bench.example(name).deviceId}/channels/targets/authorization`;
      return bench.call('PUT', path, { body: { state: 'OPENED', channels } }).body;
    };
    const { deviceId: camera } = bench.example('ptzDome');
    expect(switched('ptzDome', ['0'])).toEqual({ device_id: camera, device_result: '0' });
    const { deviceId } = bench.example('recorder');
    const refusedConsents = ['-1', '0'].map((channelId) => ({ deviceId, channelId }));
    bench.cloud.setTraits({ refusedConsents });
    expect(switched('recorder', ['-1', '0', '1'])).toMatchObject({
      device_result: '1',
      channels_result: [{ channel_result: '1' }, { channel_result: '0' }],
    });
  });

  it('IVM device settings report the abilities of a version', () => {
    const bench = new Bench();
    const versions = [
      { device_type: 'IPDOME', firmware: 'x', model: 'X6621-Z30' },
      { device_type: 'IPC', firmware: 'x', model: 'nobody has it' },
    ];
    const ask = { versions, ability: ['ptz'] };
    const rows = list(bench.call('POST', '~/devices/ability', { body: ask }).body['abilities']);
    expect(rows.map((one) => inner(inner(one['abilities'])['ptz'])['support'])).toEqual([true, false]);
    const unknown = { body: { versions, ability: ['fly'] } };
    expect(bench.verdict('POST', '~/devices/ability', unknown)).toBe('400 IVM.20110012');
  });
});

it('no documented IVM operation is left out', () => {
  const bench = new Bench();
  const { deviceId, channelId } = bench.example('ptzDome');
  const unanswered = loadContract('huawei-ivm').operations.filter(({ http }) => {
    const target = http.path
      .replace('{user_id}', bench.userId)
      .replace('{device_id}', deviceId)
      .replace('{channel_id}', channelId)
      .replace(/\{\w+\}/g, '1');
    return bench.call(http.method, target).status >= 500;
  });
  expect(unanswered).toEqual([]);
});
