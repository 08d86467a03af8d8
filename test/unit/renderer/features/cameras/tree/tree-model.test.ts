import { describe, expect, it } from 'vitest';
import { asAccountId } from '../../../../../../preload/domain/ids.ts';
import { NO_FILTER, type TreeFilter } from '../../../../../../renderer/features/cameras/tree/tree-filter.ts';
import {
  buildTrees,
  camerasBelow,
  camerasOfGroup,
  countMatches,
  totalCounts,
  visibleRows,
  type TreeRow,
} from '../../../../../../renderer/features/cameras/tree/tree-model.ts';
import { headAbove } from '../../../../../../renderer/features/cameras/tree/tree-head.tsx';
import { highlight } from '../../../../../../renderer/ui/rows/highlight.ts';
import { termsOf } from '../../../../../../renderer/state/page/name-search.ts';
import { account, camera, campus, group, large, viewOf } from '../directory-sample.ts';

const OPEN: ReadonlySet<string> = new Set();
const show = (row: TreeRow): string =>
  `${' '.repeat(row.level - 1)}${row.kind === 'camera' ? row.channel.number : row.kind === 'group' ? (row.name ?? '(none)') : 'missing'}`;

async function rowsFor(query: string, filter: TreeFilter = NO_FILTER, closed = OPEN): Promise<string[]> {
  const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
  return visibleRows(trees, { terms: termsOf(query), filter, closed }).map(show);
}

