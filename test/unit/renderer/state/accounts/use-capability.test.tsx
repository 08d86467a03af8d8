// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asAccountId } from '../../../../../preload/domain/ids.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useCapability } from '../../../../../renderer/state/accounts/use-capability.ts';
import { account } from '../../features/cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

let page: Page;

function Playback({ id }: { readonly id: string }) {
  const { can, reason } = useCapability(asAccountId(id), 'cloud-playback');
  return <p>{can ? 'offered' : reason}</p>;
}

beforeEach(() => {
  completeDom();
  installMain({});
  useAccounts.setState({ accounts: [] });
});
afterEach(async () => {
  await page.close();
  useAccounts.setState({ accounts: [] });
});

it('a screen refuses nothing before the accounts are read, and has the reason of the cloud after that', async () => {
  page = await open(<Playback id="a1" />);
  expect(page.element.textContent).toBe('offered');
  const site = { ...account('a1', 'Site'), vendor: 'huawei-vis' as const };
  await act(async () => useAccounts.setState({ accounts: [site, account('a2', 'Campus')] }));
  expect(page.element.textContent).toBe('in-bucket');
});

it('a screen offers the capability of the cloud of its own account, whatever another account has', async () => {
  useAccounts.setState({
    accounts: [{ ...account('a1', 'Site'), vendor: 'huawei-vis' as const }, account('a2', 'Campus')],
  });
  page = await open(<Playback id="a2" />);
  expect(page.element.textContent).toBe('offered');
});
