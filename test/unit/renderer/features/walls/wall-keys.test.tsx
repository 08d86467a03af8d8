// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppInfo } from '../../../../../preload/contract/app.ts';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { KeySheet } from '../../../../../renderer/features/settings/key-sheet.tsx';
import { WallMenus } from '../../../../../renderer/features/walls/wall-menus.tsx';
import { WallsPanel } from '../../../../../renderer/features/walls/walls-panel.tsx';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { usePreferences } from '../../../../../renderer/state/page/preferences.ts';
import { useWallLibrary } from '../../../../../renderer/state/walls/wall-library.ts';
import { closeWallMenu, openWallMenu, useWallPanel } from '../../../../../renderer/state/page/wall-panel.ts';
import { forgetWalls, useWalls } from '../../../../../renderer/state/walls/walls.ts';
import { useShortcuts } from '../../../../../renderer/shell/shortcuts.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const [day, night] = ['day', 'night'].map(asWallId) as [ReturnType<typeof asWallId>, ReturnType<typeof asWallId>];
let page: Page;
let moved: unknown[];
let removed: unknown[];
let copied: unknown[];

function Keys() {
  useShortcuts();
  return null;
}

beforeEach(async () => {
  completeDom();
  setLocale('en-US');
  moved = [];
  removed = [];
  copied = [];
  installMain({
    'wall.move': (input) => {
      moved.push(input);
      return new Promise(() => undefined);
    },
    'wall.remove': (input) => {
      removed.push(input);
      return new Promise(() => undefined);
    },
    'wall.create': (input) => {
      copied.push(input);
      return new Promise(() => undefined);
    },
  });
  const walls = [day, night].map((id) =>
    normalise({ id, name: id, layout: 4, aspects: [], isLocked: false, revision: 1, tiles: [] }),
  );
  useWalls.setState({ walls, currentId: day });
  useWallLibrary.setState({ places: [day, night].map((wallId) => ({ wallId, folderId: null })) });
  page = await open(
    <>
      <Keys />
      <WallsPanel />
      <WallMenus />
    </>,
  );
});
afterEach(async () => {
  await page.close();
  closeWallMenu();
  forgetWalls();
  useWallLibrary.setState(useWallLibrary.getInitialState(), true);
  usePreferences.setState({ info: null, shortcuts: {} });
  useWallPanel.setState(useWallPanel.getInitialState(), true);
});

const rows = (): HTMLElement[] => [...page.element.querySelectorAll<HTMLElement>('[role=treeitem]')];
const press = (key: string, more: KeyboardEventInit = {}): Promise<void> =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    rows().at(-1)?.dispatchEvent(event);
  });
const keysInMenu = (): (string | null)[] =>
  [...page.element.querySelectorAll('[role=menuitem] kbd')].map(({ textContent }) => textContent);

it('the menu prints the keys of a wall as the platform names them', async () => {
  await act(async () => openWallMenu({ kind: 'wall', id: night, at: { x: 0, y: 0 } }));
  expect(keysInMenu().join(', ')).toBe(
    'Enter, Shift Enter, Alt K, Alt Shift C, F2, Alt Shift D, Alt Shift F, Alt ↑, Alt ↓, Alt H, Alt E, Del',
  );
  await act(async () => closeWallMenu());
  await act(async () => usePreferences.setState({ info: { platform: 'darwin' } as AppInfo }));
  await act(async () => openWallMenu({ kind: 'wall', id: night, at: { x: 0, y: 0 } }));
  expect(keysInMenu().join(', ')).toBe('↩, ⇧↩, ⌥K, ⌥⇧C, F2, ⌥⇧D, ⌥⇧F, ⌥↑, ⌥↓, ⌥H, ⌥E, ⌦');
});

it('a key that the menu prints works in the list', async () => {
  await act(async () => rows().at(-1)?.focus());
  await press('ArrowUp', { altKey: true });
  expect(moved).toMatchObject([{ wallId: night, beforeId: day }]);
  await press('F10', { shiftKey: true });
  expect(useWallPanel.getState().menu).toMatchObject({ kind: 'wall', id: night });
  await act(async () => closeWallMenu());
  await act(async () => rows().at(-1)?.focus());
  await press(' ');
  expect(useWalls.getState().currentId).toBe(night);
});

it('the list obeys the keys that the operator chose for it, and no longer the keys of the client', async () => {
  const shortcuts = {
    'walls.rename': ['F8'],
    'walls.remove': ['R'],
    'walls.up': ['Mod+ArrowUp'],
    'wall.duplicate': ['Mod+D'],
  };
  await act(async () => usePreferences.setState({ shortcuts }));
  await act(async () => rows().at(-1)?.focus());
  await press('F2');
  await press('Delete');
  await press('ArrowUp', { altKey: true });
  expect([useWallPanel.getState().form, moved, removed]).toEqual([null, [], []]);
  await press('F8');
  expect(useWallPanel.getState().form).toMatchObject({ kind: 'rename-wall', id: night });
  await act(async () => rows().at(-1)?.focus());
  await press('ArrowUp', { ctrlKey: true });
  expect(moved).toMatchObject([{ wallId: night, beforeId: day }]);
  await press('d', { ctrlKey: true });
  expect(copied).toMatchObject([{ copyOf: night }]);
  await press('r');
  expect(removed).toMatchObject([{ wallIds: [night] }]);
});

it('the menu prints the keys that the operator chose', async () => {
  await act(async () => usePreferences.setState({ shortcuts: { 'walls.rename': ['F8'], 'walls.remove': [] } }));
  await act(async () => openWallMenu({ kind: 'wall', id: night, at: { x: 0, y: 0 } }));
  expect(keysInMenu()).toContain('F8');
  expect(keysInMenu()).not.toContain('F2');
  expect(keysInMenu()).not.toContain('Del');
});

it.each([
  ['en-US', 'Wall list', 'Rename the wall or the folder'],
  ['zh-CN', '电视墙列表', '重命名电视墙或文件夹'],
] as const)('the sheet of keys contains the keys of the list of walls, in %s', async (locale, heading, title) => {
  setLocale(locale);
  const sheet = await open(<KeySheet />);
  const group = [...sheet.element.querySelectorAll('section')].find(
    (section) => section.querySelector('h3')?.textContent === heading,
  );
  expect(group?.textContent).toContain(`${title}F2`);
  expect(group?.textContent).toContain('Alt ↑');
  expect(group?.textContent).toContain('Del');
  await sheet.close();
});
