/**
 * Accounts that are removed and added again have another id, and so have their cameras. Through the door of main, against
 * simulated clouds: whatever names a camera or a group of the account gets the new id, in every area.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  asSequenceId,
  channelIdOf,
  channelRefOf,
  deviceIdOf,
  groupUnder,
  isOfAccount,
  type AccountId,
  type ChannelId,
  type OrgNodeId,
} from '../../../preload/domain/ids.ts';
import { DEFAULT_DWELL_SEC, type Sequence, type StepTarget } from '../../../preload/domain/sequences.ts';
import type { VendorId } from '../../../preload/domain/vendor.ts';
import { PATIENT } from '../../patience.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { startClient, type Client } from './client.ts';
import { draftFor } from './clouds.ts';

const CAMERAS = 24;

let simulator: Simulator;
let dataDir: string;
let client: Client;

beforeEach(async () => {
  simulator = await startSimulator({ cameras: CAMERAS, seed: 7, hasMedia: false });
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-adoption-'));
  client = await startClient(dataDir);
});

afterEach(async () => {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function restart(): Promise<void> {
  await client.app.dispose();
  client = await startClient(dataDir);
}

/** Adds an account and waits until its cameras were read. */
async function add(vendor: VendorId, label?: string, from = simulator): Promise<AccountId> {
  const { id } = await client.get('account.add', draftFor(from, vendor, label));
  await client.host.event('directory.changed', ({ accountId, phase }) => accountId === id && phase === 'ready');
  return id;
}

const remove = (accountId: AccountId) => client.get('account.remove', { accountId });

async function channels(accountId: AccountId): Promise<readonly { id: ChannelId; orgNodeId: OrgNodeId | null }[]> {
  return (await client.get('directory.page', { accountId, cursor: null, limit: 500 })).channels;
}

async function listed(accountId: AccountId): Promise<readonly ChannelId[]> {
  return (await channels(accountId)).map(({ id }) => id);
}

/** Names the cameras and the groups in every area that stores ids of cameras. */
async function nameEverywhere(cameras: readonly ChannelId[], groups: readonly OrgNodeId[] = []): Promise<void> {
  const site = await client.get('site.create', { parentId: null, name: `Site ${cameras[0]}`.slice(0, 60) });
  await client.get('site.place', { siteId: site.id, channelIds: [...cameras], fromSiteId: null, beforeId: null });
  const wall = await client.get('wall.create', { name: null, folderId: null, copyOf: null });
  const tiles = wall.tiles.map((content, tile) => cameras[tile] ?? content);
  await client.get('wall.save', { base: wall, wall: { ...wall, tiles } });
  const targets: readonly StepTarget[] = [
    ...cameras.map((channelId): StepTarget => ({ kind: 'camera', channelId })),
    ...groups.map((groupId): StepTarget => ({ kind: 'group', groupId })),
  ];
  const sequence: Sequence = {
    id: asSequenceId(wall.id),
    name: wall.name,
    kind: 'cameras',
    dwellSec: DEFAULT_DWELL_SEC,
    offline: 'skip',
    revision: 0,
    steps: targets.map((target) => ({ target, name: 'Gate', dwellSec: null })),
  };
  await client.get('sequence.save', { sequence });
  const { protectedCameras, streamChoices, recentCommands } = (await stored()).preferences;
  await client.get('app.set-preferences', {
    protectedCameras: [...protectedCameras, ...cameras],
    streamChoices: [...streamChoices, ...cameras.map((channelId) => ({ channelId, profile: 'main' as const }))],
    recentCommands: [...recentCommands, `camera:${cameras[0]}`, ...groups.slice(0, 1).map((id) => `group:${id}`)],
  });
  const [first] = cameras;
  if (first === undefined) throw new Error('there is no camera');
  // Of a device nothing is asked: the order leaves nothing but the job.
  const source = { channelId: first, place: 'device' as const, profile: 'main' as const, offsetMs: null };
  const job = await client.get('exports.start', {
    cameras: [source],
    range: { fromMs: 0, toMs: 1_000 },
    form: 'files',
    reason: '',
    madeBy: '',
    zone: 'UTC',
    recalls: false,
    wantsCopies: false,
  });
  await client.get('exports.cancel', { id: job.id });
  for (const channelId of cameras.slice(0, 3))
    await client.get('look.set', { channelId, turn: 180, isMirrored: false });
  await client.get('playback.set-offset', { channelId: first, offsetMs: 2_500 });
}

