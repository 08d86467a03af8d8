/** A wall with more cameras than tiles, and the numbers by which cameras are called: as an operator uses both. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { cameraRow, drag, layoutButton, statusBar, tile, tiles, viewersOf, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 16 }, { isStory: true });

const paging = (page: Page) => page.getByRole('group', { name: 'Pages of the wall' });
const numbers = (page: Page) => page.getByRole('complementary', { name: 'Camera numbers' });
const said = (page: Page, words: string | RegExp): Promise<void> => statusBar(page).getByText(words).waitFor();
const watched = async (): Promise<string[]> =>
  [...new Set((await viewersOf(session())).map(({ cameraName }) => cameraName))].toSorted();
const named = (all: readonly (string | null)[]): string[] =>
  all.flatMap((one) => (one === null ? [] : [one.replace(/^\d+ /, '')])).toSorted();

it('pages through the cameras that a smaller layout hides, by key and by button, and plays only the page that shows', async () => {
  const { page } = session();
  await untilPlaying(session(), 16);
  const all = await wallOf(page);
  await layoutButton(page, 4).click();
  await paging(page).getByText('page 1 of 4').waitFor();
  await paging(page).getByText('4 of 16 shown').waitFor();
  await said(page, /^Layout: 4 tiles\. 12 more on further pages/);
  expect(await wallOf(page)).toEqual(all.slice(0, 4));
  await tile(page, 2).click();
  await page.keyboard.press('PageDown');
  await paging(page).getByText('page 2 of 4').waitFor();
  expect(await wallOf(page)).toEqual(all.slice(4, 8));
  await untilPlaying(session(), 4);
  await until(
    async () => (await watched()).join() === named(all.slice(4, 8)).join(),
    'only the second page is watched',
  );
  await paging(page).getByRole('button', { name: 'Previous page' }).click();
  await page.keyboard.press('Shift+PageUp');
  await paging(page).getByText('page 4 of 4').waitFor();
  expect(await wallOf(page)).toEqual(all.slice(12, 16));
  await untilPlaying(session(), 4);
  await page.keyboard.press('Alt+4');
  await paging(page).waitFor({ state: 'detached' });
  expect(await wallOf(page)).toEqual(all);
});

it('turns to the page of a camera that is called by its number, and shows number and name while they are typed', async () => {
  const { page } = session();
  const all = await wallOf(page);
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

it('says what a drop would do while the pointer is over a tile, and afterwards which camera stands where instead of whom', async () => {
  const { page } = session();
  const [, second] = await wallOf(page);
  await cameraRow(page, 117).hover();
  await page.mouse.down();
  await tile(page, 2).hover();
  await tile(page, 2).hover({ position: { x: 40, y: 40 } });
  await tile(page, 2).getByText(`replaces ${second}`).waitFor();
  await page.mouse.up();
  await said(page, new RegExp(`^Placed 117 .+ on tile 2 instead of ${second}$`));
  await page.keyboard.press('Control+z');
  await until(async () => (await wallOf(page))[1] === second, 'the camera is back');
});

it('offers a larger wall for cameras that find no tile, by key', async () => {
  const { page } = session();
  await layoutButton(page, 1).click();
  await page.keyboard.press('Shift+Delete');
  await cameraRow(page, 117).click();
  await cameraRow(page, 119).click({ modifiers: ['Shift'] });
  await drag(page, cameraRow(page, 118), tile(page, 1));
  await said(page, 'Placed 1 of 3 cameras: no tile is left');
  await statusBar(page)
    .getByRole('button', { name: /^Enlarge to \d+/ })
    .waitFor();
  await tile(page, 1).focus();
  await page.keyboard.press('Shift+E');
  await until(async () => (await tiles(page).count()) > 1, 'the wall is larger');
  const shown = (await wallOf(page)).flatMap((one) => one?.split(' ')[0] ?? []);
  expect(shown).toEqual(expect.arrayContaining(['117', '118', '119']));
});

it('sets the number of a camera that another one has: the two exchange their numbers, and undo gives them back', async () => {
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
  await statusBar(page).getByRole('button', { name: /^Undo/ }).click();
  await until(async () => (await nameOf(117)) === first && (await nameOf(118)) === second, 'they have their own again');
});

it('numbers many cameras in steps, writes them into a file, and takes the file of another desk after a preview', async () => {
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
    .replaceAll(/,IVM,[^,]*,/g, ',IVM,Desk 2,');
  const choice = { name: 'desk.csv', mimeType: 'text/csv', buffer: Buffer.from(other) };
  await numbers(page).getByLabel('File of camera numbers').setInputFiles(choice);
  await numbers(page)
    .getByText(/^desk\.csv: 1 to change, \d+ the same, rows with a problem: 1$/)
    .waitFor();
  await numbers(page).getByText('"none" is no number from 1 to 999999.', { exact: false }).waitFor();
  await numbers(page).getByRole('button', { name: 'Set 1 number' }).click();
  await cameraRow(page, 911).waitFor();
  expect(await cameraRow(page, 900).count()).toBe(1);
  await page.keyboard.press('Escape');
});

it('plays one stream in all tiles of the wall when the operator wants that, and says so', async () => {
  const { page } = session();
  await layoutButton(page, 4).click();
  await page.getByRole('button', { name: 'Quality: auto' }).click();
  await page.getByRole('menuitemradio', { name: 'Main stream in all tiles' }).click();
  await page.getByRole('button', { name: 'Quality: main' }).waitFor();
  const profiles = async () => new Set((await viewersOf(session())).map(({ profile }) => profile));
  await until(async () => [...(await profiles())].join() === 'main', 'all tiles play their main stream');
  await tile(page, 1).focus();
  await page.keyboard.press('Shift+Q');
  await page.getByRole('button', { name: 'Quality: sub' }).waitFor();
  await until(async () => [...(await profiles())].join() === 'sub', 'all tiles play their sub stream');
  await page.keyboard.press('Shift+Q');
  await page.getByRole('button', { name: 'Quality: auto' }).waitFor();
});

it('leaves the digital zoom by Escape, and shows the list of cameras again by Ctrl F', async () => {
  const { page } = session();
  await tile(page, 1).click();
  await tile(page, 1).press('+');
  const map = tile(page, 1).getByRole('img', { name: /^Part of the picture that is shown/ });
  await map.waitFor();
  await page.keyboard.press('Escape');
  await map.waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /^Walls/ })
    .first()
    .click();
  await page
    .getByRole('button', { name: /^New wall/ })
    .first()
    .click();
  await page.getByText('No cameras on this wall. Ctrl F shows the list of cameras.').waitFor();
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Name, number or group' }).waitFor();
  await until(
    () =>
      page.getByRole('searchbox', { name: 'Name, number or group' }).evaluate((box) => box === document.activeElement),
    'the search has the focus',
  );
});
