import { expect, it } from 'vitest';
import { VisBench } from './huawei-vis-support.ts';

const CODES = '~/credentials/codes';
const KEYS = '~/credentials/aksks';
const GOOD = { username: 'userJack', password: 'Passw0rd_x' };

it('VIS GB28181 credentials are listed without their password until they are deleted', () => {
  const bench = new VisBench();
  const { body } = bench.call('POST', CODES, { body: { ...GOOD, description: 'for devices' } });
  expect(body).toEqual({
    username: 'userJack',
    description: 'for devices',
    type: 'normal',
    created_at: '2026-05-20T02:00:00Z',
    updated_at: '2026-05-20T02:00:00Z',
  });
  expect(bench.rows(`${CODES}?username=Jack&type=normal`)).toEqual([body]);
  expect(bench.verdict('POST', CODES, { body: GOOD })).toBe('409 VIS.0101');
  expect(bench.verdict('DELETE', `${CODES}/userJack`)).toBe('200');
  expect(bench.verdict('DELETE', `${CODES}/userJack`)).toBe('404 VIS.0102');
});

it.each([
  ['the user name', { username: 'Abcdefg1', password: 'Abcdefg1' }, '400 VIS.0105'],
  ['the user name turned round', { username: '1gfedcbA', password: 'Abcdefg1' }, '400 VIS.0105'],
  ['two kinds of characters', { username: 'u', password: 'abcdefg1' }, '404 VIS.0005'],
  ['seven characters', { username: 'u', password: 'Abcde1*' }, '404 VIS.0005'],
])('VIS GB28181 credentials do not take %s as a password', (_what, body, verdict) => {
  expect(new VisBench().verdict('POST', CODES, { body })).toBe(verdict);
});

it('VIS GB28181 credentials get a name from the cloud when they are anonymous', () => {
  const { body } = new VisBench().call('POST', CODES, { body: { ...GOOD, type: 'anonymous' } });
  expect(body['username']).not.toBe('userJack');
  expect(body['type']).toBe('anonymous');
});

it('VIS GB28181 credentials change their password only with the old one and while no device is invited', () => {
  const bench = new VisBench();
  bench.call('POST', CODES, { body: GOOD });
  const change = (body: unknown): string => bench.verdict('PUT', `${CODES}/userJack`, { body });
  expect(change({ new_password: 'abc123' })).toBe('404 VIS.0005');
  expect(change({ password: 'wrong', new_password: 'abc123' })).toBe('403 VIS.0106');
  expect(change({ password: GOOD.password, new_password: GOOD.password })).toBe('404 VIS.0005');
  expect(change({ password: GOOD.password, new_password: 'abcdef' })).toBe('404 VIS.0005');
  expect(change({ password: GOOD.password, new_password: 'abc123' })).toBe('200');
  const { body } = bench.call('POST', '~/devices', { body: { type: 'IPC', username: 'userJack' } });
  const [id = ''] = body['device_id_list'] as string[];
  bench.cloud.setDeviceOnline(id, true);
  bench.call('PUT', `~/devices/${id}/channels/${id}`, { body: { state: 'ACTIVE' } });
  bench.pass(2_000);
  expect(change({ password: 'abc123', new_password: 'abc124' })).toBe('400 VIS.0109');
  expect(bench.verdict('DELETE', `${CODES}/userJack`)).toBe('400 VIS.0108');
});

it('VIS GB28181 credentials are ten at most', () => {
  const bench = new VisBench();
  const verdicts = Array.from({ length: 9 }, (_, i) =>
    bench.verdict('POST', CODES, { body: { ...GOOD, username: `user${String(i)}` } }),
  );
  expect(verdicts).toEqual([...Array.from({ length: 8 }, () => '200'), '400 VIS.0014']);
});

it('VIS push keys show their secret once', () => {
  const bench = new VisBench();
  const { body } = bench.call('POST', KEYS, { body: { name: 'aksk_1', description: 'd' } });
  expect(body['access_key']).toMatch(/^[0-9A-Z]{32}$/);
  expect(body['secret_key']).toMatch(/^[0-9A-Z]{64}$/);
  const [row] = bench.rows(`${KEYS}?name=aksk_1`);
  expect(row).toEqual({
    name: 'aksk_1',
    access_key: body['access_key'],
    description: 'd',
    created_at: String(bench.nowMs),
    updated_at: String(bench.nowMs),
  });
});

it('VIS push keys lose a description that is left out, and their names stay apart', () => {
  const bench = new VisBench();
  const { body } = bench.call('POST', KEYS, { body: { name: 'aksk_1', description: 'd' } });
  const path = `${KEYS}/${String(body['access_key'])}`;
  expect(bench.verdict('POST', KEYS, { body: { name: 'aksk_1' } })).toBe('409 VIS.0103');
  expect(bench.verdict('PUT', path, { body: { name: 'spare' } })).toBe('409 VIS.0103');
  expect(bench.verdict('PUT', path, { body: { name: 'aksk_2' } })).toBe('200');
  expect(bench.rows(`${KEYS}?name=aksk_2`)).toMatchObject([{ description: '' }]);
});

it('VIS push keys are deleted with 204 unless a stream uses them', () => {
  const bench = new VisBench();
  const { body } = bench.call('POST', KEYS, { body: { name: 'aksk_1' } });
  const accessKey = String(body['access_key']);
  const stream = { name: 'gate', access_type: 'RTMP', encode_type: 'H264', access_key: accessKey };
  bench.call('POST', '~/streams', { body: stream });
  expect(bench.verdict('DELETE', `${KEYS}/${accessKey}`)).toBe('400 VIS.0107');
  bench.call('DELETE', '~/streams/gate');
  bench.pass(2_000);
  expect(bench.call('DELETE', `${KEYS}/${accessKey}`)).toMatchObject({ status: 204, body: {} });
  expect(bench.verdict('DELETE', `${KEYS}/${accessKey}`)).toBe('404 VIS.0104');
});