/** Everything that a window reads and that names cameras. Revisions are left out: they only grow. */
async function stored(windowId = 'w1') {
  const sites = await client.get('site.list', {}, windowId);
  const siteIds = sites.map(({ id }) => id);
  const { parts } = await client.get('site.cameras', { siteIds, offset: 0, limit: 2000 }, windowId);
  const walls = await client.get('wall.list', {}, windowId);
  const { sequences } = await client.get('sequence.list', {}, windowId);
  const preferences = await client.get('app.get-preferences', {}, windowId);
  const { protectedCameras, streamChoices, recentCommands } = preferences;
  return {
    sites: parts.map(({ siteId, channelIds }) => ({ siteId, channelIds })),
    walls: walls.map(({ id, tiles }) => ({ id, tiles })),
    sequences: sequences.map(({ id, steps }) => ({ id, targets: steps.map(({ target }) => target) })),
    preferences: { protectedCameras, streamChoices, recentCommands },
    exports: (await client.get('exports.list', {}, windowId)).exports.map(({ job: { items } }) =>
      items.map(({ channelId }) => channelId),
    ),
    looks: (await client.get('look.list', {}, windowId)).looks,
    offsets: (await client.get('playback.offsets', {}, windowId)).offsets,
  };
}

type Stored = Awaited<ReturnType<typeof stored>>;

const under = (before: Stored, old: AccountId, now: AccountId): Stored =>
  JSON.parse(JSON.stringify(before).replaceAll(old, now)) as Stored;

async function groupsOf(accountId: AccountId): Promise<readonly OrgNodeId[]> {
  return [...new Set((await channels(accountId)).flatMap(({ orgNodeId }) => orgNodeId ?? []))];
}

// @promise security.adoption: A reference to a camera never moves to another cloud that has a camera with the same ids.
it('a reference to a camera never moves to another cloud that has a camera with the same ids', async () => {
  const [ivm, vcs] = [await add('huawei-ivm'), await add('aliyun-vcs')];
  const own = await listed(vcs);
  const twins = own.map((id) => {
    const { deviceNativeId, channelNativeId } = channelRefOf(id);
    return channelIdOf(deviceIdOf(ivm, deviceNativeId), channelNativeId);
  });
  const groups = await groupsOf(vcs);
  await nameEverywhere(
    twins.slice(0, 4),
    groups.map((id) => groupUnder(ivm, id)),
  );
  await nameEverywhere(own.slice(0, 4), groups);
  const before = await stored();
  await remove(ivm);
  await remove(vcs);
  const again = await add('aliyun-vcs');
  await expect.poll(() => stored(), PATIENT).toEqual(under(before, vcs, again));
});

// @promise wall.account-again: Walls, sites, sequences and choices get their cameras back when an account is deleted
// and added again.
it('an account that is removed and added again gives every camera and group back, in every area and every window', async () => {
  const first = await add('huawei-ivm');
  await nameEverywhere((await listed(first)).slice(0, 8), await groupsOf(first));
  const before = await stored();
  await remove(first);
  const events = client.host.events.length;
  const again = await add('huawei-ivm');
  expect(again).not.toBe(first);
  const after = under(before, first, again);
  await expect.poll(() => stored('w1'), PATIENT).toEqual(after);
  expect(await stored('w2')).toEqual(after);
  const told = client.host.events.slice(events).filter(({ windowId }) => windowId === undefined);
  for (const name of [
    'sites.changed',
    'wall.changed',
    'sequences.changed',
    'app.preferences-changed',
    'looks.changed',
    'playback.offsets-changed',
  ]) {
    expect(told.map((event) => event.name)).toContain(name);
  }
});

it('a restart between the removal of an account and its return loses no reference, in no area', async () => {
  const first = await add('tencent-ivp');
  await nameEverywhere((await listed(first)).slice(0, 8), await groupsOf(first));
  const before = await stored();
  await remove(first);
  await restart();
  expect(await stored()).toEqual(before);
  const again = await add('tencent-ivp');
  await expect.poll(() => stored(), PATIENT).toEqual(under(before, first, again));
});

