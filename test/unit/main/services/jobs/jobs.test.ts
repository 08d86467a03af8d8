import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JobId } from '../../../../../preload/domain/jobs.ts';
import { jobSteps } from '../../../../../main/db/jobs/steps.ts';
import { JobTable } from '../../../../../main/db/jobs/jobs.ts';
import { JobsService } from '../../../../../main/services/jobs/jobs.ts';
import {
  ACCOUNT,
  CloudOfRows,
  CountedClock,
  HASH,
  idOf,
  itemOf,
  newJob,
  PER_CALL,
  runAndFeed,
  type Fate,
} from './cloud-of-rows.ts';

let db: DatabaseSync;
let clock: CountedClock;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  for (const { sql } of jobSteps) db.exec(sql);
  clock = new CountedClock();
});

/** A client: another one over the same database is the client after a restart. */
function client(cloud: CloudOfRows): JobsService {
  const jobs = new JobsService({ table: new JobTable(db), emit: () => {}, clock });
  jobs.register('people', cloud);
  return jobs;
}

const jobIn = (jobs: JobsService, id: JobId) => jobs.list().find((job) => job.id === id);

/** Runs a job, and starts the client anew whenever it is killed. @returns the client that saw the end. */
async function runThroughKills(cloud: CloudOfRows, id: JobId, first: JobsService): Promise<JobsService> {
  for (let jobs = first; ; jobs = client(cloud)) {
    const isKilled = new Promise<true>((resolve) => (cloud.onKill = () => resolve(true)));
    if (!(await Promise.race([isKilled, runAndFeed(jobs, id).then(() => false)]))) return jobs;
  }
}

