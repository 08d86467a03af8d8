// @vitest-environment jsdom
import { useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { WireError } from '../../../../../preload/domain/error.ts';
import { TableFrame } from '../../../../../renderer/ui/table/table-frame.tsx';
import { completeDom, open, type Page } from '../../page.tsx';

const ERROR: WireError = {
  code: 'network.timeout',
  params: { host: 'x' },
  retryable: true,
  action: 'retry',
  vendor: null,
};
const WORDS = { reading: 'Reading rows', none: 'No rows', noneText: 'Nobody made one.' };

interface Known {
  readonly isRead: boolean;
  readonly total: number;
  /** Absent: the rows have no filter. */
  readonly found?: number;
  readonly error?: WireError;
}

let page: Page | null = null;
let again: number;

beforeEach(() => {
  completeDom();
  again = 0;
});
afterEach(async () => {
  await page?.close();
  page = null;
});

function Framed({ known: { found: first, ...known } }: { readonly known: Known }) {
  const [found, setFound] = useState(first);
  const filter = { noMatch: 'No row matches', clear: 'Clear the filter', onClear: () => setFound(known.total) };
  return (
    <TableFrame
      {...known}
      words={WORDS}
      {...(found === undefined ? {} : { filter: { ...filter, found } })}
      help={<button type="button">Make one</button>}
      onAgain={() => (again += 1)}
    >
      <p>the rows</p>
    </TableFrame>
  );
}

async function shown(known: Known): Promise<string> {
  page = await open(<Framed known={known} />);
  return page.element.textContent;
}

it('a table whose first rows are being read announces it to screen readers, and not that there are none', async () => {
  expect(await shown({ isRead: false, total: 0, found: 0 })).toBe('');
  expect(page?.find('[aria-label="Reading rows"]')).toBeTruthy();
});

it('a table without rows announces it, and offers a next step', async () => {
  expect(await shown({ isRead: true, total: 0, found: 0 })).toBe('No rowsNobody made one.Make one');
});

it('a table whose rows the filter hides shows them with one click', async () => {
  expect(await shown({ isRead: true, total: 3, found: 0 })).toBe('No row matchesClear the filter');
  await page?.click('button');
  expect(page?.element.textContent).toBe('the rows');
});

it('a table that could not be read shows the reason, can be read again, and is never called empty', async () => {
  const words = await shown({ isRead: false, total: 0, found: 0, error: ERROR });
  expect(words).toContain('x did not answer');
  expect(words).not.toContain('No rows');
  await page?.click('[role=alert] .acts .btn');
  expect(again).toBe(1);
});

it('a table whose newest reading failed shows why above the rows that it has', async () => {
  const words = await shown({ isRead: true, total: 3, found: 3, error: ERROR });
  expect(words).toMatch(/x did not answer.*the rows/s);
});

it('a table without a filter shows the rows that are known while they are read again', async () => {
  expect(await shown({ isRead: false, total: 3 })).toBe('the rows');
});
