// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Action } from '../../../../../renderer/ui/action.ts';
import { Menu } from '../../../../../renderer/ui/float/menu.tsx';
import { completeDom, open, type Page } from '../../page.tsx';

let page: Page;
let done: string[];
let isClosed: boolean;

const choice = (name: string, more: Partial<Action> = {}): Action => ({
  id: name,
  name,
  run: () => void done.push(name),
  ...more,
});
const ITEMS: readonly Action[] = [
  choice('Snapshot'),
  {
    id: 'stream',
    name: 'Stream',
    startsGroup: true,
    items: [choice('By size', { isChecked: true }), choice('Main', { isChecked: false })],
  },
  { id: 'picture', name: 'Picture', items: [choice('Rotate'), choice('Mirror', { reason: 'not on this wall' })] },
];

beforeEach(async () => {
  completeDom();
  [done, isClosed] = [[], false];
  const onClose = (): void => void (isClosed = true);
  page = await open(<Menu label="Tile 1" items={ITEMS} at={{ x: 0, y: 0 }} onClose={onClose} />);
});
afterEach(() => page.close());

const item = (name: string): HTMLElement => {
  const found = [...page.element.querySelectorAll<HTMLElement>('[role^=menuitem]')].find(
    (one) => one.querySelector('.grow')?.textContent === name,
  );
  if (found === undefined) throw new Error(`the menu has no item ${name}`);
  return found;
};
const lists = (): readonly (string | null)[] =>
  [...page.element.querySelectorAll('[role=menu]')].map((list) => list.getAttribute('aria-label'));
const focused = (): string | undefined => document.activeElement?.querySelector('.grow')?.textContent ?? undefined;
const press = (key: string): Promise<void> =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });

it('a submenu of a menu opens with ArrowRight and takes the focus, and ArrowLeft leads back to its item', async () => {
  await press('ArrowDown');
  expect(focused()).toBe('Stream');
  expect(item('Stream').getAttribute('aria-haspopup')).toBe('menu');
  expect(item('Stream').getAttribute('aria-expanded')).toBe('false');
  await press('ArrowRight');
  expect(lists()).toEqual(['Tile 1', 'Stream']);
  expect(item('Stream').getAttribute('aria-expanded')).toBe('true');
  expect(focused()).toBe('By size');
  await press('ArrowDown');
  expect(focused()).toBe('Main');
  await press('ArrowLeft');
  expect(lists()).toEqual(['Tile 1']);
  expect(focused()).toBe('Stream');
  expect(isClosed).toBe(false);
});

it('Escape closes a submenu, and in the first list the menu', async () => {
  await press('End');
  await press('ArrowRight');
  expect(lists()).toEqual(['Tile 1', 'Picture']);
  await press('Escape');
  expect(lists()).toEqual(['Tile 1']);
  expect(focused()).toBe('Picture');
  expect(isClosed).toBe(false);
  await press('Escape');
  expect(isClosed).toBe(true);
});

it('a choice of a submenu closes the whole menu and runs; a choice with a reason against it does neither', async () => {
  await act(async () => item('Picture').click());
  await act(async () => item('Mirror').click());
  expect([isClosed, done]).toEqual([false, []]);
  await act(async () => item('Rotate').click());
  expect([isClosed, done]).toEqual([true, ['Rotate']]);
});

it('the item of a submenu names the choice in force', () => {
  expect(item('Stream').textContent).toBe('StreamBy size');
  expect(item('Picture').textContent).toBe('Picture');
});

it('a submenu opens under a pointer that rests, and only one submenu is open', async () => {
  vi.useFakeTimers();
  try {
    const rest = (name: string): Promise<void> =>
      act(async () => {
        const over = new MouseEvent('pointerover', { bubbles: true });
        Object.assign(over, { pointerType: 'mouse' });
        item(name).dispatchEvent(over);
        await vi.runAllTimersAsync();
      });
    await rest('Stream');
    expect(lists()).toEqual(['Tile 1', 'Stream']);
    await rest('Picture');
    expect(lists()).toEqual(['Tile 1', 'Picture']);
    await rest('Snapshot');
    expect(lists()).toEqual(['Tile 1']);
  } finally {
    vi.useRealTimers();
  }
});
