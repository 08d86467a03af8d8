/** Everything an operator needs, without a mouse. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { cameraRow, cameraRows, form, tiles, tree, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

interface Focus {
  readonly name: string;
  readonly role: string;
  /** It looks different without the focus. */
  readonly isVisible: boolean;
}

/**
 * The focused element, and whether the focus can be seen: on it, on the field around it or on the row that it points
 * to.
 */
const focusOf = (page: Page): Promise<Focus> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', role: '', isVisible: false };
    const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const marked = [element, element.closest('label, .fld, .ant-select'), row].filter((one) => one !== null);
    const properties = ['outline', 'boxShadow', 'borderColor', 'backgroundColor', 'backgroundImage'] as const;
    const pixels = (): string => {
      for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
      const styles = marked.flatMap((one) => [null, '::before', '::after'].map((part) => getComputedStyle(one, part)));
      return styles.map((style) => properties.map((name) => style[name]).join()).join();
    };
    const focused = pixels();
    element.blur();
    const isVisible = pixels() !== focused;
    element.focus();
    return {
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      isVisible,
    };
  });

/** Resolves when the focus is where `isThere` says: it goes back to where it was a moment after a dialog closed. */
const untilFocus = (page: Page, what: string, isThere: (focus: Focus) => boolean): Promise<void> =>
  until(async () => isThere(await focusOf(page)), `the focus is on ${what}`);

/** Moves by arrow key among things of which one has the focus. */
async function walkTo(page: Page, key: string, name: string): Promise<void> {
  for (let i = 0; i < MAX_STEPS && (await focusOf(page)).name !== name; i++) await page.keyboard.press(key);
  expect((await focusOf(page)).name).toBe(name);
}

/** Opens the search of the tree by key, ready to type into. */
async function openSearch(page: Page): Promise<Locator> {
  const search = page.getByRole('searchbox', { name: 'Name, number or group' });
  await page.keyboard.press('Control+f');
  await until(() => search.evaluate((element) => element === document.activeElement), 'the search has the focus');
  return search;
}

/** Finds a camera far down in the tree, the only one by its number, and goes to its row. */
async function goToFarCamera(page: Page): Promise<void> {
  await openSearch(page);
  await page.keyboard.type('163');
  await until(async () => (await cameraRows(page).count()) === 1, 'the search has found one camera');
  await page.keyboard.press('ArrowDown');
  await untilFocus(page, 'the tree', ({ role, isVisible }) => role === 'tree' && isVisible);
}

const MAX_STEPS = 10;
const MAX_STOPS = 80;

/** Presses Tab until the focus is where `isThere` says; every stop on the way must be seen. */
async function tabTo(page: Page, what: string, isThere: (focus: Focus) => boolean, key = 'Tab'): Promise<void> {
  const stops: string[] = [];
  for (let i = 0; i < MAX_STOPS; i++) {
    await page.keyboard.press(key);
    const focus = await focusOf(page);
    stops.push(`${focus.role} ${focus.name}`.slice(0, 60));
    if (focus.role !== 'body') expect(focus.isVisible, `the focus is seen on ${stops.at(-1)}`).toBe(true);
    if (isThere(focus)) return;
  }
  throw new Error(`Tab never comes to ${what}; stops: ${stops.join(' | ')}`);
}

