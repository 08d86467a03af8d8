import { useEffect, useState } from 'react';

/** What got the focus back last, for those who come from something that is gone by the time they go. */
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
      // What came in its place, or was clicked to close it, has the focus already and keeps it.
      const now = document.activeElement;
      if (now === null || now === document.body) target.focus();
    };
  }, [before]);
}
