/** Key strokes and pointer moves of an operator, sent to a page as the system would. */
import type { Target } from './soak-cdp.ts';

const MODIFIERS: Readonly<Record<string, number>> = { Alt: 1, Control: 2, Shift: 8 };
const VIRTUAL: Readonly<Record<string, number>> = {
  Enter: 13,
  Escape: 27,
  Backspace: 8,
  Delete: 46,
  Tab: 9,
  Space: 32,
};

interface Stroke {
  readonly key: string;
  readonly code: string;
  readonly modifiers: number;
  readonly windowsVirtualKeyCode: number;
  readonly text?: string;
}

/** @param chord such as `Alt+Shift+S` or `Enter`; letters as capitals, `Plus` for the sign. */
function strokeOf(chord: string): Stroke {
  const parts = chord.split('+');
  const name = parts.pop() ?? '';
  const modifiers = parts.reduce((sum, part) => sum | (MODIFIERS[part] ?? 0), 0);
  const isLetter = /^[A-Z]$/.test(name);
  const hasShift = parts.includes('Shift');
  const key = name === 'Space' ? ' ' : isLetter && !hasShift ? name.toLowerCase() : name;
  const code = isLetter ? `Key${name}` : /^\d$/.test(name) ? `Digit${name}` : name;
  const windowsVirtualKeyCode = VIRTUAL[name] ?? (/^[A-Z0-9]$/.test(name) ? name.charCodeAt(0) : 0);
  const writes = key.length === 1 && !parts.includes('Alt') && !parts.includes('Control');
  const text = name === 'Enter' ? '\r' : writes ? key : undefined;
  return { key, code, modifiers, windowsVirtualKeyCode, ...(text === undefined ? {} : { text }) };
}

export async function press(page: Target, chord: string): Promise<void> {
  const { text, ...stroke } = strokeOf(chord);
  const down = text === undefined ? { type: 'rawKeyDown' } : { type: 'keyDown', text };
  await page.send('Input.dispatchKeyEvent', { ...stroke, ...down });
  await page.send('Input.dispatchKeyEvent', { ...stroke, type: 'keyUp' });
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const mouse = (page: Target, type: string, { x, y }: Point, more: object = {}): Promise<unknown> =>
  page.send('Input.dispatchMouseEvent', { type, x, y, ...more });

export const moveTo = (page: Target, point: Point): Promise<unknown> => mouse(page, 'mouseMoved', point);

export async function clickAt(page: Target, point: Point, button: 'left' | 'right' = 'left'): Promise<void> {
  await moveTo(page, point);
  await mouse(page, 'mousePressed', point, { button, clickCount: 1 });
  await mouse(page, 'mouseReleased', point, { button, clickCount: 1 });
}