describe('an operator without a mouse', () => {
  const session = sharedClient({ wall: 4 });

  // @promise comfort.no-mouse: Everything works without a mouse.
  it('comes from the first Tab to the tree and places a camera with Enter', async () => {
    const { page } = session();
    await untilPlaying(session(), 4);
    await page.keyboard.press('Alt+3');
    await until(async () => (await tiles(page).count()) === 9, 'nine tiles');
    await cameraRow(page, 106).waitFor();
    await tabTo(page, 'the tree', ({ role }) => role === 'tree');
    const active = tree(page).locator('.foc .no');
    for (let i = 0; i < 20 && (await active.allTextContents()).join() !== '106'; i++) {
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await until(async () => (await wallOf(page)).some((name) => name?.startsWith('106 ')), 'camera 106 is on the wall');
  });

  it('selects a tile with the arrows, maximises it with Enter and comes to its tools by Tab', async () => {
    const { page } = session();
    await tabTo(page, 'the wall', ({ role, name }) => role === 'group' && name.startsWith('Tile '));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowUp');
    const focus = await focusOf(page);
    const number = Number(/^Tile (\d+)/.exec(focus.name)?.[1]);
    await page.locator(`[data-tile="${number - 1}"][aria-current="true"]`).waitFor();
    expect(focus.isVisible).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText(`Tile ${number} maximised`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText(`Tile ${number} maximised`).waitFor({ state: 'detached' });
    await tabTo(page, 'the tools of the tile', ({ name }) => name.startsWith('Snapshot'));
    await page.keyboard.press('t');
    await page.getByRole('menu', { name: `Tile ${number}`, exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  });

  it('opens the clouds page, opens the form and leaves it with Escape', async () => {
    const { page } = session();
    await tabTo(page, 'the activities', ({ name }) => name === 'Live');
    await walkTo(page, 'ArrowDown', 'Clouds');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add account' }).waitFor();
    await tabTo(page, 'Add account', ({ name }) => name === 'Add account');
    await page.keyboard.press('Enter');
    await form(page).waitFor();
    for (const label of ['User ID', 'Access key (AK)', 'Secret key (SK)']) {
      const field = form(page).getByLabel(label);
      const isThere = (): Promise<boolean> => field.evaluate((element) => element === document.activeElement);
      for (let i = 0; i < MAX_STOPS && !(await isThere()); i++) {
        await page.keyboard.press('Tab');
        expect((await focusOf(page)).isVisible, `the focus is seen before ${label}`).toBe(true);
      }
      expect(await isThere(), `Tab comes to ${label}`).toBe(true);
    }
    await page.keyboard.press('Escape');
    await form(page).waitFor({ state: 'detached' });
    await untilFocus(page, 'Add account', ({ name }) => name === 'Add account');
    await tabTo(page, 'the activities', ({ name }) => name === 'Clouds', 'Shift+Tab');
    await walkTo(page, 'ArrowUp', 'Live');
    await page.keyboard.press('Enter');
    await tree(page).waitFor();
  });

  it('hides the panel with F11 and shows it again', async () => {
    const { page } = session();
    await page.keyboard.press('F11');
    await tree(page).waitFor({ state: 'detached' });
    await page.keyboard.press('F11');
    await tree(page).waitFor();
  });

  it('finds a camera by its number in the palette and places it', async () => {
    const { page } = session();
    await tabTo(page, 'the tree', ({ role }) => role === 'tree');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await untilFocus(page, 'the tree', ({ role }) => role === 'tree');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').locator('input:focus').waitFor();
    await page.keyboard.type('118');
    await page.getByRole('option', { name: /^118 / }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await wallOf(page)).some((name) => name?.startsWith('118 ')), 'camera 118 is on the wall');
  });

  // @promise failures.letters
  // @promise comfort.typing: No key acts while somebody types.
  it('lets letters and figures be typed in the search without acting on them', async () => {
    const { page } = session();
    const before = await wallOf(page);
    const search = await openSearch(page);
    await page.keyboard.type('fi104');
    expect(await search.inputValue()).toBe('fi104');
    expect(await page.evaluate(() => document.fullscreenElement)).toBeNull();
    expect(await page.locator('.tile-stats').count()).toBe(0);
    await page.getByText('No camera matches "fi104".').waitFor();
    await page.keyboard.press('Escape');
    await cameraRows(page).first().waitFor();
    expect(await wallOf(page)).toEqual(before);
  });

  // @promise failures.letters
  // @promise comfort.input-method: No key acts while an input method composes.
  it('leaves the keys of a Chinese input method to the field', async () => {
    const { page } = session();
    const before = await wallOf(page);
    const search = await openSearch(page);
    const input = await page.context().newCDPSession(page);
    await input.send('Input.imeSetComposition', { text: 'fi', selectionStart: 2, selectionEnd: 2 });
    const composing = { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 } as const;
    for (const code of ['KeyF', 'KeyI', 'Digit1', 'Enter'])
      await input.send('Input.dispatchKeyEvent', { ...composing, code });
    await input.send('Input.insertText', { text: '东门' });
    await input.detach();
    expect(await search.inputValue()).toBe('东门');
    expect(await page.locator('.tile-stats').count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await wallOf(page)).toEqual(before);
  });

  it('sees the focus in the tree on a camera far down, after the search that found the camera was cleared', async () => {
    const { page } = session();
    await goToFarCamera(page);
    await openSearch(page);
    await page.keyboard.press('Escape');
    await until(async () => (await cameraRows(page).count()) > 10, 'the list is whole again');
    await tabTo(page, 'the tree', ({ role }) => role === 'tree'); // which looks at the focus at every stop
    await page.keyboard.press('Home');
  });

  it('the focus stays in sight when the rows of a search give way to the whole list', async () => {
    const { page } = session();
    await goToFarCamera(page);
    // As on a busy computer, where the whole list comes only after Tab has left the field.
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('.search input');
      if (field === null) throw new Error('no search field');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, '');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await until(async () => (await cameraRows(page).count()) > 10, 'the list is whole again');
    const focus = await focusOf(page);
    expect(focus).toMatchObject({ role: 'tree', isVisible: true });
    await page.keyboard.press('Home');
  });

  // @promise wall.numbers: A wall shows the camera whose number is typed.
  it('calls a camera from the keypad', async () => {
    const { page } = session();
    await tabTo(page, 'the tree', ({ role }) => role === 'tree');
    const input = await page.context().newCDPSession(page);
    for (const key of ['1', '2', '2']) {
      const stroke = { key, code: `Numpad${key}`, location: 3, isKeypad: true };
      await input.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyDown', text: key });
      await input.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyUp' });
    }
    await input.detach();
    await page.getByText(/^Camera 122 .+, Enter places it on the wall$/).waitFor();
    await page.keyboard.press('NumpadEnter');
    await until(async () => (await wallOf(page)).some((name) => name?.startsWith('122 ')), 'camera 122 is on the wall');
  });

  // @promise comfort.large-text: Text grows up to 150 %, and the whole window still shows.
  it('makes everything larger and normal again, and still shows the whole window', async () => {
    const { page } = session();
    const bar = page.getByRole('contentinfo', { name: 'Status' });
    const before = await bar.boundingBox();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+=');
    await until(
      async () => ((await bar.boundingBox())?.height ?? 0) > 1.4 * (before?.height ?? 0),
      'the text is larger',
    );
    const box = await bar.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeCloseTo(900, 0);
    expect(box?.width).toBeCloseTo(1600, 0);
    await page.keyboard.press('Control+0');
    await until(async () => (await bar.boundingBox())?.height === before?.height, 'the text is as before');
  });

  it('lists the keys of each section below the heading of the section, in one column, whatever the width of the window', async () => {
    const { page } = session();
    await tabTo(page, 'the tree', ({ role }) => role === 'tree');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.locator('.ks-row').first().waitFor();
    /** Rows that do not stand below their heading, by the name of their section. */
    const astray = (): Promise<string[]> =>
      sheet.locator('section').evaluateAll((sections) =>
        sections.flatMap((section) => {
          const heading = section.querySelector('h3')?.getBoundingClientRect();
          const rows = [...section.querySelectorAll('.ks-row')].map((row) => row.getBoundingClientRect());
          const isBelow = (row: DOMRect): boolean => row.left === heading?.left && row.top >= heading.bottom;
          return rows.every(isBelow) ? [] : (section.querySelector('h3')?.textContent ?? '');
        }),
      );
    expect(await sheet.locator('section').count()).toBeGreaterThan(3);
    for (const width of [1600, 1280, 800]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await astray()).toEqual([]);
    }
    await page.setViewportSize({ width: 1600, height: 900 });
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  // @promise comfort.own-keys: You find a key, give it to another action, and find it again after a restart.
  it('finds a key, gives it to another action, swaps, and finds it again after a restart', async () => {
    await tabTo(session().page, 'the tree', ({ role }) => role === 'tree');
    const page = session().page;
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await sheet.locator('input:focus').waitFor();
    const found = (): Promise<string[]> => sheet.locator('.ks-row').allTextContents();
    await until(
      async () => (await found()).includes('Rename the wall or the folderF2'),
      'the keys of the list of walls',
    );
    await page.keyboard.type('full screen');
    await until(async () => (await found()).includes('Full screenF'), 'the action is found, with its key');
    await tabTo(page, 'Change keys', ({ name }) => name === 'Change keys');
    await page.keyboard.press('Enter');
    const keyOf = (action: string) => page.getByRole('button', { name: `Change the key of ${action}:` });
    await keyOf('Full screen').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('i');
    await page.getByText('I belongs to Stream statistics on tiles.').waitFor();
    await tabTo(page, 'the swap', ({ name }) => name === 'Swap the keys');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Change the key of Stream statistics on tiles: F' }).waitFor();
    await untilFocus(page, 'the key that was changed', ({ name }) => name === 'Change the key of Full screen: I');
    await page.keyboard.press('Escape');
    await untilFocus(page, 'the tree', ({ role }) => role === 'tree');

    const again = await session().restart();
    await again.getByRole('button', { name: 'Stream statistics on tiles (F)' }).waitFor(); // the keys are known
    await again.keyboard.press('f');
    await again.getByRole('button', { name: /^Stream statistics on tiles/, pressed: true }).waitFor();
    await again.keyboard.press('f');
    await again.keyboard.press('Control+,');
    await again.getByRole('tab', { name: 'Keys' }).click();
    await again.getByRole('button', { name: 'Reset all keys' }).press('Enter');
    await again.getByRole('button', { name: 'Change the key of Full screen: F' }).waitFor();
  });
});
