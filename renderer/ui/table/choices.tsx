/** A button of the bar over a table that opens boxes to tick: the values of a filter, or the columns. */
import { useFieldBox } from '../float/use-field-box.ts';
import { Icon } from '../icons/icon.tsx';
import type { IconName } from '../icons/names.ts';

interface ChoicesProps {
  /** The name of the button and of the list. */
  readonly label: string;
  /** Behind the name: what is chosen. */
  readonly chosen: string;
  readonly icon?: IconName;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}

export function Choices({ label, chosen, icon, options, selected, onToggle }: ChoicesProps) {
  const { box, isOpen, toggle, leave } = useFieldBox();
  return (
    <span
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen) return;
        event.stopPropagation();
        leave();
      }}
    >
      <button
        type="button"
        className="btn sm"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        title={label}
        onClick={toggle}
      >
        {icon === undefined ? null : <Icon name={icon} size={14} />}
        <span className="t2">{label}</span>
        <b>{chosen}</b>
        <Icon name="chev-d" size={12} />
      </button>
      {isOpen ? (
        <div className="float popover table-choices" role="dialog" aria-label={label}>
          {options.map(({ id, name }) => (
            <label key={id} className="table-choice">
              <input type="checkbox" checked={selected.has(id)} onChange={() => onToggle(id)} />
              <span className="el">{name}</span>
            </label>
          ))}
        </div>
      ) : null}
    </span>
  );
}
