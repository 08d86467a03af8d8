/** Archived footage of Tencent IVP: found on the timeline, ordered back by keys, ready, and played. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until, type Session } from './harness.ts';
import { orderFootage } from './past-screen.ts';
import { activity, statusBar } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const OPTIONS = {
  cameras: 12,
  wall: 1,
  vendors: ['tencent-ivp', 'huawei-ivm'],
  viewport: { width: 1280, height: 720 },
} as const;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The archive holds the days around the moments below without a gap. */
async function orderArchive(session: Session): Promise<void> {
  const range = { fromMs: Date.now() - 28 * DAY_MS, toMs: Date.now() - 22 * DAY_MS };
  await orderFootage(session, { vendor: 'tencent-ivp', place: 'cloud' }, 'recorded', range);
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Archived footage' });
const tasks = (page: Page) => panel(page).getByRole('listitem');

/** A camera that records in its cloud, by the number on screen. */
const recorderOf = (page: Page, vendor: string): Promise<number> =>
  page.evaluate(async (wanted) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const accounts = await request['account.list']({});
    const account = accounts.ok ? accounts.value.find((one) => one.vendor === wanted) : undefined;
    if (account === undefined) throw new Error(`no account of ${wanted}`);
    const rows = await request['directory.page']({ accountId: account.id, cursor: null, limit: 100 });
    const channels = rows.ok ? rows.value.channels : [];
    const camera = channels.find((one) => one.reachable === 'online' && one.capabilities.includes('cloud-record'));
    if (camera === undefined) throw new Error('no camera that records in the cloud');
    return camera.number;
  }, vendor);

