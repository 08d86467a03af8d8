import { chooseByArrow } from './radio-keys.ts';

export interface SegmentedOption {
  readonly value: string;
  readonly label: string;
  /** Why it cannot be chosen now, in words. */
  readonly reason?: string | null;
}

interface SegmentedProps {
  readonly label: string;
  readonly options: readonly SegmentedOption[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A choice of few: one stop for Tab, arrows choose. */
export function Segmented({ label, options, value, onChange }: SegmentedProps) {
  return (
    <div className="seg" role="radiogroup" aria-label={label} onKeyDown={chooseByArrow}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-disabled={(option.reason ?? null) !== null || undefined}
          title={option.reason ?? undefined}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => {
            if ((option.reason ?? null) === null) onChange(option.value);
          }}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
