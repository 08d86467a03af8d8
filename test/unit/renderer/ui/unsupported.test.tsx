// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Unsupported } from '../../../../renderer/ui/unsupported.tsx';
import { completeDom, installMain, open, type Page } from '../page.tsx';

let page: Page;

beforeEach(() => {
  completeDom();
  installMain({});
});
afterEach(() => page.close());

it('a panel that a cloud does not offer says why, in words that a screen reader announces', async () => {
  page = await open(<Unsupported reason="This cloud has no cruise tracks." />);
  expect(page.find('[role="status"]').textContent).toBe('This cloud has no cruise tracks.');
  expect(page.find('[role="status"] svg').getAttribute('aria-hidden')).toBe('true');
});
