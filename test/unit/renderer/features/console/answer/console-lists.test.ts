import { describe, expect, it } from 'vitest';
import {
  answerRows,
  NO_FOLDS,
  withAll,
  withMore,
  withOpen,
} from '../../../../../../renderer/features/console/answer/answer-rows.ts';
import {
  countOperations,
  listRows,
  termsOf,
} from '../../../../../../renderer/features/console/operations/operation-rows.ts';
import { operation } from '../sample.ts';

const clouds = [
  {
    vendor: 'huawei-ivm' as const,
    operations: [
      operation('listDevices', { titleZh: '查询设备列表', titleEn: 'List devices' }),
      operation('deleteOrg', { group: 'device-group', titleZh: '删除分组', titleEn: 'Delete a group' }),
    ],
  },
  {
    vendor: 'tencent-ivp' as const,
    operations: [operation('addDevice', { titleZh: '新增设备', titleEn: 'Add a device' })],
  },
];
const found = (query: string): readonly string[] =>
  listRows(clouds, termsOf(query), new Set()).flatMap((row) => (row.kind === 'operation' ? [row.operation.id] : []));

describe('the list of operations', () => {
  it('the search finds operations by id, by Chinese and by English title, whatever the language of the page', () => {
    expect(found('LISTDEV')).toEqual(['listDevices']);
    expect(found('设备')).toEqual(['listDevices', 'addDevice']);
    expect(found('delete group')).toEqual(['deleteOrg']);
    expect(found('设备 add')).toEqual(['addDevice']);
  });

  it('the list groups operations by cloud and chapter, and folds the groups', () => {
    const kinds = (closed: readonly string[]): readonly string[] =>
      listRows(clouds, [], new Set(closed)).map((row) => row.kind);
    expect(kinds([])).toEqual(['vendor', 'group', 'operation', 'group', 'operation', 'vendor', 'group', 'operation']);
    expect(kinds(['huawei-ivm', 'tencent-ivp/device'])).toEqual(['vendor', 'vendor', 'group']);
  });

  it('the search opens every group with a match and counts the folded groups', () => {
    expect(listRows(clouds, termsOf('device'), new Set(['huawei-ivm']))).toHaveLength(6);
    expect(countOperations(clouds, [])).toBe(3);
  });
});

it('the tree of an answer opens small parts and leaves a long list closed', () => {
  const rows = answerRows({ page: { total: 2 }, list: Array.from({ length: 500 }, (_, i) => i) }, NO_FOLDS);
  expect(rows.map((row) => row.key)).toEqual(['/page', '/page/total', '/list']);
});

it('the tree of an answer shows a long list piece by piece', () => {
  const answer = { list: Array.from({ length: 450 }, (_, i) => i) };
  const opened = withOpen(NO_FOLDS, '/list', true);
  expect(answerRows(answer, opened)).toHaveLength(202);
  expect(answerRows(answer, opened).at(-1)).toMatchObject({ kind: 'more', left: 250 });
  const all = withMore(withMore(opened, '/list'), '/list');
  expect(answerRows(answer, all)).toHaveLength(451);
});

it('the tree of an answer distinguishes members whose names contain a slash', () => {
  const keys = answerRows({ 'a/b': 1, a: { b: 2 } }, NO_FOLDS).map((row) => row.key);
  expect(new Set(keys).size).toBe(3);
});

it('the tree of an answer can open and close all parts', () => {
  const answer = { a: { b: { c: { d: 1 } } } };
  expect(answerRows(answer, withAll(answer, true))).toHaveLength(4);
  expect(answerRows(answer, withAll(answer, false))).toHaveLength(1);
});
