/** Changes of selected devices: renamed by a pattern, moved by the hundred, deleted; with outcomes, again and back. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { activity, requestsOf, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const table = (page: Page): Locator => page.getByRole('grid', { name: 'Devices' });
const rows = (page: Page): Locator => table(page).locator('.table-rows .table-row');
const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

/** Opens a change of what is selected, by keyboard alone. */
async function ask(page: Page, change: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Change', exact: true }).press('Enter');
  await page.getByRole('menuitem', { name: change }).press('Enter');
  const asked = dialog(page, change.replace(/ …$/, ''));
  await asked.waitFor();
  return asked;
}

/** The number in front of the first words of a dialog that match. */
async function countIn(asked: Locator, words: RegExp): Promise<number> {
  const text = asked.getByText(words).first();
  await text.waitFor();
  return Number(/\d+/.exec(await text.innerText())?.[0]);
}

/** The row of the camera with the lowest number: the table is sorted by it. */
const first = (page: Page): Locator => rows(page).first();

/** The group of the first row. */
const groupOf = (page: Page): Promise<string> => first(page).getByRole('gridcell').nth(6).innerText();

/** Selects the first row alone, by keyboard. */
async function selectFirst(page: Page): Promise<void> {
  await table(page).focus();
  for (const key of ['Escape', 'Home', 'Space']) await page.keyboard.press(key);
  await page.getByText('1 selected').waitFor();
}

