/** From nothing to a playing wall, and through the account form, by keyboard alone: the focus always has a place. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { until, untilPlaying, withClient, type Session } from './harness.ts';
import { activity, cameraRows, expectMovingPictures, form, keysOf, statusBar, tile, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const MAX_STOPS = 60;

/** Name of the focused element: its own words, or the label of the field. */
const focusName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'BODY';
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const [label] = labels.map((one) => one.textContent.trim());
    return element.getAttribute('aria-label') ?? label ?? element.textContent.trim();
  });

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const isThere = (text: string): boolean => (typeof name === 'string' ? text === name : name.test(text));
  const stops: string[] = [];
  for (let i = 0; i < MAX_STOPS; i++) {
    const now = await focusName(page);
    if (isThere(now)) return;
    stops.push(now.slice(0, 40));
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${String(name)}; stops: ${stops.join(' | ')}`);
}

const untilFocusOn = (page: Page, name: string | RegExp): Promise<void> =>
  until(
    async () => {
      const now = await focusName(page);
      return typeof name === 'string' ? now === name : name.test(now);
    },
    `the focus is on ${String(name)}`,
  ).catch(async (error: unknown) => {
    throw new Error(`${String(error)}; it is on ${await focusName(page)}`);
  });

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, label);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Fills the open form and opens Advanced for the address, with Tab and the keys of the letters only. */
async function typeAccount(session: Session, endpoint: string): Promise<void> {
  const { page } = session;
  const { userId, ak, sk } = keysOf(session);
  await untilFocusOn(page, 'Name');
  await page.keyboard.type('Harbour');
  await typeInto(page, 'User ID', userId);
  await typeInto(page, 'Access key (AK)', ak);
  await typeInto(page, 'Secret key (SK)', sk);
  await tabTo(page, 'Advanced');
  await page.keyboard.press('Enter');
  await typeInto(page, 'Address of the API', endpoint);
}

/** Counts from now on what a mouse or a finger does. @returns reads the count. */
async function countPointer(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { pointer: 0 };
    Object.assign(globalThis, { seen });
    for (const kind of ['pointerdown', 'pointermove', 'wheel'])
      addEventListener(kind, () => (seen.pointer += 1), { capture: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { readonly seen: { pointer: number } }).seen.pointer);
}

describe('a first run without a mouse', () => {
  // @promise comfort.no-mouse
  it('comes from nothing to a playing wall with an account of a cloud, each next step under the focus', async () => {
    await withClient('first run by keyboard', { cameras: 4 }, async (session) => {
      const { page } = session;
      await page.getByRole('heading', { name: 'No cameras yet' }).waitFor();
      const pointerUses = await countPointer(page);
      expect(await page.getByText(/No cameras yet/).count(), 'said once').toBe(1);
      await tabTo(page, 'Add cloud account');
      await page.keyboard.press('Enter');
      await typeAccount(session, keysOf(session).endpoint);
      await tabTo(page, 'Test connection');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Back to the form' }).waitFor();
      await untilFocusOn(page, 'Add account');
      await page.keyboard.press('Enter');
      await statusBar(page).getByText('Added Harbour').waitFor();
      await untilFocusOn(page, 'Show these 4 cameras');
      await page.keyboard.press('Enter');
      await untilPlaying(session, 4);
      await untilFocusOn(page, /^Tile 1: /);
      await expectMovingPictures(page, 4);
      expect(await pointerUses()).toBe(0);
    });
  });

  it('comes from nothing to a wall with pictures of simulated clouds, which need no account', async () => {
    await withClient('first run with simulated clouds', { hasDemo: true, cameras: 4 }, async (session) => {
      const { page, client } = session;
      await page.getByRole('button', { name: 'Explore with simulated clouds' }).waitFor();
      await tabTo(page, 'Explore with simulated clouds');
      await page.keyboard.press('Enter');
      await until(
        async () => (await client.tiles()).filter(({ phase }) => phase === 'playing').length >= 4,
        'the wall shows pictures by itself',
      );
      expect((await wallOf(page)).filter((name) => name !== null)).toHaveLength(16);
      await untilFocusOn(page, /^Tile 1: /);
    });
  });
});

describe('the account form by keyboard', () => {
  const session = sharedClient({ cameras: 4, vendors: ['huawei-ivm', 'tencent-ivp'] }, { isStory: true });

  it('says that no IVM API answers at the address of another cloud, and leads to the address', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    await page.keyboard.press('Shift+a');
    await typeAccount(session(), session().clouds['tencent-ivp']?.endpoint ?? '');
    await tabTo(page, 'Test connection');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('No Huawei IVM API answers at this address.').waitFor();
    await tabTo(page, 'Edit account');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'Address of the API');
    const address = form(page).getByLabel('Address of the API');
    expect(await address.getAttribute('aria-invalid')).toBe('true');
    await form(page).getByText('No Huawei IVM API answered at this address.').waitFor();
    await form(page).getByText('Change it only for a private installation of the cloud.').waitFor();
  });

  it('names the reason and leads to the field when the address has no TLS', async () => {
    const { page } = session();
    await typeInto(page, 'Address of the API', 'http://cloud.example');
    await tabTo(page, 'Test connection');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'Address of the API');
    await form(page).getByText('Begin with https.', { exact: false }).waitFor();
    await typeInto(page, 'Address of the API', keysOf(session()).endpoint);
  });

  it('gives the first wrong field the focus when the form is sent', async () => {
    const { page } = session();
    await form(page).getByLabel('Name', { exact: true }).fill('');
    await form(page).getByLabel('User ID').fill('12');
    await tabTo(page, 'Add account');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'Name');
    await page.keyboard.type('Harbour');
    await tabTo(page, 'Add account');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'User ID');
    await page.keyboard.press('Control+a');
    await page.keyboard.type(keysOf(session()).userId);
  });

  it('the focus is in its place after a test, after the way back, after adding, leaving and deleting', async () => {
    const { page } = session();
    await tabTo(page, 'Test connection');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'Add account');
    await page.keyboard.press('Shift+Tab');
    await tabTo(page, 'Back to the form');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'Test connection');
    await tabTo(page, 'Add account');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'Show these 4 cameras');
    await tabTo(page, 'Delete: Harbour');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Delete Harbour?' });
    await untilFocusOn(page, 'Keep');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await untilFocusOn(page, 'Delete: Harbour');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, 'Keep');
    await tabTo(page, 'Delete account');
    await page.keyboard.press('Enter');
    await page.getByText('No cloud account yet').first().waitFor();
    await until(async () => (await focusName(page)) !== 'BODY', 'the focus has a place after the last row is gone');
  });

  it('adds an account of another cloud, chosen by key, whose fields follow', async () => {
    const { page, clouds } = session();
    const { endpoint = '', credentials: { secretId = '', secretKey = '' } = {} } = clouds['tencent-ivp'] ?? {};
    await page.getByRole('dialog').waitFor({ state: 'detached' }); // the page takes no keys while a question leaves
    await page.keyboard.press('Shift+a');
    await untilFocusOn(page, 'Name');
    await page.keyboard.type('Campus');
    await page.keyboard.press('Shift+Tab');
    await untilFocusOn(page, 'Cloud');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Cloud', expanded: true }).waitFor();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await form(page).getByLabel('SecretId').waitFor();
    await typeInto(page, 'SecretId', secretId);
    await typeInto(page, 'SecretKey', secretKey);
    await tabTo(page, 'Advanced');
    await page.keyboard.press('Enter');
    await typeInto(page, 'Address of the API', endpoint);
    await tabTo(page, 'Add account');
    await page.keyboard.press('Enter');
    await untilFocusOn(page, /^Show these \d+ cameras$/);
    await page.keyboard.press('Enter');
    await untilFocusOn(page, /^Tile 1: /);
  });
});

describe('the table of what clouds can do', () => {
  const session = sharedClient({ cameras: 4 });

  it('says what the documents say, and a cell leads by key to the operation in the API console', async () => {
    const { page } = session();
    await activity(page, 'Clouds').click();
    const cell = page.getByRole('gridcell', { name: /^Statistics, Huawei IVM: people, heat maps/ });
    await cell.focus();
    await page.getByRole('tooltip').getByText('Click or press Enter for the operation in the API console.').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.co-head').getByText('getPeopleStatistics').waitFor();
    await until(async () => (await focusName(page)) !== 'BODY', 'the focus has a place in the console');
  });
});

describe('the focus on the wall', () => {
  const session = sharedClient({ wall: 4 });

  it('goes from the list of cameras to the wall when full screen hides the list, never to a button that changes the wall', async () => {
    const { page } = session();
    await tile(page, 2).click();
    await cameraRows(page).first().click();
    await page.keyboard.press('f');
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await untilFocusOn(page, /^Tile \d+: /);
    await page.evaluate(() => document.exitFullscreen());
    await page.waitForFunction(() => document.fullscreenElement === null);
  });

  it('has a place after a menu, a palette, a dialog and a tile are closed', async () => {
    const { page } = session();
    await untilPlaying(session(), 4);
    const hasPlace = (what: string): Promise<void> =>
      until(async () => (await focusName(page)) !== 'BODY', `the focus has a place after ${what}`);
    await tile(page, 2).click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await hasPlace('the menu of a tile');
    for (const key of ['Control+k', 'F1', 'Control+,']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await hasPlace(key);
    }
    await tile(page, 2).focus();
    await page.keyboard.press('Delete');
    await tile(page, 2).getByText('Drag a camera here').waitFor();
    await hasPlace('a camera was taken off the wall');
  });
});
