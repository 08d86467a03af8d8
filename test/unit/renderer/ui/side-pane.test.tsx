// @vitest-environment jsdom
/** What all panes beside the wall, beside lists and beside playback share. */
import { act, useState, type ComponentProps } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SidePane } from '../../../../renderer/ui/side-pane.tsx';
import { completeDom, installMain, open, type Page } from '../page.tsx';

type Props = Partial<ComponentProps<typeof SidePane>>;

let page: Page;
const onClose = vi.fn();

beforeEach(() => {
  completeDom();
  installMain({});
  onClose.mockReset();
});
afterEach(() => page.close());

/** A button that opens the pane, and the pane. */
function Desk(props: Props) {
  const [isOpen, setOpen] = useState(false);
  onClose.mockImplementation(() => setOpen(false));
  return (
    <>
      <button type="button" id="opener" onClick={() => setOpen(true)} />
      {isOpen ? (
        <SidePane title="Numbers" closeLabel="Close the numbers" onClose={onClose} {...props}>
          <input id="field" />
        </SidePane>
      ) : null}
    </>
  );
}

async function openPane(props: Props = {}): Promise<HTMLElement> {
  page = await open(<Desk {...props} />);
  page.find('#opener').focus();
  await page.click('#opener');
  return page.find('aside');
}

/** @returns whether the pane took the key. */
async function press(key: string, more: KeyboardEventInit = {}): Promise<boolean> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  await act(async () => page.find('#field').dispatchEvent(event));
  return event.defaultPrevented;
}

it('a pane is named by its heading, and its button closes it and has the focus', async () => {
  const pane = await openPane();
  expect(pane.getAttribute('aria-label')).toBe('Numbers');
  expect(page.find('aside h2').textContent).toBe('Numbers');
  const close = page.find('aside .ph button');
  expect(close.getAttribute('aria-label')).toBe('Close the numbers');
  expect(document.activeElement).toBe(close);
  await page.click('aside .ph button');
  expect(onClose).toHaveBeenCalledOnce();
});

it('a pane that is closed gives the focus back to where it was', async () => {
  await openPane();
  await page.click('aside .ph button');
  expect(document.activeElement).toBe(page.find('#opener'));
});

it('Escape closes the pane and nothing else; while an input method composes, it belongs to the text', async () => {
  await openPane();
  expect(await press('Escape', { isComposing: true })).toBe(false);
  expect(await press('a')).toBe(false);
  expect(onClose).not.toHaveBeenCalled();
  expect(await press('Escape')).toBe(true);
  expect(onClose).toHaveBeenCalledOnce();
});

it('an Escape that a part of the pane has used leaves the pane open', async () => {
  await openPane();
  page.find('#field').addEventListener('keydown', (event) => event.preventDefault());
  await press('Escape');
  expect(onClose).not.toHaveBeenCalled();
});

it('a pane whose content begins with a field leaves the focus to it', async () => {
  await openPane({ takesFocus: false });
  expect(document.activeElement).toBe(page.find('#opener'));
});

it('the heading of a pane has a tip only where it names a thing whose name may be cut off', async () => {
  await openPane();
  expect(page.find('aside h2').hasAttribute('title')).toBe(false);
  await page.close();
  await openPane({ title: 'Versions of North gate', isNamed: true });
  expect(page.find('aside h2').title).toBe('Versions of North gate');
});

it('the content of a pane scrolls above its footer, or by itself', async () => {
  await openPane({ content: 'numbers', footer: <button type="submit" /> });
  expect(page.find('aside > .scr.numbers > #field')).not.toBeNull();
  expect(page.find('aside > .insp-f > button')).not.toBeNull();
  await page.close();
  await openPane({ content: null });
  expect(page.find('aside > #field')).not.toBeNull();
  expect(page.element.querySelector('.insp-f')).toBeNull();
});
