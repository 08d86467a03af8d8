/** An import of 5,000 rows whose client is killed twice by the system, while calls fail: everybody is on the list once. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { JobRow, JobRowState } from '../../preload/domain/jobs.ts';
import { hostKind, until, type Session } from './harness.ts';
import { portrait, zipOf } from './people-files.ts';
import { button, choose, fileOf, listedIds, openImport, panel } from './people-screen.ts';
import { requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({
  cameras: 300,
  wall: 1,
  vendors: ['huawei-ivm'],
  viewport: { width: 1280, height: 720 },
});

const ROWS = 5_000;
/** Every 33rd row is wrong: 3 %. */
const WRONG_EVERY = 33;
const KILLED_AT = [1_500, 3_200] as const;
/** Different pictures; the rows use them one after the other. */
const PORTRAITS = 200;
const LIMIT_MS = 120_000;
/** The cloud holds the call that the kill falls into for this long. */
const HELD_MS = 5_000;
/** More rows are counted alone on the screen. */
const MAX_SHOWN_ROWS = 200;

/** Together they hit 5 % of the calls, by chance. */
const FAULTS = [
  { kind: 'http', status: 500 },
  { kind: 'http', status: 502 },
  { kind: 'http', status: 429 },
  { kind: 'drop', when: 'after' },
] as const;
const SHARE = 0.05 / FAULTS.length;

const HEAD = 'name,gender,externalId,picture';
const numbers = Array.from({ length: ROWS }, (_, i) => i + 1);
const isWrong = (number: number): boolean => number % WRONG_EVERY === 0;
const wrong = numbers.filter(isWrong);
const idOf = (number: number): string => `KILL${number}`;
const lineOf = (number: number): string =>
  `${isWrong(number) ? `name@${number}` : `Person ${number}`},male,${idOf(number)},${number}.jpg`;

const progress = (page: Page): Locator => panel(page).getByRole('progressbar', { name: 'Rows whose outcome is known' });
const ended = async (page: Page): Promise<boolean> =>
  (await panel(page).getByText('Ended', { exact: true }).count()) > 0;

/** The rows of the list on the screen, without the marks of thousands. */
const named = async (page: Page, list: string): Promise<readonly string[]> => {
  const items = panel(page).getByRole('region', { name: list }).getByRole('listitem');
  await items.first().waitFor();
  return (await items.allTextContents()).map((words) => words.replaceAll(/(\d),(\d)/g, '$1$2'));
};
const refusal = (row: number): unknown => expect.stringMatching(new RegExp(`^Row ${row}(?:Refused)?Name is not valid`));

async function runTo({ page }: Session, rows: number): Promise<void> {
  await progress(page).waitFor();
  await until(
    async () => Number(await progress(page).getAttribute('aria-valuenow')) >= rows || (await ended(page)),
    `${rows} rows are known`,
    LIMIT_MS,
  );
}

/** The calls that the cloud held and has done since. */
const heldCalls = async (own: Session): Promise<number> =>
  (await requestsOf(own, 'batchAddTargets')).filter(({ faults }) => faults.includes('latency')).length;

/** Kills the client while the cloud holds a call, and waits until the cloud has done it: its answer reaches nobody. */
async function killInCall(own: Session, heldBefore: number): Promise<void> {
  const held = { vendor: 'huawei-ivm', operation: 'batchAddTargets', kind: 'latency', ms: HELD_MS, count: 1 };
  await own.control('POST', '/faults', held);
  await until(
    async () => {
      const left = (await own.control('GET', '/faults')) as readonly { readonly kind: string }[];
      return left.every(({ kind }) => kind !== 'latency');
    },
    'the cloud holds a call',
    LIMIT_MS,
  );
  process.kill(own.client.pid, 'SIGKILL');
  await until(async () => (await heldCalls(own)) > heldBefore, 'the held call is done', LIMIT_MS);
}

/** The rows of the client's only job, by their stored states. */
async function storedRows({ page }: Session): Promise<ReadonlyMap<JobRowState, readonly JobRow[]>> {
  const rows = await page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const jobs = await request['jobs.list']({});
    const jobId = jobs.ok ? jobs.value.jobs[0]?.id : undefined;
    if (jobId === undefined) throw new Error('no job');
    const states = ['notAsked', 'done', 'skipped', 'refused', 'unknown'] as const;
    const all: JobRow[] = [];
    for (;;) {
      const answer = await request['jobs.rows']({ jobId, states, after: all.at(-1)?.row ?? 0, limit: 1_000 });
      if (!answer.ok) throw new Error(answer.error.code);
      all.push(...answer.value.rows);
      if (answer.value.rows.length < 1_000) return all;
    }
  });
  return Map.groupBy(rows, ({ state }) => state);
}

