/** The sheet of a new camera, which an installer takes along: on the screen, on paper, and read with a telephone. */
import path from 'node:path';
import jsQR from 'jsqr';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { root } from '../../scripts/lib.ts';
import { auditPage } from './audit.ts';
import { tabTo } from './by-keys.ts';
import { until } from './harness.ts';
import { filesWith } from './onboarding-screen.ts';
import { sharedClient } from './shared-client.ts';

const LANGUAGES = {
  'en-US': {
    live: 'Live',
    id: 'Device id',
    name: 'Name',
    user: 'SIP user name',
    password: 'SIP password',
    add: 'Add camera',
    sheet: 'Sheet and QR code',
    title: 'Sheet for the camera',
    print: 'Print',
    line: 'SIP server id: 34020000002000000001',
    step: 'Registration log',
  },
  'zh-CN': {
    live: '实况',
    id: '设备 ID',
    name: '名称',
    user: 'SIP 用户名',
    password: 'SIP 密码',
    add: '添加摄像机',
    sheet: '参数单与二维码',
    title: '摄像机参数单',
    print: '打印',
    line: 'SIP 服务器 ID: 34020000002000000001',
    step: '注册日志',
  },
} as const;
const ID = '34020000001329000001';
const ENTERED = 'Lanner#2026';

/** @returns what a telephone reads from a code on the screen; null where it finds none. */
async function readCode(page: Page, code: Locator): Promise<string | null> {
  const base64 = (await code.screenshot()).toString('base64');
  const { pixels, width, height } = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    const { data } = context?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: [] };
    return { pixels: [...data], width: bitmap.width, height: bitmap.height };
  }, base64);
  return jsQR(Uint8ClampedArray.from(pixels), width, height)?.data ?? null;
}

/** The code is in sight from edge to edge, in front of everything else. */
async function isWhole(code: Locator): Promise<void> {
  const hidden = await code.evaluate((svg) => {
    const { left, right, top, bottom } = svg.getBoundingClientRect();
    const corners = [left + 1, right - 1].flatMap((x) => [top + 1, bottom - 1].map((y) => [x, y] as const));
    return corners.filter(([x, y]) => !svg.contains(document.elementFromPoint(x, y)));
  });
  expect(hidden, 'corners of the code that are out of sight').toEqual([]);
}

/** @returns the number of pages on which the window prints. */
async function pagesOf(page: Page, paper: Parameters<Page['pdf']>[0]): Promise<number> {
  const pdf = (await page.pdf(paper)).toString('latin1');
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const picture = (name: string): string => path.join(root, 'test-results', 'screens', `${name}.png`);

describe.each(['en-US', 'zh-CN'] as const)('the sheet of a camera in %s', (locale) => {
  const words = LANGUAGES[locale];
  const session = sharedClient({ cameras: 8, wall: 1, viewport: { width: 1280, height: 720 }, locale });
  const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  // @promise onboarding.sheet: The values of a camera stand on a sheet with a QR code, which prints alone, without
  // the password, and is gone once it is closed.
  it('a camera has a sheet whose QR code a telephone reads, which prints alone, without its password, and is gone once it is closed', async () => {
    const { page, dataDir } = session();
    await page.getByRole('button', { name: words.live, exact: true }).click();
    await page.keyboard.press('Control+7');
    await field(page, words.id).fill(ID);
    await field(page, words.name).fill('Substation gate');
    await field(page, words.user).fill('gate-129');
    await field(page, words.password).fill(ENTERED);
    await page.locator('.onboarding-form').getByRole('button', { name: words.add, exact: true }).click();
    await tabTo(page, button(page, words.sheet));
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: words.title });
    const code = page.locator('.onboarding-paper').getByRole('img', { includeHidden: true });
    await code.waitFor();
    await page.screenshot({ path: picture(`sheet-${locale}`) });
    expect(await auditPage(page)).toEqual([]);
    await isWhole(code);
    const read = await readCode(page, code);
    expect(read?.split('\n')).toContain(words.line);
    expect(read).toContain('gate-129');
    expect(`${read ?? ''} ${await sheet.innerText()}`).not.toContain(ENTERED);

    expect(await pagesOf(page, { format: 'A4' })).toBe(1);
    expect(await pagesOf(page, { width: '5in', height: '3in' }), 'small paper').toBeGreaterThan(1);
    await page.evaluate(() => addEventListener('beforeprint', () => (document.title = 'printing')));
    await button(page, words.print).click();
    await until(async () => (await page.title()) === 'printing', 'the window prints');
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: picture(`sheet-paper-${locale}`) });
    expect(await readCode(page, code)).toBe(read);
    expect(await page.locator('.onboarding-paper').boundingBox()).toMatchObject({ x: 0, y: 0 });
    expect(await page.getByText(words.step, { exact: true }).filter({ visible: true }).count()).toBe(0);
    expect(await button(page, words.print).isVisible()).toBe(false);
    expect(await page.getByText('Substation gate').filter({ visible: true }).count()).toBe(1);
    await page.emulateMedia({ media: null });

    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Control+=');
    await until(() => page.evaluate(() => document.documentElement.style.zoom === '1.5'), 'the text is large');
    await page.screenshot({ path: picture(`sheet-large-${locale}`) });
    expect(await auditPage(page)).toEqual([]);
    await isWhole(code);
    expect(await readCode(page, code), 'a telephone reads the code beside large text').toBe(read);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(await filesWith(dataDir, '34020000002000000001')).toEqual([]);
  });
});
