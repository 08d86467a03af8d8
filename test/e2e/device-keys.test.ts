/** The table of devices and one change by the keyboard alone, in both languages, with text of 150 %. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { requestsOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const LANGUAGES = {
  'en-US': {
    live: 'Live',
    table: 'Devices',
    number: 'No.',
    change: 'Change',
    confirm: 'Rename 1 camera',
    done: '1 done',
  },
  'zh-CN': {
    live: '实况',
    table: '设备',
    number: '编号',
    change: '变更',
    confirm: '重命名 1 台摄像机',
    done: '完成 1',
  },
} as const;
const MOST_STOPS = 40;

/** The label at the focus, else its words. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return (at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim();
  });

/** Presses the key until the focus is there. */
async function reach(
  page: Page,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown',
  isThere: () => Promise<boolean>,
): Promise<void> {
  for (let i = 0; i < MOST_STOPS && !(await isThere()); i += 1) await page.keyboard.press(key);
  expect([key, await isThere()]).toEqual([key, true]);
}

const isAt = (page: Page, words: string) => async (): Promise<boolean> => (await focused(page)) === words;
const isInField = (page: Page) => (): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.matches('[role="dialog"] input') === true);

describe.each(['en-US', 'zh-CN'] as const)('the table of devices by keyboard in %s', (locale) => {
  const words = LANGUAGES[locale];
  const session = sharedClient({ cameras: 24, wall: 1, viewport: { width: 1280, height: 720 }, locale });
  const look = async (page: Page, what: string): Promise<void> => {
    const moving = page.locator('[class*="ant-zoom-"], [class*="ant-fade-"]');
    await until(async () => (await moving.count()) === 0, 'dialogs stand still');
    await page.screenshot({ path: path.join(root, 'test-results', 'screens', `devices-${what}-${locale}.png`) });
    expect([what, await auditPage(page)]).toEqual([what, []]);
  };

  // @promise devices.by-key: The table works by keyboard alone, in both languages, with text of 150 %.
  it('a camera is chosen, its name changed and the outcome read with text of 150 %, and axe finds no fault', async () => {
    const { page } = session();
    await page.getByRole('button', { name: words.live, exact: true }).click();
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await until(() => page.evaluate(() => document.documentElement.style.zoom === '1.5'), 'the text is large');
    await page.keyboard.press('Control+6');
    const rows = page.locator('.table-rows .table-row');
    await rows.first().waitFor();
    await reach(page, 'Tab', isAt(page, words.table));
    await reach(page, 'Tab', isAt(page, words.number));
    await page.keyboard.press('Enter');
    await until(async () => /\n101\n/.test(await rows.first().innerText()), 'camera 101 stands first');
    await reach(page, 'Shift+Tab', isAt(page, words.table));
    await reach(page, 'ArrowDown', async () => (await rows.and(page.locator('.table-at')).count()) === 1);
    await page.keyboard.press('Space');
    await page.locator('.devices-selected').waitFor();
    await look(page, 'selected');
    await reach(page, 'Shift+Tab', isAt(page, words.change));
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Enter'); // the first change of the menu
    const asked = page.getByRole('dialog').last();
    await asked.getByRole('textbox').waitFor();
    await reach(page, 'Shift+Tab', isInField(page));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Gate 9');
    await look(page, 'rename');
    await reach(page, 'Tab', isAt(page, words.confirm));
    await page.keyboard.press('Enter');
    await asked.getByText(words.done, { exact: true }).waitFor();
    expect(await requestsOf(session(), 'updateChannel')).toHaveLength(1);
    await look(page, 'outcome');
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await rows.getByText('Gate 9', { exact: true }).first().waitFor();
  });
});
