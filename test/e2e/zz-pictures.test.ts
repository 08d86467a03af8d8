import { expect, it } from 'vitest';
import { openClient } from './harness.ts';

const SETS = [
  { name: 'en', locale: 'en-US', viewport: { width: 1280, height: 720 } },
  { name: 'zh', locale: 'zh-CN', viewport: { width: 1280, height: 720 } },
  { name: 'en150', locale: 'en-US', viewport: { width: 853, height: 480 } },
] as const;

it.each(SETS)('pictures %o', async ({ name, locale, viewport }) => {
  const session = await openClient({ cameras: 16, wall: 1, vendors: ['huawei-vis', 'aliyun-vcs'], locale, viewport });
  try {
    const { page } = session;
    const shot = (what: string) => page.screenshot({ path: `/tmp/onb-${name}-${what}.png` });
    const way = (at: number) => page.locator('.onboarding-side .tb button').nth(at);
    await page.locator('body').click({ position: { x: 5, y: 5 } });
    await page.keyboard.press('Control+7');
    await page.locator('#onboarding-name').waitFor();
    await page.waitForTimeout(1500);
    await shot('form');
    await page.locator('.onboarding-content').evaluate((e) => e.scrollTo(0, 400));
    await shot('form2');
    await way(3).click();
    await page.locator('#onboarding-credential-user').waitFor();
    await page.waitForTimeout(1500);
    await shot('cred');
    await page.locator('#onboarding-credential-user').fill('gate01');
    await page.locator('#onboarding-credential-password').fill('Gate#2026');
    await page.locator('.onboarding-fields .btn.pri').first().click();
    await page.locator('.onboarding-source').filter({ hasText: 'gate01' }).waitFor();
    await page.locator('.onboarding-content').evaluate((e) => e.scrollTo(0, 9000));
    await page.locator('#onboarding-key-name').fill('field-1');
    await page.locator('.onboarding-fields .btn.pri').last().click();
    await page.locator('.onboarding-values').waitFor();
    await page.locator('.onboarding-content').evaluate((e) => e.scrollTo(0, 9000));
    await shot('cred2');
    await way(0).click();
    await page.locator('#onboarding-name').fill('North gate');
    await page.locator('.onboarding-fields .btn.pri').click();
    await page.locator('.onboarding-values').waitFor();
    const id = (await page.locator('.onboarding-values .mono').allInnerTexts()).find((one) => /^\d{20}$/.test(one)) ?? '';
    await shot('steps');
    const user = await page.locator('.onboarding-values').innerText();
    expect(user).toContain('5080');
    await session.control('POST', '/devices', { deviceId: id, isOnline: true });
    await page.locator('.onboarding-way').first().waitFor();
    await page.locator('.onboarding-way').first().scrollIntoViewIfNeeded();
    await shot('invite');
    await way(2).click();
    await page.locator('#onboarding-source-name').fill('Neighbour gate');
    await page.locator('#onboarding-url-new').fill('rtmp://other.example.com/live/a?k=1');
    await page.locator('#onboarding-end-new').fill('2026-11-27T10:00');
    await shot('source');
    await page.locator('.onboarding-fields .btn.pri').first().click();
    await page.locator('.onboarding-source .mono').waitFor();
    await page.locator('.onboarding-source button').first().click();
    await page.locator('.onboarding-content').evaluate((e) => e.scrollTo(0, 9000));
    await shot('source2');
  } finally {
    await session.close();
  }
});
