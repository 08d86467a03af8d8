/** Further things that an installer adds to Huawei VIS: streams that the cloud pulls, and recorders. */
import { expect, it } from 'vitest';
import { button, choose, field, filesWith, log, passes, shown, shows } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 16, wall: 1, vendors: ['huawei-vis'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const PASSWORD = 'Gate#2026';
const TOKEN = '3f9c1d7e5a';

it('a stream that Huawei VIS pulls has nothing to type in, and ends with its first decoded picture', async () => {
  const { page } = session();
  await activity(page, 'Add cameras').click();
  await page.getByRole('radio', { name: 'HTTP-FLV', exact: true }).click();
  await field(page, 'Name').fill('far-gate');
  await choose(page, 'Sharing', /^PUBLIC$/);
  await field(page, 'Address that the cloud pulls').fill('ftp://far.example.com/live.flv');
  await button(page, 'Add camera').click();
  await shows(page, 'Characters or digits that the cloud does not take.');
  await field(page, 'Address that the cloud pulls').fill(`https://far.example.com/live.flv?token=${TOKEN}`);
  await button(page, 'Add camera').click();
  await passes(page);
  expect(await page.getByText('Type into the camera').count()).toBe(0);
  expect(await page.locator('body').innerText()).not.toContain(TOKEN);
  expect(await filesWith(session().dataDir, TOKEN)).toEqual([]);
});

it('a recorder on Huawei VIS has its channels read, and ends with the picture of its first channel', async () => {
  const { page } = session();
  await button(page, 'Credentials').click();
  await field(page, 'SIP user name').fill('gate01');
  await field(page, 'Password of the devices').fill(PASSWORD);
  await button(page, 'Make device password').click();
  await page.locator('.onboarding-source').filter({ hasText: 'gate01' }).waitFor();
  await button(page, 'One camera').click();
  await page.getByRole('radio', { name: 'GB28181', exact: true }).click();
  await field(page, 'Name').fill('Hall recorder');
  await choose(page, 'Type', 'NVR');
  await choose(page, 'SIP user name', /^gate01$/);
  await button(page, 'Add camera').click();
  await log(page).getByText('Not registered, reason not published').waitFor();
  const deviceId = await shown(page, 'Device id');
  await session().control('POST', '/registrations', {
    vendor: 'huawei-vis',
    deviceId,
    userName: 'gate01',
    password: PASSWORD,
  });
  await button(page, 'Read the channels').click();
  await button(page, 'Invite').click();
  await passes(page);
});
