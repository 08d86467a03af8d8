import { useSyncExternalStore } from 'react';
import { onFit, pageSize, TIGHT_BELOW_PX } from '../theme/text-scale.ts';
import { layoutPx } from '../theme/tokens.ts';

/** The width below which second-rank parts leave, and the widest panel beside the stage. */
const WIDE_FROM_PX = layoutPx.narrowBelow + 384;

/** Whether the window holds so little of the page, by its width and the size of the text, that second-rank parts leave. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(onFit, () => pageSize().widthPx <= layoutPx.narrowBelow);
}

/** Whether second-rank parts have room even beside a wide panel. */
export function useIsWide(): boolean {
  return useSyncExternalStore(onFit, () => pageSize().widthPx >= WIDE_FROM_PX);
}

/** Whether there is so little room that what stands beside the stage lies over it, as with large text in a small window. */
export function useIsTight(): boolean {
  return useSyncExternalStore(onFit, () => pageSize().widthPx < TIGHT_BELOW_PX);
}

/** Height of the window, in the page's own pixels. */
export const usePageHeightPx = (): number => useSyncExternalStore(onFit, () => pageSize().heightPx);
