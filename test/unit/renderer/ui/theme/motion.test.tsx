// @vitest-environment jsdom
/** Ant Design moves its lists and dialogs, unless the system or the operator asks for less motion. */
import { theme } from 'antd';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Question } from '../../../../../renderer/ui/float/question.tsx';
import { ThemeProvider } from '../../../../../renderer/ui/theme/theme-provider.tsx';
import { completeDom, open, type Page } from '../../page.tsx';

let page: Page | null = null;
let bySystem: MediaQueryList & { matches: boolean };
beforeEach(() => {
  completeDom();
  bySystem = Object.assign(window.matchMedia('(prefers-reduced-motion: reduce)'), { matches: false });
  window.matchMedia = () => bySystem;
});
afterEach(async () => {
  await page?.close();
  page = null;
  delete document.documentElement.dataset['motion'];
});

const WAYS = [
  [
    'the system',
    (isLess: boolean) => {
      bySystem.matches = isLess;
      bySystem.dispatchEvent(new Event('change'));
    },
  ],
  [
    'the operator',
    (isLess: boolean) => {
      document.documentElement.dataset['motion'] = isLess ? 'less' : 'system';
    },
  ],
] as const;

function Form() {
  return (
    <>
      <input />
      <output>{theme.useToken().token.motion ? 'moves' : 'still'}</output>
    </>
  );
}

async function openForm(): Promise<Page> {
  page = await open(
    <ThemeProvider locale="en-US">
      <Form />
    </ThemeProvider>,
  );
  return page;
}

const word = (shown: Page): string | null => shown.find('output').textContent;

it.each(WAYS)('lists and dialogs move, and come and go at once from when %s asks for less motion', async (_, ask) => {
  const shown = await openForm();
  expect(word(shown)).toBe('moves');
  for (const isLess of [true, false, true]) {
    await act(async () => ask(isLess));
    expect([isLess, word(shown)]).toEqual([isLess, isLess ? 'still' : 'moves']);
  }
});

it.each(WAYS)('lists and dialogs come and go at once where %s asked for less motion before', async (_, ask) => {
  ask(true);
  const shown = await openForm();
  expect(word(shown)).toBe('still');
  await act(async () => ask(false));
  expect(word(shown)).toBe('moves');
});

it.each([false, true])(
  'a form still has the typed words after the wish for less motion (%s before) changed twice',
  async (isLess) => {
    const [[, ask]] = WAYS;
    ask(isLess);
    const shown = await openForm();
    const field = shown.find('input');
    await shown.type('input', 'Harbour');
    for (const next of [!isLess, isLess]) await act(async () => ask(next));
    expect(shown.find('input')).toBe(field);
    expect(field).toHaveProperty('value', 'Harbour');
  },
);

it.each([false, true])(
  'the answer that changes nothing has the focus, with less motion asked for: %s',
  async (isLess) => {
    WAYS[0][1](isLess);
    page = await open(
      <ThemeProvider locale="en-US">
        <Question title="?" closeLabel="Close" keep="Keep" confirm="Delete" onKeep={vi.fn()} onConfirm={vi.fn()}>
          all of it
        </Question>
      </ThemeProvider>,
    );
    expect(document.activeElement?.textContent).toBe('Keep');
  },
);
