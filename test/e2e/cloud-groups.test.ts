/** Groups of the clouds in the tree of cameras: made, renamed, taken back, deleted, found. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../contract/commands/command.ts';
import { auditPage } from './audit.ts';
import { furtherWindow } from './further-window.ts';
import { hostKind, until, type Session } from './harness.ts';
import { drag, requestsOf, statusBar, tree, treeRead, undoByKey } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const groups = (page: Page): Locator => tree(page).locator('.tr.grp');
const groupRow = (page: Page, name: string): Locator => groups(page).filter({ hasText: name }).first();
const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Name, number or group' });

/** Chooses from the menu of a group. */
async function choose(page: Page, row: Locator, item: string): Promise<void> {
  await row.click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).press('Enter');
}

/** Opens the first wall in a second window of the client. @returns null on Electron, whose windows open by themselves. */
async function secondWindow(page: Page): Promise<Page | null> {
  if (hostKind === 'electron') return null;
  const second = await furtherWindow(page);
  await treeRead(second);
  return second;
}

/** A browser scrolls a list by itself while something is dragged this near to its edges, and more, px. */
const EDGE_PX = 40;

/** Scrolls the tree until two of its rows rest away from its edges. @param upper stands above the other one. */
async function bringToMiddle(page: Page, upper: Locator, lower: Locator): Promise<void> {
  await tree(page).hover();
  // A row that is far out of sight is not there.
  const boxOf = async (row: Locator) => ((await row.isVisible()) ? row.boundingBox({ timeout: 1_000 }) : null);
  let before = '';
  const rests = async (): Promise<boolean> => {
    const [list, first, last] = [await tree(page).boundingBox(), await boxOf(upper), await boxOf(lower)];
    const isBelow = !list || !last || last.y + last.height > list.y + list.height - EDGE_PX;
    const isAbove = !list || !first || first.y < list.y + EDGE_PX;
    if (isBelow || isAbove) await page.mouse.wheel(0, isBelow ? 50 : -50);
    const [moved, now] = [before, JSON.stringify([first, last])];
    before = now;
    return moved === now && !isBelow && !isAbove;
  };
  await until(rests, 'both rows rest in the middle of the tree');
}

/** Makes a group beside another one, by a call of its own that the client does not know of. */
async function makeElsewhere(session: Session, name: string): Promise<void> {
  const { endpoint = '', credentials = {} } = session.clouds['huawei-ivm'] ?? {};
  const parent = (await requestsOf(session, 'createDeviceOrg')).at(-1)?.params['parent_org_id'];
  const params = JSON.stringify({ parent_org_id: parent, device_org_name: name });
  const order = ['huawei-ivm', 'createDeviceOrg', '--endpoint', endpoint, '--params', params, '--keys', '-', '--yes'];
  const { code, output } = await runCommand('scripts/call.ts', order, {}, () => {}, JSON.stringify(credentials));
  expect(code, output).toBe(0);
}

