import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

export interface VirtualRows {
  /** The row at the top edge, which may be cut there. */
  readonly first: number;
  /** Half-open range of the rows to render. */
  readonly from: number;
  readonly to: number;
  /** How many whole rows fit. */
  readonly pageRows: number;
  readonly onScroll: () => void;
  readonly reveal: (index: number) => void;
}

const OVERSCAN = 8;

/**
 * Windowing for rows of one height. Renders again only when another row enters the window.
 *
 * @param coveredPx of the top edge, by something that lies over the rows: `reveal` brings a row below it.
 */
export function useVirtualRows(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
  coveredPx = 0,
): VirtualRows {
  const [first, setFirst] = useState(0);
  const [heightPx, setHeightPx] = useState(0);

  const onScroll = useCallback(() => {
    if (box.current !== null) setFirst(Math.floor(box.current.scrollTop / rowPx));
  }, [box, rowPx]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeightPx(element.clientHeight));
    observer.observe(element);
    setHeightPx(element.clientHeight);
    return () => observer.disconnect();
  }, [box]);

  // Fewer rows than before: the browser clamps the scroll position without an event.
  useLayoutEffect(onScroll, [onScroll, count]);

  const reveal = useCallback(
    (index: number) => {
      const element = box.current;
      if (element === null) return;
      const [top, bottom] = [index * rowPx, (index + 1) * rowPx];
      if (top < element.scrollTop + coveredPx) element.scrollTop = top - coveredPx;
      else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
      onScroll(); // the event of the scroll comes a frame later, and the row must exist at once
    },
    [box, rowPx, coveredPx, onScroll],
  );

  const pageRows = Math.max(1, Math.floor((heightPx - coveredPx) / rowPx));
  const rowsInSight = Math.floor(heightPx / rowPx);
  const from = Math.max(0, Math.min(first, count) - OVERSCAN);
  return { first, from, to: Math.min(count, first + rowsInSight + 1 + OVERSCAN), pageRows, onScroll, reveal };
}
