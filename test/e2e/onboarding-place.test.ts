/** The name and the group of a new camera, on a cloud that moves and renames it. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { button, choose, field, log, passes } from './onboarding-screen.ts';
import { requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 32, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

/** More than the client repeats by itself. */
const MANY = 12;

const place = (page: Page) => page.locator('.onboarding-place');
/** Outside of the root: its first group has a name of its own. */
const chosenGroup = (page: Page): Promise<string> =>
  place(page).locator('.ant-select-content, .ant-select-selection-item').first().innerText();

describe('the name and the group of a new camera', () => {
  it('a new camera stands in the root where the cloud put it, and its name is in the field', async () => {
    const { page } = session();
    await page.keyboard.press('Control+7');
    await page.getByRole('radio', { name: 'HoloSens' }).click();
    await field(page, 'Device id').fill('2102NEW00100001');
    await field(page, 'Verification code').fill('Code1001');
    await button(page, 'Add camera').click();
    await passes(page);
    await place(page).getByText('In the root, where the cloud put it').waitFor();
    await until(async () => (await field(page, 'Name of the channel').inputValue()) !== '', 'the channel has its name');
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise onboarding.move-fails: The move of a new camera that fails has its reason, and the camera stays in the
  // root.
  it('a move that the cloud fails on, longer than the client tries, says why, and the camera is still in the root', async () => {
    const { page } = session();
    await choose(page, 'Group', /\S/);
    const group = await chosenGroup(page);
    await session().control('POST', '/faults', {
      vendor: 'huawei-ivm',
      operation: 'moveDevicesToOrg',
      kind: 'http',
      status: 503,
      count: MANY,
    });
    await place(page).getByRole('button', { name: 'Move', exact: true }).click();
    await place(page).getByRole('alert').waitFor({ timeout: 30_000 });
    await place(page).getByText('In the root, where the cloud put it').waitFor();
    expect(await place(page).getByText(`In ${group}`, { exact: true }).count()).toBe(0);
    await session().control('DELETE', '/faults');
    await session().control('DELETE', '/requests');
    await place(page).getByRole('button', { name: 'Move', exact: true }).click();
    await place(page).getByText(`In ${group}`, { exact: true }).waitFor();
    await place(page).getByRole('alert').waitFor({ state: 'detached' });
    expect(await requestsOf(session(), 'moveDevicesToOrg')).toHaveLength(1);
  });

  // @promise onboarding.name-once: The new name of a camera is sent once.
  it('a new name is sent once, and stands in the list of cameras that are not finished', async () => {
    const { page } = session();
    await field(page, 'Name of the channel').fill('  Depot gate ');
    await button(page, 'Rename').click();
    await page.locator('.onboarding-card').filter({ hasText: 'Depot gate' }).waitFor();
    expect((await requestsOf(session(), 'updateChannel')).map(({ params }) => params['channel_name'])).toEqual([
      'Depot gate',
    ]);
    await field(page, 'Name of the channel').fill('');
    await button(page, 'Rename').click();
    await place(page).getByRole('alert').waitFor();
    expect(await requestsOf(session(), 'updateChannel')).toHaveLength(1);
    await log(page).getByText('Picture decoded, passed').waitFor();
  });
});
