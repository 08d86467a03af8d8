// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Input, Output } from '../../../../../preload/contract/contract.ts';
import { readSaved, useSaved } from '../../../../../renderer/features/saved/model/saved.ts';
import { savedStatus } from '../../../../../renderer/features/saved/saved-button.tsx';
import { StatusBar } from '../../../../../renderer/shell/status-bar.tsx';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const SAVED: Output<'saved.list'> = {
  canReveal: true,
  files: [
    {
      fileId: 'f1',
      kind: 'snapshot',
      channelId: null,
      name: 'gate.jpg',
      path: '/pictures/gate.jpg',
      bytes: 1_000,
      savedAtMs: 0,
    },
  ],
};

let page: Page;
let reports: Input<'app.report-failure'>[];
let listed: Output<'saved.list'>;

beforeEach(async () => {
  completeDom();
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React prints what the boundary catches
  [reports, listed] = [[], SAVED];
  installMain({
    'saved.list': () => Promise.resolve({ ok: true, value: listed }),
    'app.report-failure': (input) => {
      reports.push(input);
      return Promise.resolve({ ok: true, value: null });
    },
  });
  page = await open(<StatusBar items={savedStatus} />);
  await act(async () => readSaved());
});

afterEach(async () => {
  await page.close();
  useSaved.setState(useSaved.getInitialState(), true);
  useNotices.setState(useNotices.getInitialState(), true);
  vi.restoreAllMocks();
});

const panel = (): HTMLElement | null => page.element.querySelector('.saved-files');
/** Waits until the page, whose list is fetched, has a value. */
async function shows<T>(read: () => T, value: T): Promise<void> {
  await vi.waitFor(async () => {
    await page.settle();
    expect(read()).toEqual(value);
  });
}
const press = (): Promise<void> => page.click('.saved .status-button');

it('a list of saved files that fails closes, and the status bar names it and opens it again', async () => {
  // A file that no list can show.
  listed = { ...SAVED, files: [null as never] };
  await act(async () => readSaved());
  await press();
  await shows(() => reports.map(({ where }) => where), ['saved']);
  expect(panel()).toBeNull();
  expect(useSaved.getState().isOpen).toBe(false);
  expect(page.find('.notice-words').title).toContain('Closed after a failure: the list of saved files.');
  listed = SAVED;
  await act(async () => readSaved());
  await page.click('.status .fill .lnk');
  await shows(() => panel()?.textContent.includes('Snapshot'), true);
});
