import { expect, it } from 'vitest';
import { channelOfNumber, searchCameras } from '../../../../../renderer/state/cameras/camera-search.ts';
import { campus, viewOf } from '../../features/cameras/directory-sample.ts';

const view = viewOf(campus());
const numbers = (query: string, limit = 10): number[] => searchCameras(view, query, limit).map((found) => found.number);

it('puts the exact number first, then what begins with the query, then the rest', () => {
  expect(numbers('10')).toEqual([101, 102, 110]);
  expect(numbers('110')).toEqual([110]);
  expect(numbers('s')).toEqual([102, 110, 101]);
});

it('needs every word, wherever it stands', () => {
  expect(numbers('gate north')).toEqual([101]);
  expect(numbers('gate 102')).toEqual([102]);
  expect(numbers('  ')).toEqual([]);
});

it('gives no more than asked for', () => {
  expect(numbers('1', 2)).toHaveLength(2);
});

it('finds a camera by its number', () => {
  expect(channelOfNumber(view, 131)?.name).toBe('运河桥');
  expect(channelOfNumber(view, 999)).toBeNull();
});
