import { Modal } from 'antd';
import { useState } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import { request } from '../../page/bridge.ts';
import { useText } from '../../i18n/i18n.ts';
import { closeCloudsPanel } from '../../state/page/navigation.ts';
import { postNotice } from '../../state/page/notices.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { Icon } from '../../ui/icons/icon.tsx';
import { InertBehind } from '../../ui/inert-behind.tsx';

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
    <Modal
      open
      width={420}
      title={t('clouds.removeDialog.title', { label: account.label })}
      onCancel={onDone}
      closable={{ 'aria-label': t('clouds.form.close'), closeIcon: <Icon name="x" /> }}
      footer={
        <div className="row g2 dialog-foot">
          <button type="button" className="btn danger" aria-busy={isBusy} onClick={() => void remove()}>
            {t('clouds.removeDialog.confirm')}
          </button>
          <button type="button" className="btn" autoFocus onClick={onDone}>
            {t('clouds.removeDialog.keep')}
          </button>
        </div>
      }
    >
      <InertBehind />
      <p>{t('clouds.removeDialog.text')}</p>
      {error === null ? null : <ErrorText error={error} onAction={() => void remove()} />}
    </Modal>
  );
}
