/** A labelled field of a form beside the pictures. */
import { useId } from 'react';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly max: number;
  /** Why the value cannot be taken; null where nothing is wrong. */
  readonly problem?: string | null;
  /** The form opens with the focus here. */
  readonly isFirst?: boolean;
  readonly onValue: (value: string) => void;
}

export function Field({ label, value, max, problem = null, isFirst = false, onValue }: FieldProps) {
  const id = useId();
  return (
    <div className="playback-field">
      <label className="playback-field">
        <span className="t2">{label}</span>
        <input
          className="fld sm"
          value={value}
          maxLength={max}
          autoFocus={isFirst}
          aria-invalid={problem !== null || undefined}
          aria-describedby={problem === null ? undefined : id}
          onChange={({ target }) => onValue(target.value)}
        />
      </label>
      {problem === null ? null : (
        <span id={id} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
