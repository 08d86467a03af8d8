import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react';

export interface VirtualRows {
  /** The row at the top edge, which may be cut there. */
  readonly first: number;
  /** Half-open range of the rows to render. */
  readonly from: number;
  readonly to: number;
  /** How many whole rows fit. */
  readonly pageRows: number;
  /** Of the rows, without a scroll bar beside them. */
  readonly widthPx: number;
  readonly onScroll: () => void;
  readonly reveal: (index: number) => void;
  readonly toTop: () => void;
}

const OVERSCAN = 8;

/**
 * Windowing for rows of one height. Renders again only when another row enters the window. Position and size are noted
 * when the browser reports them: reading them after new rows were put into the page would lay out the rows within the
 * same task.
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
  const [{ widthPx, heightPx }, setSize] = useState({ widthPx: 0, heightPx: 0 });
  const topPx = useRef(0);

  const moveTo = useCallback(
    (px: number) => {
      topPx.current = px;
      setFirst(Math.floor(px / rowPx));
    },
    [rowPx],
  );
  const onScroll = useCallback(() => {
    if (box.current !== null) moveTo(box.current.scrollTop);
  }, [box, moveTo]);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = (): void => {
      setSize({ widthPx: element.clientWidth, heightPx: element.clientHeight });
      moveTo(element.scrollTop);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [box, moveTo]);

  // Fewer rows than before: the browser moves the list without an event.
  useLayoutEffect(() => {
    const mostPx = Math.max(0, count * rowPx - heightPx);
    // A box may have a few pixels of its own around the rows.
    if (topPx.current > mostPx + rowPx) moveTo(mostPx);
  }, [count, rowPx, heightPx, moveTo]);

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

  const toTop = useCallback(() => {
    if (box.current === null || topPx.current === 0) return;
    box.current.scrollTop = 0;
    moveTo(0);
  }, [box, moveTo]);

  const pageRows = Math.max(1, Math.floor((heightPx - coveredPx) / rowPx));
  const rowsInSight = Math.floor(heightPx / rowPx);
  const from = Math.max(0, Math.min(first, count) - OVERSCAN);
  const to = Math.min(count, first + rowsInSight + 1 + OVERSCAN);
  return { first, from, to, pageRows, widthPx, onScroll, reveal, toTop };
}
