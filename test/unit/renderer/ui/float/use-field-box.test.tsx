// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useFieldBox } from '../../../../../renderer/ui/float/use-field-box.ts';
import { usePressElsewhere } from '../../../../../renderer/ui/float/use-press-elsewhere.ts';
import { completeDom, open, type Page } from '../../page.tsx';

let page: Page;

function Filter() {
  const { box, isOpen, toggle, leave } = useFieldBox();
  return (
    <>
      <p>elsewhere</p>
      <span ref={box} onKeyDown={leave}>
        <button type="button" aria-expanded={isOpen} onClick={toggle}>
          Filter
        </button>
        {isOpen ? <input aria-label="State" /> : null}
      </span>
    </>
  );
}

beforeEach(() => completeDom());
afterEach(() => page.close());

const find = (selector: string): HTMLElement | null => page.element.querySelector<HTMLElement>(selector);
const press = (selector: string, type: 'pointerdown' | 'click' | 'keydown'): Promise<void> =>
  act(async () => void find(selector)?.dispatchEvent(new Event(type, { bubbles: true })));

it('a box of fields opens with its first field in focus, and a press elsewhere closes the box', async () => {
  page = await open(<Filter />);
  await press('p', 'pointerdown');
  expect(find('input')).toBeNull();
  await press('button', 'click');
  expect(document.activeElement).toBe(find('input'));
  await press('input', 'pointerdown');
  expect(find('input')).not.toBeNull();
  await press('p', 'pointerdown');
  expect(find('input')).toBeNull();
});

it('the focus returns to the button when the box of fields is left', async () => {
  page = await open(<Filter />);
  await press('button', 'click');
  await press('input', 'keydown');
  expect(find('input')).toBeNull();
  expect(document.activeElement).toBe(find('button'));
});

function Panel({ onPress }: { readonly onPress: () => void }) {
  usePressElsewhere({ current: null }, onPress, '.opener');
  return (
    <p>
      <b className="opener">
        <i>button</i>
      </b>
    </p>
  );
}

it('a press on the opener of a box does not count as a press elsewhere', async () => {
  let presses = 0;
  page = await open(<Panel onPress={() => (presses += 1)} />);
  await press('i', 'pointerdown');
  expect(presses).toBe(0);
  await press('p', 'pointerdown');
  expect(presses).toBe(1);
});
