import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AccountId, ChannelId } from '../../../../../preload/domain/ids.ts';
import { KnownAccountTable } from '../../../../../main/db/cameras/known-accounts.ts';
import { CameraNumbers } from '../../../../../main/db/cameras/camera-numbers.ts';
import { cameraSteps } from '../../../../../main/db/cameras/steps.ts';
import { NumbersService } from '../../../../../main/services/cameras/numbers.ts';
import { open, testPath } from '../../db/database-bench.ts';
import { draftOf, openBench } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { lastingStore } from '../accounts/lasting-store.ts';
import { MemoryCloud } from '../memory-cloud.ts';

const endpoint = 'http://127.0.0.1:1';
type Bench = ReturnType<typeof openBench>;

const saved: string[] = [];

const serviceOf = ({ directory, accountStore }: Bench, path: string | null = null): NumbersService =>
  new NumbersService({
    directory,
    accountStore,
    onSaved: ({ path: at }) => void saved.push(at),
    choosePath: path === null ? null : () => Promise.resolve(path),
  });

const rowsOf = (bench: Bench): readonly (readonly [ChannelId, number])[] =>
  [...bench.directory.channels()].map(({ id, number }) => [id, number]);

const idAt = (bench: Bench, at: number): ChannelId => rowsOf(bench)[at]?.[0] ?? ('' as ChannelId);

async function ready(bench: Bench, id: AccountId): Promise<void> {
  await bench.directoryState(id, ({ phase }) => phase === 'ready');
}

it('main exchanges numbers at once, in every window and in later readings, and stores them over a restart', async () => {
  const [dir, cloud, keychain] = [testFolder(), new MemoryCloud(), lastingStore()];
  const bench = openBench({ dir, cloud, keychain });
  const { id } = await bench.accounts.add(draftOf(endpoint, { persistence: 'keychain' }));
  await ready(bench, id);
  const revision = bench.directory.states()[0]?.revision ?? 0;
  const changes = [
    { channelId: idAt(bench, 0), number: 103 },
    { channelId: idAt(bench, 2), number: 101 },
    { channelId: idAt(bench, 1), number: 7 },
  ];
  const service = serviceOf(bench);
  await service.set({ batch: 'one', from: 0, changes: changes.slice(0, 2), isLast: false });
  expect(rowsOf(bench).map(([, number]) => number)).toEqual([101, 102, 103]);
  await service.set({ batch: 'one', from: 2, changes: changes.slice(2), isLast: true });
  expect(rowsOf(bench).map(([, number]) => number)).toEqual([103, 7, 101]);
  expect(bench.directory.states()[0]?.revision).toBe(revision + 1);
  bench.directory.refresh(id);
  await ready(bench, id);
  await bench.close();

  const second = openBench({ dir, cloud, keychain });
  second.directory.start();
  await ready(second, id);
  expect(rowsOf(second).map(([, number]) => number)).toEqual([103, 7, 101]);
});

// @promise security.number-file-bounds
it('main refuses a number of a camera outside the change, a number given twice and a camera without a list', async () => {
  const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
  const { id } = await bench.accounts.add(draftOf(endpoint));
  await ready(bench, id);
  const service = serviceOf(bench);
  const set = (...changes: { channelId: ChannelId; number: number }[]) =>
    service.set({ batch: 'b', from: 0, changes, isLast: true });
  const [first, second] = [idAt(bench, 0), idAt(bench, 1)];
  await expect(set({ channelId: first, number: 102 })).rejects.toMatchObject({ code: 'number.taken' });
  await expect(set({ channelId: first, number: 9 }, { channelId: second, number: 9 })).rejects.toMatchObject({
    code: 'number.taken',
  });
  await expect(set({ channelId: 'x:y/0' as ChannelId, number: 9 })).rejects.toMatchObject({
    code: 'channel.not-found',
  });
  expect(rowsOf(bench).map(([, number]) => number)).toEqual([101, 102, 103]);
  await set({ channelId: first, number: 9 });
  expect(rowsOf(bench)[0]?.[1]).toBe(9);
});

// @promise security.number-file-bounds
it('main stores no more than the largest change, however many pieces come', async () => {
  const service = serviceOf(openBench({ dir: testFolder(), cloud: new MemoryCloud() }));
  const piece = (from: number) =>
    Array.from({ length: 1_000 }, (_, i) => ({ channelId: `a:d/${from + i}` as ChannelId, number: 1 }));
  const set = (from: number) => service.set({ batch: 'b', from, changes: piece(from), isLast: false });
  for (let at = 0; at < 50; at += 1) await set(at * 1_000);
  await expect(set(50_000)).rejects.toMatchObject({ code: 'number.too-many' });
});