describe('a change of selected devices', () => {
  const session = sharedClient({ cameras: 260, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

  // @promise devices.names-before: New names show beside the old ones before anything is sent.
  // @promise devices.taken-back
  it('a new name is shown before it is sent, one that the cloud does not take cannot be sent, and it is taken back', async () => {
    const { page } = session();
    await treeRead(page);
    await activity(page, 'Devices').click();
    await rows(page).first().waitFor();
    await table(page).getByRole('button', { name: 'No.' }).click();
    await until(async () => /\n101\n/.test(await first(page).innerText()), 'camera 101 stands first');
    await selectFirst(page);
    const name = await first(page).getByRole('gridcell').nth(3).innerText();
    const asked = await ask(page, 'Rename cameras …');
    await asked.getByText('1 camera gets a new name in its cloud.').waitFor();
    const pattern = asked.getByRole('textbox', { name: 'New name' });
    await pattern.fill('Gate/{n}');
    await asked.getByText('characters that the cloud does not take').waitFor();
    expect(await asked.getByRole('button', { name: 'Rename 1 camera' }).isDisabled()).toBe(true);
    expect(await auditPage(page)).toEqual([]);
    await pattern.fill('Gate {n}');
    await asked.getByRole('listitem').filter({ hasText: name }).filter({ hasText: 'Gate 1' }).waitFor();
    await asked.getByRole('button', { name: 'Rename 1 camera' }).press('Enter');
    await asked.getByText('1 done').waitFor();
    expect(await requestsOf(session(), 'updateChannel')).toHaveLength(1);
    await first(page).getByText('Gate 1', { exact: true }).waitFor();
    await asked.getByRole('button', { name: 'Take it back' }).press('Enter');
    const back = dialog(page, 'Take a change back');
    await back.getByText('1 done').waitFor();
    await first(page).getByText(name, { exact: true }).waitFor();
    await back.getByRole('button', { name: 'Close' }).last().press('Enter');
    await back.waitFor({ state: 'detached' });
  });

  // @promise devices.outcomes: Each device has an outcome, and a failure of one leaves the others done.
  it('one camera that the cloud refuses stands in its row with the reason, the others are done, and it alone is sent again', async () => {
    const { page, control } = session();
    await selectFirst(page);
    for (const key of ['ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await page.getByText('3 selected').waitFor();
    const asked = await ask(page, 'Rename cameras …');
    const count = await countIn(asked, /^\d+ cameras get new names/);
    expect(count).toBeGreaterThan(1);
    await asked.getByRole('textbox', { name: 'New name' }).fill('Gate {n}');
    await control('DELETE', '/requests');
    await control('POST', '/faults', { kind: 'http', status: 400, operation: 'updateChannel', count: 1 });
    await asked.getByRole('button', { name: `Rename ${count} cameras` }).press('Enter');
    await asked.getByText('1 refused').waitFor();
    await asked.getByText(`${count - 1} done`).waitFor();
    const outcomes = asked.getByRole('list', { name: 'Outcome of each device' }).getByRole('listitem');
    expect(await outcomes.first().innerText()).toMatch(/Refused[\s\S]+\w/);
    await asked.getByRole('button', { name: 'Retry 1' }).press('Enter');
    await asked.getByText(`${count} done`).waitFor();
    expect(await requestsOf(session(), 'updateChannel')).toHaveLength(count + 1);
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
  });

  // @promise devices.taken-back: Names and groups come back by one button, except for devices that were in no group.
  it('a device that moved to another group is moved back', async () => {
    const { page } = session();
    await selectFirst(page);
    const before = await groupOf(page);
    const asked = await ask(page, 'Move to a group …');
    await asked.getByRole('combobox', { name: 'New group' }).press('ArrowDown');
    await page.keyboard.press('Enter');
    await asked.getByRole('button', { name: 'Move 1 device' }).press('Enter');
    await asked.getByText('1 done').waitFor();
    await until(async () => (await groupOf(page)) !== before, 'the camera stands in the other group');
    await asked.getByRole('button', { name: 'Take it back' }).press('Enter');
    const back = dialog(page, 'Take a change back');
    await back.getByText('1 done').waitFor();
    await until(async () => (await groupOf(page)) === before, 'the camera stands in its group again');
    expect(await requestsOf(session(), 'moveDevicesToOrg')).toHaveLength(2);
    await page.keyboard.press('Escape');
    await back.waitFor({ state: 'detached' });
  });

  // @promise devices.calls: Many devices move in calls of the size that the cloud documents.
  it('more than a hundred devices move in calls of a hundred; after a lost answer the rest waits, and is sent again', async () => {
    const { page, control } = session();
    const before = await groupOf(page);
    await table(page).focus();
    await page.keyboard.press('Control+a');
    const asked = await ask(page, 'Move to a group …');
    const count = await countIn(asked, /^\d+ devices move to another group/);
    expect(count).toBeGreaterThan(100);
    await asked.getByRole('combobox', { name: 'New group' }).press('ArrowDown');
    await page.keyboard.press('Enter');
    await control('DELETE', '/requests');
    await control('POST', '/faults', { kind: 'drop', when: 'after', operation: 'moveDevicesToOrg', count: 1 });
    await asked.getByRole('button', { name: `Move ${count} devices` }).press('Enter');
    await asked.getByText('100 unknown').waitFor();
    await asked.getByText(`${count - 100} not asked`).waitFor();
    expect(await requestsOf(session(), 'moveDevicesToOrg')).toHaveLength(1);
    await asked.getByRole('button', { name: `Retry these ${count}` }).press('Enter');
    await asked.getByText(`${count} done`).waitFor();
    expect(await requestsOf(session(), 'moveDevicesToOrg')).toHaveLength(1 + Math.ceil(count / 100));
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await until(async () => (await groupOf(page)) !== before, 'the first camera stands in the other group');
  });

  // @promise devices.typed-number: A deletion of 20 devices and more asks for their number.
  it('a deletion of many asks to type their number, and a deleted device leaves the table', async () => {
    const { page } = session();
    const many = await ask(page, 'Delete from the cloud …');
    const count = await countIn(many, /^\d+ devices leave their cloud account/);
    const confirm = many.getByRole('button', { name: `Delete ${count} devices` });
    expect(await confirm.isDisabled()).toBe(true);
    await many.getByRole('textbox', { name: `Type ${count} to delete these devices` }).fill(String(count));
    await until(async () => confirm.isEnabled(), 'the number is typed');
    await page.keyboard.press('Escape');
    await many.waitFor({ state: 'detached' });
    expect(await requestsOf(session(), 'batchDeleteDevices')).toEqual([]);
    await selectFirst(page);
    const one = await ask(page, 'Delete from the cloud …');
    await one.getByRole('note').getByText('Wall Wall 1').waitFor();
    await one.getByRole('button', { name: 'Delete 1 device' }).press('Enter');
    await one.getByText('1 done').waitFor();
    expect(await requestsOf(session(), 'batchDeleteDevices')).toHaveLength(1);
    await page.keyboard.press('Escape');
    await until(async () => !/\n101\n/.test(await first(page).innerText()), 'camera 101 left the table');
  });
});
