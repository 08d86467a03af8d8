/** A wall with more cameras than tiles, as an operator pages through it. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until, untilPlaying, withClient } from './harness.ts';
import { layoutButton, statusBar, tile, viewersOf, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ cameras: 40, wall: 16 }, { isStory: true });

const paging = (page: Page) => page.getByRole('group', { name: 'Pages of the wall' });
const said = (page: Page, words: string | RegExp): Promise<void> => statusBar(page).getByText(words).waitFor();
const watched = async (): Promise<string[]> =>
  [...new Set((await viewersOf(session())).map(({ cameraName }) => cameraName))].toSorted();
const named = (all: readonly (string | null)[]): string[] =>
  all.flatMap((one) => (one === null ? [] : [one.replace(/^\d+ /, '')])).toSorted();
// @promise wall.pages: A layout with fewer tiles shows its cameras page by page.
it('the wall pages through the cameras that a smaller layout hides, by key and by button, and plays only the page that shows', async () => {
  const { page } = session();
  await untilPlaying(session(), 16);
  const all = await wallOf(page);
  await layoutButton(page, 4).click();
  await paging(page).getByText('page 1 of 4').waitFor();
  await paging(page).getByText('4 of 16 shown').waitFor();
  await said(page, /^Layout: 4 tiles\. 12 more on further pages/);
  expect(await wallOf(page)).toEqual(all.slice(0, 4));
  await tile(page, 2).click();
  await page.keyboard.press('PageDown');
  await paging(page).getByText('page 2 of 4').waitFor();
  expect(await wallOf(page)).toEqual(all.slice(4, 8));
  await untilPlaying(session(), 4);
  await until(
    async () => (await watched()).join() === named(all.slice(4, 8)).join(),
    'only the second page is watched',
  );
  await paging(page).getByRole('button', { name: 'Previous page' }).click();
  await page.keyboard.press('Shift+PageUp');
  await paging(page).getByText('page 4 of 4').waitFor();
  expect(await wallOf(page)).toEqual(all.slice(12, 16));
  await untilPlaying(session(), 4);
  await page.keyboard.press('Alt+4');
  await paging(page).waitFor({ state: 'detached' });
  expect(await wallOf(page)).toEqual(all);
});

it('a locked wall turns its pages, leaves its layout, and brings hidden cameras back by undo', async () => {
  const { page } = session();
  const all = await wallOf(page);
  await tile(page, 1).focus();
  await page.keyboard.press('Alt+2');
  await paging(page).getByText('page 1 of 4').waitFor();
  await page.keyboard.press('Alt+l');
  await said(page, /^Locked Wall 1/);
  await page.keyboard.press('PageDown');
  await paging(page).getByText('page 2 of 4').waitFor();
  await page.keyboard.press('Alt+4');
  await said(page, 'Wall 1 is locked. Unlock it first.');
  await page.keyboard.press('Control+z');
  await said(page, 'Wall 1 is locked. Unlock it first.');
  expect(await wallOf(page)).toEqual(all.slice(4, 8));
  await page.keyboard.press('Alt+l');
  await said(page, /^Unlocked Wall 1/);
  // A change on the second page, then the change that hid the cameras: undo takes both back, wherever the window stands.
  await tile(page, 3).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await until(async () => (await wallOf(page))[2] === null, 'the camera is off the wall');
  await paging(page).getByText('3 of 15 shown').waitFor();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Control+z');
  await paging(page).getByText('4 of 16 shown').waitFor();
  await page.keyboard.press('Control+z');
  await paging(page).waitFor({ state: 'detached' });
  expect(await wallOf(page)).toEqual(all);
  await page.keyboard.press('Control+Shift+z');
  await paging(page).getByText('4 of 16 shown').waitFor();
  await page.keyboard.press('Control+z');
  await until(async () => (await wallOf(page)).length === 16, 'the wall is whole again');
});

it('the client takes the hidden cameras of a wall into a file, and shows all of them on the pages of the wall from the file', async () => {
  const { page } = session();
  const all = await wallOf(page);
  await tile(page, 1).focus();
  await page.keyboard.press('Alt+2');
  await paging(page).getByText('page 1 of 4').waitFor();
  await page.getByText(/^Saved /).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Alt+e')]);
  await page.keyboard.press('Alt+i');
  const panel = page.getByRole('complementary', { name: 'Import walls' });
  await panel.locator('input[type=file]').setInputFiles(await file.path());
  await panel.getByText('4 tiles, 16 cameras').waitFor();
  await panel.getByRole('button', { name: 'Import 1 wall' }).click();
  await panel.getByText('imported as Wall 1 (2)').waitFor();
  await panel.getByRole('button', { name: 'Done' }).click();
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  if ((await tab('Wall 1 (2)').count()) === 0) {
    await page.keyboard.press('w');
    await page.getByRole('tree', { name: 'Walls' }).getByText('Wall 1 (2)').dblclick();
    await page.keyboard.press('Control+f');
  }
  await tab('Wall 1 (2)').click();
  for (let at = 0; at < 4; at += 1) {
    await paging(page)
      .getByText(`page ${at + 1} of 4`)
      .waitFor();
    expect(await wallOf(page)).toEqual(all.slice(4 * at, 4 * at + 4));
    await page.keyboard.press('Shift+PageDown');
  }
  await paging(page).getByText('page 1 of 4').waitFor();
});

it('walls in turn stop at the page that the operator turned to, and each wall begins with its first page', async () => {
  const { page } = session();
  await page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const walls = await request['wall.list']({});
    if (!walls.ok) throw new Error(walls.error.code);
    const steps = walls.value.map(({ id }) => ({
      target: { kind: 'wall' as const, wallId: id },
      name: '',
      dwellSec: null,
    }));
    const shared = { name: 'Night round', kind: 'walls' as const, dwellSec: 600, offline: 'show' as const };
    const saved = await request['sequence.save']({ sequence: { id: 'round' as never, ...shared, steps, revision: 0 } });
    if (!saved.ok) throw new Error(saved.error.code);
  });
  await page.getByRole('button', { name: /^Sequences: / }).click();
  const panel = page.getByRole('complementary', { name: 'Sequences' });
  await panel.getByRole('button', { name: /^Night round/ }).click();
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByText('Night round: wall 1 of 2').waitFor();
  await page.getByRole('button', { name: 'Pause the walls' }).waitFor();
  await page.keyboard.press('Shift+PageDown');
  await paging(page).getByText('page 2 of 4').waitFor();
  await page.getByRole('button', { name: 'Resume the walls' }).click();
  await page.getByRole('button', { name: 'Pause the walls' }).waitFor();
  await paging(page).getByText('page 2 of 4').waitFor();
  for (const step of ['Next wall', 'Previous wall']) {
    await page.getByRole('button', { name: step }).click();
    await paging(page).getByText('page 1 of 4').waitFor();
    await untilPlaying(session(), 4);
    await page.keyboard.press('Shift+PageDown');
    await paging(page).getByText('page 2 of 4').waitFor();
  }
  await page.getByRole('button', { name: 'Stop the wall sequence' }).click();
  await page.getByRole('tab', { name: 'Wall 1', exact: true }).click();
  await page.keyboard.press('Alt+4');
  await until(async () => (await wallOf(page)).length === 16, 'the wall is whole again');
});

it('a wall that stands alone on the screen is paged through by key, without a click before, and by button', async () => {
  const args: string[] = [];
  await withClient('pages of a kiosk', { cameras: 24, wall: 9, args }, async (kiosk) => {
    await layoutButton(kiosk.page, 4).click();
    await paging(kiosk.page).getByText('4 of 9 shown').waitFor();
    await kiosk.page.getByText(/^Saved /).waitFor();
    args.push('--kiosk-wall', 'wall 1');
    const page = await kiosk.restart();
    await kiosk.client.ask({ do: 'add-accounts', clouds: kiosk.clouds });
    await paging(page).getByText('4 of 9 shown').waitFor();
    await untilPlaying(kiosk, 4);
    const first = await wallOf(page);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await until(async () => (await page.locator('[data-tile].max').count()) === 1, 'one tile shows large');
    await page.keyboard.press('Escape');
    await page.keyboard.press('PageDown');
    await paging(page).getByText('page 2 of 3').waitFor();
    await untilPlaying(kiosk, 4);
    const second = await wallOf(page);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    await page.keyboard.press('Shift+PageDown');
    await paging(page).getByText('page 3 of 3').waitFor();
    await paging(page).getByRole('button', { name: 'Previous page' }).click();
    await paging(page).getByText('page 2 of 3').waitFor();
    expect(await wallOf(page)).toEqual(second);
    // The button that was clicked has the focus now: the key still turns the page.
    await page.keyboard.press('PageUp');
    await paging(page).getByText('page 1 of 3').waitFor();
    expect(await auditPage(page)).toEqual([]);
    const [wall, pages] = await Promise.all([page.locator('.lv-wall').boundingBox(), paging(page).boundingBox()]);
    expect((wall?.y ?? 0) + (wall?.height ?? 0)).toBeLessThanOrEqual(pages?.y ?? 0);
  });
});
