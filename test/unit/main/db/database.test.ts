import { readdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  asAccountId,
  asSequenceId,
  asWallId,
  channelIdOf,
  deviceIdOf,
  orgNodeIdOf,
} from '../../../../preload/domain/ids.ts';
import { CameraNumbers } from '../../../../main/db/cameras/camera-numbers.ts';
import { directory } from '../../../../main/db/migrations/0002-directory.ts';
import { walls } from '../../../../main/db/migrations/0003-walls.ts';
import { sites } from '../../../../main/db/migrations/0004-sites.ts';
import { wallRevisions } from '../../../../main/db/migrations/0005-wall-revisions.ts';
import { groupKinds } from '../../../../main/db/migrations/0006-group-kinds.ts';
import { wallLayouts } from '../../../../main/db/migrations/0008-wall-layouts.ts';
import { sequences } from '../../../../main/db/migrations/0009-sequences.ts';
import { wallLibrary } from '../../../../main/db/migrations/0010-wall-library.ts';
import { idleColumn } from '../../../../main/db/migrations/0011-idle-column.ts';
import { missingCameras } from '../../../../main/db/migrations/0013-missing-cameras.ts';
import { KnownAccountTable } from '../../../../main/db/cameras/known-accounts.ts';
import { cameraSteps } from '../../../../main/db/cameras/steps.ts';
import { DirectoryTable, type StoredChannel } from '../../../../main/db/cameras/directory.ts';
import { SequenceTable } from '../../../../main/db/sequences/sequences.ts';
import { sequenceSteps } from '../../../../main/db/sequences/steps.ts';
import { WallTable } from '../../../../main/db/walls/walls.ts';
import type { WallLayout } from '../../../../preload/domain/walls/layout.ts';
import type { Wall } from '../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../preload/domain/walls/wall-tiles.ts';
import { open, testPath } from './database-bench.ts';

const a = asAccountId('a');
const b = asAccountId('b');
const channelOf = (account: typeof a, n: number) => channelIdOf(deviceIdOf(account, `d${n}`), '0');

const wallOf = (id: string, name: string, layout: WallLayout): Wall =>
  normalise({ id: asWallId(id), name, layout, tiles: [], aspects: [], isLocked: false, revision: 1 });

function reopened(path: string): DirectoryTable {
  const { db, checkpoint } = open(path, cameraSteps);
  return new DirectoryTable(db, checkpoint);
}

function stored(n: number): StoredChannel {
  return {
    id: channelOf(a, n),
    deviceId: deviceIdOf(a, `d${n}`),
    deviceName: `Recorder ${n}`,
    accountId: a,
    orgNodeId: n % 2 ? orgNodeIdOf(a, 'g') : null,
    name: `Camera ${n}`,
    reachable: 'online',
    isFrozen: n === 3,
    protocol: 'gb28181',
    capabilities: n === 1 ? [] : ['ptz', 'talk'],
  };
}

it('the database stores camera numbers over a restart, from 101 on, without gaps over accounts', async () => {
  const path = testPath();
  const first = open(path, cameraSteps);
  await new CameraNumbers(first.db).assign(a, [channelOf(a, 1), channelOf(a, 2)]);
  await new CameraNumbers(first.db).assign(b, [channelOf(b, 1)]);
  first.db.close();
  const numbers = new CameraNumbers(open(path, cameraSteps).db);
  expect([...(await numbers.all(a)).values()]).toEqual([101, 102]);
  expect([...(await numbers.all(b)).values()]).toEqual([103]);
  await numbers.forget(a);
  expect([...(await numbers.assign(a, [channelOf(a, 1)])).values()]).toEqual([104]);
});

