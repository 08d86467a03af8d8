/** The settings of a camera, as the tests of settings and of pictures of Huawei VIS open them. */
import type { Locator, Page } from 'playwright-core';
import { cameraRow } from './screen.ts';

export const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Settings of / });

/** Opens the settings by the menu of the camera and the facts of its device. @returns the dialog. */
export async function openSettings(page: Page, number: number): Promise<Locator> {
  // The list draws the rows in sight only.
  await page.getByRole('searchbox', { name: 'Name, number or group' }).fill(String(number));
  await cameraRow(page, number).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Camera', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Device: model, firmware, address' }).press('Enter');
  const facts = page.getByRole('dialog', { name: new RegExp(`^Device · ${number} `) });
  await facts.getByRole('button', { name: 'Settings …' }).press('Enter');
  await dialog(page).waitFor();
  return dialog(page);
}
