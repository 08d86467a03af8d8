/** Layouts, grids of one's own, and edits that are taken back: as an operator builds a wall and finds it again. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { cameraRow, drag, layoutButton, namedWall, statusBar, tile, tiles, tree, undoByKey, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 9 });

const count = (page: Page, wanted: number): Promise<void> =>
  until(async () => (await tiles(page).count()) === wanted, `${wanted} tiles`);

const said = (page: Page, words: string | RegExp): Promise<void> => statusBar(page).getByText(words).waitFor();

/** Where the tiles stand, in shares of the wall. */
const places = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wall = document.querySelector('.lv-wall')?.getBoundingClientRect();
    if (!wall) return [];
    return [...document.querySelectorAll('[data-tile]')].map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const shares = [(left - wall.left) / wall.width, (top - wall.top) / wall.height];
      return [...shares, width / wall.width, height / wall.height].map((share) => share.toFixed(1)).join(' ');
    });
  });

it('the wall shows one large tile and five small ones, and gives back what it hid', async () => {
  const { page } = session();
  await untilPlaying(session(), 9);
  const before = await namedWall(page);
  await layoutButton(page, 6).click();
  await count(page, 6);
  expect(await wallOf(page)).toEqual(before.slice(0, 6));
  const [large, small] = await places(page);
  expect([large, small]).toEqual(['0.0 0.0 0.7 0.7', '0.7 0.0 0.3 0.3']);
  await untilPlaying(session(), 6);
  await page.keyboard.press('Alt+3');
  await count(page, 9);
  expect(await wallOf(page)).toEqual(before);
});

// @promise wall.layouts
it('the wall shows every layout of the choice by picture, walked by keys', async () => {
  const { page } = session();
  for (const [name, wanted] of [
    [/^13 tiles/, 13],
    [/^64 tiles/, 64],
    [/^12 tiles \(4 × 3\)/, 12],
  ] as const) {
    await page.getByRole('button', { name: /^All layouts/ }).click();
    await page.getByRole('dialog', { name: 'Layout' }).getByRole('option', { name }).click();
    await count(page, wanted);
  }
  await page.keyboard.press('Alt+0');
  const dialog = page.getByRole('dialog', { name: 'Layout' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+3');
  await count(page, 9);
});

// @promise wall.drawn: You draw grids of your own and join tiles; the cameras stay where they are.
it('the wall draws a grid: cameras stay where they stand, and it can be taken back and done again', async () => {
  const { page } = session();
  const before = await wallOf(page);
  await page.getByRole('button', { name: /^All layouts/ }).click();
  await page.getByRole('button', { name: 'Draw a grid' }).click();
  const board = page.getByRole('listbox', { name: 'Tiles of the grid' });
  const cell = (number: number) => board.getByRole('option', { name: new RegExp(`^Tile ${number},`) });
  await drag(page, cell(2), cell(6));
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await until(async () => (await board.getByRole('option').count()) === 6, 'four tiles became one');
  await page.getByRole('button', { name: 'More: Columns' }).click();
  await until(async () => (await board.getByRole('option').count()) === 9, 'a column of three was added');
  await page.getByRole('button', { name: 'Use this grid' }).click();
  await board.waitFor({ state: 'detached' });
  await count(page, 9);
  // 1 B B +, 4 B B +, 7 8 9 +: the tiles that were added take the cameras that lost theirs.
  const [one, two, three, four, five, six, seven, eight, nine] = before;
  expect(await wallOf(page)).toEqual([one, two, three, four, five, seven, eight, nine, six]);
  expect((await places(page)).slice(0, 3)).toEqual(['0.0 0.0 0.2 0.3', '0.3 0.0 0.5 0.7', '0.8 0.0 0.2 0.3']);
  await page.keyboard.press('Control+z');
  await said(page, 'Undone: grid drawn');
  expect(await wallOf(page)).toEqual(before);
  await page.keyboard.press('Control+Shift+z');
  await said(page, 'Redone: grid drawn');
  await until(async () => (await places(page)).includes('0.3 0.0 0.5 0.7'), 'the grid is back');
  await untilPlaying(session(), 9);
});

// @promise wall.restart: A wall is the same, grid and pictures, after a restart.
it('a drawn wall is the same, grid and pictures, after the client was started again', async () => {
  const { page, clouds } = session();
  await tile(page, 2).click();
  await page.keyboard.press('v');
  await until(async () => (await tile(page, 2).getAttribute('data-aspect')) === 'fill', 'the picture fills the tile');
  await page.getByText(/^Saved /).waitFor();
  const [grid, names] = [await places(page), await wallOf(page)];
  const again = await session().restart();
  await session().client.ask({ do: 'add-accounts', clouds });
  await until(async () => (await wallOf(again)).join() === names.join(), 'the same cameras stand on the same tiles');
  await until(async () => (await places(again)).join() === grid.join(), 'in the same grid');
  await until(async () => (await tile(again, 2).getAttribute('data-aspect')) === 'fill', 'the picture fills its tile');
  await untilPlaying(session(), 9);
});

// @promise wall.drawn
it('the wall joins chosen tiles on the wall itself and empties several at once', async () => {
  const { page } = session();
  await page.keyboard.press('Alt+2');
  await count(page, 4);
  const before = await namedWall(page);
  await tile(page, 1).click();
  await tile(page, 3).click({ modifiers: ['Control'] });
  await page.getByText('2 tiles selected').waitFor();
  await page.keyboard.press('Alt+j');
  await count(page, 3);
  expect(await wallOf(page)).toEqual([before[0], before[1], before[3]]);
  await page.keyboard.press('Shift+j');
  await count(page, 4);
  expect(await wallOf(page)).toEqual(before);
  await tile(page, 1).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  await until(async () => (await wallOf(page)).filter((name) => name === null).length === 2, 'two tiles are empty');
  await undoByKey(page);
  await until(async () => (await wallOf(page)).join() === before.join(), 'both cameras are back');
});

it('a whole group fills the wall from its menu, in a layout with room for it', async () => {
  const { page } = session();
  await page.keyboard.press('Alt+2');
  await count(page, 4);
  const group = tree(page).locator('.tr.grp').first();
  await group.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Fill the wall with it' }).click();
  await said(page, /^Filled the wall with .+: \d+ of \d+ cameras$/);
  await until(async () => (await tiles(page).count()) > 4, 'the layout has grown');
  await page.keyboard.press('Control+z');
  await count(page, 4);
});

// @promise wall.locked: A locked wall does not change, with a word on it.
it('the wall changes nothing while it is locked, and says so', async () => {
  const { page } = session();
  const before = await wallOf(page);
  await page.getByRole('button', { name: /^Lock the wall/ }).click();
  await page.keyboard.press('Alt+3');
  await said(page, / is locked\. Unlock it first/);
  await drag(page, cameraRow(page, 120), tile(page, 1));
  await tile(page, 1).click();
  await page.keyboard.press('Delete');
  await drag(page, tile(page, 1), tile(page, 2));
  expect(await wallOf(page)).toEqual(before);
  await page.getByRole('button', { name: /^Unlock the wall/ }).click();
  await tile(page, 1).click();
  await page.keyboard.press('Delete');
  await page.getByRole('group', { name: 'Tile 1: empty' }).waitFor();
});
