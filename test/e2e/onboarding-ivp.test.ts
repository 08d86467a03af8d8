/** Adding cameras to Tencent IVP as an installer does: from an empty form to the first decoded picture. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { button, choose, field, listsClosed, log, option, passes, shown, shows } from './onboarding-screen.ts';
import { activity, tree } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const VENDORS = ['huawei-ivm', 'tencent-ivp'] as const;
const session = sharedClient(
  { cameras: 32, wall: 1, vendors: VENDORS, viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const ENTERED = '9071825364';
const TYPED = '1029384756';

const plugIn = (camera: object): Promise<unknown> =>
  session().control('POST', '/registrations', { vendor: 'tencent-ivp', ...camera });

describe('adding cameras to Tencent IVP', () => {
  it('the form of Tencent IVP offers its kinds and nodes, and refuses a password with letters on its field', async () => {
    const { page } = session();
    await page.keyboard.press('Control+7');
    await choose(page, 'Account', /^IVP/);
    await page.getByRole('radio', { name: 'RTMP' }).waitFor();
    await page.getByRole('radio', { name: 'HoloSens' }).waitFor({ state: 'detached' });
    await field(page, 'Service node').click();
    await option(page, 'no playback domain').first().waitFor();
    await page.keyboard.press('Escape');
    await listsClosed(page);
    await field(page, 'Name').fill('Substation-gate');
    await field(page, 'SIP password').fill('Lanner2026');
    await button(page, 'Add camera').click();
    await shows(page, 'Characters or digits that the cloud does not take.');
    expect(await auditPage(page)).toEqual([]);
  });

  it('a camera is added to Tencent IVP from an empty form and ends with its first decoded picture', async () => {
    const { page } = session();
    await field(page, 'SIP password').fill(ENTERED);
    await button(page, 'Add camera').click();
    await log(page).getByText('Not registered, reason not published').waitFor();
    const deviceId = await shown(page, 'Device id');
    expect(deviceId).toMatch(/^\d{20}$/);
    expect(await auditPage(page)).toEqual([]);
    await plugIn({ deviceId, password: TYPED });
    const mend = page.getByRole('form', { name: 'Set a new password in the cloud' });
    await mend.getByLabel('SIP password', { exact: true }).fill(TYPED);
    await mend.getByRole('button', { name: 'Set password' }).click();
    await passes(page);
  });

  it('a camera that pushes RTMP to Tencent IVP ends with its first decoded picture', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await page.getByRole('radio', { name: 'RTMP' }).click();
    await field(page, 'Name').fill('Dock-camera');
    await button(page, 'Add camera').click();
    await button(page, 'Copy Push address').waitFor();
    await button(page, 'Sheet and QR code').click();
    const sheet = page.getByRole('dialog', { name: 'Sheet for the camera' });
    await sheet.getByText('Anybody who has this push address can push in the place of the camera.').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.screenshot({ path: path.join(root, 'test-results', 'screens', 'sheet-push-en-US.png') });
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await plugIn({ pushUrl: await shown(page, 'Push address') });
    await passes(page);
  });

  it('a recorder is added to Tencent IVP from an empty form, ends with its first decoded picture, and its channels are in the list of cameras', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await page.getByRole('radio', { name: 'GB28181' }).click();
    await field(page, 'Name').fill('Hall-recorder');
    await choose(page, 'Type', 'NVR');
    await field(page, 'SIP password').fill(ENTERED);
    await button(page, 'Add camera').click();
    await log(page).getByText('Not registered, reason not published').waitFor();
    const deviceId = await shown(page, 'Device id');
    expect(deviceId.slice(10, 13)).toBe('118');
    await plugIn({ deviceId, password: ENTERED });
    await passes(page);
    await activity(page, 'Live').click();
    await page.getByRole('searchbox').first().fill('Hall-recorder');
    const channels = tree(page)
      .locator('.tr.cam')
      .filter({ hasText: /Hall-recorder-\d/ });
    await until(async () => (await channels.count()) > 1, 'the channels of the recorder are in the list');
    await activity(page, 'Add cameras').click();
  });

  it('a pasted table is not offered for Tencent IVP, and the page says so', async () => {
    const { page } = session();
    await button(page, 'Paste a table').click();
    await shows(page, 'This client adds cameras to this cloud one by one: a pasted table is not taken.');
    expect(await page.getByLabel('Pasted rows').count()).toBe(0);
  });
});
