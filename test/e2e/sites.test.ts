import { describe, expect, it } from 'vitest';
import { until } from './harness.ts';
import { cameraRow, drag, tree, undoByKey, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

describe("the operators' own sites", () => {
  const session = sharedClient({ cameras: 12, wall: 4 }, { isStory: true });

  it("the operators' own sites are made, filled by mouse and by keys, put on the wall as a whole, and there after a restart", async () => {
    const { page, client, clouds } = session();
    await cameraRow(page, 101).waitFor();

    await page.getByRole('button', { name: 'New site' }).click();
    const name = page.getByRole('textbox', { name: 'New site' });
    await name.press('Enter');
    await page.getByText('Give the site a name.').waitFor();
    await name.fill('Night tour');
    await name.press('Enter');
    const site = tree(page).getByRole('treeitem', { name: /Night tour/ });
    await site.waitFor();

    await cameraRow(page, 101).click();
    await cameraRow(page, 102).click({ modifiers: ['Control'] });
    await drag(page, cameraRow(page, 101), site, { x: 60, y: 12 });
    const inSite = (number: number) => cameraRow(page, number).first();
    await until(async () => (await cameraRow(page, 102).count()) === 2, 'both cameras stand in the site');

    await cameraRow(page, 103).click();
    await page.keyboard.press('Insert');
    await page.getByRole('combobox').press('Enter');
    await until(async () => (await cameraRow(page, 103).count()) === 2, 'the third camera stands in the site');
    await inSite(103).click();
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    const order = () => tree(page).locator('.tr.cam[aria-level="3"] .no').allTextContents();
    await until(async () => (await order()).slice(0, 3).join() === '103,101,102', 'the third camera stands first');

    await page.getByRole('button', { name: 'Clear the wall' }).click();
    await site.click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Show on the wall' }).click();
    const numbers = async () => (await wallOf(page)).map((words) => words?.split(' ')[0] ?? null);
    await until(async () => (await numbers()).join() === '103,101,102,', 'the whole site is on the wall');

    const again = await session().restart();
    await session().client.ask({ do: 'add-accounts', clouds });
    await until(async () => (await cameraRow(again, 103).count()) === 2, 'the site has its cameras again');
    expect(client).not.toBe(session().client);
    expect(await tree(again).locator('.tr.grp', { hasText: 'Night tour' }).locator('.n').textContent()).toContain('3');
  });

  it("the operators' own sites come back after they were deleted", async () => {
    const { page } = session();
    const site = tree(page).locator('.tr.grp', { hasText: 'Night tour' });
    await site.click();
    await page.keyboard.press('Delete');
    // The change can be undone once it is stored; the row goes before that.
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await until(async () => (await site.count()) === 0, 'the site is gone');
    await undoByKey(page);
    await site.waitFor();
    await until(async () => (await site.locator('.n').textContent())?.includes('3') ?? false, 'with its three cameras');
  });
});
