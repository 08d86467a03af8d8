// @vitest-environment jsdom
/** The search above the exports and above the snapshots and clips names the list that it searches. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ExportsPage } from '../../../../../renderer/features/exports/exports-page.tsx';
import { matches, useExports } from '../../../../../renderer/features/exports/model/exports.ts';
import { usePreferences } from '../../../../../renderer/state/page/preferences.ts';
import { exportJob } from '../../../preload/domain/exports/export-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const range = { fromMs: Date.UTC(2026, 10, 20, 23, 58), toMs: Date.UTC(2026, 10, 21, 0, 2) };
const job = exportJob({ state: 'failed', range, reason: 'Theft', madeBy: 'Li Wei', items: [] });

let page: Page;

beforeEach(async () => {
  completeDom();
  const answered = <T,>(value: T) => Promise.resolve({ ok: true as const, value });
  installMain({
    'exports.list': () => answered({ exports: [], canReveal: false, folder: '' }),
    'saved.library': () => answered({ files: [], total: 0, next: null, runSinceMs: 0, canReveal: false }),
  });
  usePreferences.setState({ playbackZone: 'utc' });
  page = await open(<ExportsPage />);
});

afterEach(() => page.close());

const label = (): string | null => page.find('.exports-search input').getAttribute('aria-label');

it('the search names camera, date, purpose, author and file above the exports, and no purpose or author above the library', async () => {
  expect(label()).toBe('Camera, date, purpose, author or file');
  await act(async () => useExports.setState({ view: 'library' }));
  await page.settle();
  expect(label()).toBe('Camera, group, date, file or folder');
});

it('an export is found by each day of its range, as the list shows the day, though it has no file', () => {
  expect(matches(job, '2026-11-20')).toBe(true);
  expect(matches(job, '2026-11-21 00:02')).toBe(true);
  expect(matches(job, '2026-11-22')).toBe(false);
  expect(matches(job, 'theft')).toBe(true);
});
