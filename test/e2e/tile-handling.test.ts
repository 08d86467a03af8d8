/** Handling tiles: several at once, what they showed before, close looks, previews; and what is there after a restart. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { cameraRow, drag, layoutButton, statusBar, tile, viewersOf, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 30, wall: 4 }, { isStory: true });

const is = async (page: Page, wanted: readonly (string | null)[], what: string): Promise<void> =>
  until(async () => (await wallOf(page)).slice(0, 4).join() === wanted.join(), what);

/** Which stream of a camera is watched, such as `117 North gate`. */
async function watched(words: string | null | undefined): Promise<string> {
  const name = words?.replace(/^\d+ /, '');
  const viewers = (await viewersOf(session())).filter(({ cameraName }) => cameraName === name);
  return viewers.map(({ profile }) => profile).join();
}

/** Keeps the words of what hangs on the pointer: the page shows it for no longer than the browser takes its picture. */
const keepGhosts = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const proto = DataTransfer.prototype;
    const show = proto.setDragImage.bind(proto);
    const kept: string[] = [];
    Object.assign(globalThis, { ghosts: kept });
    proto.setDragImage = function (this: DataTransfer, image, x, y) {
      kept.push(image.textContent ?? '');
      show.call(this, image, x, y);
    };
  });

const videoStyle = (of: Locator, name: 'objectPosition' | 'transform'): Promise<string> =>
  of.locator('.tile-area video').evaluate((video, key) => getComputedStyle(video)[key], name);

/** The buttons and words of the toolbar of the wall that lie over each other, or outside the window. */
const toolbarCollisions = (page: Page): Promise<readonly string[]> =>
  page.locator('.lv-stage > .tb').evaluate((bar) => {
    const parts = [...bar.querySelectorAll('button, .lv-tb-facts')]
      .filter((part) => part.getClientRects().length > 0)
      .map((part) => ({ name: part.getAttribute('aria-label') ?? part.textContent, box: part.getBoundingClientRect() }))
      .sort((a, b) => a.box.left - b.box.left);
    return parts.flatMap(({ name, box }, i) => {
      const next = parts[i + 1]?.box.left ?? window.innerWidth;
      return box.right > next + 1 ? [`${name} ends at ${box.right}, the next begins at ${next}`] : [];
    });
  });

it('the wall selects by Enter what has the focus, shows it large by the next one, and moves chosen tiles together', async () => {
  const { page } = session();
  await untilPlaying(session(), 4);
  const [a, b, c, d] = (await wallOf(page)) as [string, string, string, string];
  await tile(page, 1).focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-tile="0"][aria-current="true"]').waitFor();
  expect(await page.getByText('Tile 1 maximised').count()).toBe(0);
  await page.keyboard.press('Enter');
  await page.getByText('Tile 1 maximised').waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Tile 1 maximised').waitFor({ state: 'detached' });

  await keepGhosts(page);
  await tile(page, 2).click({ modifiers: ['Control'] });
  await drag(page, tile(page, 1).locator('.tile-head'), tile(page, 3));
  await is(page, [c, d, a, b], 'both rows have changed places');
  expect(await page.evaluate(() => (globalThis as unknown as { ghosts: string[] }).ghosts)).toEqual(['2 tiles1, 2']);
  await statusBar(page).getByText('Moved 2 tiles together').waitFor();
  await page.keyboard.press('Control+z');
  await is(page, [a, b, c, d], 'one step back');
  await tile(page, 1).click();
  await tile(page, 2).click({ modifiers: ['Control'] });
  await page.keyboard.press('Control+Shift+ArrowDown');
  await is(page, [c, d, a, b], 'moved by key');
  await page.keyboard.press('Control+z');

  await drag(page, cameraRow(page, 115), tile(page, 4));
  await until(async () => (await wallOf(page))[3]?.startsWith('115 ') ?? false, 'another camera is on tile 4');
  const other = (await wallOf(page))[3] ?? '';
  await tile(page, 4).focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await is(page, [a, b, c, d], 'the tile shows what it showed before');
  await page.keyboard.press('Alt+ArrowRight');
  await is(page, [a, b, c, other], 'and what it showed after that');
  await tile(page, 4).click({ button: 'right' });
  await page.getByRole('menuitem', { name: `Back to ${d}` }).click();
  await is(page, [a, b, c, d], 'by the menu as well');
});

