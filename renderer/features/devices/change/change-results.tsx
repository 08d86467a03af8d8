/** The outcome of each device of a change, the failures first, and what can be done about them. */
import { useMemo } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { OutcomeList } from '../../../ui/outcomes/outcome-list.tsx';
import { canRetry, canUndo, dismissChange, retryChange, undoChange, useChanging } from '../model/changing.ts';

export function ChangeResults() {
  const t = useText();
  const results = useChanging((state) => state.results);
  const rows = useMemo(
    () =>
      (results ?? []).map(({ subject, name, state, error, requestId }) => ({
        id: subject.id,
        name: state === 'done' && name !== null ? name : subject.name,
        state,
        error,
        requestId,
      })),
    [results],
  );
  const open = new Set<string>((results ?? []).filter(canRetry).map(({ subject }) => subject.id));
  return (
    <div className="col g2">
      <OutcomeList
        label={t('devices.change.outcomes')}
        rows={rows}
        retry={{ can: ({ id }) => open.has(id), isBusy: false, onRetry: (ids) => void retryChange(ids) }}
      />
    </div>
  );
}

export function ResultActions() {
  const t = useText();
  const { results, change, isUndo } = useChanging();
  const isBackable = !isUndo && (results ?? []).some(canUndo) && change !== 'delete';
  return (
    <>
      {isBackable ? (
        <button type="button" className="btn" onClick={() => void undoChange()}>
          {t('devices.change.undo')}
        </button>
      ) : null}
      <button type="button" className="btn pri" autoFocus onClick={dismissChange}>
        {t('devices.change.close')}
      </button>
    </>
  );
}
