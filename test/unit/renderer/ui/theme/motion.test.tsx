// @vitest-environment jsdom
import { theme } from 'antd';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { ThemeProvider } from '../../../../../renderer/ui/theme/theme-provider.tsx';
import { completeDom, open } from '../../page.tsx';

beforeAll(completeDom);
afterEach(() => {
  vi.restoreAllMocks();
  delete document.documentElement.dataset['motion'];
});

function MotionWord() {
  return theme.useToken().token.motion ? 'moves' : 'still';
}

async function wordShown(): Promise<string | null> {
  const page = await open(
    <ThemeProvider locale="en-US">
      <MotionWord />
    </ThemeProvider>,
  );
  const word = page.element.textContent;
  await page.close();
  return word;
}

it('dialogs and dropdowns move as they are made to where nobody asks for less motion', async () => {
  expect(await wordShown()).toBe('moves');
});

it('dialogs and dropdowns come and leave at once where the system asks for less motion', async () => {
  const media = window.matchMedia('');
  vi.spyOn(window, 'matchMedia').mockReturnValue(Object.assign(media, { matches: true }));
  expect(await wordShown()).toBe('still');
});

it('dialogs and dropdowns come and leave at once where the operator asks for less motion', async () => {
  document.documentElement.dataset['motion'] = 'less';
  expect(await wordShown()).toBe('still');
});
