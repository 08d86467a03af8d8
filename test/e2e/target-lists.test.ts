/** Target lists are made, turned on and deleted, and a consent is signed, in the simulated cloud. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { DeviceId } from '../../preload/domain/ids.ts';
import { flatJpeg } from '../simulator/media/flat-jpeg.ts';
import { auditPage } from './audit.ts';
import { hostKind, until } from './harness.ts';
import { deviceOf } from './people-screen.ts';
import { requestsOf, statusBar } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 300, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

/** The recorder that has people: its id here, the cloud's own id, and its name. */
async function recorderOf(): Promise<{ readonly id: DeviceId; readonly native: string; readonly name: string }> {
  const { id, name } = await deviceOf(session(), 'NVR');
  const { targets } = session().clouds['huawei-ivm']?.examples as { targets: Readonly<Record<string, string>> };
  return { id, native: targets['NVR'] ?? '', name };
}

const side = (page: Page): Locator => page.getByRole('navigation', { name: 'Devices and their lists' });
const list = (page: Page, name: RegExp): Locator => side(page).getByRole('button', { name });
const form = (page: Page): Locator => page.getByRole('form');
const people = (page: Page): Locator => page.getByRole('region', { name: 'Targets of the list' });
const toggle = (page: Page): Locator => people(page).getByRole('button', { name: /^Turn o/ });
const isBarred = async (button: Locator): Promise<boolean> => (await button.getAttribute('aria-disabled')) === 'true';

async function addSomebody(page: Page, deviceId: DeviceId, groupId: string): Promise<void> {
  const picture = flatJpeg([[[60, 90, 120]]]).toString('base64');
  const isAdded = await page.evaluate(
    async (place) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const targets = [{ values: { name: 'Somebodyx', gender: 'male' }, picture: place.picture }];
      return (await request['targets.add']({ deviceId: place.deviceId, groupId: place.groupId, targets })).ok;
    },
    { deviceId, groupId, picture },
  );
  expect(isAdded).toBe(true);
}

