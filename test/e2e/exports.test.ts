/** Exports: ordered from playback by keys, followed to the end, checked, altered, marked and deleted. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { readTimeCode } from '../simulator/media/time-code.ts';
import { auditPage } from './audit.ts';
import { moviePictures, pictureAt, withDecoder, writtenTime } from './copies.ts';
import { dropFiles } from './drop-files.ts';
import {
  check,
  checkFirst,
  chooseTenSeconds,
  jobs,
  latest,
  mayOrder,
  moment,
  movieOf,
  namesOf,
  panel,
  untilDone,
} from './exports-screen.ts';
import { until, withClient } from './harness.ts';
import { missingKeyring, withKeyring } from './keyring.ts';
import { isInPart, orderLastDays, stampMs } from './past-screen.ts';
import { activity, statusBar } from './screen.ts';
import { expectFilm, expectLibrary } from './saved-library.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } }, { isStory: true });

beforeAll(async () => {
  await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
});

it('the part from A to B is exported by keys alone, as a bundle with purpose and author', async () => {
  const { page } = session();
  await chooseTenSeconds(page);
  await page.keyboard.press('e');
  await panel(page).getByText('10 s', { exact: true }).waitFor();
  await panel(page)
    .getByText(/^(?:about )?\d[\d.]* [kMG]B, \d[\d.]* GB free on the disk$/)
    .waitFor();
  expect(await auditPage(page)).toEqual([]);
  await panel(page).getByLabel('Purpose, stands in the list of files').focus();
  await page.keyboard.type('Case 0714-03');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Li');
  await mayOrder(page);
  await page.keyboard.press('Enter');
  await statusBar(page).getByText('Exporting 1 camera').waitFor();
  await page.keyboard.press('Control+3');
  await untilDone(page, 1);
  const row = jobs(page).first();
  for (const words of ['Case 0714-03', 'Li', 'not signed: this computer has no keychain'])
    expect(await row.innerText()).toContain(words);
  const job = await latest(page);
  expect(job.range.toMs - job.range.fromMs).toBeLessThanOrEqual(11_000);
  const names = readdirSync(join(job.folder, job.bundle ?? ''), { recursive: true }).map(String);
  expect(names.some((name) => name.endsWith('.mp4'))).toBe(true);
  expect(names).toContain('manifest.json');
  expect(await auditPage(page)).toEqual([]);
});

it('a copy with time and camera is made by key beside the bundle; the time below a picture is that of the picture', async () => {
  const { page } = session();
  const original = await movieOf(page);
  const before = readFileSync(original);
  const way = jobs(page)
    .first()
    .getByRole('button', { name: /^Make a copy with time and camera in the picture/ });
  await way.focus();
  await page.keyboard.press('Enter');
  await jobs(page).first().getByText('Copy, re-encoded, not the original').waitFor({ timeout: 60_000 });
  expect(await auditPage(page)).toEqual([]);
  const { folder, copies } = await latest(page);
  const path = join(folder, ...(copies[0]?.file ?? '').split('/'));
  expect(path).toMatch(/ copy with time\.mp4$/);
  const [from, to] = [moviePictures(original), moviePictures(path)];
  expect(to.count).toBe(from.count);
  expect(to.width).toBe(from.width);
  expect(to.height).toBeGreaterThan(from.height);
  for (const at of [0, Math.floor(to.count / 2), to.count - 1]) {
    const rgba = pictureAt(path, at);
    const shownMs = readTimeCode(rgba.subarray(0, to.width * from.height * 4), to.width, from.height);
    expect(shownMs).not.toBeNull();
    const written = await writtenTime(page, { rgba, ...to, top: from.height, nearMs: shownMs ?? 0 });
    expect(Math.abs(written - (shownMs ?? 0))).toBeLessThanOrEqual(1_500);
  }
  expect(readFileSync(original).equals(before)).toBe(true);
  await expectFilm(page, jobs(page).first());
});

it('a copy that is cancelled leaves nothing, also where the decoder hangs', async () => {
  const { page } = session();
  const row = jobs(page).first();
  await withDecoder(page, 'that hangs', async () => {
    await row.getByRole('button', { name: /^Make a copy/ }).click();
    await row.getByRole('progressbar').waitFor();
    expect(await auditPage(page)).toEqual([]);
    await until(async () => namesOf(await latest(page)).some((name) => name.endsWith('.part')), 'the copy is begun');
    await row.getByRole('button', { name: /^Cancel the copy of/ }).click();
    await row.getByRole('button', { name: /^Make a copy/ }).waitFor();
  });
  const job = await latest(page);
  expect(job.copies).toHaveLength(1);
  expect(namesOf(job).filter((name) => /part$|time 2/.test(name))).toEqual([]);
});

it('pictures that this computer cannot decode make no copy, and the list says so', async () => {
  const { page } = session();
  const row = jobs(page).first();
  await withDecoder(page, 'that refuses', async () => {
    await row.getByRole('button', { name: /^Make a copy/ }).click();
    await row.getByText('No copy can be made: the pictures of this file cannot be read.').waitFor();
  });
  expect(await auditPage(page)).toEqual([]);
});

it('the check of a bundle says that nobody signed, and names the file in which one byte was altered', async () => {
  const { page } = session();
  await checkFirst(page);
  await check(page).getByText('The files are unchanged, but nobody signed').waitFor();
  expect(await auditPage(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await until(async () => (await check(page).count()) === 0, 'the check is closed');
  const job = await latest(page);
  const folder = join(job.folder, job.bundle ?? '');
  const name = readdirSync(folder, { recursive: true })
    .map(String)
    .find((one) => one.endsWith('.mp4'));
  if (name === undefined) throw new Error('the bundle has a recording');
  const bytes = readFileSync(join(folder, name));
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(join(folder, name), bytes);
  await checkFirst(page);
  await check(page).getByText('Changed', { exact: true }).waitFor();
  const altered = check(page).getByRole('listitem').filter({ hasText: 'altered' });
  expect(await altered.count()).toBe(1);
  expect(await altered.innerText()).toContain('.mp4');
  await page.keyboard.press('Escape');
});

it('a bundle that is dropped on the screen is checked there, also as a chosen ZIP, and what is no bundle says so', async () => {
  const { page, dataDir } = session();
  const job = await latest(page);
  const stage = page.locator('.stage.exports');
  await dropFiles(stage, [join(job.folder, job.bundle ?? '')]);
  await check(page).getByText('Changed', { exact: true }).waitFor();
  const altered = check(page).getByRole('listitem').filter({ hasText: 'altered' });
  await until(async () => (await altered.count()) === 1, 'the altered file is named');
  await check(page)
    .getByText(/sees no links in a folder/)
    .waitFor();
  expect(await auditPage(page)).toEqual([]);
  const file = join(dataDir, 'no-bundle.zip');
  writeFileSync(file, 'no ZIP');
  await dropFiles(stage, [file]);
  await check(page).getByText('This is no bundle of evidence.').waitFor();
  await dropFiles(stage, [file, join(job.folder, job.bundle ?? '')]);
  await check(page)
    .getByText(/^More than one thing was dropped/)
    .waitFor();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+C');
  await (await chooser).setFiles(file);
  await check(page).getByText('This is no bundle of evidence.').waitFor();
  await page.keyboard.press('Escape');
});

it('what was exported is marked on the timeline, and the mark is gone to', async () => {
  const { page } = session();
  await page.keyboard.press('Control+2');
  const job = await latest(page);
  await page.locator('.tile-frame').first().focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('PageUp');
  const second = Math.floor(job.range.fromMs / 1_000) * 1_000;
  await until(async () => {
    return Math.abs(stampMs((await moment(page)) ?? '') - second) <= 1_000;
  }, 'playback stands at the begin of the export');
});

it('a range that is not over is refused with the reason, and what was typed stays', async () => {
  const { page } = session();
  await page.keyboard.press('e');
  const until2099 = panel(page).getByLabel('To', { exact: true });
  await until2099.fill('2099-01-01 00:00:00 UTC');
  await panel(page).getByLabel('Purpose, stands in the list of files').fill('Too early');
  await page.keyboard.press('Enter');
  await panel(page).getByRole('alert').waitFor();
  expect(await until2099.inputValue()).toBe('2099-01-01 00:00:00 UTC');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  expect(await panel(page).getByLabel('Purpose, stands in the list of files').inputValue()).toBe('Too early');
  await page.keyboard.press('Escape');
});

it('an export that the disk has no room for is refused with what it needs and what helps, and a shorter range can be ordered', async () => {
  const { page, control } = session();
  const dayAgo = (days: number): string =>
    `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  await page.keyboard.press('e');
  const [from, to] = ['From', 'To'].map((label) => panel(page).getByLabel(label, { exact: true }));
  const before = [await from?.inputValue(), await to?.inputValue()];
  // As much as cameras can send at all: terabytes.
  await control('POST', '/clouds/traits', { vendor: 'huawei-ivm', toldBytesPerSec: 24e6 });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+R');
  await page.keyboard.press('e');
  await from?.fill(dayAgo(1));
  await to?.fill(dayAgo(0.1));
  await panel(page)
    .getByText(
      /^Too little space\. The export needs [\d.]+ [GT]B in .+ Choose fewer cameras or a shorter range, or free space\.$/,
    )
    .waitFor();
  expect(await panel(page).getByRole('button', { name: 'Export 1 camera' }).isDisabled()).toBe(true);
  expect(await auditPage(page)).toEqual([]);
  await control('POST', '/clouds/traits', { vendor: 'huawei-ivm', toldBytesPerSec: 96_000 });
  await from?.fill(before[0] ?? '');
  await to?.fill(before[1] ?? '');
  await panel(page).getByRole('button', { name: 'Export 1 camera', disabled: false }).waitFor();
  await page.keyboard.press('Escape');
});

it('the zone that was chosen holds for the typed range and for the list of exports', async () => {
  const { page } = session();
  await page.keyboard.press('e');
  const from = panel(page).getByLabel('From', { exact: true });
  await until(async () => / UTC\+8$/.test(await from.inputValue()), 'the begin is of the zone of this computer');
  const here = (await from.inputValue()).replace(' UTC+8', '+08:00');
  await page.getByRole('radio', { name: 'UTC', exact: true }).click();
  await until(async () => / UTC$/.test(await from.inputValue()), 'the begin is of UTC');
  const there = (await from.inputValue()).replace(' UTC', 'Z');
  expect(Date.parse(there)).toBe(Date.parse(here));
  await panel(page).getByRole('button', { name: 'Close the export' }).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+3');
  await jobs(page).first().waitFor();
  const offsets = async () => [...new Set((await jobs(page).first().innerText()).match(/UTC[+−]?[\d:]*/g) ?? [])];
  await until(async () => (await offsets()).join() === 'UTC', 'the list is of UTC');
  await page.keyboard.press('Control+2');
  await page.getByRole('radio', { name: 'Here (UTC+8)' }).click();
  await until(async () => / UTC\+8$/.test((await moment(page)) ?? ''), 'the moment is of the zone of this computer');
});

