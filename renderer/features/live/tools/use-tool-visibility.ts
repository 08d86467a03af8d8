/** Shows the tile's toolbar after a short hover or on selection, and hides it some seconds after the last movement. */
import { useCallback, useEffect, useRef, useState } from 'react';

const SHOW_AFTER_MS = 120;
const HIDE_AFTER_MS = 2_500;

export interface ToolVisibility {
  readonly isShown: boolean;
  readonly onPointerMove: () => void;
  readonly onPointerLeave: () => void;
}

export function useToolVisibility(isSelected: boolean): ToolVisibility {
  const [isShown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const plan = useCallback((shown: boolean, afterMs: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setShown(shown);
      if (shown) timer.current = setTimeout(() => setShown(false), HIDE_AFTER_MS);
    }, afterMs);
  }, []);
  useEffect(() => {
    plan(isSelected, 0);
    return () => clearTimeout(timer.current);
  }, [isSelected, plan]);
  return {
    isShown,
    onPointerMove: () => (isShown ? plan(false, HIDE_AFTER_MS) : plan(true, SHOW_AFTER_MS)),
    onPointerLeave: () => plan(false, SHOW_AFTER_MS),
  };
}
