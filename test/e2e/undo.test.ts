/** One Undo over all areas, by the offer in the status line and by its key. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { TileContent } from '../../preload/domain/walls/wall.ts';
import { until } from './harness.ts';
import { cameraRow, groupRow, makeSite, saveTile, statusBar, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const said = (page: Page, words: string | RegExp) => statusBar(page).getByText(words).waitFor();
const offer = (page: Page) => statusBar(page).getByRole('button', { name: /^Undo/ });
const numbers = async (page: Page): Promise<string> =>
  (await wallOf(page)).map((words) => words?.split(' ')[0] ?? '').join();
const isGone = async (page: Page, name: string): Promise<boolean> => (await tab(page, name).count()) === 0;

/** The first wall as main keeps it. */
const storedWall = (page: Page): Promise<{ readonly layout: unknown; readonly tiles: readonly TileContent[] }> =>
  page.evaluate(async () => {
    const walls = await window.lanner?.request['wall.list']({});
    const wall = walls?.ok === true ? walls.value[0] : undefined;
    if (wall === undefined) throw new Error('there is no wall');
    return wall;
  });

describe('undo over the walls', () => {
  const session = sharedClient({ cameras: 12, wall: 4 }, { isStory: true });

  it('undoes by key the deletion that the status line offers to undo, and not an older change of another wall', async () => {
    const { page } = session();
    await until(async () => /^\d+,\d+,\d+,\d+$/.test(await numbers(page)), 'the wall is filled');
    const filled = await numbers(page);
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Delete');
    await said(page, /^Removed .+ from tile 1$/);
    const changed = await numbers(page);

    await page.keyboard.press('Alt+t');
    await tab(page, 'Wall 2').waitFor();
    await page.keyboard.press('Alt+Delete');
    await said(page, 'Deleted Wall 2');
    await until(() => isGone(page, 'Wall 2'), 'the wall is deleted');
    await page.keyboard.press('Control+z');
    await said(page, /^Undone: Wall 2 deleted/);
    await tab(page, 'Wall 2').waitFor();

    await tab(page, 'Wall 1').click();
    expect(await numbers(page)).toBe(changed);
    await page.keyboard.press('Control+z');
    await said(page, 'Undone: Wall 2 created');
    await page.keyboard.press('Control+z');
    await until(async () => (await numbers(page)) === filled, 'then the older change is undone');
    await page.keyboard.press('Control+Shift+z');
    await until(async () => (await numbers(page)) === changed, 'Redo makes the changes again in their order');
    await page.keyboard.press('Control+y');
    await tab(page, 'Wall 2').waitFor();
    await page.keyboard.press('Control+y');
    await said(page, 'Redone: Wall 2 deleted');
    await until(() => isGone(page, 'Wall 2'), 'the wall is deleted again');
  });

  it('says on which wall it undid a change of a wall that is not on screen, and leads there', async () => {
    const { page } = session();
    await page.keyboard.press('Control+z');
    await tab(page, 'Wall 2').waitFor();
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Alt+3');
    await said(page, 'Layout: 9 tiles');
    await tab(page, 'Wall 1').click();
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Control+z');
    await said(page, 'Undone on Wall 2: layout');
    await statusBar(page).getByRole('button', { name: 'Show the wall' }).click();
    await until(async () => (await tab(page, 'Wall 2').getAttribute('aria-selected')) === 'true', 'it shows');
    await until(async () => (await page.locator('[data-tile]').count()) === 4, 'with its layout of before');
    await tab(page, 'Wall 1').click();
  });

  it('drops the changes of a wall that another window deleted, says so, and changes nothing else', async () => {
    const { page } = session();
    await tab(page, 'Wall 2').click();
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Alt+3');
    await said(page, 'Layout: 9 tiles');
    const isSaved = (): Promise<boolean> =>
      page.evaluate(async () => {
        const walls = await window.lanner?.request['wall.list']({});
        return walls?.ok === true && walls.value.some(({ name, layout }) => name === 'Wall 2' && layout === 9);
      });
    await until(isSaved, 'main has the layout');
    const before = await (async () => {
      await tab(page, 'Wall 1').click();
      return numbers(page);
    })();
    await page.evaluate(async () => {
      const walls = await window.lanner?.request['wall.list']({});
      const wall = walls?.ok === true ? walls.value.find(({ name }) => name === 'Wall 2') : undefined;
      if (wall !== undefined) await window.lanner?.request['wall.remove']({ wallIds: [wall.id] });
    });
    await until(() => isGone(page, 'Wall 2'), 'the wall is deleted');
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Control+z');
    await said(page, 'Wall 2 is not there any more, so this stays as it is: layout');
    expect(await numbers(page)).toBe(before);
  });
});

