import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { beginPlayback, recordedCameras, shownPictures } from './past-screen.ts';
import { cameraRow, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const VENDORS = ['huawei-ivm', 'tencent-ivp', 'aliyun-vcs', 'huawei-vis', 'aliyun-cityvisual'] as const;
const session = sharedClient({ cameras: 20, wall: 4, vendors: VENDORS, viewport: { width: 1280, height: 720 } });
const nightMs = (): number =>
  Math.floor((Date.now() + 8 * HOUR_MS) / DAY_MS) * DAY_MS - 8 * HOUR_MS - DAY_MS + HOUR_MS / 2;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
async function both(page: Page, name: string) {
  for (const lang of ['en', 'zh']) {
    await wait(700);
    await page.screenshot({ path: `/tmp/truth-pics/${name}-${lang}.png` });
    const shown = await shownPictures(page);
    console.log(name, lang, JSON.stringify(shown.map((s) => [s.number, s.codeMs, s.headMs, (s.codeMs ?? 0) - s.headMs])), JSON.stringify(await page.locator('.playback-grid .tile-veil').allInnerTexts()));
    await page.keyboard.press('Alt+Shift+L');
  }
}
it('takes pictures of playback in its states', async () => {
  await treeRead(session().page);
  const atMs = nightMs();
  const range = { fromMs: atMs - 60_000, toMs: atMs + 300_000 };
  const cameras = [];
  for (const vendor of ['huawei-ivm', 'tencent-ivp', 'aliyun-vcs'] as const)
    cameras.push(...(await recordedCameras(session().page, { vendor, place: 'cloud', range, count: 1 })));
  const page = await beginPlayback(session(), cameras, atMs);
  await wait(8_000);
  await both(page, 'night');
  await session().control('POST', '/faults', { vendor: 'huawei-ivm', kind: 'http', status: 503, operation: 'listMediaRecords' });
  await page.getByRole('button', { name: 'Ask for the recordings again' }).click();
  await wait(9_000);
  await both(page, 'failed');
  await session().control('DELETE', '/faults');
  await wait(2_000);
  await page.keyboard.press('g');
  await page.keyboard.type('now');
  await page.keyboard.press('Enter');
  await wait(8_000);
  await both(page, 'now');
  await page.keyboard.press('Control+1');
  await wait(1_000);
  for (const [i, number] of [101, 121, 141, 161, 181].entries()) {
    await cameraRow(page, number).first().click({ button: 'right' }).catch(() => undefined);
    await wait(300);
    await page.getByRole('menuitem', { name: 'Open in playback' }).click().catch(() => undefined);
    await wait(1_000);
    await page.screenshot({ path: `/tmp/truth-pics/open-${i}.png` });
    await page.keyboard.press('Control+1');
    await wait(500);
  }
}, 300_000);
