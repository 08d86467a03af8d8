import { StateGlyph } from '../../ui/icons/icon.tsx';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** In words, or null. */
  readonly problem: string | null;
  readonly help?: string;
  readonly unit?: string;
  readonly isNumber?: boolean;
}

/** Label, field, help. A problem takes the place of the help. */
export function Field({ id, label, value, onChange, problem, help = '', unit, isNumber = false }: FieldProps) {
  return (
    <div className={problem === null ? 'frow' : 'frow bad'}>
      <label htmlFor={id}>{label}</label>
      <span className={`fld${problem === null ? '' : ' err'}${isNumber ? ' sq-number' : ''}`}>
        <input
          id={id}
          value={value}
          inputMode={isNumber ? 'numeric' : 'text'}
          autoComplete="off"
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          onChange={(event) => onChange(event.target.value)}
        />
        {unit === undefined ? null : <span>{unit}</span>}
      </span>
      <p id={`${id}-note`} className="note" aria-live="polite">
        {problem === null ? (
          help
        ) : (
          <span className="row g1">
            <StateGlyph name="error" size={11} />
            <span>{problem}</span>
          </span>
        )}
      </p>
    </div>
  );
}
