/** A wall with more cameras than tiles, and the numbers by which cameras are called: as an operator uses both. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until, untilPlaying, withClient } from './harness.ts';
import {
  cameraRow,
  drag,
  layoutButton,
  readPng,
  statusBar,
  tile,
  tiles,
  undoByKey,
  viewersOf,
  wallOf,
} from './screen.ts';
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

it('turns the pages of a locked wall, keeps its layout, and brings hidden cameras back by undo', async () => {
  const { page } = session();
  const all = await wallOf(page);
  await tile(page, 1).focus();
  await page.keyboard.press('Alt+2');
  await paging(page).getByText('page 1 of 4').waitFor();
  await page.keyboard.press('Alt+l');
  await said(page, /^Locked Wall 1/);
  await page.keyboard.press('PageDown');
  await paging(page).getByText('page 2 of 4').waitFor();
  await page.keyboard.press('Alt+4');
  await said(page, 'Wall 1 is locked. Unlock it first.');
  await page.keyboard.press('Control+z');
  await said(page, 'Wall 1 is locked. Unlock it first.');
  expect(await wallOf(page)).toEqual(all.slice(4, 8));
  await page.keyboard.press('Alt+l');
  await said(page, /^Unlocked Wall 1/);
  // A change on the second page, then the change that hid the cameras: undo takes both back, wherever the window stands.
  await tile(page, 3).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await until(async () => (await wallOf(page))[2] === null, 'the camera is off the wall');
  await paging(page).getByText('3 of 15 shown').waitFor();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Control+z');
  await paging(page).getByText('4 of 16 shown').waitFor();
  await page.keyboard.press('Control+z');
  await paging(page).waitFor({ state: 'detached' });
  expect(await wallOf(page)).toEqual(all);
  await page.keyboard.press('Control+Shift+z');
  await paging(page).getByText('4 of 16 shown').waitFor();
  await page.keyboard.press('Control+z');
  await until(async () => (await wallOf(page)).length === 16, 'the wall is whole again');
});

it('takes the hidden cameras of a wall into a file, and shows all of them on the pages of the wall from the file', async () => {
  const { page } = session();
  const all = await wallOf(page);
  await tile(page, 1).focus();
  await page.keyboard.press('Alt+2');
  await paging(page).getByText('page 1 of 4').waitFor();
  await page.getByText(/^Saved /).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Alt+e')]);
  await page.keyboard.press('Alt+i');
  const panel = page.getByRole('complementary', { name: 'Import walls' });
  await panel.locator('input[type=file]').setInputFiles(await file.path());
  await panel.getByText('4 tiles, 16 cameras').waitFor();
  await panel.getByRole('button', { name: 'Import 1 wall' }).click();
  await panel.getByText('imported as Wall 1 (2)').waitFor();
  await panel.getByRole('button', { name: 'Done' }).click();
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  if ((await tab('Wall 1 (2)').count()) === 0) {
    await page.keyboard.press('w');
    await page.getByRole('tree', { name: 'Walls' }).getByText('Wall 1 (2)').dblclick();
    await page.keyboard.press('Control+f');
  }
  await tab('Wall 1 (2)').click();
  for (let at = 0; at < 4; at += 1) {
    await paging(page)
      .getByText(`page ${at + 1} of 4`)
      .waitFor();
    expect(await wallOf(page)).toEqual(all.slice(4 * at, 4 * at + 4));
    await page.keyboard.press('Shift+PageDown');
  }
  await paging(page).getByText('page 1 of 4').waitFor();
});

it('holds the walls in turn on the page that the operator turned to, and begins each wall with its first page', async () => {
  const { page } = session();
  await page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const walls = await request['wall.list']({});
    if (!walls.ok) throw new Error(walls.error.code);
    const steps = walls.value.map(({ id }) => ({
      ...{ target: { kind: 'wall' as const, wallId: id }, name: '', dwellSec: null },
    }));
    const shared = { name: 'Night round', kind: 'walls' as const, dwellSec: 600, offline: 'show' as const };
    const saved = await request['sequence.save']({
      sequence: { id: 'round' as never, ...shared, steps, revision: 0 },
    });
    if (!saved.ok) throw new Error(saved.error.code);
  });
  await page.getByRole('button', { name: /^Sequences: / }).click();
  const panel = page.getByRole('complementary', { name: 'Sequences' });
  await panel.getByRole('button', { name: /^Night round/ }).click();
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Night round: wall 1 of 2').waitFor();
  await page.getByRole('button', { name: 'Pause the walls' }).waitFor();
  await page.keyboard.press('Shift+PageDown');
  await paging(page).getByText('page 2 of 4').waitFor();
  await page.getByRole('button', { name: 'Resume the walls' }).click();
  await page.getByRole('button', { name: 'Pause the walls' }).waitFor();
  await paging(page).getByText('page 2 of 4').waitFor();
  for (const step of ['Next wall', 'Previous wall']) {
    await page.getByRole('button', { name: step }).click();
    await paging(page).getByText('page 1 of 4').waitFor();
    await untilPlaying(session(), 4);
    await page.keyboard.press('Shift+PageDown');
    await paging(page).getByText('page 2 of 4').waitFor();
  }
  await page.getByRole('button', { name: 'Stop the wall sequence' }).click();
  await page.getByRole('tab', { name: 'Wall 1', exact: true }).click();
  await page.keyboard.press('Alt+4');
  await until(async () => (await wallOf(page)).length === 16, 'the wall is whole again');
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
  await undoByKey(page);
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

it('shows the words of an empty wall above the tile that has the focus ring', async () => {
  const { page } = session();
  await page.keyboard.press('Alt+t');
  const title = page.locator('.lv-empty-wall').getByText(/^No cameras on this wall\./);
  await title.waitFor();
  await tile(page, 1).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.locator('.lv-wall[data-ring] .tile-frame:focus').waitFor();
  const box = await title.boundingBox();
  if (!box) throw new Error('the words have no place');
  // The left third lies over tile 1: light letters on a dark ground.
  const left = { ...box, width: box.width / 3 };
  const png = (await page.screenshot()).toString('base64');
  const [words] = await readPng(page, png, [left]);
  expect(words?.spread).toBeGreaterThan(20);
  await page.keyboard.press('Alt+Delete');
  await title.waitFor({ state: 'detached' });
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

it('keeps the stream that was chosen for a wall over a restart, and names the choice in the language of the client', async () => {
  const { page, clouds } = session();
  const shown = page.getByRole('tab', { selected: true });
  const wall = (await shown.textContent()) ?? '';
  await tile(page, 1).focus();
  await page.keyboard.press('Shift+Q');
  await said(page, new RegExp(`main stream`));
  await page.getByRole('button', { name: 'Quality: main' }).waitFor();
  const again = await session().restart();
  await session().client.ask({ do: 'add-accounts', clouds });
  await again.getByRole('tab', { name: wall, exact: true, selected: true }).waitFor();
  await again.getByRole('button', { name: 'Quality: main' }).waitFor();
  await again.keyboard.press('Alt+Shift+L');
  await again.getByRole('button', { name: '画质：主码流' }).click();
  await again.getByRole('menuitemradio', { name: '所有窗格播放主码流', checked: true }).waitFor();
  await again.getByRole('menuitemradio', { name: '自动，按各窗格尺寸' }).click();
  await again.getByRole('button', { name: '画质：自动' }).waitFor();
});

it('pages through a wall that stands alone on the screen by key, without a click before, and by button', async () => {
  const args: string[] = [];
  await withClient('pages of a kiosk', { cameras: 24, wall: 9, args }, async (kiosk) => {
    await layoutButton(kiosk.page, 4).click();
    await paging(kiosk.page).getByText('4 of 9 shown').waitFor();
    await kiosk.page.getByText(/^Saved /).waitFor();
    args.push('--kiosk-wall', 'wall 1');
    const page = await kiosk.restart();
    await kiosk.client.ask({ do: 'add-accounts', clouds: kiosk.clouds });
    await paging(page).getByText('4 of 9 shown').waitFor();
    await untilPlaying(kiosk, 4);
    const first = await wallOf(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await until(async () => (await page.locator('[data-tile].max').count()) === 1, 'one tile shows large');
    await page.keyboard.press('Escape');
    await page.keyboard.press('PageDown');
    await paging(page).getByText('page 2 of 3').waitFor();
    await untilPlaying(kiosk, 4);
    const second = await wallOf(page);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    await page.keyboard.press('Shift+PageDown');
    await paging(page).getByText('page 3 of 3').waitFor();
    await paging(page).getByRole('button', { name: 'Previous page' }).click();
    await paging(page).getByText('page 2 of 3').waitFor();
    expect(await wallOf(page)).toEqual(second);
    // The button that was clicked has the focus now: the key still turns the page.
    await page.keyboard.press('PageUp');
    await paging(page).getByText('page 1 of 3').waitFor();
    expect(await auditPage(page)).toEqual([]);
    const [wall, pages] = await Promise.all([page.locator('.lv-wall').boundingBox(), paging(page).boundingBox()]);
    expect((wall?.y ?? 0) + (wall?.height ?? 0)).toBeLessThanOrEqual(pages?.y ?? 0);
  });
});
