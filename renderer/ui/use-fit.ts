import { useSyncExternalStore } from 'react';
import { onFit, pageSize } from './theme/text-scale.ts';
import { layoutPx } from './theme/tokens.ts';

/** Whether the window holds so little of the page, by its width and the size of the text, that second-rank parts leave. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(onFit, () => pageSize().widthPx <= layoutPx.narrowBelow);
}
