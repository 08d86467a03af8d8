/** Both languages on every screen: complete, without names of texts, and without anything that does not fit. */
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { LOCALE_NAMES, type Locale } from '../../renderer/i18n/locale.ts';
import { root } from '../../scripts/lib.ts';
import { textsIn, type AllTexts } from '../area-texts.ts';
import { auditPage } from './audit.ts';
import { misfitsOf } from './geometry.ts';
import { until, untilPlaying } from './harness.ts';
import { cameraRow, keysOf, saveTile, tile, viewersOf, wallOf } from './screen.ts';
import { sharedClient } from './shared-client.ts';
import { unreachedByTab } from './tab-walk.ts';

const enUS = await textsIn('en-US');
const zhCN = await textsIn('zh-CN');

type Words = AllTexts;
type Tree = { readonly [key: string]: string | Tree };

/** Every text by its path. */
function flatten(texts: Tree, prefix = ''): Map<string, string> {
  const entries = Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const english = flatten(enUS);
const chinese = flatten(zhCN);

/** Texts of one language that are not the same in the other, with anything in place of their parameters. */
function foreignTo(locale: Locale): readonly RegExp[] {
  const [own, other] = locale === 'zh-CN' ? [chinese, english] : [english, chinese];
  return [...other]
    .filter(([key, text]) => own.get(key) !== text && /\p{L}{2}/u.test(text.replaceAll(/{{[\w.]+}}/g, '')))
    .map(([, text]) => text.split(/{{[\w.]+}}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .map((parts) => new RegExp(`^${parts.join('.*')}$`));
}

/** Patterns of thousands of texts, and screens that say the same words again and again: each word is looked up once. */
function foreignWords(locale: Locale): (text: string) => boolean {
  const patterns = foreignTo(locale);
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const isForeign = patterns.some((pattern) => pattern.test(text)) || (locale === 'zh-CN' && ENGLISH_WORD.test(text));
    known.set(text, isForeign);
    return isForeign;
  };
}

const KEY_NAME = new RegExp(`\\b(?:${Object.keys(enUS).join('|')})\\.[a-z][A-Za-z.-]+`);
/** Words that a text written into a component, past the translations, would have. */
const ENGLISH_WORD =
  /\b(?:the|and|add|open|close|cameras?|clouds?|accounts?|search|settings?|loading|reading|errors?|failed|retry|again|live|tiles?|network|memory|load|language|cancel|save|delete|edit|test|keys?|not|yet|for|with|playing|offline|online)\b/i;

const isForeign = { 'en-US': foreignWords('en-US'), 'zh-CN': foreignWords('zh-CN') } as const;

/**
 * All texts that can be read or are read out, except the names that cameras, groups, walls and accounts were given, and
 * words of documents.
 */
const readingsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const named = '.tr .nm, .tile-name, .tab, .mono, kbd, .kbd, .vendor span:not(.row), option, [lang=en], .co-head h2';
    const texts: string[] = [];
    // Walls stand by their own names in the palette and in titles too.
    const walls = [...document.querySelectorAll('.tab')].flatMap((tab) => tab.textContent?.trim() || []);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      if (text === '' || !parent || parent.closest('script, style, [hidden]') || parent.closest(named)) continue;
      if (parent.getClientRects().length > 0 || parent.closest('svg')) texts.push(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      if (element.closest(named) || element.matches('[data-tile], .insp, tr')) continue;
      for (const name of ['aria-label', 'placeholder', 'title']) {
        const text = element.getAttribute(name)?.trim() ?? '';
        if (text !== '') texts.push(text);
      }
    }
    return texts.map((text) => walls.reduce((rest, name) => rest.replaceAll(name, ''), text));
  });

/** Parts of bars whose content is wider than they are, and buttons whose words do not fit. */
const overflowsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.title, .status, .tb, .ph, .insp-f, .search, .btn, .seg, .seg > button, .tab')]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) => `${element.className}: ${element.textContent} (${element.scrollWidth} > ${element.clientWidth})`,
      ),
  );

/** Some twenty screens, each read whole, on a computer that does other things beside. */
const TOUR_TIMEOUT_MS = 300_000;

