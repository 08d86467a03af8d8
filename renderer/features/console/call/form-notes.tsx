import { useText } from '../../../i18n/i18n.ts';
import { editField } from '../../../contract-form/console-drafts.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { languageOf, wordsOf, type HelpWords } from '../../../contract-form/field-help.ts';
import { FieldNote } from '../../../contract-form/field-row.tsx';
import { fieldId, useFormParts } from '../../../contract-form/use-form.ts';

/** Remarks of the document, limits that the client observes, and values that the account supplies. */
export function FormNotes() {
  const t = useText();
  const { description, help } = useFormParts();
  const { notes, limits, supplied, operation } = description;
  const own = typeof help === 'string' ? null : help;
  // A paragraph that only repeats the title says nothing new.
  const about = (own?.about ?? []).filter((words) => words !== operation.titleZh);
  const limitLines = [
    ...(limits.minGapMs === null ? [] : [t('console.form.gap', { ms: limits.minGapMs })]),
    ...limits.batches.map(({ path, maxItems }) => t('console.form.batch', { path, limit: maxItems })),
  ];
  return (
    <>
      {about.map((words) => (
        <p key={words} className="co-note t2 selectable">
          {words}
        </p>
      ))}
      {limitLines.map((words) => (
        <p key={words} className="co-note t2">
          {words}
        </p>
      ))}
      {notes.length === 0 ? null : (
        <details className="co-note">
          <summary>{t('console.form.notes', { count: notes.length })}</summary>
          <ul lang="en" className="selectable">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </details>
      )}
      {supplied.length === 0 ? null : (
        <details className="co-note">
          <summary>{t('console.form.supplied', { count: supplied.length })}</summary>
          <ul className="selectable">
            {supplied.map(({ name, descEn }) => (
              <li key={name}>
                <span className="mono">{name}</span> <SuppliedWords words={wordsOf(help, own?.fields[name], descEn)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function SuppliedWords({ words }: { readonly words: HelpWords | null }) {
  return words === null ? null : <span {...languageOf(words)}>{words.text}</span>;
}

/** Parameters that came by the JSON view and that the document does not know. */
export function UnknownFields() {
  const t = useText();
  const { description, draft, ref } = useFormParts();
  const known = new Set(description.fields.map((field) => field.name));
  const unknown = Object.entries(draft.values).filter(([name]) => !known.has(name));
  if (unknown.length === 0) return null;
  return (
    <>
      <h3 className="co-sec">{t('console.form.unknownFields')}</h3>
      {unknown.map(([name, value]) => (
        <div key={name} className="co-row bad">
          <div className="co-name">
            <span className="mono">{name}</span>
          </div>
          <div className="co-value">
            <span className="row g2">
              <code className="mono el grow">{JSON.stringify(value)}</code>
              <IconButton
                icon="x"
                size={12}
                label={t('console.form.remove', { name })}
                onClick={() => editField(ref, [name], undefined)}
              />
            </span>
            <FieldNote id={fieldId([name])} path={[name]} />
          </div>
        </div>
      ))}
    </>
  );
}
