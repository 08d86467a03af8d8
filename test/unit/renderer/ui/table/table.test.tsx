// @vitest-environment jsdom
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TableColumn } from '../../../../../renderer/ui/table/column.ts';
import { DataTable } from '../../../../../renderer/ui/table/table.tsx';
import { completeDom, open, type Page } from '../../page.tsx';

const ROWS = Array.from({ length: 1_000 }, (_, i) => `Row ${i + 1}`);
/** The rows whose words were asked for. */
const drawn = new Set<string>();
const COLUMNS: readonly TableColumn<string>[] = [
  {
    id: 'name',
    title: 'Name',
    minPx: 60,
    share: 1,
    text: (row) => {
      drawn.add(row);
      return row;
    },
  },
  { id: 'picture', title: 'Picture', minPx: 28, share: 0, isPlain: true, text: () => '' },
];

let page: Page;
let done: string[];
let selection: ReadonlySet<string>;

function Shown() {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['hidden by the filter']));
  const [at, setAt] = useState<string | null>(null);
  return (
    <DataTable
      words={{ label: 'Rows', selectAll: 'all', select: 'select', sort: 'sort' }}
      rows={ROWS}
      idOf={(row) => row}
      columns={COLUMNS}
      sort={null}
      onSort={(column) => done.push(`sort ${column}`)}
      selected={selected}
      onSelect={(ids) => {
        selection = ids;
        setSelected(ids);
      }}
      at={at}
      onAt={setAt}
      onOpen={(row) => done.push(`open ${row}`)}
      onMenu={(row) => done.push(`menu ${row}`)}
      onDelete={(ids) => done.push(`delete ${ids.size}`)}
    />
  );
}

beforeEach(async () => {
  completeDom();
  [done, selection] = [[], new Set()];
  page = await open(<Shown />);
  page.find('[role=grid]').focus();
});
afterEach(() => page.close());

const press = async (...keys: readonly (string | KeyboardEventInit)[]): Promise<void> => {
  for (const key of keys) {
    const init = typeof key === 'string' ? { key } : key;
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    await act(async () => void document.activeElement?.dispatchEvent(event));
  }
};

it('a table of a thousand rows draws the rows in sight, and reports how many there are', () => {
  expect(page.find('[role=grid]').getAttribute('aria-rowcount')).toBe('1001');
  expect(page.element.querySelectorAll('[aria-selected]').length).toBeLessThan(50);
});

it('keys move in a table, open a row, open its menu, and select rows', async () => {
  await press('ArrowDown', 'ArrowDown', 'Enter', { key: 'F10', shiftKey: true }, ' ');
  expect(done).toEqual(['open Row 2', 'menu Row 2']);
  expect([...selection]).toEqual(['hidden by the filter', 'Row 2']);
  await press('Delete');
  expect(done.at(-1)).toBe('delete 2');
  await press('Escape');
  expect(selection.size).toBe(0);
});

it('all rows are selected by key and by the head, and rows that a filter hides stay selected', async () => {
  await press({ key: 'a', ctrlKey: true });
  expect(selection.size).toBe(1_001);
  await page.click('.table-head .table-check');
  expect([...selection]).toEqual(['hidden by the filter']);
});

it('a head sorts by its column, and a head over pictures has no button', async () => {
  await page.click('.table-sort');
  expect(done).toEqual(['sort name']);
  expect(page.element.querySelectorAll('.table-sort')).toHaveLength(1);
});

it('rows that stay in sight are not drawn again while a table is scrolled', async () => {
  drawn.clear();
  const box = page.find('[role=grid]');
  await act(async () => {
    box.scrollTop = 3 * 34;
    box.dispatchEvent(new Event('scroll'));
  });
  expect([...drawn]).toEqual(['Row 10', 'Row 11', 'Row 12']);
});

it('a table of few rows of several lines draws all of them, and has no boxes where rows cannot be selected', async () => {
  await page.close();
  page = await open(
    <DataTable
      isWhole
      words={{ label: 'Few', sort: 'sort' }}
      rows={ROWS.slice(0, 60)}
      idOf={(row) => row}
      columns={[...COLUMNS, { id: 'kind', title: 'Kind', minPx: 28, share: 0, isUnsorted: true, text: () => 'kind' }]}
      sort={null}
      onSort={(column) => done.push(`sort ${column}`)}
      at="Row 2"
      onAt={(id) => done.push(`at ${id}`)}
      onOpen={(row) => done.push(`open ${row}`)}
      lookOf={(row) => (row === 'Row 1' ? 'first' : '')}
    />,
  );
  expect(page.element.querySelectorAll('[role=rowgroup] > [role=row]')).toHaveLength(60);
  expect(page.element.querySelectorAll('[aria-selected], .table-check, [aria-multiselectable]')).toHaveLength(0);
  expect(page.find('.first').textContent).toContain('Row 1');
  const heads = [...page.element.querySelectorAll('[role=columnheader]')];
  expect(heads.map((head) => head.querySelector('button') !== null)).toEqual([true, false, false]);
  page.find('[role=grid]').focus();
  await press('ArrowDown', 'Enter', ' ', { key: 'a', ctrlKey: true });
  expect(done).toEqual(['at Row 3', 'open Row 2']);
});