describe('a job over many rows', () => {
  it('a job sends every row once, in the order of the file, and ends', async () => {
    const cloud = new CloudOfRows();
    const jobs = client(cloud);
    const id = newJob(jobs, 45);
    await runAndFeed(jobs, id);
    expect(cloud.calls.flat()).toEqual(Array.from({ length: 45 }, (_, i) => idOf(i + 1)));
    expect(jobIn(jobs, id)).toMatchObject({ state: 'ended', counts: { done: 45, notAsked: 0, unknown: 0 } });
  });

  // @promise target.import-ahead: While a call of an import is on its way, the window prepares the rows of the next
  // ones, and none once the import is held.
  it('while a call is on its way, the window is asked for the rows of the next one, and they are sent once', async () => {
    const cloud = new CloudOfRows();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const { send } = cloud;
    Object.assign(cloud, {
      send: async (...call: Parameters<typeof send>) => {
        await answered;
        return await send(...call);
      },
    });
    const jobs = client(cloud);
    const id = newJob(jobs, 45);
    jobs.run(id, HASH, 'w1');
    const first = await jobs.feed(id, []);
    let { wanted, state } = await jobs.feed(id, first.wanted.map(itemOf));
    expect([first.wanted[0], wanted[0], wanted.length, cloud.calls.length]).toEqual([1, 21, PER_CALL, 0]);
    answer();
    while (state === 'running') ({ wanted, state } = await jobs.feed(id, wanted.map(itemOf)));
    expect(cloud.calls.flat()).toEqual(Array.from({ length: 45 }, (_, i) => idOf(i + 1)));
  });

  // @promise target.import-ahead
  it('the window learns which rows come after the wanted ones: those of two calls, and none once the job is paused', async () => {
    const jobs = client(new CloudOfRows());
    const place = { deviceId: `${ACCOUNT}:d` as never, groupId: '1' };
    const { id } = jobs.add({ kind: 'people', place, fileHash: HASH, total: 100, columns: [] });
    const given = { field: null, detail: null, limit: null, vendorCode: null, requestId: null };
    const error = { code: 'jobs.other-file', ...given } as const;
    const numbers = Array.from({ length: 100 }, (_, i) => i + 1);
    jobs.addRows(
      id,
      numbers.map((row) => ({ ...itemOf(row), error: row === 25 ? error : null })),
    );
    jobs.run(id, HASH, 'w1');
    const sendable = numbers.filter((row) => row !== 25);
    const calls = [sendable.slice(0, PER_CALL), sendable.slice(PER_CALL, 3 * PER_CALL)];
    const { wanted, next } = await jobs.feed(id, []);
    expect([wanted, next]).toEqual(calls);
    await jobs.pause(id);
    expect(await jobs.feed(id, [])).toEqual({ wanted: [], next: [], state: 'paused' });
  });

  // @promise target.import-lost: A row whose answer is lost is looked for by its external id, and never repeated
  // blindly.
  it('every good row is in the cloud exactly once and each bad row is named, whatever is lost, refused or killed', async () => {
    const fate = fc.constantFrom<Fate[]>(
      'fine',
      'fine',
      'fine',
      'rate',
      'lost-after',
      'lost-before',
      'kill',
      'kill-before',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 14 }), fc.integer({ min: 1, max: 130 }), async (fates, rows) => {
        db.exec('DELETE FROM jobs; DELETE FROM job_rows');
        const isBad = (id: string): boolean => Number(id.slice(1)) % 33 === 0;
        const cloud = new CloudOfRows(fates, isBad);
        const first = client(cloud);
        const id = newJob(first, rows);
        let jobs = await runThroughKills(cloud, id, first);
        // Eight failures in a row pause the job; the user lets it continue.
        while (jobIn(jobs, id)?.state === 'paused') jobs = await runThroughKills(cloud, id, jobs);
        const good = Array.from({ length: rows }, (_, i) => idOf(i + 1)).filter((one) => !isBad(one));
        expect([...cloud.added.keys()].toSorted()).toEqual(good.toSorted());
        expect([...cloud.added.values()].every((times) => times === 1)).toBe(true);
        const bad = jobs.rows(id, ['refused'], 0, 2_000).map(({ row }) => idOf(row));
        expect(bad).toEqual(Array.from({ length: Math.floor(rows / 33) }, (_, i) => idOf(33 * (i + 1))));
        expect(jobIn(jobs, id)).toMatchObject({
          state: 'ended',
          counts: { done: good.length, unknown: 0, notAsked: 0 },
        });
      }),
      { numRuns: 150 },
    );
  });

  it('rows that the cloud had before are skipped, and are not sent', async () => {
    const cloud = new CloudOfRows();
    cloud.added.set(idOf(2), 1);
    const jobs = client(cloud);
    const id = newJob(jobs, 3);
    await runAndFeed(jobs, id);
    expect(cloud.calls).toEqual([[idOf(1), idOf(3)]]);
    expect(jobIn(jobs, id)?.counts).toMatchObject({ done: 2, skipped: 1 });
  });

  // @promise target.import-lost
  it('a lost row that the cloud cannot be asked for stays unknown and is not sent again, until it can be asked for', async () => {
    const cloud = new CloudOfRows(['lost-after']);
    cloud.reading = 'cut';
    const jobs = client(cloud);
    const id = newJob(jobs, 2);
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({
      state: 'paused',
      stopped: { code: 'jobs.not-settled' },
      counts: { unknown: 2 },
    });
    cloud.reading = 'whole';
    await runAndFeed(jobs, id);
    expect([cloud.calls.length, jobIn(jobs, id)?.counts.done, jobIn(jobs, id)?.state]).toEqual([1, 2, 'ended']);
  });

  // @promise target.import-retry-lost
  it('a row whose answer an earlier job lost is not sent until the whole list shows that it is not there', async () => {
    const cloud = new CloudOfRows();
    cloud.added.set(idOf(1), 1);
    cloud.reading = 'cut';
    const jobs = client(cloud);
    const id = newJob(jobs, 2, true);
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({
      state: 'paused',
      stopped: { code: 'jobs.not-settled' },
      counts: { unknown: 2 },
    });
    expect(cloud.calls).toEqual([]);
    cloud.reading = 'whole';
    await runAndFeed(jobs, id);
    expect(cloud.calls).toEqual([[idOf(2)]]);
    expect(jobIn(jobs, id)).toMatchObject({ state: 'ended', counts: { done: 2, skipped: 0 } });
  });

  it('a full device stops the job, and the rows behind are not asked', async () => {
    const cloud = new CloudOfRows(['fine', 'full']);
    const jobs = client(cloud);
    const id = newJob(jobs, 3 * PER_CALL);
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({
      state: 'paused',
      stopped: { code: 'cloud.quota' },
      counts: { done: PER_CALL, notAsked: 2 * PER_CALL, refused: 0, unknown: 0 },
    });
  });

  // @promise target.import-stops
  it('a device that is off line before the first call stops the job with this reason: its list is asked for once, and nothing is sent', async () => {
    const cloud = new CloudOfRows();
    cloud.isOffline = true;
    const jobs = client(cloud);
    const id = newJob(jobs, 3);
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({
      state: 'paused',
      stopped: { code: 'device.offline' },
      counts: { done: 0, notAsked: 3, refused: 0, unknown: 0 },
    });
    expect([cloud.readings, cloud.calls]).toEqual([1, []]);
    cloud.isOffline = false;
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({ state: 'ended', counts: { done: 3 } });
  });

  // @promise target.import-stops
  it('a lost row of a device that goes off line stays unknown with this reason, and is found once the device is back', async () => {
    const cloud = new CloudOfRows(['lost-after']);
    const { send } = cloud;
    cloud.send = async (place, items) => {
      const outcomes = await send(place, items);
      cloud.isOffline = true;
      return outcomes;
    };
    const jobs = client(cloud);
    const id = newJob(jobs, 2);
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({ stopped: { code: 'device.offline' }, counts: { unknown: 2, notAsked: 0 } });
    cloud.isOffline = false;
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({ state: 'ended', counts: { done: 2, unknown: 0 } });
    expect(cloud.calls).toHaveLength(1);
  });

  // @promise target.import-pace
  it('every refusal for the rate doubles the time between calls, and answered calls shorten it again, down to none', async () => {
    const cloud = new CloudOfRows(['fine', 'rate', 'rate', ...Array.from({ length: 20 }, () => 'fine' as const)]);
    const jobs = client(cloud);
    const id = newJob(jobs, 21 * PER_CALL);
    await runAndFeed(jobs, id);
    const [, before = 0, once = 0, twice = 0, ...later] = clock.pauses;
    expect([once >= 2 * before, twice >= 2 * once]).toEqual([true, true]);
    expect(later.every((gap, i) => gap <= (later[i - 1] ?? twice))).toBe(true);
    expect([later.at(-1), jobIn(jobs, id)?.state]).toEqual([0, 'ended']);
  });

  // @promise target.import-pace
  it('the time in which the window reads the rows is a part of the gap between two calls, also before the first one', async () => {
    const jobs = client(new CloudOfRows());
    const id = newJob(jobs, 3 * PER_CALL);
    jobs.run(id, HASH, 'w1');
    const first = await jobs.feed(id, []);
    clock.ms += 150;
    const second = await jobs.feed(id, first.wanted.map(itemOf));
    await vi.waitFor(() => expect(jobIn(jobs, id)?.counts.done).toBe(PER_CALL));
    clock.ms += 1_000;
    await jobs.feed(id, second.wanted.map(itemOf));
    expect(clock.pauses).toEqual([50, 0]);
    await jobs.pause(id);
  });

  it('a job whose calls fail again and again pauses itself', async () => {
    const cloud = new CloudOfRows(Array.from({ length: 50 }, () => 'rate'));
    const jobs = client(cloud);
    const id = newJob(jobs, 5);
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({ state: 'paused', stopped: { code: 'cloud.rate-limited' } });
    expect(cloud.calls.length).toBeLessThan(50);
  });
});

