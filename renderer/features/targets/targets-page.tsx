/** The screen of target libraries: the loaded part of one list, and one target beside it. */
import { useEffect } from 'react';
import { useLocale, useText } from '../../i18n/i18n.ts';
import { accountsWith } from '../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ThemeProvider } from '../../ui/theme/theme-provider.tsx';
import { ConsentForm } from './person/consent-form.tsx';
import { ImportPanel } from './imports/import-panel.tsx';
import { Inspector } from './person/inspector.tsx';
import { ListForm } from './lists/list-form.tsx';
import { useForm } from './model/form.ts';
import { useImport } from './model/import/people-import.ts';
import { useSheet } from './model/sheet.ts';
import * as model from './model/targets.ts';
import { People } from './people/people.tsx';
import { MoveQuestion } from './people/move-question.tsx';
import { DeleteListQuestion, LeaveSheet } from './sheet-questions.tsx';
import { TargetForm } from './person/target-form.tsx';
import './targets.css';

export function TargetsPage() {
  const t = useText();
  const locale = useLocale();
  const accounts = useAccounts((state) => state.accounts);
  const place = model.useTargets((state) => state.place);
  const person = model.useTargets((state) => state.person);
  const form = useForm((state) => state.form);
  const sheet = useSheet((state) => state.sheet);
  const isImporting = useImport((state) => state.isOpen);
  useEffect(() => {
    for (const { id } of accountsWith(accounts, 'target-libraries')) {
      if (!(id in model.useTargets.getState().devices)) void model.readDevices(id);
    }
  }, [accounts]);
  if (accounts.length === 0) return <EmptyState title={t('targets.noAccount')} text={t('targets.noAccountText')} />;
  return (
    <ThemeProvider locale={locale}>
      <div className="targets">
        {place === null ? (
          <div className="stage targets-people">
            <EmptyState title={t('targets.choose')} text={t('targets.chooseText')} />
          </div>
        ) : (
          <People place={place} />
        )}
        {form !== null ? (
          <TargetForm key={form.id} form={form} />
        ) : sheet?.kind === 'list' ? (
          <ListForm key={sheet.id} form={sheet} />
        ) : sheet?.kind === 'consent' ? (
          <ConsentForm key={sheet.id} form={sheet} />
        ) : isImporting ? (
          <ImportPanel />
        ) : person === null ? null : (
          <Inspector person={person} />
        )}
        {place === null ? null : <MoveQuestion place={place} />}
        <DeleteListQuestion />
        <LeaveSheet />
      </div>
    </ThemeProvider>
  );
}
