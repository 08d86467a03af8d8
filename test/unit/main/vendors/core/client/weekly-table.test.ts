import { expect, it } from 'vitest';
import { toSections } from '../../../../../../main/vendors/core/client/weekly-table.ts';

const at = (day: number, start: string, end: string) => ({ day, start, end });
const HOUR_SEC = 3_600;

it('a weekly table is in order, and the last second of a day stands for midnight', () => {
  const written = [at(3, '08:00:00', '23:59:59'), at(1, '12:00:00', '13:30:15'), at(1, '00:00:00', '01:00:00')];
  expect(toSections(written)).toEqual([
    { dayOfWeek: 1, fromSec: 0, toSec: HOUR_SEC },
    { dayOfWeek: 1, fromSec: 12 * HOUR_SEC, toSec: 13 * HOUR_SEC + 30 * 60 + 15 },
    { dayOfWeek: 3, fromSec: 8 * HOUR_SEC, toSec: 24 * HOUR_SEC },
  ]);
  expect(toSections([])).toEqual([]);
});

it.each([
  ['an eighth day', at(8, '08:00:00', '09:00:00')],
  ['half a day', at(1.5, '08:00:00', '09:00:00')],
  ['no begin', { day: 1, start: undefined, end: '09:00:00' }],
  ['an hour that there is not', at(1, '08:00:00', '25:00:00')],
  ['a minute that there is not', at(1, '08:60:00', '09:00:00')],
  ['an end before its begin', at(1, '09:00:00', '08:00:00')],
  ['no length', at(1, '09:00:00', '09:00:00')],
  ['words', at(1, 'morning', 'noon')],
])('a weekly table of which a section has %s is not read at all', (_, odd) => {
  expect(toSections([at(1, '08:00:00', '09:00:00'), odd])).toBeNull();
});
