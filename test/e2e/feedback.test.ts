/** The client's reports on its own work: on the tile, in the status bar, in the lists behind it, and in the help. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { furtherWindow } from './further-window.ts';
import { hostKind, until, untilListening, untilPlaying } from './harness.ts';
import { statusBar, tile, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const savedButton = (page: Page): Locator => statusBar(page).getByRole('button', { name: /^Saved files: / });
const savedList = (page: Page): Locator => page.getByRole('dialog', { name: 'Saved files' });

/** The layers over the last tile, from the top down to the tile: the colour and the opacity of each element. */
const layersOverTile = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const target = document.querySelector('[data-tile="8"]');
    const box = target?.getBoundingClientRect();
    if (!target || !box) throw new Error('there is no tile');
    // A corner, where no dialog is. Elements that a dialog makes inert are on the screen, but are not found at a point.
    const behind = [...document.querySelectorAll<HTMLElement>('[inert]')];
    for (const element of behind) element.inert = false;
    const all = document.elementsFromPoint(box.right - 6, box.bottom - 6);
    for (const element of behind) element.inert = true;
    const over = all.slice(
      0,
      all.findIndex((element) => target.contains(element)),
    );
    return over.map((element) => {
      const { backgroundColor, backgroundImage, backdropFilter, opacity } = getComputedStyle(element);
      return [backgroundColor, backgroundImage, backdropFilter, opacity].join(' ');
    });
  });

const CLOUDS = ['huawei-ivm', 'huawei-vis', 'tencent-ivp', 'aliyun-vcs', 'aliyun-cityvisual'];
const NOTHING = 'rgba(0, 0, 0, 0) none none 1';