it('an account of the same cloud with other cameras gets nothing, and the account that returns later gets everything', async () => {
  const other = await startSimulator({ cameras: CAMERAS, seed: 8, hasMedia: false });
  try {
    const first = await add('huawei-ivm');
    const others = await add('huawei-ivm', 'Other shop', other);
    const native = (await listed(others)).map((id) => channelRefOf(id).deviceNativeId);
    const own = (await listed(first)).filter((id) => !native.includes(channelRefOf(id).deviceNativeId)).slice(0, 6);
    expect(own.length).toBeGreaterThan(3);
    await nameEverywhere(own);
    const before = await stored();
    await remove(first);
    await remove(others);
    const back = await add('huawei-ivm', 'Other shop', other);
    await read(back);
    expect(await stored()).toEqual(before);
    const again = await add('huawei-ivm');
    await expect.poll(() => stored(), PATIENT).toEqual(under(before, first, again));
  } finally {
    await other.close();
  }
});

/** One more reading of an account, to its end. */
async function read(accountId: AccountId): Promise<void> {
  const { asOfMs } = await client.get('directory.refresh', { accountId });
  const isNewer = (now: number | null) => now !== null && now > (asOfMs ?? 0);
  await client.host.event(
    'directory.changed',
    (one) => one.accountId === accountId && one.phase === 'ready' && isNewer(one.asOfMs),
  );
}

/** Everything in the profile but the lists of cameras, when the lists were read, their numbers and the accounts themselves. */
async function profile(): Promise<Readonly<Record<string, unknown>>> {
  const content: Record<string, unknown> = {};
  for (const name of await readdir(dataDir)) {
    if (/^(preferences|looks|windows)\.json$/.test(name)) content[name] = await readFile(join(dataDir, name), 'utf8');
  }
  const db = new DatabaseSync(join(dataDir, 'lanner.db'), { readOnly: true });
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  for (const { name } of tables) {
    const table = String(name);
    if (
      !/^(directory_|camera_numbers|kept_numbers|new_numbers|number_work|offline_reads|device_watches|sqlite_)/.test(
        table,
      )
    )
      content[table] = db.prepare(`SELECT * FROM ${table}`).all();
  }
  db.close();
  return content;
}

it('the removal of an account alone changes nothing that is stored about its cameras', async () => {
  const [first, other] = [await add('huawei-ivm'), await add('aliyun-vcs')];
  await nameEverywhere((await listed(first)).slice(0, 8), await groupsOf(first));
  const before = await profile();
  expect(Object.keys(before)).toEqual(
    expect.arrayContaining(['preferences.json', 'looks.json', 'sites', 'walls', 'sequences']),
  );
  await remove(first);
  await read(other);
  expect(await profile()).toEqual(before);
  await client.app.dispose();
  expect(await profile()).toEqual(before);
  client = await startClient(dataDir);
});

it('other requests are answered while many walls get their cameras back', async () => {
  const first = await add('huawei-ivm');
  const cameras = await listed(first);
  const WALLS = 80;
  for (let i = 0; i < WALLS; i += 1) {
    const wall = await client.get('wall.create', { name: null, folderId: null, copyOf: null });
    const tiles = wall.tiles.map((content, tile) => (tile < 16 ? (cameras[tile] ?? content) : content));
    await client.get('wall.save', { base: wall, wall: { ...wall, layout: 16, tiles } });
  }
  await remove(first);
  const from = client.host.events.length;
  const changed = () => client.host.events.slice(from).filter(({ name }) => name === 'wall.changed').length;
  const again = add('huawei-ivm');
  await client.host.event('wall.changed', ({ tiles }) =>
    tiles.some((content) => typeof content === 'string' && !isOfAccount(content, first)),
  );
  for (let i = 0; i < 5; i += 1) await client.get('look.list', {}, 'w2');
  expect(changed()).toBeLessThan(WALLS / 2); // five answers, long before the last wall
  const id = await again;
  await expect.poll(changed, PATIENT).toBe(WALLS);
  const walls = await client.get('wall.list', {});
  const names = walls.flatMap(({ tiles }) => tiles.filter((content) => typeof content === 'string'));
  expect(new Set(names)).toEqual(new Set((await listed(id)).slice(0, 16)));
  expect(names).toHaveLength(WALLS * 16);
});
