import { describe, expect, it } from 'vitest';
import {
  asAccountId,
  asSiteId,
  channelIdOf,
  deviceIdOf,
  type ChannelId,
  type SiteId,
} from '../../../../../../preload/domain/ids.ts';
import type { Site } from '../../../../../../preload/domain/cameras/sites.ts';
import { landingOf, type Dragged } from '../../../../../../renderer/features/cameras/sites/site-drop.ts';
import { choicesFor } from '../../../../../../renderer/features/cameras/sites/site-picker.tsx';
import { buildSiteTree } from '../../../../../../renderer/features/cameras/sites/site-tree.ts';
import { NO_FILTER } from '../../../../../../renderer/features/cameras/tree/tree-filter.ts';
import {
  buildTrees,
  camerasBelow,
  visibleRows,
  type TreeRow,
} from '../../../../../../renderer/features/cameras/tree/tree-model.ts';
import { termsOf } from '../../../../../../renderer/state/page/name-search.ts';
import { account, campus, large, viewOf } from '../directory-sample.ts';

const OPEN: ReadonlySet<string> = new Set();
const [north, gates, tour] = ['north', 'gates', 'tour'].map(asSiteId) as [SiteId, SiteId, SiteId];
const id = (number: number, accountId = 'a1'): ChannelId =>
  channelIdOf(deviceIdOf(asAccountId(accountId), `d${number}`), '0');
const site = (siteId: SiteId, name: string, parentId: SiteId | null): Site => ({
  id: siteId,
  name,
  parentId,
  revision: 1,
  cameraCount: 0,
});

const sites = [site(north, 'North side', null), site(gates, 'Gates', north), site(tour, 'Night tour', null)];
const content = {
  sites,
  cameras: new Map([
    [gates, { channelIds: [id(102), id(101)] }],
    [north, { channelIds: [id(101)] }],
    [tour, { channelIds: [id(131), id(7, 'gone'), id(8)] }],
  ]),
};
const build = (hasRootRow = true) => buildSiteTree(content, viewOf(campus()), [account('a1', 'Campus')], hasRootRow);

const show = (row: TreeRow): string => {
  const indent = ' '.repeat(row.level - 1);
  if (row.kind === 'camera') return `${indent}${row.channel.number}`;
  if (row.kind === 'missing') return `${indent}missing ${row.gone.length}, waiting ${row.waiting}`;
  return `${indent}${row.name ?? '(sites)'} ${row.counts.total}`;
};
const rowsFor = async (query = '', closed = OPEN) =>
  visibleRows([await build()], { terms: termsOf(query), filter: NO_FILTER, closed });

