import type { ReactNode } from 'react';
import { StateGlyph } from '../icons/icon.tsx';
import type { StateName } from '../icons/names.ts';

interface VeilProps {
  /** How the ground of the veil looks. */
  readonly look: 'opening' | 'frozen' | 'reconnecting' | 'offline' | 'error';
  readonly glyph: StateName;
  readonly title: string;
  /** The title in small letters: a state that ends by itself. */
  readonly isQuiet?: boolean;
  /** Screen readers say the words at once. */
  readonly isAlert?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** Covers a picture, or fills an empty picture area: what happened, why, and what can be done. */
export function Veil({ look, glyph, title, isQuiet = false, isAlert = false, className = '', children }: VeilProps) {
  const titleClass = ['tile-title', isQuiet && 'tile-quiet', look === 'frozen' && 'st-frozen'];
  return (
    <div className={`tile-veil tile-${look} ${className}`.trim()} role={isAlert ? 'alert' : undefined}>
      <div className={titleClass.filter(Boolean).join(' ')}>
        <StateGlyph name={glyph} size={look === 'frozen' ? 20 : 16} />
        <span>{title}</span>
      </div>
      {children}
    </div>
  );
}