// @promise security.number-changes: Changes of camera numbers by two windows are taken whole, and a change that lacks a
// piece changes nothing.
it('main applies the changes of two windows whole although their pieces alternate', async () => {
  const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
  await ready(bench, (await bench.accounts.add(draftOf(endpoint))).id);
  const service = serviceOf(bench);
  const set = (batch: string, from: number, at: number, number: number, isLast: boolean) =>
    service.set({ batch, from, changes: [{ channelId: idAt(bench, at), number }], isLast });
  await set('one', 0, 0, 11, false);
  await set('two', 0, 1, 22, false);
  await set('one', 1, 2, 13, true);
  expect(rowsOf(bench).map(([, number]) => number)).toEqual([11, 102, 13]);
  await set('two', 1, 2, 23, true);
  expect(rowsOf(bench).map(([, number]) => number)).toEqual([11, 22, 23]);
});

// @promise security.number-changes
it('main changes no number when a piece of the change is missing, comes twice or was given up for newer changes', async () => {
  const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
  await ready(bench, (await bench.accounts.add(draftOf(endpoint))).id);
  const service = serviceOf(bench);
  const set = (batch: string, from: number, isLast: boolean) =>
    service.set({ batch, from, changes: [{ channelId: idAt(bench, from), number: from + 1 }], isLast });
  const interrupted = { code: 'number.interrupted' };
  await expect(set('torn', 1, true)).rejects.toMatchObject(interrupted);
  await set('twice', 0, false);
  await set('twice', 1, false);
  await expect(set('twice', 1, true)).rejects.toMatchObject(interrupted);
  await set('old', 0, false);
  for (let i = 0; i < 20; i += 1) await set(`new ${i}`, 0, false);
  await expect(set('old', 1, true)).rejects.toMatchObject(interrupted);
  expect(rowsOf(bench).map(([, number]) => number)).toEqual([101, 102, 103]);
});

it('main gives a camera its number again when its account was removed and is added again', async () => {
  const { db } = open(testPath(), cameraSteps);
  const numbers = new CameraNumbers(db);
  const known = new KnownAccountTable(db);
  const of = (account: string, n: number): ChannelId => `${account}:d${n}/0` as ChannelId;
  const account = (id: string) => ({ id: id as AccountId, vendor: 'huawei-ivm' as const, label: id });
  known.save([account('old'), account('other')]);
  await numbers.assign('old' as AccountId, [of('old', 1), of('old', 2)]);
  await numbers.assign('other' as AccountId, [of('other', 9)]);
  await numbers.set(new Map([[of('old', 1), 500]]));
  await numbers.forget('old' as AccountId);
  expect([...(await numbers.all('old' as AccountId))]).toEqual([]);
  // A number that waits for its camera is given to no other camera, unless an administrator does it.
  expect([...(await numbers.assign('other' as AccountId, [of('other', 10)])).values()]).toEqual([501]);
  await numbers.set(new Map([[of('other', 10), 102]]));
  known.save([account('new')]);
  expect([...(await numbers.assign('new' as AccountId, [of('new', 1), of('new', 2)]))]).toEqual([
    [of('new', 1), 500],
    [of('new', 2), 501],
  ]);
});

it('main gives the next free number to a camera that no account lists any more and whose number is taken', async () => {
  const { db } = open(testPath(), cameraSteps);
  const numbers = new CameraNumbers(db);
  const [mine, gone] = ['a:d1/0', 'a:d2/0'] as unknown as [ChannelId, ChannelId];
  await numbers.assign('a' as AccountId, [mine, gone]);
  await numbers.set(new Map([[mine, 102]]));
  const all = await numbers.all('a' as AccountId);
  expect(all.get(mine)).toBe(102);
  expect(all.get(gone)).toBe(103);
});

// @promise security.formulas: No name of a camera or account becomes a formula in an exported file of numbers.
it('main writes all numbers into a file that spreadsheets read, with no formula from a name', async () => {
  const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
  const { id } = await bench.accounts.add(draftOf(endpoint, { label: '=1+1, "Shop"' }));
  await ready(bench, id);
  const path = join(testFolder(), 'numbers.csv');
  expect(await serviceOf(bench, path).export()).toMatchObject({ outcome: 'saved', count: 3, text: '' });
  expect(saved).toEqual([path]);
  const lines = readFileSync(path, 'utf8').split('\r\n');
  expect(lines[0]).toBe('\uFEFFnumber,camera,cloud,account,channel id');
  expect(lines[1]).toMatch(/^101,Camera 0,IVM,"'=1\+1, ""Shop""",:/);
  expect(lines).toHaveLength(5);
  expect(await serviceOf(bench).export()).toMatchObject({ outcome: 'download', count: 3 });
});
