/** Four tiles of one cloud lose their pictures while another cloud plays on: each tile says as much as a single lost tile. */
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { statusBar } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** The tiles of each of the two clouds. */
const EACH = 4;

const client = sharedClient({ cameras: 12, vendors: ['huawei-ivm', 'tencent-ivp'] });

const tilesOf = (page: Page, code: string): Locator =>
  page.locator('[data-tile]').filter({ has: page.locator('.src').getByText(code, { exact: true }) });

const cloud = (page: Page, code: string): Locator =>
  page.locator('.status .cl').filter({ has: page.getByText(code, { exact: true }) });

/** Labels of the state glyphs of a cloud's cameras in the list. */
const statesOf = (page: Page, code: string): Promise<readonly string[]> =>
  page
    .locator('.tr.cam')
    .filter({ has: page.locator('.src').getByText(code, { exact: true }) })
    .locator('> .st')
    .evaluateAll((glyphs) => glyphs.map((glyph) => glyph.getAttribute('aria-label') ?? ''));

it('the wall says on each of four tiles of one cloud what a single lost tile says, while the other cloud plays on, and that it is over', async () => {
  const { page, client: app, clouds, control } = client();
  await app.ask({ do: 'add-accounts', clouds });
  await app.ask({ do: 'fill-wall', layout: 8, vendors: Object.keys(clouds) });
  await untilPlaying(client(), 2 * EACH);
  expect(await tilesOf(page, 'IVM').count()).toBe(EACH);

  await control('POST', '/faults', { kind: 'http', status: 503, vendor: 'huawei-ivm' });
  await control('POST', '/faults', { kind: 'reset-media', vendor: 'huawei-ivm' });
  const line = page.getByRole('button', { name: /4 cameras lost since \d\d:\d\d\. The API answers 503\./ });
  await line.waitFor();
  const veils = tilesOf(page, 'IVM').locator('.tile-veil');
  for (let at = 0; at < EACH; at += 1) {
    const veil = veils.nth(at);
    await veil.getByText(/^Reconnecting, try \d+$/).waitFor();
    await veil.getByText(/^Last frame received .+ ago, \d\d:\d\d:\d\d$/).waitFor();
    await veil.getByRole('img', { name: /^(Next try in|Trying now, for) \d+ s/ }).waitFor();
    await veil.getByText(/^4 cameras lost for this reason since \d\d:\d\d\.$/).waitFor();
    expect(await veil.innerText()).toContain('The API answers 503.');
    await veil.getByRole('button', { name: 'Try now' }).waitFor();
    await veil.getByRole('button', { name: 'Details' }).waitFor();
  }

  // The cloud that is lost looks lost everywhere, and the other cloud as healthy as it is.
  expect(await cloud(page, 'IVM').getAttribute('title')).toMatch(/The API answers 503\.$/);
  await until(async () => {
    const states = await statesOf(page, 'IVM');
    return states.length > EACH && !states.some((words) => /^(Online|Live)$/.test(words));
  }, 'no camera of the lost cloud is said to be online or live');
  expect(await cloud(page, 'IVP').getAttribute('title')).toMatch(/: signed in$/);
  expect(await statesOf(page, 'IVP')).toContain('Live');
  expect(await tilesOf(page, 'IVP').locator('.tile-veil').count()).toBe(0);

  await control('DELETE', '/faults');
  await tilesOf(page, 'IVM').first().getByRole('button', { name: 'Try now' }).click();
  await untilPlaying(client(), 2 * EACH);
  await statusBar(page).getByText('Recovered: 4 cameras').waitFor();
  await line.waitFor({ state: 'detached' });
  await until(
    async () => /: signed in$/.test((await cloud(page, 'IVM').getAttribute('title')) ?? ''),
    'the cloud is in order again',
  );
  await until(async () => (await statesOf(page, 'IVM')).includes('Online'), 'the list knows the cameras again');
});
