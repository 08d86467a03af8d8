/**
 * The actions of an operator in a shift, one at a time. Every action leaves the screen as it found it, except for the
 * wall.
 */
import { until } from '../e2e/harness.ts';
import type { SoakSession } from './soak-session.ts';
import type { Page } from './soak-page.ts';
import type { Random } from './soak-random.ts';

export type Choice = Readonly<Record<string, string | number>>;

export interface Action {
  readonly name: string;
  /** How often it is drawn, beside the others. */
  readonly weight: number;
  /** Everything that varies, drawn from the seed before the action begins and written to the log with it. */
  choose(random: Random): Choice;
  run(session: SoakSession, choice: Choice): Promise<void>;
}

const nothing = (): Choice => ({});
const dwell = (random: Random): Choice => ({ dwellMs: 400 + random.below(1800) });
const ofTile = (random: Random): Choice => ({ tile: random.below(4), ...dwell(random) });

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const wait = ({ dwellMs }: Choice): Promise<void> => pause(Number(dwellMs ?? 300));

/** Clicks the tile that was drawn, or another tile if the layout has fewer tiles or that tile is empty. */
async function clickTile(page: Page, { tile }: Choice, button: 'left' | 'right' = 'left'): Promise<void> {
  const picture = '[data-tile] .tile-pic';
  await page.until(`document.querySelector('${picture}') !== null`);
  const at = await page.evaluate<string>(`(() => {
    const shown = [...document.querySelectorAll('${picture}')].map((one) => one.closest('[data-tile]').dataset.tile);
    return shown[${Number(tile ?? 0)} % shown.length];
  })()`);
  await page.click(`[data-tile="${at}"] .tile-pic`, '', button);
}

/** Presses a key, waits until its effect shows, dwells, presses another key and waits until the effect has gone. */
async function glance(page: Page, choice: Choice, keys: readonly [string, string], selector: string): Promise<void> {
  await page.press(keys[0]);
  const isThere = `document.querySelector(${JSON.stringify(selector)}) !== null`;
  await page.until(isThere);
  await wait(choice);
  await page.press(keys[1]);
  await page.until(`!(${isThere})`);
}

/** Goes to another screen and back to the wall. */
async function visit({ page }: SoakSession, keys: string, choice: Choice): Promise<void> {
  await page.press(keys);
  await page.until("document.querySelector('.lv-wall')?.getClientRects().length !== 1");
  await wait(choice);
  await page.press('Control+1');
  await page.until("document.querySelector('.lv-wall')?.getClientRects().length === 1");
}

/** A tile covers the others. */
export const IS_MAXIMISED = "document.querySelector('.lv-wall.has-max') !== null";

const LAYOUT_KEYS = ['Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+8', 'Alt+9', 'Alt+Shift+1', 'Alt+Shift+2'];