it('a part that is dragged on the timeline stands in the export, and a part that is typed there stands on the timeline', async () => {
  const { page } = session();
  const board = page.getByRole('slider', { name: 'Moment' });
  const box = await board.boundingBox();
  if (box === null) throw new Error('the timeline is not there');
  const y = box.y + 22 + 15;
  const [fromX, toX] = [box.x + box.width * 0.3, box.x + box.width * 0.4];
  const hovered = async (x: number): Promise<number> => {
    await page.mouse.move(x, y);
    return stampMs(await page.locator('.tml-tip .mono').innerText());
  };
  const [fromMs, toMs] = [await hovered(fromX), await hovered(toX)];
  await page.mouse.move(fromX, y);
  await page.mouse.down();
  await page.mouse.move((fromX + toX) / 2, y);
  await page.mouse.move(toX, y);
  await page.mouse.up();
  await page.keyboard.press('e');
  const [from, to] = [panel(page).getByLabel('From', { exact: true }), panel(page).getByLabel('To', { exact: true })];
  const fields = async (): Promise<readonly number[]> => [
    stampMs(await from.inputValue()),
    stampMs(await to.inputValue()),
  ];
  const pixelMs = (toMs - fromMs) / (toX - fromX);
  for (const [i, ms] of (await fields()).entries())
    expect(Math.abs(ms - (i === 0 ? fromMs : toMs))).toBeLessThan(2 * pixelMs);
  expect([await isInPart(page, 0.35), await isInPart(page, 0.5)]).toEqual([true, false]);
  const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  await to.fill(stamp(toMs + (toMs - fromMs)));
  await until(() => isInPart(page, 0.45), 'the typed end stands on the timeline');
  await page.keyboard.press('Escape');
  await board.focus();
  await page.keyboard.press('Escape');
  await until(async () => !(await isInPart(page, 0.35)), 'Escape takes the part away');
});

