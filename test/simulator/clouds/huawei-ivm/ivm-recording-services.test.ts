import { describe, expect, it } from 'vitest';
import { Bench, inner, list } from '../../support.ts';

interface Ids {
  readonly deviceId: string;
  readonly channelId: string;
}

const named = ({ deviceId, channelId }: Ids): Record<string, string> => ({
  device_id: deviceId,
  channel_id: channelId,
});
const channelPath = ({ deviceId, channelId }: Ids): string => `~/devices/${deviceId}/channels/${channelId}`;

/** The outcome of the only item of a batch. */
function outcome(bench: Bench, method: string, target: string, body: unknown): string {
  const answer = bench.call(method, target, { body });
  if (answer.status !== 200) return `${String(answer.status)} ${String(answer.body['error_code'])}`;
  const [item] = list(answer.body['channels']);
  return String(inner(item?.['result'])['code']);
}

const PLAN = '~/devices/channels/record-plan';
const SERVICES = '~/devices/channels/resources';

function resourceId(bench: Bench, type: string, mode: string): string {
  const rows = list(bench.call('GET', `~/resources?resource_type_code=${type}`).body['resources']);
  return String(rows.find((one) => one['mode'] === mode)?.['resource_id']);
}

describe('IVM recording plans', () => {
  const section = (from: string, to: string) => ({ day_of_week: 1, start_time: from, end_time: to });

  it('IVM recording plans are read unchanged until they are deleted', () => {
    const bench = new Bench();
    const camera = bench.example('recorded');
    const sections = [section('08:00:00', '09:00:00'), section('10:00:00', '11:00:00')];
    const plans = [{ ...named(camera), time_sections: sections }];
    expect(outcome(bench, 'PUT', PLAN, { plans })).toBe('IVM.0');
    const read = (): Record<string, unknown> => bench.call('GET', `${channelPath(camera)}/record-plan`).body;
    expect(read()).toMatchObject({ all_day: false, time_sections: sections });
    expect(outcome(bench, 'POST', PLAN, { channels: [named(camera)] })).toBe('IVM.0');
    expect(read()).toMatchObject({ all_day: false, time_sections: [] });
  });

  it.each([
    ['overlap', [section('08:00:00', '09:00:00'), section('08:30:00', '11:00:00')], '400 IVM.10024004'],
    ['end before they start', [section('09:00:00', '08:00:00')], '400 IVM.10024007'],
    ['are missing', undefined, '400 IVM.10024009'],
  ])('IVM recording plans are refused when their sections %s', (_what, time_sections, verdict) => {
    const bench = new Bench();
    const plans = [{ ...named(bench.example('recorded')), time_sections }];
    expect(outcome(bench, 'PUT', PLAN, { plans })).toBe(verdict);
  });

  it('IVM recording plans by alarm replace the whole set and last a minute at most', () => {
    const bench = new Bench();
    const camera = bench.example('recorded');
    const id = resourceId(bench, 'MOTION', 'ONDEMAND');
    outcome(bench, 'DELETE', SERVICES, { resource_type_code: 'MOTION', channels: [named(camera)] });
    const set = (advance: number): string =>
      outcome(bench, 'PUT', '~/devices/channels/record-alarm-plan', {
        channels: [
          {
            ...named(camera),
            all_day: true,
            plans: [{ alarm_type: 'io_event', advance_time: advance, after_time: 30 }],
          },
        ],
      });
    expect(set(30)).toBe('IVM.20010024');
    const open = { resource_id: id, storage_day: 7, channels: [named(camera)] };
    expect(outcome(bench, 'POST', SERVICES, open)).toBe('IVM.0');
    expect(set(31)).toBe('400 IVM.20010029');
    expect(set(30)).toBe('IVM.0');
    expect(bench.call('GET', `${channelPath(camera)}/record-alarm-plan`).body).toMatchObject({
      all_day: true,
      plans: [{ alarm_type: 'io_event', advance_time: 30, after_time: 30 }],
    });
  });

  it('IVM recording plans name the stream that is recorded', () => {
    const bench = new Bench();
    const camera = bench.example('recorded');
    const channel_record_configs = [{ ...named(camera), stream_type: 'SECONDARY_STREAM_1' }];
    const path = '~/devices/channels/record-config';
    expect(outcome(bench, 'PUT', path, { channel_record_configs })).toBe('IVM.0');
    const { body } = bench.call('GET', `${channelPath(camera)}/record-config`);
    expect(body['stream_type']).toBe('SECONDARY_STREAM_1');
  });
});

it('IVM services are opened, switched to a package and closed', () => {
  const bench = new Bench();
  const camera = bench.example('recorded');
  const channels = [named(camera)];
  const [demand, bought] = [resourceId(bench, 'NORMAL', 'ONDEMAND'), resourceId(bench, 'NORMAL', 'PACKAGE')];
  const open = (resource_id: string, storage_day?: number): string =>
    outcome(bench, 'POST', SERVICES, { resource_id, channels, ...(storage_day === undefined ? {} : { storage_day }) });
  const policy = (days: number): string =>
    outcome(bench, 'PUT', '~/devices/channels/time-policy', {
      channel_time_policies: [
        { ...named(camera), time_policies: [{ storage_days: days, storage_type: 'PLAN_RECORD' }] },
      ],
    });
  expect(open(demand, 7)).toBe('IVM.20060027');
  expect(policy(30)).toBe('IVM.0');
  expect(open(bought, 7)).toBe('400 IVM.20060018');
  expect(open(bought)).toBe('IVM.0');
  expect(policy(30)).toBe('IVM.20010009');
  const bound = list(bench.call('GET', `~/resources/${bought}/channels`).body['channels']);
  expect(bound).toMatchObject([{ ...named(camera), attrs: [{ attr_code: 'storage_day', attr_value: 30 }] }]);
  const close = (code: string): string => outcome(bench, 'DELETE', SERVICES, { resource_type_code: code, channels });
  expect(close('MANAGE')).toBe('IVM.20060023');
  expect([close('RECORD'), close('MOTION'), close('DATAFLOW'), close('MANAGE')]).toEqual(Array(4).fill('IVM.0'));
  expect(bench.call('GET', `${channelPath(camera)}/resources`).body['resources']).toEqual([]);
  expect(open(demand, 7)).toBe('IVM.20060026');
  expect(open('0'.repeat(32), 7)).toBe('400 IVM.20060013');
});

it('IVM services of a package end with its channels', () => {
  const bench = new Bench();
  const id = resourceId(bench, 'NORMAL', 'PACKAGE');
  const rows = list(bench.call('GET', '~/channels?limit=100').body['channels']);
  const codes = rows.slice(0, 12).map((one) => {
    const channels = [{ device_id: one['device_id'], channel_id: one['channel_id'] }];
    return outcome(bench, 'POST', SERVICES, { resource_id: id, channels });
  });
  expect(codes.filter((code) => code === 'IVM.0')).toHaveLength(4);
  expect(codes).toContain('IVM.20060004');
});

it('IVM services fail channel by channel inside one answer', () => {
  const bench = new Bench();
  const channels = [named(bench.example('recorded')), { device_id: 'NOSUCHDEVICE', channel_id: '0' }];
  const { status, body } = bench.call('POST', PLAN, { body: { channels } });
  expect([status, body['failed_num']]).toEqual([200, 1]);
  expect(list(body['channels']).map((one) => inner(one['result'])['code'])).toEqual(['IVM.0', 'IVM.20000010']);
});
