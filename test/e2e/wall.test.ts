/** The live wall as an operator handles it, with pictures that are looked at. */
import { describe, expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import {
  addAccount,
  cameraRow,
  cameraRows,
  drag,
  expectMovingPictures,
  layoutButton,
  requestsOf,
  statusBar,
  tile,
  tiles,
  tree,
  undoByKey,
  viewersOf,
  wallOf,
} from './screen.ts';
import { sharedClient } from './shared-client.ts';

describe('a wall of sixteen', () => {
  const session = sharedClient({ wall: 16 });

  // @promise failures.six-connections: Sixteen live tiles show moving pictures: each live stream comes from a host name
  // of its own, and HLS holds no connection open between its segments.
  it('shows sixteen pictures that are not black and that move', async () => {
    const { page } = session();
    await untilPlaying(session(), 16);
    await expectMovingPictures(page, 16);
  });

  it('shows 1, 4, 9 and 16 tiles by button and by key', async () => {
    const { page } = session();
    for (const count of [1, 4, 9, 16]) {
      await layoutButton(page, count).click();
      await until(async () => (await tiles(page).count()) === count, `${count} tiles by button`);
    }
    for (const [key, count] of [
      ['1', 1],
      ['2', 4],
      ['3', 9],
      ['4', 16],
    ] as const) {
      await page.keyboard.press(`Alt+${key}`);
      await until(async () => (await tiles(page).count()) === count, `${count} tiles by key`);
    }
    await untilPlaying(session(), 16);
  });

  it('plays the main stream while a tile is maximised and the sub stream again afterwards', async () => {
    const { page } = session();
    const mainViewers = async (): Promise<readonly string[]> =>
      (await viewersOf(session())).filter(({ profile }) => profile === 'main').map(({ cameraName }) => cameraName);
    await until(async () => (await mainViewers()).length === 0, 'no tile plays its main stream');
    const name = (await wallOf(page))[5]?.replace(/^\d+ /, '');
    const ways = [
      { maximise: () => tile(page, 6).locator('.tile-pic').dblclick(), restore: () => tile(page, 6).dblclick() },
      { maximise: () => tile(page, 6).press('Enter'), restore: () => tile(page, 6).press('Enter') },
    ];
    for (const { maximise, restore } of ways) {
      await maximise();
      await page.getByText('Tile 6 maximised').waitFor();
      await until(async () => (await mainViewers()).join() === name, 'one main stream is watched, that of the tile');
      await tile(page, 6).getByText('main', { exact: true }).waitFor();
      await restore();
      await page.getByText('Tile 6 maximised').waitFor({ state: 'detached' });
      await until(async () => (await mainViewers()).length === 0, 'no main stream is watched any more');
    }
    await untilPlaying(session(), 16);
  });

  it('selects the tile of a camera by its number and Enter', async () => {
    const { page } = session();
    const number = (await wallOf(page))[10]?.split(' ')[0] ?? '';
    await tile(page, 1).click();
    await page.keyboard.type(number);
    await statusBar(page)
      .getByText(new RegExp(`^Camera ${number} .+, Enter places it on the wall$`))
      .waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await tile(page, 11).getAttribute('aria-current')) === 'true', 'tile 11 is selected');
  });

  // @promise wall.emptied: An emptied tile gets its camera back with Undo.
  it('empties a tile with Del and brings its camera back with Undo', async () => {
    const { page } = session();
    const before = await wallOf(page);
    await tile(page, 3).click();
    await page.keyboard.press('Delete');
    await page.getByRole('group', { name: 'Tile 3: empty' }).waitFor();
    await statusBar(page).getByText(`Removed ${before[2]} from tile 3`).waitFor();
    await undoByKey(page);
    await until(async () => (await wallOf(page))[2] === before[2], 'the camera is back');
    await untilPlaying(session(), 16);
  });

  // @promise failures.media-elements
  // @promise wall.swapped: Tiles are swapped by drag.
  it('swaps two tiles when one is dragged onto the other, without opening a stream', async () => {
    const { page } = session();
    const before = await wallOf(page);
    const opened = (await requestsOf(session(), 'getLiveConnections')).length;
    await drag(page, tile(page, 1), tile(page, 8));
    await until(async () => (await wallOf(page))[7] === before[0], 'the tiles have swapped');
    expect((await wallOf(page))[0]).toBe(before[7]);
    await untilPlaying(session(), 16);
    expect((await requestsOf(session(), 'getLiveConnections')).length).toBe(opened);
  });

  // @promise wall.dragged: A wall takes one camera, and several at once, by drag from the list.
  it('takes one camera, and several at once, dragged from the tree', async () => {
    const { page } = session();
    const [one, ...more] = [117, 118, 119, 120];
    const nameOf = async (number: number): Promise<string> =>
      (await cameraRow(page, number).locator('.nm').getAttribute('title'))?.split('\n')[0] ?? '';
    const names = await Promise.all(more.map(nameOf));
    await drag(page, cameraRow(page, one), tile(page, 2));
    await until(async () => (await wallOf(page))[1]?.startsWith(`${one} `) ?? false, 'the camera is on tile 2');
    await cameraRow(page, 118).click();
    await cameraRow(page, 120).click({ modifiers: ['Shift'] });
    await drag(page, cameraRow(page, 119), tile(page, 13));
    const isPlaced = async (): Promise<boolean> => (await wallOf(page)).slice(12, 15).join() === names.join();
    await until(isPlaced, 'three cameras stand on tiles 13 to 15');
  });

  // @promise tile.statistics: Codec, size and pictures per second of each stream show on wish.
  it('shows codec, picture size and frames per second of each stream on wish', async () => {
    const { page } = session();
    await layoutButton(page, 4).click();
    await page.getByRole('button', { name: 'Stream statistics on tiles (I)' }).click();
    await until(
      async () =>
        (await page
          .locator('.tile-stats')
          .filter({ hasText: /H\.264\s+640×360\s+\d+ fps/ })
          .count()) === 4,
      'four overlays tell what plays',
    );
    await page.keyboard.press('i');
    await page.locator('.tile-stats').first().waitFor({ state: 'detached' });
  });

  // @promise failures.full-screen: Full screen ends with Escape and with the key that began it.
  // @promise wall.full-screen: F fills the screen with the wall, and Escape leaves that.
  it('fills the screen with F and leaves it with Escape', async () => {
    const { page } = session();
    const isFull = (): Promise<boolean> => page.evaluate(() => document.fullscreenElement !== null);
    await tile(page, 1).click();
    await page.keyboard.press('f');
    await until(isFull, 'the stage fills the screen');
    await page.getByRole('button', { name: 'Leave full screen (Esc)' }).waitFor();
    await page.keyboard.press('Escape');
    await until(async () => !(await isFull()), 'the window is back');
  });

  // @promise failures.growing-memory: Memory does not grow for hours: pictures that were shown, slow viewers, rings of
  // the past and queues to a window are bounded.
  it('no more than some seconds of past pictures are in memory, however long it plays', async () => {
    const { page } = session();
    const pasts = (): Promise<readonly { heldSec: number; isTrimmed: boolean }[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll('video')].flatMap(({ buffered, currentTime }) => {
          const startSec = buffered.length === 0 ? null : buffered.start(0);
          return startSec === null ? [] : [{ heldSec: currentTime - startSec, isTrimmed: startSec > 1 }];
        }),
      );
    // Each has thrown away its beginning, and none holds more than twice what it may.
    const areShort = async (): Promise<boolean> => {
      const all = await pasts();
      return all.length > 0 && all.every(({ heldSec, isTrimmed }) => isTrimmed && heldSec < 16);
    };
    await until(areShort, 'every video has dropped its oldest pictures');
  });

  it('a wall of sixteen is the same wall after the window was closed and opened', async () => {
    const before = await wallOf(session().page);
    await session()
      .page.getByText(/^Saved /)
      .waitFor();
    const page = await session().reopen();
    await until(async () => (await wallOf(page)).join() === before.join(), 'the same cameras stand on the same tiles');
    await untilPlaying(session(), before.length);
  });
});

