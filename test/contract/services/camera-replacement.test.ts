/** A camera takes over from another one, through the door of main. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it } from 'vitest';
import type { EventName } from '../../../preload/contract/events.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { channelOf } from '../../../preload/domain/walls/wall-tiles.ts';
import { PATIENT } from '../../patience.ts';
import type { Client } from './client.ts';
import { deskOfCameras } from './desk-of-cameras.ts';

const desk = deskOfCameras({ cameras: 12 });

beforeEach(() => desk.open('huawei-ivm'));

const cameras = async (client = desk.client): Promise<readonly NumberedChannel[]> =>
  (await client.get('directory.page', { accountId: desk.accountId, cursor: null, limit: 100 })).channels;
const replace = (from: ChannelId, to: ChannelId) => desk.client.ask('directory.replace', { from, to });
const numberOf = async (id: ChannelId, client = desk.client) =>
  (await cameras(client)).find((one) => one.id === id)?.number;

/** Where a camera stands: on how many tiles of walls, in how many sites, and in how many bookmarks. */
async function placesOf(id: ChannelId, client = desk.client): Promise<readonly number[]> {
  const walls = await client.get('wall.list', {});
  const tiles = walls.flatMap((wall) => wall.tiles.filter((content) => channelOf(content) === id));
  const siteIds = (await client.get('site.list', {})).map((site) => site.id);
  const { parts } = await client.get('site.cameras', { siteIds, offset: 0, limit: 100 });
  const marks = await client.get('bookmark.search', {
    query: '',
    channelIds: [id],
    range: null,
    after: null,
    limit: 1,
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
    id: null,
    revision: 0,
    channelIds: [id],
    text: 'seen',
    tags: [],
    author: '',
    fromMs: 1_000,
    toMs: 2_000,
  });
}

// @promise devices.replaced: A camera that replaces another one gets its number and its places on walls, in sites,
// sequences and bookmarks. Undo takes that back.
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

// @promise devices.replaces-none: A camera that has places of its own replaces none.
it('a camera that has places of its own takes over from nobody', async () => {
  const [old, fresh] = (await cameras()) as [NumberedChannel, NumberedChannel];
  await use(fresh.id);
  expect(await replace(old.id, fresh.id)).toMatchObject({ ok: false, error: { code: 'devices.has-places' } });
  expect(await placesOf(fresh.id)).toEqual([1, 1, 1]);
  expect(await numberOf(old.id)).toBe(old.number);
});

/** The profile as it is on the disk when a window hears of an event for the first time: a client that is killed then leaves it. */
function profileAt(event: EventName, copy: string): void {
  const { host } = desk.client;
  const emit = host.emit.bind(host);
  host.emit = (...what) => {
    if (what[0] === event && !existsSync(path.join(copy, 'lanner.db'))) cpSync(desk.dataDir, copy, { recursive: true });
    emit(...what);
  };
}

it('a client that is killed in the middle of a takeover ends it at the next start, and the takeover can be undone', async () => {
  const [old, fresh] = (await cameras()) as [NumberedChannel, NumberedChannel];
  await use(old.id);
  const before = await placesOf(old.id);
  const copy = mkdtempSync(path.join(tmpdir(), 'lanner-killed-'));
  let next: Client | null = null;
  try {
    profileAt('sites.changed', copy);
    expect(await replace(old.id, fresh.id)).toMatchObject({ ok: true });
    const db = new DatabaseSync(path.join(copy, 'lanner.db'), { readOnly: true });
    expect(db.prepare('SELECT from_id FROM camera_takeover').all()).toEqual([{ from_id: old.id }]);
    db.close();
    const killed = (next = await desk.startOn(copy));
    await expect.poll(() => placesOf(fresh.id, killed), PATIENT).toEqual(before);
    await expect.poll(() => numberOf(fresh.id, killed), PATIENT).toBe(old.number);
    expect(await placesOf(old.id, killed)).toEqual([0, 0, 0]);
    expect(await killed.ask('directory.replace', { from: fresh.id, to: old.id })).toMatchObject({ ok: true });
    expect(await placesOf(old.id, killed)).toEqual(before);
    expect(await numberOf(old.id, killed)).toBe(old.number);
  } finally {
    await next?.app.dispose();
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  }
});
