import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EPOCH_MS,
  timeOf,
  UTC_TIME,
  WALL_DATE,
  WALL_TIME,
  WALL_TIME_SPACED,
} from '../../../../../main/vendors/aliyun/time.ts';
import { readContract, type Field } from '../../../../../main/vendors/core/contract/contract.ts';

it.each([
  [UTC_TIME, '2021-09-14T12:00:00Z', '2021-09-14T12:00:00Z'],
  [UTC_TIME, '2017-12-10T04:04Z', '2017-12-10T04:04:00Z'],
  [EPOCH_MS, '1599807533000', '2020-09-11T06:58:53Z'],
  [WALL_TIME, '2021-08-26T12:31:22', '2021-08-26T04:31:22Z'],
  [WALL_TIME_SPACED, '2021-08-26 12:31:22', '2021-08-26T04:31:22Z'],
  [WALL_DATE, '2021-09-01', '2021-08-31T16:00:00Z'],
])('the time codec %j reads %s', (codec, text, utc) => {
  expect(codec.parse(text)).toBe(Date.parse(utc));
});

it.each([
  [UTC_TIME, '2021-02-30T12:00:00Z'],
  [UTC_TIME, '2021-09-14T12:00:00'],
  [UTC_TIME, ''],
  [EPOCH_MS, '1e9'],
  [EPOCH_MS, '99999999999999999'],
  [WALL_TIME, '2021-08-26T25:31:22'],
  [WALL_TIME, '2021-08-26T12:31:22Z'],
  [WALL_DATE, '2021-02-29'],
])('the time codec refuses %# %j', (codec, text) => expect(() => codec.parse(text)).toThrow(RangeError));

it('the time codecs read back every second that they write', () => {
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  fc.assert(
    fc.property(seconds, (s) => {
      for (const codec of [UTC_TIME, EPOCH_MS, WALL_TIME, WALL_TIME_SPACED]) {
        expect(codec.parse(codec.format(s * 1000))).toBe(s * 1000);
      }
    }),
  );
});

describe('the codec of a field', () => {
  const fieldOf = (vendor: 'aliyun-vcs' | 'aliyun-cityvisual', id: string, ...path: readonly string[]): Field => {
    const operation = readContract(vendor).operations.find((op) => op.id === id);
    let fields: readonly Field[] = [...(operation?.params ?? []), ...(operation?.result ?? [])];
    let found: Field | undefined;
    for (const name of path) {
      found = fields.find((field) => field.name === name);
      fields = found?.children ?? [];
    }
    if (!found) throw new Error(`no ${path.join('.')} in ${id}`);
    return found;
  };

  it.each([
    ['aliyun-vcs', 'GetDeviceVideoUrl', ['StartTime'], EPOCH_MS],
    ['aliyun-vcs', 'ListInstances', ['Data', 'Items', 'CreateTime'], EPOCH_MS],
    ['aliyun-vcs', 'DescribeIpcs', ['Data', 'Records', 'CreateTime'], WALL_TIME],
    ['aliyun-vcs', 'DescribeAIInstance', ['Data', 'Records', 'CreateDateTime'], WALL_TIME_SPACED],
    ['aliyun-vcs', 'ListCorps', ['Data', 'Records', 'CreateDate'], WALL_DATE],
    ['aliyun-vcs', 'SearchTarget', ['Data', 'Records', 'Timestamp'], UTC_TIME],
    ['aliyun-cityvisual', 'SearchImages', ['StartTime'], EPOCH_MS],
    ['aliyun-cityvisual', 'DescribeCameras', ['Cameras', 'Camera', 'UpdateTime'], UTC_TIME],
  ] as const)('the time codec of %s %s %j is found by the field', (vendor, id, path, codec) => {
    expect(timeOf(fieldOf(vendor, id, ...path))).toBe(codec);
  });
});
