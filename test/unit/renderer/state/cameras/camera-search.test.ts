import { expect, it } from 'vitest';
import { channelOfNumber, searchCameras } from '../../../../../renderer/state/cameras/camera-search.ts';
import { campus, viewOf } from '../../features/cameras/directory-sample.ts';

const view = viewOf(campus());
const numbers = (query: string, limit = 10): number[] => searchCameras(view, query, limit).map((found) => found.number);

it('the search lists the exact number first, then names that begin with the query, then the rest', () => {
  expect(numbers('10')).toEqual([101, 102, 110]);
  expect(numbers('110')).toEqual([110]);
  expect(numbers('s')).toEqual([102, 110, 101]);
});

it('a found camera has every word of the query, wherever the word stands', () => {
  expect(numbers('gate north')).toEqual([101]);
  expect(numbers('gate 102')).toEqual([102]);
  expect(numbers('  ')).toEqual([]);
});

it('the search gives no more cameras than were asked for', () => {
  expect(numbers('1', 2)).toHaveLength(2);
});

it('a camera is found by its number', () => {
  expect(channelOfNumber(view, 131)?.name).toBe('运河桥');
  expect(channelOfNumber(view, 999)).toBeNull();
});