it('copies that are ordered with an export are made at its end, and marked as copies', async () => {
  const { page } = session();
  await page.keyboard.press('Control+2');
  await page.keyboard.press('e');
  const wish = panel(page).getByRole('checkbox', { name: 'Also copies with time and camera in the picture' });
  await wish.check();
  await mayOrder(page);
  expect(await auditPage(page)).toEqual([]);
  await panel(page).getByRole('button', { name: 'Export 1 camera' }).click();
  await until(async () => (await latest(page)).copies[0]?.state === 'done', 'the copy is made', 60_000);
  const { id, copies, wantsCopies } = await latest(page);
  expect([copies.length, wantsCopies]).toEqual([1, false]);
  expect(copies[0]?.file).toMatch(/ copy with time\.mp4$/);
  await page.evaluate(async (done) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    await request['exports.remove']({ id: done, deletesFiles: true });
  }, id);
});

it('an export is deleted with its files after a question', async () => {
  const { page } = session();
  const job = await latest(page);
  await page.keyboard.press('Control+3');
  await jobs(page)
    .first()
    .getByRole('button', { name: /^Delete the export/ })
    .click();
  const question = page.getByRole('dialog', { name: 'Delete the export?' });
  await question.waitFor();
  expect(await auditPage(page)).toEqual([]);
  await question.getByRole('button', { name: 'Delete with the files' }).click();
  await page.getByText('Nothing was exported yet').waitFor();
  expect(existsSync(join(job.folder, job.bundle ?? ''))).toBe(false);
});

