import { expect, it, onTestFinished } from 'vitest';
import { join } from 'node:path';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { openDatabase } from '../../../../../main/db/database.ts';
import { WallTable } from '../../../../../main/db/walls/walls.ts';
import { WallsService } from '../../../../../main/services/walls/walls.ts';
import { testFolder } from '../../services/folder.ts';

const camera = (n: number) => channelIdOf(deviceIdOf(asAccountId('a'), `d${n}`), '0');

it('the database joins a change of a window with a change that automation saved, and answers the newest revision', () => {
  const dir = testFolder();
  const { db, close } = openDatabase(join(dir, 'lanner.db'));
  onTestFinished(() => close());
  const table = new WallTable(db);
  const walls = new WallsService({ table, emit: () => undefined, locale: () => 'en' });
  const [base] = walls.list();
  if (!base) throw new Error('no wall');
  const tiles = [camera(1), ...base.tiles.slice(1)];
  walls.save({ ...base, layout: 9, tiles });
  const wall = { ...base, tiles: [null, camera(2), ...base.tiles.slice(2)] };
  expect(walls.change({ base, wall })).toMatchObject({ layout: 9, revision: 2 });
  expect(table.find(base.id)?.tiles.slice(0, 3)).toEqual([camera(1), camera(2), null]);
});
