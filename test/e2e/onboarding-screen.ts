/** The screen that adds cameras, as the tests of the clouds use it. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { until } from './harness.ts';

export const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const log = (page: Page) => page.getByRole('log', { name: 'Registration log' });
export const shows = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor();
/** In the list of a field that is open. */
export const option = (page: Page, name: string | RegExp) =>
  page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: name });

/**
 * Resolves when no list of a field is open. A list has no size for one frame of its opening, so that it counts as hidden while it
 * is about to show: the mark of a closed list is waited for instead.
 */
export const listsClosed = (page: Page): Promise<void> =>
  page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').first().waitFor({ state: 'detached' });

/** Chooses a value in a field with a list. */
export async function choose(page: Page, name: string, value: string | RegExp): Promise<void> {
  await field(page, name).click();
  await option(page, value).first().click();
  await listsClosed(page);
}

/** A value that the page shows to type into the camera. */
export const shown = async (page: Page, name: string): Promise<string> =>
  (await page.locator('.onboarding-values > div').filter({ hasText: name }).locator('dd').first().innerText()).trim();

/** Resolves when the first picture of the new camera is decoded. */
export async function passes(page: Page): Promise<void> {
  await log(page).getByText('Picture decoded, passed').waitFor({ timeout: 60_000 });
  const check = () => {
    const video = document.querySelector<HTMLVideoElement>('.onboarding-picture video:last-of-type');
    return video !== null && video.videoWidth > 0;
  };
  await until(() => page.evaluate(check), 'a picture with pixels');
}

/** @returns the files below the folder of the client that have the text. */
export async function filesWith(dataDir: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  const contents = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => '')));
  return files.filter((_, at) => contents[at]?.includes(text));
}
