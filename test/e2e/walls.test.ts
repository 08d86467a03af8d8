import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { hostKind, until, withClient } from './harness.ts';
import { undoByKey, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const list = (page: Page): Locator => page.getByRole('tree', { name: 'Walls' });
const row = (page: Page, name: string): Locator => list(page).locator('.wl-row', { hasText: name });
/** A tab that warns says so behind its name. */
const tab = (page: Page, name: string): Locator =>
  page.getByRole('tab', { name: new RegExp(`^${name.replaceAll(/[()]/g, '\\$&')}(?! \\()`) });

/** Runs an item of the menu of a row. */
async function choose(page: Page, name: string, item: string): Promise<void> {
  await row(page, name).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: item }).click();
}

async function nameIt(page: Page, label: string, name: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label });
  await field.fill(name);
  await field.press('Enter');
  await field.waitFor({ state: 'detached' });
}

/** The camera numbers on the tiles, such as `101,102,,`. */
const numbers = async (page: Page): Promise<string> =>
  (await wallOf(page)).map((words) => words?.split(' ')[0] ?? '').join();

const isFull = async (page: Page): Promise<boolean> => /^\d+,\d+,\d+,\d+$/.test(await numbers(page));

describe('named walls', () => {
  const session = sharedClient({ cameras: 12, wall: 4 }, { isStory: true });
  let filled = '';

  // @promise wall.versions: Walls have names and folders, are stored by themselves, compared with earlier versions
  // and rolled back.
  it('named walls are made, named, put into a folder, changed, compared with what they were and rolled back', async () => {
    const { page } = session();
    await until(() => isFull(page), 'the wall is filled');
    filled = await numbers(page);
    await page.getByRole('button', { name: 'Walls and folders' }).click();
    await choose(page, 'Wall 1', 'Duplicate');
    await tab(page, 'Wall 1 (2)').waitFor();
    await choose(page, 'Wall 1 (2)', 'Rename…');
    const field = page.getByRole('textbox', { name: 'Name of the wall' });
    await field.fill('wall 1');
    await page.getByText('Another one has this name.').waitFor();
    await nameIt(page, 'Name of the wall', 'Night wall');
    await choose(page, 'Night wall', 'Move to a folder…');
    await page.getByRole('button', { name: 'New folder…' }).click();
    await nameIt(page, 'Name of the new folder', 'Gates');
    await until(async () => (await row(page, 'Night wall').getAttribute('aria-level')) === '2', 'it is in the folder');

    await page.getByRole('button', { name: 'Clear the wall' }).click();
    await until(async () => (await numbers(page)) === ',,,', 'the wall is empty');
    await page.keyboard.press('Alt+h');
    const versions = page.getByRole('radiogroup', { name: 'Versions, the newest first' });
    await versions.getByText('4 removed').waitFor();
    await versions.getByRole('radio', { name: /created/ }).click();
    await page.getByText('4 tiles differ').waitFor();
    await page.getByText(`Tile 1: empty becomes ${filled.split(',')[0]}`).waitFor();
    await page.getByRole('button', { name: 'Roll back' }).click();
    await until(async () => (await numbers(page)) === filled, 'the cameras are back');
    await undoByKey(page);
    await until(async () => (await numbers(page)) === ',,,', 'the roll-back is taken back');
    // A redo that comes before main has stored the undo leaves the wall as it was, and makes no version.
    await until(async () => (await versions.getByText('4 removed').count()) === 2, 'the undo has a version');
    await page.getByRole('button', { name: 'Close the versions' }).click();
    await tab(page, 'Night wall').click();
    await page.keyboard.press('Control+Shift+z');
    await until(async () => (await numbers(page)) === filled, 'and done again');
  });

  it('compares a version without moving the list: a second click at the same place hits the same version', async () => {
    const { page } = session();
    const textSize = async (key: string, times: number): Promise<void> => {
      for (let n = 0; n < times; n += 1) await page.keyboard.press(key);
    };
    await page.keyboard.press('Alt+h');
    const rows = page.getByRole('radiogroup', { name: 'Versions, the newest first' }).getByRole('radio');
    const comparison = page.getByRole('region', { name: 'Comparison with the wall as it is now' });
    // The version that the redo of the test before makes would push the list down by a row.
    await rows.nth(2).filter({ hasText: 'rolled back' }).waitFor();
    for (const steps of [0, 3]) {
      await page.setViewportSize({ width: 1280, height: 720 });
      await textSize('Control+=', steps);
      await rows.nth(1).scrollIntoViewIfNeeded();
      const before = await rows.nth(1).boundingBox();
      if (before === null) throw new Error('the version has no place on screen');
      const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
      await page.mouse.click(x, y);
      await comparison.getByRole('heading', { name: /^If you roll back to / }).waitFor();
      expect(await rows.nth(1).boundingBox()).toEqual(before);
      await page.mouse.click(x, y);
      expect(await rows.nth(1).getAttribute('aria-checked')).toBe('true');
      expect(await rows.nth(1).boundingBox()).toEqual(before);
      const box = await comparison.boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(before.y + before.height);
      await page.getByRole('button', { name: 'Close the versions' }).click();
      await page.keyboard.press('Control+0');
      if (steps === 0) await page.keyboard.press('Alt+h');
    }
    await page.setViewportSize({ width: 1600, height: 900 });
  });

  // @promise wall.files: A wall goes into a file without secrets and comes back from it.
  it('named walls go into a file without secrets, away, and come back from the file', async () => {
    const { page } = session();
    const [saved] = await Promise.all([page.waitForEvent('download'), choose(page, 'Night wall', 'Export to a file…')]);
    const file = await saved.path();
    const text = await readFile(file, 'utf8');
    for (const { credentials } of Object.values(session().clouds)) {
      for (const secret of Object.values(credentials)) expect(text).not.toContain(secret);
    }
    await choose(page, 'Night wall', 'Delete');
    await until(async () => (await row(page, 'Night wall').count()) === 0, 'it is gone');
    await undoByKey(page);
    await row(page, 'Night wall').waitFor();
    await choose(page, 'Night wall', 'Delete');
    await until(async () => (await row(page, 'Night wall').count()) === 0, 'it is gone again');

    await page.getByRole('button', { name: 'Import walls' }).click();
    const panel = page.getByRole('complementary', { name: 'Import walls' });
    const give = (content: string): Promise<void> =>
      panel
        .locator('input[type=file]')
        .setInputFiles({ name: 'walls.json', mimeType: 'application/json', buffer: Buffer.from(content) });
    await give(text.slice(0, 400));
    await panel
      .getByRole('alert')
      .getByText(/line \d+/i)
      .waitFor();
    await give(text);
    await panel.getByText('1 to import, 0 refused').waitFor();
    expect(await panel.getByRole('combobox').locator('option:checked').textContent()).toContain('(4 of 4 cameras)');
    await panel.getByRole('button', { name: 'Import 1 wall' }).click();
    await panel.getByText('1 imported, 0 refused').waitFor();
    await panel.getByRole('button', { name: 'Done' }).click();
    await until(async () => (await numbers(page)) === filled, 'the imported wall shows its cameras');
    const level = (): Promise<string | null> => row(page, 'Night wall').getAttribute('aria-level');
    await until(async () => (await level()) === '2', 'it is in its folder again');
  });

  // @promise wall.windows: Named walls open in windows of their own and come back after a restart.
  it('named walls open in windows of their own, which both come back after a restart', async (context) => {
    if (hostKind === 'electron') return context.skip('pages of further windows are found by launch address here');
    const { page } = session();
    const [second] = await Promise.all([
      page.context().waitForEvent('page'),
      choose(page, 'Night wall', 'Open in a new window'),
    ]);
    await tab(second, 'Night wall').waitFor();
    await tab(page, 'Wall 1').click();
    await until(async () => (await numbers(second)) === filled, 'the second window shows its wall');
    await second.getByRole('button', { name: 'Clear the wall' }).click();
    await tab(page, 'Night wall').click();
    await until(async () => (await numbers(page)) === ',,,', 'what one window changes the other one shows');
    await tab(page, 'Wall 1').click();
    expect(await tab(second, 'Night wall').getAttribute('aria-selected')).toBe('true');
    await until(async () => (await session().client.further()).length === 0, 'nothing was to be opened at the start');

    const isKept = (): Promise<boolean> =>
      page.evaluate(async () => {
        const answer = await window.lanner?.request['window.state']({});
        return answer?.ok === true && answer.value?.currentId === 'wall-1';
      });
    await until(isKept, 'main knows what the window shows');
    const first = await session().restart();
    await tab(first, 'Wall 1').waitFor();
    await until(async () => (await tab(first, 'Wall 1').getAttribute('aria-selected')) === 'true', 'it shows its wall');
    const [again] = await session().client.further();
    const other = await first.context().newPage();
    await other.goto(again?.launchUrl ?? '');
    await tab(other, 'Night wall').waitFor();
    expect(await other.getByRole('tab').count()).toBe(1);
    await other.close();
    await second.close();
  });

  it('named walls: the wall that was chosen for the start shows in the first window after a restart', async () => {
    const { page } = session();
    await tab(page, 'Wall 1').click();
    await page.keyboard.press('Control+,');
    await page.getByRole('tab', { name: 'Live wall' }).click();
    await page.getByRole('combobox', { name: 'Wall at the start' }).selectOption('Night wall');
    await page.keyboard.press('Escape');
    const isChosen = (): Promise<boolean> =>
      page.evaluate(async () => {
        const [walls, answer] = await Promise.all([
          window.lanner?.request['wall.list']({}),
          window.lanner?.request['app.get-preferences']({}),
        ]);
        const chosen = answer?.ok === true ? answer.value.startWallId : null;
        return walls?.ok === true && walls.value.some(({ id, name }) => id === chosen && name === 'Night wall');
      });
    await until(isChosen, 'main knows the wall of the start');
    const again = await session().restart();
    await until(async () => (await tab(again, 'Night wall').getAttribute('aria-selected')) === 'true', 'it shows');
    await tab(again, 'Wall 1').waitFor();
  });
});

