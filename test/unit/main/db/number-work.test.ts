/** Camera numbers of large accounts change in pieces: other events are answered, and an end of the client tears nothing. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { CameraNumbers } from '../../../../main/db/cameras/camera-numbers.ts';
import { KnownAccountTable } from '../../../../main/db/cameras/known-accounts.ts';
import { cameraSteps } from '../../../../main/db/cameras/steps.ts';
import {
  asAccountId,
  channelIdOf,
  deviceIdOf,
  type AccountId,
  type ChannelId,
} from '../../../../preload/domain/ids.ts';
import { open, testPath } from './database-bench.ts';

const [old, renewed] = [asAccountId('old'), asAccountId('renewed')];
const cameraOf = (account: AccountId, n: number): ChannelId => channelIdOf(deviceIdOf(account, `d${n}`), '0');
const camerasOf = (account: AccountId, count: number): ChannelId[] =>
  Array.from({ length: count }, (_, n) => cameraOf(account, n));
/** Every camera gets the number of its mirror image, so that each number changes its owner. */
const mirrored = (count: number): Map<ChannelId, number> =>
  new Map(camerasOf(old, count).map((id, n) => [id, 100 + count - n]));

async function bench(count: number) {
  const path = testPath();
  const { db } = open(path, cameraSteps);
  const numbers = new CameraNumbers(db);
  new KnownAccountTable(db).save([old, renewed].map((id) => ({ id, vendor: 'huawei-ivm' as const, label: id })));
  for (let from = 0; from < count; from += 500) {
    await numbers.assign(old, camerasOf(old, count).slice(from, from + 500));
  }
  return { path, db, numbers };
}

const changesOf = (db: DatabaseSync): number => Number(db.prepare('SELECT total_changes() AS n').get()?.['n']);

/** Does `work` and calls `look` in each turn of the event loop until the work is done. */
async function eachTurn(work: Promise<unknown>, look: () => void): Promise<void> {
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  while (!isDone) {
    look();
    await nextTurn();
  }
  await done;
}

/** The most rows that were written between two turns of the event loop. */
async function longestPiece(db: DatabaseSync, work: () => Promise<unknown>): Promise<number> {
  let [before, longest] = [changesOf(db), 0];
  const look = (): void => {
    const now = changesOf(db);
    [before, longest] = [now, Math.max(longest, now - before)];
  };
  await eachTurn(work(), look);
  look();
  return longest;
}

/** The files as they are on the disk now: the next start would find them after a kill. */
function copyNow(path: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'lanner-killed-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, join(dir, `lanner.db${end}`));
  return join(dir, 'lanner.db');
}

async function afterStart(
  path: string,
  look: (numbers: CameraNumbers, db: DatabaseSync) => Promise<void>,
): Promise<void> {
  const { db, close } = open(path, cameraSteps);
  const numbers = new CameraNumbers(db);
  await look(numbers, db);
  await numbers.close();
  await close();
}

const COUNT = 20_000;
/** A camera takes a few rows: its old number, its new number, and the journal of the change. */
const MOST_ROWS = 4_000;

it('the database sets 20,000 camera numbers in pieces, and other events are answered between the pieces', async () => {
  const { db, numbers } = await bench(COUNT);
  expect(await longestPiece(db, () => numbers.set(mirrored(COUNT)))).toBeLessThan(MOST_ROWS);
  expect(await numbers.all(old)).toEqual(mirrored(COUNT));
});

it('the database forgets the 20,000 camera numbers of a removed account in pieces, and other events are answered between the pieces', async () => {
  const { db, numbers } = await bench(COUNT);
  expect(await longestPiece(db, () => numbers.forget(old))).toBeLessThan(MOST_ROWS);
  expect((await numbers.all(old)).size).toBe(0);
});

// @promise security.number-kill: A kill in the middle of a change of camera numbers leaves all old numbers or all new
// ones.
it('a kill at any moment of a change leaves all old camera numbers or all new ones', async () => {
  const count = 1_200;
  const { path, numbers } = await bench(count);
  const before = await numbers.all(old);
  const after = mirrored(count);
  const [copies, found]: [string[], string[]] = [[], []];
  await eachTurn(numbers.set(after), () => copies.push(copyNow(path)));
  for (const copy of copies) {
    await afterStart(copy, async (killed, db) => {
      const read = await killed.all(old);
      found.push(read.get(cameraOf(old, 0)) === before.get(cameraOf(old, 0)) ? 'old' : 'new');
      expect(read).toEqual(found.at(-1) === 'old' ? before : after);
      // The next camera gets a number of its own, and the tables agree with what was read.
      const [given] = (await killed.assign(renewed, [cameraOf(renewed, count)])).values();
      expect(given).toBe(101 + count);
      expect(db.prepare('SELECT count(*) AS n FROM camera_numbers').get()?.['n']).toBe(count + 1);
      expect(await killed.all(old)).toEqual(read);
    });
  }
  expect(new Set(found)).toEqual(new Set(['old', 'new']));
  expect(found.lastIndexOf('old')).toBe(found.indexOf('new') - 1);
});

// @promise security.number-kill
it('the database gives each camera its number again when the client is killed at any moment of the removal of its account', async () => {
  const count = 1_200;
  const { path, numbers } = await bench(count);
  const before = [...(await numbers.all(old)).values()];
  const copies: string[] = [];
  await eachTurn(numbers.forget(old), () => copies.push(copyNow(path)));
  expect(copies.length).toBeGreaterThan(2);
  for (const copy of copies) {
    await afterStart(copy, async (killed) => {
      expect([...(await killed.assign(renewed, camerasOf(renewed, count))).values()]).toEqual(before);
      expect((await killed.all(old)).size).toBe(0);
    });
  }
});

it('the database gives a camera the number that its removed account had, even while the numbers of that account are still being put away', async () => {
  const count = 1_200;
  const { numbers } = await bench(count);
  const before = [...(await numbers.all(old)).values()];
  const removal = numbers.forget(old);
  expect([...(await numbers.assign(renewed, camerasOf(renewed, count))).values()]).toEqual(before);
  await removal;
});

it('the database refuses a change of numbers that became wrong while it was prepared, and changes nothing', async () => {
  const { numbers } = await bench(1_200);
  const before = await numbers.all(old);
  const check = (): void => {
    throw new Error('a camera is not listed any more');
  };
  await expect(numbers.set(mirrored(1_200), { check })).rejects.toThrow('not listed');
  expect(await numbers.all(old)).toEqual(before);
  await numbers.set(new Map([[cameraOf(old, 3), 7]]));
  expect(await numbers.all(old)).toEqual(new Map([...before, [cameraOf(old, 3), 7]]));
});

it('the database ends between two pieces when the client ends, and continues at the next start', async () => {
  const { path, db, numbers } = await bench(1_200);
  let turns = 0;
  const change = numbers.set(mirrored(1_200), { taken: () => void (turns += 1) });
  while (turns === 0) await nextTurn();
  await numbers.close();
  await change;
  expect(db.prepare('SELECT count(*) AS n FROM new_numbers').get()?.['n']).not.toBe(0);
  await afterStart(copyNow(path), async (next) => expect(await next.all(old)).toEqual(mirrored(1_200)));
});
