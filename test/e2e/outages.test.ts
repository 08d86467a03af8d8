/** A cause that many tiles share is told once, and is gone when the pictures are back. */
import { expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { layoutButton } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const TILES = 16;

const client = sharedClient({ wall: TILES });

it('tells once that the API answers 503 for a wall of sixteen, and that it is over', async () => {
  const session = client();
  await untilPlaying(session, TILES);
  const { page } = session;
  await session.control('POST', '/faults', { kind: 'http', status: 503 });
  await session.control('POST', '/faults', { kind: 'reset-media' });
  const line = page.getByRole('button', { name: /16 cameras lost since \d\d:\d\d\. The API answers 503\./ });
  await line.waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: /cameras? lost since/ }).count()).toBe(1);
  // The tiles themselves give the short reason and nothing to press.
  const wall = page.getByRole('group', { name: /^Wall / });
  await wall
    .getByText('The API answers 503.')
    .nth(TILES - 1)
    .waitFor();
  expect(await wall.getByRole('button', { name: /try now/i }).count()).toBe(0);

  await line.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Outages' });
  await panel.getByText(/16 cameras lost/).waitFor();
  await session.control('DELETE', '/faults');
  await panel.getByRole('button', { name: 'Try all 16 again' }).click();
  await untilPlaying(session, TILES, 90_000);
  await panel.getByText('There is no outage now.').waitFor();
  await panel.getByText(/: 16 cameras\. The API answers 503\./).waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: /cameras? lost since/ }).count()).toBe(0);
});

it('closes what a maximised tile covers, and shows all again afterwards', async () => {
  const session = client();
  await layoutButton(session.page, 4).click();
  await untilPlaying(session, 4);
  const { page } = session;
  const viewers = async (): Promise<number> =>
    ((await session.control('GET', '/media/viewers')) as readonly unknown[]).length;
  await page.locator('[data-tile="0"]').click();
  await page.keyboard.press('Enter');
  const phases = async (): Promise<string[]> => (await session.client.tiles()).map(({ phase }) => phase);
  await until(
    async () => (await phases()).filter((phase) => phase === 'parked').length === 3,
    'three tiles are parked',
  );
  await until(async () => (await viewers()) === 1, 'the cloud serves the maximised tile alone');
  await page.keyboard.press('Enter');
  await untilPlaying(session, 4);
});
