// @vitest-environment jsdom
/** The keyboard after a search is cleared by a button that goes with it. */
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearing } from '../../../../../renderer/ui/form/clear-search.ts';
import { SearchInput } from '../../../../../renderer/ui/form/search-input.tsx';
import { TableFrame } from '../../../../../renderer/ui/table/table-frame.tsx';
import { completeDom, open, type Page } from '../../page.tsx';

let page: Page | null = null;

beforeEach(completeDom);
afterEach(async () => {
  await page?.close();
  page = null;
});

/** A list with its search, beside another list whose search comes first on the page. */
function Lists() {
  const [query, setQuery] = useState('nobody');
  const clear = (): void => setQuery('');
  return (
    <>
      <SearchInput label="Search elsewhere" defaultValue="else" />
      <section>
        <SearchInput label="Search" value={query} onChange={({ target }) => setQuery(target.value)}>
          {query === '' ? null : (
            <button type="button" className="in-field" onClick={clearing(clear)}>
              Clear
            </button>
          )}
        </SearchInput>
        <TableFrame
          isRead
          total={3}
          words={{ reading: 'Reading rows', none: 'No rows' }}
          filter={{ found: query === '' ? 3 : 0, noMatch: 'No row matches', clear: 'Clear the search', onClear: clear }}
        >
          <p>the rows</p>
        </TableFrame>
      </section>
    </>
  );
}

it.each([
  ['in the field', '.in-field'],
  ['in the empty list', '.btn'],
])('an operator who clears a search by the button %s can type the next one at once', async (_, button) => {
  page = await open(<Lists />);
  page.find(button).focus();
  await page.click(button);
  expect(page.element.textContent).toContain('the rows');
  expect(page.element.querySelector(button)).toBeNull();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Search');
});

it('a button with no search around it clears, and moves the focus nowhere', async () => {
  let cleared = 0;
  page = await open(
    <button type="button" onClick={clearing(() => (cleared += 1))}>
      Clear
    </button>,
  );
  page.find('button').focus();
  await page.click('button');
  expect([cleared, document.activeElement]).toEqual([1, page.find('button')]);
});
