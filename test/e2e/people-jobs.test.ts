/** The page of all jobs, and the columns that imports remember, as somebody imports files of an office. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until, type Session } from './harness.ts';
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

/** A table and a ZIP with its pictures. */
async function files(own: Session, name: string, from: number, to: number): Promise<readonly [string, string]> {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const lines = numbers.map((number) => `雪松${number}号,男,HRJ${number},${number}.jpg`);
  const pictures = numbers.map((number) => ({ name: `${number}.jpg`, body: portrait(number) }));
  return [
    await fileOf(own, `${name}.csv`, [HEAD, ...lines].join('\n')),
    await fileOf(own, `${name}.zip`, zipOf(pictures)),
  ];
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
  it('columns that were chosen by hand are known in the next file, until they are forgotten', async () => {
    const own = session();
    const { page } = own;
    await openImport(own);
    await choose(page, ...(await files(own, 'first', 1, 3)));
    await button(page, 'Next').click();
    expect(await meanings(page)).toEqual(['', '', '', '']);
    for (const [at, value] of MEANINGS.entries()) await columns(page).nth(at).selectOption(value);
    await button(page, 'Next').click();
    await button(page, 'Import 3 people').click();
    await panel(page).getByText('Ended', { exact: true }).waitFor();
    await button(page, 'Import another file').click();
    await choose(page, ...(await files(own, 'second', 11, 210)));
    await button(page, 'Next').click();
    expect(await meanings(page)).toEqual([...MEANINGS]);
    await panel(page)
      .getByText(/remembers the meaning of 4 column names/)
      .waitFor();
    await button(page, 'Forget all of them').click();
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
  it('a job that runs is paused and continued on the page of jobs, which names its list and device', async () => {
    const own = session();
    const { page } = own;
    const slow = { vendor: 'huawei-ivm', operation: 'batchAddTargets', kind: 'latency', ms: 700 };
    await own.control('POST', '/faults', slow);
    await button(page, 'Import 200 people').click();
    await activity(page, 'Jobs').click();
    const job = rows(open(page));
    await job.getByRole('button', { name: 'Pause' }).click();
    await job.getByText('Paused', { exact: true }).waitFor();
    await job.getByText(/^Import of people: black/).waitFor();
    await own.control('DELETE', '/faults');
    const before = (await requestsOf(own, 'batchAddTargets')).length;
    await job.getByRole('button', { name: 'Continue' }).click();
    await until(async () => (await rows(over(page)).count()) === 2, 'both jobs are over');
    expect((await requestsOf(own, 'batchAddTargets')).length).toBeGreaterThan(before);
    await rows(over(page)).first().getByText('200 done').waitFor();
    await rows(over(page)).last().getByText('3 done').waitFor();
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.jobs-page
  it('a job leads to its list, and a job that is over is removed from the page', async () => {
    const { page } = session();
    await rows(over(page))
      .last()
      .getByRole('button', { name: /^Show the import into black/ })
      .click();
    await panel(page).getByText('3 done').waitFor();
    await activity(page, 'Jobs').click();
    await rows(over(page)).last().getByRole('button', { name: 'Remove' }).click();
    await until(async () => (await rows(over(page)).count()) === 1, 'one job is left');
    await rows(over(page)).getByText('200 done').waitFor();
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
