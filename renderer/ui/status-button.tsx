import type { ButtonHTMLAttributes } from 'react';

interface StatusButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly label: string;
  /** Whether the panel of the button is open. */
  readonly isOpen: boolean;
}

/** A button in the status bar that opens a panel on the bar, see status-panel.tsx. */
export function StatusButton({ label, isOpen, ...rest }: StatusButtonProps) {
  return (
    <button
      type="button"
      className="status-button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      aria-label={label}
      {...rest}
    />
  );
}
