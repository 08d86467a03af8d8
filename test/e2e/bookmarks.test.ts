/** Bookmarks of recordings: added at a moment, found by words, gone to, changed, deleted and brought back. */
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { openRecorded, orderLastDays } from './past-screen.ts';
import { statusBar } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

beforeAll(async () => {
  await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
});

const bookmarks = (page: Page) => page.getByRole('region', { name: 'Bookmarks' });
const items = (page: Page) => bookmarks(page).getByRole('listitem');
const moment = (page: Page): Promise<string | null> => page.locator('.playback-moment').textContent();

// @promise bookmark.keys: A bookmark is added by keys at the moment.
it('a bookmark is added at the moment by keys alone, with what was typed', async () => {
  const { page } = session();
  await openRecorded(page, 101);
  await page.keyboard.press('p');
  await until(async () => (await moment(page)) !== 'Choose a time', 'a moment shows');
  const chosen = await moment(page);
  await page.keyboard.press('Control+d');
  await bookmarks(page).getByLabel('Note').and(page.locator(':focus')).waitFor();
  await page.keyboard.type('Red van at the gate');
  await page.keyboard.press('Tab');
  await page.keyboard.type('van, Gate, van');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Li');
  await page.keyboard.press('Enter');
  await until(async () => (await items(page).count()) === 1, 'the bookmark is in the list');
  const words = await items(page).first().innerText();
  expect(words).toContain(chosen);
  expect(words).toContain('Red van at the gate');
  expect(words).toContain('#van #Gate Li');
  expect(await auditPage(page)).toEqual([]);
});

// @promise bookmark.found: A bookmark is found by a word and gone to; words that no bookmark has say so.
it('a bookmark is found by a word and gone to; words that no bookmark has say so', async () => {
  const { page } = session();
  const chosen = await moment(page);
  await page.getByRole('slider', { name: 'Moment' }).focus();
  await page.keyboard.press('Escape');
  await page.locator('.tile-frame').first().focus();
  await page.keyboard.press('Shift+ArrowRight');
  await until(async () => (await moment(page)) !== chosen, 'another moment shows');
  const search = bookmarks(page).getByRole('searchbox', { name: 'Find bookmarks' });
  await search.fill('lorry');
  await bookmarks(page).getByText('No bookmark has these words.').waitFor();
  await search.fill('GATE');
  await items(page).first().getByRole('button', { name: /^20/ }).click();
  await until(async () => (await moment(page)) === chosen, 'the moment of the bookmark shows');
  await search.fill('');
});

// @promise bookmark.part: A bookmark of the part from A to B is reported as a range, and marks are walked by keys.
it('a bookmark of the part from A to B shows as a range, and marks are walked by keys', async () => {
  const { page } = session();
  const first = await moment(page);
  const tile = page.locator('.tile-frame').first();
  await tile.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('[');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press(']');
  await page.keyboard.press('Control+d');
  await bookmarks(page)
    .getByText(/^20.+ to 20/)
    .waitFor();
  await page.keyboard.press('Enter');
  await until(async () => (await items(page).count()) === 2, 'both bookmarks are in the list');
  // The focus is where it was before the form.
  await page.keyboard.press('\\');
  await page.getByText(/^Loop \d/).waitFor({ state: 'detached' });
  await page.keyboard.press('PageUp');
  await until(async () => (await moment(page)) === first, 'the mark before shows');
});

// @promise bookmark.back: A deleted bookmark comes back by Undo, and a bookmark can be changed.
it('a deleted bookmark comes back by Undo, and a bookmark can be changed', async () => {
  const { page } = session();
  await bookmarks(page).getByRole('button', { name: 'Delete the bookmark Red van at the gate' }).click();
  await until(async () => (await items(page).count()) === 1, 'the bookmark is gone');
  await statusBar(page).getByText('Deleted the bookmark Red van at the gate').waitFor();
  await page.keyboard.press('Control+z');
  await until(async () => (await items(page).count()) === 2, 'the bookmark is back');
  await bookmarks(page).getByRole('button', { name: 'Change the bookmark Red van at the gate' }).click();
  const text = bookmarks(page).getByLabel('Note');
  await text.fill('Red van leaves the gate');
  await page.keyboard.press('Enter');
  await items(page).getByText('Red van leaves the gate').waitFor();
});

// @promise bookmark.ranges: Bookmarks are looked for at all times, in the range that the timeline shows, or from A to
// B.
it('bookmarks are looked for in the range that the timeline shows, or from A to B', async () => {
  const { page } = session();
  const within = (name: string) => bookmarks(page).getByRole('radio', { name, exact: true });
  await within('In view').click();
  await until(async () => (await items(page).count()) === 2, 'both bookmarks lie in view');
  const tile = page.locator('.tile-frame').first();
  await tile.focus();
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Alt+ArrowLeft');
  await bookmarks(page).getByText('No bookmark lies in this time.').waitFor();
  expect(await within('A to B').count()).toBe(0);
  await within('All').click();
  await until(async () => (await items(page).count()) === 2, 'all bookmarks are in the list');
  await items(page).last().getByRole('button', { name: /^20/ }).click();
  await tile.focus();
  await page.keyboard.press('[');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(']');
  await within('A to B').click();
  await until(async () => (await items(page).count()) === 1, 'one bookmark lies from A to B');
  expect(await items(page).first().innerText()).toContain('Red van leaves the gate');
  await tile.focus();
  await page.keyboard.press('\\');
  await until(async () => (await items(page).count()) === 2, 'without A and B all bookmarks are in the list');
  expect(await auditPage(page)).toEqual([]);
});
