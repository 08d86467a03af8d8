import type { ButtonHTMLAttributes } from 'react';
import { Icon } from './icons/icon.tsx';
import type { IconName } from './icons/names.ts';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'children'> {
  readonly icon: IconName;
  /** The accessible name and tooltip. */
  readonly label: string;
  readonly size?: number;
  /** Shown, focusable and explained, but without effect: the reason replaces the tooltip. */
  readonly disabledReason?: string | undefined;
}

/** A 24 px button with an icon. A disabled one stays focusable, so that its reason can be read. */
export function IconButton({
  icon,
  label,
  size = 16,
  disabledReason,
  onClick,
  className,
  title,
  ...rest
}: IconButtonProps) {
  const isOff = disabledReason !== undefined;
  return (
    <button
      type="button"
      className={className ? `ib ${className}` : 'ib'}
      aria-label={label}
      title={isOff ? `${label}: ${disabledReason}` : (title ?? label)}
      aria-disabled={isOff || undefined}
      onClick={isOff ? undefined : onClick}
      {...rest}
    >
      <Icon name={icon} size={size} />
    </button>
  );
}
