import { Select } from 'antd';
import type { AccountView } from '../../../../preload/contract/account.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { useConnection } from '../../../state/page/connection.ts';
import { chooseAccount } from '../model/console.ts';
import { openCloudsPanel } from '../../../state/page/navigation.ts';
import { useKeys } from '../../../state/actions/shortcuts.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useNowMs } from '../../../ui/now.ts';
import type { CallState } from './use-call.ts';
import { useFormParts } from '../../../contract-form/use-form.ts';

interface CallBarProps {
  readonly account: AccountView | null;
  readonly call: CallState;
}

/** The account whose keys sign the call, the operation, and the buttons. */
export function CallBar({ account, call }: CallBarProps) {
  const { description } = useFormParts();
  const { method, id } = description.operation;
  // An RPC cloud has one path for everything; only the action distinguishes the calls.
  const path = description.operation.path === '/' ? `/?Action=${id}` : description.operation.path;
  return (
    <div className="tb co-bar">
      <AccountChoice account={account} />
      <span className="mono el grow t2 co-path" title={`${method} ${path}`}>
        <b>{method}</b> {path}
      </span>
      <CurlButton account={account} call={call} />
      <RunButton account={account} call={call} />
    </div>
  );
}

function AccountChoice({ account }: Pick<CallBarProps, 'account'>) {
  const t = useText();
  const { vendor } = useFormParts().description;
  const accounts = useAccounts((state) => state.accounts).filter((held) => held.vendor === vendor);
  const cloud = t(`shell.vendors.${vendor}`);
  if (account === null) {
    return (
      <>
        <span className="t2 nw">{t('console.bar.noAccount', { cloud })}</span>
        <button type="button" className="btn sm" onClick={() => openCloudsPanel({ kind: 'add' })}>
          <Icon name="plus" size={14} />
          {t('console.bar.addAccount')}
        </button>
      </>
    );
  }
  return (
    <>
      <span className="t2 nw lo">{cloud}</span>
      <Select
        className="co-account"
        size="small"
        aria-label={t('console.bar.account')}
        value={account.id}
        options={accounts.map(({ id, label, isEnabled }) => ({
          value: id,
          label: isEnabled ? label : t('console.bar.accountOff', { label }),
        }))}
        onChange={(id) => chooseAccount(vendor, id)}
      />
    </>
  );
}

function CurlButton({ account, call }: CallBarProps) {
  const t = useText();
  const { curl } = call;
  const words =
    curl.phase === 'copied'
      ? t('console.bar.curlCopied')
      : curl.phase === 'idle'
        ? t('console.bar.curl')
        : t('console.bar.curlFailed');
  return (
    <button
      type="button"
      className="btn sm"
      aria-disabled={account === null || undefined}
      title={account === null ? t('console.bar.needsAccount') : t('console.bar.curl')}
      onClick={account === null ? undefined : () => void call.copyCurl()}
    >
      <Icon name={curl.phase === 'copied' ? 'check' : 'copy'} size={14} />
      <span role="status">{words}</span>
    </button>
  );
}

function RunButton({ account, call }: CallBarProps) {
  const t = useText();
  const isConnected = useConnection((state) => state.isConnected);
  const keys = useKeys('console.run');
  if (call.isRunning) {
    return (
      <>
        <Elapsed sinceMs={call.run?.startedAtMs ?? 0} />
        <button type="button" className="btn sm" onClick={call.cancel}>
          {t('console.bar.cancel')}
        </button>
      </>
    );
  }
  const reason = account === null ? t('console.bar.needsAccount') : isConnected ? undefined : t('console.bar.offline');
  return (
    <button
      type="button"
      className="btn sm pri"
      aria-disabled={reason !== undefined || undefined}
      aria-keyshortcuts={keys.aria}
      title={reason ?? t('console.bar.runHint')}
      onClick={reason === undefined ? call.start : undefined}
    >
      <Icon name="play" size={12} />
      {t('console.bar.run')}
      <span className="lo">{keys.text === undefined ? null : <Kbd keys={keys.text} />}</span>
    </button>
  );
}

function Elapsed({ sinceMs }: { readonly sinceMs: number }) {
  const t = useText();
  const seconds = Math.max(0, Math.floor((useNowMs() - sinceMs) / 1000));
  return (
    <span className="t2 nw" role="timer">
      {t('console.bar.running', { seconds })}
    </span>
  );
}
