/**
 * Audits for screen readers and keyboards of the parts that open beside, over and in the wall, with their contents, in
 * both languages.
 */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { LannerApi } from '../../preload/contract/contract.ts';
import { auditPage } from './audit.ts';
import { until, untilPlaying } from './harness.ts';
import { treeRead } from './screen.ts';
import { sharedClient } from './shared-client.ts';

const TILES = 4;
/** A camera that can be steered, from 1. */
const PTZ_TILE = 3;

const session = sharedClient({ cameras: 40, wall: TILES, viewport: { width: 1280, height: 720 } }, { isStory: true });

const onTile = (page: Page, number: number) => page.locator(`[data-tile="${number - 1}"]`);

const rows = (page: Page) => page.locator('.tr.cam');

interface Part {
  readonly name: string;
  /** Opens the part and waits for its contents. The focus is on the first tile. */
  readonly open: (page: Page) => Promise<unknown>;
  readonly close?: (page: Page) => Promise<unknown>;
}

const press =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };

async function openNumbers(page: Page): Promise<void> {
  await rows(page).nth(0).click();
  await rows(page)
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.keyboard.press('Shift+F2');
  const first = page.locator('.cameras-number-field input').first();
  await first.fill('110');
  await page.locator('.cameras-numbers').waitFor();
  const lines = ['number,camera,cloud,account,channel id', '7,Gate,IVM,Desk,:nobody/0', 'x,Hall,IVM,Desk,:nobody/1'];
  const choice = { name: 'desk.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) };
  await page.locator('.cameras-number-panel input[type="file"]').setInputFiles(choice);
  await page.locator('.cameras-number-problems li').nth(1).waitFor();
}

async function openImport(page: Page): Promise<void> {
  const text = await page.evaluate(async () => {
    const { request } = (window as unknown as { lanner: LannerApi }).lanner;
    const walls = await request['wall.list']({});
    const answer = await request['wall.export']({ wallIds: walls.ok ? walls.value.map(({ id }) => id) : [] });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.text;
  });
  await page.keyboard.press('Alt+i');
  const file = { name: 'walls.json', mimeType: 'application/json', buffer: Buffer.from(text) };
  await page.locator('aside input[type="file"]').setInputFiles(file);
  await page.locator('.wl-items select').first().waitFor();
}

const PARTS: readonly Part[] = [
  {
    name: 'recently deleted',
    open: async (page) => {
      await page.keyboard.press('Alt+z');
      await page.locator('.removed-row').first().waitFor();
    },
  },
  {
    name: 'saved files',
    open: async (page) => {
      await page.keyboard.press('Alt+s');
      await page.locator('.lv-saved, .status .notice-words').first().waitFor();
      await page.keyboard.press('Alt+Shift+K');
      await page.locator('.saved-files li').first().waitFor();
    },
  },
  {
    name: 'last messages',
    open: async (page) => {
      await page.keyboard.press('Alt+Shift+J');
      await page.locator('.status-panel li').first().waitFor();
    },
  },
  { name: 'camera numbers', open: openNumbers },
  {
    name: 'palette with results',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('11');
      await page.locator('#palette-list .where').first().waitFor();
    },
  },
  {
    name: 'palette without results',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('zzzzqqqq');
      await page.locator('.palette .none').waitFor();
    },
  },
  {
    name: 'menu of a tile',
    open: async (page) => {
      await page.keyboard.press('Shift+F10');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'menu of a camera in the list',
    open: async (page) => {
      await rows(page).nth(1).click({ button: 'right' });
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'menu of the list',
    open: async (page) => {
      await page.keyboard.press('Shift+L');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'quality of the wall',
    open: async (page) => {
      await page.locator('.lv-quality').press('Enter');
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'pages of the wall',
    open: async (page) => {
      await page.keyboard.press('Alt+1');
      await page.locator('.lv-pages').waitFor();
    },
    close: press('Alt+2'),
  },
  {
    name: 'tooltip',
    open: async (page) => {
      await page.locator('.lv-quality').hover();
      await page.locator('.tip:popover-open').waitFor();
    },
    close: (page) => page.mouse.move(0, 0),
  },
  { name: 'import with items', open: openImport },
  {
    name: 'PTZ pad',
    open: async (page) => {
      await onTile(page, PTZ_TILE).click();
      await page.keyboard.press('d');
      await page.locator('.lv-ptz-pad').waitFor();
    },
  },
];

/** The parts with the most words of their own: names and labels that only one language lacks are found there. */
const IN_CHINESE = [
  ...['recently deleted', 'camera numbers', 'palette with results', 'menu of a tile', 'menu of a camera in the list'],
  ...['import with items', 'PTZ pad'],
];

/** Opens each part as it is reached by key where it has a key, and asks for what is wrong with it. */
async function auditParts(page: Page, parts: readonly Part[]): Promise<void> {
  const found: string[] = [];
  for (const { name, open, close = press('Escape') } of parts) {
    await onTile(page, 1).focus();
    await page.keyboard.press('Enter');
    if ((await page.locator('[data-tile].max').count()) > 0) await page.keyboard.press('Enter');
    await open(page);
    found.push(...(await auditPage(page)).map((what) => `${name}: ${what}`));
    await close(page);
    await page.locator('[role="menu"], [role="dialog"], aside.insp').first().waitFor({ state: 'detached' });
  }
  expect(found).toEqual([]);
}

/** Takes the pictures of all tiles away, and asks for what is wrong with the words over them. */
async function auditOutage(page: Page): Promise<void> {
  await session().control('POST', '/faults', { kind: 'http', status: 503 });
  await session().control('POST', '/faults', { kind: 'reset-media' });
  await until(async () => (await page.locator('.tile-reconnecting').count()) === TILES, 'every tile tells the outage');
  await page.locator('.outage:not(.is-over) [data-panel="outages"]').waitFor();
  expect(await auditPage(page)).toEqual([]);
  await page.keyboard.press('Alt+Shift+L');
  await page.locator('html[lang="en-US"]').waitFor({ state: 'attached' });
  expect(await auditPage(page)).toEqual([]);
  await session().control('DELETE', '/faults');
}

it('the client has nothing that axe or a keyboard finds fault with in any part that opens, in English', async () => {
  const { page } = session();
  await untilPlaying(session(), TILES);
  await treeRead(page);
  await onTile(page, 1).click();
  await page.keyboard.press('Alt+Shift+d');
  await page.getByRole('tab', { name: 'Wall 1 (2)' }).waitFor();
  await page.keyboard.press('Alt+Delete');
  await page.getByRole('tab', { name: 'Wall 1 (2)' }).waitFor({ state: 'detached' });
  await untilPlaying(session(), TILES);
  await auditParts(page, PARTS);
});

it('the client has nothing that axe or a keyboard finds fault with in the parts with many words in Chinese, nor in an outage', async () => {
  const { page } = session();
  await page.keyboard.press('Alt+Shift+L');
  await page.locator('html[lang="zh-CN"]').waitFor({ state: 'attached' });
  await untilPlaying(session(), TILES);
  await auditParts(
    page,
    PARTS.filter(({ name }) => IN_CHINESE.includes(name)),
  );
  await auditOutage(page);
});
