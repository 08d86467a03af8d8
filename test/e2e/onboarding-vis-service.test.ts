/** A project of Huawei VIS without the service, from its account to a camera that can be typed in, and its credentials. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { button, choose, field, filesWith, log, shows } from './onboarding-screen.ts';
import { activity, form, requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 16, vendors: ['huawei-vis'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const PASSWORD = 'Gate#2026';
const OTHER = 'Door_2027';

const source = (page: Page, name: string): Locator => page.locator('.onboarding-source').filter({ hasText: name });

/** Adds the account of a project without the service, as an operator does. */
async function join(page: Page): Promise<void> {
  const { endpoint = '', credentials = {}, examples } = session().clouds['huawei-vis'] ?? {};
  const { name: project = '' } = (examples?.['projectWithoutSubscription'] ?? {}) as { readonly name?: string };
  const panel = form(page);
  const type = (name: string, value = ''): Promise<void> => panel.getByLabel(name, { exact: true }).fill(value);
  await activity(page, 'Clouds').click();
  await button(page, 'Add account').first().click();
  await panel.getByRole('combobox', { name: 'Cloud', exact: true }).click();
  await page.locator('.ant-select-item-option').getByText('Huawei VIS', { exact: true }).click();
  await type('Name', 'Lab');
  await type('Account name', credentials['domainName']);
  await type('IAM user name', credentials['userName']);
  await type('Password', credentials['password']);
  await panel.getByRole('radio', { name: 'This session only' }).click();
  await panel.getByText('Advanced', { exact: true }).click();
  await type('Address of the API', endpoint);
  await type('Project name', project);
  await type('Address of IAM', credentials['iamEndpoint']);
  await panel.getByRole('button', { name: 'Add account' }).click();
  await page.getByRole('heading', { name: 'Test: Lab' }).waitFor();
}

describe('a project of Huawei VIS without the service', () => {
  // @promise vis.service: A project without the service gets it by one question.
  it('an account without the service says so, and subscribes after a question', async () => {
    const { page } = session();
    await session().control('POST', '/clouds/traits', { vendor: 'huawei-vis', unsubscribed: 'false' });
    await join(page);
    await activity(page, 'Add cameras').click();
    await shows(page, 'The project of this account does not have the service yet.');
    expect(await auditPage(page)).toEqual([]);
    await button(page, 'Subscribe to the service').press('Enter');
    const question = page.getByRole('dialog', { name: 'Subscribe to the service?' });
    await question.getByRole('button', { name: 'Leave it' }).last().press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await requestsOf(session(), 'createSubscription')).toEqual([]);
    await button(page, 'Subscribe to the service').press('Enter');
    await question.getByRole('button', { name: 'Subscribe', exact: true }).press('Enter');
    await field(page, 'Number of devices').waitFor();
    expect(await requestsOf(session(), 'createSubscription')).toHaveLength(1);
  });

  it('a device password is changed with the old one, and is in no file', async () => {
    const { page } = session();
    await button(page, 'Credentials').click();
    await field(page, 'SIP user name').fill('gate01');
    await field(page, 'Password of the devices').fill(PASSWORD);
    await button(page, 'Make device password').click();
    await source(page, 'gate01').getByRole('button', { name: 'Change', exact: true }).click();
    const change = page.getByRole('form', { name: 'Change the password of gate01' });
    await change.getByLabel('Old password', { exact: true }).fill('Wrong#2026');
    await change.getByLabel('New password', { exact: true }).fill('door2027');
    await change.getByRole('button', { name: 'Change password' }).click();
    await change.getByText('Too few kinds of characters.').waitFor();
    expect(await requestsOf(session(), 'updateGbCredential')).toEqual([]);
    await change.getByLabel('Old password', { exact: true }).fill(PASSWORD);
    await change.getByLabel('New password', { exact: true }).fill(OTHER);
    expect(await auditPage(page)).toEqual([]);
    await change.getByRole('button', { name: 'Change password' }).click();
    await change.waitFor({ state: 'detached' });
    for (const text of [PASSWORD, OTHER]) expect(await filesWith(session().dataDir, text)).toEqual([]);
  });

  it('a push key gets another name, and the key stays', async () => {
    const { page } = session();
    await field(page, 'Name of the push key').fill('dock-1');
    await button(page, 'Make push key and show its secret').click();
    await button(page, 'Hide and never show again').click();
    const key = await source(page, 'dock-1').locator('.mono').innerText();
    await source(page, 'dock-1').getByRole('button', { name: 'Rename', exact: true }).press('Enter');
    const rename = page.getByRole('form', { name: 'Rename the push key dock-1' });
    await rename.getByLabel('New name of the push key').fill('dock 2');
    await rename.getByRole('button', { name: 'Rename push key' }).press('Enter');
    await rename.getByText('Characters that the cloud does not take, or too many.').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await rename.getByLabel('New name of the push key').fill('dock-2');
    await rename.getByLabel('New name of the push key').press('Enter');
    await source(page, 'dock-2').waitFor();
    expect(await source(page, 'dock-2').locator('.mono').innerText()).toBe(key);
    expect(await source(page, 'dock-1').count()).toBe(0);
  });

  it('a camera of the new service shows its SIP address, and what VIS does not publish', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await field(page, 'Name').fill('Lab door');
    await choose(page, 'SIP user name', /^gate01$/);
    await button(page, 'Add camera').click();
    await log(page).getByText('Not registered, reason not published').waitFor();
    const values = page.locator('.onboarding-values');
    expect(await values.innerText()).toContain('127.0.0.1');
    expect(await values.innerText()).toContain('5080');
    expect(await values.getByText('Not published').count()).toBe(2);
  });
});