describe('target lists and consents', () => {
  let recorder: Awaited<ReturnType<typeof recorderOf>>;

  // @promise target.lists-screen: A list is made, changed, turned on and off, and deleted after a question.
  it('a wrong name is marked and stays, and a list is made by keyboard; it is empty and cannot be turned on', async () => {
    const { page } = session();
    await page.keyboard.press('Control+5');
    recorder = await recorderOf();
    await side(page).getByRole('button', { name: recorder.name }).click();
    await list(page, /^white.*1,200/).waitFor();
    await side(page)
      .getByRole('button', { name: `New list on ${recorder.name}` })
      .click();
    await form(page).getByRole('button', { name: 'Make list' }).click();
    await form(page).getByText('It is required.').waitFor();
    await form(page).getByLabel('Name').fill('v'.repeat(64));
    await form(page).getByText('It has more than 63 characters.').waitFor();
    await page.keyboard.press('Enter');
    expect(await form(page).getByLabel('Name').inputValue()).toBe('v'.repeat(64));
    expect(await requestsOf(session(), 'createTargetGroupV2')).toEqual([]);
    expect(await form(page).getByLabel('Type').locator('option').allTextContents()).toEqual([
      ...['White list', 'Strangers', 'Black list'],
    ]);
    await page.keyboard.press('Escape');
    const question = page.getByRole('dialog', { name: 'The form has unsaved changes' });
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await form(page).getByLabel('Name').inputValue()).toBe('v'.repeat(64));
    await form(page).getByLabel('Type').selectOption({ label: 'Black list' });
    await form(page).getByLabel('Name').fill('Visitors');
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText('This list has no targets.').waitFor();
    await list(page, /^Visitors.*0.*Black list, does not compare/).waitFor();
    expect([await isBarred(toggle(page)), await toggle(page).getAttribute('title')]).toEqual([
      ...[true, 'The list has no targets: an empty list cannot be turned on.'],
    ]);
  });

  // @promise target.lists-screen
  it('a list with a target is turned on, and a list of the device can be neither changed nor deleted', async () => {
    const { page } = session();
    const [made] = await requestsOf(session(), 'createTargetGroupV2');
    expect(made?.params).toMatchObject({ group_name: 'Visitors', group_type: 'BLACK' });
    await addSomebody(page, recorder.id, '4');
    await list(page, /^Visitors.*1.*does not compare/).waitFor();
    await toggle(page).click();
    await list(page, /^Visitors.*1.*Black list, compares/).waitFor();
    expect(await toggle(page).textContent()).toBe('Turn off');
    await list(page, /^white.*1,200/).click();
    const reason = 'The device made this list: it can be neither changed nor deleted.';
    for (const name of [`Change list: ${reason}`, `Delete list: ${reason}`]) {
      expect(await isBarred(people(page).getByRole('button', { name }))).toBe(true);
    }
    expect(await toggle(page).getAttribute('title')).toBe(reason);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.consent-screen: The consent of a device stands below its lists, with its channels, outcomes, record
  // and export.
  it('a consent without a name is not sent; signed, it has an outcome for each channel and stands in the record', async () => {
    const { page } = session();
    const { native } = recorder;
    const refusedConsents = [{ deviceId: native, channelId: '1' }];
    await session().control('POST', '/clouds/traits', { vendor: 'huawei-ivm', refusedConsents });
    await side(page).getByRole('button', { name: 'Consent and record' }).focus();
    await page.keyboard.press('Enter');
    await page
      .locator('aside:focus')
      .and(page.getByRole('complementary', { name: `Consent on ${recorder.name}` }))
      .waitFor();
    const channels = form(page).getByRole('region', { name: 'Channels' });
    await until(async () => (await channels.getByText('not given').count()) > 2, 'the channels are read');
    await form(page).getByLabel('Statement').fill('=Everybody agreed, see folder 7.');
    await form(page).getByRole('button', { name: 'Sign and turn on' }).click();
    await form(page).getByText('It is required.').waitFor();
    expect(await requestsOf(session(), 'setTargetAuthorization')).toEqual([]);
    expect(await form(page).getByLabel('Statement').inputValue()).toBe('=Everybody agreed, see folder 7.');
    await channels.getByRole('button', { name: 'Clear the selection' }).click();
    for (const name of [/The device itself/, /channel 0$/, /channel 1$/]) await channels.getByLabel(name).check();
    await form(page).getByLabel('Signed by').fill('Min Zhao');
    await page.keyboard.press('Enter');
    await channels.getByText('2 done').waitFor();
    await channels.getByText('1 refused').waitFor();
    const failed = channels
      .getByRole('listitem')
      .filter({ hasText: /channel 1/ })
      .first();
    await failed.getByText('Refused', { exact: true }).waitFor();
    await until(async () => (await channels.getByText('given', { exact: true }).count()) === 2, 'both read as given');
    await failed.getByText('not given').waitFor();
    const [sent, ...others] = await requestsOf(session(), 'setTargetAuthorization');
    expect([sent?.params['channels'], others]).toEqual([['-1', '0', '1'], []]);
    const record = form(page).getByRole('region', { name: 'Record' });
    await record.getByText('2 of 3 channels done').waitFor();
    await record.getByText(createHash('sha256').update('=Everybody agreed, see folder 7.').digest('hex')).waitFor();
    await side(page).getByText('The device may process pictures of persons: consent is given.').waitFor();
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise target.consent-screen
  it.skipIf(hostKind === 'electron')(
    'the record is exported as a file that no spreadsheet takes for formulas',
    async () => {
      const { page } = session();
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        form(page).getByRole('button', { name: 'Export as CSV' }).click(),
      ]);
      const rows = (await readFile(await saved.path(), 'utf8')).trim().split('\r\n');
      expect(rows).toHaveLength(4);
      expect(rows[1]).toMatch(/,Min Zhao,given,\w+,device,done,[0-9a-f]{64},"'=Everybody agreed, see folder 7\."$/);
      expect(rows.map((row) => row.split(',')[6])).toEqual(['outcome', 'done', 'done', 'refused']);
      await statusBar(page).getByText('Exported 1 signed consent').waitFor();
    },
  );

  // @promise target.lists-screen
  it('a list is deleted with its targets after a question, and the screen continues without it', async () => {
    const { page } = session();
    await list(page, /^Visitors/).click();
    await page.getByText('Loaded 1 of 1').waitFor();
    await people(page).getByRole('button', { name: 'Delete list' }).click();
    const question = page.getByRole('dialog', { name: 'Delete the list Visitors?' });
    await question.getByText('The device deletes the list with 1 target.').waitFor();
    await question.getByRole('button', { name: 'Keep' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.getByText('No list is open').waitFor();
    await until(async () => (await list(page, /^Visitors/).count()) === 0, 'the list is gone');
    expect((await requestsOf(session(), 'deleteTargetGroupV2')).map(({ params }) => params['group_id'])).toEqual([4]);
    expect(await auditPage(page)).toEqual([]);
  });
});
