/** Tiles that choose their camera by themselves: what is seen on them, picture by picture. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { until, untilPlaying } from './harness.ts';
import { cameraRow, drag, saveTile, statusBar, tile, undoByKey, viewersOf, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const panel = (page: Page) => page.getByRole('complementary', { name: 'Sequences' });

interface Watched {
  /** Each text of the header, in order. */
  readonly numbers: readonly string[];
  /** Looks at the tile, and those that found no picture or a black one. */
  readonly looks: number;
  readonly black: number;
}

/** Looks at the topmost picture of a tile at every refresh of the page, from now on. */
async function watch(page: Page, number: number): Promise<void> {
  await page.evaluate((index) => {
    const seen = { numbers: [] as string[], looks: 0, black: 0 };
    Object.assign(window, { seen });
    const canvas = new OffscreenCanvas(8, 8);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const check = (): void => {
      const element = document.querySelector(`[data-tile="${index}"]`);
      const name = element?.querySelector('.tile-no')?.textContent ?? '';
      if (seen.numbers.at(-1) !== name) seen.numbers.push(name);
      const video = [...(element?.querySelectorAll<HTMLVideoElement>('.tile-area video') ?? [])].at(-1);
      seen.looks++;
      if (!context || !video || video.readyState < 2 || element?.querySelector('.tile-veil')) seen.black++;
      else {
        context.drawImage(video, 0, 0, 8, 8);
        const bright = context.getImageData(0, 0, 8, 8).data.filter((value, i) => i % 4 !== 3 && value > 16);
        if (bright.length === 0) seen.black++;
      }
      requestAnimationFrame(check);
    };
    check();
  }, number - 1);
}

const watched = (page: Page): Promise<Watched> =>
  page.evaluate(() => (window as unknown as { readonly seen: Watched }).seen);

const numberOn = async (page: Page, at: number): Promise<string | undefined> =>
  (await wallOf(page))[at - 1]?.split(' ')[0];

describe('a sequence on a tile', () => {
  const session = sharedClient({ wall: 4 }, { isStory: true });

  // @promise failures.sequence: A sequence shows no black between its cameras, and passes over a camera without a
  // picture.
  // @promise sequence.never-black: A sequence shows its cameras in turn, never black between them.
  it('shows two cameras in turn on a tile, and never black between them', async () => {
    const { page } = session();
    await untilPlaying(session(), 4);
    await page.getByRole('button', { name: /^Sequences: / }).click();
    await panel(page).getByRole('button', { name: 'Camera sequence' }).click();
    await panel(page).getByLabel('Name', { exact: true }).fill('Gate round');
    await panel(page).getByLabel('Each shows for').fill('2');
    await panel(page).getByText('At least 3 s.').waitFor();
    await panel(page).getByLabel('Each shows for').fill('3');
    const search = panel(page).getByRole('combobox', { name: 'Add a camera, site or group' });
    await search.fill('110');
    await search.press('Enter');
    await drag(page, cameraRow(page, 111), panel(page).locator('.sq-steps'));
    await until(async () => (await panel(page).locator('[data-step]').count()) === 2, 'two steps');
    await tile(page, 2).click();
    await panel(page).getByRole('button', { name: 'Place on the wall' }).click();
    await statusBar(page).getByText('The wall is full, so the sequence was not placed.').waitFor();
    await tile(page, 2).press('Delete');
    await panel(page).getByRole('button', { name: 'Place on the wall' }).click();
    await tile(page, 2).getByText('Gate round').waitFor();
    await untilPlaying(session(), 4);
    await watch(page, 2);
    await until(async () => {
      const { numbers } = await watched(page);
      return numbers.length >= 4;
    }, 'three changes were seen');
    const { numbers, looks, black } = await watched(page);
    expect(new Set(numbers)).toEqual(new Set(['110', '111']));
    expect(looks).toBeGreaterThan(0);
    expect(black).toBe(0);
  });

  // @promise sequence.paused: A sequence stands still under the pointer and while it is paused by key.
  it('stands still while the pointer is on it and while it is paused by key, and steps on by key', async () => {
    const { page } = session();
    await tile(page, 2).locator('.tile-pic').hover();
    await tile(page, 2).getByTitle('paused: pointer on it').waitFor();
    await tile(page, 2).focus();
    await page.keyboard.press('Space');
    await tile(page, 2).getByRole('button', { name: 'Resume Gate round (Space)' }).waitFor();
    const before = await numberOn(page, 2);
    await page.keyboard.press('PageDown');
    await until(async () => (await numberOn(page, 2)) !== before, 'the other camera shows');
    await page.keyboard.press('Space');
    await tile(page, 2).getByRole('button', { name: 'Pause Gate round (Space)' }).waitFor();
  });

  it('says that a sequence was deleted, brings it back with Undo, and knows it and its cameras after a restart', async () => {
    const { page } = session();
    await panel(page).getByRole('button', { name: 'Delete', exact: true }).click();
    await tile(page, 2).getByText('This sequence was deleted.').waitFor();
    await undoByKey(page);
    await tile(page, 2).getByText('Gate round').waitFor();
    await saveTile(page, 1, { kind: 'hotspot' });
    await saveTile(page, 4, { kind: 'alarm' });
    await page.getByText(/^Saved /).waitFor();
    const again = await session().restart();
    await tile(again, 2).getByText('Gate round').waitFor();
    await tile(again, 1).getByText('Shows the camera that you select').waitFor();
    await tile(again, 4).getByText('Alarms are not read in this version').waitFor();
    await session().client.ask({ do: 'add-accounts', clouds: session().clouds });
    const isShown = async (): Promise<boolean> => /^11[01]$/.test((await numberOn(again, 2)) ?? '');
    await until(isShown, 'its cameras are found again, though their account has another id now');
    await again.getByRole('button', { name: /^Sequences: / }).click();
    await panel(again)
      .getByRole('button', { name: /^Gate round/ })
      .click();
    await until(async () => (await panel(again).locator('[data-step]').count()) === 2, 'both its steps are there');
  });
});