describe('the camera tree', () => {
  it('the camera tree nests groups, with the cameras of a group before its groups, and the rest below their own head', async () => {
    expect(await rowsFor('')).toEqual(['Riverside campus', ' 110', ' Gates', '  101', '  102', '(none)', ' 131']);
  });

  it('the camera tree shows accounts as heads only when there are several', async () => {
    const trees = await buildTrees(viewOf(campus('a1'), campus('a2')), [account('a1', 'One'), account('a2', 'Two')]);
    const heads = visibleRows(trees, { terms: [], filter: NO_FILTER, closed: OPEN }).filter((row) => row.level === 1);
    expect(heads.map(show)).toEqual(['One', 'Two']);
  });

  // @promise failures.counts: Counts are taken from the states each time, and never added up from events.
  it('the camera tree counts cameras by state up to the top', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    expect(totalCounts(trees)).toEqual({ total: 4, online: 2, offline: 1, frozen: 1, unknown: 0, missing: 0 });
  });

  it('the camera tree hides everything below a folded group', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    const root = trees[0]?.root.children[0]?.row.key ?? '';
    expect(await rowsFor('', NO_FILTER, new Set([root]))).toEqual(['Riverside campus', '(none)', ' 131']);
  });

  it('the search finds cameras by name, by number, by group and in Chinese, with one row for the groups above', async () => {
    expect(await rowsFor('north')).toEqual([' Gates', '  101']);
    expect(await rowsFor('110')).toEqual(['Riverside campus', ' 110']);
    expect(await rowsFor('gates')).toEqual([' Gates', '  101', '  102']);
    expect(await rowsFor('运河')).toEqual(['(none)', ' 131']);
    expect(await rowsFor('dock 9')).toEqual([]);
  });

  it('the search opens folded groups for a match', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    const root = trees[0]?.root.children[0]?.row.key ?? '';
    expect(await rowsFor('north', NO_FILTER, new Set([root]))).toEqual([' Gates', '  101']);
  });

  it('the row of a group names the groups above it, the nearest first', async () => {
    const trees = await buildTrees(viewOf(campus('a1'), campus('a2')), [account('a1', 'One'), account('a2', 'Two')]);
    const rows = visibleRows(trees, { terms: ['north'], filter: NO_FILTER, closed: OPEN });
    const heads = rows.filter((row) => row.kind === 'group');
    expect(heads.map(({ name, trail }) => [name, ...trail])).toEqual([
      ['Gates', 'Riverside campus', 'One'],
      ['Gates', 'Riverside campus', 'Two'],
    ]);
  });

  it('the group of the first row in view is shown once the row of the group is out of sight', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    // Riverside campus, 110, Gates, 101, 102, (none), 131
    const rows = visibleRows(trees, { terms: [], filter: NO_FILTER, closed: OPEN });
    const heads = rows.map((_row, first) => headAbove(rows, first, false)?.name);
    expect(heads.slice(0, 4)).toEqual([undefined, 'Riverside campus', 'Gates', 'Gates']);
  });

  it('the search counts its matches, by group and in all', async () => {
    const trees = await buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
    const rows = visibleRows(trees, { terms: ['gate'], filter: NO_FILTER, closed: OPEN });
    const gates = rows.find((row) => row.kind === 'group')?.key ?? '';
    expect(countMatches(rows)).toEqual({ cameras: 2, byGroup: new Map([[gates, 2]]) });
  });

  it('the cameras of a group are ordered by number, however the cloud lists them', async () => {
    const part = campus();
    const trees = await buildTrees(viewOf({ ...part, channels: part.channels.toReversed() }), [
      account('a1', 'Campus'),
    ]);
    const rows = visibleRows(trees, { terms: [], filter: NO_FILTER, closed: OPEN });
    expect(rows.filter((row) => row.kind === 'camera').map((row) => row.channel.number)).toEqual([110, 101, 102, 131]);
    expect(camerasBelow(trees, rows[0]?.key ?? '')).toEqual(
      rows.flatMap((row) => (row.kind === 'camera' && row.channel.number < 131 ? [row.channel.id] : [])),
    );
  });

  it('the palette gets the cameras of a group in the order of the list', async () => {
    const part = campus();
    const shuffled = { ...part, channels: part.channels.toReversed() };
    const trees = await buildTrees(viewOf(shuffled), [account('a1', 'Campus')]);
    for (const { id } of part.groups) expect(camerasOfGroup(shuffled, id)).toEqual(camerasBelow(trees, id));
    const numberOf = new Map(part.channels.map(({ id, number }) => [id, number]));
    const [top] = part.groups;
    const ids = top === undefined ? [] : camerasOfGroup(shuffled, top.id);
    expect(ids.map((id) => numberOf.get(id))).toEqual([110, 101, 102]);
  });

  it('the filter works by state and protocol, and a frozen camera is neither online nor offline', async () => {
    expect(await rowsFor('', { ...NO_FILTER, states: ['online'] })).not.toContain(' 131');
    expect(await rowsFor('', { ...NO_FILTER, states: ['offline'] })).toEqual([' Gates', '  102']);
    expect(await rowsFor('', { ...NO_FILTER, states: ['frozen'] })).toEqual(['(none)', ' 131']);
    expect(await rowsFor('', { ...NO_FILTER, states: ['offline', 'frozen'] })).toContain(' 131');
    expect(await rowsFor('', { ...NO_FILTER, protocol: 'gb28181' })).toEqual(['Riverside campus', ' 110']);
  });

  it('the camera tree contains every group, even a group that a cloud made circular or left without parent', async () => {
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

it('the highlight marks every occurrence of the terms, and the whole name is shown', () => {
  const parts = highlight('North gate', ['gate', 'no']);
  expect(parts).toEqual([
    { text: 'No', isHit: true },
    { text: 'rth ', isHit: false },
    { text: 'gate', isHit: true },
  ]);
});

it('the highlight joins overlapping hits and leaves other names plain', () => {
  expect(highlight('Gate', ['gat', 'ate'])).toEqual([{ text: 'Gate', isHit: true }]);
  expect(highlight('Dock', ['gate'])).toEqual([{ text: 'Dock', isHit: false }]);
  expect(highlight('İstanbul', ['i'])).toEqual([{ text: 'İstanbul', isHit: false }]);
});