describe('undo of sites and sequences', () => {
  const session = sharedClient({ cameras: 12, wall: 4 }, { isStory: true });

  it('undoes changes of sites by offer and by key: cameras that were added, taken out, and a deleted site', async () => {
    const { page } = session();
    await cameraRow(page, 101).waitFor();
    await makeSite(page, 'Night tour', 103);
    const site = groupRow(page, 'Night tour');
    await said(page, 'Added 1 camera to Night tour');
    await offer(page).click();
    await until(async () => (await cameraRow(page, 103).count()) === 1, 'the offer takes the camera out');
    await said(page, 'Undone: cameras added to Night tour');
    await page.locator('[data-tile="1"]').click();
    await page.keyboard.press('Control+y');
    await until(async () => (await cameraRow(page, 103).count()) === 2, 'Redo puts the camera back');

    await site.click();
    await page.keyboard.press('Delete');
    await said(page, /^Deleted the site Night tour/);
    await until(async () => (await site.count()) === 0, 'the site is gone');
    await page.keyboard.press('Control+z');
    await site.waitFor();
    await said(page, 'Undone: site Night tour deleted');
  });

  it('leaves Ctrl Z to the text field that has the focus', async () => {
    const { page } = session();
    const field = page.getByRole('searchbox').first();
    await field.click();
    await page.keyboard.type('10');
    await page.keyboard.press('Control+z');
    await field.fill('');
    await statusBar(page).getByText('Undone: site Night tour deleted').waitFor();
    expect(await cameraRow(page, 103).count()).toBe(2);
  });

  it('undoes the change of a sequence and its deletion', async () => {
    const { page } = session();
    await page.locator('[data-tile="1"]').click();
    await page.keyboard.press('Shift+s');
    const panel = page.getByRole('complementary', { name: 'Sequences' });
    const row = panel.locator('.sq-row');
    await row.waitFor();
    const named = (await row.locator('.el').textContent()) ?? '';
    const field = panel.getByRole('textbox', { name: 'Name' });
    await field.fill('Gate round');
    await row.getByText('Gate round').waitFor();
    await panel.getByRole('button', { name: 'Delete', exact: true }).click();
    await said(page, 'Deleted the sequence Gate round');
    await until(async () => (await row.count()) === 0, 'the sequence is gone');
    await offer(page).click();
    await row.getByText('Gate round').waitFor();
    await page.locator('[data-tile="1"]').click();
    await page.keyboard.press('Control+z');
    await row.getByText(named).waitFor();
    await said(page, /^Undone: sequence .+ changed$/);
  });
});

