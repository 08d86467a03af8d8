import { useEffect, useState } from 'react';

/** When the component goes, the focus returns to what had it when the component came. */
export function useReturnedFocus(): void {
  // Read while rendering: a field with autoFocus has taken it by the time effects run.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [before]);
}
