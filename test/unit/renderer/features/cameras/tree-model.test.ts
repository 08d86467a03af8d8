import { describe, expect, it } from 'vitest';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import {
  buildTrees,
  highlight,
  NO_FILTER,
  totalCounts,
  visibleRows,
  type TreeFilter,
  type TreeRow,
} from '../../../../../renderer/features/cameras/tree-model.ts';
import { termsOf } from '../../../../../renderer/state/page/name-search.ts';
import { account, camera, campus, group, large, viewOf } from './directory-sample.ts';

const OPEN: ReadonlySet<string> = new Set();
const show = (row: TreeRow): string =>
  `${' '.repeat(row.level - 1)}${row.kind === 'camera' ? row.channel.number : row.kind === 'group' ? (row.name ?? '(none)') : 'missing'}`;

async function rowsFor(query: string, filter: TreeFilter = NO_FILTER, closed = OPEN): Promise<string[]> {
  const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
  return visibleRows(trees, { terms: termsOf(query), filter, closed }).map(show);
}

describe('the camera tree', () => {
  it('nests groups, puts cameras below their group and the rest below their own head', async () => {
    expect(await rowsFor('')).toEqual(['Riverside campus', ' Gates', '  101', '  102', ' 110', '(none)', ' 131']);
  });

  it('shows accounts as heads only when there are several', async () => {
    const trees = await buildTrees(viewOf(campus('a1'), campus('a2')), [account('a1', 'One'), account('a2', 'Two')]);
    const heads = visibleRows(trees, { terms: [], filter: NO_FILTER, closed: OPEN }).filter((row) => row.level === 1);
    expect(heads.map(show)).toEqual(['One', 'Two']);
  });

  it('counts by state up to the top', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    expect(totalCounts(trees)).toEqual({ total: 4, online: 2, offline: 1, frozen: 1, unknown: 0, missing: 0 });
  });

  it('hides what is below a folded group', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    const root = trees[0]?.root.children[0]?.row.key ?? '';
    expect(await rowsFor('', NO_FILTER, new Set([root]))).toEqual(['Riverside campus', '(none)', ' 131']);
  });

  it('finds by name, by number, by group and in Chinese, and keeps the groups above', async () => {
    expect(await rowsFor('north')).toEqual(['Riverside campus', ' Gates', '  101']);
    expect(await rowsFor('110')).toEqual(['Riverside campus', ' 110']);
    expect(await rowsFor('gates')).toEqual(['Riverside campus', ' Gates', '  101', '  102']);
    expect(await rowsFor('运河')).toEqual(['(none)', ' 131']);
    expect(await rowsFor('dock 9')).toEqual([]);
  });

  it('opens folded groups for a match', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    const root = trees[0]?.root.children[0]?.row.key ?? '';
    expect(await rowsFor('north', NO_FILTER, new Set([root]))).toEqual(['Riverside campus', ' Gates', '  101']);
  });

  it('filters by state and protocol, and a frozen camera is not online', async () => {
    expect(await rowsFor('', { reachable: 'online', protocol: 'all' })).not.toContain(' 131');
    expect(await rowsFor('', { reachable: 'offline', protocol: 'all' })).toContain('  102');
    expect(await rowsFor('', { reachable: 'all', protocol: 'gb28181' })).toEqual(['Riverside campus', ' 110']);
  });

  it('survives groups that a cloud made circular or left without parent', async () => {
    const accountId = asAccountId('a1');
    const part = {
      accountId,
      revision: 1,
      groups: [group(accountId, 'x', 'Self', 'x'), group(accountId, 'o', 'Orphan', 'gone')],
      channels: [camera(accountId, 1, 'One', 'x'), camera(accountId, 2, 'Two', 'nowhere')],
    };
    const rows = visibleRows(await buildTrees(viewOf(part), [account('a1', 'Campus')]), {
      terms: [],
      filter: NO_FILTER,
      closed: OPEN,
    });
    expect(rows.map(show)).toEqual(['Self', ' 1', 'Orphan', '(none)', ' 2']);
  });

  it('the camera tree has every one of 20,000 cameras exactly once', async () => {
    const trees = await buildTrees(viewOf(large(20_000)), [account('big', 'Big')]);
    const rows = visibleRows(trees, { terms: [], filter: NO_FILTER, closed: OPEN });
    const cameras = rows.filter((row) => row.kind === 'camera').map((row) => row.key);
    expect(new Set(cameras).size).toBe(20_000);
    expect(cameras).toHaveLength(20_000);
  });
});

describe('the highlight', () => {
  it('marks where the terms occur and keeps the whole name', () => {
    const parts = highlight('North gate', ['gate', 'no']);
    expect(parts).toEqual([
      { text: 'No', isHit: true },
      { text: 'rth ', isHit: false },
      { text: 'gate', isHit: true },
    ]);
  });

  it('joins overlapping hits and leaves other names plain', () => {
    expect(highlight('Gate', ['gat', 'ate'])).toEqual([{ text: 'Gate', isHit: true }]);
    expect(highlight('Dock', ['gate'])).toEqual([{ text: 'Dock', isHit: false }]);
    expect(highlight('İstanbul', ['i'])).toEqual([{ text: 'İstanbul', isHit: false }]);
  });
});
