// @vitest-environment jsdom
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Segmented, type SegmentedOption } from '../../../../../renderer/ui/form/segmented.tsx';
import { completeDom, open, type Page } from '../../page.tsx';

const OPTIONS: readonly SegmentedOption[] = [
  { value: 'a', label: 'A' },
  { value: 'b', label: 'B', reason: 'not now' },
  { value: 'c', label: 'C' },
];

function Choice() {
  const [value, setValue] = useState('a');
  return <Segmented label="Choice" options={OPTIONS} value={value} onChange={setValue} />;
}

let page: Page;
beforeEach(async () => {
  completeDom();
  page = await open(<Choice />);
  page.find('[role="radio"]').focus();
});
afterEach(() => page.close());

const press = (key: string): Promise<void> =>
  act(async () => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await Promise.resolve();
  });
const chosen = (): string => page.find('[aria-checked="true"]').innerHTML;

it.each(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'])(
  '%s chooses the next option that can be chosen, round the ends, and moves the focus there',
  async (key) => {
    await press(key);
    expect([chosen(), document.activeElement?.innerHTML]).toEqual(['C', 'C']);
    await press(key);
    expect([chosen(), document.activeElement?.innerHTML]).toEqual(['A', 'A']);
  },
);

it('another key chooses nothing', async () => {
  await press('Enter');
  expect(chosen()).toBe('A');
});
