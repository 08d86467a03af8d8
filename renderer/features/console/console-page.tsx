/** The stage of the console: whose account, the form of the chosen operation, and its answer. */
import { useEffect } from 'react';
import type { AccountView } from '../../../preload/contract/account.ts';
import type { OperationDescription } from '../../../preload/contract/console.ts';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { keepDrafts, recallDraft } from './model/console-draft-keeping.ts';
import { draftRef } from '../../contract-form/console-drafts.ts';
import { accountFor, describeOperation, focusConsoleSearch, useConsole } from './model/console.ts';
import { choiceKey, type OperationChoice } from '../../contract-form/operation-choice.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { ThemeProvider } from '../../ui/theme/theme-provider.tsx';
import { AnswerPane } from './answer/answer-pane.tsx';
import { CallBar } from './call/call-bar.tsx';
import { ConfirmDialog } from './call/confirm-dialog.tsx';
import './console.css';
import { FormPane } from './call/form-pane.tsx';
import { PaneSplitter, useFormWidth } from './pane-splitter.tsx';
import { useCall } from './call/use-call.ts';
import { useConsoleKeys } from './use-console-keys.ts';
import { FormContext, useOperationForm } from '../../contract-form/use-form.ts';

export function ConsolePage() {
  const choice = useConsole((state) => state.choice);
  useEffect(keepDrafts, []);
  return (
    <ThemeProvider locale={useLocale()}>
      <section className="stage console">
        {choice === null ? <Start /> : <Operation key={choiceKey(choice)} choice={choice} />}
      </section>
    </ThemeProvider>
  );
}

function Start() {
  const t = useText();
  useConsoleKeys(null);
  return (
    <EmptyState title={t('console.start.title')} text={t('console.start.text')}>
      <button type="button" className="btn" onClick={focusConsoleSearch}>
        {t('console.start.search')}
      </button>
    </EmptyState>
  );
}

/** Reads the form of an operation, and says so, or why it cannot be read. */
function Operation({ choice }: { readonly choice: OperationChoice }) {
  const t = useText();
  const described = useConsole((state) => state.described[choiceKey(choice)]);
  const accounts = useAccounts((state) => state.accounts);
  const chosen = useConsole((state) => state.accountByVendor[choice.vendor]);
  const account = accountFor(accounts, choice.vendor, chosen);
  const accountId = account?.id ?? null;
  useEffect(() => void describeOperation(choice), [choice]);
  useEffect(() => {
    if (accountId !== null) void recallDraft(choice, accountId);
  }, [choice, accountId]);
  if (described?.description)
    return <OperationPane description={described.description} account={account} choice={choice} />;
  if (described?.load.status === 'failed') {
    return (
      <div className="co-failure">
        <ErrorText error={described.load.error} onAction={() => void describeOperation(choice)} />
      </div>
    );
  }
  return <SkeletonRows label={t('console.form.reading')} rows={10} />;
}

interface OperationPaneProps {
  readonly description: OperationDescription;
  readonly account: AccountView | null;
  readonly choice: OperationChoice;
}

function OperationPane({ description, account, choice }: OperationPaneProps) {
  const accountId = account?.id ?? null;
  const form = useOperationForm(description, draftRef(choice, accountId), accountId);
  const call = useCall(form, account);
  const widthPx = useFormWidth();
  useConsoleKeys(call);
  return (
    <FormContext value={form}>
      <CallBar account={account} call={call} />
      <div className="co-desk">
        <div className="co-form" style={{ width: widthPx }}>
          <FormPane />
        </div>
        <PaneSplitter widthPx={widthPx} />
        <AnswerPane account={account} call={call} />
      </div>
      {call.isAsking && account !== null ? <ConfirmDialog account={account} call={call} /> : null}
    </FormContext>
  );
}
