// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Lists } from '../../../../../../renderer/features/targets/lists/lists.tsx';
import { useTargets } from '../../../../../../renderer/features/targets/model/targets.ts';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { account } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

let page: Page;

beforeEach(() => {
  completeDom();
  setLocale('en-US');
  installMain({});
  useTargets.setState({ devices: {} });
});
afterEach(async () => {
  await page.close();
  useAccounts.setState({ accounts: [] });
});

it('an account whose cloud has no target libraries here says so, and an account that is off says that it is off', async () => {
  const metro = { ...account('a2', 'Metro'), vendor: 'tencent-ivp' as const };
  useAccounts.setState({ accounts: [{ ...account('a1', 'Campus'), isEnabled: false }, metro] });
  page = await open(<Lists />);
  expect(page.find('section[aria-label="Campus"]').textContent).toBe('CampusThis account is turned off.');
  expect(page.find('section[aria-label="Metro"]').textContent).toBe(
    'MetroThe target libraries of this cloud cannot be shown here.',
  );
});
