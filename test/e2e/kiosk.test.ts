/** A wall alone on the screen, in a window that the operator opened from the menu of the wall. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { hostKind, until, untilListening } from './harness.ts';
import { expectMovingPictures, tile, undoByKey, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const numbers = async (page: Page): Promise<string> =>
  (await wallOf(page)).map((words) => words?.split(' ')[0] ?? '').join();

const tab = (page: Page, name: string) => page.getByRole('tab', { name });

/** Chooses an entry of the menu of a wall's tab. */
async function choose(page: Page, wall: string, entry: string): Promise<void> {
  await tab(page, wall).click({ button: 'right' });
  await page.getByRole('menuitem', { name: entry }).click();
}

/** The parts of the window by which anything could be changed. */
async function expectAlone(page: Page): Promise<void> {
  for (const part of ['.title', '.act', '.side', '.status', '.tb']) {
    expect([part, await page.locator(part).filter({ visible: true }).count()]).toEqual([part, 0]);
  }
}

const isElectron = hostKind === 'electron';

describe.skipIf(isElectron)('a kiosk that was opened from the menu', () => {
  const session = sharedClient({ cameras: 8, wall: 4 }, { isStory: true });
  let kiosk: Page;
  let shown = '';

  // @promise kiosk.alone: A kiosk shows its wall alone under a large clock.
  it('a kiosk that was opened from the menu shows its wall alone under a large clock, and says once how to leave', async () => {
    const { page } = session();
    const [opened] = await Promise.all([page.context().waitForEvent('page'), choose(page, 'Wall 1', 'Open as kiosk')]);
    kiosk = opened;
    await kiosk
      .getByText('This wall alone is shown here, and nothing can be changed. Alt F4 closes the window.')
      .waitFor();
    await expectMovingPictures(kiosk, 4);
    shown = await numbers(page);
    expect(await numbers(kiosk)).toBe(shown);
    await expectAlone(kiosk);
    expect(await kiosk.evaluate(() => window.opener === null)).toBe(true);
    const bar = kiosk.locator('.kiosk-bar');
    expect(await bar.getByRole('heading').textContent()).toBe('Wall 1');
    expect(await bar.locator('time').innerText()).toMatch(/^\d\d:\d\d:\d\d\s+\w+ \d+ \w+\s+UTC\+8$/);
    const size = await bar.locator('time b').evaluate((clock) => Number.parseFloat(getComputedStyle(clock).fontSize));
    expect(size).toBeGreaterThanOrEqual(40);
    const [over, under] = [await bar.boundingBox(), await tile(kiosk, 1).boundingBox()];
    expect((over?.y ?? 0) + (over?.height ?? 0)).toBeLessThanOrEqual(under?.y ?? 0);
    expect(await auditPage(kiosk)).toEqual([]);
    await kiosk.reload();
    await untilListening(kiosk);
    await until(async () => (await numbers(kiosk)) === shown, 'the wall shows again');
    expect(await kiosk.locator('.kiosk-line p').count()).toBe(0);
  });

  // @promise kiosk.follows: A kiosk follows the wall that another window changes.
  it('a kiosk that was opened from the menu follows the wall that another window changes, deletes and restores', async () => {
    const { page } = session();
    await page.getByRole('button', { name: 'New wall' }).first().click();
    await tab(page, 'Wall 2').waitFor();
    await choose(page, 'Wall 1', 'Delete');
    await kiosk.getByText('The wall "Wall 1" was deleted.').waitFor();
    await undoByKey(page);
    await until(async () => (await numbers(kiosk)) === shown, 'the kiosk shows its wall again, and no other');
    await tab(page, 'Wall 1').click();
    await page.getByRole('button', { name: 'Clear the wall' }).click();
    await until(async () => (await numbers(kiosk)) === ',,,', 'the kiosk shows what the other window changed');
    await undoByKey(page);
    await until(async () => (await numbers(kiosk)) === shown, 'and that it was undone');
  });

  // @promise kiosk.restart: A kiosk comes back as a kiosk after a restart.
  it('a kiosk that was opened from the menu comes back as a kiosk after a restart, and the other window full', async () => {
    const first = await session().restart();
    await tab(first, 'Wall 1').waitFor();
    const [again] = await session().client.further();
    const other = await first.context().newPage();
    await other.goto(again?.launchUrl ?? '');
    await until(async () => (await numbers(other)) === shown, 'the wall shows alone again');
    await expectAlone(other);
    await other.locator('.kiosk-bar time').waitFor();
    expect(await other.locator('.kiosk-line p').count()).toBe(0);
    await other.close();
    await kiosk.close();
  });

  it('a kiosk that was opened by key comes back as a kiosk after the client was killed at once, and its old page offers no change', async () => {
    const { page, client } = session();
    await tile(page, 1).click();
    const [old] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Alt+k')]);
    process.kill(client.pid, 'SIGKILL');
    const again = await session().followRestart(1);
    await tab(again, 'Wall 1').waitFor();
    const { further } = await session().client.restarted(1);
    expect(further).toHaveLength(1);
    const back = await again.context().newPage();
    await back.goto(further[0]?.launchUrl ?? '');
    await until(async () => (await numbers(back)) === shown, 'the wall shows alone again');
    await expectAlone(back);
    await expectAlone(old);
    await old.close();
    await back.close();
  });
});
