/** Habits after a week at the wall: every way to fill it, the stream of a camera, copying to the clipboard. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import '../../renderer/app/areas.ts'; // the actions of all areas
import { isActionId } from '../../renderer/state/actions/shortcut-table.ts';
import { clipboardOf } from './clipboard.ts';
import { until, untilPlaying } from './harness.ts';
import { activity, cameraRow, drag, statusBar, tile, tiles, tree, undoByKey, viewersOf, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 4 });

const numbers = async (page: Page): Promise<string> =>
  (await wallOf(page)).map((words) => words?.split(' ')[0] ?? '').join();

const said = (page: Page, words: string | RegExp): Promise<void> => statusBar(page).getByText(words).waitFor();

/** Chooses in the palette by what is typed. */
async function run(page: Page, query: string, name: RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').locator('input:focus').waitFor();
  await page.keyboard.type(query);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

// @promise wall.filled: A wall is filled by double click, by a whole group, and from the palette.
it('the client fills the wall by double click, by a whole group dragged from the tree, and from the palette', async () => {
  const { page } = session();
  await untilPlaying(session(), 4);
  await run(page, 'clear the wall', /Clear the wall/);
  await until(async () => (await numbers(page)) === ',,,', 'the wall is empty');
  await cameraRow(page, 110).dblclick();
  await until(async () => (await numbers(page)) === '110,,,', 'a double click takes the first free tile');
  await drag(page, tree(page).locator('.tr.grp', { hasText: 'Ground Floor' }), tile(page, 2));
  await until(async () => (await numbers(page)) === '110,101,102,103', 'the group stands from that tile on');
  await run(page, 'layout 13', /13 tiles/);
  await until(async () => (await tiles(page).count()) === 13, 'thirteen tiles');
  await page.keyboard.press('Control+z');
  await until(async () => (await tiles(page).count()) === 4, 'four tiles again');
});

// @promise wall.layouts: Every layout from 1 to 64 tiles shows by its key or by its picture.
it('the client shows every layout by its key, with the cameras in their order', async () => {
  const { page } = session();
  await tile(page, 1).click();
  const before = await wallOf(page);
  for (const [key, count] of [
    ['Alt+8', 6],
    ['Alt+9', 8],
    ['Alt+Shift+Digit1', 10],
    ['Alt+Shift+Digit2', 13],
    ['Alt+5', 25],
    ['Alt+6', 36],
    ['Alt+7', 64],
    ['Alt+2', 4],
  ] as const) {
    await page.keyboard.press(key);
    await until(async () => (await tiles(page).count()) === count, `${count} tiles`);
    expect((await wallOf(page)).slice(0, 4)).toEqual(before);
  }
});

// @promise tile.chosen-stream: You choose the stream of a camera, turn its picture, and find both after a restart.
it('the client plays the stream that was chosen for a camera, shows another turned, says so on the tiles, and still does after a restart', async () => {
  const { page, clouds } = session();
  const profile = async (number: number): Promise<string | undefined> => {
    const name = (await wallOf(session().page))[number - 1]?.replace(/^\d+ /, '');
    return (await viewersOf(session())).find(({ cameraName }) => cameraName === name)?.profile;
  };
  await untilPlaying(session(), 4);
  await tile(page, 4).click();
  await page.keyboard.press('o');
  await tile(page, 4).getByText('90°').waitFor();
  await tile(page, 2).click();
  await until(async () => (await profile(2)) === 'sub', 'the sub stream alone is open');
  await page.keyboard.press('q');
  await said(page, /plays its main stream in every tile$/);
  await until(async () => (await profile(2)) === 'main', 'the main stream is open');
  await tile(page, 2).locator('[data-stream="main"]').getByRole('img', { name: 'chosen for this camera' }).waitFor();
  expect(await profile(3)).toBe('sub');
  expect(await tile(page, 3).locator('[data-stream]').getByRole('img').count()).toBe(0);
  await page.keyboard.press('c');
  await tile(page, 3).locator('.lv-clock').waitFor();

  const again = await session().restart();
  await session().client.ask({ do: 'add-accounts', clouds });
  await untilPlaying(session(), 4);
  await until(async () => (await profile(2)) === 'main', 'the main stream is chosen again');
  const turned = tile(again, 4).locator('.tile-area');
  await until(
    async () => (await turned.getAttribute('style'))?.includes('rotate(90deg)') ?? false,
    'it is turned again',
  );
  await tile(again, 4).click();
  await again.keyboard.press('x');
  await tile(again, 4).getByText('90°').waitFor({ state: 'detached' });
  await tile(again, 2).click({ button: 'right' });
  await again.getByRole('menuitem', { name: /^Stream/ }).click();
  await again.getByRole('menuitemradio', { name: 'Stream by size' }).click();
  await until(async () => (await profile(2)) === 'sub', 'the size decides again');
});

// @promise tile.clock: The clock of a tile has the time at which this computer received the picture.
it('the client shows of every tile when its picture was received, by the clock of this computer', async () => {
  const { page } = session();
  const clock = tile(page, 3).locator('.lv-clock');
  const behindMs = async (): Promise<number> => {
    const received = Date.parse((await clock.getAttribute('datetime')) ?? '');
    return (await page.evaluate(() => Date.now())) - received;
  };
  const words =
    /^Received by this computer \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\+8, shown [\d.]+ s later\. .+ is not measured\.$/;
  await until(async () => words.test((await clock.getAttribute('title')) ?? ''), 'it tells when, and how old it is');
  await clock.getByText('UTC+8').waitFor();
  await until(async () => (await behindMs()) > 0 && (await behindMs()) < 15_000, 'the picture is of just now');
  const before = await clock.textContent();
  await until(async () => (await clock.textContent()) !== before, 'it goes on');
  const agesSec = async (): Promise<number[]> =>
    (await page.locator('[data-tile] .lv-words').allTextContents()).map((age) => Number.parseFloat(age));
  const areFresh = async (): Promise<boolean> => (await agesSec()).every((age) => age <= 1.5);
  await until(areFresh, 'every picture is within a second and a half of the live edge');
});

// @promise tile.clipboard: A picture, a link and the facts for a report go to the clipboard.
it('the client puts a picture, a link and the facts for a report on the clipboard', async () => {
  const { page } = session();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = async (): Promise<string> => (await clipboardOf(page)).text;
  await tile(page, 1).click();
  const name = (await wallOf(page))[0] ?? '';
  await page.keyboard.press('Alt+s');
  await said(page, /Saved a snapshot of .+ and copied it: /);
  expect((await clipboardOf(page)).types).toEqual(['image/png']);
  await page.keyboard.press('Alt+c');
  await until(async () => (await text()).includes('lanner://camera/'), 'the link is there');
  expect((await text()).startsWith(name)).toBe(true);
  await untilPlaying(session(), 4);
  await page.keyboard.press('Alt+r');
  await until(async () => (await text()).startsWith('{'), 'the facts are there');
  const facts = JSON.parse(await text()) as { tile: number; camera: { number: number }; player: object };
  expect([facts.tile, `${facts.camera.number}`]).toEqual([1, name.split(' ')[0]]);
  expect(facts.player).toMatchObject({ state: { phase: 'playing' } });
  expect(await text()).not.toMatch(/https?:|wss?:/);
});

/** Buttons outside of rows, dialogs and forms, which can be used and say of no action that they are it. */
const withoutAction = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const PARTS = 'header, nav, footer, .ph, .tb, [role="toolbar"], tr, .acc';
    const OTHER =
      'tr button:not(.ib), .acc button:not(.ib), [role="tab"], [role="radio"], [aria-disabled="true"], [role="tablist"] *, form *, .search *, th *';
    const buttons = [...document.querySelectorAll('button, [role="button"]')];
    const own = buttons.filter((one) => one.getClientRects().length > 0 && one.closest(PARTS) && !one.matches(OTHER));
    return own.map(
      (one) => `${one.getAttribute('data-action') ?? '-'} ${one.getAttribute('aria-label') ?? one.textContent}`,
    );
  });