const wallActions: readonly Action[] = [
  {
    name: 'layout',
    weight: 6,
    choose: (random) => ({ keys: random.pick(LAYOUT_KEYS), ...dwell(random) }),
    run: async ({ page }, choice) => {
      await page.press(String(choice['keys']));
      await wait(choice);
    },
  },
  {
    name: 'switch-wall',
    weight: 8,
    choose: (random) => ({ keys: random.pick(['Control+PageDown', 'Control+PageUp']), ...dwell(random) }),
    run: async ({ page }, choice) => {
      const current = 'document.querySelector(\'[role="tab"][aria-selected="true"]\')?.textContent ?? ""';
      const before = await page.evaluate<string>(current);
      await page.press(String(choice['keys']));
      await page.until(`(${current}) !== ${JSON.stringify(before)}`);
      await wait(choice);
    },
  },
  {
    name: 'call-camera',
    weight: 5,
    choose: (random) => ({ number: 101 + random.below(40), ...ofTile(random) }),
    run: async ({ page }, choice) => {
      await clickTile(page, choice);
      for (const figure of String(choice['number'])) await page.press(figure);
      await page.press('Enter');
      await wait(choice);
    },
  },
  {
    name: 'clear-and-undo',
    weight: 2,
    choose: dwell,
    run: async ({ page }, choice) => {
      await page.press('Shift+Delete');
      await wait(choice);
      await page.press('Control+Z');
    },
  },
  {
    name: 'remove-and-undo',
    weight: 2,
    choose: ofTile,
    run: async ({ page }, choice) => {
      await clickTile(page, choice);
      await page.press('Delete');
      await wait(choice);
      await page.press('Control+Z');
    },
  },
  {
    name: 'make-and-delete-wall',
    weight: 1,
    choose: nothing,
    run: async ({ page, reference }) => {
      const request = { name: null, folderId: null, copyOf: reference.id };
      const { id } = await page.request<{ id: string }>('wall.create', request);
      await page.request('wall.remove', { wallIds: [id] });
    },
  },
  {
    name: 'full-screen',
    weight: 2,
    choose: dwell,
    run: async ({ page }, choice) => {
      await page.press('F');
      await page.until('document.fullscreenElement !== null');
      await wait(choice);
      await page.press('F');
      await page.until('document.fullscreenElement === null');
    },
  },
  {
    name: 'walls-in-turn',
    weight: 2,
    choose: (random) => ({ dwellMs: 3500 + random.below(2000) }),
    run: async ({ page, wallTour }, choice) => {
      await page.request('sequence.run', { key: 'main', sequenceId: wallTour });
      await wait(choice);
      await page.request('sequence.run', { key: 'main', sequenceId: null });
    },
  },
];

const tileActions: readonly Action[] = [
  {
    name: 'maximise',
    weight: 4,
    choose: ofTile,
    run: async ({ page }, choice) => {
      await clickTile(page, choice);
      await page.press('Enter');
      await page.until(IS_MAXIMISED);
      await wait(choice);
      await page.press('Enter');
      await page.until(`!(${IS_MAXIMISED})`);
    },
  },
  {
    name: 'cameras-in-turn',
    weight: 3,
    choose: (random) => ({ tile: random.below(4), dwellMs: 3500 + random.below(3000) }),
    run: async ({ placeSequence }, choice) => {
      await placeSequence(Number(choice['tile']));
      await wait(choice);
    },
  },
  {
    name: 'zoom-and-turn',
    weight: 2,
    choose: ofTile,
    run: async ({ page }, choice) => {
      await clickTile(page, choice);
      for (const keys of ['Plus', 'Plus', 'O', 'Shift+O']) await page.press(keys);
      await wait(choice);
      await page.press('X');
    },
  },
  {
    name: 'snapshot',
    weight: 3,
    choose: (random) => ({ keys: random.pick(['Alt+S', 'Alt+Shift+S']), ...ofTile(random) }),
    run: async ({ page }, choice) => {
      await clickTile(page, choice);
      await page.press(String(choice['keys']));
      await wait(choice);
    },
  },
  {
    name: 'clip',
    weight: 3,
    choose: (random) => ({ tile: random.below(4), dwellMs: 1500 + random.below(3000) }),
    run: async ({ page }, choice) => {
      const clips = async (): Promise<number> => (await page.request<unknown[]>('clip.list', {})).length;
      await clickTile(page, choice);
      await page.press('R');
      await wait(choice);
      if ((await clips()) === 0) return; // nothing plays on that tile: the client said so
      await page.press('R');
      await until(async () => (await clips()) === 0, 'the clip is saved', 20_000);
    },
  },
  {
    name: 'replay',
    weight: 3,
    choose: (random) => ({ tile: random.below(4), dwellMs: 1200 + random.below(3000) }),
    run: async ({ page }, choice) => {
      await clickTile(page, choice);
      await page.press('B');
      await wait(choice);
      await page.press('Alt+V');
      await page.until("document.querySelector('.lv-replay') === null");
    },
  },
  {
    name: 'listen-and-mute',
    weight: 1,
    choose: ofTile,
    run: async ({ page }, choice) => {
      await clickTile(page, choice);
      await page.press('H');
      await wait(choice);
      await page.press('M');
    },
  },
];

