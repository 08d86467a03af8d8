import { useEffect, useState } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { HistoryEntry } from '../../../../preload/contract/console.ts';
import { useLocale, useText } from '../../../i18n/i18n.ts';
import { draftRef, restoreParams, showView } from '../../../contract-form/console-drafts.ts';
import { parseJson } from '../../../contract-form/console-json.ts';
import { clearHistory, loadHistory, useRuns } from '../model/console-runs.ts';
import { chooseOperation, focusConsoleForm, useConsole } from '../model/console.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Question } from '../../../ui/float/question.tsx';
import { SkeletonRows } from '../../../ui/rows/skeleton-rows.tsx';
import { HistoryRow } from './history-row.tsx';

/** The calls of an account, newest first. One of them put back into the form can be run again. */
export function HistoryList({ account }: { readonly account: AccountView | null }) {
  const t = useText();
  const accountId = account?.id ?? null;
  const history = useRuns((state) => (accountId === null ? undefined : state.history[accountId]));
  useEffect(() => {
    if (accountId !== null) void loadHistory(accountId);
  }, [accountId]);
  if (account === null) return <EmptyState title={t('console.history.noAccount')} />;
  const entries = history?.entries ?? [];
  if (history?.load.status === 'failed') {
    return (
      <div className="co-failure">
        <ErrorText error={history.load.error} onAction={() => void loadHistory(account.id)} />
      </div>
    );
  }
  if (entries.length === 0) {
    return history?.load.status === 'ready' ? (
      <EmptyState title={t('console.history.none.title')} text={t('console.history.none.text')} />
    ) : (
      <SkeletonRows label={t('console.answer.history')} rows={6} />
    );
  }
  return <Entries account={account} entries={entries} />;
}

interface EntriesProps {
  readonly account: AccountView;
  readonly entries: readonly HistoryEntry[];
}

function Entries({ account, entries }: EntriesProps) {
  const t = useText();
  const [isClearing, setIsClearing] = useState(false);
  const isChinese = useLocale() === 'zh-CN';
  const operations = useConsole((state) => state.catalogues[account.vendor]?.operations);
  const titleOf = (id: string): string => {
    const found = operations?.find((operation) => operation.id === id);
    return found === undefined ? id : isChinese ? found.titleZh : found.titleEn;
  };
  return (
    <>
      <ol className="scr co-history" aria-label={t('console.history.label', { account: account.label })}>
        {entries.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            title={titleOf(entry.operationId)}
            onAgain={() => putBack(account, entry)}
          />
        ))}
      </ol>
      <div className="insp-f">
        <span className="t3 grow el">{t('console.history.masked')}</span>
        <button type="button" className="btn sm" onClick={() => setIsClearing(true)}>
          <Icon name="trash" size={12} />
          {t('console.history.clear')}
        </button>
      </div>
      {isClearing ? <ClearDialog account={account} count={entries.length} onDone={() => setIsClearing(false)} /> : null}
    </>
  );
}

/** Opens the operation with the parameters of the call. */
function putBack(account: AccountView, { operationId, paramsJson }: HistoryEntry): void {
  const choice = { vendor: account.vendor, operationId };
  const params = parseJson(paramsJson ?? '');
  const ref = draftRef(choice, account.id);
  if (params.ok) restoreParams(ref, params.value);
  showView(ref, 'form');
  chooseOperation(choice);
  focusConsoleForm();
}

interface ClearDialogProps {
  readonly account: AccountView;
  readonly count: number;
  readonly onDone: () => void;
}

function ClearDialog({ account, count, onDone }: ClearDialogProps) {
  const t = useText();
  const clear = (): void => {
    onDone();
    void clearHistory(account.id);
  };
  return (
    <Question
      title={t('console.history.clearTitle', { account: account.label })}
      closeLabel={t('console.confirm.close')}
      keep={t('console.history.keep')}
      onKeep={onDone}
      confirm={t('console.history.clearConfirm')}
      onConfirm={clear}
    >
      <p>{t('console.history.clearText', { count })}</p>
    </Question>
  );
}
