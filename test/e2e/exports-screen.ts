/** The screens on which exports are ordered, followed and checked. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { ExportJob } from '../../preload/domain/exports/exports.ts';
import type { ExportId } from '../../preload/domain/ids.ts';
import { until } from './harness.ts';
import { openRecorded } from './past-screen.ts';

export const panel = (page: Page) => page.getByRole('complementary', { name: 'Export recordings' });
export const jobs = (page: Page) => page.locator('.exports-job');
export const check = (page: Page) => page.getByRole('complementary', { name: 'Check of a bundle' });
export const moment = (page: Page): Promise<string | null> => page.locator('.playback-moment').textContent();

/** The latest export, as main lists it. */
export const latest = (page: Page): Promise<ExportJob> =>
  page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const answer = await request['exports.list']({});
    const [first] = answer.ok ? answer.value.exports : [];
    if (first === undefined) throw new Error('there is no export');
    return first.job;
  });

export async function untilDone(page: Page, count: number): Promise<void> {
  await until(async () => (await jobs(page).count()) === count, 'the export is in the list');
  await jobs(page).first().getByText('done', { exact: true }).first().waitFor({ timeout: 60_000 });
}

/** Opens a camera in playback and sets A and B. */
export async function chooseTenSeconds(page: Page): Promise<void> {
  await openRecorded(page, 101);
  await page.keyboard.press('p');
  await until(async () => (await moment(page)) !== 'Choose a time', 'a moment shows');
  await page.keyboard.press('[');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(']');
}

/** It is known whether footage of the range is archived. */
export const mayOrder = (page: Page): Promise<void> =>
  panel(page).getByRole('button', { name: 'Export 1 camera', disabled: false }).waitFor();

/** Exports ten seconds of one camera, and waits for the end on the page of exports. */
export async function exportTenSeconds(page: Page): Promise<void> {
  await chooseTenSeconds(page);
  await page.keyboard.press('e');
  await mayOrder(page);
  await panel(page).getByRole('button', { name: 'Export 1 camera' }).click();
  await page.keyboard.press('Control+3');
  await untilDone(page, 1);
}

/** The recording of the latest export. */
export async function movieOf(page: Page): Promise<string> {
  const { folder, items } = await latest(page);
  return join(folder, ...(items[0]?.files[0] ?? '').split('/'));
}

export const namesOf = ({ folder }: ExportJob): readonly string[] =>
  readdirSync(folder, { recursive: true }).map(String);

export const checkFirst = (page: Page): Promise<void> =>
  jobs(page)
    .first()
    .getByRole('button', { name: /^Check the bundle/ })
    .click();

/** Takes an export off the list, with its files. */
export async function removeWithFiles(page: Page, id: string): Promise<void> {
  await page.evaluate(async (done) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    await request['exports.remove']({ id: done as ExportId, deletesFiles: true });
  }, id);
}
