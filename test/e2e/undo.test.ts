/** One Undo over all areas, by the offer in the status line and by its key. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { until } from './harness.ts';
import { cameraRow, statusBar, tree, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const said = (page: Page, words: string | RegExp) => statusBar(page).getByText(words).waitFor();
const offer = (page: Page) => statusBar(page).getByRole('button', { name: /^Undo/ });
const numbers = async (page: Page): Promise<string> =>
  (await wallOf(page)).map((words) => words?.split(' ')[0] ?? '').join();
const isGone = async (page: Page, name: string): Promise<boolean> => (await tab(page, name).count()) === 0;

describe('one undo over all areas', () => {
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

  it('undoes changes of sites by offer and by key: cameras that were added, taken out, and a deleted site', async () => {
    const { page } = session();
    await cameraRow(page, 101).waitFor();
    await page.getByRole('button', { name: 'New site' }).click();
    await page.getByRole('textbox', { name: 'New site' }).fill('Night tour');
    await page.keyboard.press('Enter');
    const site = tree(page).locator('.tr.grp', { hasText: 'Night tour' });
    await site.waitFor();
    await cameraRow(page, 103).first().click();
    await page.keyboard.press('Insert');
    await page.getByRole('combobox').press('Enter');
    await said(page, 'Added 1 camera to Night tour');
    await until(async () => (await cameraRow(page, 103).count()) === 2, 'the camera stands in the site');
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
