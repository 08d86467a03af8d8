import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { describedBy as descriptionOf } from './field-row.tsx';
import { IconButton } from '../../ui/icon-button.tsx';

/** The secret fields on the page by name. Their values are read from the elements in the moment they are sent. */
export type SecretInputs = Map<string, HTMLInputElement>;

interface SecretInputProps {
  readonly id: string;
  readonly name: string;
  readonly placeholder: string;
  readonly isBad: boolean;
  readonly isFirst?: boolean;
  readonly isRequired: boolean;
  /** The id of a text that belongs to the field, beside its own note. */
  readonly describedBy: string;
  readonly inputs: SecretInputs;
  /** Told that something was typed, without what. */
  readonly onTyped: () => void;
}

/**
 * A field whose value lives in the DOM element only: no state, no store. It is emptied when it leaves the page, so that
 * nothing that outlives it, such as React's own value tracker, still holds the secret.
 */
export function SecretInput(props: SecretInputProps) {
  const { id, name, placeholder, isBad, isFirst = false, isRequired, describedBy, inputs, onTyped } = props;
  const t = useText();
  const [isShown, setIsShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const element = input.current;
    if (element === null) return undefined;
    inputs.set(name, element);
    return () => {
      element.value = '';
      inputs.delete(name);
    };
  }, [inputs, name]);
  return (
    <span className={isBad ? 'fld secret err' : 'fld secret'}>
      <input
        id={id}
        ref={input}
        type={isShown ? 'text' : 'password'}
        placeholder={placeholder}
        autoFocus={isFirst}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={isBad}
        aria-required={isRequired}
        aria-describedby={`${descriptionOf(id, isBad)} ${describedBy}`}
        onInput={onTyped}
      />
      <IconButton
        icon="eye"
        size={14}
        label={t(isShown ? 'clouds.form.conceal' : 'clouds.form.reveal')}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
      />
    </span>
  );
}
