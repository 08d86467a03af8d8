import { describe, expect, it } from 'vitest';
import { asAccountId } from '../../../../../../preload/domain/ids.ts';
import {
  closedGroups,
  groupsAbove,
  USUAL_FOLDING,
  withFold,
} from '../../../../../../renderer/features/cameras/tree/tree-folding.ts';
import { NO_FILTER } from '../../../../../../renderer/features/cameras/tree/tree-filter.ts';
import { buildTrees, visibleRows, type Tree } from '../../../../../../renderer/features/cameras/tree/tree-model.ts';
import { account, campus, group, large, viewOf } from '../directory-sample.ts';

const NONE: ReadonlySet<string> = new Set();
const rowsOf = (trees: readonly Tree[], folding = USUAL_FOLDING, peeked = NONE): number =>
  visibleRows(trees, { terms: [], filter: NO_FILTER, closed: closedGroups(trees, folding, peeked) }).length;

const small = (): Promise<readonly Tree[]> => buildTrees(viewOf(campus()), [account('a1', 'Campus')]);
const big = (): Promise<readonly Tree[]> => buildTrees(viewOf(large(5_000)), [account('big', 'Big')]);

describe('which groups stand open', () => {
  it('a small list stands open at first, and a list of 5,000 cameras shows its groups and no camera', async () => {
    expect(rowsOf(await small())).toBe(7);
    const trees = await big();
    const closed = closedGroups(trees, USUAL_FOLDING, NONE);
    const rows = visibleRows(trees, { terms: [], filter: NO_FILTER, closed });
    expect(rows.length).toBeLessThan(150);
    expect(rows.filter((row) => row.kind === 'camera')).toHaveLength(0);
  });

  it('a group without cameras does not stand open, and a group without anything cannot be opened', async () => {
    const part = campus();
    const id = asAccountId('a1');
    const groups = [...part.groups, group(id, 'docks', 'Docks'), group(id, 'pier', 'Pier', 'docks')];
    const trees = await buildTrees(viewOf({ ...part, groups }), [account('a1', 'Campus')]);
    const closed = closedGroups(trees, USUAL_FOLDING, NONE);
    const rows = visibleRows(trees, { terms: [], filter: NO_FILTER, closed }).filter((row) => row.kind === 'group');
    expect(rows.map(({ name }) => name)).not.toContain('Pier');
    expect(closed).toContain(rows.find(({ name }) => name === 'Docks')?.key);
    const open = visibleRows(trees, { terms: [], filter: NO_FILTER, closed: NONE });
    expect(open.find((row) => row.kind === 'group' && row.name === 'Pier')).toMatchObject({ hasRows: false });
  });

  it('groups that the operator folded or opened stay so, also after all groups were folded', async () => {
    const trees = await small();
    const key = trees[0]?.root.children[0]?.row.key ?? '';
    const folded = withFold(USUAL_FOLDING, key, true);
    expect(rowsOf(trees, folded)).toBe(3);
    expect(rowsOf(trees, withFold(folded, key, false))).toBe(7);
    const all = { ...USUAL_FOLDING, base: 'closed' as const };
    expect(rowsOf(trees, all)).toBe(2);
    expect(rowsOf(trees, withFold(all, key, false))).toBe(4);
    expect(rowsOf(await big(), { ...USUAL_FOLDING, base: 'open' })).toBe(5_100);
  });

  it('at most 500 choices are stored: the oldest is forgotten', () => {
    let folding = USUAL_FOLDING;
    for (let i = 0; i < 600; i += 1) folding = withFold(folding, `group ${i}`, true);
    expect(folding.closed).toHaveLength(500);
    expect(folding.closed.at(-1)).toBe('group 599');
  });

  it('a camera that is to be seen opens the groups above itself and no other', async () => {
    const trees = await big();
    const camera = large(5_000).channels[4_321];
    const above = groupsAbove(trees, camera?.id ?? '') ?? [];
    expect(above.length).toBeLessThan(5);
    const before = rowsOf(trees);
    expect(rowsOf(trees, USUAL_FOLDING, new Set(above))).toBeLessThanOrEqual(before + 110);
    expect(groupsAbove(trees, 'nobody')).toBeNull();
  });
});
