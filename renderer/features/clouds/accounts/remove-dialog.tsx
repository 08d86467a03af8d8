import { useState } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { request } from '../../../page/bridge.ts';
import { useText } from '../../../i18n/i18n.ts';
import { closeCloudsPanel } from '../../../state/page/navigation.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Question } from '../../../ui/float/question.tsx';

/** Deleting cannot be undone, so a dialog says what is deleted with the account. */
export function RemoveDialog({ account, onDone }: { readonly account: AccountView; readonly onDone: () => void }) {
  const t = useText();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const remove = async (): Promise<void> => {
    setIsBusy(true);
    const answer = await request['account.remove']({ accountId: account.id });
    setIsBusy(false);
    if (!answer.ok) return setError(answer.error);
    postNotice('accountRemoved', { label: account.label });
    closeCloudsPanel();
    onDone();
  };
  return (
    <Question
      title={t('clouds.removeDialog.title', { label: account.label })}
      closeLabel={t('clouds.form.close')}
      keep={t('clouds.removeDialog.keep')}
      onKeep={onDone}
      confirm={t('clouds.removeDialog.confirm')}
      onConfirm={() => void remove()}
      isBusy={isBusy}
    >
      <p>{t('clouds.removeDialog.text')}</p>
      {error === null ? null : <ErrorText error={error} onAction={() => void remove()} />}
    </Question>
  );
}
