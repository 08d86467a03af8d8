/** One workbook that was sent: how far the cloud is with it, and its result. */
import { groupNativeIdOf, type AccountId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import {
  isImportOpen,
  untoldRows,
  type ImportState,
  type WorkbookImport,
} from '../../../preload/domain/onboarding/workbooks.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { useAccounts } from '../../state/accounts/accounts.ts';
import { useDirectory } from '../../state/cameras/directory.ts';
import { stampText } from '../../ui/format.ts';
import { StateGlyph } from '../../ui/icons/icon.tsx';
import type { StateName } from '../../ui/icons/names.ts';
import { Meter } from '../../ui/meter.tsx';
import * as model from './model/workbook.ts';
import { SaveFile } from './save-file.tsx';

const GLYPHS: Readonly<Record<ImportState, StateName>> = {
  sending: 'delayed',
  unknown: 'unknown',
  working: 'delayed',
  ended: 'ok',
  absent: 'none',
  forgotten: 'unknown',
};

/** The id of a group that is not listed; null for the root. */
const useGroupName = (accountId: AccountId, groupId: OrgNodeId | null): string | null =>
  useDirectory(({ view }) => {
    if (groupId === null) return null;
    const part = view.parts.find((any) => any.accountId === accountId);
    return part?.groups.find(({ id }) => id === groupId)?.name ?? groupNativeIdOf(groupId);
  });

export function ImportRow({ one }: { readonly one: WorkbookImport }) {
  const t = useText();
  const { id, accountId, groupId, kind, fileName, state, counts, sentAtMs } = one;
  const account = useAccounts(({ accounts }) => accounts.find((any) => any.id === accountId)?.label ?? '');
  const group = useGroupName(accountId, groupId);
  const hasFailures = state === 'ended' && counts !== null && counts.added < counts.total;
  const place = [account, group ?? t('onboarding.workbook.root'), t(`onboarding.kinds.${kind}`), stampText(sentAtMs)];
  return (
    <li className="onboarding-source" data-state={state}>
      <div className="row g2">
        <StateGlyph name={glyphOf(one)} />
        <span className="b el grow" title={fileName}>
          {fileName}
        </span>
        {state === 'sending' || state === 'ended' ? null : (
          <button type="button" className="btn sm" onClick={() => void model.askImport(id)}>
            {t('onboarding.log.askNow')}
          </button>
        )}
        <button
          type="button"
          className="btn sm"
          title={t('onboarding.workbook.forgetWhy')}
          onClick={() => void model.forgetImport(id)}
        >
          {t('onboarding.finish')}
        </button>
      </div>
      <p className="t2 el" title={place.join(' · ')}>
        {place.join(' · ')}
      </p>
      <p>{stateWords(t, one)}</p>
      {counts === null || counts.total === 0 || !isImportOpen(one) ? null : (
        <Meter
          label={t('onboarding.workbook.progress')}
          share={(counts.added + counts.failed) / counts.total}
          text={t('onboarding.workbook.rows', { done: counts.added + counts.failed, total: counts.total })}
        />
      )}
      {state === 'ended' ? (
        <SaveFile
          words={t('onboarding.workbook.result')}
          why={hasFailures ? t('onboarding.workbook.resultWhy') : ''}
          order={{ file: 'result', id }}
        />
      ) : null}
    </li>
  );
}

function glyphOf({ state, counts }: WorkbookImport): StateName {
  if (state !== 'ended' || counts === null) return GLYPHS[state];
  return counts.failed > 0 ? 'error' : untoldRows(counts) > 0 ? 'unknown' : 'ok';
}

function stateWords(t: Text, { state, counts }: WorkbookImport): string {
  const words = t(`onboarding.workbook.states.${state}`);
  if (counts === null) return words;
  const untold = state === 'ended' ? untoldRows(counts) : 0;
  const parts = [
    words,
    t('onboarding.workbook.counts', { added: counts.added, failed: counts.failed }),
    ...(untold === 0 ? [] : [t('onboarding.workbook.untold', { count: untold })]),
    ...(state === 'ended' && counts.added > 0 ? [t('onboarding.workbook.register')] : []),
  ];
  return parts.reduce((first, next) => t('onboarding.workbook.sentences', { first, next }));
}
