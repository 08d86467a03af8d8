import { expect, it } from 'vitest';
import { searchCameras } from '../../../../../renderer/state/cameras/camera-search.ts';
import { matchNames } from '../../../../../renderer/state/page/name-search.ts';
import { initialsOf } from '../../../../../renderer/state/page/pinyin.ts';
import { campus, viewOf } from '../../features/cameras/directory-sample.ts';

it('a Chinese name has its initials, with the figures and letters between', () => {
  expect(initialsOf('东门岗亭')).toBe('dmgt');
  expect(initialsOf('运河桥')).toBe('yhq');
  expect(initialsOf('3号楼B座停车场')).toBe('3hlbztcc');
  expect(initialsOf('昂八擦大鹅发噶哈机卡拉妈那哦怕七然撒他哇西压杂')).toBe('abcdefghjklmnopqrstwxyz');
  expect(initialsOf('人任三他它')).toBe('rrstt');
  expect(initialsOf('North gate')).toBe('');
});

it('a camera is found by the initials of its name', () => {
  expect(searchCameras(viewOf(campus()), 'yhq', 10).map(({ number }) => number)).toEqual([131]);
});

it('a name is found by words, by further words and by initials, its beginning first', () => {
  const items = [
    { name: 'Gate wall' },
    { name: '夜班墙' },
    { name: 'South', words: 'gate' },
    { name: 'Wall of gates' },
  ];
  const find = (query: string) => matchNames(items, query, { limit: 9 }).found;
  expect(find('wall').map(({ name }) => name)).toEqual(['Wall of gates', 'Gate wall']);
  expect(find('ybq').map(({ name }) => name)).toEqual(['夜班墙']);
  expect(matchNames(items, 'gate', { limit: 2 })).toMatchObject({ found: { length: 2 }, total: 3 });
  expect(find('')).toEqual([]);
});