it('every button of every screen has an action of the table of keys', async () => {
  const { page } = session();
  const look = async (where: string, least: number): Promise<void> => {
    let found: readonly string[] = [];
    const isThere = async (): Promise<boolean> => {
      found = await withoutAction(page);
      return found.length >= least;
    };
    await until(isThere, `the buttons of ${where} are there`);
    expect([where, found.filter((line) => !isActionId(line.split(' ')[0] ?? ''))]).toEqual([where, []]);
  };
  await tile(page, 1).click();
  await look('live', 20);
  await page.keyboard.press('w');
  await page.getByRole('button', { name: 'Export all walls' }).waitFor();
  await page.keyboard.press('s');
  await page.getByRole('complementary', { name: 'Sequences' }).waitFor();
  await look('walls and sequences', 24);
  await page.keyboard.press('w');
  await activity(page, 'Clouds').click();
  await page.getByRole('row', { name: /IVM/ }).first().waitFor();
  await look('clouds', 10);
  await page.keyboard.press('Control+9');
  await page.getByRole('tree').waitFor();
  await look('console', 4);
});

it('the client asks before an account is deleted by key, in the row that has the focus, and copies and deletes walls by key', async () => {
  const { page } = session();
  await activity(page, 'Clouds').click();
  await page.getByRole('button', { name: /^Test: / }).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByText('IVM demo').first().waitFor();
  await page.keyboard.press('Escape');
  await activity(page, 'Live').click();
  await page.keyboard.press('Alt+Shift+D');
  await page.getByRole('tab', { name: 'Wall 1 (2)' }).waitFor();
  await page.keyboard.press('Alt+Delete');
  await page.getByRole('tab', { name: 'Wall 1 (2)' }).waitFor({ state: 'detached' });
  await undoByKey(page);
  await until(async () => (await page.getByRole('tree', { name: 'Walls' }).count()) === 0, 'the list stays closed');
});

