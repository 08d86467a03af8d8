import { useText } from '../../../i18n/i18n.ts';
import { changeDraft, clearDraft, isReadable } from '../../../contract-form/console-drafts.ts';
import { parseJson } from '../../../contract-form/console-json.ts';
import { withSample } from '../../../contract-form/console-values.ts';
import { offerUndo, type StepOutcome } from '../../../state/page/undo.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { focusFirstProblem } from './use-call.ts';
import { useFormParts } from '../../../contract-form/use-form.ts';

/** How the form stands against the document, and the buttons that fill or clear it. */
export function FormFoot() {
  const t = useText();
  const { description, draft, ref } = useFormParts();
  const { sampleJson, operation } = description;
  const canFill = sampleJson !== null && isReadable(draft);
  const fill = (): void => {
    const sample = parseJson(sampleJson ?? '');
    if (sample.ok) changeDraft(ref, ({ values }) => ({ values: withSample(values, sample.value), jsonText: null }));
  };
  const clear = (): void => {
    const exchange = clearDraft(ref);
    const params = { operation: operation.id };
    const step = (): StepOutcome => {
      exchange();
      return { status: 'done' };
    };
    const change = {
      edit: 'consoleCleared' as const,
      params,
      subject: `draft:${operation.id}`,
      undo: step,
      redo: step,
    };
    offerUndo(change, 'consoleCleared', params);
  };
  return (
    <div className="insp-f">
      <FormState />
      <span className="grow" />
      <button type="button" className="btn sm" onClick={clear}>
        {t('console.form.clear')}
      </button>
      <button
        type="button"
        className="btn sm"
        aria-disabled={!canFill || undefined}
        title={t(sampleJson === null ? 'console.form.noSample' : 'console.form.sampleHint')}
        onClick={canFill ? fill : undefined}
      >
        {t('console.form.sample')}
      </button>
    </div>
  );
}

function FormState() {
  const t = useText();
  const { wrong, missing, draft } = useFormParts();
  if (wrong > 0) {
    return (
      <button type="button" className="co-state row g1 lnk-bad" role="status" onClick={focusFirstProblem}>
        <StateGlyph name="error" size={12} />
        {t('console.form.problems', { count: wrong })}
      </button>
    );
  }
  if (missing > 0) {
    return (
      <span className={draft.isAttempted ? 'co-state row g1 bad' : 'co-state row g1 t2'} role="status">
        <StateGlyph name={draft.isAttempted ? 'error' : 'none'} size={12} />
        {t('console.form.missing', { count: missing })}
      </span>
    );
  }
  return (
    <span className="co-state row g1 t2" role="status">
      <StateGlyph name="ok" size={12} />
      {t('console.form.ready')}
    </span>
  );
}
