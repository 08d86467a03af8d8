import { useRef } from 'react';
import { useInertBehind } from './behind-dialog.ts';

/** For a dialog of the component library: put into the dialog, it keeps the rest of the window out of reach. */
export function InertBehind() {
  const box = useRef<HTMLSpanElement>(null);
  useInertBehind(box);
  return <span ref={box} hidden />;
}