// @promise wall.other-desk: A wall of another desk is taken in under the account that you name, with a list of the
// cameras that it lacks.
it('the client takes in a wall of another desk under the account that is named, and says which camera it misses', async () => {
  const { page } = session();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Alt+e')]);
  const file = JSON.parse(await readFile(await saved.path(), 'utf8')) as {
    accounts: { label: string }[];
    cameras: { device: string; name: string }[];
    walls: { name: string }[];
  };
  Object.assign(file.accounts[0] ?? {}, { label: 'Other desk' });
  Object.assign(file.cameras[0] ?? {}, { device: 'taken down', name: 'Old gate' });
  Object.assign(file.walls[0] ?? {}, { name: 'Guests' });
  await page.keyboard.press('Alt+i');
  const panel = page.getByRole('complementary', { name: 'Import walls' });
  const buffer = Buffer.from(JSON.stringify(file));
  await panel.locator('input[type=file]').setInputFiles({ name: 'w.json', mimeType: 'application/json', buffer });
  const account = panel.getByRole('combobox', { name: 'Account for Other desk' });
  await account.selectOption({ label: 'None: keep the cameras by name' });
  await panel.getByText(/, 4 cameras missing/).waitFor();
  await account.selectOption({ label: 'IVM demo (3 of 4 cameras)' });
  await panel.getByText(/, 1 camera missing/).waitFor();
  await panel.getByRole('button', { name: 'Import 1 wall' }).click();
  await panel.getByRole('button', { name: 'Done' }).click();
  await run(page, 'guests', /^Guests/);
  await until(
    async () => (await numbers(page)).split(',').filter((number) => /^\d+$/.test(number)).length >= 3,
    'three are here',
  );
  await page.keyboard.press('Alt+m');
  await page
    .getByRole('complementary', { name: /Guests/ })
    .getByText(/Old gate/)
    .waitFor();
});