describe('tiles that choose by themselves', () => {
  const session = sharedClient({ wall: 4 }, { isStory: true });

  // @promise sequence.hotspot: The hotspot shows the selected camera in its main stream.
  it('shows the selected camera in the main stream on the hotspot', async () => {
    const { page } = session();
    await untilPlaying(session(), 4);
    await page.getByRole('button', { name: /^Sequences: / }).click();
    await tile(page, 1).click();
    await tile(page, 1).press('Delete');
    await panel(page).getByRole('button', { name: 'Hotspot' }).click();
    await tile(page, 1).getByText('Shows the camera that you select').waitFor();
    for (const selected of [3, 4]) {
      await tile(page, selected).click();
      const wanted = await numberOn(page, selected);
      await until(async () => (await numberOn(page, 1)) === wanted, `the hotspot shows tile ${selected}`);
      const name = (await wallOf(page))[0]?.replace(/^\d+ /, '');
      const mains = async () => (await viewersOf(session())).filter(({ profile }) => profile === 'main');
      await until(
        async () => (await mains()).map(({ cameraName }) => cameraName).join() === name,
        'in the main stream',
      );
    }
  });

  // @promise sequence.no-alarms: No cloud's alarms are read yet: the alarm tile cannot be chosen, with the reason.
  it('offers no alarm tile, and says why, by button, key and palette: no alarm of any cloud is read', async () => {
    const { page } = session();
    await tile(page, 4).click();
    const before = await wallOf(page);
    const button = panel(page).getByRole('button', { name: 'Alarm tile' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    await button.focus();
    await page.keyboard.press('Enter');
    await statusBar(page)
      .getByText(/^No alarm tile was placed: alarms are not read/)
      .waitFor();
    await page.keyboard.press('Alt+Shift+A');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Search or run' });
    await page.keyboard.type('alarm tile');
    const offer = page.getByRole('option', { name: /^Alarm tile on the selected tile/ });
    await offer.getByText('Alarms are not read in this version').waitFor();
    expect(await offer.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await palette.waitFor({ state: 'detached' });
    expect(await wallOf(page)).toEqual(before);
  });

  it('says on an alarm tile that was saved before that alarms are not read, and shows the camera of one that is given', async () => {
    const { page, client } = session();
    await saveTile(page, 4, { kind: 'alarm' });
    await tile(page, 4).getByText('Alarms are not read in this version').waitFor();
    await client.ask({ do: 'show-alarm', camera: 112, words: 'Intrusion, zone B' });
    await tile(page, 4).getByText('Intrusion, zone B').waitFor();
    await until(async () => (await numberOn(page, 4)) === '112', 'its camera shows');
    await tile(page, 4)
      .getByRole('button', { name: /^Acknowledge/ })
      .click();
    await tile(page, 4).getByText('Alarms are not read in this version').waitFor();
    expect(await page.getByText('No alarm', { exact: true }).count()).toBe(0);
  });
});