describe('a wall whose cameras and client come and go', () => {
  const session = sharedClient({ cameras: 64 }, { isStory: true });

  // @promise failures.lost-layout
  it('a wall whose cameras and client come and go is the same wall, with the same numbers, after the client was started again', async () => {
    await addAccount(session());
    await layoutButton(session().page, 4).click();
    for (const row of [0, 1, 2]) await cameraRows(session().page).nth(row).dblclick();
    await until(async () => (await wallOf(session().page)).filter(Boolean).length === 3, 'three cameras are placed');
    await session()
      .page.getByText(/^Saved /)
      .waitFor();
    const before = await wallOf(session().page);
    const page = await session().restart();
    await until(async () => (await wallOf(page)).join() === before.join(), 'the same cameras, the same numbers');
    await tile(page, 1).locator('.tile-title', { hasText: 'The keys of this account are gone.' }).waitFor();
  });

  it('plays again once the lost keys are entered', async () => {
    const { page } = session();
    await tile(page, 1).getByRole('button', { name: 'Edit account' }).click();
    const panel = page.getByRole('complementary', { name: 'Edit Harbour' });
    await panel.getByLabel('Secret key (SK)').fill(session().clouds['huawei-ivm']?.credentials['sk'] ?? '');
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.getByText('5 passed, 1 does not apply').waitFor();
    await page.getByRole('button', { name: 'Live', exact: true }).click();
    await untilPlaying(session(), 3);
  });

  // @promise tile.off-line: A camera that is off has the reason on its tile.
  it('says offline, and why, on the tile of a camera that is off', async () => {
    const { page } = session();
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('checkbox', { name: 'Offline' }).check();
    await page.keyboard.press('Escape');
    await cameraRow(page, 133).dblclick();
    await tile(page, 4)
      .getByText(/^Offline/)
      .waitFor();
    await tile(page, 4).locator('.tile-veil > p', { hasText: 'The cloud has no connection to it.' }).waitFor();
    expect(await tile(page, 4).getAttribute('aria-label')).toMatch(/, offline$/);
  });

  // @promise failures.offline-device
  it('says so when a playing camera goes off, and plays it as soon as it is known to be back', async () => {
    const { page } = session();
    const [first] = await requestsOf(session(), 'getLiveConnections');
    const [{ device_id: deviceId } = {}] = first?.params['channels'] as { device_id?: string }[];
    await session().control('POST', '/devices', { deviceId, isOnline: false });
    const veil = tile(page, 1).locator('.tile-offline');
    await veil.getByText(/^Offline since \d\d:\d\d$/).waitFor();
    await veil.locator('> p', { hasText: 'The cloud has no connection to it.' }).waitFor();
    const [name = ''] = await wallOf(page);
    await page.getByRole('searchbox', { name: 'Name, number or group' }).fill(name?.split(' ')[0] ?? '');
    await page.getByRole('button', { name: 'Refresh the camera list' }).click();
    await tree(page).getByRole('img', { name: 'Offline', exact: true }).waitFor();
    await session().control('POST', '/devices', { deviceId, isOnline: true });
    await page.getByRole('button', { name: 'Refresh the camera list' }).click();
    await veil.waitFor({ state: 'detached' });
    await until(async () => (await viewersOf(session())).length === 3, 'three streams are watched');
    await untilPlaying(session(), 3);
  });
});