describe('the groups of a cloud', () => {
  const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

  // @promise groups.name: A name of a group that is taken or too long stands on its field before anything is sent.
  it('a new group stands in the tree, and a name that is taken or too long stands on the field', async () => {
    const { page } = session();
    await treeRead(page);
    await choose(page, groups(page).first(), 'New group below…');
    const field = page.getByRole('textbox', { name: /^New group below / });
    await field.fill('字'.repeat(26));
    await page.getByText('At most 50 characters; a Chinese one counts two.').waitFor();
    await field.fill((await groups(page).nth(1).locator('.nm').textContent()) ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('It is there already.').waitFor();
    await field.fill('East gates');
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await statusBar(page).getByText('East gates is made in the cloud').waitFor();
    await search(page).fill('East gates');
    await groupRow(page, 'East gates').waitFor();
    expect(await requestsOf(session(), 'createDeviceOrg')).toHaveLength(2);
  });

  it('a group at the top is off, since the console of the cloud alone makes those', async () => {
    const { page } = session();
    await groupRow(page, 'East gates').click({ button: 'right' });
    const item = page.getByRole('menuitem', { name: 'New group at the top…' });
    expect(await item.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Escape');
  });

  // @promise groups.undo: The old name of a group comes back by Undo, in every window.
  it('a new name stands in the tree of every window, and the old one comes back by Undo', async () => {
    const { page } = session();
    const second = await secondWindow(page);
    await second?.getByRole('searchbox', { name: 'Name, number or group' }).fill('gates');
    await choose(page, groupRow(page, 'East gates'), 'Rename in the cloud…');
    await page.getByRole('textbox', { name: 'Rename East gates in the cloud' }).fill('West gates');
    await page.keyboard.press('Enter');
    await search(page).fill('gates');
    await groupRow(page, 'West gates').waitFor();
    if (second !== null) await groupRow(second, 'West gates').waitFor();
    await tree(page).focus();
    await undoByKey(page);
    await groupRow(page, 'East gates').waitFor();
    if (second !== null) await groupRow(second, 'East gates').waitFor();
    await second?.close();
    expect(await requestsOf(session(), 'renameDeviceOrg')).toHaveLength(2);
  });

  // @promise groups.dragged: Cameras are dragged onto a group of their cloud, and nothing is sent before you confirm.
  it('a camera is dragged onto another group of its cloud, after a question, and is taken back', async () => {
    const { page } = session();
    await search(page).fill('');
    const [camera, group] = [tree(page).getByText('Corridor 22'), groupRow(page, 'East gates')];
    await bringToMiddle(page, group, camera);
    await drag(page, camera, group, { x: 60, y: 12 });
    const dialog = page.getByRole('dialog', { name: 'Move to a group' });
    await dialog.getByText(/East gates$/).waitFor();
    expect(await requestsOf(session(), 'moveDevicesToOrg')).toEqual([]);
    await dialog.getByRole('button', { name: /^Move 1 device/ }).press('Enter');
    await dialog.getByText('1 done').waitFor();
    await tree(page).getByRole('treeitem', { name: 'East gates' }).filter({ hasText: '1' }).waitFor();
    await dialog.getByRole('button', { name: 'Take it back' }).press('Enter');
    const undone = page.getByRole('dialog', { name: 'Take a change back' });
    await undone.getByText('1 done').waitFor();
    await undone.getByRole('button', { name: 'Close', exact: true }).last().press('Enter');
    await undone.waitFor({ state: 'detached' });
    expect(await requestsOf(session(), 'moveDevicesToOrg')).toHaveLength(2);
    await groupRow(page, 'East gates').filter({ hasNotText: '1' }).waitFor();
  });

  // @promise groups.elsewhere: A group that was made elsewhere is found in the cloud.
  it('a group that was made elsewhere is found in the cloud and shown in the tree, and leaves it when it is deleted', async () => {
    const { page } = session();
    await makeElsewhere(session(), 'North yards');
    await choose(page, groupRow(page, 'East gates'), 'Find a group in the cloud…');
    await page.getByRole('textbox', { name: 'Find a group in the cloud' }).fill('North y');
    await page.keyboard.press('Enter');
    await page.getByText('1 group', { exact: true }).waitFor();
    await page.getByRole('button', { name: /North yards$/ }).press('Enter');
    await groupRow(page, 'North yards').waitFor();
    await choose(page, groupRow(page, 'North yards'), 'Delete from the cloud…');
    const asked = page.getByRole('dialog', { name: 'Delete North yards from the cloud?' });
    await asked.getByRole('button', { name: 'Delete the group' }).press('Enter');
    await asked.waitFor({ state: 'detached' });
    await until(async () => (await groupRow(page, 'North yards').count()) === 0, 'the group left the tree');
    expect(await requestsOf(session(), 'deleteDeviceOrg')).toHaveLength(1);
  });
});
