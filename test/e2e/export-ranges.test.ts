/** The range of an export and its place on the timeline; exports with wishes, and one that is deleted. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { exportTenSeconds, jobs, latest, mayOrder, moment, panel, removeWithFiles } from './exports-screen.ts';
import { until } from './harness.ts';
import { isInPart, orderLastDays, stampMs } from './past-screen.ts';
import { expectZippedFilm } from './saved-library.ts';
import { sharedClient } from './shared-client.ts';

const OPTIONS = { cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } } as const;

describe('the range of an export', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  beforeAll(async () => {
    await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
    await exportTenSeconds(session().page);
  });

  it('footage that was exported is marked on the timeline, and the mark is gone to', async () => {
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

  // @promise export.typed-stays: What was typed into an export stays when its range is refused.
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

  // @promise failures.no-room: An export that the disk has no room for is refused with the bytes that it needs, and no
  // size is believed that no camera can send.
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

  // @promise export.zone: Playback and exports read all moments in the one zone that was chosen; what was typed stays
  // the same moment.
  it('the zone that was chosen is that of the typed range and of the list of exports', async () => {
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

  // @promise screen.one-part: There is one part from A to B: a drag on the rows, the keys [ and ], and the fields of
  // the export set the same part, which the timeline draws and which is repeated, exported and bookmarked.
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
});

describe('exports with wishes', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  beforeAll(async () => {
    await orderLastDays(session(), { vendor: 'huawei-ivm', place: 'cloud' });
    await exportTenSeconds(session().page);
  });

  // @promise copy.ordered: Copies that are ordered with an export are made at its end by one window.
  it('copies that are ordered with an export are made at its end, and marked as copies', async () => {
    const { page } = session();
    await page.keyboard.press('Control+2');
    await page.keyboard.press('e');
    const wish = panel(page).getByRole('checkbox', { name: 'Also copies with time and camera in the picture' });
    await wish.check();
    await mayOrder(page);
    expect(await auditPage(page)).toEqual([]);
    const before = (await latest(page)).id;
    await panel(page).getByRole('button', { name: 'Export 1 camera' }).click();
    await until(async () => (await latest(page)).id !== before, 'the export is on the list');
    await until(async () => (await latest(page)).copies[0]?.state === 'done', 'the copy is made', 60_000);
    const { id, copies, wantsCopies } = await latest(page);
    expect([copies.length, wantsCopies]).toEqual([1, false]);
    expect(copies[0]?.file).toMatch(/ copy with time\.mp4$/);
    await removeWithFiles(page, id);
  });

  // @promise export.film-in-zip
  it('the film of an export that is a ZIP plays in the client, in place', async () => {
    const { page } = session();
    await page.keyboard.press('Control+2');
    await page.keyboard.press('e');
    await panel(page).getByRole('radio', { name: 'ZIP' }).click();
    await mayOrder(page);
    const before = (await latest(page)).id;
    await panel(page).getByRole('button', { name: 'Export 1 camera' }).click();
    await until(async () => (await latest(page)).id !== before, 'the export is on the list');
    await page.keyboard.press('Control+3');
    await until(async () => (await latest(page)).state === 'done', 'the ZIP is written', 60_000);
    await expectZippedFilm(page, jobs(page).first());
    const { id, folder, bundle } = await latest(page);
    expect(readdirSync(folder).filter((name) => name.startsWith(bundle ?? ''))).toEqual([bundle]);
    await removeWithFiles(page, id);
  });

  // @promise export.deleted: An export that leaves the list asks whether its files are deleted too.
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
});
