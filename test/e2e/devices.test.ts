/** The facts of a device, as its cloud publishes them. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { cameraRow, requestsOf, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } });

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Device · 101 / });
const fact = (page: Page, name: string): Locator =>
  dialog(page)
    .locator('.devices-fact')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd');

it('model, firmware and address of a device show by the menu of its camera, and a fact that the cloud lacks says so', async () => {
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