describe('the file and the pause of a job', () => {
  // @promise target.import-restart
  it('after a restart a job waits for its file, and another file is refused', () => {
    const cloud = new CloudOfRows(['kill']);
    const first = client(cloud);
    const id = newJob(first, 30);
    first.run(id, HASH, 'w1');
    const second = client(cloud);
    expect(jobIn(second, id)).toMatchObject({ state: 'paused', stopped: { code: 'jobs.restarted' } });
    expect(() => second.run(id, 'b'.repeat(64), 'w1')).toThrow(expect.objectContaining({ code: 'jobs.other-file' }));
  });

  it('a job whose rows are not all there is not begun', () => {
    const jobs = client(new CloudOfRows());
    const { id } = jobs.add({
      kind: 'people',
      place: { deviceId: `${ACCOUNT}:d` as never, groupId: '1' },
      fileHash: HASH,
      total: 5,
      columns: [],
    });
    jobs.addRows(id, [{ ...itemOf(1), error: null }]);
    expect(() => jobs.run(id, HASH, 'w1')).toThrow(expect.objectContaining({ code: 'jobs.incomplete' }));
  });

  it('a paused job finishes its call, sends nothing more, and continues when it is wanted', async () => {
    const cloud = new CloudOfRows();
    const jobs = client(cloud);
    const id = newJob(jobs, 3 * PER_CALL);
    jobs.run(id, HASH, 'w1');
    await jobs.feed(id, []);
    const { wanted } = await jobs.feed(
      id,
      Array.from({ length: PER_CALL }, (_, i) => itemOf(i + 1)),
    );
    expect(wanted[0]).toBe(PER_CALL + 1);
    await jobs.pause(id);
    expect(jobIn(jobs, id)).toMatchObject({ state: 'paused', stopped: null, counts: { done: PER_CALL } });
    await runAndFeed(jobs, id);
    expect(cloud.calls).toHaveLength(3);
  });

  it('a cancelled job leaves its rows as not asked, and cannot continue', async () => {
    const cloud = new CloudOfRows();
    const jobs = client(cloud);
    const id = newJob(jobs, PER_CALL + 1);
    jobs.run(id, HASH, 'w1');
    await jobs.feed(id, []);
    await jobs.cancel(id);
    expect(jobIn(jobs, id)).toMatchObject({ state: 'cancelled', counts: { notAsked: PER_CALL + 1 } });
    expect(() => jobs.run(id, HASH, 'w1')).toThrow(expect.objectContaining({ code: 'jobs.not-running' }));
  });

  it.each<[string, string, (jobs: JobsService) => void]>([
    ['the window with its file closes', 'jobs.window-closed', (jobs) => jobs.onWindowGone('w7')],
    ['its account is changed', 'jobs.account-changed', (jobs) => jobs.onAccountGone(ACCOUNT, 'jobs.account-changed')],
    ['its account is switched off', 'account.disabled', (jobs) => jobs.onAccountGone(ACCOUNT, 'account.disabled')],
    ['its account is removed', 'account.not-found', (jobs) => jobs.onAccountGone(ACCOUNT, 'account.not-found')],
  ])('a job is paused with the reason, and not as if the user had paused it, when %s', async (_, code, cut) => {
    const jobs = client(new CloudOfRows());
    const id = newJob(jobs, 5);
    jobs.run(id, HASH, 'w7');
    await jobs.feed(id, []);
    cut(jobs);
    await vi.waitFor(() => expect(jobIn(jobs, id)?.state).toBe('paused'));
    expect(jobIn(jobs, id)?.stopped?.code).toBe(code);
    await runAndFeed(jobs, id);
    expect(jobIn(jobs, id)).toMatchObject({ state: 'ended', stopped: null, counts: { done: 5 } });
  });

  // @promise target.import-cut: An import that is cut from outside is paused with the reason.
  it('a job that the user pauses has no other reason, also when its window closes after it', async () => {
    const jobs = client(new CloudOfRows());
    const id = newJob(jobs, 5);
    jobs.run(id, HASH, 'w7');
    await jobs.feed(id, []);
    const paused = jobs.pause(id);
    jobs.onWindowGone('w7');
    await paused;
    expect(jobIn(jobs, id)).toMatchObject({ state: 'paused', stopped: null });
  });

  it('a row that the window cannot read, and a row of another file, are refused without being sent', async () => {
    const cloud = new CloudOfRows();
    const jobs = client(cloud);
    const id = newJob(jobs, 3);
    jobs.run(id, HASH, 'w1');
    await jobs.feed(id, []);
    const error = {
      code: 'input.invalid-field',
      field: 'picture',
      detail: 'form',
      limit: null,
      vendorCode: null,
      requestId: null,
    } as const;
    await jobs.feed(id, [{ ...itemOf(1), error }, { row: 2, externalId: 'other' }, itemOf(3)]);
    await jobs.feed(id, []);
    expect(cloud.calls).toEqual([[idOf(3)]]);
    expect(jobs.rows(id, ['refused'], 0, 9).map((one) => one.error?.code)).toEqual([
      'input.invalid-field',
      'jobs.other-file',
    ]);
  });

  it('only the rows that are not done remain of an ended job, and none once the job is removed', async () => {
    const jobs = client(new CloudOfRows([], (one) => one === idOf(2)));
    const id = newJob(jobs, 4);
    await runAndFeed(jobs, id);
    expect(db.prepare('SELECT row, key FROM job_rows').all()).toEqual([expect.objectContaining({ row: 2, key: '' })]);
    jobs.remove(id);
    expect([db.prepare('SELECT * FROM job_rows').all(), jobs.list()]).toEqual([[], []]);
  });
});
