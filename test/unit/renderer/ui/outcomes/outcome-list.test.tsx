// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import type { Outcome } from '../../../../../preload/domain/outcomes.ts';
import { OutcomeList } from '../../../../../renderer/ui/outcomes/outcome-list.tsx';
import type { OutcomeRow } from '../../../../../renderer/ui/outcomes/outcome-words.tsx';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const REFUSAL: WireError = { code: 'cloud.refused', params: {}, retryable: false, action: 'none', vendor: null };

const rowOf = (id: string, state: Outcome): OutcomeRow => ({
  id,
  name: `Camera ${id}`,
  state,
  error: state === 'done' ? null : REFUSAL,
  requestId: `request-${id}`,
});
const ROWS = (['done', 'refused', 'unknown', 'notAsked', 'refused'] as const).map((state, i) => rowOf(`${i}`, state));

let page: Page | null = null;
let retried: string[][];

beforeEach(() => {
  completeDom();
  installMain({});
  retried = [];
});
afterEach(() => page?.close());

async function show(rows: readonly OutcomeRow[], isBusy = false): Promise<Page> {
  const can = ({ state }: OutcomeRow): boolean => state !== 'done';
  page = await open(
    <OutcomeList label="Outcomes" rows={rows} retry={{ can, isBusy, onRetry: (ids) => retried.push([...ids]) }} />,
  );
  return page;
}
const items = ({ element }: Page): readonly string[] =>
  [...element.querySelectorAll('li')].map(({ textContent }) => textContent);
const button = ({ element }: Page, words: string): HTMLElement => {
  const found = [...element.querySelectorAll('button')].find(({ textContent }) => textContent === words);
  if (found === undefined) throw new Error(`no button ${words}`);
  return found;
};
const press = (one: HTMLElement): Promise<void> => act(async () => one.click());

it('each outcome stands with its count, the failures stand before the rest, with the reason and the id of the request', async () => {
  const shown = await show(ROWS);
  for (const words of ['1 done', '2 refused', '1 unknown', '1 not asked'])
    expect(shown.element.textContent).toContain(words);
  expect(items(shown).map((one) => /Camera \d/.exec(one)?.[0].at(-1))).toEqual(['1', '2', '3', '4', '0']);
  expect(items(shown)[0]).toContain('Refused');
  expect(shown.element.querySelectorAll('li button[aria-label="Copy request id"]')).toHaveLength(4);
});

it('a count shows its items alone, a retry asks those that are shown and can be retried, and a second press shows all again', async () => {
  const shown = await show(ROWS);
  await press(button(shown, 'Retry these 4'));
  await press(button(shown, '2 refused'));
  expect(items(shown)).toHaveLength(2);
  await press(button(shown, 'Retry these 2'));
  expect(retried).toEqual([
    ['1', '2', '3', '4'],
    ['1', '4'],
  ]);
  await press(button(shown, '2 refused'));
  expect(items(shown)).toHaveLength(5);
});

it('a retry that runs is not started twice, and rows that are all done offer none', async () => {
  await press(button(await show(ROWS, true), 'Retrying'));
  expect(retried).toEqual([]);
  await page?.close();
  expect((await show([rowOf('1', 'done')])).element.querySelectorAll('button')).toHaveLength(0);
});

it('the page shows a hundred of thousands of rows, and a hundred more when the end of the list is near', async () => {
  const shown = await show(Array.from({ length: 5_000 }, (_, i) => rowOf(`${i}`, 'refused')));
  expect(items(shown)).toHaveLength(101);
  expect(items(shown).at(-1)).toBe('and 4,900 more');
  await act(async () => shown.find('ul').dispatchEvent(new Event('scroll', { bubbles: true })));
  expect(items(shown)).toHaveLength(201);
  expect(shown.element.textContent).toContain('5,000 refused');
});
