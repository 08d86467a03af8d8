/** Several windows of one client: what they share, what each does by itself, and what one that nobody sees costs. */
import { spawn } from 'node:child_process';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { chooseHost, clientCommand, root } from '../../scripts/lib.ts';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { clipboardOf } from './clipboard.ts';
import { launchUrlOf } from './further-window.ts';
import { hostKind, until, untilPlaying } from './harness.ts';
import { openPlainBrowser } from './plain-browser.ts';
import { picturesOf, viewersOf, wallOf, type Picture } from './screen.ts';
import { sharedClient } from './shared-client.ts';

/** Makes a second wall with the cameras that the first has not, and a sequence of both. */
async function prepare(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const valueOf = <T>(answer: { ok: true; value: T } | { ok: false; error: { code: string } }): T => {
      if (!answer.ok) throw new Error(answer.error.code);
      return answer.value;
    };
    const [one] = valueOf(await request['wall.list']({}));
    if (!one) throw new Error('there is no wall');
    const two = valueOf(await request['wall.create']({ name: 'Wall 2', folderId: null, copyOf: null }));
    const accountId = valueOf(await request['account.list']({}))[0]?.id;
    if (!accountId) throw new Error('there is no account');
    const { channels } = valueOf(await request['directory.page']({ accountId, cursor: null, limit: 100 }));
    const isFree = (channel: (typeof channels)[number]): boolean =>
      channel.reachable === 'online' && !channel.isFrozen && !one.tiles.includes(channel.id);
    const others = channels.filter(isFree).map(({ id }) => id);
    const tiles = one.tiles.map((_, i) => (i < 4 ? (others[i] ?? null) : null));
    valueOf(await request['wall.save']({ base: two, wall: { ...two, layout: 4, tiles } }));
    const steps = [one.id, two.id].map((wallId) => ({
      target: { kind: 'wall' as const, wallId },
      name: '',
      dwellSec: null,
    }));
    const shared = { name: 'Night round', kind: 'walls' as const, dwellSec: 4, offline: 'show' as const };
    valueOf(await request['sequence.save']({ sequence: { id: 'round' as never, ...shared, steps, revision: 0 } }));
  });
}

const numbers = async (page: Page): Promise<string> =>
  (await wallOf(page)).map((words) => words?.split(' ')[0] ?? '').join();

/** The address of a wall, as its link has it. */
const linkOf = (page: Page, name: string): Promise<string> =>
  page.evaluate(async (wanted) => {
    const walls = await (window as unknown as { lanner: LannerApi }).lanner.request['wall.list']({});
    const id = walls.ok ? walls.value.find((wall) => wall.name === wanted)?.id : undefined;
    return `lanner://wall/${id ?? ''}`;
  }, name);

interface Seen {
  readonly looks: number;
  /** The contents of the tiles at each look that found one without a picture, or with a black one. */
  readonly black: readonly string[];
}

