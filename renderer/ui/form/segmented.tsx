import type { KeyboardEvent } from 'react';

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
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const open = options.filter(({ reason = null }) => reason === null);
    const at = open.findIndex((option) => option.value === value);
    const next = open[(at + step + open.length) % open.length];
    if (next === undefined) return;
    onChange(next.value);
    (event.currentTarget.children[options.indexOf(next)] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className="seg" role="radiogroup" aria-label={label} onKeyDown={onKeyDown}>
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