describe('one undo over all areas', () => {
  const session = sharedClient({ cameras: 12, wall: 4 }, { isStory: true });

  it('means the same change by key and by the offer on screen: layout, camera number, site, sequence and wall', async () => {
    const { page } = session();
    await cameraRow(page, 101).waitFor();
    await makeSite(page, 'Night tour', 104);
    await said(page, 'Added 1 camera to Night tour');
    const onWall = async (key: string): Promise<void> => {
      await page.locator('[data-tile="1"]').click();
      await page.keyboard.press(key);
    };
    const numberPane = page.getByRole('complementary', { name: 'Camera numbers' });
    const sequencePane = page.getByRole('complementary', { name: 'Sequences' });
    const changes = [
      { make: () => onWall('Alt+3'), words: 'Layout: 9 tiles', undone: 'Undone: layout' },
      {
        make: async () => {
          await cameraRow(page, 105).click();
          await page.keyboard.press('Shift+F2');
          await numberPane.getByLabel('Number', { exact: true }).fill('500');
          await numberPane.getByLabel('Number', { exact: true }).press('Enter');
          await numberPane.waitFor({ state: 'detached' });
        },
        words: /has the number 500 now$/,
        undone: 'Undone: camera numbers',
      },
      {
        make: async () => {
          await groupRow(page, 'Night tour').click();
          await page.keyboard.press('Delete');
        },
        words: /^Deleted the site Night tour/,
        undone: 'Undone: site Night tour deleted',
      },
      {
        make: async () => {
          if (!(await sequencePane.isVisible())) await onWall('Shift+s');
          // A click on the row of the sequence that is already open would close it.
          const row = sequencePane.locator('.sq-row').first();
          if ((await row.getAttribute('aria-pressed')) === 'false') await row.click();
          await sequencePane.getByRole('button', { name: 'Delete', exact: true }).click();
        },
        words: /^Deleted the sequence /,
        undone: /^Undone: sequence .+ deleted$/,
      },
      { make: () => onWall('Alt+t'), words: 'Created Wall 2', undone: 'Undone: Wall 2 created' },
    ];
    for (const { make, words, undone } of changes) {
      await make();
      await said(page, words);
      expect(await offer(page).count()).toBe(1);
      await onWall('Control+z');
      await said(page, undone);
      expect(await offer(page).count()).toBe(0);
      await make();
      await said(page, words);
      await offer(page).click();
      await said(page, undone);
      expect(await offer(page).count()).toBe(0);
    }
  });

  it('undoes one change by a double click on the offer, and one change for each stroke of the key', async () => {
    const { page } = session();
    const count = (): Promise<number> => page.locator('[data-tile]').count();
    const before = await count();
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Alt+3');
    await page.keyboard.press('Alt+4');
    await said(page, 'Layout: 16 tiles');
    await offer(page).dblclick();
    await said(page, 'Undone: layout');
    await until(async () => (await count()) === 9, 'one change is undone');
    await page.locator('[data-tile="0"]').click();
    await page.keyboard.press('Alt+4');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await until(async () => (await count()) === before, 'both changes are undone');
    await until(async () => (await storedWall(page)).layout === before, 'main has the wall as the screen shows it');
  });

  // @promise comfort.undo-others: Undo leaves a tile that another window changed since.
  it('leaves a tile that another window changed since as that window left the tile, and says so', async () => {
    const { page } = session();
    const { tiles } = await storedWall(page);
    const before = await numbers(page);
    await page.locator('[data-tile="1"]').click();
    await page.keyboard.press('Delete');
    await said(page, /^Removed .+ from tile 2$/);
    await until(async () => (await storedWall(page)).tiles[1] === null, 'main has the change');
    await saveTile(page, 2, tiles[3] ?? null);
    await until(async () => /^\d*,\d+,/.test(await numbers(page)), 'the tile shows what the other window put there');
    const shown = await numbers(page);
    await page.keyboard.press('Control+z');
    await said(page, 'Another window changed Wall 1 since, so this stays as it is: cameras removed');
    expect(await numbers(page)).toBe(shown);
    await saveTile(page, 2, tiles[1] ?? null);
    await until(async () => (await numbers(page)) === before, 'the other window takes its change back');
  });

  it('brings back cameras whose account was deleted and added again, before and after the account is there again', async () => {
    const { page, client, clouds } = session();
    const names = async (): Promise<string> =>
      (await wallOf(page)).map((words) => words?.replace(/^\S+ /, '') ?? '').join();
    const before = await names();
    for (const tile of [1, 2]) {
      await page.locator(`[data-tile="${tile}"]`).click();
      await page.keyboard.press('Delete');
      await said(page, new RegExp(`from tile ${tile + 1}$`));
    }
    await page.evaluate(async () => {
      const accounts = await window.lanner?.request['account.list']({});
      for (const { id } of accounts?.ok === true ? accounts.value : []) {
        await window.lanner?.request['account.remove']({ accountId: id });
      }
    });
    const lost = page.locator('[data-tile]').getByText('Its cloud account is not on this client.');
    await until(async () => (await lost.count()) === 2, 'the cameras that are left on the wall have no account');
    await page.keyboard.press('Control+z');
    await said(page, 'Undone: cameras removed');
    await until(async () => (await lost.count()) === 3, 'the camera is back, and its tile says what it lacks');
    await client.ask({ do: 'add-accounts', clouds });
    await until(async () => (await lost.count()) === 0, 'the cameras are found again');
    await page.locator('[data-tile="1"]').click();
    await page.keyboard.press('Control+z');
    await until(async () => (await names()) === before, 'the other camera is back');
    await said(page, 'Undone: cameras removed');
    expect(await lost.count()).toBe(0);
    await until(async () => {
      const stored = (await storedWall(page)).tiles.filter((content) => content !== null);
      const accounts = await page.evaluate(() => window.lanner?.request['account.list']({}));
      const ids = accounts?.ok === true ? accounts.value.map(({ id }) => id) : [];
      return (
        stored.length === 4 &&
        stored.every((one) => typeof one === 'string' && ids.some((id) => one.startsWith(`${id}:`)))
      );
    }, 'main keeps the new ids');
  });
});
