/** The list of cameras as an operator of a large site uses it, and the one menu of a camera. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clipboardOf } from './clipboard.ts';
import { hostKind, until, untilPlaying } from './harness.ts';
import { cameraRow, cameraRows, tile, tiles, tree, treeRead, undoByKey, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const searchField = (page: Page): Locator => page.getByRole('searchbox', { name: 'Name, number or group' });
const groups = (page: Page): Locator => tree(page).locator('.tr.grp');

/** Names whose end has no room in their rows. */
const cutNames = (page: Page): Promise<readonly string[]> =>
  tree(page).evaluate((list) =>
    [...list.querySelectorAll('.tr.cam')].flatMap((row) => {
      const [end, name] = [row.querySelector('.nm-z'), row.querySelector('.nm')];
      if (!end || !name) return [];
      const isCut = end.getBoundingClientRect().right > name.getBoundingClientRect().right + 0.5;
      return isCut ? [name.textContent ?? ''] : [];
    }),
  );

/** How many rows lack the room for something: the code of the cloud leaves first, then the middle of the name. */
const crowded = (page: Page): Promise<number> =>
  tree(page).evaluate(
    (list) =>
      [...list.querySelectorAll('.tr.cam')].filter((row) => {
        const [source, start] = [row.querySelector('.src'), row.querySelector('.nm-a')];
        const widthOf = (element: Element | null | undefined): number => element?.getBoundingClientRect().width ?? 0;
        const hasSource = widthOf(source) + 0.5 >= widthOf(source?.firstElementChild);
        return !hasSource || (start !== null && start.scrollWidth > start.clientWidth);
      }).length,
  );

/** Items of the open menu over which something else lies, such as a picture of the wall. */
const coveredItems = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('menu')
    .first()
    .evaluate((menu) =>
      [...menu.querySelectorAll('[role^="menuitem"]')].flatMap((item) => {
        const { left, right, top, bottom } = item.getBoundingClientRect();
        const points = [left + 4, (left + right) / 2, right - 4].map((x) => [x, (top + bottom) / 2] as const);
        const isFree = points.every(([x, y]) => menu.contains(document.elementFromPoint(x, y)));
        return isFree ? [] : [item.textContent ?? ''];
      }),
    );