/** A moment that the simulated cloud has archived. @param byMs later by so much. */
const archivedAt = (byMs: number): string => {
  const atMs = Math.floor(Date.now() / DAY_MS) * DAY_MS - 25 * DAY_MS + 2.5 * HOUR_MS + byMs;
  return `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
};

async function openCamera(page: Page, number: number): Promise<void> {
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+f');
  await page.getByRole('combobox', { name: 'Add a camera by number or name' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(String(number));
  await page.getByRole('option', { name: new RegExp(`^${number} `) }).waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByRole('list', { name: 'Cameras in playback' })
    .getByText(/ % of the view recorded|nothing recorded in view/)
    .last()
    .waitFor();
}
/** Leads from the veil of an archived moment to the form of the order. */
async function openForm(page: Page): Promise<void> {
  await openCamera(page, await recorderOf(page, 'tencent-ivp'));
  await page.getByRole('button', { name: 'Retrieve archived footage' }).first().waitFor();
  const field = page.getByRole('textbox', { name: 'Date and time' });
  await field.fill(archivedAt(0));
  await field.press('Enter');
  await page
    .getByText('The cloud keeps archived footage somewhere around this moment. It must be retrieved first.')
    .waitFor();
  await page
    .getByRole('group', { name: 'Recordings of the cameras' })
    .getByRole('button', { name: 'Retrieve archived footage' })
    .click();
  await panel(page).getByRole('textbox', { name: 'From' }).waitFor();
}

/** Orders an hour by the form, and waits until the footage is back. */
async function bringBack(page: Page): Promise<void> {
  await panel(page).getByRole('textbox', { name: 'From', exact: true }).fill(archivedAt(0));
  await panel(page).getByRole('textbox', { name: 'To', exact: true }).fill(archivedAt(HOUR_MS));
  await panel(page)
    .getByRole('textbox', { name: /^Task name/ })
    .fill('van-at-the-gate');
  await page.keyboard.press('Enter');
  await statusBar(page).getByText('Archived footage is back: van-at-the-gate').waitFor({ timeout: 60_000 });
}

describe('archived footage that is ordered', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  beforeAll(() => orderArchive(session()));

  // @promise retrieval.span: The order of archived footage begins with the archived span at the moment.
  it('the veil of archived footage leads to the order, which has the archived span and a name', async () => {
    const { page } = session();
    await openForm(page);
    for (const name of ['From', 'To']) {
      expect(await panel(page).getByRole('textbox', { name, exact: true }).inputValue()).toMatch(
        /^\d{4}-\d\d-\d\d \d\d:/,
      );
    }
    await panel(page).getByText('No retrievals.').waitFor();
    expect(await auditPage(page)).toEqual([]);
  });

  // @promise retrieval.words: Words that are no moment stay in the form of an order, with the reason.
  it('words that are no moment stay in the field with the reason, and nothing is ordered', async () => {
    const { page } = session();
    const to = panel(page).getByRole('textbox', { name: 'To', exact: true });
    const before = await to.inputValue();
    await to.fill('some time');
    await page.keyboard.press('Enter');
    await panel(page).getByRole('alert').waitFor();
    expect(await to.inputValue()).toBe('some time');
    await panel(page).getByText('No retrievals.').waitFor();
    await to.fill(before);
  });

  // @promise retrieval.by-keys: Footage is ordered by keys, the list shows how far the task is, and the end is reported in
  // the status bar.
  it('footage is ordered by keys, the list shows the progress of the task, and the status bar shows its end', async () => {
    const { page } = session();
    await panel(page).getByRole('textbox', { name: 'From', exact: true }).fill(archivedAt(0));
    await panel(page).getByRole('textbox', { name: 'To', exact: true }).fill(archivedAt(HOUR_MS));
    expect(
      await panel(page)
        .getByText(/^This range becomes/)
        .count(),
    ).toBe(0);
    const name = panel(page).getByRole('textbox', { name: /^Task name/ });
    await name.fill('van-at-the-gate');
    await page.keyboard.press('Enter');
    await until(async () => (await tasks(page).count()) === 1, 'the task is in the list');
    await statusBar(page).getByText('Archived footage is back: van-at-the-gate').waitFor({ timeout: 60_000 });
    await tasks(page)
      .getByText(/^Done, \d+ s$/)
      .waitFor();
    await tasks(page)
      .getByText(/1 of 1 camera ready, [\d.]+ MB, kept for 7 days/)
      .waitFor();
    await panel(page)
      .getByText(/^Tasks of this client took \d+ s \(median\)\.$/)
      .waitFor();
  });

  // @promise retrieval.tile-waits: A tile that waits for archived footage shows the footage by itself once it is back.
  it('a tile that waited for archived footage shows the footage by itself once it is back', async () => {
    const { page } = session();
    const showsPicture = async (): Promise<boolean> => (await page.locator('.tile-frame[data-picture]').count()) === 1;
    await until(showsPicture, 'the picture of the moment that was archived');
  });

  // @promise retrieval.several: An order that becomes several tasks says so before.
  it('an order that becomes several tasks says so before', async () => {
    const { page } = session();
    const to = panel(page).getByRole('textbox', { name: 'To', exact: true });
    const before = await to.inputValue();
    await to.fill(archivedAt(DAY_MS));
    await panel(page)
      .getByText(/^This range becomes 3 tasks: /)
      .waitFor();
    await to.fill(before);
  });
});

describe('archived footage that is back', () => {
  const session = sharedClient(OPTIONS, { isStory: true });
  beforeAll(async () => {
    await orderArchive(session());
    await openForm(session().page);
    await bringBack(session().page);
  });

  // @promise retrieval.plays: Footage that was brought back shows as recorded and plays.
  it('footage that was brought back is recorded on the timeline and plays', async () => {
    const { page } = session();
    const play = tasks(page).getByRole('button', { name: 'Play van-at-the-gate' });
    await play.focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('group', { name: /^\d+ .+, (Recorded|picture)$/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const positions = (): Promise<readonly number[]> =>
      page
        .locator('.playback-grid video')
        .evaluateAll((all) => all.map((one) => (one as HTMLVideoElement).currentTime));
    await until(async () => {
      const before = await positions();
      await page.evaluate(() => new Promise(requestAnimationFrame));
      return (await positions()).some((sec, i) => sec > (before[i] ?? sec));
    }, 'the footage goes on playing');
  });

  // @promise failures.into-archive: Playing into archived footage reports it with the way to order it back, and the
  // clock continues.
  it('playing out of the footage that was brought back stops at the archived footage, says so with the way to order it, and the clock continues', async () => {
    const { page } = session();
    const field = page.getByRole('textbox', { name: 'Date and time' });
    await field.fill(archivedAt(HOUR_MS - 5_000));
    await field.press('Enter');
    const tiles = page.getByRole('group', { name: 'Recordings of the cameras' });
    await until(
      async () => (await tiles.locator('[data-picture]').count()) === 1,
      'the last seconds before the archive',
    );
    await tiles.getByText('The cloud keeps archived footage somewhere around this moment.').waitFor();
    await tiles.getByRole('button', { name: 'Retrieve archived footage' }).waitFor();
    expect(await tiles.locator('[data-picture]').count()).toBe(0);
    const moment = page.getByRole('slider', { name: 'Moment' });
    const atSec = async (): Promise<number> => Number(await moment.getAttribute('aria-valuenow'));
    const fromSec = await atSec();
    await until(async () => (await atSec()) > fromSec, 'the clock goes on');
  });

  // @promise retrieval.name-taken: A name that is taken is refused with the reason, and what was typed stays.
  it('a name that is taken is refused with the reason, and what was typed stays', async () => {
    const { page } = session();
    const name = panel(page).getByRole('textbox', { name: /^Task name/ });
    await name.fill('van-at-the-gate');
    await name.press('Enter');
    await panel(page).getByRole('alert').first().waitFor();
    expect(await name.inputValue()).toBe('van-at-the-gate');
    expect(await tasks(page).count()).toBe(1);
  });

  // @promise retrieval.deletion: A deletion of a task is asked about first.
  it('a task is deleted, the panel closes by Escape, and screen readers read both languages', async () => {
    const { page } = session();
    await panel(page).getByRole('button', { name: 'Close archived footage' }).focus();
    await page.keyboard.press('Alt+Shift+l');
    await page.getByRole('complementary', { name: '归档录像' }).waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Alt+Shift+l');
    const trash = tasks(page).getByRole('button', { name: 'Delete the retrieval van-at-the-gate' });
    await trash.click();
    const question = page.getByRole('dialog', { name: 'Delete the retrieval van-at-the-gate?' });
    await question.waitFor();
    expect(await auditPage(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await trash.and(page.locator(':focus')).waitFor();
    expect(await tasks(page).count()).toBe(1);
    await trash.click();
    await question.getByRole('button', { name: 'Delete the task' }).click();
    await panel(page).getByText('No retrievals.').waitFor();
    await panel(page).getByRole('button', { name: 'Close archived footage' }).focus();
    await page.keyboard.press('Escape');
    await panel(page).waitFor({ state: 'detached' });
  });

  it('a camera of a cloud without such tasks says so in place of the form', async () => {
    const { page } = session();
    await openCamera(page, await recorderOf(page, 'huawei-ivm'));
    await activity(page, 'Playback').focus();
    await page.keyboard.press('Shift+U');
    await panel(page)
      .getByText('The selected camera lies in a cloud that does not bring archived footage back by order.')
      .waitFor();
  });
});
