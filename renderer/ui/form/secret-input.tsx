import { useEffect, useRef, useState, type InputHTMLAttributes } from 'react';
import { IconButton } from '../icon-button.tsx';

/** The secret fields on the page by name. Their values are read from the elements in the moment they are sent. */
export type SecretInputs = Map<string, HTMLInputElement>;

type Passed = 'placeholder' | 'autoFocus' | 'aria-invalid' | 'aria-required' | 'aria-describedby' | 'maxLength';

interface SecretInputProps extends Pick<InputHTMLAttributes<HTMLInputElement>, Passed> {
  readonly id: string;
  readonly name: string;
  readonly isBad: boolean;
  readonly inputs: SecretInputs;
  /** Words of the button beside the field. */
  readonly words: { readonly reveal: string; readonly conceal: string };
  /** Called when something was typed, without the text. */
  readonly onTyped: () => void;
}

/**
 * A field whose value lives in the DOM element only: no state, no store. It is emptied when it leaves the page, so that
 * nothing that outlives it, such as React's own value tracker, still holds the secret.
 */
export function SecretInput({ name, isBad, inputs, words, onTyped, ...passed }: SecretInputProps) {
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
        {...passed}
        ref={input}
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        onInput={onTyped}
      />
      <IconButton
        icon="eye"
        size={14}
        label={isShown ? words.conceal : words.reveal}
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
      />
    </span>
  );
}
