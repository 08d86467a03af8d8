/** A box of fields beside the button that opens it. */
import { useEffect, useRef, useState, type RefObject } from 'react';
import { usePressElsewhere } from './use-press-elsewhere.ts';

interface FieldBox {
  /** Around the button and its box; the button comes first. */
  readonly box: RefObject<HTMLSpanElement | null>;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  /** Closes the box, and the focus returns to the button. */
  readonly leave: () => void;
}

/** The first field has the focus when the box opens. A press elsewhere closes the box. */
export function useFieldBox(): FieldBox {
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (isOpen) box.current?.querySelector<HTMLElement>('input')?.focus();
  }, [isOpen]);
  usePressElsewhere(box, isOpen ? () => setIsOpen(false) : null);
  const leave = (): void => {
    setIsOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  return { box, isOpen, toggle: () => setIsOpen(!isOpen), leave };
}
