/** The API console as an operator uses it, from the search to the history, against a simulated cloud. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { until } from './harness.ts';
import { activity, keysOf, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const operations = (page: Page): Locator => page.getByRole('tree', { name: 'Operations by cloud' });
const answer = (page: Page): Locator => page.getByRole('region', { name: 'Answer' });

/** Seeks an operation and opens its form, by keyboard alone. */
async function openOperation(page: Page, query: string, id: string): Promise<Locator> {
  // A question that closes holds the keys until it is gone.
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
  await page.keyboard.type(query);
  await operations(page).getByText(id).or(operations(page).getByText(query)).first().waitFor();
  await page.keyboard.press('Enter');
  const form = page.getByRole('form', { name: `Parameters of ${id}`, exact: true });
  await form.waitFor();
  return form;
}

/** One piece of a file is half a megabyte: this one comes in three. */
const LARGE = Buffer.alloc(1_200_000, 'no workbook');

describe('files of the API console', () => {
  const session = sharedClient({ vendors: ['tencent-ivp'], cameras: 8 });

  it('the file of an answer is saved where the operator chooses, and a chosen file of any size goes up with a call', async () => {
    const { page, client, clouds } = session();
    await client.ask({ do: 'add-accounts', clouds });
    await activity(page, 'API console').click();
    const template = await openOperation(page, 'exportDeviceTemplate', 'exportDeviceTemplate');
    await template.getByRole('button', { name: 'Fill in the sample' }).click();
    await page.keyboard.press('Control+Enter');
    await answer(page).getByText('exportDeviceTemplate.xlsx').waitFor();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      answer(page).getByRole('button', { name: 'Save as…' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('exportDeviceTemplate.xlsx');
    expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
    await answer(page).getByText('Saved as exportDeviceTemplate.xlsx').waitFor();

    const form = await openOperation(page, 'importDevices', 'importDevices');
    await form.getByRole('button', { name: 'Fill in the sample' }).click();
    const JobId = form.getByLabel(/^JobId/);
    if ((await JobId.inputValue()) === '') await JobId.fill('3f0c9a52-7c1e-4d5b-9a37-0c6d5e4b1f22');
    // The sample's group is none of this account.
    await form.getByLabel(/^Organization_id/).fill(String(clouds['tencent-ivp']?.examples['organizationId']));
    const buffer = LARGE;
    await form.locator('input[type="file"]').setInputFiles({ name: 'large.xlsx', mimeType: 'text/plain', buffer });
    await form.getByText('large.xlsx, 1.1 MB').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    // The cloud has read the file: it is no workbook.
    await answer(page).getByText('41614').first().waitFor();
  });
});

/** Each test continues where the one before left the screen, as an operator does. */
describe('the API console', () => {
  const session = sharedClient({ vendors: ['huawei-ivm'], cameras: 8 }, { isStory: true });

  it('finds an operation by its Chinese title, reads, writes after a question, and lists both in the history', async () => {
    const { page, client, clouds } = session();
    await client.ask({ do: 'add-accounts', clouds });
    await activity(page, 'API console').click();
    await page.getByText('282 operations').waitFor();

    await openOperation(page, '设备信息详情', 'getDevice');
    const list = await openOperation(page, 'listDevices', 'listDevices');
    expect(await list.isVisible()).toBe(true);
    await page.keyboard.press('Control+Enter');
    await answer(page).getByText('HTTP 200').waitFor();
    const requestId = await answer(page).locator('[data-request-id]').getAttribute('data-request-id');
    expect(requestId).not.toBe('');
    await answer(page).getByRole('radio', { name: 'JSON' }).click();
    const text = await answer(page).getByRole('document').textContent();
    const deviceId = /"device_id": "([^"]+)"/.exec(text ?? '')?.[1] ?? '';
    expect(deviceId).not.toBe('');

    const form = await openOperation(page, 'updateDevice', 'updateDevice');
    await form.getByLabel(/^device_id/).fill(deviceId);
    await form.getByLabel(/^device_name/).fill('Gate 7');
    await page.keyboard.press('Control+Enter');
    const question = page.getByRole('dialog');
    await question.getByText(deviceId).waitFor();
    expect(await requestsOf(session(), 'updateDevice')).toEqual([]);
    await question.getByRole('button', { name: 'Modify' }).click();
    await answer(page).getByText('HTTP 200').waitFor();
    const received = async (): Promise<boolean> => (await requestsOf(session(), 'updateDevice')).length === 1;
    await until(received, 'the cloud received the write');

    await answer(page).getByRole('radio', { name: 'History' }).click();
    const calls = answer(page).getByRole('list');
    await calls.getByText('updateDevice').waitFor();
    await calls.getByText('listDevices').waitFor();
  });

  // @promise comfort.console-ids: The console finds ids of cameras by name.
  it('finds a camera by its name from the keyboard, fills in the ids of device and channel, and names it in the question', async () => {
    const { page } = session();
    const form = await openOperation(page, 'deletePresetPosition', 'deletePresetPosition');
    await form.getByRole('button', { name: 'Fill in the sample' }).click();
    expect(await form.getByLabel(/^device_id/).inputValue()).toBe('');
    expect(await form.getByLabel(/^preset_index/).inputValue()).toBe('1');
    const device = form.getByLabel(/^device_id/);
    await device.focus();
    await page.keyboard.press('ArrowDown');
    const first = page.locator('.ant-select-item-option').first();
    await first.waitFor();
    const [, name = ''] = await first.locator('.row > span').allTextContents();
    await page.keyboard.type(name);
    await until(
      async () => ((await page.locator('.ant-select-item-option').first().textContent()) ?? '').includes(name),
      'the list follows what is typed',
    );
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(async () => (await device.inputValue()) !== name, 'the id takes the place of the name');
    const deviceId = await device.inputValue();
    expect(deviceId).toMatch(/^[A-Za-z0-9]{8,32}$/);
    expect(await form.getByLabel(/^channel_id/).inputValue()).toMatch(/^\d+$/);
    await form.getByText(`${name}, camera`).first().waitFor();
    await page.keyboard.press('Control+Enter');
    const question = page.getByRole('dialog');
    await question.getByText(new RegExp(`${name}, camera \\d+ \\(${deviceId}\\)`)).waitFor();
    expect(await question.getByRole('button', { name: 'Delete' }).getAttribute('class')).toContain('danger');
    await question.getByRole('button', { name: 'Do not run' }).click();
    expect(await requestsOf(session(), 'deletePresetPosition')).toEqual([]);
    await openOperation(page, 'updateDevice', 'updateDevice');
  });

  it('copies a call as curl without its secrets', async () => {
    const { page } = session();
    await page.evaluate(() => {
      const copied: string[] = [];
      Object.assign(window, { copied });
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text: string) => void copied.push(text) },
      });
    });
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByText('Copied, secrets left out').waitFor();
    const [text = ''] = await page.evaluate(() => (window as unknown as { copied: string[] }).copied);
    expect(text).toContain('curl');
    const { ak, sk } = keysOf(session());
    for (const secret of [ak, sk]) expect(text).not.toContain(secret);
  });

  it('puts a call of the history back into the form, to be run again', async () => {
    const { page } = session();
    await page.getByRole('form').getByRole('button', { name: 'Clear', exact: true }).click();
    expect(await page.getByLabel(/^device_name/).inputValue()).toBe('');
    await answer(page)
      .getByRole('button', { name: /^Put into the form: Update device/ })
      .click();
    await until(
      async () => (await page.getByLabel(/^device_name/).inputValue()) === 'Gate 7',
      'the name is back in the form',
    );
  });
});
