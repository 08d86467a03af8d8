/** Writes the configuration to a file: through the system's dialog where the host has one, else as the page's download. */
import { request } from '../../bridge.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { textNow } from '../../i18n/i18n.ts';
import { postNotice } from '../../state/notices.ts';

export async function exportAccounts(): Promise<void> {
  const answer = await request['account.export']({});
  if (!answer.ok) {
    const { what, why } = errorWords(textNow(), answer.error);
    return postNotice('failed', { reason: `${what} ${why}` });
  }
  const { outcome, suggestedName, text, count } = answer.value;
  if (outcome === 'cancelled') return;
  if (count === 0) return postNotice('accountsNotExported');
  if (outcome === 'download') download(suggestedName, text);
  postNotice('accountsExported', { count });
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
