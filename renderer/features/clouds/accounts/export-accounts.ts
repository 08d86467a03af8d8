/** Writes the configuration to a file: through the system's dialog where the host has one, else as the page's download. */
import { request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { download } from '../../../page/download.ts';

export async function exportAccounts(): Promise<void> {
  const answer = await request['account.export']({});
  if (!answer.ok) return postFailure(answer.error);
  const { outcome, suggestedName, text, count } = answer.value;
  if (outcome === 'cancelled') return;
  if (count === 0) return postNotice('accountsNotExported');
  if (outcome === 'download') download('accounts', suggestedName, text);
  postNotice('accountsExported', { count });
}
