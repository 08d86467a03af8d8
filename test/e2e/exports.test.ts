/** Exports: ordered from playback by keys, followed to the end, copied, checked and altered. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTimeCode } from '../simulator/media/time-code.ts';
import { auditPage } from './audit.ts';
import { moviePictures, pictureAt, withDecoder, writtenTime } from './copies.ts';
import { dropFiles } from './drop-files.ts';
import {
  check,
  checkFirst,
  chooseTenSeconds,
  exportTenSeconds,
  jobs,
  latest,
  mayOrder,
  movieOf,
  namesOf,
  panel,
  untilDone,
} from './exports-screen.ts';
import { until, withClient } from './harness.ts';
import { missingKeyring, withKeyring } from './keyring.ts';
import { orderLastDays } from './past-screen.ts';
import { activity, statusBar } from './screen.ts';
import { expectFilm, expectLibrary } from './saved-library.ts';
import { sharedClient } from './shared-client.ts';

const OPTIONS = { cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } } as const;

describe('an export and its copies', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  beforeAll(async () => {
    await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
  });

  // @promise export.order: An export is ordered beside the pictures: the part from A to B, cameras, form, purpose and
  // author.
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

  // @promise copy.by-key: A copy says that it is one in each picture, in its name and in the list.
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

  // @promise copy.cancelled: A copy that is cancelled leaves nothing and changes nothing.
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

  // @promise copy.undecodable: Pictures that this computer cannot decode, as is usual with H.265, make no copy, and the
  // list says so.
  it('pictures that this computer cannot decode make no copy, and the list says so', async () => {
    const { page } = session();
    const row = jobs(page).first();
    await withDecoder(page, 'that refuses', async () => {
      await row.getByRole('button', { name: /^Make a copy/ }).click();
      await row.getByText('No copy can be made: the pictures of this file cannot be read.').waitFor();
    });
    expect(await auditPage(page)).toEqual([]);
  });
});

describe('the check of a bundle', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  beforeAll(async () => {
    await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
    await exportTenSeconds(session().page);
  });

  // @promise evidence.screen: The check of a bundle says that nobody signed, and names the file in which one byte was
  // altered.
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

  // @promise evidence.dropped-screen: A bundle that is dropped on the screen is checked there, and what is no bundle
  // says so.
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

  // @promise evidence.dropped-anywhere
  it('a bundle that is dropped on the live wall or on playback is checked on the screen of exports', async () => {
    const { page } = session();
    const job = await latest(page);
    for (const [key, place] of [
      ['Control+1', '[data-tile]'],
      ['Control+2', '.playback-drop'],
    ] as const) {
      await page.keyboard.press(key);
      await page.locator(place).first().waitFor();
      await dropFiles(page.locator(place).first(), [join(job.folder, job.bundle ?? '')]);
      await check(page).getByText('Changed', { exact: true }).waitFor();
      await page.locator('.stage.exports').waitFor();
      await page.keyboard.press('Escape');
      await until(async () => (await check(page).count()) === 0, 'the check is closed');
    }
  });
});

// @promise evidence.restart: A bundle is valid after a restart too.
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