// @promise devices.restart: States of devices and their reasons are there after a restart before the clouds answer.
it('the database gives the directory back as it was saved, with its age', async () => {
  const path = testPath();
  const groups = [
    { id: orgNodeIdOf(a, 'g'), accountId: a, parentId: null, name: 'North' },
    { id: orgNodeIdOf(a, 'h'), accountId: a, parentId: orgNodeIdOf(a, 'g'), name: 'Gate' },
    {
      id: orgNodeIdOf(a, 'r'),
      accountId: a,
      parentId: null,
      name: 'NVR',
      kind: 'recorder' as const,
      status: 'offline' as const,
      protocol: 'gb28181' as const,
    },
  ];
  const channels: StoredChannel[] = Array.from({ length: 1201 }, (_, n) => stored(n));
  channels.push({ ...stored(1201), reachable: 'offline', stateReason: 'recorder-offline' });
  const first = open(path, cameraSteps);
  await new DirectoryTable(first.db, first.checkpoint).save(
    a,
    { groups, channels: [], asOfMs: 1 },
    new AbortController().signal,
  );
  await new DirectoryTable(first.db, first.checkpoint).save(
    a,
    { groups, channels, asOfMs: 2 },
    new AbortController().signal,
  );
  first.db.close();
  const table = reopened(path);
  expect(await table.load(a)).toEqual({ groups, channels, asOfMs: 2 });
  expect(await table.load(b)).toBeNull();
  await table.forget(a);
  expect(await table.load(a)).toBeNull();
});

it('the old directory stays when saving the new one is broken off', async () => {
  const table = reopened(testPath());
  await table.save(a, { groups: [], channels: [stored(1)], asOfMs: 1 }, new AbortController().signal);
  const abort = new AbortController();
  const channels = Array.from({ length: 2000 }, (_, n) => stored(n));
  const saving = table.save(a, { groups: [], channels, asOfMs: 2 }, abort.signal);
  abort.abort();
  await expect(saving).rejects.toThrow();
  expect(await table.load(a)).toEqual({ groups: [], channels: [stored(1)], asOfMs: 1 });
  await table.save(a, { groups: [], channels: [stored(2)], asOfMs: 3 }, new AbortController().signal);
  expect((await table.load(a))?.channels).toEqual([stored(2)]);
});

it('the database sets an unreadable file aside, reports it, and works with a new file', () => {
  const path = testPath();
  writeFileSync(path, 'this is no database'.repeat(500));
  const { db, restored } = open(path);
  expect(restored).toMatchObject({ file: 'lanner.db', kind: 'reset' });
  new WallTable(db).save(wallOf('w', 'W', 1));
  expect(readdirSync(join(path, '..')).some((name) => name.includes('unreadable'))).toBe(true);
  db.close();
  expect(open(path).restored).toBeNull();
});

it('the database stores walls in the order in which they were made', () => {
  const table = new WallTable(open(testPath()).db);
  table.save(wallOf('z', 'First', 4));
  table.save(wallOf('y', 'Second', 1));
  table.save(wallOf('z', 'First, renamed', 16));
  expect(table.all().map(({ name, layout }) => [name, layout])).toEqual([
    ['First, renamed', 16],
    ['Second', 1],
  ]);
});

it('the database gives a wall back with the grid that was drawn, its special tiles, pictures and lock', () => {
  const table = new WallTable(open(testPath()).db);
  const grid = {
    columns: 3,
    rows: 2,
    cells: [{ x: 0, y: 0, w: 2, h: 2 }, ...[0, 1].map((y) => ({ x: 2, y, w: 1, h: 1 }))],
  };
  const wall = normalise({
    ...wallOf('w', 'Drawn', grid),
    tiles: [channelOf(a, 1), { kind: 'sequence', sequenceId: asSequenceId('s') }, { kind: 'hotspot' }],
    aspects: ['fill', 'native'],
    isLocked: true,
  });
  table.save(wall);
  expect(table.find(wall.id)).toEqual(wall);
});