/** From a kiosk: a camera of the wall plays its recording, and nothing is exported, written or brought back. */
async function expectPlaybackAlone(page: Page): Promise<void> {
  await page.locator('[data-tile="0"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in playback' }).click();
  const moment = page.locator('.playback-moment');
  await until(async () => {
    // Before the list of recordings came, there is no recording to go to.
    if ((await moment.textContent()) === 'Choose a time') await page.keyboard.press('p');
    return (await page.locator('.tile-frame[data-picture]').count()) === 1;
  }, 'the recording shows');
  expect(await auditPage(page)).toEqual([]);
  for (const part of ['.side', '.act', '.status', '.playback-bookmarks']) {
    expect([part, await page.locator(part).filter({ visible: true }).count()]).toEqual([part, 0]);
  }
  expect(await page.getByRole('button', { name: /^(?:Export|Archived footage|Add a bookmark)/ }).count()).toBe(0);
  for (const keys of ['e', 'Shift+U', 'Control+d', 'Shift+Y']) await page.keyboard.press(keys);
  expect(await page.getByRole('complementary').count()).toBe(0);
  const refused = await page.evaluate(async () => {
    const answers = [
      await window.lanner?.request['exports.list']({}),
      await window.lanner?.request['exports.cancel']({ id: 'e1' as never }),
      await window.lanner?.request['bookmark.remove']({ id: 'b1' as never }),
      await window.lanner?.request['retrievals.list']({ accountId: 'a1' as never }),
      await window.lanner?.request['saved.list']({}),
    ];
    return answers.map((answer) => (answer?.ok === false ? answer.error.code : 'done'));
  });
  expect(new Set(refused)).toEqual(new Set(['window.kiosk']));
  expect(await page.locator('.kiosk-line p').count()).toBe(0);
  await page.getByRole('button', { name: 'Live wall' }).click();
  await until(() => isFull(page), 'the wall shows again');
}