describe('a list of 5,000 cameras', () => {
  const session = sharedClient({ cameras: 5000, viewport: { width: 1280, height: 720 } }, { isStory: true });

  // @promise list.groups: A list of 5,000 cameras begins with its groups, counts, and folds by keys.
  it('a list of 5,000 cameras shows its groups at first, counts with separators, and opens and folds as a whole by keys', async () => {
    const { page, client, clouds } = session();
    await page.locator('main').waitFor();
    await client.ask({ do: 'add-accounts', clouds });
    await page.getByText(/^5,00\d cameras, as of /).waitFor({ timeout: 120_000 });
    await groups(page).first().waitFor();
    expect(await cameraRows(page).count()).toBe(0);
    const heightPx = (): Promise<number> => tree(page).evaluate(({ scrollHeight }) => scrollHeight);
    await tree(page).focus();
    await page.keyboard.press('Shift+X');
    await until(async () => (await heightPx()) > 5000 * 24, 'every camera has a row');
    await page.keyboard.press('Shift+C');
    await until(async () => (await heightPx()) < 1000 * 24, 'the groups are folded');
  });

  // @promise list.restart: Open groups of the list of cameras are open after a restart.
  it('a list of 5,000 cameras shows the group of the rows in view, and remembers what is open over a restart', async () => {
    const { page, clouds } = session();
    await page.keyboard.press('Shift+X');
    await cameraRows(page).first().waitFor();
    const head = page.locator('.cameras-head');
    for (let i = 0; i < 20 && (await head.count()) === 0; i += 1) {
      await tree(page).evaluate((list) => list.scrollBy(0, 24 * 10));
      await tree(page).evaluate(() => new Promise(requestAnimationFrame));
    }
    expect(await head.textContent()).not.toBe('');
    const again = await session().restart();
    await session().client.ask({ do: 'add-accounts', clouds });
    await cameraRows(again).first().waitFor({ timeout: 120_000 });
    await again.keyboard.press('Shift+C');
  });

  // @promise list.search: A search counts, and no end of a name is cut.
  it('a list of 5,000 cameras counts what a search finds, with one row for each group, and ends of names are never cut', async () => {
    const { page } = session();
    await searchField(page).fill('stair');
    await page
      .locator('.cameras-narrow')
      .getByText(/^[\d,]+ of 5,00\d cameras$/)
      .waitFor();
    const levels = await groups(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-level')));
    expect(new Set(levels)).toEqual(new Set(['1']));
    expect(await cutNames(page)).toEqual([]);
    await searchField(page).fill('');
  });

  // @promise list.selected: The camera of the selected tile is marked and in sight.
  it('a list of 5,000 cameras opens only the groups above the camera of the selected tile', async () => {
    const { page, client } = session();
    await page.keyboard.press('Escape');
    await client.ask({ do: 'fill-wall', layout: 4 });
    await until(async () => (await wallOf(page)).filter((name) => name !== null).length === 4, 'the wall is filled');
    expect(await cameraRows(page).count()).toBe(0);
    await tile(page, 2).click();
    const row = tree(page).locator('.tr.cameras-now');
    await row.waitFor();
    const [, name = ''] = await wallOf(page);
    expect(`${await row.locator('.no').textContent()} ${await row.locator('.nm').textContent()}`).toBe(name);
    expect(await page.evaluate(() => document.activeElement?.closest('[role="tree"]') === null)).toBe(true);
    expect(await groups(page).and(page.locator('[aria-expanded="true"]')).count()).toBeLessThan(6);
  });
});

describe('the menu of a camera', () => {
  const session = sharedClient({ wall: 4 });
  const itemsOf = async (page: Page): Promise<readonly string[]> => {
    const texts: string[] = [];
    const words = page.locator('[role="menu"] > [role^="menuitem"] > .grow');
    const count = await words.count();
    // Down the menu by keys, and into every submenu and back.
    for (let i = 0; i < count; i += 1) {
      const item = page.locator('[role="menu"]').first().locator('> [role^="menuitem"]').nth(i);
      texts.push(await item.locator('> .grow').innerText());
      if ((await item.getAttribute('aria-haspopup')) === 'menu') {
        await item.focus();
        await page.keyboard.press('ArrowRight');
        texts.push(...(await page.getByRole('menu').nth(1).locator('[role^="menuitem"] > .grow').allInnerTexts()));
        await page.keyboard.press('ArrowLeft');
        await page.getByRole('menu').nth(1).waitFor({ state: 'detached' });
      }
    }
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    return texts;
  };

  // @promise list.menu: The menu of a camera is the same on its tile and in the list.
  it('the menu of a camera is one and the same by right click, by "…" and by key, on the tile and in the list', async () => {
    const { page } = session();
    await untilPlaying(session(), 4);
    await treeRead(page);
    const opened: (readonly string[])[] = [];
    await tile(page, 2).click({ button: 'right' });
    opened.push(await itemsOf(page));
    await tile(page, 2).hover();
    await tile(page, 2).getByRole('button', { name: 'More tools' }).click();
    opened.push(await itemsOf(page));
    await tile(page, 2).focus();
    await page.keyboard.press('Shift+F10');
    opened.push(await itemsOf(page));
    expect(opened[1]).toEqual(opened[0]);
    expect(opened[2]).toEqual(opened[0]);

    const number = Number((await wallOf(page))[1]?.split(' ')[0]);
    const listed: (readonly string[])[] = [];
    await cameraRow(page, number).click({ button: 'right' });
    listed.push(await itemsOf(page));
    await cameraRow(page, number).hover();
    await cameraRow(page, number).locator('.cameras-more').click();
    listed.push(await itemsOf(page));
    await page.keyboard.press('Shift+F10');
    listed.push(await itemsOf(page));
    expect(listed[1]).toEqual(listed[0]);
    expect(listed[2]).toEqual(listed[0]);
    const ofCamera = (items: readonly string[] = []): readonly string[] =>
      items.slice(1, items.indexOf('Copy ids') + 1);
    expect(ofCamera(listed[0])).toEqual(ofCamera(opened[0]));
    expect(ofCamera(listed[0])).toContain('Snapshot');
  });

  it('the menu of a camera lies whole over the list, the wall and the status bar', async () => {
    const { page } = session();
    const menu = page.getByRole('menu');
    const pointsBelowOthers = (): Promise<number> =>
      menu.evaluate((box) => {
        const { left, right, top, bottom } = box.getBoundingClientRect();
        let covered = 0;
        for (let y = top + 4; y < bottom; y += 6) {
          for (let x = left + 4; x < right; x += 6) covered += box.contains(document.elementFromPoint(x, y)) ? 0 : 1;
        }
        return covered;
      });
    await cameraRows(page).first().click({ button: 'right' });
    await menu.waitFor();
    expect(await pointsBelowOthers()).toBe(0);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    // Of a tile in the lower left corner, so that the menu ends over the figures of the status bar.
    await tile(page, 3).click({ button: 'right', position: { x: 40, y: 300 } });
    await menu.waitFor();
    expect(await pointsBelowOthers()).toBe(0);
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
  });

  it('the menu of a camera opens the camera in a new wall, copies its ids and shows it in the list', async () => {
    const { page } = session();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const name = (await wallOf(page))[1] ?? '';
    await tile(page, 2).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Camera', exact: true }).hover();
    await page.getByRole('menuitem', { name: 'Copy ids' }).click();
    await until(async () => (await clipboardOf(page)).text.startsWith(`${name}\n`), 'the ids are on the clipboard');
    expect((await clipboardOf(page)).text).toMatch(/\ndevice .+\nchannel .+\n$/);

    await searchField(page).fill('no such camera');
    await tile(page, 2).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Show in the camera list' }).click();
    await until(async () => (await tree(page).locator('.tr.foc .no').textContent()) === name.split(' ')[0], 'its row');
    expect(await searchField(page).inputValue()).toBe('');
    // The next key belongs to the list: letters are the keys of the wall there.
    await page.keyboard.press('i');
    await page.locator('.tile-stats').first().waitFor();
    await page.keyboard.press('i');

    await tile(page, 2).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Open', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open in a new wall' }).click();
    await until(async () => (await tiles(page).count()) === 1 && (await wallOf(page))[0] === name, 'a wall of its own');
  });

  it('the menu of a camera opens new walls and new windows by mouse and by key, from the tile and from the list, as often as wanted', async (context) => {
    if (hostKind === 'electron') return context.skip('pages of further windows are found by launch address here');
    const { page } = session();
    const tabOf = (name: string): Locator => page.getByRole('tab', { name, exact: true });
    const goHome = async (): Promise<void> => {
      await tabOf('Wall 1').click();
      await until(async () => (await tiles(page).count()) === 4, 'the first wall shows');
    };
    await goHome();
    const words = (await wallOf(page))[0] ?? '';
    const [number, name] = [Number(words.split(' ')[0]), words.replace(/^\d+ /, '')];
    const submenu = page.getByRole('menuitem', { name: 'Open', exact: true });
    const choose = async (item: string): Promise<void> => {
      await page.getByRole('menu').first().waitFor();
      if ((await submenu.count()) > 0) await submenu.click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    /** Walks the open menu by the arrow keys. */
    const chooseByKey = async (item: string): Promise<void> => {
      const now = page.locator('[role^="menuitem"]:focus > .grow');
      const walkTo = async (words: string): Promise<void> => {
        for (let i = 0; i < 40 && (await now.textContent()) !== words; i += 1) await page.keyboard.press('ArrowDown');
        expect(await now.textContent()).toBe(words);
      };
      if ((await submenu.count()) > 0) {
        await walkTo('Open');
        await page.keyboard.press('ArrowRight');
      }
      await walkTo(item);
      await page.keyboard.press('Enter');
    };
    const expectWindow = async (open: () => Promise<void>): Promise<void> => {
      const [second] = await Promise.all([page.context().waitForEvent('page'), open()]);
      await tile(second, 1).waitFor();
      await until(async () => (await wallOf(second)).join() === words, 'the window shows the camera alone');
      await second.close();
    };

    await tile(page, 1).click({ button: 'right' });
    await expectWindow(() => choose('Open in a new window'));
    await tile(page, 1).focus();
    await expectWindow(() => page.keyboard.press('Alt+Shift+O'));
    await cameraRow(page, number).click();
    await page.keyboard.press('Shift+F10');
    await expectWindow(() => chooseByKey('Open in a new window'));

    await tile(page, 1).click();
    await page.keyboard.press('Alt+Shift+W');
    await tabOf(`${name} (4)`).waitFor();
    await goHome();
    await cameraRow(page, number).click({ button: 'right' });
    expect(await coveredItems(page)).toEqual([]);
    await choose('Open in a new wall');
    await tabOf(`${name} (5)`).waitFor();
    await until(async () => (await wallOf(page)).join() === words, 'the new wall shows the camera alone');
    await undoByKey(page);
    await tabOf(`${name} (5)`).waitFor({ state: 'detached' });
  });
});

