import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersect } from '../../../../../../preload/domain/time.ts';
import { loadCatalogue } from '../../../../../../main/vendors/core/contract/catalogue.ts';
import type { Field } from '../../../../../../main/vendors/core/contract/contract.ts';
import { secondsOf, splitAtMidnights } from '../../../../../../main/vendors/tencent-ivp/recording/days.ts';
import { OVERRIDES } from '../../../../../../main/vendors/tencent-ivp/overrides.ts';
import {
  timeOf,
  UNIX_SECONDS,
  WALL_CLOCK,
  WALL_CLOCK_T,
} from '../../../../../../main/vendors/tencent-ivp/wire/time.ts';

const HOUR_MS = 3_600_000;
const catalogue = loadCatalogue('tencent-ivp', OVERRIDES);

function fieldOf(operationId: string, ...path: readonly string[]): Field {
  const { params, result } = catalogue.entry(operationId).operation;
  const found = path.reduce<readonly Field[]>(
    (at, name, i) => {
      const field = at.find((one) => one.name === name);
      return i === path.length - 1 ? (field ? [field] : []) : (field?.children ?? []);
    },
    [...params, ...result],
  );
  if (!found[0]) throw new Error(`${operationId} has no ${path.join('.')}`);
  return found[0];
}

it.each([
  ['queryCloudRecordTimeline', ['StartTime'], UNIX_SECONDS],
  ['queryLocalRecordTimeline', ['Data', 'Begin'], UNIX_SECONDS],
  ['getCloudRecordDownloadUrl', ['BeginTime'], UNIX_SECONDS],
  ['GetAITaskResult', ['BeginTime'], UNIX_SECONDS],
  ['modifyRecordBackupPlan', ['Data', 'CreateAt'], WALL_CLOCK],
  ['GetAITaskDetail', ['Data', 'CreatedTime'], WALL_CLOCK],
  ['listGateways', ['Data', 'List', 'CreatedAt'], WALL_CLOCK_T],
] as const)('%s %j has its own codec', (id, path, codec) => {
  expect(timeOf(fieldOf(id, ...path))).toBe(codec);
});

describe.each([
  ['Unix seconds', UNIX_SECONDS, '1658973728'],
  ['a wall clock', WALL_CLOCK, '2022-07-28 10:02:08'],
  ['a wall clock with a T', WALL_CLOCK_T, '2022-07-28T10:02:08'],
] as const)('%s', (_, codec, text) => {
  it('a time is read as Beijing time', () => expect(codec.parse(text)).toBe(1_658_973_728_000));

  it('the time codec reads back every second that it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000_000_000, max: 250_000_000_000 }), (sec) => {
        expect(codec.parse(codec.format(sec * 1000))).toBe(sec * 1000);
      }),
    );
  });

  it.each(['', 'x', '2022-02-30 00:00:00', '2022-13-01T00:00:00', '2022-07-28', '99999999999999999'])(
    'the time codec refuses %j',
    (bad) => {
      expect(() => codec.parse(bad)).toThrow(RangeError);
    },
  );
});

describe('a range', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 2_000_000_000_000 }), fc.integer({ min: 1, max: 40 * 24 * HOUR_MS }))
    .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));
  const dayIn = (zoneMs: number, atMs: number) => Math.floor((atMs + zoneMs) / (24 * HOUR_MS));

  it('a range is cut into parts that meet and are the whole', () => {
    fc.assert(
      fc.property(span, (range) => {
        const parts = splitAtMidnights(range);
        expect(parts[0]?.fromMs).toBe(range.fromMs);
        expect(parts.at(-1)?.toMs).toBe(range.toMs);
        expect(
          parts.every((part, i) => part.fromMs < part.toMs && (i === 0 || part.fromMs === parts[i - 1]?.toMs)),
        ).toBe(true);
      }),
    );
  });

  it('a range never spans seconds of two days, whether days are counted in Beijing or in UTC', () => {
    fc.assert(
      fc.property(span, (range) => {
        for (const part of splitAtMidnights(range)) {
          const { startSec, endSec } = secondsOf(part);
          expect(endSec).toBeGreaterThan(startSec);
          for (const zoneMs of [0, 8 * HOUR_MS]) {
            expect(dayIn(zoneMs, endSec * 1000)).toBe(dayIn(zoneMs, startSec * 1000));
          }
          const asked = { fromMs: startSec * 1000, toMs: (endSec + 1) * 1000 };
          expect(intersect(asked, part)).toEqual(part);
        }
      }),
    );
  });

  it.each([
    ['Beijing', '2026-11-25T15:59:59.000Z'],
    ['UTC', '2026-11-25T23:59:59.400Z'],
  ])('the last second of a day of %s is requested with the second before it', (_, begin) => {
    const fromMs = Date.parse(begin);
    const [part] = splitAtMidnights({ fromMs, toMs: fromMs + HOUR_MS });
    const lastSec = Math.floor(fromMs / 1000);
    expect(part === undefined ? null : secondsOf(part)).toEqual({ startSec: lastSec - 1, endSec: lastSec });
  });

  it('a range that is empty has no parts', () => expect(splitAtMidnights({ fromMs: 5, toMs: 5 })).toEqual([]));
});