/** Looks at every tile's picture at every refresh of the page, from now on. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { looks: 0, black: [] as string[] };
    Object.assign(window, { seen });
    const context = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
    const isBlack = (tile: Element): boolean => {
      const video = [...tile.querySelectorAll<HTMLVideoElement>('.tile-area video')].at(-1);
      if (!context || !video || video.readyState < 2 || tile.querySelector('.tile-veil')) return true;
      context.drawImage(video, 0, 0, 8, 8);
      return context.getImageData(0, 0, 8, 8).data.every((value, i) => i % 4 === 3 || value <= 16);
    };
    const record = (): void => {
      const tiles = [...document.querySelectorAll('[data-tile]')];
      seen.looks++;
      const black = tiles.filter(isBlack).map((tile) => tile.querySelector('.tile-no')?.textContent ?? 'none');
      if (black.length > 0) seen.black.push(black.join());
      requestAnimationFrame(record);
    };
    record();
  });
}

const seenBy = (page: Page): Promise<Seen> => page.evaluate(() => (window as unknown as { readonly seen: Seen }).seen);

const isDark = ({ mean, spread }: Picture): boolean => mean <= 12 || spread <= 8;

describe('windows of one client', () => {
  const session = sharedClient({ cameras: 24, wall: 4 }, { isStory: true });
  let second: Page;

  /** Opens the wall in a further window. @returns the address of that window. */
  const further = (wallName: string): Promise<string> => launchUrlOf(session().page, wallName);

  it('windows of one client show at once what was set in another of them', async (context) => {
    if (hostKind === 'electron') return context.skip('pages of further windows are found by launch address here');
    const { page } = session();
    await prepare(page);
    second = await page.context().newPage();
    await second.goto(await further('Wall 1'));
    await until(async () => /^\d+(,\d+){3}$/.test(await numbers(second)), 'the second window shows the wall');
    const looks = (of: Page) =>
      of.evaluate(() => [document.documentElement.lang, document.documentElement.style.cssText] as const);
    const before = await looks(second);
    await page.keyboard.press('Alt+Shift+L');
    await page.keyboard.press('Control+=');
    await until(async () => (await looks(second))[0] === 'zh-CN', 'the language is that of the other window');
    await until(async () => (await looks(second))[1] !== before[1], 'and the size of the text');
    await second.keyboard.press('Control+0');
    await second.keyboard.press('Alt+Shift+L');
    await until(async () => JSON.stringify(await looks(page)) === JSON.stringify(before), 'and the other way round');
  });

  it('windows of one client show walls in turn each by itself, and never a black tile when the next one comes', async (context) => {
    if (hostKind === 'electron') return context.skip('pages of further windows are found by launch address here');
    const { page } = session();
    const own = await numbers(page);
    await second.getByRole('button', { name: /^Sequences: / }).click();
    const panel = second.getByRole('complementary', { name: 'Sequences' });
    await panel.getByRole('button', { name: /^Night round/ }).click();
    await panel.getByRole('button', { name: 'Run', exact: true }).click();
    await untilPlaying(session(), 4);
    await until(async () => (await numbers(second)) !== own, 'the second wall shows');
    await watch(second);
    const pictures: Picture[] = [];
    const shown = [await numbers(second)];
    await until(async () => {
      pictures.push(...(await picturesOf(second)));
      const now = await numbers(second);
      if (shown.at(-1) !== now) shown.push(now);
      return shown.length >= 3;
    }, 'both walls came once more');
    const { looks, black } = await seenBy(second);
    expect(looks).toBeGreaterThan(0);
    expect(black).toEqual([]);
    expect(pictures.filter(isDark)).toEqual([]);
    expect(await numbers(page)).toBe(own);
    await second.close();
  });

  // @promise tile.link: A pasted link opens its camera.
  it('windows of one client open a link that is pasted onto the wall, or that a second start brings', async (context) => {
    const { page } = session();
    const own = await numbers(page);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const paste = async (text: string): Promise<void> => {
      await page.evaluate((words) => navigator.clipboard.writeText(words), text);
      await page.locator('[data-tile="0"]').focus();
      await page.keyboard.press('Control+v');
    };
    await paste('lanner://wall/wall-1?token=1');
    await page.getByText('This link cannot be opened: it holds more than a link has').waitFor();
    await page.getByRole('tab', { name: 'Wall 1' }).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy link' }).click();
    const copied = async (): Promise<string> => (await clipboardOf(page)).text;
    await until(async () => (await copied()) === 'Wall 1\nlanner://wall/wall-1', 'the link is on the clipboard');
    await paste(`Wall 2 ${await linkOf(page, 'Wall 2')}`);
    await until(async () => (await numbers(page)) !== own, 'the pasted link shows the other wall');
    if (hostKind === 'electron') return context.skip('a second start of Electron is told by its own lock');
    const [file, args] = clientCommand(chooseHost(hostKind), ['--data-dir', session().dataDir, 'lanner://wall/wall-1']);
    const start = spawn(file, args, { cwd: root, stdio: 'ignore' });
    await new Promise((resolve) => start.once('exit', resolve));
    await until(async () => (await numbers(page)) === own, 'the link of the second start shows the first wall');
  });

  it('windows of one client close the streams of a window that cannot be seen, and open them when it is seen again', async (context) => {
    if (hostKind === 'electron') return context.skip('the window that is covered is one of a browser');
    const others = async (): Promise<number> => (await viewersOf(session())).length - 4;
    await until(async () => (await others()) === 0, 'only the first window shows cameras');
    const browser = await openPlainBrowser(await further('Wall 2'));
    try {
      await until(async () => (await others()) === 4, 'the window shows its wall');
      await browser.cover();
      await until(async () => (await others()) === 0, 'its streams are closed');
      await browser.uncover();
      await until(async () => (await others()) === 4, 'its streams are back');
    } finally {
      await browser.close();
    }
    await untilPlaying(session(), 4);
  });
});