describe('the menu of a camera in a small window', () => {
  const session = sharedClient({ viewport: { width: 1280, height: 720 }, wall: 4 });

  /** The lists of the menu that do not stand whole in the window. */
  const cut = (page: Page): Promise<readonly (string | null)[]> =>
    page.getByRole('menu').evaluateAll((lists) =>
      lists
        .filter((list) => {
          const { left, top, right, bottom } = list.getBoundingClientRect();
          const isOutside = left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
          return isOutside || list.scrollHeight > list.clientHeight || list.scrollWidth > list.clientWidth;
        })
        .map((list) => list.getAttribute('aria-label')),
    );

  it('the menu of a camera and its submenus stand whole in a window of 1280x720, also with text of 150 %', async () => {
    const { page } = session();
    await untilPlaying(session(), 4);
    await treeRead(page);
    for (const text of ['100 %', '150 %']) {
      if (text === '150 %') for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
      for (const place of [tile(page, 4), cameraRows(page).first()]) {
        await place.click({ button: 'right' });
        const menu = page.getByRole('menu').first();
        await menu.waitFor();
        expect([text, await cut(page)]).toEqual([text, []]);
        for (const item of await menu.locator('> [aria-haspopup="menu"]').all()) {
          await item.click();
          await page.getByRole('menu').nth(1).waitFor();
          expect([text, await cut(page)]).toEqual([text, []]);
          await page.keyboard.press('ArrowLeft');
          await page.getByRole('menu').nth(1).waitFor({ state: 'detached' });
        }
        await page.keyboard.press('Escape');
        await menu.waitFor({ state: 'detached' });
      }
    }
  });
});

describe('the width of the list', () => {
  const session = sharedClient({ viewport: { width: 1280, height: 720 }, wall: 4 });

  it('the width of the list fits the names after a double click on its edge, and after Enter', async () => {
    const { page } = session();
    await treeRead(page);
    const edge = page.getByRole('separator', { name: /^Width of the side panel/ });
    await edge.focus();
    await page.keyboard.press('Home');
    await until(async () => (await crowded(page)) > 0, 'rows have no room');
    expect(await cutNames(page)).toEqual([]);
    await edge.dblclick();
    await until(async () => (await crowded(page)) === 0, 'every row has room');
    await edge.focus();
    await page.keyboard.press('Home');
    await until(async () => (await crowded(page)) > 0, 'rows have no room again');
    await page.keyboard.press('Enter');
    await until(async () => (await crowded(page)) === 0, 'every row has room again');
  });
});
