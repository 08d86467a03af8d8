import { useEffect, useState } from 'react';

/** The last element that got the focus back. A component whose own origin is gone returns the focus to it. */
let lastReturned: HTMLElement | null = null;

/** When the component goes, the focus returns to what had it when the component came, or to what that one returned to. */
export function useReturnedFocus(): void {
  // Read while rendering: a field with autoFocus has taken it by the time effects run.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      const target = before?.isConnected === true ? before : lastReturned;
      if (!(target instanceof HTMLElement)) return;
      lastReturned = target;
      // An element that replaced the component, or that was clicked to close it, already has the focus and keeps it.
      const now = document.activeElement;
      if (now === null || now === document.body) target.focus();
    };
  }, [before]);
}
