/** The screen as an operator names its parts, and what is seen there. English texts. */
import type { Locator, Page } from 'playwright-core';
import type { LannerApi } from '../../preload/contract/contract.ts';
import type { TileContent } from '../../preload/domain/walls/wall.ts';
import { until, type Session } from './harness.ts';

export const tree = (page: Page): Locator => page.getByRole('tree', { name: 'Cameras by group' });

/** The row of a site or a group in the list of cameras. */
export const groupRow = (page: Page, name: string): Locator => tree(page).locator('.tr.grp', { hasText: name });

/** Makes a site at the top and puts a camera into it, by keyboard. The camera must be in sight. */
export async function makeSite(page: Page, name: string, camera: number): Promise<void> {
  await page.getByRole('button', { name: 'New site' }).click();
  await page.getByRole('textbox', { name: 'New site' }).fill(name);
  await page.keyboard.press('Enter');
  await groupRow(page, name).waitFor();
  await cameraRow(page, camera).first().click();
  await page.keyboard.press('Insert');
  await page.getByRole('combobox').press('Enter');
  await until(async () => (await cameraRow(page, camera).count()) === 2, 'the camera stands in the site');
}

/** The list is read to its end: no row moves any more. */
export const treeRead = (page: Page): Promise<void> => page.getByText(/^[\d,]+ cameras?, as of /).waitFor();

/** Cameras only: their rows begin with a number. */
export const cameraRows = (page: Page): Locator => tree(page).locator('.tr.cam');

export const cameraRow = (page: Page, number: number): Locator =>
  cameraRows(page).filter({ has: page.locator('.no').getByText(String(number), { exact: true }) });

export const tiles = (page: Page): Locator => page.locator('[data-tile]');

/** @param number as it is called on screen, from 1. */
export const tile = (page: Page, number: number): Locator =>
  page.getByRole('group', { name: new RegExp(`^Tile ${number}: `) });

export const layoutButton = (page: Page, count: number): Locator =>
  page.getByRole('group', { name: 'Layout' }).getByRole('button', { name: new RegExp(`^${count} tiles? `) });

export const activity = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Activities' }).getByRole('button', { name, exact: true });

export const statusBar = (page: Page): Locator => page.getByRole('contentinfo', { name: 'Status' });

/** The camera's number and name on every visible tile, or null. */
export const wallOf = (page: Page): Promise<(string | null)[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-tile]')].map((tile) => {
      const number = tile.querySelector('.tile-no')?.textContent ?? null;
      return number === null ? null : `${number} ${tile.querySelector('.tile-name')?.textContent ?? ''}`;
    }),
  );

/** The same, once the list of cameras is read: before, a camera stands there without its number and name. */
export async function namedWall(page: Page): Promise<(string | null)[]> {
  const isNamed = (camera: string | null): boolean => camera === null || /^\d/.test(camera);
  let wall: (string | null)[] = [];
  await until(async () => {
    wall = await wallOf(page);
    return wall.length > 0 && wall.every(isNamed);
  }, 'the list of cameras is read');
  return wall;
}

/**
 * Saves the first wall with this on a tile, as another window, or a version before this one, may have done.
 *
 * @param number as the tile is called on screen, from 1.
 * @returns what was there before.
 */
export const saveTile = (page: Page, number: number, content: TileContent): Promise<TileContent> =>
  page.evaluate(
    async ({ at, wanted }) => {
      const { request } = (window as unknown as { lanner: LannerApi }).lanner;
      const walls = await request['wall.list']({});
      const wall = walls.ok ? walls.value[0] : undefined;
      if (!wall) throw new Error('there is no wall');
      const tiles = wall.tiles.map((before, i) => (i === at ? wanted : before));
      const saved = await request['wall.save']({ base: wall, wall: { ...wall, tiles } });
      if (!saved.ok) throw new Error(saved.error.code);
      return wall.tiles[at] ?? null;
    },
    { at: number - 1, wanted: content },
  );

/**
 * Drags as a hand does: press, move in steps, release. Chromium drops only where a move before said that the target takes it.
 *
 * @param position inside of `to`, in pixels.
 */
export async function drag(page: Page, from: Locator, to: Locator, position = { x: 40, y: 40 }): Promise<void> {
  await from.hover();
  await page.mouse.down();
  await to.hover();
  await to.hover({ position });
  await page.mouse.up();
}

export interface Picture {
  /** Mean brightness, 0 to 255. */
  readonly mean: number;
  /** How much the pixels differ from each other: 0 for one colour. */
  readonly spread: number;
  /** A 32 by 18 grey miniature. */
  readonly pixels: readonly number[];
}

const PICTURE_AREA = '[data-tile] .tile-pic';

