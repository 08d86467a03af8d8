/** The people of a list into a file, through the door of main, against the simulated cloud, and back by the reader of the import. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TargetPage } from '../../../preload/contract/targets.ts';
import { TARGET_FIELDS, type Target } from '../../../preload/domain/people/targets.ts';
import { readText } from '../../../main/services/targets/tables/text-table.ts';
import { zipPictures } from '../../../renderer/features/targets/model/import/zip.ts';
import { startClient, type Client } from './client.ts';
import { closePeopled, openPeopled, peopledControl, type Peopled } from './peopled-client.ts';
import type { Place } from './people-window.ts';

let opened: Peopled;
let client: Client;
/** Where somebody saves files. */
let folder: string;
const chosen = (): string => path.join(folder, 'people.zip');
const { order, peopled } = peopledControl(() => opened);

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lanner-people-'));
});

afterEach(async () => {
  await closePeopled(opened);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** @param path what somebody chooses in the dialog; null: the host has no dialog. */
async function begin(path: string | null): Promise<void> {
  const choose = path === null ? null : () => Promise.resolve(path);
  opened = await openPeopled((dataDir) => startClient(dataDir, {}, undefined, choose));
  ({ client } = opened);
}

/** The list of a family that has the most people. */
async function fullest(family: 'NVR' | 'IPC'): Promise<Place> {
  const deviceId = peopled(family);
  const { groups } = await client.get('targets.groups', { deviceId });
  const [group] = groups.toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
  return { deviceId, groupId: group?.id ?? '' };
}

const fault = (body: object) => order('/faults', { vendor: 'huawei-ivm', count: 1, ...body });

async function listed(place: Place): Promise<readonly Target[]> {
  const all: Target[] = [];
  for (let cursor: string | null = null; ;) {
    const page: TargetPage = await client.get('targets.page', { ...place, cursor });
    all.push(...page.targets);
    if (page.next === null) return all;
    cursor = page.next;
  }
}

/** The table and the pictures of a file, as the import reads them. */
async function read(file: Buffer) {
  const entries = (await zipPictures(new Blob([new Uint8Array(file)]))) ?? [];
  const table = entries.find(({ name }) => name === 'people.csv');
  const text = new TextDecoder().decode(await table?.read());
  const [head = [], ...rows] = readText(Buffer.from(text)).map(({ cells }) => cells);
  const cell = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? '';
  const people = rows.map((row) => ({
    values: Object.fromEntries(TARGET_FIELDS.flatMap((one) => (cell(row, one) === '' ? [] : [[one, cell(row, one)]]))),
    picture: entries.find(({ name }) => name === cell(row, 'picture')) ?? null,
    reason: cell(row, 'without picture because'),
  }));
  return { people, entries };
}

/** The file that a page takes piece by piece. */
async function taken(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let fromByte = 0; ;) {
    const { base64, isLast } = await client.get('targets.takeExport', { fromByte });
    const piece = Buffer.from(base64, 'base64');
    pieces.push(piece);
    fromByte += piece.length;
    if (isLast) return Buffer.concat(pieces);
  }
}

describe('the export of a list', () => {
  // @promise target.export-whole: Everybody on a list is in the exported file once, and the import reads this file as
  // it is.
  it('everybody on a list of 1,200 is in the file once, with all values and the picture of the device', async () => {
    await begin(chosen());
    const place = await fullest('NVR');
    const before = await listed(place);
    const answer = await client.get('targets.exportPeople', place);
    expect(answer).toMatchObject({ outcome: 'saved', people: 1_200, withoutPicture: 0, isCut: false, unreadable: 0 });
    const { people } = await read(await readFile(chosen()));
    expect(people.map(({ values }) => values)).toEqual(before.map(({ values }) => values));
    for (const at of [0, 617, 1_199]) {
      const shown = await client.get('targets.get', { ...place, targetId: before[at]?.id ?? '' });
      const bytes = Buffer.from((await people[at]?.picture?.read()) ?? new Uint8Array());
      expect(`data:image/jpeg;base64,${bytes.toString('base64')}`).toBe(shown.picture);
    }
    expect(client.host.events.some(({ name }) => name === 'targets.exporting')).toBe(true);
  });

  // @promise target.export-one-file: Names and pictures of an exported list are in the file that the user chose and in
  // no other.
  it('names and pictures are in the chosen file and in no other', async () => {
    await begin(chosen());
    const place = await fullest('NVR');
    await client.get('targets.exportPeople', place);
    const { people } = await read(await readFile(chosen()));
    const names = [...new Set(people.map(({ values }) => String(values['name'])))];
    expect(names.length).toBeGreaterThan(20);
    expect(await readdir(folder)).toEqual(['people.zip']);
    await client.app.dispose();
    const files = await readdir(opened.dataDir, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile())) {
      const text = (await readFile(path.join(file.parentPath, file.name))).toString();
      expect([file.name, names.filter((name) => text.includes(name))]).toEqual([file.name, []]);
    }
  });

  it('the audit log says how many people of which list were exported', async () => {
    await begin(chosen());
    const place = await fullest('IPC');
    const { people } = await client.get('targets.exportPeople', place);
    await client.app.dispose();
    const files = await readdir(opened.dataDir, { recursive: true, withFileTypes: true });
    const logs = files.filter((one) => one.isFile() && /log/.test(path.join(one.parentPath, one.name)));
    const lines = (await Promise.all(logs.map((one) => readFile(path.join(one.parentPath, one.name), 'utf8')))).flatMap(
      (text) => text.split('\n'),
    );
    const line = lines.find((one) => one.includes('people of a list were exported')) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({ ...place, people, withoutPicture: 0 });
  });

  // @promise target.export-no-picture: A person without a picture is in an exported file all the same, and is named
  // with the reason.
  it('a person of a camera whose picture cannot be read is in the file, and is named with the reason', async () => {
    await begin(chosen());
    const place = await fullest('IPC');
    await fault({ kind: 'http', status: 400, operation: 'getTargets', count: 4 });
    const { people: count, withoutPicture, rows } = await client.get('targets.exportPeople', place);
    expect([withoutPicture, rows.length]).toEqual([1, 1]);
    const { people } = await read(await readFile(chosen()));
    expect(people).toHaveLength(count);
    const without = people.flatMap(({ picture, reason }, i) => (picture === null ? [{ row: i + 1, reason }] : []));
    expect(without).toEqual([{ row: rows[0]?.row, reason: rows[0]?.error?.code }]);
  });

  // @promise target.export-no-part: An export of a list that fails, is stopped or loses its account leaves no file.
  it('a list that cannot be read to its end is not exported, and no file is left', async () => {
    await begin(chosen());
    const place = await fullest('NVR');
    await fault({ kind: 'http', status: 500, operation: 'listTargets', count: 99 });
    expect((await client.ask('targets.exportPeople', place)).ok).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });

  it('a folder that cannot be written to is named', async () => {
    await begin(chosen());
    const place = await fullest('IPC');
    await rm(folder, { recursive: true });
    expect(await client.ask('targets.exportPeople', place)).toMatchObject({
      ok: false,
      error: { code: 'storage.gone' },
    });
  });

  // @promise target.export-no-part
  it('an export that is stopped, or whose account is deleted, leaves no file', async () => {
    await begin(chosen());
    const place = await fullest('NVR');
    const { accountId } = opened;
    for (const end of [() => client.get('targets.stopExport', {}), () => client.get('account.remove', { accountId })]) {
      await fault({ kind: 'latency', ms: 300, operation: 'listTargets', count: 99 });
      const before = opened.simulator.requests().length;
      const exported = client.ask('targets.exportPeople', place);
      await expect.poll(() => opened.simulator.requests().length).toBeGreaterThan(before);
      await end();
      const answer = await exported;
      expect(answer.ok ? answer.value.outcome : answer.error.code).toBe('cancelled');
      expect(await readdir(folder)).toEqual([]);
    }
  });

  // @promise target.export-by-page: Where the client has no dialog of the system, the page saves the file, up to 512
  // MB.
  it('where the client has no dialog, the page takes the same file piece by piece, once', async () => {
    await begin(null);
    const place = await fullest('NVR');
    const answer = await client.get('targets.exportPeople', place);
    expect(answer).toMatchObject({ outcome: 'download', people: 1_200 });
    const { people, entries } = await read(await taken());
    expect([people.length, entries.length]).toEqual([1_200, 1_201]);
    expect(await client.ask('targets.takeExport', { fromByte: 0 })).toMatchObject({
      ok: false,
      error: { code: 'ipc.invalid-input' },
    });
  });
});
