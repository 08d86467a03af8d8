/** Adding cameras with text of 150 % in a window of 1280x720, in both languages. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { textsIn } from '../area-texts.ts';
import { auditPage } from './audit.ts';
import { misfitsOf } from './geometry.ts';
import { until } from './harness.ts';
import { sharedClient } from './shared-client.ts';

const TEXTS = { 'en-US': await textsIn('en-US'), 'zh-CN': await textsIn('zh-CN') } as const;

const ID = '34020000001329000001';
const ENTERED = 'Lanner#2026';
const TYPED = 'Typed#2026';

describe.each(['en-US', 'zh-CN'] as const)('adding cameras with large text in %s', (locale) => {
  const { onboarding: words } = TEXTS[locale];
  const session = sharedClient(
    { cameras: 16, wall: 1, viewport: { width: 1280, height: 720 }, locale },
    { isStory: true },
  );
  const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  /** In Chinese the screen has the same name. */
  const submit = (page: Page) => page.locator('.onboarding-form').getByRole('button', { name: words.add, exact: true });
  const log = (page: Page) => page.getByRole('log', { name: words.steps.log });
  const plugIn = (password: string): Promise<unknown> =>
    session().control('POST', '/registrations', {
      vendor: 'huawei-ivm',
      deviceId: ID,
      userName: 'gate-129',
      password,
      algorithm: 'SHA256',
    });

  /** Everything fits, axe finds no fault, and a picture of it is kept. */
  async function look(page: Page, what: string): Promise<void> {
    await page.screenshot({ path: path.join(root, 'test-results', 'screens', `onboarding-${what}-${locale}.png`) });
    expect([what, await misfitsOf(page), await auditPage(page)]).toEqual([what, [], []]);
  }

  it('the forms for one camera and for a table are whole with text of 150 %, and axe finds no fault', async () => {
    const { page } = session();
    await page.keyboard.press('Control+7');
    await field(page, words.fields.deviceId).waitFor();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await until(() => page.evaluate(() => document.documentElement.style.zoom === '1.5'), 'the text is large');
    await look(page, 'form');
    await field(page, words.fields.deviceId).fill(ID.slice(1));
    await field(page, words.fields.name).fill('Substation gate');
    await field(page, words.fields.userName).fill('gate-129');
    await field(page, words.fields.password).fill(ENTERED);
    await submit(page).click();
    await page.getByText(words.problems['too-short'], { exact: true }).waitFor();
    await look(page, 'form-refused');
    await button(page, words.table).click();
    await page.getByLabel(words.pasted).fill(`${ID.slice(1)}\tDock\tdock-1\t${ENTERED}\tSHA256`);
    await button(page, words.read).click();
    await page.getByRole('table', { name: words.rowsLabel }).waitFor();
    await look(page, 'table');
  });

  // @promise onboarding.large-text: All steps of adding cameras are whole with text of 150 %, in both languages.
  it('each step of a camera, from its values to its first picture, is whole with text of 150 %, and axe finds no fault', async () => {
    const { page } = session();
    await button(page, words.one).click();
    await field(page, words.fields.deviceId).fill(ID);
    await field(page, words.fields.name).fill('Substation gate');
    await field(page, words.fields.userName).fill('gate-129');
    await field(page, words.fields.password).fill(ENTERED);
    await submit(page).click();
    await log(page).getByText(words.states['nothing-received']).waitFor();
    await look(page, 'values');
    await plugIn(TYPED);
    await log(page).getByText(words.states['sign-in-refused']).waitFor();
    const mend = page.getByRole('form', { name: words.mend.title });
    await mend.scrollIntoViewIfNeeded();
    await look(page, 'refused');
    await plugIn(ENTERED);
    await log(page).getByText(words.states.picture).waitFor({ timeout: 60_000 });
    await page.locator('.onboarding-place').scrollIntoViewIfNeeded();
    await look(page, 'passed');
  });
});
