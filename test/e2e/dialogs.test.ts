/**
 * Everything behind an open dialog is out of reach of keys, pointer and screen reader, while pictures and stops still
 * work.
 */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { activity, expectMovingPictures, tile } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({ wall: 4, viewport: { width: 1280, height: 720 } });

const DIALOGS = [
  ['Control+k', 'Search or run'],
  ['Control+,', 'Settings'],
  ['?', 'Keys'],
  ['F1', 'Help'],
] as const;

interface AxNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

/** The controls that the browser reports to a screen reader: those that can be pressed, typed into or focused. */
async function heard(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = (await devtools.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly AxNode[] };
  await devtools.detach();
  const roles = ['button', 'tree', 'group', 'tab', 'searchbox', 'textbox', 'combobox', 'radio', 'navigation', 'dialog'];
  return nodes
    .filter(({ ignored, role }) => !ignored && roles.includes(role?.value ?? ''))
    .map(({ role, name }) => `${role?.value ?? ''} ${name?.value ?? ''}`);
}

/** Elements outside the dialog that a script, a click or Tab could give the focus. */
const reachable = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const dialog = document.querySelector('[aria-modal="true"]');
    const before = document.activeElement;
    const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')];
    const found = stops.filter((stop) => {
      // Chromium gives a video the focus by script even where it is inert. Neither Tab nor a screen reader finds the video.
      if (dialog?.contains(stop) || stop.matches('video[aria-hidden="true"]')) return false;
      stop.focus();
      return document.activeElement === stop;
    });
    if (before instanceof HTMLElement) before.focus();
    return found.map(({ outerHTML }) => outerHTML.slice(0, 120));
  });

async function expectNothingBehind(page: Page, name: string): Promise<void> {
  let found: readonly string[] = [];
  const isNothing = async (): Promise<boolean> => (found = await reachable(page)).length === 0;
  await until(isNothing, `nothing behind ${name} takes the focus`, 10_000).catch(() => undefined);
  expect([name, found]).toEqual([name, []]);
}

async function expectAlone(page: Page, name: string): Promise<void> {
  const box = page.getByRole('dialog', { name });
  await box.waitFor();
  await expectNothingBehind(page, name);
  // Reports of the client are still read out.
  expect(
    await page.locator('[inert] [role="status"], [role="status"][inert]').and(page.locator('.status *')).count(),
  ).toBe(0);
  let said: readonly string[] = [];
  const behind = (): readonly string[] =>
    said.filter((one) => /^(tree |group Tile |navigation |button (Live|Clouds)$)/.test(one));
  const isSilent = async (): Promise<boolean> => {
    said = await heard(page);
    return behind().length === 0;
  };
  await until(isSilent, `a screen reader finds nothing behind ${name}`, 10_000).catch(() => undefined);
  expect(behind()).toEqual([]);
  expect(said).toContain(`dialog ${name}`);
}

const isWhole = async (page: Page): Promise<boolean> => {
  const said = await heard(page);
  return ['navigation ', 'button Live', 'button Clouds'].every((start) => said.some((one) => one.startsWith(start)));
};

it('the rest of the window is out of reach while a dialog is open, plays on, and gets the focus back', async () => {
  const { page } = session();
  await untilPlaying(session(), 4);
  expect((await heard(page)).some((one) => one.startsWith('group Tile 2'))).toBe(true);
  await tile(page, 2).click();
  for (const [key, name] of DIALOGS) {
    await page.keyboard.press(key);
    await expectAlone(page, name);
    if (name === 'Search or run') await expectMovingPictures(page, 4);
    await page.keyboard.press('Escape');
    await until(() => isWhole(page), `all of the window is in reach after ${name}`);
    await page.locator('[data-tile="1"]:focus').waitFor();
  }
});

it('the window stays out of reach between one dialog and the next', async () => {
  const { page } = session();
  await tile(page, 2).click();
  await page.keyboard.press('F1');
  await expectAlone(page, 'Help');
  await page.getByRole('dialog', { name: 'Help' }).getByRole('button', { name: 'Show all keys' }).click();
  await expectAlone(page, 'Keys');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings');
  await page
    .getByRole('option', { name: /^Settings/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await expectAlone(page, 'Settings');
  await page.keyboard.press('Escape');
  await until(() => isWhole(page), 'all of the window is in reach');
  await page.locator('[data-tile="1"]:focus').waitFor();
});

it('only the question before an account is deleted is in reach, and the row has the focus afterwards', async () => {
  const { page } = session();
  await activity(page, 'Clouds').click();
  const remove = page.getByRole('button', { name: /^Delete: / }).first();
  await remove.focus();
  await page.keyboard.press('Enter');
  const box = page.getByRole('dialog', { name: /^Delete .+\?$/ });
  await box.getByRole('button', { name: 'Keep' }).waitFor();
  await expectNothingBehind(page, 'the question');
  expect((await heard(page)).filter((one) => /^(navigation |button (Live|Clouds)$)/.test(one))).toEqual([]);
  await box.getByRole('button', { name: 'Keep' }).press('Enter');
  await box.waitFor({ state: 'detached' });
  await until(() => isWhole(page), 'all of the window is in reach');
  await until(() => remove.evaluate((button) => button === document.activeElement), 'the focus is on the button again');
  await activity(page, 'Live').click();
});

it('the client stops a camera whose key or button is held when a dialog opens', async () => {
  const { page, control } = session();
  const isMoving = async (): Promise<boolean> => ((await control('GET', '/ptz')) as unknown[]).length > 0;
  const dome = page.locator('[data-tile]', { has: page.locator('.tile-head > .tile-sign[title="PTZ"]') }).first();
  await dome.click();
  await page.keyboard.press('d');
  const controls = page.getByRole('group', { name: /^PTZ control of the camera in tile/ });
  const right = controls.getByRole('button', { name: 'Turn right', exact: true });
  await right.waitFor();
  await page.keyboard.down('ArrowRight');
  await until(isMoving, 'the camera turns');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search or run' }).waitFor();
  await page.keyboard.up('ArrowRight');
  await until(async () => !(await isMoving()), 'the camera rests after the key was released in the dialog');
  await page.keyboard.press('Escape');

  const box = await right.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 8, (box?.y ?? 0) + 8);
  await page.mouse.down();
  await until(isMoving, 'the camera turns by the button');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search or run' }).waitFor();
  await until(async () => !(await isMoving()), 'the camera rests although the button is held');
  await page.mouse.up();
  expect(await isMoving()).toBe(false);
  await page.keyboard.press('Escape');
  await until(() => isWhole(page), 'all of the window is in reach');
  await dome.focus();
  await page.keyboard.press('Escape');
  await controls.waitFor({ state: 'detached' });
});