const session = sharedClient({ wall: 4, viewport: { width: 1280, height: 720 } }, { isStory: true });

/** Keeps a picture of the screen for people, and reads it. */
async function look(locale: Locale, screen: string): Promise<void> {
  const { page } = session();
  await page.screenshot({ path: path.join(root, 'test-results', 'screens', `${screen}-${locale}.png`) });
  const languages: readonly string[] = Object.values(LOCALE_NAMES);
  const readings = (await readingsOf(page)).filter((text) => !languages.some((name) => text.endsWith(name)));
  expect(readings.length).toBeGreaterThan(20);
  expect({
    keys: readings.filter((text) => KEY_NAME.test(text)),
    foreign: readings.filter((text) => text.split('\n').some(isForeign[locale])),
    overflows: await overflowsOf(page),
    misfits: await misfitsOf(page),
    access: await auditPage(page),
    // Keys are the same in every language.
    unreached: locale === 'en-US' ? await unreachedByTab(page) : [],
  }).toEqual({ keys: [], foreign: [], overflows: [], misfits: [], access: [], unreached: [] });
}

type Read = (screen: string) => Promise<void>;

/** Turns every screen up, in the words of the language. */
async function tour(locale: Locale): Promise<void> {
  const { page } = session();
  const texts: Words = locale === 'zh-CN' ? zhCN : enUS;
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
  await breakFourthTile();
  await tourLive(texts, (screen) => look(locale, screen));
  await press(texts.clouds.names.screen);
  await page.getByRole('row', { name: /IVM/ }).first().waitFor();
  await look(locale, 'clouds');
  await press(texts.clouds.add);
  await look(locale, 'form');
  await fillBadly(texts);
  await look(locale, 'form-bad');
  await testBadly(texts);
  await look(locale, 'failed-test');
  await press(texts.clouds.testPanel.backToForm);
  await press(texts.clouds.form.cancel);
  await page.getByRole('button', { name: texts.clouds.remove }).first().click();
  await page.getByRole('dialog').getByText(texts.clouds.removeDialog.text).waitFor();
  await look(locale, 'delete');
  await press(texts.clouds.removeDialog.keep);
  await session().control('DELETE', '/faults');
  await tourPresets(locale, texts);
  await tourConsole(locale, texts);
  await press(texts.live.names.screen);
}

/** The PTZ stage with presets, and with a name that the cloud does not allow. */
async function tourPresets(locale: Locale, { presets }: Words): Promise<void> {
  const { page } = session();
  await page.getByRole('button', { name: presets.names.screen, exact: true }).first().click();
  await page.getByRole('list', { name: presets.names.side }).getByRole('button').first().click();
  await page.locator('[data-preset] img').nth(2).waitFor();
  await page.keyboard.press('s');
  await page.locator('.presets-form input').fill('a/b');
  await page.getByRole('alert').filter({ hasText: presets.problems.form }).waitFor();
  await look(locale, 'presets');
  await page.keyboard.press('Escape');
}

/** The wall and what opens over it and beside it. */
async function tourLive(texts: Words, read: Read): Promise<void> {
  const { page } = session();
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
  await read('live');
  await tourWalls(texts, read);

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: texts.shell.palette.title }).waitFor();
  await read('palette');
  await page.keyboard.press('Escape');
  await press(texts.shell.activities.settings);
  await read('settings');
  for (const section of ['live', 'view', 'keys', 'folders'] as const) {
    await page.getByRole('tab', { name: texts.settings.names.sections[section], exact: true }).click();
    await read(`settings-${section}`);
  }
  await page.getByRole('tab', { name: texts.network.names.section, exact: true }).click();
  await read('settings-network');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.getByRole('dialog', { name: texts.help.title }).waitFor();
  await read('help');
  await press(texts.help.keys.show);
  await page.getByRole('dialog', { name: texts.actions.keys.title }).waitFor();
  await read('keys');
  await page.keyboard.press('Escape');
  for (const [key, panel] of [
    ['Alt+Shift+J', texts.shell.messages.title],
    ['Alt+Shift+K', texts.saved.title],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name: panel }).waitFor();
    await read(panel);
    await page.keyboard.press('Escape');
  }
  await press(texts.cameras.filter);
  await read('filter');
  await page.keyboard.press('Escape');
  await tourPanels(texts, read);
}

