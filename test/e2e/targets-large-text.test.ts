/** The screens of target libraries with text of 150 % in a window of 1280x720, in both languages. */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { textsIn } from '../area-texts.ts';
import { auditPage } from './audit.ts';
import { misfitsOf } from './geometry.ts';
import { hostKind, until } from './harness.ts';
import { portrait, zipOf } from './people-files.ts';
import { deviceOf, EMPTY_LIST, fileOf } from './people-screen.ts';
import { sharedClient } from './shared-client.ts';

const TEXTS = { 'en-US': await textsIn('en-US'), 'zh-CN': await textsIn('zh-CN') } as const;

describe.each(['zh-CN', 'en-US'] as const)('target libraries with large text in %s', (locale) => {
  const { targets: words, jobs } = TEXTS[locale];
  const session = sharedClient(
    { cameras: 300, wall: 1, vendors: ['huawei-ivm'], viewport: { width: 1280, height: 720 }, locale },
    { isStory: true },
  );
  const press = (within: Locator | Page, name: string): Promise<void> =>
    within.getByRole('button', { name, exact: true }).last().click();
  const side = (page: Page): Locator => page.getByRole('navigation', { name: words.devices });
  const people = (page: Page): Locator => page.getByRole('region', { name: words.people });
  const panel = (page: Page): Locator => page.getByRole('complementary', { name: words.import.title });

  /** Everything fits, axe finds no fault, and a picture of it is kept. */
  async function look(page: Page, what: string): Promise<void> {
    const moving = page.locator('[class*="ant-zoom-"], [class*="ant-fade-"]');
    await until(async () => (await moving.count()) === 0, 'dialogs stand still');
    await page.screenshot({ path: path.join(root, 'test-results', 'screens', `targets-${what}-${locale}.png`) });
    expect([what, await misfitsOf(page), await auditPage(page)]).toEqual([what, [], []]);
  }

  // @promise target.large-text: The screens of target libraries are whole in both languages with text of 150 % in a
  // window of 1280x720.
  it('a list, its cards, a target, the form and the questions are whole with text of 150 %, and axe finds no fault', async () => {
    const { page } = session();
    await page.keyboard.press('Control+5');
    const { name } = await deviceOf(session(), 'NVR');
    await side(page).getByRole('button', { name }).click();
    await side(page)
      .getByRole('button', { name: /^white/ })
      .click();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await until(() => page.evaluate(() => document.documentElement.style.zoom === '1.5'), 'the text is large');
    const rows = page.getByRole('grid', { name: words.people }).locator('[role="rowgroup"] [role="row"]');
    await rows.first().locator('img').waitFor();
    await look(page, 'table');
    await rows.first().click();
    const inspector = page.getByRole('complementary', { name: words.inspector });
    await inspector.getByRole('img').waitFor();
    await look(page, 'target');
    await press(inspector, words.close);
    await rows.nth(1).locator('.table-tick').click();
    await press(people(page), words.delete.ask);
    await page.getByRole('dialog').waitFor();
    await look(page, 'deletion');
    await press(page.getByRole('dialog'), words.delete.keep);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press(people(page), words.move.ask);
    await page.getByRole('dialog').waitFor();
    await look(page, 'move');
    await press(page.getByRole('dialog'), words.move.keep);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('radio', { name: words.views.cards }).click();
    await page.getByRole('listbox', { name: words.people }).locator('img').first().waitFor();
    await look(page, 'cards');
    await press(people(page), words.form.add);
    const photo = await fileOf(session(), 'face.jpg', portrait(7));
    await page.getByLabel(words.photo.file).setInputFiles(photo);
    await page.getByRole('img', { name: words.photo.sent }).waitFor();
    await page.getByRole('form').getByRole('button', { name: words.form.addNow, exact: true }).click();
    await page.getByRole('form').getByRole('alert').first().waitFor();
    await look(page, 'form');
    await press(page.getByRole('form'), words.form.cancel);
    await press(page.getByRole('dialog'), words.leaving.discard);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  // @promise target.large-text
  it('an import, its result and the page of jobs are whole with text of 150 %, and axe finds no fault', async () => {
    const own = session();
    const { page } = own;
    await side(page).getByRole('button', { name: EMPTY_LIST.name }).click();
    await press(people(page), words.import.open);
    await look(page, 'import-file');
    const lines = [1, 2, 3, 4].map((number) => `雪松${number}号,男,L${number},${number}.jpg`);
    const csv = await fileOf(own, 'staff.csv', ['姓名,性别,外部编号,照片', ...lines].join('\n'));
    const pictures = [1, 2, 3].map((number) => ({ name: `${number}.jpg`, body: portrait(number % 2) }));
    await panel(page).locator('input').first().setInputFiles(csv);
    await panel(page)
      .getByText(/staff\.csv/)
      .waitFor();
    await panel(page)
      .locator('input')
      .nth(1)
      .setInputFiles(await fileOf(own, 'staff.zip', zipOf(pictures)));
    await panel(page).getByText(/^3 /).waitFor();
    await press(panel(page), words.import.next);
    await panel(page).getByRole('combobox').first().waitFor();
    await look(page, 'import-columns');
    await press(panel(page), words.import.next);
    await panel(page).getByRole('region', { name: words.import.same }).waitFor();
    await look(page, 'import-check');
    await panel(page).locator('.insp-f .pri').click();
    await panel(page).getByRole('region', { name: words.import.notDone }).waitFor();
    await panel(page).getByText(words.import.states.ended, { exact: true }).waitFor();
    await look(page, 'import-result');
    await page.keyboard.press('Alt+Shift+Q');
    await page.getByRole('region', { name: jobs.names.screen, exact: true }).getByRole('listitem').first().waitFor();
    await look(page, 'jobs');
    await page.keyboard.press('Control+5');
    await press(panel(page), words.close);
  });

  // @promise target.large-text
  it('the forms of a list and of a consent and the report of an export are whole with text of 150 %, and axe finds no fault', async () => {
    const { page } = session();
    const { name } = await deviceOf(session(), 'NVR');
    await press(side(page), words.list.make.replace('{{name}}', name));
    await press(page.getByRole('form'), words.list.makeNow);
    await page.getByRole('form').getByRole('alert').first().waitFor();
    await look(page, 'list');
    await press(page.getByRole('form'), words.form.cancel);
    await press(side(page), words.sign.open);
    const channels = page.getByRole('form').getByRole('region', { name: words.sign.channels });
    await until(async () => (await channels.getByText(words.sign.is.closed).count()) > 2, 'the channels are read');
    await look(page, 'consent');
    await press(page.getByRole('form'), words.form.cancel);
    if (hostKind === 'electron') return;
    const saved = page.waitForEvent('download');
    await press(people(page), words.export.open);
    await saved;
    await page.getByRole('region', { name: words.export.title }).getByText(words.export.care).waitFor();
    await look(page, 'export');
  });
});
