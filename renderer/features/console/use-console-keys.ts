/** Keys of the screen: the slash seeks an operation, Ctrl Enter runs. */
import { useEffect, useRef } from 'react';
import { focusConsoleSearch } from '../../state/console.ts';
import type { CallState } from './use-call.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"]') !== null;

/** @param call null while no form is open. */
export function useConsoleKeys(call: CallState | null): void {
  const latest = useRef(call);
  latest.current = call;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || isInDialog(event.target)) return;
      const isControl = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (isControl && event.key === 'Enter') latest.current?.start();
      else if (event.key === '/' && !event.ctrlKey && !event.altKey && !isTyping(event.target)) focusConsoleSearch();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    // Capturing: an open list of choices would take Ctrl Enter for Enter.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}
