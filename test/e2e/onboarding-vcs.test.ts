/** Adding cameras to Alibaba VCS as an installer does: from an empty form to the first decoded picture. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { clipboardOf } from './clipboard.ts';
import { until } from './harness.ts';
import { button, choose, field, filesWith, log, passes, shows } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const VENDORS = ['huawei-ivm', 'aliyun-vcs'] as const;
const session = sharedClient(
  { cameras: 32, wall: 1, vendors: VENDORS, viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const VALUES = ['SIP server address', 'SIP server port', 'SIP server id', 'SIP domain', 'Device id'] as const;

const control = (route: string, order: object): Promise<unknown> =>
  session().control('POST', route, { vendor: 'aliyun-vcs', ...order });

interface Received {
  readonly operation: string;
}
const created = async (): Promise<number> =>
  ((await session().control('GET', '/requests')) as readonly Received[]).filter(
    ({ operation }) => operation === 'CreateDevice',
  ).length;

/** Reads a value of the page as an installer does: by its button for copying. */
async function copied(page: Page, name: string): Promise<string> {
  await button(page, `Copy ${name}`).click();
  let text = '';
  await until(async () => {
    ({ text } = await clipboardOf(page));
    return (await page.locator('.onboarding-values').innerText()).includes(text) && text !== '';
  }, `${name} on the clipboard`);
  return text;
}

describe('adding cameras to Alibaba VCS', () => {
  // @promise vcs.form: The form asks for address and project, and your words stay while another screen is open.
  it('the form of Alibaba VCS wants an address and a project, and what was typed is there after leaving and coming back', async () => {
    const { page } = session();
    await page.keyboard.press('Control+7');
    await choose(page, 'Account', /^VCS/);
    await shows(page, 'The cloud receives what stands in this form and nothing more. It gives the camera its id.');
    await field(page, 'Name').fill('North gate');
    await choose(page, 'Type', 'NVR');
    await button(page, 'Add camera').click();
    expect(await page.getByText('Enter a value.').count()).toBe(2); // channels and address
    await field(page, 'Channels of the recorder').fill('4');
    await choose(page, 'Type', 'IPC');
    await field(page, 'Channels of the recorder').waitFor({ state: 'detached' });
    await field(page, 'Address').fill('Hangzhou, Binjiang');
    await activity(page, 'Clouds').click();
    await field(page, 'Address').waitFor({ state: 'detached' });
    await activity(page, 'Add cameras').click();
    await field(page, 'Address').waitFor();
    expect(await field(page, 'Name').inputValue()).toBe('North gate');
    expect(await field(page, 'Address').inputValue()).toBe('Hangzhou, Binjiang');
    await button(page, 'Add camera').click();
    await shows(page, 'This cloud takes a camera only into a group. Choose one.');
    expect(await created()).toBe(0);
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise vcs.password: The password of a camera of Alibaba VCS shows after a click alone.
  it('a camera on Alibaba VCS shows each value to copy, its password after a click alone, and ends with its first picture', async () => {
    const { page } = session();
    await choose(page, 'Group', /^(?!Choose)/);
    await button(page, 'Add camera').click();
    await log(page).getByText('Not registered, reason not published').waitFor();
    for (const name of VALUES) await button(page, `Copy ${name}`).waitFor();
    const deviceId = await copied(page, 'Device id');
    expect(deviceId).toMatch(/^\d{20}$/);
    expect(await button(page, 'Copy Password').count()).toBe(0);
    await button(page, 'Show the password').click();
    const password = await copied(page, 'Password');
    expect(await auditPage(page)).toEqual([]);
    await control('/registrations', { deviceId, password });
    await passes(page);
    await button(page, 'One camera').click();
    await page.locator('.onboarding-card').filter({ hasText: 'North gate' }).click();
    await button(page, 'Show the password').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(password);
    expect(await filesWith(session().dataDir, password)).toEqual([]);
    expect(await filesWith(session().dataDir, 'the password of a camera was shown')).not.toEqual([]);
  });

  it('a camera whose answer was lost is reported as unknown, and a second order adds it once', async () => {
    const { page } = session();
    await control('/faults', { operation: 'CreateDevice', count: 1, kind: 'drop', when: 'before' });
    await button(page, 'One camera').click();
    await field(page, 'Name').fill('South gate');
    await field(page, 'Address').fill('Hangzhou, Binjiang');
    await button(page, 'Add camera').click();
    await log(page).getByText('Sent, answer lost').waitFor();
    await log(page).getByText('The cloud does not list it').waitFor();
    expect(await page.getByText('Id not known: the answer of the cloud was lost').count()).toBe(3);
    await button(page, 'One camera').click();
    await field(page, 'Name').fill('South gate');
    await field(page, 'Address').fill('Hangzhou, Binjiang');
    await button(page, 'Add camera').click();
    await log(page).getByText('Added to the cloud').waitFor();
    await button(page, 'Copy Device id').waitFor();
    expect(await page.locator('.onboarding-card').filter({ hasText: 'South gate' }).count()).toBe(1);
  });

  // @promise vcs.recorder: A recorder is added with its number of channels, and its first channel gives the picture.
  it('a recorder on Alibaba VCS is added with its number of channels, and ends with the picture of its first channel', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await field(page, 'Name').fill('Hall recorder');
    await choose(page, 'Type', 'NVR');
    await field(page, 'Channels of the recorder').fill('3');
    await field(page, 'Address').fill('Hangzhou, Binjiang');
    await button(page, 'Add camera').click();
    const deviceId = await copied(page, 'Device id');
    await button(page, 'Show the password').click();
    await control('/registrations', { deviceId, password: await copied(page, 'Password') });
    await passes(page);
  });
});
