// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { clientReport } from '../../../../../renderer/features/help/client-report.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { postNotice } from '../../../../../renderer/state/page/notices.ts';
import { account, campus, viewOf } from '../cameras/directory-sample.ts';

it('names neither cameras nor accounts, addresses and paths in a problem report of the client', () => {
  useAccounts.setState({ accounts: [account('a1', 'Harbour police')] });
  useDirectory.setState({ view: viewOf(campus()) });
  postNotice('pathCopied', { path: '/home/somebody/secret.png' });
  const report = clientReport(0);
  expect(JSON.parse(report)).toMatchObject({ cameras: 4, clouds: [{ vendor: 'IVM', state: 'unchecked' }] });
  expect(report).toContain('pathCopied');
  for (const word of ['Harbour', 'North gate', 'cloud.example', 'https:', 'somebody'])
    expect(report).not.toContain(word);
});
