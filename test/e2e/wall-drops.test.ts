/** A wall under the hand of an operator: what a drop does, one stream for all tiles, the words of an empty wall. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import {
  cameraRow,
  drag,
  layoutButton,
  namedWall,
  readPng,
  statusBar,
  tile,
  tiles,
  viewersOf,
  wallOf,
} from './screen.ts';
import { sharedClient } from './shared-client.ts';

const said = (page: Page, words: string | RegExp): Promise<void> => statusBar(page).getByText(words).waitFor();

describe('cameras on a full wall', () => {
  const session = sharedClient({ cameras: 40, wall: 16 }, { isStory: true });

  // @promise wall.drop-words: A tile states under a drag what the drop would do.
  it('says what a drop would do while the pointer is over a tile, and afterwards which camera stands where instead of whom', async () => {
    const { page } = session();
    const [, second] = await namedWall(page);
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

  // @promise wall.larger: Cameras that find no tile are offered a larger wall.
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
});

describe('an empty wall beside a full one', () => {
  const session = sharedClient({ wall: 4 }, { isStory: true });

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
    await untilPlaying(session(), 4);
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
        page
          .getByRole('searchbox', { name: 'Name, number or group' })
          .evaluate((box) => box === document.activeElement),
      'the search has the focus',
    );
  });

  it('stores the stream that was chosen for a wall over a restart, and names the choice in the language of the client', async () => {
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
});
