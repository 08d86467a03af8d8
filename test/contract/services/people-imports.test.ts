/** People of a file into a list, through the door of main, against the simulated cloud. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TargetPage } from '../../../preload/contract/targets.ts';
import type { Supervision } from '../../../main/supervision.ts';
import { PATIENT } from '../../patience.ts';
import { flatJpeg } from '../../simulator/media/flat-jpeg.ts';
import { Random } from '../../simulator/world/random.ts';
import { startClient, type Client } from './client.ts';
import { oneRun } from './one-run.ts';
import {
  BLACK_LIST as EMPTY_LIST,
  closePeopled,
  openPeopled,
  peopledControl,
  STRANGERS,
  type Peopled,
} from './peopled-client.ts';
import { importJob, jobOf, rowsIn, runImport, type FilePerson, type Place } from './people-window.ts';

const SEED = 20_261_125;

let desk: Peopled;
let client: Client;
/** Carries the accounts of the run over to the next client. */
let supervision: Supervision;
const { order, received, peopled } = peopledControl(() => desk);

beforeEach(async () => {
  supervision = oneRun();
  desk = await openPeopled((dataDir) => startClient(dataDir, {}, supervision));
  ({ client } = desk);
});

afterEach(() => closePeopled({ ...desk, client }));

const placeOn = (family: 'NVR' | 'IPC', groupId: string): Place => ({ deviceId: peopled(family), groupId });
const fault = (body: object) =>
  order('/faults', { vendor: 'huawei-ivm', operation: 'batchAddTargets', count: 1, ...body });

const PICTURE = flatJpeg([
  [
    [200, 60, 40],
    [200, 60, 40],
  ],
]).toString('base64');
const person = (row: number, change: Partial<FilePerson> = {}): FilePerson => ({
  externalId: `E${row}`,
  values: { name: `雪松人员${row}`, gender: row % 2 === 0 ? 'male' : 'female' },
  picture: PICTURE,
  ...change,
});
const peopleOf = (count: number): FilePerson[] => Array.from({ length: count }, (_, i) => person(i + 1));

/** The external ids of everybody on a list, in its order. */
async function listed(place: Place): Promise<readonly string[]> {
  const all: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page: TargetPage = await client.get('targets.page', { ...place, cursor });
    expect(page.isCut).toBe(false);
    all.push(...page.targets.map(({ values }) => values.externalId ?? ''));
    if (page.next === null) return all;
    cursor = page.next;
  }
}

async function restart(): Promise<void> {
  await client.app.dispose();
  client = await startClient(desk.dataDir, {}, supervision);
}

const WRONG = [
  [{ values: { name: '名字😀', gender: 'male' } }, 'name'],
  [{ values: { name: '雪松人员' } }, 'gender'],
  [{ picture: Buffer.from('no picture').toString('base64') }, 'picture'],
] as const;

describe('an import of 5,000 people', () => {
  // @promise target.import-once: Everybody of a file whose row is right is on the list exactly once, whatever fails and
  // however often the client ends.
  it(
    '3 % are wrong, 5 % of the calls fail, and the client ends twice in the middle: everybody else is on the list exactly once, and each wrong row is named',
    async () => {
      const random = new Random(SEED);
      const wrong = new Map<number, string>();
      const people = Array.from({ length: 5_000 }, (_, i) => {
        if (!random.chance(0.03)) return person(i + 1);
        const [change, field] = WRONG[random.int(0, 2)] ?? WRONG[0];
        wrong.set(i + 1, field);
        return person(i + 1, change);
      });
      const place = placeOn('NVR', EMPTY_LIST);
      await order('/clouds/traits', {
        vendor: 'huawei-ivm',
        targetLists: [{ deviceId: place.deviceId.split(':')[1], start: 'page', picture: 'jpg' }],
      });
      const jobId = await importJob(client, place, people);
      const kills = new Set([60, 150]);
      let calls = 0;
      const trouble = async (): Promise<boolean> => {
        calls += 1;
        if (kills.has(calls)) {
          await fault({ kind: 'latency', ms: 400 });
          return true;
        }
        if (random.chance(0.05)) await fault({ kind: 'http', status: random.chance(0.5) ? 500 : 502 });
        else if (random.chance(0.05)) await fault({ kind: 'http', status: 429 });
        else if (random.chance(0.05)) await fault({ kind: 'drop', when: 'after' });
        return false;
      };
      for (let run = 0; run < 10 && (await jobOf(client, jobId)).state !== 'ended'; run += 1) {
        const before = received('batchAddTargets').length;
        // The window is answered as soon as the call that is killed begins.
        await runImport(client, jobId, people, trouble);
        if (!kills.has(calls)) continue;
        kills.delete(calls);
        await restart();
        expect(await jobOf(client, jobId)).toMatchObject({ state: 'paused', stopped: { code: 'jobs.restarted' } });
        expect(received('batchAddTargets').length).toBeGreaterThan(before);
      }
      expect(kills.size).toBe(0);
      expect(received('batchAddTargets').filter(({ faults }) => faults.includes('drop')).length).toBeGreaterThan(3);
      const good = people.filter((_, i) => !wrong.has(i + 1)).map(({ externalId }) => externalId);
      const there = await listed(place);
      expect([there.length, new Set(there).size]).toEqual([good.length, good.length]);
      expect(there.toSorted()).toEqual(good.toSorted());
      const job = await jobOf(client, jobId);
      expect(job).toMatchObject({ state: 'ended', counts: { unknown: 0, notAsked: 0, refused: wrong.size } });
      expect(job.counts.done + job.counts.skipped).toBe(good.length);
      const named = (await rowsIn(client, jobId, ['refused'])).map(({ row, error }) => [row, error?.field]);
      expect(named).toEqual([...wrong]);
      await expectNobodyOnDisk();
    },
    4 * PATIENT.timeout,
  );
});

