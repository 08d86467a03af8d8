// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppInfo } from '../../../../../preload/contract/app.ts';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { WallMenus } from '../../../../../renderer/features/walls/wall-menus.tsx';
import { WallsPanel } from '../../../../../renderer/features/walls/walls-panel.tsx';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { usePreferences } from '../../../../../renderer/state/page/preferences.ts';
import { useWallLibrary } from '../../../../../renderer/state/walls/wall-library.ts';
import { closeWallMenu, openWallMenu, useWallPanel } from '../../../../../renderer/state/page/wall-panel.ts';
import { forgetWalls, useWalls } from '../../../../../renderer/state/walls/walls.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const [day, night] = ['day', 'night'].map(asWallId) as [ReturnType<typeof asWallId>, ReturnType<typeof asWallId>];
let page: Page;
let moved: unknown[];

beforeEach(async () => {
  completeDom();
  setLocale('en-US');
  moved = [];
  installMain({
    'wall.move': (input) => {
      moved.push(input);
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
  usePreferences.setState({ info: null });
});

const rows = (): HTMLElement[] => [...page.element.querySelectorAll<HTMLElement>('[role=treeitem]')];
const press = (key: string, more: KeyboardEventInit = {}): Promise<void> =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    rows().at(-1)?.dispatchEvent(event);
  });
const keysInMenu = (): (string | null)[] =>
  [...page.element.querySelectorAll('[role=menuitem] kbd')].map(({ textContent }) => textContent);

it('prints the keys of a wall in its menu as the platform has them', async () => {
  await act(async () => openWallMenu({ kind: 'wall', id: night, at: { x: 0, y: 0 } }));
  expect(keysInMenu()).toEqual(['Enter', 'Shift Enter', 'F2', 'Alt ↑', 'Alt ↓', 'Del']);
  await act(async () => closeWallMenu());
  await act(async () => usePreferences.setState({ info: { platform: 'darwin' } as AppInfo }));
  await act(async () => openWallMenu({ kind: 'wall', id: night, at: { x: 0, y: 0 } }));
  expect(keysInMenu()).toEqual(['↩', '⇧↩', 'F2', '⌥↑', '⌥↓', '⌦']);
});

it('does in the list what the menu offers under a key', async () => {
  await act(async () => rows().at(-1)?.focus());
  await press('ArrowUp', { altKey: true });
  expect(moved).toMatchObject([{ wallId: night, beforeId: day }]);
  await press('F10', { shiftKey: true });
  expect(useWallPanel.getState().menu).toMatchObject({ kind: 'wall', id: night });
  await press(' ');
  expect(useWalls.getState().currentId).toBe(night);
});
