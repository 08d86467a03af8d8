// @vitest-environment jsdom
import { act, lazy, Suspense } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LoadingPanel, LoadingScreen } from '../../../../renderer/shell/loading.tsx';
import { setLocale } from '../../../../renderer/i18n/i18n.ts';
import type { Locale } from '../../../../renderer/i18n/locale.ts';
import { completeDom, open, type Page } from '../page.tsx';

let page: Page;
let arrive: () => void;

async function show(locale: Locale = 'en-US'): Promise<void> {
  setLocale(locale);
  const Screen = lazy(
    () =>
      new Promise<{ default: () => string }>((resolve) => (arrive = () => resolve({ default: () => 'The accounts' }))),
  );
  page = await open(
    <Suspense fallback={<LoadingScreen screen="clouds" />}>
      <Screen />
    </Suspense>,
  );
}
const pass = (ms: number): Promise<void> => act(async () => void vi.advanceTimersByTime(ms));
const bars = (): number => page.element.querySelectorAll('.skeleton i').length;

beforeEach(() => {
  completeDom();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  await page.close();
  vi.useRealTimers();
});

// @promise comfort.slow-screen: A screen that takes long to come has a word on it, and none flashes.
it('the place of a screen stays, and nothing shows that would only flash', async () => {
  await show();
  expect(page.find('section.stage').textContent).toBe('');
  await pass(199);
  expect(page.find('section.stage').textContent).toBe('');
  expect(bars()).toBe(0);
  await act(async () => arrive());
  await pass(1000);
  expect(page.element.textContent).toBe('The accounts');
});

it.each([
  ['en-US', 'Opening Clouds'],
  ['zh-CN', '正在打开“云账号”'],
] as const)('the page names in %s what is awaited when that takes longer', async (locale, words) => {
  await show(locale);
  await pass(200);
  expect(page.find('.loading').textContent).toBe(words);
  expect(page.find('[role=status]').getAttribute('aria-label')).toBe(words);
  expect(bars()).toBeGreaterThan(3);
  await act(async () => arrive());
  await pass(1000);
  expect(page.element.textContent).toBe('The accounts');
  expect(bars()).toBe(0);
});

it('the side panel names its awaited content when that takes longer', async () => {
  setLocale('en-US');
  page = await open(<LoadingPanel name="Walls" />);
  expect(page.element.textContent).toBe('');
  await pass(200);
  expect(page.element.textContent).toBe('Opening Walls');
});
