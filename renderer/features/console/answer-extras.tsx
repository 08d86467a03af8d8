import { useEffect, useMemo } from 'react';
import type { RunOutcome } from '../../../preload/contract/console.ts';
import { useText } from '../../i18n/i18n.ts';
import { bytesOf } from '../../page/base64.ts';
import { usePreferences } from '../../state/page/preferences.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Icon, StateGlyph } from '../../ui/icons/icon.tsx';
import { bytesText } from './field-words.ts';

type Ok = Extract<RunOutcome, { kind: 'ok' }>;

/** What stands beside the answer: entries that failed, a file, what was starred, what was cut. */
export function AnswerExtras({ outcome }: { readonly outcome: Ok }) {
  const t = useText();
  const { failures, file, redacted, isCut, valueJson, totalChars } = outcome;
  return (
    <>
      {failures.length === 0 ? null : <Failures failures={failures} />}
      {file === null ? null : <FileLine file={file} />}
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

function FileLine({ file: { name, bytes, base64 } }: { readonly file: NonNullable<Ok['file']> }) {
  const t = useText();
  // Electron refuses downloads of the page; there the content goes over the clipboard.
  const canSave = usePreferences((state) => state.info?.host === 'browser');
  return (
    <p className="co-line row g2">
      <Icon name="doc" size={14} />
      <span className="el">{t('console.form.fileChosen', { name, size: bytesText(bytes) })}</span>
      {base64 === null ? <span className="t3">{t('console.answer.fileTooLarge')}</span> : null}
      {base64 === null ? null : <CopyButton text={base64} label={t('console.answer.copyBase64')} />}
      {base64 === null || !canSave ? null : <SaveLink name={name} base64={base64} />}
    </p>
  );
}

function SaveLink({ name, base64 }: { readonly name: string; readonly base64: string }) {
  const t = useText();
  const url = useMemo(() => {
    return URL.createObjectURL(new Blob([bytesOf(base64)]));
  }, [base64]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    <a className="lnk" href={url} download={name}>
      {t('console.answer.save')}
    </a>
  );
}