it.skipIf(missingKeyring() !== null)(
  'a bundle is valid after a restart too, signed by the key of this installation; snapshots of the run before are listed',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'lanner-e2e-exports-'));
    try {
      await withKeyring(home, (env) =>
        withClient('exports', { cameras: 40, wall: 1, vault: 'system', env }, async (own) => {
          await chooseTenSeconds(own.page);
          await own.page.locator('.tile-frame[data-picture]').first().waitFor();
          await own.page.keyboard.press('Alt+s');
          await statusBar(own.page)
            .getByRole('button', { name: /^Saved files: / })
            .waitFor();
          await own.page.keyboard.press('e');
          await panel(own.page).getByRole('button', { name: 'Export 1 camera' }).click();
          await own.page.keyboard.press('Control+3');
          await untilDone(own.page, 1);
          await jobs(own.page)
            .first()
            .getByText(/signed, key [0-9A-F]{4}/i)
            .waitFor();
          await checkFirst(own.page);
          await check(own.page).getByText('Valid', { exact: true }).waitFor();
          await own.page.keyboard.press('Escape');
          const job = await latest(own.page);
          await dropFiles(own.page.locator('.stage.exports'), [join(job.folder, job.bundle ?? '')]);
          await check(own.page).getByText('Valid', { exact: true }).waitFor();
          const page = await own.restart();
          await activity(page, 'Exports').click();
          await checkFirst(page);
          await check(page).getByText('Valid', { exact: true }).waitFor();
          await page.keyboard.press('Escape');
          await expectLibrary(page);
        }),
      );
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  },
);
