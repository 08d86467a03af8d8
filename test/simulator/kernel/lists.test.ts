import { describe, expect, it } from 'vitest';
import { Bench, list } from '../support.ts';

const CAMERAS = 300;
const bench = new Bench(CAMERAS, 7);

function pages(path: string, member: string, step: (page: number, limit: number) => number): unknown[] {
  const limit = 37;
  const found: unknown[] = [];
  for (let page = 0; ; page += 1) {
    const separator = path.includes('?') ? '&' : '?';
    const target = `${path}${separator}limit=${String(limit)}&offset=${String(step(page, limit))}`;
    const rows = list(bench.call('GET', target).body[member]);
    if (rows.length === 0) return found;
    found.push(...rows.map((row) => JSON.stringify([row['device_id'], row['channel_id']])));
  }
}

describe('IVM lists', () => {
  it('IVM lists have devices page by page, without gap or repeat', () => {
    const ids = pages('~/devices', 'devices', (page) => page);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(bench.call('GET', '~/devices').body['total']);
  });

  it('IVM lists have the devices of a group page by page, too', () => {
    const ids = pages('~/device-orgs/0/devices', 'devices', (page) => page);
    expect(new Set(ids).size).toBe(bench.call('GET', '~/devices').body['total']);
  });

  it('IVM lists have channels row by row, without gap or repeat', () => {
    const ids = pages('~/channels', 'channels', (page, limit) => page * limit);
    expect([ids.length, new Set(ids).size]).toEqual([CAMERAS, CAMERAS]);
  });

  it('IVM lists have ten rows when no limit is sent', () => {
    expect(list(bench.call('GET', '~/channels').body['channels'])).toHaveLength(10);
  });

  it('IVM lists have new devices first and old channels first unless ordered otherwise', () => {
    const times = (target: string, member: string): string[] =>
      list(bench.call('GET', target).body[member]).map((row) => String(row['create_time']));
    const devices = times('~/devices?limit=100', 'devices');
    const channels = times('~/channels?limit=100', 'channels');
    expect(devices).toEqual(devices.toSorted().reverse());
    expect(channels).toEqual(channels.toSorted());
    const turned = times('~/devices?limit=100&direction=asc', 'devices');
    expect(turned).toEqual(turned.toSorted());
  });

  it('IVM lists print device times as Beijing wall clock and channel times with a fraction', () => {
    const device = list(bench.call('GET', '~/devices?limit=1').body['devices'])[0];
    const channel = list(bench.call('GET', '~/channels?limit=1').body['channels'])[0];
    expect(device?.['create_time']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(channel?.['create_time']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.0$/);
  });

  it('every filter is applied', () => {
    const rows = (query: string, path = '~/devices', member = 'devices'): readonly Record<string, unknown>[] =>
      list(bench.call('GET', `${path}?limit=1000&${query}`).body[member]);
    const values = (found: readonly Record<string, unknown>[], name: string): unknown[] => [
      ...new Set(found.map((row) => row[name])),
    ];
    expect(values(rows('access_protocol=GB28181'), 'access_protocol')).toEqual(['GB28181']);
    expect(values(rows('device_state=OFFLINE,UNREGISTERED'), 'device_state').sort()).toEqual([
      'OFFLINE',
      'UNREGISTERED',
    ]);
    expect(values(rows('device_type=NVR,MEdge'), 'device_type').sort()).toEqual(['MEdge', 'NVR']);
    expect(values(rows('channel_state=UNALLOCATED', '~/channels', 'channels'), 'channel_state')).toEqual([
      'UNALLOCATED',
    ]);
    const named = rows('channel_name=gate', '~/channels', 'channels').map((row) => String(row['channel_name']));
    expect(named.length).toBeGreaterThan(0);
    expect(named.every((name) => name.toLowerCase().includes('gate'))).toBe(true);
  });

  it('IVM lists narrow a group to itself, to everything below, or to both', () => {
    const group = String(list(bench.call('GET', '~/device-orgs/0/sub-orgs').body['orgs'])[0]?.['device_org_id']);
    const count = (scope: string): number =>
      Number(bench.call('GET', `~/device-orgs/${group}/devices?is_current_org=${scope}`).body['total']);
    expect(count('2')).toBe(count('0') + count('1'));
    expect(count('2')).toBeGreaterThan(0);
  });

  it.each([
    ['~/devices?limit=1001', '400 IVM.10020009'],
    ['~/devices?limit=-1', '400 IVM.10020009'],
    ['~/devices?limit=ten', '400 IVM.10020009'],
    ['~/devices?limit=0', '200'],
    ['~/channels?limit=0', '400 IVM.10020009'],
    ['~/devices?offset=2147483647', '400 IVM.10020010'],
    ['~/devices?offset=2147484&limit=1000', '400 IVM.10020010'],
    ['~/devices?direction=UP', '400 IVM.10020011'],
    ['~/devices?sort_by=operator_total', '400 IVM.10020012'],
    ['~/device-orgs/0/devices?sort_by=operator_total', '200'],
    ['~/devices?device_state=ONLINE,ASLEEP', '400 IVM.10022011'],
    ['~/channels?channel_state=UNREGISTERED', '400 IVM.10022020'],
    ['~/channels?channel_state=ONLINE,OFFLINE', '400 IVM.10022020'],
    ['~/device-orgs/0/devices?ability=algorithm,ptz', '400 IVM.10020001'],
    ['~/device-orgs/0/devices?is_current_org=3', '400 IVM.10024014'],
    ['~/device-orgs/0/devices?group_ids=12,x', '400 IVM.10022026'],
    ['~/device-orgs/999/devices', '400 IVM.20001001'],
    ['~/device-orgs/abc/sub-orgs', '400 IVM.10022026'],
    ['~/devices?page=2', '400 IVM.10020001'],
    ['~/devices/short', '400 IVM.10022000'],
    ['~/devices/34020000001320000001/gateway', '400 IVM.20000010'],
    ['~/devices/34020000009990000001/gateway', '400 IVM.10022024'],
    ['~/devices/ABCDEFGH/gateway', '400 IVM.10022024'],
  ])('IVM answers %s with %s', (target, verdict) => {
    expect(bench.verdict('GET', target)).toBe(verdict);
  });

  it('IVM distinguishes a wrong method, a wrong path, a wrong media type and broken JSON', () => {
    expect(bench.verdict('PATCH', '~/devices')).toBe('405 IVM.90000009');
    expect(bench.verdict('GET', '~/cameras')).toBe('404 IVM.90000007');
    const body = { device_org_name: 'x', parent_org_id: '1' };
    expect(bench.verdict('POST', '~/device-orgs', { body, contentType: 'text/plain' })).toBe('400 IVM.10020016');
    expect(bench.verdict('POST', '~/device-orgs', { body: '{"a":' })).toBe('400 IVM.10020008');
    expect(bench.verdict('POST', '~/device-orgs', { body: [] })).toBe('400 IVM.10020001');
    expect(bench.verdict('POST', '~/device-orgs', { body: { ...body, extra: 1 } })).toBe('400 IVM.10020001');
  });
});
