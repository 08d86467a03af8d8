import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

interface SplitterProps {
  readonly label: string;
  /** The width of the panel left of the seam, or the height of the panel below it. */
  readonly sizePx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** `below`: the seam is the upper edge of a panel. */
  readonly of?: 'left' | 'below';
  /** While dragging, and once more at the end with `isFinal`. */
  readonly onResize: (sizePx: number, isFinal: boolean) => void;
  /** The size at which nothing in the panel is cut, in pixels. A double click and Enter ask for this size. */
  readonly fitPx?: () => number;
}

const STEP_PX = 8;
const GROWS_BY = { left: ['ArrowRight', 'ArrowLeft'], below: ['ArrowUp', 'ArrowDown'] } as const;

/** The seam of a panel: drag it, or focus it and use the arrows (8 px), Home, End and Enter. */
export function Splitter({ label, sizePx, minPx, maxPx, of = 'left', onResize, fitPx }: SplitterProps) {
  const start = useRef<{ readonly atPx: number; readonly sizePx: number } | null>(null);
  const [isDragging, setIsDragging] = useState(false);
  const clamp = (px: number): number => Math.round(Math.min(maxPx, Math.max(minPx, px)));
  /** Grows as the panel does. */
  const along = (event: PointerEvent): number => (of === 'left' ? event.clientX : -event.clientY);

  const onKeyDown = (event: KeyboardEvent): void => {
    const [grow, shrink] = GROWS_BY[of];
    const steps: Readonly<Record<string, number>> = {
      [shrink]: sizePx - STEP_PX,
      [grow]: sizePx + STEP_PX,
      Home: minPx,
      End: maxPx,
    };
    const target = event.key === 'Enter' ? fitPx?.() : steps[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onResize(clamp(target), true);
  };
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { atPx: along(event), sizePx };
    setIsDragging(true);
  };
  const onPointer = (event: PointerEvent, isFinal: boolean): void => {
    if (start.current === null) return;
    const moved = (along(event) - start.current.atPx) / (event.currentTarget.currentCSSZoom ?? 1);
    onResize(clamp(start.current.sizePx + moved), isFinal);
    if (!isFinal) return;
    start.current = null;
    setIsDragging(false);
  };
  return (
    <div
      className={['splitter', of === 'below' ? 'splitter-flat' : '', isDragging ? 'dragging' : '']
        .filter(Boolean)
        .join(' ')}
      role="separator"
      tabIndex={0}
      aria-orientation={of === 'left' ? 'vertical' : 'horizontal'}
      aria-label={label}
      title={label}
      aria-valuenow={sizePx}
      aria-valuemin={minPx}
      aria-valuemax={maxPx}
      onKeyDown={onKeyDown}
      onDoubleClick={fitPx === undefined ? undefined : () => onResize(clamp(fitPx()), true)}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => onPointer(event, false)}
      onPointerUp={(event) => onPointer(event, true)}
      onPointerCancel={(event) => onPointer(event, true)}
    />
  );
}