/** After a kill the job shows each row that may be on the list as done or as unknown, and no other row as done. */
async function expectTruth(own: Session): Promise<void> {
  const { page } = own;
  const rows = await storedRows(own);
  const of = (state: JobRowState): readonly number[] => (rows.get(state) ?? []).map(({ row }) => row);
  const unknown = of('unknown');
  expect(unknown.length, 'answers are open').toBeGreaterThan(0);
  const listed = new Set(await listedIds(own));
  const done = new Set([...of('done'), ...of('skipped')].map(idOf));
  const open = new Set(unknown.map(idOf));
  expect([...done].filter((id) => !listed.has(id))).toEqual([]);
  expect([...listed].filter((id) => !done.has(id) && !open.has(id))).toEqual([]);
  expect(of('refused')).toEqual(wrong);
  const job = panel(page).getByRole('region', { name: 'Imports of this client' }).getByRole('listitem').first();
  await job.getByText(`${unknown.length} unknown`, { exact: true }).waitFor();
  await job.getByRole('button', { name: 'Show', exact: true }).click();
  const told = [...wrong, ...unknown].toSorted((a, b) => a - b);
  const reasonOf = (row: number): unknown =>
    isWrong(row) ? refusal(row) : expect.stringMatching(new RegExp(`^Row ${row}Unknown\\S`));
  expect(await named(page, 'Refused and unknown rows')).toEqual([
    ...told.slice(0, MAX_SHOWN_ROWS).map(reasonOf),
    ...(told.length > MAX_SHOWN_ROWS ? [`and ${told.length - MAX_SHOWN_ROWS} more`] : []),
  ]);
  await button(page, 'Choose file').click();
}

/** Chooses the same file again after the client was killed. */
async function continueWith({ page }: Session, csv: string, zip: string): Promise<void> {
  await choose(page, csv, zip);
  await panel(page)
    .getByText(/A paused import waits for this file/)
    .waitFor();
  await button(page, 'Next').click();
  await button(page, 'Continue import').click({ timeout: LIMIT_MS });
}

/** Each wrong row is in the file of the rows that are not done, once, with its reason, and nobody else is. */
async function expectResultFile({ page }: Session): Promise<void> {
  const save = button(page, `Save ${wrong.length} rows not done`);
  const [file] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const [head, ...lines] = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toBe(`\uFEFF${HEAD},not imported because`);
  expect(lines).toEqual(
    wrong.map((row): unknown => expect.stringMatching(new RegExp(`^${lineOf(row)},.*Name is not valid`))),
  );
}

// @promise target.import-lost
it.skipIf(hostKind === 'electron')(
  'an import of 5,000 rows whose client is killed twice while calls fail has everybody on the list once, and names each wrong and each unknown row',
  async () => {
    const own = session();
    const { control } = own;
    const pictures = Array.from({ length: PORTRAITS }, (_, i) => portrait(i));
    const bodyOf = (number: number): Buffer => pictures[number % PORTRAITS] ?? portrait(number);
    const csv = await fileOf(own, 'all.csv', [HEAD, ...numbers.map(lineOf)].join('\n'));
    const zip = zipOf(numbers.map((number) => ({ name: `${number}.jpg`, body: bodyOf(number) })));
    const zipFile = await fileOf(own, 'all.zip', zip);
    await openImport(own);
    await choose(own.page, csv, zipFile);
    await button(own.page, 'Next').click();
    await button(own.page, 'Next').click();
    const begin = button(own.page, /^Import [\d,]+ people$/);
    await begin.waitFor({ timeout: LIMIT_MS });
    expect(await named(own.page, 'Wrong rows')).toEqual(wrong.map(refusal));
    for (const fault of FAULTS)
      await control('POST', '/faults', { ...fault, vendor: 'huawei-ivm', operation: 'batchAddTargets', share: SHARE });
    await begin.click();
    for (const [at, rows] of KILLED_AT.entries()) {
      await runTo(own, rows);
      expect(await ended(own.page), 'the client is killed in the middle').toBe(false);
      await killInCall(own, at);
      await own.followRestart(at + 1);
      await openImport(own);
      await expectTruth(own);
      await continueWith(own, csv, zipFile);
    }
    await runTo(own, ROWS);
    await until(() => ended(own.page), 'the import ends', LIMIT_MS);
    const calls = await requestsOf(own, 'batchAddTargets');
    const failed = calls.filter(({ status }) => status !== 200);
    expect(failed.length / calls.length).toBeGreaterThan(0.03);
    expect(new Set(failed.map(({ status }) => status))).toEqual(new Set([0, 429, 500, 502]));
    const there = await listedIds(own);
    expect(there.length).toBe(new Set(there).size);
    expect(there.toSorted()).toEqual(
      numbers
        .filter((number) => !isWrong(number))
        .map(idOf)
        .toSorted(),
    );
    await panel(own.page).getByText(`${wrong.length} refused`).waitFor();
    expect(
      await panel(own.page)
        .getByText(/\b\d+ (?:unknown|not asked)$/)
        .count(),
    ).toBe(0);
    expect(await named(own.page, 'Refused and unknown rows')).toEqual(wrong.map(refusal));
    await expectResultFile(own);
  },
  2 * LIMIT_MS,
);
