/** Video files of this computer in playback: dropped with their folders, played at the times of their names, and listed one by one. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import { flvBytes, mp4Bytes } from '../integration/player/video-files.ts';
import { auditPage } from './audit.ts';
import { dropFiles } from './drop-files.ts';
import { until } from './harness.ts';
import { shownPictures, type Shown } from './past-screen.ts';
import { activity } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** The header shows whole seconds, ten times a second. */
const HEAD_MS = 1_200;

const session = sharedClient({ cameras: 4, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });
const folder = mkdtempSync(join(tmpdir(), 'lanner-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Some hours ago, at twelve minutes past. */
const fromMs = Math.floor(Date.now() / HOUR_MS - 5) * HOUR_MS + 12 * MINUTE_MS;

const panel = (page: Page) => page.getByRole('complementary', { name: 'Video files of this computer' });
const item = (page: Page, name: string) => panel(page).getByRole('listitem').filter({ hasText: name });
const tile = (page: Page, name: string) => page.getByRole('group', { name: new RegExp(`^${name}, `) });

function put(path: string, bytes: Buffer): string {
  const whole = join(folder, path);
  mkdirSync(dirname(whole), { recursive: true });
  writeFileSync(whole, bytes);
  return whole;
}

/** `2026/11/24/03` by the clock of the client. */
async function hourFolders(page: Page): Promise<string> {
  const offsetMs = await page.evaluate((ms) => -new Date(ms).getTimezoneOffset() * 60_000, fromMs);
  return new Date(fromMs + offsetMs).toISOString().slice(0, 13).replace(/[-T]/g, '/');
}

/** The only tile with a picture, once its picture is of the moment that its header shows, at or after another moment. */
async function untilShown(page: Page, aboveMs: number): Promise<number> {
  let found: Shown | null = null;
  await until(async () => {
    const [shown] = await shownPictures(page);
    found = shown ?? null;
    const codeMs = shown?.codeMs ?? null;
    return codeMs !== null && codeMs >= aboveMs && Math.abs(codeMs - (shown?.headMs ?? 0)) < HEAD_MS;
  }, 'the picture is of the moment that the header tells');
  return (found as Shown | null)?.codeMs ?? 0;
}

// @promise file.folder: A folder that is dropped plays at the times of its names.
it('a folder of Huawei VIS that is dropped plays at the times of its names', async () => {
  const { page } = session();
  const hour = await hourFolders(page);
  put(`dock-7/${hour}/12.00_12.30.flv`, flvBytes(fromMs, fromMs + 30_000));
  put(`dock-7/${hour}/12.30_13.00.flv`, flvBytes(fromMs + 30_000, fromMs + 60_000));
  await activity(page, 'Playback').click();
  await dropFiles(page.locator('.playback-drop'), [join(folder, 'dock-7')]);
  await tile(page, 'dock-7').waitFor();
  const first = await untilShown(page, fromMs - 1);
  expect(first - fromMs).toBeLessThan(1_000);
  await tile(page, 'dock-7').getByText('by its name').waitFor();
  await expect.poll(() => item(page, '12.00_12.30.flv').innerText()).toContain('the zone above is assumed');
});

it('the picture plays on, is sought by key, and continues in the next file', async () => {
  const { page } = session();
  await tile(page, 'dock-7').click();
  await page.keyboard.press('k');
  await untilShown(page, fromMs + 1_500);
  await page.keyboard.press('k');
  await page.keyboard.press('Shift+ArrowRight');
  const second = await untilShown(page, fromMs + 31_000);
  await page.keyboard.press('ArrowLeft');
  await until(
    async () => ((await shownPictures(page))[0]?.codeMs ?? Infinity) < second - 4_000,
    'an earlier picture shows',
  );
});

// @promise file.completed: A name without date and hour is completed by the operator.
it('a file without its folders asks for its hour, and plays once the hour is typed', async () => {
  const { page } = session();
  const path = put('alone/12.00_12.20.flv', flvBytes(fromMs, fromMs + 20_000));
  await dropFiles(page.locator('.playback-drop'), [path]);
  const row = item(page, '12.00_12.20.flv');
  await row.getByText('The name says minutes and seconds only.').waitFor();
  await row.getByRole('textbox').focus();
  const typed = await page.evaluate((ms) => new Date(ms).toLocaleString('sv-SE').slice(0, 16), fromMs + 20 * MINUTE_MS);
  await page.keyboard.type(typed);
  await page.keyboard.press('Enter');
  await row.getByText('begin typed here').waitFor();
  await until(async () => (await shownPictures(page)).length === 2, 'both tiles show a picture');
  for (const { codeMs } of await shownPictures(page)) expect(Math.abs((codeMs ?? 0) - fromMs)).toBeLessThan(1_000);
});

// @promise file.words: Every file that cannot be played has its own words.
// @promise failures.broken-file
it('files that are broken, empty or no video are reported one by one, and nothing that was open is lost', async () => {
  const { page } = session();
  const files = [
    put('bad/noise.flv', Buffer.from('no video at all')),
    put('bad/empty.mp4', Buffer.alloc(0)),
    put('bad/letter.txt', Buffer.from('a letter')),
    put('bad/torn.mp4', mp4Bytes(fromMs, fromMs + 5_000).subarray(0, 300)),
  ];
  await dropFiles(page.locator('.playback-drop'), files);
  await item(page, 'noise.flv').getByText('This is no FLV or MP4 file').waitFor();
  await item(page, 'empty.mp4').getByText('The file is empty.').waitFor();
  await item(page, 'torn.mp4').getByText('The player finds no pictures that it can show').waitFor();
  await item(page, 'letter.txt').getByText('The name ends neither in .flv nor in .mp4.').waitFor();
  expect(await shownPictures(page)).toHaveLength(2);
  expect(await auditPage(page)).toEqual([]);
});

// @promise file.keys: Video files are opened, closed and played by keys.
it('files are chosen and closed by keys alone, and an MP4 file plays at a begin that is typed', async () => {
  const { page } = session();
  const path = put('mine.mp4', mp4Bytes(fromMs, fromMs + 10_000));
  // Some steps before the key: the browser needs a moment until it reports a chooser instead of showing one.
  const asked = page.waitForEvent('filechooser');
  await panel(page).getByRole('button', { name: 'Close all' }).press('Enter');
  await page.getByText('Choose cameras to see their recordings').waitFor();
  await page.keyboard.press('Escape');
  await panel(page).waitFor({ state: 'detached' });
  await page.keyboard.press('Alt+o');
  const choose = panel(page).locator('button').filter({ hasText: 'Choose files' });
  await until(() => choose.evaluate((button) => button === document.activeElement), 'the panel has the focus');
  await page.keyboard.press('Enter');
  await (await asked).setFiles([path]);
  const row = item(page, 'mine.mp4');
  await row.getByText('The name says no time.').waitFor();
  await row.getByRole('textbox').focus();
  await page.keyboard.type(await page.evaluate((ms) => new Date(ms).toLocaleString('sv-SE'), fromMs));
  await page.keyboard.press('Enter');
  const codeMs = await untilShown(page, fromMs - 1);
  expect(codeMs - fromMs).toBeLessThan(1_000);
  expect(await auditPage(page)).toEqual([]);
});
