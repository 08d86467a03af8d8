/** The page of all jobs, and the columns that imports remember, as somebody imports files of an office. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { focus, tabTo } from './by-keys.ts';
import { hostKind, until, type Session } from './harness.ts';
import { portrait, zipOf } from './people-files.ts';
import { button, choose, fileOf, openImport, panel } from './people-screen.ts';
import { activity, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const OPTIONS = { cameras: 300, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 } } as const;

/** Names of columns that no program guesses. */
const HEAD = 'Mitarbeiter,Anrede,Kennung,Datei';
const MEANINGS = ['name', 'gender', 'externalId', 'picture'] as const;

const jobsPage = (page: Page): Locator => page.getByRole('region', { name: 'Jobs', exact: true });
const open = (page: Page): Locator => jobsPage(page).getByRole('region', { name: /^Running and paused/ });
const over = (page: Page): Locator => jobsPage(page).getByRole('region', { name: /^Over/ });
const rows = (part: Locator): Locator => part.getByRole('listitem');
const columns = (page: Page): Locator => panel(page).getByRole('combobox');
const meanings = (page: Page): Promise<string[]> =>
  columns(page).evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value));

const COLUMN_WORDS = ['Name', 'Gender', 'External ID', 'Picture'] as const;

/** A table and a ZIP with its pictures. @param wrong a name that is wrong, in a row of its own at the end. */
async function files(
  own: Session,
  name: string,
  [from, to]: readonly [number, number],
  wrong?: string,
): Promise<readonly [string, string]> {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const lines = numbers.map((number) => `雪松${number}号,男,HRJ${number},${number}.jpg`);
  if (wrong !== undefined) lines.push(`${wrong},男,HRJ0,${from}.jpg`);
  const pictures = numbers.map((number) => ({ name: `${number}.jpg`, body: portrait(number) }));
  return [
    await fileOf(own, `${name}.csv`, [HEAD, ...lines].join('\n')),
    await fileOf(own, `${name}.zip`, zipOf(pictures)),
  ];
}

