import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { Icon } from '../icons/icon.tsx';

interface SearchInputProps extends InputHTMLAttributes<HTMLInputElement> {
  /** The accessible name, and the words in the empty field. */
  readonly label: string;
  readonly input?: Ref<HTMLInputElement>;
  /** Of the frame around the field. */
  readonly frame?: string;
  /** Behind the text, such as a key or a button that clears it. */
  readonly children?: ReactNode;
}

/** A field that narrows a list while it is typed into. */
export function SearchInput({ label, input, frame = '', children, ...rest }: SearchInputProps) {
  return (
    <label className={`fld sm ${frame}`}>
      <Icon name="search" size={14} />
      <input ref={input} type="search" aria-label={label} placeholder={label} {...rest} />
      {children}
    </label>
  );
}