describe('the feedback of the client', () => {
  const session = sharedClient({ wall: 9, vendors: CLOUDS, viewport: { width: 1280, height: 720 } });

  // @promise comfort.feedback: A snapshot is confirmed on its tile and listed in every window.
  it('the feedback of the client shows on the tile that its snapshot was saved, and lists the file in every window and after a reload', async (context) => {
    if (hostKind === 'electron') return context.skip('pages of further windows are found by launch address here');
    const { page } = session();
    await untilPlaying(session(), 9);
    const second = await furtherWindow(page);
    await tile(second, 1).waitFor();
    await tile(page, 1).click();
    await page.keyboard.press('Alt+s');
    const sign = tile(page, 1).getByRole('img', { name: 'Snapshot saved' });
    await sign.waitFor();
    expect(await tile(page, 2).getByRole('img', { name: 'Snapshot saved' }).count()).toBe(0);
    await sign.waitFor({ state: 'detached' });
    const name = `Snapshot · ${(await wallOf(page))[0] ?? ''}`;
    const readList = async (of: Page): Promise<void> => {
      await savedButton(of).waitFor();
      await of.keyboard.press('Alt+Shift+K');
      await savedList(of).getByText(name).waitFor();
      const path = await savedList(of).getByRole('note').first().getAttribute('title');
      expect(path).toMatch(/^\/.*\.png$/);
      await savedList(of).getByRole('button', { name: 'Copy path' }).waitFor();
      await of.keyboard.press('Escape');
      await savedList(of).waitFor({ state: 'detached' });
    };
    await readList(page);
    await readList(second);
    await second.reload();
    await untilListening(second);
    await readList(second);
    await second.close();
  });

  /** Clears the wall with the largest text, and takes that back by the Undo of the status bar. */
  async function undoByPointer(page: Page): Promise<void> {
    const before = await wallOf(page);
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await page.keyboard.press('Shift+Delete');
    const undo = statusBar(page).getByRole('button', { name: /^Undo/ });
    await undo.waitFor();
    const seen = await statusBar(page).evaluate((bar) => {
      const isSeen = (element: Element): boolean => {
        const box = element.getBoundingClientRect();
        const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        return box.left >= 0 && box.right <= window.innerWidth && top !== null && element.contains(top);
      };
      const words = bar.querySelector('.notice-words');
      return {
        hidden: [...bar.querySelectorAll('button')].filter((one) => !isSeen(one)).map(({ textContent }) => textContent),
        isWhole: words !== null && words.scrollHeight <= words.clientHeight + 1,
      };
    });
    expect(seen).toEqual({ hidden: [], isWhole: true });
    await undo.click();
    await until(async () => (await wallOf(page)).join() === before.join(), 'the cameras are back on the wall');
    await page.keyboard.press('Control+0');
  }

  it('the Undo in the feedback of the client is in reach at 1280x720 with the largest text', async () => {
    await undoByPointer(session().page);
  });

  it('the feedback of the client lists the last messages, the latest first, by key', async () => {
    const { page } = session();
    await page.keyboard.press('Alt+l');
    await statusBar(page)
      .getByText(/^Locked /)
      .waitFor();
    await page.keyboard.press('Alt+l');
    await statusBar(page)
      .getByText(/^Unlocked /)
      .waitFor();
    await page.keyboard.press('Alt+Shift+J');
    const list = page.getByRole('dialog', { name: 'Last messages' });
    const rows = list.getByRole('listitem');
    expect(await rows.nth(0).textContent()).toMatch(/Unlocked /);
    expect(await rows.nth(1).textContent()).toMatch(/Locked /);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
  });

  // @promise comfort.never-dark: Nothing that opens darkens a wall that is watched.
  it('the feedback of the client never darkens a wall that is watched, whatever opens over it', async () => {
    const { page } = session();
    await untilPlaying(session(), 9);
    const boxes = [
      ['Control+k', 'Search or run'],
      ['Control+,', 'Settings'],
      ['?', 'Keys'],
      ['F1', 'Help'],
    ] as const;
    await page.locator('[data-tile="0"]').focus();
    for (const [key, name] of boxes) {
      await page.keyboard.press(key);
      const box = page.getByRole('dialog', { name });
      await box.waitFor();
      const layers = await layersOverTile(page);
      expect([name, layers.length > 0, layers.filter((layer) => layer !== NOTHING)]).toEqual([name, true, []]);
      await page.keyboard.press('Escape');
      await box.waitFor({ state: 'detached' });
    }
  });

  it('the feedback of the client shows the time and what is lost on a full screen, below the pictures', async () => {
    const { page } = session();
    await page.keyboard.press('f');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await statusBar(page).locator('time').waitFor();
    const places = await page.evaluate(() => {
      const tiles = [...document.querySelectorAll('[data-tile]')].map((one) => one.getBoundingClientRect().bottom);
      const line = document.querySelector('.status')?.getBoundingClientRect();
      return { lowestTile: Math.max(...tiles), lineTop: line?.top ?? 0, lineHeight: line?.height ?? 0 };
    });
    expect(places.lineTop).toBeGreaterThanOrEqual(places.lowestTile);
    expect(places.lineHeight).toBeLessThanOrEqual(24);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.fullscreenElement === null);
  });

  // @promise comfort.help: The help explains failures.
  it('the feedback of the client offers only areas that there are, and explains failures in the help by key', async () => {
    const { page } = session();
    const bar = page.getByRole('navigation', { name: 'Activities' });
    const names = await bar.getByRole('button').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    const areas = [
      ...['Live', 'Playback', 'Exports', 'PTZ and presets', 'Targets', 'Devices', 'Jobs'],
      ...['Add cameras', 'Clouds', 'API console'],
    ];
    expect(names).toEqual([...areas, 'Help', 'Settings']);
    await page.keyboard.press('F1');
    const help = page.getByRole('dialog', { name: 'Help' });
    await help.getByRole('searchbox').fill('zzzzqqqq');
    await help.getByText('No failure matches').waitFor();
    await help.getByRole('searchbox').fill('auth.clock-skew');
    await until(async () => (await help.getByRole('article').count()) === 1, 'one failure is found');
    await help.getByText('What to do').waitFor();
    await help.getByRole('button', { name: 'Copy a problem report' }).click();
    await statusBar(page).getByText('Copied a problem report of the client').waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
  });

  it('the Undo in the feedback of the client is in reach beside an outage of several clouds', async () => {
    const { page } = session();
    await session().control('POST', '/faults', { kind: 'http', status: 503 });
    await session().control('POST', '/faults', { kind: 'stall-media' });
    await page.getByRole('button', { name: /cameras? lost/ }).waitFor();
    await page.locator('[data-tile="0"]').focus();
    await undoByPointer(page);
    await session().control('DELETE', '/faults');
  });
});