async function enter(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

/** Gives each column its meaning by keyboard alone: the letters of an option choose it. */
async function chooseColumns(page: Page): Promise<void> {
  for (const [at, words] of COLUMN_WORDS.entries()) {
    await tabTo(page, columns(page).nth(at));
    await page.keyboard.type(words);
    await until(async () => (await columns(page).nth(at).inputValue()) === MEANINGS[at], `a column is ${words}`);
  }
}

describe('all jobs of the client', () => {
  const session = sharedClient(OPTIONS, { isStory: true });

  it('the page of jobs says that there are none, and how one begins', async () => {
    const { page } = session();
    await activity(page, 'Live').click();
    await page.keyboard.press('Alt+Shift+Q');
    await jobsPage(page).getByText('No imports of people').waitFor();
    await jobsPage(page)
      .getByText(/choose Import file/)
      .waitFor();
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.columns-remembered
  // @promise target.keys
  it('columns that were chosen by keyboard alone are known in the next file, until they are forgotten', async () => {
    const own = session();
    const { page } = own;
    await openImport(own);
    await choose(page, ...(await files(own, 'first', [1, 3], 'a@b')));
    await enter(page, button(page, 'Next'));
    expect(await meanings(page)).toEqual(['', '', '', '']);
    await chooseColumns(page);
    expect(await auditPage(page)).toEqual([]);
    await enter(page, button(page, 'Next'));
    await enter(page, button(page, 'Import 3 people'));
    await panel(page).getByText('Ended', { exact: true }).waitFor();
    await enter(page, button(page, 'Import another file'));
    await choose(page, ...(await files(own, 'second', [11, 210])));
    await enter(page, button(page, 'Next'));
    expect(await meanings(page)).toEqual([...MEANINGS]);
    await panel(page)
      .getByText(/remembers the meaning of 4 column names/)
      .waitFor();
    await enter(page, button(page, 'Forget all of them'));
    await panel(page)
      .getByText(/remembers the meaning/)
      .waitFor({ state: 'detached' });
    expect(await meanings(page)).toEqual(['', '', '', '']);
    for (const [at, value] of MEANINGS.entries()) await columns(page).nth(at).selectOption(value);
    await button(page, 'Next').click();
    await button(page, 'Import 200 people').waitFor();
  });

  // @promise target.jobs-page: All imports of people stand on the page of jobs, where they are opened, paused,
  // continued and removed.
  it('a job that runs is paused and continued on the page of jobs by keyboard alone, and the page names its list and device', async () => {
    const own = session();
    const { page } = own;
    const slow = { vendor: 'huawei-ivm', operation: 'batchAddTargets', kind: 'latency', ms: 700 };
    await own.control('POST', '/faults', slow);
    await enter(page, button(page, 'Import 200 people'));
    await page.keyboard.press('Alt+Shift+Q');
    const job = rows(open(page));
    await enter(page, job.getByRole('button', { name: 'Pause' }));
    await job.getByText('Paused', { exact: true }).waitFor();
    await job.getByText(/^Import of people: black/).waitFor();
    await own.control('DELETE', '/faults');
    const before = (await requestsOf(own, 'batchAddTargets')).length;
    await enter(page, job.getByRole('button', { name: 'Continue' }));
    await until(async () => (await rows(over(page)).count()) === 2, 'both jobs are over');
    expect((await requestsOf(own, 'batchAddTargets')).length).toBeGreaterThan(before);
    await rows(over(page)).first().getByText('200 done').waitFor();
    await rows(over(page)).last().getByText('3 done').waitFor();
    await rows(over(page)).last().getByText('1 refused').waitFor();
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.jobs-page
  // @promise target.keys
  it('a job leads to its list, its rows that are not done are saved, and a job that is over is removed, by keyboard alone', async () => {
    const { page } = session();
    const last = rows(over(page)).last();
    await enter(page, last.getByRole('button', { name: /^Show the import into black/ }));
    await panel(page).getByText('3 done').waitFor();
    const save = button(page, 'Save 1 row not done');
    await tabTo(page, save);
    expect(await auditPage(page)).toEqual([]);
    // The dialog of the system is beyond the reach of a test.
    if (hostKind !== 'electron') {
      const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      const text = await readFile(await saved.path(), 'utf8');
      expect(text.trimEnd().split('\r\n')).toEqual([
        expect.stringMatching(/^\uFEFFMitarbeiter,Anrede,Kennung,Datei,not imported because$/),
        expect.stringMatching(/^a@b,男,HRJ0,1\.jpg,/),
      ]);
    }
    await page.keyboard.press('Alt+Shift+Q');
    await enter(page, rows(over(page)).last().getByRole('button', { name: 'Remove' }));
    await until(async () => (await rows(over(page)).count()) === 1, 'one job is left');
    await rows(over(page)).getByText('200 done').waitFor();
    await until(async () => (await focus(page).count()) === 1, 'something has the focus');
  });

  // @promise target.cards: The loaded part shows as a table or as cards with portraits; selection, keys and paging are
  // the same.
  it('the list shows as cards, over which keys move in two directions, and the selection stays in the table', async () => {
    const { page } = session();
    await activity(page, 'Targets').click();
    await panel(page).getByRole('button', { name: 'Close' }).click();
    await page.getByRole('radio', { name: 'Cards' }).click();
    const cards = page.getByRole('listbox', { name: 'Targets of the list' });
    const options = cards.getByRole('option');
    await cards.locator('img').first().waitFor();
    const tops = await options.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    const perLine = tops.filter((top) => top === tops[0]).length;
    expect(perLine).toBeGreaterThan(2);
    expect(tops.length).toBeLessThan(150);
    await cards.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    const chosen = cards.locator('[role=option][aria-selected=true]');
    expect(await chosen.evaluateAll((all) => all.map((one) => Number(one.getAttribute('aria-posinset'))))).toEqual([
      ...[2, 2 + perLine],
    ]);
    expect(await auditPage(page)).toEqual([]);
    await until(async () => {
      await page.keyboard.press('End');
      return await page.getByText('Loaded 203 of').isVisible();
    }, 'all pages are read');
    await page.getByRole('radio', { name: 'Table' }).click();
    await page.getByText('2 selected').waitFor();
    expect(await page.getByRole('grid').locator('[aria-selected=true]').count()).toBe(2);
  });
});
