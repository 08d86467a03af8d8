import { useId, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { WireError } from '../../../preload/domain/error.ts';
import { errorWords } from '../../i18n/error-words.ts';
import { useText, type Text } from '../../i18n/i18n.ts';
import { StateGlyph } from '../icons/icon.tsx';
import { useReturnedFocus } from '../float/use-returned-focus.ts';

interface NameFormProps {
  readonly initial: string;
  readonly words: {
    readonly title: string;
    readonly placeholder: string;
    readonly submit: string;
    readonly cancel: string;
  };
  /** The problem of a name, in words, or null. */
  readonly problemOf: (name: string) => string | null;
  /** Resolves to what was refused, or to null when it is done. */
  readonly onSave: (name: string) => Promise<WireError | null>;
  readonly onClose: () => void;
}

/**
 * A panel with one field, for a name. The problem of the name stands below; an empty field is reported only after an
 * attempt to save.
 */
export function NameForm({ initial, words, problemOf, onSave, onClose }: NameFormProps) {
  const t = useText();
  const id = useId();
  const [name, setName] = useState(initial);
  const [isSent, setSent] = useState(false);
  const [refusal, setRefusal] = useState<WireError | null>(null);
  useReturnedFocus();
  const found = problemOf(name);
  const shown = isSent || name.trim() !== '' ? found : null;
  const problem = shown ?? refusalWords(t, refusal);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSent(true);
    if (found !== null) return;
    const error = await onSave(name);
    if (error === null) onClose();
    else setRefusal(error);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose();
  };
  return (
    <form className="name-form" aria-label={words.title} onSubmit={(event) => void onSubmit(event)} noValidate>
      <label htmlFor={id}>{words.title}</label>
      <span className={problem ? 'fld sm err' : 'fld sm'}>
        <input
          id={id}
          autoFocus
          value={name}
          placeholder={words.placeholder}
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-note`}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            setName(event.target.value);
            setRefusal(null);
          }}
          onKeyDown={onKeyDown}
        />
      </span>
      <p id={`${id}-note`} className="note row g1" role={problem ? 'alert' : undefined}>
        {problem ? <StateGlyph name="error" size={11} /> : null}
        {problem}
      </p>
      <span className="row g2">
        <button type="submit" className="btn sm pri">
          {words.submit}
        </button>
        <button type="button" className="btn sm" onClick={onClose}>
          {words.cancel}
        </button>
      </span>
    </form>
  );
}

function refusalWords(t: Text, refusal: WireError | null): string | null {
  if (refusal === null) return null;
  const { what, why, next } = errorWords(t, refusal);
  return `${what} ${why} ${next}`;
}
