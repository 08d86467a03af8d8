/** The library of snapshots and clips, as a person looks through it. */
import { existsSync, rmSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { activity, statusBar } from './screen.ts';

/** The snapshot of the run before is on the list and shows in the client; a file that left the disk is said to be gone. */
export async function expectLibrary(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Snapshots and clips' }).click();
  const rows = page.getByRole('list', { name: 'Saved earlier' }).getByRole('listitem');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(1);
  expect(await page.getByRole('list', { name: 'Saved since Lanner was started' }).count()).toBe(0);
  expect(await rows.first().innerText()).toMatch(/^Snapshot/);
  expect(await auditPage(page)).toEqual([]);
  const path = (await rows.first().locator('.mono').innerText()).trim();
  expect(path).toMatch(/101 .*\.png$/);
  expect(existsSync(path)).toBe(true);
  await changeText(page, '=');
  await rows
    .first()
    .getByRole('button', { name: /^Show / })
    .press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Snapshot/ });
  const picture = dialog.getByRole('img');
  await until(() => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth >= 640), 'it shows');
  expect(await auditPage(page)).toEqual([]);
  await until(() => isInsideWindow(dialog), 'it fits into the window at 150 % text');
  await page.keyboard.press('Escape');
  await picture.waitFor({ state: 'detached' });
  await changeText(page, '-');
  rmSync(path);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await rows.first().getByText('not on the disk any more').waitFor();
  await rows
    .first()
    .getByRole('button', { name: /^Delete / })
    .click();
  await page.getByRole('button', { name: 'Take off the list' }).click();
  await page.getByText('No snapshot and no clip yet').waitFor();
}

/** The newest clip plays in the client, over the list. The page is on the live wall before and after. */
export async function expectClip(page: Page): Promise<void> {
  await statusBar(page)
    .getByRole('button', { name: /^Saved files: / })
    .click();
  await page.getByRole('button', { name: 'All snapshots and clips' }).click();
  const row = page.getByRole('list', { name: 'Saved since Lanner was started' }).getByRole('listitem').first();
  await row.getByRole('button', { name: /^Play / }).click();
  await untilPlayed(page, /^Clip · /);
  await activity(page, 'Live').click();
}

/** The first film of an export, and its copy, play in the client, over the list. */
export async function expectFilm(page: Page, job: Locator): Promise<void> {
  for (const name of [/^Play .+\d\.mp4$/, /^Play .+ copy with time\.mp4$/]) {
    await job.getByRole('button', { name }).first().press('Enter');
    await untilPlayed(page, /^101 /);
  }
}

/** Three steps of the text size: from 100 to 150 % with `=`, and back with `-`. */
async function changeText(page: Page, key: '=' | '-'): Promise<void> {
  for (let step = 0; step < 3; step += 1) await page.keyboard.press(`Control+${key}`);
}

async function isInsideWindow(one: Locator): Promise<boolean> {
  const [box, view] = [await one.boundingBox(), one.page().viewportSize()];
  if (box === null || view === null) return false;
  return box.x >= 0 && box.y >= 0 && box.x + box.width <= view.width && box.y + box.height <= view.height;
}

/** The film of an export that is a ZIP plays in the client. */
export async function expectZippedFilm(page: Page, job: Locator): Promise<void> {
  await job.getByText('Copies with time are made of MP4 files').waitFor();
  await job.getByRole('button', { name: /^Play .+\d\.mp4$/ }).press('Enter');
  await untilPlayed(page, /^101 /);
}

async function untilPlayed(page: Page, title: RegExp): Promise<void> {
  const video = page.getByRole('dialog', { name: title }).locator('video');
  const plays = (one: Element): boolean =>
    one instanceof HTMLVideoElement && one.videoWidth >= 640 && one.currentTime > 1;
  await until(() => video.evaluate(plays), 'the film plays');
  await page.keyboard.press('Escape');
  await video.waitFor({ state: 'detached' });
}
