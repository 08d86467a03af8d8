// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asWallId, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import type { AppInfo } from '../../../../../../preload/contract/app.ts';
import type { Wall } from '../../../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import { LayoutPanel } from '../../../../../../renderer/features/live/layout/layout-panel.tsx';
import { LayoutButtons } from '../../../../../../renderer/features/live/layout/layout-buttons.tsx';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { openLayoutPanel, useLayoutPanel } from '../../../../../../renderer/features/live/model/layout-panel.ts';
import { usePreferences } from '../../../../../../renderer/state/page/preferences.ts';
import { currentWall } from '../../../../../../renderer/state/walls/walls-store.ts';
import { forgetWalls, useWalls } from '../../../../../../renderer/state/walls/walls.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const [a, b, c] = ['x:d/a', 'x:d/b', 'x:d/c'] as unknown as [ChannelId, ChannelId, ChannelId];
const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false, revision: 0 };
const wall: Wall = normalise({ ...facts, layout: 4, tiles: [a, b, c] });

function Screen() {
  const shown = useWalls((state) => state.walls[0]);
  return shown === undefined ? null : <LayoutPanel wall={shown} />;
}

let page: Page;
beforeEach(async () => {
  completeDom();
  setLocale('en-US');
  installMain({ 'wall.save': (change) => Promise.resolve({ ok: true, value: change.wall }) });
  forgetWalls();
  useWalls.setState({ walls: [wall], currentId: wall.id });
  page = await open(<Screen />);
});
afterEach(async () => {
  await page.close();
  usePreferences.setState({ info: null, shortcuts: {} });
});

const press = (key: string, more: KeyboardEventInit = {}): Promise<void> =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
    (document.activeElement ?? document.body).dispatchEvent(event);
  });
const options = (): (string | undefined)[] =>
  [...page.element.querySelectorAll<HTMLElement>('[role=option]')].map((cell) => cell.style.gridArea);

it('the editor of the grid draws, undoes and applies by keys alone', async () => {
  await act(async () => openLayoutPanel('draw'));
  expect(options()).toHaveLength(4);
  await press('ArrowRight', { shiftKey: true });
  expect(page.element.querySelectorAll('[aria-selected=true]')).toHaveLength(2);
  await press('j', { altKey: true });
  expect(options()).toHaveLength(3);
  await press('z', { ctrlKey: true });
  expect(options()).toHaveLength(4);
  await press('j', { shiftKey: true });
  expect(options()).toHaveLength(7);
  await press('z', { ctrlKey: true });
  await press('ArrowRight', { shiftKey: true });
  await press('j', { altKey: true });
  await press('Enter');
  expect(useLayoutPanel.getState().mode).toBe('closed');
  expect(currentWall()?.layout).toMatchObject({ columns: 2, rows: 2, cells: [{ w: 2, h: 1 }, { w: 1 }, { w: 1 }] });
  expect(currentWall()?.tiles.slice(0, 4)).toEqual([a, c, null, b]);
});

it('the editor of the grid leaves the wall alone when it is closed without applying', async () => {
  await act(async () => openLayoutPanel('draw'));
  await press('j', { shiftKey: true });
  await press('Escape');
  expect(useLayoutPanel.getState().mode).toBe('closed');
  expect(currentWall()).toBe(wall);
});

it('the editor of the grid offers no size that a wall cannot have, and names the reason', async () => {
  await act(async () => useWalls.setState({ walls: [{ ...wall, layout: 64 }] }));
  await act(async () => openLayoutPanel('draw'));
  const more = page.find('[aria-label="More: Columns"]');
  expect(more.getAttribute('aria-disabled')).toBe('true');
  expect(more.title).toContain('at most 64 tiles');
});

it('the editor of the grid does not open on a locked wall, and closes when the wall is locked', async () => {
  await act(async () => openLayoutPanel());
  await act(async () => useWalls.setState({ walls: [{ ...wall, isLocked: true }] }));
  expect(useLayoutPanel.getState().mode).toBe('closed');
  await act(async () => openLayoutPanel());
  expect(useLayoutPanel.getState().mode).toBe('closed');
});

const onMac = (): Promise<void> =>
  act(async () => usePreferences.setState({ info: { platform: 'darwin' } as AppInfo }));
const toolOf = (label: string): HTMLElement => {
  const found = [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === label);
  if (found === undefined) throw new Error(`no tool ${label}`);
  return found;
};

it('the editor of the grid names the keys of the drawing as a Mac prints them, and takes those', async () => {
  await onMac();
  await act(async () => openLayoutPanel('draw'));
  expect(toolOf('Divide').title).toBe('Divide (⇧J)');
  await press('j', { shiftKey: true });
  expect(options()).toHaveLength(7);
  expect(toolOf('Undo').title).toBe('Undo (⌘Z)');
  expect(toolOf('Undo').getAttribute('aria-keyshortcuts')).toBe('Meta+Z');
  await press('z', { ctrlKey: true });
  expect(options()).toHaveLength(7);
  await press('z', { metaKey: true });
  expect(options()).toHaveLength(4);
});

it('the editor of the grid draws with the keys that the operator chose', async () => {
  await act(async () => usePreferences.setState({ shortcuts: { 'wall.divide': ['Alt+X'] } }));
  await act(async () => openLayoutPanel('draw'));
  expect(toolOf('Divide').title).toBe('Divide (Alt X)');
  await press('j', { shiftKey: true });
  expect(options()).toHaveLength(4);
  await press('x', { altKey: true });
  expect(options()).toHaveLength(7);
});

it('the editor of the grid gives screen readers the key of a layout as the platform has it', async () => {
  const buttons = await open(<LayoutButtons wall={wall} />);
  const keysOf4 = (): string | null => buttons.find('[data-action="wall.layout4"]').getAttribute('aria-keyshortcuts');
  expect(keysOf4()).toBe('Alt+2');
  await buttons.close();
  await act(async () => usePreferences.setState({ shortcuts: { 'wall.layout4': ['Mod+Shift+4'] } }));
  await onMac();
  const again = await open(<LayoutButtons wall={wall} />);
  expect(again.find('[data-action="wall.layout4"]').getAttribute('aria-keyshortcuts')).toBe('Meta+Shift+4');
  expect(again.find('[data-action="wall.layout4"]').title).toContain('⇧⌘4');
  await again.close();
});
