import { expect, it } from 'vitest';
import { accountsWith } from '../../../../../renderer/state/accounts/accounts-with.ts';
import { account } from '../../features/cameras/directory-sample.ts';

it('the accounts with a capability are those that are turned on and whose cloud has it', () => {
  const able = { ...account('a1', 'Site'), vendor: 'tencent-ivp' as const };
  const all = [able, { ...able, isEnabled: false }, account('a3', 'Campus')];
  expect(accountsWith(all, 'workbooks')).toEqual([able]);
});
