/** A picture that the cloud has a camera take, where its stream does not play. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { auditPage } from './audit.ts';
import { until } from './harness.ts';
import { cameraRow, requestsOf, tile, treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const OPERATION = 'snapChannelPicture';
const session = sharedClient({ cameras: 40, wall: 1, viewport: { width: 1280, height: 720 } });

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: /^Picture now/ });
const pictureShows = (page: Page): Promise<void> =>
  until(async () => {
    const picture = dialog(page).getByRole('img');
    return (
      (await picture.count()) === 1 && (await picture.evaluate((img: HTMLImageElement) => img.naturalWidth >= 320))
    );
  }, 'the picture shows');

/** How far the picture reaches beyond the part of the dialog that shows it, in pixels. */
const cutPx = (page: Page): Promise<number> =>
  dialog(page)
    .getByRole('img')
    .evaluate((img) => {
      const [own, place] = [img.getBoundingClientRect(), img.parentElement?.getBoundingClientRect()];
      return Math.max(own.bottom - (place?.bottom ?? 0), (place?.top ?? 0) - own.top, 0);
    });

/** Makes all text half as large again. */
async function enlarge(page: Page): Promise<void> {
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('Control+Equal');
}

it('a picture of a camera comes from the cloud by its menu, whole in a small window with large text, and the pause until the next one is shown', async () => {
  const { page } = session();
  await treeRead(page);
  await enlarge(page);
  await cameraRow(page, 101).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Camera', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Picture now, from the cloud' }).press('Enter');
  await pictureShows(page);
  expect(await cutPx(page)).toBeLessThan(1);
  expect(await requestsOf(session(), OPERATION)).toHaveLength(1);
  await dialog(page)
    .getByText(/^Asked for at \d\d:\d\d:\d\d\. The cloud does not say when/)
    .waitFor();
  const again = dialog(page).getByRole('button', { name: /^Another picture in \d+ s$/ });
  // A busy machine comes here when the pause is over.
  if ((await again.count()) > 0) expect(await again.getAttribute('aria-disabled')).toBe('true');
  expect(await auditPage(page)).toEqual([]);
  const next = dialog(page).getByRole('button', { name: 'Take another picture' });
  await next.waitFor();
  await next.press('Enter');
  await until(async () => (await requestsOf(session(), OPERATION)).length === 2, 'the second order is there');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+0');
});

it('a camera whose stream cannot be opened offers its picture on the tile, and a refusal is shown with its reason', async () => {
  const { page, control } = session();
  await control('POST', '/faults', { kind: 'http', status: 404, operation: 'getLiveConnections' });
  await control('POST', '/faults', { kind: 'http', status: 503, operation: OPERATION });
  await control('POST', '/faults', { kind: 'reset-media' });
  const way = tile(page, 1).getByRole('button', { name: 'Picture now, from the cloud' });
  await way.press('Enter');
  await dialog(page).getByText('The API answers 503.').first().waitFor({ timeout: 60_000 });
  expect(await dialog(page).getByRole('img').count()).toBe(0);
  expect(await auditPage(page)).toEqual([]);
  await control('DELETE', '/faults');
  await dialog(page).getByRole('button', { name: 'Take another picture' }).press('Enter');
  await pictureShows(page);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
});