// @promise wall.native-size: Pictures show in their native size, pixel by pixel, where that is chosen.
it('the wall asks for the main stream of what is enlarged, and shows pictures in their native size pixel by pixel', async () => {
  const { page } = session();
  await untilPlaying(session(), 4);
  const [, name] = await wallOf(page);
  await tile(page, 2).locator('.tile-pic').hover();
  await page.mouse.wheel(0, -900);
  await tile(page, 2).locator('[data-stream="main"]').waitFor();
  expect(await tile(page, 2).locator('.lv-stream').getAttribute('title')).toContain('for the enlarged picture');
  await until(async () => (await watched(name)) === 'main', 'its main stream alone is open');
  await tile(page, 2).click({ position: { x: 60, y: 8 } });
  await page.keyboard.press('x');
  await until(async () => (await watched(name)) === 'sub', 'the main stream is given back');

  await layoutButton(page, 9).click();
  await page.keyboard.press('v');
  await page.keyboard.press('v');
  const map = tile(page, 2).getByRole('img', { name: /^Part of the picture that is shown/ });
  await map.waitFor();
  await until(async () => (await videoStyle(tile(page, 2), 'objectPosition')) === '50% 50%', 'its middle shows');
  await tile(page, 2).focus();
  for (let i = 0; i < 9; i++) await page.keyboard.press('Control+ArrowRight');
  await until(async () => (await videoStyle(tile(page, 2), 'objectPosition')) === '100% 50%', 'its right edge shows');

  // A monitor with twice as many pixels: half the size, and all of it fits. An emulated one is noticed with its size only.
  const devtools = await page.context().newCDPSession(page);
  const metrics = { width: 1590, height: 900, deviceScaleFactor: 2, mobile: false };
  await devtools.send('Emulation.setDeviceMetricsOverride', metrics);
  await map.waitFor({ state: 'detached' });
  const half = 'matrix(0.5, 0, 0, 0.5, 0, 0)';
  await until(async () => (await videoStyle(tile(page, 2), 'transform')) === half, 'the picture has half the size');
  await devtools.send('Emulation.clearDeviceMetricsOverride');
  await devtools.detach();
  await layoutButton(page, 4).click();
});

it('the wall shows a camera while the pointer rests on it in the list, and closes its stream', async () => {
  const { page } = session();
  const words = (await cameraRow(page, 116).locator('.nm').getAttribute('title'))?.split('\n')[0];
  await cameraRow(page, 116).hover();
  const preview = page.getByRole('figure', { name: `Preview of ${words}` });
  await preview.locator('video').waitFor();
  await until(async () => (await watched(words)) === 'sub', 'its sub stream is open');
  await page.mouse.move(900, 10);
  await preview.waitFor({ state: 'detached' });
  await until(async () => (await watched(words)) === '', 'and closed');
  await cameraRow(page, 116).click();
  await page.keyboard.press('Alt+p');
  await preview.waitFor();
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });
  await until(async () => (await watched(words)) === '', 'closed again');
});

it('the settings stay, with the former names of cameras whose account is gone, until it is back', async () => {
  const { page, clouds } = session();
  const before = (await wallOf(page)).slice(0, 4);
  const choice = (on: Page, group: string, name: string): Locator =>
    on.getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true });
  const isChosen = (on: Page, group: string, name: string): Promise<void> =>
    until(
      async () => (await choice(on, group, name).getAttribute('aria-checked')) === 'true',
      `${group}: ${name} is chosen`,
    );
  const openSettings = async (on: Page): Promise<void> => {
    await on.keyboard.press('Control+,');
    await on.getByRole('tab', { name: 'Live wall' }).click();
  };
  await openSettings(page);
  await isChosen(page, 'Alarm tiles', '20 s');
  await choice(page, 'Alarm tiles', 'Until acknowledged').click();
  await choice(page, 'Preview under the pointer', 'Off').click();
  await page.keyboard.press('Escape');
  await page.getByText(/^Saved /).waitFor();
  // Only the pointer is switched off; keys still show the panel.
  const preview = page.getByRole('figure', { name: /^Preview of/ });
  await cameraRow(page, 116).click();
  await cameraRow(page, 115).hover();
  await page.keyboard.press('Alt+p');
  await preview.filter({ hasText: '116' }).waitFor();
  await page.keyboard.press('Escape');
  await preview.waitFor({ state: 'detached' });

  const again = await session().restart();
  const first = again.getByRole('group', { name: `Tile 1: ${before[0]}, missing` });
  await first.getByText('Its cloud account is not on this client.').waitFor();
  await first.getByRole('button', { name: 'Add cloud account' }).waitFor();
  await is(again, before, 'the tiles say what they were');
  expect(await tile(again, 2).getAttribute('data-aspect')).toBeNull();
  await openSettings(again);
  await isChosen(again, 'Alarm tiles', 'Until acknowledged');
  await isChosen(again, 'Preview under the pointer', 'Off');
  await again.keyboard.press('Escape');
  await session().client.ask({ do: 'add-accounts', clouds });
  await untilPlaying(session(), 4);
  await is(again, before, 'the same cameras are back');
  await until(async () => (await tile(again, 2).getAttribute('data-aspect')) === 'native', 'in their native size');
});

it('the parts of the toolbar stand apart at 1280x720 with the largest text, beside a maximised tile and selected tiles', async () => {
  const { page } = session();
  await page.setViewportSize({ width: 1280, height: 720 });
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
  await tile(page, 1).click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Show all tiles' }).waitFor();
  expect(await toolbarCollisions(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await tile(page, 2).click({ modifiers: ['Control'] });
  await page.getByRole('button', { name: 'Clear these tiles' }).waitFor();
  expect(await toolbarCollisions(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await tile(page, 1).click();
  await page.keyboard.press('Control+0');
  await page.setViewportSize({ width: 1600, height: 900 });
});
