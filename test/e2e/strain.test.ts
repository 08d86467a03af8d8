/** A computer under strain: what gives way, what is said of it, and that all of it comes back. */
import { describe, expect, it } from 'vitest';
import { until, type Session } from './harness.ts';
import { cameraRow, expectMovingPictures, layoutButton, statusBar, tile, viewersOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';
import { addClock, passTime, relieve, strain } from './strain-page.ts';

/** Which stream each camera is watched in, such as `101 main`. */
const watched = async (session: Session): Promise<string> =>
  (await viewersOf(session))
    .map(({ cameraKey, profile }) => `${cameraKey} ${profile}`)
    .sort()
    .join();

describe('a computer under strain', () => {
  // Large enough for tiles that want the main stream, few enough to be carried by a slow computer.
  const session = sharedClient(
    { cameras: 16, viewport: { width: 2_400, height: 1_400 }, onPage: addClock },
    { isStory: true },
  );

  // @promise failures.no-reason
  // @promise stream.strain: Under strain the client lowers tiles that are not protected, names them and the reason,
  // and gives them back.
  it('lowers what is not protected, says in tile and meter what and why, and gives it back afterwards', async () => {
    const { page, client, clouds } = session();
    await client.ask({ do: 'add-accounts', clouds });
    await layoutButton(page, 4).click();
    for (const number of [101, 102]) await cameraRow(page, number).dblclick();
    const profiles = async (): Promise<string> =>
      (await viewersOf(session()))
        .map(({ profile }) => profile)
        .sort()
        .join();
    await until(async () => (await profiles()) === 'main,main', 'both large tiles play the main stream');
    const before = await watched(session());
    await tile(page, 1).click();
    await page.keyboard.press('Shift+P');

    await strain(page);
    await until(async () => (await profiles()) === 'main,sub', 'one tile plays the sub stream');
    await relieve(page);
    await tile(page, 2)
      .getByRole('note', { name: /^Sub stream, lowered by load: / })
      .waitFor();
    expect(await tile(page, 1).getByRole('note').count()).toBe(0);
    await page.getByRole('button', { name: 'Quality: auto, 1 tile lowered by load' }).waitFor();
    await page.keyboard.press('Alt+Shift+L');
    await page.getByRole('button', { name: '画质：自动，1 个窗格因负载降级' }).waitFor();
    await page.keyboard.press('Alt+Shift+L');
    await statusBar(page)
      .getByRole('button', { name: /1 tile reduced/ })
      .click();
    const panel = page.getByRole('dialog', { name: 'Load of this computer and of this client' });
    await panel.getByText('1 tile plays the sub stream').waitFor();
    await panel
      .getByText(/^102 .*, (the window was blocked|frames were dropped|the processor was busy), since \d\d:\d\d/)
      .waitFor();
    await panel.getByText('1 protected tile is never lowered.').waitFor();
    const meters = { 'This computer, all programs': ['CPU', 'Memory'], 'This client': ['CPU', 'Memory', 'Decoding'] };
    for (const [part, names] of Object.entries(meters))
      for (const name of names)
        await panel
          .getByRole('region', { name: part })
          .getByRole('meter', { name, exact: true })
          .filter({ hasText: /\d/ })
          .waitFor();
    await panel.getByText(/^[\d.]+ .* from the clouds$/).waitFor();

    await until(async () => {
      // Peace for half a minute by the clock, which the test sets ahead; in steps, for a leap would count as sleep.
      await passTime(page);
      return (await watched(session())) === before;
    }, 'both play the main stream again');
    await panel.getByText('Every tile plays the stream that fits its size.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Quality: auto', exact: true }).waitFor();
  });

  // @promise failures.graphics-process: Pictures continue although the process for graphics died.
  it('shows moving pictures although the process for graphics died', async () => {
    const { page } = session();
    const devtools = await page.context().browser()?.newBrowserCDPSession();
    await devtools?.send('Browser.crashGpuProcess');
    // While the browser starts the process again, it takes no pictures of the page.
    await until(
      () =>
        page.screenshot().then(
          () => true,
          () => false,
        ),
      'the page can be photographed again',
    );
    await expectMovingPictures(page, 2);
    await devtools?.detach();
  });

  // @promise failures.streams-left-open
  it('leaves no stream open on the cloud when the page crashes', async () => {
    const { page } = session();
    await until(async () => (await viewersOf(session())).length === 2, 'two streams are watched');
    const crashed = new Promise((resolve) => page.once('crash', resolve));
    page.goto('chrome://crash').catch(() => undefined); // never answered by a page that is gone
    await crashed;
    await until(async () => (await viewersOf(session())).length === 0, 'no viewer is left on the media server');
  });
});
