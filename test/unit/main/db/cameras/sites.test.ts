import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  asAccountId,
  channelIdOf,
  deviceIdOf,
  type AccountId,
  type ChannelId,
} from '../../../../../preload/domain/ids.ts';
import { MAX_PLACEMENTS, MAX_SITE_DEPTH, MAX_SITE_NAME } from '../../../../../preload/domain/cameras/sites.ts';
import { openDatabase } from '../../../../../main/db/database.ts';
import { SiteTable } from '../../../../../main/db/cameras/sites.ts';
import { cameraSteps } from '../../../../../main/db/cameras/steps.ts';
import { SitesService } from '../../../../../main/services/cameras/sites.ts';

const campus = asAccountId('campus');
const camera = (n: number, account: AccountId = campus): ChannelId => channelIdOf(deviceIdOf(account, `d${n}`), '0');

/** A database that outlives the service. */
function setUp() {
  const dir = mkdtempSync(join(tmpdir(), 'lanner-sites-'));
  const { db, close } = openDatabase(join(dir, 'lanner.db'), cameraSteps);
  onTestFinished(async () => {
    await close();
    rmSync(dir, { recursive: true, force: true });
  });
  const start = (nowMs: () => number = Date.now) =>
    new SitesService({ table: new SiteTable(db), emit: () => {}, nowMs });
  return { start };
}

const top = (sites: SitesService, name: string) => sites.create({ parentId: null, name }).id;
const names = (sites: SitesService) => sites.list().map(({ name }) => name);
const inside = (sites: SitesService, siteId: ReturnType<typeof top>) =>
  sites.cameras({ siteIds: [siteId], offset: 0, limit: 2000 }).parts.flatMap((part) => part.channelIds);
const put = (sites: SitesService, siteId: ReturnType<typeof top>, channelIds: ChannelId[]) =>
  sites.place({ siteId, channelIds, fromSiteId: null, beforeId: null });

describe('the tree of sites', () => {
  it('the tree of sites is the same after a restart: names, order, depth, cameras in their order', () => {
    const { start } = setUp();
    const first = start();
    const north = top(first, ' North   side ');
    const south = top(first, 'South');
    const gate = first.create({ parentId: north, name: 'Gate' }).id;
    first.move({ siteId: south, parentId: null, beforeId: north });
    put(first, gate, [camera(3), camera(1)]);
    const again = start();
    expect(again.list().map(({ name, parentId, cameraCount }) => [name, parentId, cameraCount])).toEqual([
      ['South', null, 0],
      ['North side', null, 0],
      ['Gate', north, 2],
    ]);
    expect(inside(again, gate)).toEqual([camera(3), camera(1)]);
  });

  it.each([
    ['', 'input.invalid-field'],
    ['   ', 'input.invalid-field'],
    ['x'.repeat(MAX_SITE_NAME + 1), 'input.invalid-field'],
    ['north', 'site.name-taken'],
  ])('the tree of sites refuses the name %j beside North', (name, code) => {
    const sites = setUp().start();
    const north = top(sites, 'North');
    expect(() => top(sites, name)).toThrow(expect.objectContaining({ code }));
    expect(sites.create({ parentId: north, name: 'North' }).name).toBe('North');
  });

  it('the tree of sites refuses a site that would be too deep, whether it is created or moved there', () => {
    const sites = setUp().start();
    let parentId = top(sites, 'level 1');
    const second = sites.create({ parentId, name: 'level 2' }).id;
    parentId = second;
    for (let level = 3; level <= MAX_SITE_DEPTH; level++) parentId = sites.create({ parentId, name: `l ${level}` }).id;
    expect(() => sites.create({ parentId, name: 'deeper' })).toThrow(
      expect.objectContaining({ code: 'site.too-deep' }),
    );
    const other = top(sites, 'other');
    const leaf = sites.create({ parentId: other, name: 'leaf' }).id;
    expect(() => sites.move({ siteId: second, parentId: leaf, beforeId: null })).toThrow(
      expect.objectContaining({ code: 'site.too-deep' }),
    );
  });

  it('the tree of sites refuses to move a site into itself, and does not change', () => {
    const sites = setUp().start();
    const north = top(sites, 'North');
    const gate = sites.create({ parentId: north, name: 'Gate' }).id;
    const before = sites.list();
    expect(() => sites.move({ siteId: north, parentId: gate, beforeId: null })).toThrow(
      expect.objectContaining({ code: 'input.invalid-field' }),
    );
    expect(sites.list()).toEqual(before);
  });

  it('a restored site comes back with everything below it', () => {
    const { start } = setUp();
    const sites = start();
    const north = top(sites, 'North');
    const gate = sites.create({ parentId: north, name: 'Gate' }).id;
    put(sites, gate, [camera(1)]);
    expect(sites.remove(north)).toEqual({ siteCount: 2 });
    expect(names(sites)).toEqual([]);
    top(sites, 'North');
    sites.restore(north);
    expect(names(sites)).toContain('North (2)');
    expect(inside(sites, gate)).toEqual([camera(1)]);
  });

  it('deleted sites can be restored after a restart, each with everything deleted along with it, for at most 30 days', () => {
    const { start } = setUp();
    const day = 24 * 60 * 60_000;
    let now = 100 * day;
    const sites = start(() => now);
    const north = top(sites, 'North');
    const gate = sites.create({ parentId: north, name: 'Gate' }).id;
    const door = sites.create({ parentId: gate, name: 'Door' }).id;
    put(sites, gate, [camera(1)]);
    put(sites, door, [camera(2), camera(3)]);
    sites.remove(gate);
    now += 30 * day;
    const again = start(() => now);
    const facts = { kind: 'site', id: gate, name: 'Gate', removedAtMs: 100 * day, path: ['North'], count: 3 };
    expect(again.removed.list()).toEqual([facts]);
    expect(again.removed.restore(gate)).toMatchObject({ name: 'Gate', parentId: north });
    expect(inside(again, door)).toEqual([camera(2), camera(3)]);
    again.remove(gate);
    now += 30 * day + 1;
    expect(again.removed.list()).toEqual([]);
    expect(() => again.restore(gate)).toThrow(expect.objectContaining({ code: 'removed.not-found' }));
    expect(start(() => now - 60 * day).removed.list()).toEqual([]);
  });

  it('a deleted site is not forgotten because the clock was set back', () => {
    let now = Date.UTC(2026, 10, 23);
    const sites = setUp().start(() => now);
    const north = top(sites, 'North');
    sites.remove(north);
    now = Date.UTC(1970, 0, 2);
    expect(sites.removed.list().map(({ id }) => id)).toEqual([north]);
  });
});

