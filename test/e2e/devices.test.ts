/** The facts of a device, as its cloud publishes them. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { filesWith } from './onboarding-screen.ts';
import { cameraRow, requestsOf, treeRead, undoByKey, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Device · 101 / });
const fact = (page: Page, name: string): Locator =>
  dialog(page)
    .locator('.devices-fact')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd');

describe('a device of Huawei IVM', () => {
  const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } });

  // @promise devices.facts: A row and the menu of a camera open the facts of the device.
  it('model, firmware and address of a device show by the menu of its camera, and a fact that the cloud lacks is named as missing', async () => {
    const { page, control } = session();
    await treeRead(page);
    await control('POST', '/faults', { kind: 'http', status: 503, operation: 'getDevice' });
    await cameraRow(page, 101).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Camera', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Device: model, firmware, address' }).press('Enter');
    await dialog(page).getByText('The API answers 503.').first().waitFor({ timeout: 60_000 });
    expect(await dialog(page).locator('.devices-fact').count()).toBe(0);
    await control('DELETE', '/faults');
    await dialog(page).getByRole('button', { name: 'Read again' }).press('Enter');
    await fact(page, 'Model').waitFor();
    expect(await fact(page, 'Model').innerText()).toMatch(/\w/);
    const video = dialog(page)
      .getByRole('figure', { name: /^Live picture of / })
      .locator('video');
    await until(
      () => video.first().evaluate((one) => one instanceof HTMLVideoElement && one.currentTime > 0),
      'the live picture of the camera moves',
    );
    expect(await fact(page, 'Service node').innerText()).toBe('not published by this cloud');
    await dialog(page)
      .getByRole('status')
      .filter({ hasText: /^as of \d\d:\d\d:\d\d$/ })
      .waitFor();
    await dialog(page)
      .getByRole('region', { name: 'Used by' })
      .getByRole('button', { name: /^Wall / })
      .waitFor();
    await dialog(page)
      .getByRole('region', { name: 'States as this client saw them' })
      .getByText(/^Watched since /)
      .waitFor();
    expect((await requestsOf(session(), 'getDevice')).length).toBeGreaterThan(1);
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });

  it('a camera takes over the number and the tile of another one, and Undo takes it back', async () => {
    const { page } = session();
    const shown = async (): Promise<string> => (await wallOf(page)).join();
    await until(async () => (await shown()).startsWith('101 '), 'the wall shows camera 101');
    const before = await shown();
    await cameraRow(page, 101).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Camera', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Device: model, firmware, address' }).press('Enter');
    await dialog(page).getByRole('button', { name: 'Let another camera take over …' }).press('Enter');
    const asked = page.getByRole('dialog', { name: /^Which camera takes over from 101 / });
    await asked
      .getByRole('note')
      .getByText(/^It takes over: Wall /)
      .waitFor();
    expect(await auditPage(page)).toEqual([]);
    const choice = asked.getByRole('combobox', { name: 'Camera that takes over' });
    await choice.fill('105 ');
    await page.locator('.ant-select-item-option').filter({ hasText: /^105 / }).waitFor();
    await choice.press('Enter');
    await asked.getByRole('button', { name: 'Take over' }).press('Enter');
    await asked.waitFor({ state: 'detached' });
    await until(
      async () => (await shown()).startsWith('101 ') && (await shown()) !== before,
      'another camera has number 101',
    );
    await undoByKey(page);
    await until(async () => (await shown()) === before, 'the wall shows the first camera again');
  });
});

describe('a device of a cloud that answers passwords in clear', () => {
  const session = sharedClient({
    cameras: 8,
    wall: 1,
    vendors: ['aliyun-vcs'],
    viewport: { width: 1280, height: 720 },
  });

  // @promise security.device-password
  it('shows its password after a click alone, and the page and the files have it no longer once it is left', async () => {
    const { page, dataDir } = session();
    await treeRead(page);
    await cameraRow(page, 101).first().click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Camera', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Device: model, firmware, address' }).press('Enter');
    await fact(page, 'Model').waitFor();
    const row = fact(page, 'Password of the device');
    expect(await row.innerText()).toBe('Show the password');
    await row.getByRole('button', { name: 'Show the password' }).press('Enter');
    await row.getByRole('button', { name: 'Hide the password' }).waitFor();
    const password = await row.locator('.mono').innerText();
    expect(password.length).toBeGreaterThan(5);
    expect(await auditPage(page)).toEqual([]);
    await row.getByRole('button', { name: 'Hide the password' }).press('Enter');
    await row.getByRole('button', { name: 'Show the password' }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain(password);
    expect(await filesWith(dataDir, password)).toEqual([]);
    expect(await filesWith(dataDir, 'the password of a device was shown')).not.toEqual([]);
  });
});
