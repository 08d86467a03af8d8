/** A camera takes over from another one, through the door of main. */
import { beforeEach, expect, it } from 'vitest';
import type { NumberedChannel } from '../../../preload/domain/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { channelOf } from '../../../preload/domain/walls/wall-tiles.ts';
import { deskOfCameras } from './desk-of-cameras.ts';

const desk = deskOfCameras(12);

beforeEach(() => desk.open('huawei-ivm'));

const cameras = async (): Promise<readonly NumberedChannel[]> => (await desk.tree()).channels;
const replace = (from: ChannelId, to: ChannelId) => desk.client.ask('directory.replace', { from, to });
const numberOf = async (id: ChannelId) => (await cameras()).find((one) => one.id === id)?.number;

/** Where a camera stands: on how many tiles of walls, in how many sites, and in how many bookmarks. */
async function placesOf(id: ChannelId): Promise<readonly number[]> {
  const walls = await desk.client.get('wall.list', {});
  const tiles = walls.flatMap((wall) => wall.tiles.filter((content) => channelOf(content) === id));
  const siteIds = (await desk.client.get('site.list', {})).map((site) => site.id);
  const { parts } = await desk.client.get('site.cameras', { siteIds, offset: 0, limit: 100 });
  const marks = await desk.client.get('bookmark.search', {
    ...{ query: '', channelIds: [id], range: null, after: null, limit: 1 },
  });
  const inSites = parts.filter(({ channelIds }) => channelIds.includes(id)).length;
  return [tiles.length, inSites, marks.total];
}

/** A wall, a site and a bookmark with one camera. */
async function use(id: ChannelId): Promise<void> {
  const base = await desk.client.get('wall.create', { name: 'Gates', folderId: null, copyOf: null });
  const tiles = base.tiles.map((content, i) => (i === 0 ? id : content));
  await desk.client.get('wall.save', { base, wall: { ...base, tiles } });
  const site = await desk.client.get('site.create', { parentId: null, name: 'East' });
  await desk.client.get('site.place', { siteId: site.id, channelIds: [id], fromSiteId: null, beforeId: null });
  await desk.client.get('bookmark.save', {
    ...{ id: null, revision: 0, channelIds: [id], text: 'seen', tags: [], author: '', fromMs: 1_000, toMs: 2_000 },
  });
}

it('a camera gets number, wall, site and bookmark of another one, and the same request turned round takes it back', async () => {
  const [old, fresh] = (await cameras()) as [NumberedChannel, NumberedChannel];
  await use(old.id);
  const before = await placesOf(old.id);
  expect(before).toEqual([1, 1, 1]);
  expect(await replace(old.id, fresh.id)).toMatchObject({ ok: true });
  expect(await placesOf(fresh.id)).toEqual(before);
  expect(await placesOf(old.id)).toEqual([0, 0, 0]);
  expect([await numberOf(fresh.id), await numberOf(old.id)]).toEqual([old.number, fresh.number]);
  expect(await replace(fresh.id, old.id)).toMatchObject({ ok: true });
  expect(await placesOf(old.id)).toEqual(before);
  expect([await numberOf(fresh.id), await numberOf(old.id)]).toEqual([fresh.number, old.number]);
});

it('a camera that has places of its own takes over from nobody', async () => {
  const [old, fresh] = (await cameras()) as [NumberedChannel, NumberedChannel];
  await use(fresh.id);
  expect(await replace(old.id, fresh.id)).toMatchObject({ ok: false, error: { code: 'devices.has-places' } });
  expect(await placesOf(fresh.id)).toEqual([1, 1, 1]);
  expect(await numberOf(old.id)).toBe(old.number);
});