const screenActions: readonly Action[] = [
  {
    name: 'second-window',
    weight: 4,
    choose: (random) => ({ dwellMs: 1500 + random.below(3000) }),
    run: async ({ page, browser }, choice) => {
      const known = new Set((await browser.pages()).map(({ targetId }) => targetId));
      await page.press('Alt+N');
      let opened = '';
      const isOpen = async (): Promise<boolean> => {
        opened = (await browser.pages()).find(({ targetId }) => !known.has(targetId))?.targetId ?? '';
        return opened !== '';
      };
      await until(isOpen, 'a second window opens', 20_000);
      const second = await browser.attach(opened);
      await second.until("document.querySelector('[data-tile]') !== null");
      await wait(choice);
      await second.close();
      await browser.show(page);
    },
  },
  {
    name: 'hide',
    weight: 3,
    choose: (random) => ({ dwellMs: 500 + random.below(4500) }),
    run: async ({ page, browser }, choice) => {
      const cover = await browser.openBlank();
      await page.until("document.visibilityState === 'hidden'");
      await wait(choice);
      await cover.close();
      await browser.show(page);
      await page.until("document.visibilityState === 'visible'");
    },
  },
  {
    name: 'search',
    weight: 4,
    choose: (random) => ({
      text: random.pick(['1', '10', 'gate', 'north', 'camera 2', '门', 'zzz']),
      ...dwell(random),
    }),
    run: async ({ page }, choice) => {
      await page.press('Control+F');
      await page.until("document.activeElement?.tagName === 'INPUT'");
      for (const letter of String(choice['text'])) await page.type(letter);
      await wait(choice);
      await page.press('Control+A');
      await page.press('Backspace');
      await page.until("document.activeElement?.value === ''");
      await page.evaluate('document.activeElement.blur()');
    },
  },
  {
    name: 'palette',
    weight: 3,
    choose: (random) => ({ text: random.pick(['wall', '12', 'lay', 'snap']), ...dwell(random) }),
    run: async ({ page }, choice) => {
      await page.press('Control+K');
      await page.until('document.querySelector(\'[role="dialog"] input\') !== null');
      for (const letter of String(choice['text'])) await page.type(letter);
      await wait(choice);
      await page.press('Escape');
      await page.until('document.querySelector(\'[role="dialog"]\') === null');
    },
  },
  { name: 'clouds-screen', weight: 1, choose: dwell, run: (session, choice) => visit(session, 'Control+8', choice) },
  { name: 'console-screen', weight: 1, choose: dwell, run: (session, choice) => visit(session, 'Control+9', choice) },
  {
    name: 'keys',
    weight: 1,
    choose: dwell,
    run: ({ page }, c) => glance(page, c, ['F1', 'Escape'], '[role="dialog"]'),
  },
  {
    name: 'settings',
    weight: 1,
    choose: dwell,
    run: ({ page }, choice) => glance(page, choice, ['Control+,', 'Escape'], '[role="dialog"]'),
  },
  {
    name: 'statistics',
    weight: 1,
    choose: dwell,
    run: async ({ page }, choice) => {
      await page.press('I');
      await wait(choice);
      await page.press('I');
    },
  },
  {
    name: 'language',
    weight: 1,
    choose: dwell,
    run: async ({ page }, choice) => {
      const language = 'document.documentElement.lang';
      const before = await page.evaluate<string>(language);
      await page.press('Alt+Shift+L');
      await page.until(`${language} !== ${JSON.stringify(before)}`);
      await wait(choice);
      await page.press('Alt+Shift+L');
      await page.until(`${language} === ${JSON.stringify(before)}`);
    },
  },
  {
    name: 'menu',
    weight: 2,
    choose: ofTile,
    run: async ({ page }, choice) => {
      await clickTile(page, choice, 'right');
      await page.until('document.querySelector(\'[role="menu"]\') !== null');
      await wait(choice);
      await page.press('Escape');
    },
  },
];

export const operatorActions: readonly Action[] = [...wallActions, ...tileActions, ...screenActions];
