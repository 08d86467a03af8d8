import type { ReactNode } from 'react';

export interface ListedOption {
  readonly key: string;
  readonly content: ReactNode;
}

interface OptionListProps {
  /** Of the list; see {@link optionId} for that of an option. */
  readonly id: string;
  readonly label: string;
  readonly className: string;
  readonly options: readonly ListedOption[];
  /** The option that Enter takes, as an index. */
  readonly at: number;
  readonly onPick: (index: number) => void;
}

/** The id of the element of an option, which the field names as its active descendant. */
export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** The matches of a field that is typed into. The field has the focus and the keys. */
export function OptionList({ id, label, className, options, at, onPick }: OptionListProps) {
  return (
    <ul id={id} role="listbox" aria-label={label} className={className}>
      {options.map(({ key, content }, i) => (
        <li
          key={key}
          id={optionId(id, i)}
          role="option"
          aria-selected={i === at}
          className="el"
          onClick={() => onPick(i)}
        >
          {content}
        </li>
      ))}
    </ul>
  );
}
