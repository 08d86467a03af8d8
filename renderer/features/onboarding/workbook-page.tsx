/** Many devices by a workbook of the cloud: its template, the file that goes up, the imports, and the list of devices. */
import { useEffect } from 'react';
import type { AccountId, OrgNodeId } from '../../../preload/domain/ids.ts';
import { WORKBOOK_KINDS, type WorkbookKind } from '../../../preload/domain/onboarding/workbooks.ts';
import { useText } from '../../i18n/i18n.ts';
import { accountsWith } from '../../state/accounts/accounts-with.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { FileChoice } from '../../ui/form/file-choice.tsx';
import { byteText } from '../../ui/format.ts';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { Segmented } from '../../ui/form/segmented.tsx';
import { SkeletonRows } from '../../ui/rows/skeleton-rows.tsx';
import { Choice } from './field.tsx';
import { ImportRow } from './import-row.tsx';
import * as model from './model/workbook.ts';
import { AccountChoice, useGroups } from './place-choice.tsx';
import { SaveFile } from './save-file.tsx';

/** No group has an empty id. */
const ROOT = '';

export function WorkbookPage() {
  const t = useText();
  const accounts = accountsWith(
    useAccounts((state) => state.accounts),
    'workbooks',
  );
  const { accountId: chosen, groupId, kind } = model.useWorkbooks();
  const accountId = accounts.find(({ id }) => id === chosen)?.id ?? accounts[0]?.id ?? null;
  const groups = useGroups(accountId);
  const group = groups.find(({ value }) => value === groupId)?.value ?? ROOT;
  const place = group === ROOT ? null : (group as OrgNodeId);
  useEffect(() => void model.loadImports(), []);
  return (
    <div className="onboarding-form">
      <h2 className="onboarding-title">{t('onboarding.workbook.title')}</h2>
      <p className="note">{t('onboarding.workbook.why')}</p>
      {accountId === null ? (
        <p className="note">{t('onboarding.workbook.noAccount')}</p>
      ) : (
        <>
          <div className="onboarding-where">
            <AccountChoice {...{ accounts, accountId }} onChange={model.chooseAccount} />
            <Choice
              label={t('onboarding.group')}
              note={t('onboarding.workbook.groupWhy')}
              value={group}
              options={[{ value: ROOT, label: t('onboarding.workbook.root') }, ...groups]}
              onChange={(id) => model.chooseGroup(id === ROOT ? null : (id as OrgNodeId))}
            />
          </div>
          <Segmented
            label={t('onboarding.kind')}
            options={WORKBOOK_KINDS.map((value) => ({ value, label: t(`onboarding.kinds.${value}`) }))}
            value={kind}
            onChange={(value) => model.chooseKind(value as WorkbookKind)}
          />
          <SaveFile
            words={t('onboarding.workbook.template')}
            why={t('onboarding.workbook.templateWhy')}
            order={{ file: 'template', accountId, kind }}
          />
          <Sending accountId={accountId} groupId={place} />
        </>
      )}
      <Imports />
      {accountId === null ? null : (
        <>
          <h3 className="onboarding-title">{t('onboarding.workbook.list')}</h3>
          <SaveFile
            words={t('onboarding.workbook.saveList')}
            why={t('onboarding.workbook.listWhy')}
            order={{ file: 'list', accountId, groupId: place }}
          />
        </>
      )}
    </div>
  );
}

/** The file that was chosen, and what became of it. */
function Sending({ accountId, groupId }: { readonly accountId: AccountId; readonly groupId: OrgNodeId | null }) {
  const t = useText();
  const { file, fault, isSending, error } = model.useWorkbooks();
  const isOff = file === null || isSending;
  const chosen =
    file === null
      ? t('onboarding.workbook.noFile')
      : t('onboarding.workbook.chosen', { name: file.name, size: byteText(file.size) });
  return (
    <>
      <FileChoice
        label={t('onboarding.workbook.choose')}
        words={t('onboarding.workbook.choose')}
        hint=""
        accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onFile={(one) => void model.chooseFile(one)}
      />
      <p className="note onboarding-chosen" role="status">
        {chosen}
      </p>
      {fault === null ? null : (
        <p className="row g1 onboarding-chosen" role="alert">
          <StateGlyph name="error" size={11} />
          <span>{t(`onboarding.workbook.faults.${fault}`)}</span>
        </p>
      )}
      <p className="note onboarding-chosen">{t('onboarding.workbook.care')}</p>
      <button
        type="button"
        className="btn pri onboarding-own"
        aria-busy={isSending}
        aria-disabled={isOff || undefined}
        onClick={() => (isOff ? undefined : void model.sendFile(accountId, groupId))}
      >
        <Icon name="import" size={14} />
        {t(isSending ? 'onboarding.workbook.sending' : 'onboarding.workbook.send')}
      </button>
      {error === null ? null : <ErrorText error={error} />}
      <Outcome />
    </>
  );
}

const OUTCOME_GLYPHS = { accepted: 'ok', unknown: 'unknown', refused: 'error', notAsked: 'skip' } as const;

function Outcome() {
  const t = useText();
  const outcome = model.useWorkbooks((state) => state.outcome);
  if (outcome === null || outcome.outcome === 'more') return <p className="onboarding-chosen" role="status" />;
  const { outcome: state, name, reason, error } = outcome;
  const first = t(`onboarding.workbook.outcomes.${state}`, { name });
  const why = reason === null ? null : t(`onboarding.workbook.reasons.${reason}`);
  const words = why === null ? first : t('onboarding.workbook.sentences', { first, next: why });
  return (
    <>
      <p className="row g1 onboarding-chosen" role="status">
        <StateGlyph name={OUTCOME_GLYPHS[state]} size={11} />
        <span>{words}</span>
      </p>
      {error === null || reason !== null || state === 'unknown' ? null : <ErrorText error={error} />}
    </>
  );
}

function Imports() {
  const t = useText();
  const { data, error } = model.useImports();
  return (
    <>
      <h3 className="onboarding-title">{t('onboarding.workbook.imports')}</h3>
      {error === null ? null : <ErrorText error={error} onAction={() => void model.loadImports()} />}
      {data === null && error === null ? <SkeletonRows rows={2} label={t('onboarding.reading')} /> : null}
      {data?.imports.length === 0 ? <p className="note">{t('onboarding.workbook.none')}</p> : null}
      <ul className="onboarding-sources" aria-label={t('onboarding.workbook.imports')}>
        {(data?.imports ?? []).map((one) => (
          <ImportRow key={one.id} one={one} />
        ))}
      </ul>
    </>
  );
}
