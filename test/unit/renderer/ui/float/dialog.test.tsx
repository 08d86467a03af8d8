// @vitest-environment jsdom
/** A dialog closes by Escape wherever the focus went. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Dialog } from '../../../../../renderer/ui/float/dialog.tsx';
import { completeDom, open, type Page } from '../../page.tsx';

let page: Page;
let closed: number;
beforeEach(async () => {
  completeDom();
  closed = 0;
  page = await open(
    <Dialog className="x" title="Picture" closeLabel="Close" onClose={() => void (closed += 1)}>
      <button type="button">Ask</button>
    </Dialog>,
  );
});
afterEach(() => page.close());

const escape = (target: EventTarget): Promise<void> =>
  act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
  });

it('Escape closes a dialog once, with the focus inside it', async () => {
  await escape(page.element.querySelector('.dialog > button') ?? document.body);
  expect(closed).toBe(1);
});

it('Escape closes a dialog when the button with the focus is gone or disabled', async () => {
  await escape(document.body);
  expect(closed).toBe(1);
});