// @promise kiosk.plays: A kiosk plays the recordings of the cameras of its wall.
it('the client shows a named wall alone on the screen, with nothing to change it by', async () => {
  await withClient('kiosk', { cameras: 8, wall: 4, args: ['--kiosk-wall', 'wall 1'] }, async ({ page }) => {
    await until(() => isFull(page), 'the wall shows');
    const shown = await numbers(page);
    for (const part of ['.title', '.act', '.side', '.status', '.tb']) {
      expect([part, await page.locator(part).filter({ visible: true }).count()]).toEqual([part, 0]);
    }
    // Whatever the page is made to ask: main refuses it, and the page says so.
    const refused = await page.evaluate(async () => {
      const answer = await window.lanner?.request['wall.remove']({ wallIds: ['wall-1' as never] });
      return answer?.ok === false ? answer.error.code : 'done';
    });
    expect(refused).toBe('window.kiosk');
    const first = page.locator('[data-tile="0"]');
    await first.click({ button: 'right' });
    const offered = await page.getByRole('menu').locator('[role^="menuitem"]').allInnerTexts();
    expect(offered.map((words) => words.split('\n')[0])).toEqual([
      ...[
        'Open in playback',
        'Snapshot',
        'Back 30 s',
        'Record from 10 s ago',
        'Zoom to a box, wheel zooms too',
        'Listen',
        'Maximise',
      ],
      ...['Picture', 'Camera', 'Snapshot of the whole wall'],
    ]);
    for (const [name, inside] of [
      ['Picture', ['Rotate by 90°', 'Mirror', 'Picture as the camera sends it']],
      ['Camera', ['Copy link', 'Report a problem']],
    ] as const) {
      await page.getByRole('menuitem', { name, exact: true }).click();
      const items = await page.getByRole('menu', { name, exact: true }).locator('[role^="menuitem"]').allInnerTexts();
      expect(items.map((words) => words.split('\n')[0])).toEqual(inside);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const tools = first.getByRole('toolbar').getByRole('button');
    await tools.first().waitFor();
    expect(await tools.evaluateAll((all) => all.map((one) => one.getAttribute('data-tool')))).not.toEqual(
      expect.arrayContaining(['protect']),
    );
    // Keys look around and change nothing.
    for (const keys of ['Delete', 'Alt+3', 'Shift+Delete', 'Shift+P', 'V', '1', 'Enter', 'ArrowRight']) {
      await first.focus();
      await page.keyboard.press(keys);
    }
    await page.locator('[data-tile="1"]:focus').waitFor();
    await until(async () => (await page.locator('[data-tile].max').count()) === 1, 'Enter shows one tile large');
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('[data-tile].max').count()) === 0, 'and Escape all again');
    expect(await page.locator('.kiosk-line p').count()).toBe(0);
    expect(await numbers(page)).toBe(shown);
    await expectPlaybackAlone(page);
    expect(await numbers(page)).toBe(shown);
  });
});