async function expectNobodyOnDisk(): Promise<void> {
  const files = await readdir(desk.dataDir, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = await readFile(path.join(file.parentPath, file.name));
    expect([file.name, bytes.includes('雪松人员'), bytes.includes(PICTURE.slice(0, 40))]).toEqual([
      file.name,
      false,
      false,
    ]);
  }
}

describe('an import that meets a failure', () => {
  it('calls that the cloud refuses for the rate are sent again, and nobody is twice on the list', async () => {
    const place = placeOn('NVR', EMPTY_LIST);
    const people = peopleOf(50);
    const jobId = await importJob(client, place, people);
    await fault({ kind: 'http', status: 503, count: 2 });
    await runImport(client, jobId, people);
    expect((await listed(place)).toSorted()).toEqual(people.map(({ externalId }) => externalId).toSorted());
    expect((await jobOf(client, jobId)).counts).toMatchObject({ done: 50 });
  });

  it('people of a camera go one a call, and an answer that is lost is looked for in the list', async () => {
    const place = placeOn('IPC', '1');
    const people = peopleOf(4);
    const jobId = await importJob(client, place, people);
    await fault({ kind: 'drop', when: 'after' });
    await runImport(client, jobId, people);
    expect(received('batchAddTargets')).toHaveLength(4);
    expect((await listed(place)).filter((id) => /^E\d/.test(id)).toSorted()).toEqual(['E1', 'E2', 'E3', 'E4']);
    expect(await jobOf(client, jobId)).toMatchObject({ state: 'ended', counts: { done: 4 } });
  });

  // @promise target.import-skipped: Who is on the list already is skipped.
  it('people who are on the list already are skipped', async () => {
    const place = placeOn('NVR', EMPTY_LIST);
    const people = peopleOf(3);
    await runImport(client, await importJob(client, place, people.slice(1)), people.slice(1));
    const jobId = await importJob(client, place, people);
    await runImport(client, jobId, people);
    expect((await jobOf(client, jobId)).counts).toMatchObject({ done: 1, skipped: 2 });
    expect((await listed(place)).toSorted()).toEqual(['E1', 'E2', 'E3']);
  });

  // @promise target.import-stops: A device that is full or off line, and a list that takes nobody, stop an import with
  // the reason, until somebody continues it.
  it('a device that becomes full in the middle stops the job: who fitted is done, nobody is refused, the others are not asked', async () => {
    const place = placeOn('NVR', EMPTY_LIST);
    const deviceId = place.deviceId.split(':')[1] ?? '';
    await order('/clouds/traits', { vendor: 'huawei-ivm', fullDevices: [{ deviceId, people: 1_200 + 25 }] });
    const people = peopleOf(70);
    const jobId = await importJob(client, place, people);
    await runImport(client, jobId, people);
    expect(received('batchAddTargets')).toHaveLength(2);
    expect(await jobOf(client, jobId)).toMatchObject({
      state: 'paused',
      stopped: { code: 'cloud.quota', vendorCode: 'IVM.20090023' },
      counts: { done: 25, refused: 0, unknown: 0, notAsked: 45 },
    });
    await order('/clouds/traits', { vendor: 'huawei-ivm', fullDevices: [] });
    await runImport(client, jobId, people);
    expect(await jobOf(client, jobId)).toMatchObject({ state: 'ended', counts: { done: 70 } });
    expect((await listed(place)).toSorted()).toEqual(people.map(({ externalId }) => externalId).toSorted());
  });

  // @promise target.import-stops
  it('a device that goes off line in the middle stops the job, nobody is refused, and everybody is added once it is back', async () => {
    const place = placeOn('NVR', EMPTY_LIST);
    const deviceId = place.deviceId.split(':')[1] ?? '';
    const people = peopleOf(70);
    const jobId = await importJob(client, place, people);
    let brought = 0;
    await runImport(client, jobId, people, async () => {
      brought += 1;
      if (brought === 3) await order('/devices', { deviceId, isOnline: false });
      return false;
    });
    const { state, stopped, counts } = await jobOf(client, jobId);
    expect([state, stopped?.code, counts.refused, counts.unknown]).toEqual(['paused', 'device.offline', 0, 0]);
    expect(counts.notAsked).toBeGreaterThan(0);
    await order('/devices', { deviceId, isOnline: true });
    await runImport(client, jobId, people);
    expect(await jobOf(client, jobId)).toMatchObject({ state: 'ended', counts: { done: 70 } });
    expect((await listed(place)).toSorted()).toEqual(people.map(({ externalId }) => externalId).toSorted());
  });

  // @promise target.import-stops
  it('a device that is off line before the first call stops the job: nobody is asked, and everybody is added once it is back', async () => {
    const place = placeOn('NVR', EMPTY_LIST);
    const deviceId = place.deviceId.split(':')[1] ?? '';
    const people = peopleOf(30);
    const jobId = await importJob(client, place, people);
    await order('/devices', { deviceId, isOnline: false });
    await runImport(client, jobId, people);
    expect(await jobOf(client, jobId)).toMatchObject({
      state: 'paused',
      stopped: { code: 'device.offline' },
      counts: { done: 0, skipped: 0, refused: 0, unknown: 0, notAsked: 30 },
    });
    await order('/devices', { deviceId, isOnline: true });
    await runImport(client, jobId, people);
    expect(await jobOf(client, jobId)).toMatchObject({ state: 'ended', counts: { done: 30 } });
    expect((await listed(place)).toSorted()).toEqual(people.map(({ externalId }) => externalId).toSorted());
  });

  // @promise target.import-pace
  it('who was refused for too many calls, which comes as HTTP 500, is sent again, and nobody is added twice', async () => {
    const place = placeOn('IPC', '1');
    const people = peopleOf(16);
    const jobId = await importJob(client, place, people);
    await order('/clouds/traits', { vendor: 'huawei-ivm', busyAdditions: 3 });
    await runImport(client, jobId, people);
    // Such a call was not carried out: nobody is looked for between the calls.
    const calls = desk.simulator.requests().map(({ operation }) => operation);
    const sent = calls.slice(calls.indexOf('batchAddTargets'), calls.lastIndexOf('batchAddTargets') + 1);
    expect([sent.length, new Set(sent)]).toEqual([3 + 16, new Set(['batchAddTargets'])]);
    expect(await jobOf(client, jobId)).toMatchObject({ state: 'ended', counts: { done: 16, unknown: 0 } });
    const added = (await listed(place)).filter((id) => /^E\d/.test(id));
    expect(added.toSorted()).toEqual(people.map(({ externalId }) => externalId).toSorted());
  });

  // @promise target.import-stops
  it('a list that takes nobody stops the job, and the others are not asked', async () => {
    const place = placeOn('NVR', STRANGERS);
    const people = peopleOf(45);
    const jobId = await importJob(client, place, people);
    await runImport(client, jobId, people);
    expect(received('batchAddTargets')).toHaveLength(1);
    expect(await jobOf(client, jobId)).toMatchObject({
      state: 'paused',
      stopped: { code: 'targets.takes-nobody' },
      counts: { notAsked: 45, done: 0 },
    });
  });

  it('a lost row whose list cannot be read is named as unknown, and is not sent again', async () => {
    const place = placeOn('NVR', EMPTY_LIST);
    const people = peopleOf(2);
    const jobId = await importJob(client, place, people);
    await fault({ kind: 'drop', when: 'after' });
    const cut = async (): Promise<boolean> => {
      await fault({ kind: 'strip-ids', operation: 'listTargets', count: 50 });
      return false;
    };
    await runImport(client, jobId, people, cut);
    expect(await jobOf(client, jobId)).toMatchObject({ state: 'paused', stopped: { code: 'jobs.not-settled' } });
    expect((await rowsIn(client, jobId, ['unknown'])).map(({ row }) => row)).toEqual([1, 2]);
    expect(received('batchAddTargets')).toHaveLength(1);
  });
});
