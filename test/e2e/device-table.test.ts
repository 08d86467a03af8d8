/** The table of all devices: found, filtered, sorted, chosen, saved; and what it says of an account or a recorder that is down. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { activity, requestsOf, statusBar, tiles, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const table = (page: Page): Locator => page.getByRole('grid', { name: 'Devices' });
const rows = (page: Page): Locator => table(page).locator('.table-rows .table-row');
const row = (page: Page, name: string): Locator =>
  rows(page).filter({ has: page.getByRole('gridcell', { name, exact: true }) });
const count = (page: Page): Locator => page.locator('.devices-found');
const found = (page: Page, words: RegExp): Promise<void> => count(page).filter({ hasText: words }).waitFor();
const search = (page: Page): Locator => page.getByRole('searchbox', { name: 'Name, number, group or id' });

/** Ticks one choice of a filter and closes the list of choices. */
async function choose(page: Page, filter: string, choice: string): Promise<void> {
  await page
    .locator('.devices-bar')
    .getByRole('button', { name: new RegExp(`^${filter} `) })
    .click();
  await page.getByRole('dialog', { name: filter }).getByRole('checkbox', { name: choice, exact: true }).click();
  await page.keyboard.press('Escape');
}

/** A recorder with cameras, as the cloud names its device. */
const recorderOf = (
  page: Page,
): Promise<{ readonly name: string; readonly deviceId: string; readonly cameras: number }> =>
  page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const accountId = accounts.ok ? accounts.value[0]?.id : undefined;
    if (accountId === undefined) throw new Error('no account');
    const answer = await request['directory.page']({ accountId, cursor: null, limit: 1_000 });
    if (!answer.ok) throw new Error(answer.error.code);
    const recorder = answer.value.groups.find(({ kind, status }) => kind === 'recorder' && status === 'online');
    const cameras = answer.value.channels.filter(({ deviceName }) => deviceName === recorder?.name);
    const [first] = cameras;
    if (recorder === undefined || first === undefined) throw new Error('no recorder with cameras');
    const deviceId = decodeURIComponent(String(first.deviceId).slice(String(first.deviceId).indexOf(':') + 1));
    return { name: recorder.name, deviceId, cameras: cameras.length };
  });

describe('the table of devices', () => {
  const session = sharedClient({ cameras: 60, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

  // @promise devices.rows: Each camera and each recorder of all accounts has a row, with state and reason, the age of
  // the state, account, group, kind and protocol.
  it('all devices of all accounts show by Ctrl+6 with state, account and age, and words narrow them', async () => {
    const { page } = session();
    await treeRead(page);
    await activity(page, 'Live').click();
    await page.keyboard.press('Control+6');
    await rows(page).first().waitFor();
    expect(await activity(page, 'Devices').getAttribute('aria-current')).toBe('page');
    await found(page, /^(\d+) of \1$/);
    await rows(page).getByText('ask', { exact: true }).first().waitFor();
    await search(page).fill('101');
    await found(page, /^(\d+) of (?!\1$)/);
    await row(page, '101').waitFor();
    await search(page).fill('no such device');
    await page.getByText('No device matches “no such device”').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).last().click();
    await found(page, /^(\d+) of \1$/);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise devices.behind-recorder: Cameras of a recorder that is off line are unknown, with the name of the
  // recorder.
  it('the cameras of a recorder that goes off line are unknown with the name of the recorder, and never on line', async () => {
    const { page, control } = session();
    const recorder = await recorderOf(page);
    await control('POST', '/devices', { deviceId: recorder.deviceId, isOnline: false });
    await page.evaluate(async () => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const accounts = await request['account.list']({});
      for (const { id } of accounts.ok ? accounts.value : []) await request['directory.refresh']({ accountId: id });
    });
    await search(page).fill(recorder.name);
    await choose(page, 'State and reason', 'unknown');
    const states = rows(page).getByText(`unknown: its recorder ${recorder.name} is offline`);
    await until(async () => (await states.count()) === recorder.cameras, 'every camera of the recorder is unknown');
    expect(await rows(page).count()).toBe(recorder.cameras);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await choose(page, 'Kind', 'recorder');
    expect(await row(page, recorder.name).first().innerText()).toMatch(/^offline/);
    expect(await rows(page).getByText('camera', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await control('POST', '/devices', { deviceId: recorder.deviceId, isOnline: true });
  });

  // @promise devices.facts
  it('a click on a head sorts, model and firmware fill in once they are asked for, and Enter opens the facts', async () => {
    const { page } = session();
    await choose(page, 'Kind', 'camera');
    await table(page).getByRole('button', { name: 'No.' }).click();
    await table(page).getByRole('columnheader', { name: 'No.' }).and(page.locator('[aria-sort="ascending"]')).waitFor();
    const first = rows(page).first();
    await until(async () => /\n101\n/.test(await first.innerText()), 'camera 101 stands first');
    await first.getByRole('button', { name: /^ask/ }).first().click();
    await until(async () => (await first.getByText('ask', { exact: true }).count()) === 0, 'the facts are in the row');
    await table(page).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Device · 101 / });
    await dialog.getByText('Model', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Open in playback' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  // @promise devices.selection: A selection of devices outlives the filter.
  it('a selection outlives the filter and says how much of it the filter hides, and becomes a wall', async () => {
    const { page } = session();
    await table(page).focus();
    await page.keyboard.press('Home');
    for (const key of ['Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    await session().control('DELETE', '/requests');
    await page.getByRole('button', { name: 'Ask for model, firmware and address' }).click();
    await until(
      async () => (await requestsOf(session(), 'getDevice')).length === 1,
      'only the second camera is asked for',
    );
    const [, number = '', name = ''] = (await rows(page).first().innerText()).split('\n');
    await search(page).fill(`${number} ${name}`);
    await page.getByText('1 not in this filter').waitFor();
    await page.getByRole('button', { name: 'Show 2 cameras on a new wall' }).click();
    await until(async () => (await tiles(page).locator('.tile-no').count()) === 2, 'both cameras stand on a wall');
    await activity(page, 'Devices').click();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Clear selection' }).click();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
  });

  // @promise devices.csv: The rows that the filter leaves are saved as CSV, in the order and with the columns of the
  // screen.
  it('the rows that the filter leaves are saved as a file without formulas, and large text leaves the table usable', async () => {
    const { page } = session();
    await choose(page, 'Columns', 'Address');
    await table(page).getByRole('columnheader', { name: 'Address' }).waitFor();
    await search(page).fill('10');
    await found(page, /^[1-9]\d* of \d+$/);
    const shown = Number((await count(page).innerText()).split(' ')[0]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ]);
    const text = await readFile(await file.path(), 'utf8');
    expect(text.trimEnd().split('\r\n')).toHaveLength(shown + 1);
    expect(text.split(/[,\r\n]+/).filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
    expect(text).not.toMatch(/password/i);
    await statusBar(page).getByText(`Exported a table with ${shown} devices`).waitFor();
    expect(text.split('\r\n')[0]).toMatch(/,Address$/);
    const kept = await page.evaluate(async () => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const answer = await request['app.get-preferences']({});
      return answer.ok ? answer.value.deviceColumns : null;
    });
    expect(kept).toContain('address');
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await until(() => page.evaluate(() => document.documentElement.style.zoom === '1.5'), 'the text is large');
    await rows(page).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await auditPage(page)).toEqual([]);
  });
});
