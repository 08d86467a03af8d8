import { useState } from 'react';
import type { RunOutcome } from '../../../../preload/contract/console.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Icon, StateGlyph } from '../../../ui/icons/icon.tsx';
import { bytesText } from '../../../contract-form/field-words.ts';
import { saveAnswer } from '../model/console-files.ts';

type Ok = Extract<RunOutcome, { kind: 'ok' }>;

interface Saving {
  readonly isBusy: boolean;
  /** Of the file that was saved last. */
  readonly name: string | null;
  readonly error: WireError | null;
}

const NOT_SAVED: Saving = { isBusy: false, name: null, error: null };

/** Notes beside the answer: entries that failed, a file, starred values, cut lists. */
export function AnswerExtras({ outcome, runId }: { readonly outcome: Ok; readonly runId: string }) {
  const t = useText();
  const { failures, file, redacted, isCut, valueJson, totalChars } = outcome;
  return (
    <>
      {failures.length === 0 ? null : <Failures failures={failures} />}
      {file === null ? null : <FileLine key={runId} file={file} runId={runId} />}
      {isCut ? (
        <p className="co-line t2">{t('console.answer.cut', { shown: valueJson.length, total: totalChars })}</p>
      ) : null}
      {redacted === 0 ? null : <p className="co-line t3">{t('console.answer.redacted', { count: redacted })}</p>}
    </>
  );
}

function Failures({ failures }: { readonly failures: Ok['failures'] }) {
  const t = useText();
  return (
    <div className="co-failures">
      <p className="row g1">
        <StateGlyph name="error" size={12} />
        {t('console.answer.failures', { count: failures.length })}
      </p>
      <table>
        <thead>
          <tr>
            <th>{t('console.answer.failureItem')}</th>
            <th>{t('console.answer.failureCode')}</th>
            <th>{t('console.answer.failureText')}</th>
          </tr>
        </thead>
        <tbody className="selectable">
          {failures.map(({ item, code, vendorCode, text }, i) => (
            <tr key={i}>
              <td className="mono">{item ?? i + 1}</td>
              <td className="mono">{vendorCode ?? code}</td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FileLine({
  file: { name, bytes },
  runId,
}: {
  readonly file: NonNullable<Ok['file']>;
  readonly runId: string;
}) {
  const t = useText();
  const [saving, setSaving] = useState<Saving>(NOT_SAVED);
  const save = async (): Promise<void> => {
    setSaving({ ...NOT_SAVED, isBusy: true });
    const ended = await saveAnswer(runId);
    setSaving({ ...NOT_SAVED, ...ended });
  };
  return (
    <>
      <p className="co-line row g2">
        <Icon name="doc" size={14} />
        <span className="el">{t('console.form.fileChosen', { name, size: bytesText(bytes) })}</span>
        <button type="button" className="btn sm" disabled={saving.isBusy} onClick={() => void save()}>
          {t('console.answer.save')}
        </button>
        {saving.name === null ? null : <span role="status">{t('console.answer.saved', { name: saving.name })}</span>}
      </p>
      {saving.error === null ? null : (
        <div className="co-failure">
          <ErrorText error={saving.error} />
        </div>
      )}
    </>
  );
}