describe('the tree of sites', () => {
  it('the tree of sites has the order of the operator, and counts a camera once however often it occurs below', async () => {
    expect((await rowsFor()).map(show)).toEqual([
      '(sites) 3',
      ' North side 2',
      '  101',
      '  Gates 2',
      '   102',
      '   101',
      ' Night tour 1',
      '  131',
      '  missing 2, waiting 0',
    ]);
  });

  it('the tree of sites is at the top where no cloud is shown beside it', async () => {
    const tree = await build(false);
    const rows = visibleRows([tree], { terms: [], filter: NO_FILTER, closed: OPEN });
    expect(rows.filter((row) => row.level === 1).map(show)).toEqual(['North side 2', 'Night tour 1']);
  });

  it('every row has a key of its own although a camera occurs in two sites', async () => {
    const keys = (await rowsFor()).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('a camera is called missing only when its account is gone or was read without the camera', async () => {
    const off = { ...account('a1', 'Campus'), isEnabled: false };
    const tree = await buildSiteTree(content, viewOf({ ...campus(), channels: [] }), [off], true);
    const rows = visibleRows([tree], { terms: [], filter: NO_FILTER, closed: OPEN });
    expect(rows.filter((row) => row.kind === 'missing').map(show)).toEqual([
      '  missing 0, waiting 1',
      '   missing 0, waiting 2',
      '  missing 1, waiting 2',
    ]);
  });

  it('the search finds cameras by name, by number and by the names of the sites above them, and sites without a camera', async () => {
    expect((await rowsFor('south')).map(show)).toEqual(['  Gates 2', '   102']);
    expect((await rowsFor('side south')).map(show)).toEqual(['  Gates 2', '   102']);
    const yard = { sites: [site(tour, 'Yard', null)], cameras: new Map() };
    const empty = await buildSiteTree(yard, viewOf(campus()), [account('a1', 'Campus')], true);
    const named = visibleRows([empty], { terms: ['yard'], filter: NO_FILTER, closed: OPEN });
    expect(named.map(show)).toEqual([' Yard 0']);
    expect((await rowsFor('night')).map(show)).toEqual([' Night tour 1', '  131']);
  });

  it('a folded site places every camera below it on the wall, each once', async () => {
    expect(camerasBelow([await build()], north)).toEqual([id(101), id(102)]);
  });

  it('the tree of sites shows 20,000 cameras without a task that blocks', async () => {
    const part = large(20_000);
    const all = part.channels.map((channel) => channel.id);
    const many = Array.from({ length: 200 }, (_, i) => site(asSiteId(`s${i}`), `Site ${i}`, null));
    const cameras = new Map(
      many.map(({ id: siteId }, i) => [siteId, { channelIds: all.slice(i * 100, i * 100 + 100) }]),
    );
    const tree = await buildSiteTree({ sites: many, cameras }, viewOf(part), [account('big', 'Big')], true);
    expect(tree.root.row.counts.total).toBe(20_000);
    expect(visibleRows([tree], { terms: [], filter: NO_FILTER, closed: OPEN })).toHaveLength(20_201);
  });
});

describe('a drag over the tree', () => {
  const cameras: Dragged = { kind: 'cameras', channelIds: [id(110)], fromSiteId: null };
  const moved: Dragged = { kind: 'site', siteId: tour };
  const over = async (what: Dragged, index: number, share: number) =>
    landingOf(what, { rows: await rowsFor(), index, share, sites, closed: OPEN });

  it('dragged cameras land in a site, or before and after a camera of the site', async () => {
    expect(await over(cameras, 3, 0.5)).toMatchObject({
      siteId: gates,
      beforeId: null,
      mark: { kind: 'row', index: 3 },
    });
    expect(await over(cameras, 4, 0.2)).toMatchObject({ siteId: gates, beforeId: id(102), mark: { index: 4 } });
    expect(await over(cameras, 4, 0.8)).toMatchObject({ siteId: gates, beforeId: id(101), mark: { index: 5 } });
    expect(await over(cameras, 5, 0.8)).toMatchObject({ siteId: gates, beforeId: null });
    expect(await over(cameras, 0, 0.5)).toBeNull();
    expect(await over(cameras, 99, 0.5)).toBeNull();
  });

  it('dragged cameras land in a group of their own cloud, and in no group of another cloud', async () => {
    const part = campus();
    const trees = await buildTrees(viewOf(part), [account('a1', 'Campus')]);
    const rows = visibleRows(trees, { terms: [], filter: NO_FILTER, closed: OPEN });
    const index = rows.findIndex(({ key }) => key === part.groups[0]?.id);
    const landed = (channelIds: readonly ChannelId[]) =>
      landingOf({ kind: 'cameras', channelIds, fromSiteId: null }, { rows, index, share: 0.5, sites, closed: OPEN });
    expect(landed([id(110)])).toEqual({ kind: 'group', groupId: part.groups[0]?.id, mark: { kind: 'row', index } });
    expect(landed([id(110), channelIdOf(deviceIdOf(asAccountId('other'), 'd'), 'c')])).toBeNull();
  });

  it('a dragged site lands inside another site, before it, or at the top, and never inside itself', async () => {
    expect(await over(moved, 1, 0.5)).toMatchObject({ parentId: north, beforeId: null });
    expect(await over(moved, 1, 0.1)).toMatchObject({ parentId: null, beforeId: north });
    expect(await over(moved, 0, 0.5)).toMatchObject({ parentId: null, beforeId: null });
    expect(await over(moved, 6, 0.5)).toBeNull();
    expect(await over({ kind: 'site', siteId: north }, 3, 0.5)).toBeNull();
    expect(await over({ kind: 'site', siteId: north }, 4, 0.5)).toBeNull();
  });
});

it('the choice of a site finds sites by any words of their path', () => {
  const paths = (query: string) => choicesFor(sites, query, new Set([tour])).map(({ path }) => path);
  expect(paths('')).toEqual(['North side', 'North side / Gates']);
  expect(paths('side gat')).toEqual(['North side / Gates']);
  expect(paths('night')).toEqual([]);
});
