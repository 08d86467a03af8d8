/** Moments as operators type them, in both languages. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stampWords } from '../../../../../renderer/ui/timeline/stamp.ts';
import { typedMoment } from '../../../../../renderer/ui/timeline/typed-moment.ts';

const NOW_MS = Date.parse('2026-11-23T08:15:00+08:00');
const context = { zone: 'Asia/Shanghai', nowMs: NOW_MS, day: '2026-11-20' };
const berlin = { zone: 'Europe/Berlin', nowMs: Date.parse('2026-11-23T08:15:00+01:00'), day: '2026-10-25' };

const stamps = (text: string, at = context): readonly string[] | string => {
  const typed = typedMoment(text, at);
  return 'problem' in typed ? typed.problem : typed.moments.map((ms) => stampWords(at.zone, ms, true));
};

it.each([
  ['2026-11-22 14:03:07', '2026-11-22 14:03:07.000 UTC+8'],
  ['2026-11-22T14:03:07.25', '2026-11-22 14:03:07.250 UTC+8'],
  ['2026/1/2 4:05', '2026-01-02 04:05:00.000 UTC+8'],
  ['2026年11月22日 14点03分7秒', '2026-11-22 14:03:07.000 UTC+8'],
  ['２０２６－１１－２２　１４：０３', '2026-11-22 14:03:00.000 UTC+8'],
  ['11-22, 14:03', '2026-11-22 14:03:00.000 UTC+8'],
  ['11月22日14时', '2026-11-22 14:00:00.000 UTC+8'],
  ['14:03', '2026-11-20 14:03:00.000 UTC+8'],
  ['2026-11-22', '2026-11-22 00:00:00.000 UTC+8'],
  ['yesterday 9:00', '2026-11-22 09:00:00.000 UTC+8'],
  ['昨天 9点', '2026-11-22 09:00:00.000 UTC+8'],
  ['前天下午3点20', '2026-11-21 15:20:00.000 UTC+8'],
  ['today', '2026-11-23 00:00:00.000 UTC+8'],
  ['now', '2026-11-23 08:15:00.000 UTC+8'],
  ['现在', '2026-11-23 08:15:00.000 UTC+8'],
  ['2:30 pm', '2026-11-20 14:30:00.000 UTC+8'],
  ['12:10 am', '2026-11-20 00:10:00.000 UTC+8'],
  ['9 PM', '2026-11-20 21:00:00.000 UTC+8'],
  ['昨天晚上12点', '2026-11-23 00:00:00.000 UTC+8'],
  ['11月22日 晚上12点30分', '2026-11-23 00:30:00.000 UTC+8'],
  ['昨晚11点', '2026-11-22 23:00:00.000 UTC+8'],
  ['晚上8点', '2026-11-20 20:00:00.000 UTC+8'],
  ['中午12点', '2026-11-20 12:00:00.000 UTC+8'],
  ['今天中午', '2026-11-23 12:00:00.000 UTC+8'],
  ['中午1点半', '2026-11-20 13:30:00.000 UTC+8'],
  ['中午11:40', '2026-11-20 11:40:00.000 UTC+8'],
  ['凌晨12点10分', '2026-11-20 00:10:00.000 UTC+8'],
  ['下午12点', '2026-11-20 12:00:00.000 UTC+8'],
  ['2:30 pm UTC+8', '2026-11-20 14:30:00.000 UTC+8'],
  ['2026-11-22 06:00:00Z', '2026-11-22 14:00:00.000 UTC+8'],
  ['2026-11-22 06:00 UTC', '2026-11-22 14:00:00.000 UTC+8'],
  ['2026-11-22 06:00 UTC−3:30', '2026-11-22 17:30:00.000 UTC+8'],
])('the words %s are the moment %s', (text, stamp) => {
  expect(stamps(text)).toEqual([stamp]);
});

it.each([
  '',
  '   ',
  'half past two',
  '25:00',
  '14:60',
  '14',
  '2026-11-22 soon',
  '14:03 14:04',
  '晚上3点',
  '中午5点',
  '9'.repeat(70),
])('the words %s are refused as no moment', (text) => {
  expect(stamps(text)).toBe('unreadable');
});

it.each(['2026-02-30 10:00', '2026-13-01', '2-30 9:00', '2026-00-10'])(
  'the day of %s is not in the calendar',
  (text) => {
    expect(stamps(text)).toBe('no-such-day');
  },
);

it('a time that the clocks show twice is two moments, and one with its offset', () => {
  expect(stamps('2:30', berlin)).toEqual(['2026-10-25 02:30:00.000 UTC+2', '2026-10-25 02:30:00.000 UTC+1']);
  expect(stamps('2:30 UTC+1', berlin)).toEqual(['2026-10-25 02:30:00.000 UTC+1']);
  expect(stamps('2:30+02:00', berlin)).toEqual(['2026-10-25 02:30:00.000 UTC+2']);
});

it('a time that the clocks leave out is refused with the first moment after the hole', () => {
  const typed = typedMoment('2026-03-29 2:30', berlin);
  expect(typed).toEqual({ problem: 'no-such-time', nextMs: Date.parse('2026-03-29T03:00:00+02:00') });
});

it('every stamp of the client can be typed, in every zone, and names its moment alone', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kolkata', 'Australia/Lord_Howe');
  const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
  fc.assert(
    fc.property(zone, moment, (id, atMs) => {
      expect(typedMoment(stampWords(id, atMs, true), { ...context, zone: id })).toEqual({ moments: [atMs] });
    }),
  );
});

it('any typed text is a moment or is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:/.年月日点 -]{0,30}$/)), (text) => {
      const typed = typedMoment(text, context);
      if ('moments' in typed) expect(typed.moments.every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
