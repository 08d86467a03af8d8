import { useEffect, useRef, type ReactNode } from 'react';
import { IconButton } from '../icon-button.tsx';
import { usePressElsewhere } from './use-press-elsewhere.ts';
import { useReturnedFocus } from './use-returned-focus.ts';

interface StatusPanelProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel that stands on the status bar. Escape and a click elsewhere close it; the focus goes back to its button. */
export function StatusPanel({ title, closeLabel, className, onClose, children }: StatusPanelProps) {
  const box = useRef<HTMLDivElement>(null);
  useReturnedFocus();
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  usePressElsewhere(box, onClose, '.status-button');
  useEffect(() => {
    box.current?.focus();
    // The page listens, because the button that had the focus may be gone.
    const onKey = (event: KeyboardEvent): void => {
      const isHere = box.current?.contains(event.target as Element) || event.target === document.body;
      if (event.key !== 'Escape' || !isHere) return;
      event.stopPropagation();
      close.current();
    };
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, []);
  return (
    <div ref={box} className={`float popover status-panel ${className}`} role="dialog" aria-label={title} tabIndex={-1}>
      <div className="line">
        <h2>{title}</h2>
        <IconButton icon="x" size={14} label={closeLabel} onClick={onClose} />
      </div>
      {children}
    </div>
  );
}
