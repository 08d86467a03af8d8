import { memo, type ReactNode } from 'react';
import type { ConsoleField } from '../../preload/contract/console.ts';
import { useText } from '../i18n/i18n.ts';
import { plainText } from './console-json.ts';
import { valueAt, type FieldPath } from './console-values.ts';
import { StateGlyph } from '../ui/icons/icon.tsx';
import { FieldControl, isBranch } from './field-control.tsx';
import { fieldHelp, languageOf, type HelpWords } from './field-help.ts';
import { complaintWords, limitWords } from './field-words.ts';
import { KnownIdNote } from './known-id-field.tsx';
import { fieldId, useFormParts } from './use-form.ts';

interface FieldProps {
  readonly field: ConsoleField;
  readonly path: FieldPath;
}

/** Name and limits on the left, control and help on the right; the problem replaces the help. */
export const FieldRow = memo(function FieldRow({ field, path }: FieldProps) {
  const t = useText();
  const id = fieldId(path);
  const kind = isBranch(field) ? 'co-row branch' : 'co-row';
  const { complaintAt } = useFormParts();
  const isBad = complaintAt(path) !== null;
  return (
    <div className={isBad ? `${kind} bad` : kind} data-field={field.name}>
      <div className="co-name">
        <label htmlFor={id} className="mono" title={field.name}>
          {field.name}
          {field.isRequired ? (
            <abbr title={t('console.form.required')} aria-label={t('console.form.required')}>
              *
            </abbr>
          ) : null}
        </label>
        <span className="t3 lim">{limitWords(t, field)}</span>
      </div>
      <div className="co-value">
        <FieldControl field={field} path={path} />
        <FieldNote id={id} path={path}>
          <Help field={field} path={path} />
        </FieldNote>
      </div>
    </div>
  );
});

interface FieldNoteProps {
  readonly id: string;
  readonly path: FieldPath;
  readonly children?: ReactNode;
}

export function FieldNote({ id, path, children }: FieldNoteProps) {
  const t = useText();
  const complaint = useFormParts().complaintAt(path);
  return (
    <div id={`${id}-note`} className="note" aria-live="polite">
      {complaint === null ? (
        children
      ) : (
        <span className="row g1 why">
          <StateGlyph name="error" size={11} />
          <span>{complaintWords(t, complaint)}</span>
        </span>
      )}
    </div>
  );
}

/**
 * Describes the field, the meaning of its value, and when it is required. Words in another language than the page's are
 * marked for screen readers.
 */
function Help({ field, path }: FieldProps) {
  const t = useText();
  const { draft, help } = useFormParts();
  const value = valueAt(draft.values, path);
  const { words, meaning, when } = fieldHelp(help, field, path, plainText(value));
  return (
    <>
      <Words parts={[words, meaning]} />
      {when === null ? null : <span {...languageOf(when)}>{t('console.form.requiredWhen', { when: when.text })}</span>}
      {field.knownId === undefined ? null : <KnownIdNote knownId={field.knownId} path={path} />}
      {value === '' && field.kind === 'string' ? <span className="tag">{t('console.form.emptyText')}</span> : null}
      {value === null ? <span className="tag">{t('console.form.isNull')}</span> : null}
    </>
  );
}

function Words({ parts }: { readonly parts: readonly (HelpWords | null)[] }) {
  return parts
    .filter((part) => part !== null)
    .map((part) => (
      <span key={part.text} {...languageOf(part)}>
        {part.text}
      </span>
    ));
}