/** Reads every tile's picture from one screenshot: what a person sees, not what a player claims. */
export async function picturesOf(page: Page, area = PICTURE_AREA): Promise<readonly Picture[]> {
  const boxes = await page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height };
      }),
    area,
  );
  const png = (await page.screenshot()).toString('base64');
  return readPng(page, png, boxes);
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Decodes a PNG in the page's canvas. */
export function readPng(page: Page, pngBase64: string, boxes: readonly Box[]): Promise<readonly Picture[]> {
  return page.evaluate(
    async ({ data, areas }) => {
      const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(32, 18);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      return areas.map(({ x, y, width, height }) => {
        context.drawImage(image, x, y, width, height, 0, 0, 32, 18);
        const { data: rgba } = context.getImageData(0, 0, 32, 18);
        const pixels = Array.from({ length: 32 * 18 }, (_, i) =>
          Math.round(((rgba[4 * i] ?? 0) + (rgba[4 * i + 1] ?? 0) + (rgba[4 * i + 2] ?? 0)) / 3),
        );
        const mean = pixels.reduce((sum, grey) => sum + grey, 0) / pixels.length;
        const spread = Math.sqrt(pixels.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / pixels.length);
        return { mean, spread, pixels };
      });
    },
    { data: pngBase64, areas: [...boxes] },
  );
}

export interface Viewer {
  readonly cameraKey: string;
  readonly cameraName: string;
  readonly profile: 'main' | 'sub';
}

/** The viewers of the simulated media server. */
export const viewersOf = async (session: Session): Promise<readonly Viewer[]> =>
  (await session.control('GET', '/media/viewers')) as readonly Viewer[];

interface ApiRequest {
  readonly operation: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly code: string;
  /** The kinds of the ordered faults that hit it. */
  readonly faults: readonly string[];
}

/** The requests that the simulated cloud received. */
export const requestsOf = async (session: Session, operation: string): Promise<readonly ApiRequest[]> =>
  (await session.control('GET', `/requests?operation=${operation}`)) as readonly ApiRequest[];

export interface Keys {
  readonly endpoint: string;
  readonly userId: string;
  readonly ak: string;
  readonly sk: string;
}

export function keysOf(session: Session): Keys {
  const cloud = session.clouds['huawei-ivm'];
  const { userId = '', ak = '', sk = '' } = cloud?.credentials ?? {};
  return { endpoint: cloud?.endpoint ?? '', userId, ak, sk };
}

export const form = (page: Page, name: string | RegExp = 'Add account'): Locator =>
  page.getByRole('complementary', { name });

/** Types into the account form; what is not given stays as it is. */
export async function fillForm(
  page: Page,
  fields: Partial<Keys> & { readonly label?: string },
  panel: Locator = form(page),
): Promise<void> {
  const { label, userId, ak, sk, endpoint } = fields;
  if (label !== undefined) await panel.getByLabel('Name', { exact: true }).fill(label);
  if (userId !== undefined) await panel.getByLabel('User ID').fill(userId);
  if (ak !== undefined) await panel.getByLabel('Access key (AK)').fill(ak);
  if (sk !== undefined) await panel.getByLabel('Secret key (SK)').fill(sk);
  if (endpoint === undefined) return;
  const address = panel.getByLabel('Address of the API');
  if (!(await address.isVisible())) await panel.getByText('Advanced', { exact: true }).click();
  await address.fill(endpoint);
}

/** Adds the simulated cloud as an operator does, from an open form to the cameras in the tree. */
export async function addAccount(session: Session, label = 'Harbour'): Promise<void> {
  const { page } = session;
  await activity(page, 'Clouds').click();
  await page.getByRole('button', { name: 'Add account' }).first().click();
  await fillForm(page, { label, ...keysOf(session) });
  await form(page).getByRole('button', { name: 'Add account' }).click();
  await page.getByText('5 passed, 1 does not apply').waitFor();
  await activity(page, 'Live').click();
  await treeRead(page);
  await cameraRows(page).first().waitFor();
}

const isSamePicture = (a: Picture, b: Picture | undefined): boolean =>
  a.pixels.every((grey, i) => Math.abs(grey - (b?.pixels[i] ?? 0)) <= 1);

/** Every tile's picture is not black, and each differs from its first look after a while. */
export async function expectMovingPictures(page: Page, count: number): Promise<void> {
  let first: readonly Picture[] = [];
  const isBright = ({ mean, spread }: Picture): boolean => mean > 12 && spread > 8;
  const allShow = async (): Promise<boolean> => {
    first = await picturesOf(page);
    return first.length === count && first.every(isBright);
  };
  await until(allShow, `${count} pictures are not black`);
  const haveMoved = new Set<number>();
  const allMoved = async (): Promise<boolean> => {
    const now = await picturesOf(page);
    now.forEach((picture, i) => (isSamePicture(picture, first[i]) ? undefined : haveMoved.add(i)));
    return haveMoved.size === count;
  };
  await until(allMoved, 'every picture differs from its first look');
}

/** Takes the last change back by its key: the offer in the status bar goes after 10 s, and a busy machine may need longer. */
export const undoByKey = (page: Page): Promise<void> => page.keyboard.press('Control+z');
