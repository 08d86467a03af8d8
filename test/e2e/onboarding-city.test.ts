/** Adding camera points to Alibaba City Visual as an installer does: from an intake group to the first decoded picture. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { button, choose, field, filesWith, log, passes } from './onboarding-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient(
  { cameras: 16, wall: 1, vendors: ['aliyun-cityvisual'], viewport: { width: 1280, height: 720 } },
  { isStory: true },
);

const PASSWORD = 'Platform#2026-9c1d';

const row = (page: Page, name: string) => page.locator('.onboarding-source').filter({ hasText: name });

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(values)) await field(page, name).fill(text);
}

describe('adding camera points to City Visual', () => {
  it('an intake group is made with a protocol that the cloud names, and its password is in no file', async () => {
    const { page } = session();
    await activity(page, 'Add cameras').click();
    await button(page, 'Intake groups').click();
    await choose(page, 'Protocol', /^RTMP$/);
    await fill(page, { 'Name of the group': 'Gates', 'Address of the platform': '192.168.122.78' });
    await fill(page, { 'Port of the platform': '65536', 'Account on the platform': 'field-1' });
    await fill(page, { 'Password of the platform': PASSWORD, 'Cameras to take in': '10', 'Cameras in turns': '2' });
    await fill(page, { 'Prefix of the cameras in turns': 'ipc', Description: 'All gates' });
    await button(page, 'Make intake group').click();
    await page.getByText('Characters or digits that the cloud does not take.').waitFor(); // the port
    await fill(page, { 'Port of the platform': '1935' });
    await button(page, 'Make intake group').click();
    await row(page, 'Gates')
      .getByText(/^Entered here: 192\.168\.122\.78:1935, account field-1/)
      .waitFor();
    const password = field(page, 'Password of the platform');
    await until(async () => (await password.inputValue()) === '', 'the password left its field');
    expect(await auditPage(page)).toEqual([]);
    expect(await filesWith(session().dataDir, PASSWORD)).toEqual([]);
  });

  it('a camera point under an id of the installer is switched on, and ends with its first decoded picture', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await fill(page, { 'Device id': 'gate_2', Name: '1-gate', 'Address of the camera (InviteUri)': 'gate_2' });
    await fill(page, { Latitude: '91', Longitude: '120.209947' });
    await choose(page, 'Group', /Gates$/);
    await button(page, 'Add camera').click();
    const bad = page.getByText('Characters or digits that the cloud does not take.');
    await until(async () => (await bad.count()) === 2, 'the name and the latitude are marked');
    await fill(page, { Name: 'North-Gate', Latitude: '30.245853' });
    await button(page, 'Add camera').click();
    await log(page).getByText('Off line, not ordered on').waitFor();
    expect(await page.locator('.onboarding-picture').count()).toBe(0);
    expect(await auditPage(page)).toEqual([]);
    await button(page, 'Switch on').click();
    await passes(page);
    await page
      .getByText(/Gates$/)
      .first()
      .waitFor();
  });

  it('a camera point without a source says when it was ordered on, and that it is still off line', async () => {
    const { page } = session();
    await button(page, 'One camera').click();
    await fill(page, { 'Device id': 'gate_2', Name: 'South-Gate' });
    await fill(page, { 'Address of the camera (InviteUri)': 'rtsp://camera.invalid/1' });
    await fill(page, { Latitude: '30.2', Longitude: '120.2' });
    await button(page, 'Add camera').click();
    await page.getByText('This account has the device already.').waitFor();
    await fill(page, { 'Device id': 'gate_3' });
    await button(page, 'Add camera').click();
    await log(page).getByText('Off line, not ordered on').waitFor();
    await button(page, 'Switch on').click();
    await page.getByText(/^Ordered on at \d.*, still off line\./).waitFor();
    await button(page, 'Switch on again').waitFor();
    expect(await filesWith(session().dataDir, 'camera.invalid')).toEqual([]);
  });

  // @promise city.group-with-cameras: A group with cameras is not deleted, and stopping an instance names how many
  // cameras go dark.
  it('a group with cameras is not deleted, and stopping its instance says how many cameras go dark', async () => {
    const { page } = session();
    await button(page, 'Intake groups').click();
    await row(page, 'Gates').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Not deleted: 2 cameras stand in it. Delete them first.').waitFor();
    const running = page.locator('.onboarding-source[data-state="running"]').first();
    await running.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByText(/^Cameras in this instance that go dark, on walls too: \d+\.$/).waitFor();
    await button(page, 'Leave it').last().click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await auditPage(page)).toEqual([]);
    await row(page, 'Gates').getByRole('button', { name: 'Change description', exact: true }).click();
    const form = page.getByRole('form', { name: 'Description' });
    await form.getByRole('textbox').fill('North gates');
    await form.getByRole('button', { name: 'Save description', exact: true }).click();
    await row(page, 'Gates')
      .getByText(/North gates$/)
      .waitFor();
  });

  it('a camera point is switched off in the table of devices, and stands there as off line', async () => {
    const { page } = session();
    await activity(page, 'Devices').click();
    const gate = page.getByRole('grid', { name: 'Devices' }).locator('.table-row').filter({ hasText: 'North-Gate' });
    await gate.locator('.table-tick').click();
    await page.getByText('1 selected').waitFor();
    await button(page, 'Change').click();
    await page.getByRole('menuitem', { name: 'Switch streams off …' }).click();
    const asked = page.getByRole('dialog', { name: 'Switch streams off' });
    await asked.getByText(/^The cloud stops taking in the stream of 1 camera/).waitFor();
    expect(await auditPage(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Switch 1 camera off' }).click();
    await asked.getByText('1 done').waitFor();
    await gate.getByText(/^offline since /).waitFor();
  });
});
