/** A cloud that answers "success" and nothing, and a cloud that loses most of its cameras, seen by an operator. */
import { expect, it } from 'vitest';
import { until, untilPlaying } from '../e2e/harness.ts';
import { cameraRow, cameraRows, treeRead, wallOf } from '../e2e/screen.ts';
import { sharedClient } from '../e2e/shared-client.ts';

/** Few enough for the tree to show every row without scrolling. */
const CAMERAS = 16;
const TILES = 9;
/** Numbers are given from here on, in the order of the cloud. */
const FIRST_NUMBER = 101;
/** The share of cameras that the cloud still lists. */
const KEPT = 0.4;
const EMPTY_ANSWERS = ['object', 'nothing', 'foreign', 'html'] as const;

const client = sharedClient({ cameras: CAMERAS, wall: TILES });

/** Numbers and names of the tree, top to bottom. */
const namesOf = async (page: ReturnType<typeof client>['page']): Promise<readonly string[]> =>
  cameraRows(page).evaluateAll((rows) =>
    rows.map((row) => `${row.querySelector('.no')?.textContent ?? ''} ${row.querySelector('.nm')?.textContent ?? ''}`),
  );

// @promise security.empty-answers: An answer without the lists and the content that the contract documents is a
// failure, and the stored tree of cameras, the numbers and the walls stay.
it('the tree, its numbers and the wall stay while the cloud answers nothing, and the client reports that the answer cannot be read', async () => {
  const session = client();
  const { page } = session;
  await untilPlaying(session, TILES);
  await treeRead(page);
  const [names, wall] = [await namesOf(page), await wallOf(page)];
  expect(names).toHaveLength(CAMERAS);
  for (const as of EMPTY_ANSWERS) {
    await session.control('POST', '/faults', { kind: 'empty', as, operation: 'listChannels' });
    await page.getByRole('button', { name: 'Refresh the camera list' }).first().click();
    const failure = page.locator('.reading.failed');
    await failure
      .locator('summary')
      .getByText(/gave an answer that cannot be read/)
      .waitFor();
    await failure.getByText(/Shown as of/).waitFor();
    expect(await namesOf(page)).toEqual(names);
    expect(await wallOf(page)).toEqual(wall);
    expect(await page.getByText('The clouds have no cameras').count()).toBe(0);
    await session.control('DELETE', '/faults');
    await page.getByRole('button', { name: 'Refresh the camera list' }).first().click();
    await failure.waitFor({ state: 'detached' });
  }
  expect(await namesOf(page)).toEqual(names);
  await untilPlaying(session, TILES);
});

// @promise security.lost-cameras: Cameras that a list suddenly lacks stay marked, with their numbers, until a second
// reading agrees.
it('the client marks cameras that are suddenly gone until a second reading agrees; then the wall names those that it misses', async () => {
  const session = client();
  const { page } = session;
  const names = await namesOf(page);
  const left = Math.floor(CAMERAS * KEPT);
  const gone = CAMERAS - left;
  await session.control('POST', '/faults', { kind: 'cut-list', keep: KEPT, operation: 'listChannels' });
  await page.getByRole('button', { name: 'Refresh the camera list' }).first().click();
  const line = page.locator('.reading.missing');
  await line.getByText(`${gone} cameras are not in the last answer`).waitFor();
  expect(await namesOf(page)).toEqual(names);
  await page.locator('.foot div').getByText(`${gone} not in the last answer`, { exact: true }).last().waitFor();
  const last = cameraRow(page, FIRST_NUMBER + CAMERAS - 1);
  await last.getByText(/^not listed \d\d:\d\d$/).waitFor();
  await last.getByRole('img', { name: /^Not in the last answer of the cloud, since \d\d:\d\d$/ }).waitFor();
  // Nothing was taken from the wall: every tile continues, those of the marked cameras too.
  await untilPlaying(session, TILES);

  const missing = page.locator('[data-tile][data-phase="missing"]');
  expect(await missing.count()).toBe(0);
  const wall = await wallOf(page);
  await until(async () => {
    const again = line.getByRole('button', { name: 'Refresh now' });
    if (await again.isVisible()) await again.click({ timeout: 2_000 }).catch(() => {}); // the line may go meanwhile
    return (await line.count()) === 0;
  }, 'a second reading confirms the loss');
  await until(async () => (await namesOf(page)).length === left, 'the rows that were lost are gone');
  const kept = names.filter((name) => Number(name.split(' ')[0]) < FIRST_NUMBER + left);
  expect(await namesOf(page)).toEqual(kept);
  await until(async () => (await missing.count()) > 0, 'the wall tells which cameras it misses');
  expect(await wallOf(page)).toEqual(wall);

  await session.control('DELETE', '/faults');
  await page.getByRole('button', { name: 'Refresh the camera list' }).first().click();
  await until(async () => (await namesOf(page)).length === CAMERAS, 'the cameras are listed again');
  expect(await namesOf(page)).toEqual(names);
  expect(await missing.count()).toBe(0);
  await untilPlaying(session, TILES);
});