it('cameras of a site stand in several sites and in the order that the operator gave them', () => {
  const sites = setUp().start();
  const [north, tour] = [top(sites, 'North'), top(sites, 'Night tour')];
  put(sites, north, [camera(1), camera(2), camera(3)]);
  expect(put(sites, tour, [camera(2), camera(2)])).toEqual({ count: 1 });
  sites.place({ siteId: north, channelIds: [camera(3)], fromSiteId: null, beforeId: camera(1) });
  expect(inside(sites, north)).toEqual([camera(3), camera(1), camera(2)]);
  expect(inside(sites, tour)).toEqual([camera(2)]);
});

it('cameras of a site stay in their place when a group is dropped before one of its own', () => {
  const sites = setUp().start();
  const north = top(sites, 'North');
  put(sites, north, [camera(1), camera(2), camera(3), camera(4)]);
  const channelIds = [camera(2), camera(3)];
  sites.place({ siteId: north, channelIds, fromSiteId: null, beforeId: camera(2) });
  expect(inside(sites, north)).toEqual([1, 2, 3, 4].map((n) => camera(n)));
});

it('cameras of a site move from one site to another in one step', () => {
  const sites = setUp().start();
  const [north, south] = [top(sites, 'North'), top(sites, 'South')];
  put(sites, north, [camera(1), camera(2)]);
  sites.place({ siteId: south, channelIds: [camera(1)], fromSiteId: north, beforeId: null });
  expect([inside(sites, north), inside(sites, south)]).toEqual([[camera(2)], [camera(1)]]);
  expect(sites.takeOut({ siteId: south, channelIds: [camera(1), camera(2)] })).toEqual({ count: 1 });
  expect(inside(sites, south)).toEqual([]);
});

it('cameras of a site come in pages that join to the whole, over several sites', () => {
  const sites = setUp().start();
  const siteIds = ['A', 'B', 'C'].map((name, i) => {
    const id = top(sites, name);
    put(
      sites,
      id,
      Array.from({ length: i * 700 }, (_, n) => camera(n)),
    );
    return id;
  });
  const counts = new Map<string, number>();
  let offset: number | null = 0;
  while (offset !== null) {
    const page = sites.cameras({ siteIds, offset, limit: 500 });
    for (const part of page.parts) counts.set(part.siteId, (counts.get(part.siteId) ?? 0) + part.channelIds.length);
    offset = page.next;
  }
  expect(siteIds.map((id) => counts.get(id) ?? 0)).toEqual([0, 700, 1400]);
});

it('cameras of a site are refused beyond the limit of all sites together', () => {
  const sites = setUp().start();
  const north = top(sites, 'North');
  put(
    sites,
    north,
    Array.from({ length: MAX_PLACEMENTS }, (_, n) => camera(n)),
  );
  expect(() => put(sites, north, [camera(MAX_PLACEMENTS)])).toThrow(expect.objectContaining({ code: 'site.too-many' }));
});

it('the deleted sites have at most as many cameras as all sites may have, but the last deleted site is always stored', () => {
  let now = 1_000;
  const { start } = setUp();
  const sites = start(() => (now += 1));
  const many = Array.from({ length: MAX_PLACEMENTS / 2 + 1 }, (_, n) => camera(n));
  const ids = ['North', 'South', 'West'].map((name) => {
    const id = top(sites, name);
    put(sites, id, many);
    sites.remove(id);
    return id;
  });
  expect(sites.removed.list().map(({ id }) => id)).toEqual(ids.slice(-1));
  expect(
    start(() => now)
      .removed.list()
      .map(({ id }) => id),
  ).toEqual(ids.slice(-1));
  expect(sites.restore(ids[2] as never)).toMatchObject({ name: 'West' });
});
