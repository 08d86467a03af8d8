/** The numbers by which operators call cameras: typed, set one by one, and taken from the file of another desk. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until } from './harness.ts';
import { cameraRow, layoutButton, namedWall, tile, undoByKey } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 16 }, { isStory: true });

const paging = (page: Page) => page.getByRole('group', { name: 'Pages of the wall' });
const numbers = (page: Page) => page.getByRole('complementary', { name: 'Camera numbers' });

// @promise wall.typed-number: A typed number shows number and name where the camera will stand.
it('the client turns to the page of a camera that is called by its number, and shows number and name while they are typed', async () => {
  const { page } = session();
  const all = await namedWall(page);
  await layoutButton(page, 4).click();
  const [number = '', name = ''] = /^(\d+) (.*)$/.exec(all[9] ?? '')?.slice(1) ?? [];
  await tile(page, 1).click();
  await page.keyboard.type(number);
  const typed = page.locator('.lv-typed');
  await typed.getByText(name, { exact: true }).waitFor();
  await typed.getByText('is on page 3, Enter shows it').waitFor();
  await page.keyboard.press('Enter');
  await typed.waitFor({ state: 'detached' });
  await paging(page).getByText('page 3 of 4').waitFor();
  expect(await tile(page, 2).getAttribute('aria-current')).toBe('true');
  await page.keyboard.type('999');
  await typed.getByText('No camera has this number').waitFor();
  await page.keyboard.press('Escape');
  await typed.waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+4');
});

it('the client sets the number of a camera that another one has: the two exchange their numbers, and undo gives them back', async () => {
  const { page } = session();
  const nameOf = (number: number) => cameraRow(page, number).locator('.nm').textContent();
  const [first, second] = [await nameOf(117), await nameOf(118)];
  await cameraRow(page, 117).click();
  await page.keyboard.press('Shift+F2');
  await numbers(page).getByLabel('Number', { exact: true }).fill('118');
  await numbers(page).getByText('1 number is taken.', { exact: false }).waitFor();
  await numbers(page).getByLabel('Number', { exact: true }).press('Enter');
  await numbers(page).waitFor({ state: 'detached' });
  await until(
    async () => (await nameOf(118)) === first && (await nameOf(117)) === second,
    'they exchanged their numbers',
  );
  await undoByKey(page);
  await until(async () => (await nameOf(117)) === first && (await nameOf(118)) === second, 'they have their own again');
});

// @promise wall.numbering: Camera numbers are given in steps, and written into a file that every desk can read.
it('the client numbers many cameras in steps, writes them into a file, and takes the file of another desk after a preview', async () => {
  const { page } = session();
  await cameraRow(page, 117).click();
  await cameraRow(page, 119).click({ modifiers: ['Shift'] });
  await page.keyboard.press('Shift+F2');
  await numbers(page).getByLabel('First number').fill('900');
  await numbers(page).getByLabel('Step').fill('10');
  await numbers(page).getByRole('button', { name: 'Set 3 numbers' }).click();
  await cameraRow(page, 920).waitFor();
  await page.keyboard.press('Alt+u');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    numbers(page).getByRole('button', { name: 'Export numbers' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  expect(text).toMatch(/\r\n910,[^\r]+,IVM,/);
  const other = text
    .replace('\r\n910,', '\r\n911,')
    .replace('\r\n900,', '\r\nnone,')
    .replaceAll(/,IVM,[^,]*,/g, ',IVM,,')
    .replace(/(\r\n920,[^\r]+,IVM,),/, '$1Desk 2,');
  const choice = { name: 'desk.csv', mimeType: 'text/csv', buffer: Buffer.from(other) };
  await numbers(page).getByLabel('File of camera numbers').setInputFiles(choice);
  await numbers(page)
    .getByText(/^desk\.csv: 1 to change, \d+ the same, rows with a problem: 2$/)
    .waitFor();
  await numbers(page).getByText('"none" is no number from 1 to 999999.', { exact: false }).waitFor();
  await numbers(page).getByText('no account of this cloud here has the name of the row', { exact: false }).waitFor();
  await numbers(page).getByRole('button', { name: 'Set 1 number' }).click();
  await cameraRow(page, 911).waitFor();
  expect(await cameraRow(page, 900).count()).toBe(1);
  await page.keyboard.press('Escape');
});
