/** Lists of fields, dialogs and the frames of new alarms work with and without motion. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { hasFocus } from './by-keys.ts';
import { listsClosed } from './onboarding-screen.ts';
import { activity, form } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const session = sharedClient({
  cameras: 4,
  wall: 1,
  vendors: ['huawei-ivm', 'tencent-ivp'],
  viewport: { width: 1280, height: 720 },
});

/** The opacity of the frame around a new alarm: at first, after 0.4 s, after 0.8 s, and in the end. */
const frameOfAlarm = (page: Page, motion: 'system' | 'less') =>
  page.evaluate((wish) => {
    const root = document.documentElement;
    const before = root.dataset['motion'] ?? 'system';
    root.dataset['motion'] = wish;
    const frame = document.createElement('div');
    frame.className = 'lv-alarm-frame sv-critical';
    document.body.append(frame);
    const opacity = (): number => Math.round(Number(getComputedStyle(frame).opacity) * 100) / 100;
    const shown = [opacity()];
    const [animation] = frame.getAnimations();
    for (const ms of [400, 800]) {
      if (animation !== undefined) animation.currentTime = ms;
      shown.push(opacity());
    }
    animation?.finish();
    shown.push(opacity());
    frame.remove();
    root.dataset['motion'] = before;
    return shown;
  }, motion);

it.each([
  ['pulses where nobody asks for less motion', 'no-preference', 'system', [0, 0.45, 0.9, 0]],
  ['stands still where the system asks for less motion', 'reduce', 'system', [0.9, 0.9, 0.9, 0]],
  ['stands still where the operator asks for less motion', 'no-preference', 'less', [0.9, 0.9, 0.9, 0]],
] as const)('the frame of a new alarm %s', async (_, reducedMotion, motion, opacities) => {
  const { page } = session();
  await page.emulateMedia({ reducedMotion });
  expect(await frameOfAlarm(page, motion)).toEqual(opacities);
});

type Ask = (page: Page) => Promise<void>;
const WAYS: readonly (readonly [string, Ask])[] = [
  ['nobody asks for less motion', (page) => page.emulateMedia({ reducedMotion: 'no-preference' })],
  ['the system asks for less motion', (page) => page.emulateMedia({ reducedMotion: 'reduce' })],
  [
    'the operator asks for less motion',
    async (page) => {
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      await page.getByRole('button', { name: 'Settings' }).click();
      const settings = page.getByRole('dialog', { name: 'Settings' });
      await settings.getByRole('tab', { name: 'Display' }).click();
      await settings.getByRole('radiogroup', { name: 'Motion' }).getByRole('radio', { name: 'None' }).click();
      await page.keyboard.press('Escape');
      await settings.waitFor({ state: 'detached' });
    },
  ],
];

it.each(WAYS)('a list closes, and a dialog takes and returns the focus, where %s', async (_, ask) => {
  const { page } = session();
  await activity(page, 'Clouds').click();
  await page.keyboard.press('Shift+a');
  const name = form(page).getByLabel('Name', { exact: true });
  await name.fill('Harbour');
  await ask(page);
  await form(page).getByRole('combobox', { name: 'Cloud', exact: true }).click();
  await page.locator('.ant-select-item-option').getByText('Tencent IVP', { exact: true }).click();
  await listsClosed(page);
  await form(page).getByLabel('SecretId').waitFor();
  expect(await name.inputValue()).toBe('Harbour');
  await form(page).getByRole('button', { name: 'Close' }).click();
  await form(page).waitFor({ state: 'detached' });
  const remove = page.getByRole('button', { name: /^Delete: / }).first();
  await remove.focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: /^Delete .+\?$/ });
  await hasFocus(page, question.getByRole('button', { name: 'Keep' }));
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  await hasFocus(page, remove);
});
