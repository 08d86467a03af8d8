import { useMemo, useRef } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { discardJson, editJson, jsonTextOf } from '../../../contract-form/console-drafts.ts';
import { parseJson, type ParsedJson } from '../../../contract-form/console-json.ts';
import { pathText } from '../../../contract-form/console-values.ts';
import { StateGlyph } from '../../../ui/icons/icon.tsx';
import { brokenWords, complaintWords } from '../../../contract-form/field-words.ts';
import { useFormParts } from '../../../contract-form/use-form.ts';

/**
 * The parameters as JSON. A text that cannot be read is reported with its line, and keeps the form closed until it can
 * be read.
 */
export function JsonEditor() {
  const t = useText();
  const { draft, ref, description } = useFormParts();
  const gutter = useRef<HTMLPreElement>(null);
  const text = jsonTextOf(draft);
  const parsed = useMemo(() => parseJson(text), [text]);
  const lines = useMemo(() => text.split('\n').length, [text]);
  const badLine = parsed.ok ? null : parsed.line;
  const hasFile = description.fields.some((field) => field.kind === 'file');
  return (
    <div className="co-json">
      <div className="co-code">
        <pre ref={gutter} aria-hidden="true">
          {Array.from({ length: lines }, (_, i) => (
            <span key={i} className={i + 1 === badLine ? 'bad' : undefined}>
              {i + 1}
            </span>
          ))}
        </pre>
        <textarea
          className={parsed.ok ? 'mono' : 'mono bad'}
          value={text}
          spellCheck={false}
          wrap="off"
          aria-label={t('console.json.label')}
          aria-invalid={!parsed.ok}
          aria-describedby="console-json-note"
          onChange={(event) => editJson(ref, event.target.value)}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.style.top = `${-event.currentTarget.scrollTop}px`;
          }}
        />
      </div>
      <div id="console-json-note" className="co-json-note" role="status">
        {parsed.ok ? <Complaints /> : <Broken parsed={parsed} onDiscard={() => discardJson(ref)} />}
        {hasFile ? <p className="t3">{t('console.json.filesHint')}</p> : null}
      </div>
    </div>
  );
}

interface BrokenProps {
  readonly parsed: Extract<ParsedJson, { ok: false }>;
  readonly onDiscard: () => void;
}

function Broken({ parsed, onDiscard }: BrokenProps) {
  const t = useText();
  return (
    <>
      <p className="row g1 why">
        <StateGlyph name="error" size={12} />
        <span>{brokenWords(t, parsed)}</span>
      </p>
      <p className="t2">
        {t('console.json.hold')}{' '}
        <button type="button" className="lnk" onClick={onDiscard}>
          {t('console.json.discard')}
        </button>
      </p>
    </>
  );
}

const MAX_SHOWN = 6;

/** Problems of the values, by path: the form shows the same problems beside the fields. */
function Complaints() {
  const t = useText();
  const { complaints, draft } = useFormParts();
  const shown = [...draft.refused, ...complaints.filter(({ code }) => draft.isAttempted || code !== 'required')];
  return shown.slice(0, MAX_SHOWN).map((complaint, i) => (
    <p key={i} className="row g1 why">
      <StateGlyph name="error" size={11} />
      <span className="mono">{pathText(complaint.path)}</span>
      <span>{complaintWords(t, complaint)}</span>
    </p>
  ));
}
