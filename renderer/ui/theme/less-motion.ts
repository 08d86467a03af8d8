/** Whether less motion is asked for: by the system, or by the operator in the settings. `base.css` asks the same two. */
import { useSyncExternalStore } from 'react';

const BY_SYSTEM = '(prefers-reduced-motion: reduce)';

function subscribe(onChange: () => void): () => void {
  const bySystem = window.matchMedia(BY_SYSTEM);
  bySystem.addEventListener('change', onChange);
  const byOperator = new MutationObserver(onChange);
  byOperator.observe(document.documentElement, { attributeFilter: ['data-motion'] });
  return () => {
    bySystem.removeEventListener('change', onChange);
    byOperator.disconnect();
  };
}

const isAskedFor = (): boolean =>
  window.matchMedia(BY_SYSTEM).matches || document.documentElement.dataset['motion'] === 'less';

/** @returns whether less motion is asked for now; the component is drawn again when that changes. */
export const useLessMotion = (): boolean => useSyncExternalStore(subscribe, isAskedFor);
