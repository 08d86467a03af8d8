/** Adding cameras to Huawei VIS as an installer does: from an empty form to the first decoded picture. */
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { button, choose, field, filesWith, log, passes, shown, shows } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 16, wall: 1, vendors: ['huawei-vis'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const PASSWORD = 'Gate#2026';

const control = (route: string, order: object): Promise<unknown> =>
  session().control('POST', route, { vendor: 'huawei-vis', ...order });

describe('adding cameras to Huawei VIS', () => {
  // @promise vis.device-password: A device password is made before the first camera, by the rules of the cloud.
  it('a device password is made under Credentials, and a weak one is refused on its field', async () => {
    const { page } = session();
    await activity(page, 'Add cameras').click();
    await button(page, 'Credentials').click();
    await field(page, 'SIP user name').fill('gate-01');
    await field(page, 'Password of the devices').fill('gate2026');
    await button(page, 'Make device password').click();
    await shows(page, 'Characters that the cloud does not take, or too many.');
    await shows(page, 'Too few kinds of characters.');
    await field(page, 'SIP user name').fill('gate01');
    await field(page, 'Password of the devices').fill(PASSWORD);
    await button(page, 'Make device password').click();
    await page.locator('.onboarding-source').filter({ hasText: 'gate01' }).waitFor();
    const password = field(page, 'Password of the devices');
    await until(async () => (await password.inputValue()) === '', 'the password left its field');
    expect(await auditPage(page)).toEqual([]);
    expect(await filesWith(session().dataDir, PASSWORD)).toEqual([]);
  });

  it('a camera on Huawei VIS registers, is invited, and ends with its first decoded picture', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await field(page, 'Name').fill('North gate');
    await choose(page, 'SIP user name', /^gate01$/);
    await button(page, 'Add camera').click();
    await log(page).getByText('Not registered, reason not published').waitFor();
    expect(await shown(page, 'SIP server port')).toContain('5080');
    expect(await shown(page, 'SIP domain')).toContain('Not published');
    const deviceId = await shown(page, 'Device id');
    await control('/registrations', { deviceId, userName: 'gate01', password: PASSWORD });
    await log(page).getByText('Registered, not invited yet').waitFor();
    expect(await page.locator('.onboarding-picture').count()).toBe(0);
    expect(await auditPage(page)).toEqual([]);
    await button(page, 'Invite').click();
    await passes(page);
    await button(page, 'Stop the picture in the cloud').click();
    await button(page, 'Invite').waitFor();
    await page.locator('.onboarding-picture').waitFor({ state: 'detached' });
  });

  it('three devices whose ids the cloud did not report are listed with their number, and are not ordered again', async () => {
    const { page } = session();
    await control('/faults', { operation: 'createDevices', count: 1, kind: 'drop', when: 'after' });
    await button(page, 'One camera').click();
    await field(page, 'Name').fill('South gates');
    await field(page, 'Number of devices').fill('3');
    await button(page, 'Add camera').click();
    await log(page).getByText('Made, but the cloud did not tell the ids').waitFor();
    await log(page).getByText('+3').waitFor();
    await shows(page, 'Id not known: the answer of the cloud was lost');
  });

  it('a stream that is pushed to Huawei VIS has its address, and ends with its first decoded picture', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await page.getByRole('radio', { name: 'RTMP', exact: true }).click();
    await field(page, 'Name').fill('dock-camera');
    await choose(page, 'Sharing', /^PUBLIC$/);
    await button(page, 'Add camera').click();
    await button(page, 'Copy Push address').waitFor();
    await control('/devices', { deviceId: 'dock-camera', isOnline: true });
    await passes(page);
  });

  it('the secret of a push key is seen once, and is gone after leaving the page', async () => {
    const { page } = session();
    await button(page, 'Credentials').click();
    await field(page, 'Name of the push key').fill('field-1');
    await button(page, 'Make push key and show its secret').click();
    await shows(page, 'Copy the secret now: the cloud answers it once, and it is stored nowhere here.');
    const secret = await shown(page, 'Secret key');
    expect(secret.length).toBeGreaterThan(32);
    await button(page, 'One camera').click();
    await button(page, 'Credentials').click();
    await page.locator('.onboarding-source').filter({ hasText: 'field-1' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain(secret);
    expect(await filesWith(session().dataDir, secret)).toEqual([]);
    expect(await filesWith(session().dataDir, 'a push key was made and its secret shown')).not.toEqual([]);
  });
});
