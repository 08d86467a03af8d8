/** Further windows of a client. On Electron they open by themselves, without an address. */
import type { Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { untilListening } from './harness.ts';

/** Opens a wall in a further window. @param wallName absent: the first wall. @returns the address of the window. */
export const launchUrlOf = (page: Page, wallName?: string): Promise<string> =>
  page.evaluate(async (name) => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const walls = await request['wall.list']({});
    const wallId = walls.ok ? walls.value.find((wall) => name === undefined || wall.name === name)?.id : undefined;
    const opened = wallId && (await request['window.open']({ wallId }));
    if (!opened || !opened.ok || opened.value.launchUrl === null) throw new Error('no further window');
    return opened.value.launchUrl;
  }, wallName);

/** Opens the first wall in a further window. @returns its page, once the keys of the window work. */
export async function furtherWindow(page: Page): Promise<Page> {
  const url = await launchUrlOf(page);
  const further = await page.context().newPage();
  await further.goto(url);
  await untilListening(further);
  return further;
}