/** The menu of a tile, the layouts, what is beside the wall, and what the status bar opens. */
async function tourPanels(texts: Words, read: Read): Promise<void> {
  const { page } = session();
  const [first, second] = [0, 1].map((tile) => page.locator(`[data-tile="${tile}"]`)) as [Locator, Locator];
  await first.click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await read('tile-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await tourLayouts(texts, read);
  // Beside the panel stand a tile that chooses by itself, and figures on the others.
  await first.click();
  const before = await saveTile(page, 1, { kind: 'alarm' });
  await first.getByText(texts.shell.alarmsNotRead).waitFor();
  await page.keyboard.press('i');
  const sequences = page.locator('.lv-sequences button').first();
  await sequences.press('Enter');
  await page.getByRole('complementary', { name: texts.sequences.panel.title }).waitFor();
  await read('sequences');
  await sequences.press('Enter');
  await saveTile(page, 1, before);
  await page.keyboard.press('i');
  // Behind what the status bar opens: a picture that is enlarged, and one that is shown again.
  await first.click();
  await page.keyboard.press('=');
  await first.locator('.tile-map').waitFor({ state: 'attached' });
  await second.click();
  await page.keyboard.press('b');
  await second.locator('.lv-replay-bar').waitFor({ state: 'attached' });
  for (const [keys, panel] of [
    ['Alt+Shift+M', 'load'],
    ['Alt+Shift+N', 'outage'],
  ] as const) {
    await page.keyboard.press(keys);
    await page.getByRole('dialog', { name: texts.streams[panel].title }).waitFor();
    await read(panel);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Alt+v');
  await second.locator('.lv-replay').waitFor({ state: 'detached' });
  await first.click();
  await page.keyboard.press('x');
}

async function tourLayouts({ live }: Words, read: Read): Promise<void> {
  const { page } = session();
  await page.keyboard.press('Alt+g');
  await page.getByRole('listbox', { name: live.layouts.board }).waitFor();
  await read('grid');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+0');
  await page.getByRole('dialog', { name: live.toolbar.layout }).waitFor();
  await read('layouts');
  await page.keyboard.press('Escape');
}

/** The list of walls with its menu and its field, and what stands beside the wall about walls. */
async function tourWalls({ walls }: Words, read: Read): Promise<void> {
  const { page } = session();
  await page.getByRole('button', { name: walls.names.open, exact: true }).click();
  const row = page.getByRole('tree', { name: walls.names.title }).getByRole('treeitem').first();
  await row.click({ button: 'right' });
  await page.getByRole('menu').waitFor();
  await read('walls-menu');
  await page.getByRole('menuitem', { name: walls.actions.versions }).click();
  await page.getByText(walls.versions.kept).waitFor();
  await page.getByRole('radiogroup', { name: walls.versions.list }).getByRole('radio').last().click();
  await page.getByRole('heading', { name: walls.versions.compare.split('{{')[0] ?? '' }).waitFor();
  await read('walls-versions');
  await page.keyboard.press('Alt+m');
  await read('walls-missing');
  await page.getByRole('button', { name: walls.import, exact: true }).click();
  await page.getByRole('button', { name: walls.createFolder, exact: true }).click();
  await read('walls-import');
  await page.getByRole('button', { name: walls.transfer.cancel, exact: true }).last().click();
  await page.getByRole('button', { name: walls.close, exact: true }).click();
}

/** The document's description of a device's name, in the words of the form. */
const DEVICE_NAME_HELP: Readonly<Record<Locale, RegExp>> = {
  'zh-CN': /^模糊查询字段：支持设备名称模糊匹配/,
  'en-US': /^Fuzzy name filter/,
};

/** The start, a form with its notes and the words of the document, a refused form, and an answer. */
async function tourConsole(locale: Locale, texts: Words): Promise<void> {
  const { page } = session();
  const list = page.getByRole('tree', { name: texts.console.list.label });
  await page.getByRole('button', { name: texts.console.names.screen, exact: true }).click();
  await list.waitFor();
  await look(locale, 'console');
  await page.getByRole('searchbox', { name: texts.console.start.search }).fill('listDevices');
  await list.getByRole('treeitem').filter({ hasText: 'listDevices' }).first().click();
  await page.getByRole('form').getByText(DEVICE_NAME_HELP[locale]).waitFor();
  await look(locale, 'console-form');
  await page.keyboard.press('Control+Enter');
  await page.getByText('HTTP 200').waitFor();
  await look(locale, 'console-answer');
  await page.getByRole('searchbox', { name: texts.console.start.search }).fill('');
}

/** Cuts the stream of tile 4 and keeps the cloud from giving another, so that its veil has words to read. */
async function breakFourthTile(): Promise<void> {
  const { page } = session();
  const playing = page.locator('[data-tile][data-phase="playing"]');
  await until(async () => (await playing.count()) === 3, 'all tiles play, save the third, whose camera is off');
  await page.locator('[data-tile="2"] .tile-offline').waitFor();
  const name = (await wallOf(page))[3]?.replace(/^\d+ /, '');
  const cameraKey = (await viewersOf(session())).find(({ cameraName }) => cameraName === name)?.cameraKey ?? '';
  await session().control('POST', '/faults', { kind: 'http', status: 403, operation: 'getLiveConnections' });
  await session().control('POST', '/faults', { kind: 'reset-media', cameraKey });
  await page.locator('[data-tile="3"] .tile-reconnecting').waitFor();
}

async function fillBadly({ clouds, errors }: Words): Promise<void> {
  const { page } = session();
  const { fields } = errors;
  const { userId, ak, endpoint } = keysOf(session());
  await page.getByText(clouds.form.advanced, { exact: true }).click();
  await page.getByLabel(fields.endpoint).fill(endpoint);
  await page.getByLabel(fields.userId).fill(userId);
  await page.getByLabel(fields.ak).fill(ak);
  await page.getByLabel(fields.sk).fill('with a blank');
}

async function testBadly({ clouds, errors }: Words): Promise<void> {
  const { page } = session();
  await page.getByLabel(errors.fields.sk).fill('wrong');
  await page.getByRole('button', { name: clouds.form.test, exact: true }).click();
  await page.getByRole('button', { name: clouds.testPanel.again, exact: true }).waitFor();
}

// @promise comfort.languages: Every screen has names for screen readers, in English and Chinese.
it(
  'the client speaks English on every screen, and everything fits',
  async () => {
    const { page } = session();
    await untilPlaying(session(), 4);
    await tile(page, 3).click();
    await tile(page, 3).press('Delete');
    await page.getByRole('searchbox', { name: enUS.cameras.search }).fill('133');
    await cameraRow(page, 133).dblclick();
    await tile(page, 3).locator('.tile-offline').waitFor();
    await page.getByRole('searchbox', { name: enUS.cameras.search }).fill('');
    await tour('en-US');
  },
  TOUR_TIMEOUT_MS,
);

// @promise comfort.languages
it(
  'the client speaks Chinese on every screen once chosen in the settings, and everything fits',
  async () => {
    const { page } = session();
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('radio', { name: LOCALE_NAMES['zh-CN'] }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: zhCN.shell.regions.activities }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    await tour('zh-CN');
  },
  TOUR_TIMEOUT_MS,
);

it('the client cuts nothing off and lets nothing overlap with the largest text, in both languages', async () => {
  const { page } = session();
  const zoom = (): Promise<string> => page.evaluate(() => document.documentElement.style.zoom);
  const read: Read = async (screen) =>
    expect({ screen, misfits: await misfitsOf(page) }).toEqual({ screen, misfits: [] });
  for (const texts of [zhCN, enUS]) {
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+=');
    await until(async () => (await zoom()) === '1.5', 'the text is at its largest');
    await tourLive(texts, read);
    await page.keyboard.press('Control+0');
    await page.keyboard.press('Alt+Shift+L');
  }
});