it('the database stores the cameras of walls that an older client saved, and of one whose layout it cannot draw', () => {
  const path = testPath();
  const old = new DatabaseSync(path);
  old.exec(walls.sql);
  old.exec(wallRevisions.sql);
  old.prepare('INSERT INTO walls VALUES (?, 1, ?, 16, ?, 7)').run('w', 'Old', JSON.stringify([channelOf(a, 1), null]));
  old.exec(wallLayouts.sql);
  old.exec(wallLibrary.sql);
  const table = new WallTable(old);
  expect(table.all()).toEqual([normalise({ ...wallOf('w', 'Old', 16), tiles: [channelOf(a, 1)], revision: 7 })]);
  old.exec(`UPDATE walls SET layout = '{"columns":2,"rows":1,"cells":[{"x":0,"y":0,"w":3,"h":1}]}'`);
  expect(table.all()).toEqual([normalise({ ...wallOf('w', 'Old', 4), tiles: [channelOf(a, 1)], revision: 7 })]);
  old.close();
});

it('the database reads the directory that an older client saved, and marks of cameras that were not in the last answer', async () => {
  const old = new DatabaseSync(testPath());
  old.exec(directory.sql);
  old.exec(groupKinds.sql);
  const { id, deviceId, deviceName, orgNodeId, name, reachable, protocol } = stored(2);
  const values = ['a', 1, 0, id, deviceId, deviceName, orgNodeId, name, reachable, 0, protocol, 'ptz,talk'];
  old.prepare(`INSERT INTO directory_channels VALUES (${values.map(() => '?').join(', ')})`).run(...values);
  old.exec("INSERT INTO directory_readings VALUES ('a', 1, 5)");
  old.exec(missingCameras.sql);
  old.exec(cameraSteps.find(({ name: step }) => step === 'cameras-5-device-states')?.sql ?? '');
  const table = new DirectoryTable(old, () => Promise.resolve());
  expect(await table.load(a)).toEqual({ groups: [], channels: [stored(2)], asOfMs: 5 });
  const channels = [stored(2), { ...stored(1), missingSinceMs: 7 }];
  await table.save(a, { groups: [], channels, asOfMs: 8 }, new AbortController().signal);
  expect((await table.load(a))?.channels).toEqual(channels);
  old.close();
});

it('the database reads the sequences that an older client saved', () => {
  const old = new DatabaseSync(testPath());
  old.exec(sequences.sql);
  const saved = { id: asSequenceId('s'), name: 'Night', kind: 'cameras', dwellSec: 8, offline: 'skip' } as const;
  old.exec("INSERT INTO sequences VALUES ('s', 'Night', 'cameras', 8, 'skip', '[]', 3, 1)");
  old.exec(idleColumn.sql);
  for (const { sql } of sequenceSteps) old.exec(sql);
  const table = new SequenceTable(old);
  expect(table.all()).toEqual([{ ...saved, steps: [], revision: 3 }]);
  table.save({ ...saved, name: 'Day', steps: [], revision: 4 });
  expect(table.find(saved.id)?.name).toBe('Day');
  old.close();
});

it('the database takes over from an older client which cloud the deleted accounts of its sites belong to', () => {
  const old = new DatabaseSync(testPath());
  old.exec(sites.sql);
  old.exec(directory.sql);
  old.exec("INSERT INTO site_accounts VALUES ('a', 'huawei-ivm'), ('b', 'aliyun-vcs')");
  for (const { sql } of cameraSteps) old.exec(sql);
  const table = new KnownAccountTable(old);
  expect(table.all()).toEqual([
    { id: a, vendor: 'huawei-ivm', label: '' },
    { id: b, vendor: 'aliyun-vcs', label: '' },
  ]);
  table.save([{ id: b, vendor: 'aliyun-vcs', label: 'Harbour' }]);
  table.forget([a]);
  expect(table.all()).toEqual([{ id: b, vendor: 'aliyun-vcs', label: 'Harbour' }]);
  old.close();
});
