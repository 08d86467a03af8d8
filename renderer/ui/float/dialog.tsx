import { useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import './dialog.css';
import { IconButton } from '../icon-button.tsx';
import { useInertBehindSoon } from './behind-dialog.ts';
import { useReturnedFocus } from './use-returned-focus.ts';

interface DialogProps {
  readonly title: string;
  readonly closeLabel: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const STOPS = 'a[href], button, input, select, textarea, [tabindex]';

/** Keeps Tab inside: after the last stop comes the first. */
function keepInside(event: KeyboardEvent, box: HTMLElement): void {
  const all = [...box.querySelectorAll<HTMLElement>(STOPS)];
  const stops = all.filter((stop) => stop.tabIndex >= 0 && !stop.matches(':disabled'));
  const [first, last] = [stops[0], stops.at(-1)];
  const isLeaving = document.activeElement === (event.shiftKey ? first : last) || !box.contains(document.activeElement);
  if (!isLeaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** The page listens, because the button that had the focus may be gone, or disabled while its work runs. */
function useEscapeWithoutFocus(box: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const isTop = [...document.querySelectorAll('[role="dialog"]')].at(-1) === box.current;
      if (event.key !== 'Escape' || event.defaultPrevented || event.target !== document.body || !isTop) return;
      event.preventDefault();
      close.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [box]);
}

/**
 * A dialog in the middle of the window, and the only part in reach. Escape and a click beside the dialog close it; the focus
 * returns to where it was.
 */
export function Dialog({ title, closeLabel, className, onClose, children }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  useInertBehindSoon(box);
  useReturnedFocus();
  useEffect(() => {
    if (!box.current?.contains(document.activeElement)) box.current?.focus();
  }, []);
  useEscapeWithoutFocus(box, onClose);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab' && box.current) return keepInside(event, box.current);
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <>
      <div className="scrim" onPointerDown={onClose} />
      <div
        ref={box}
        className={`float dialog ${className}`}
        role="dialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div className="ph">
          <h2>{title}</h2>
          <IconButton icon="x" size={14} label={closeLabel} onClick={onClose} />
        </div>
        {children}
      </div>
    </>
  );
}
