import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';

interface SplitterProps {
  readonly label: string;
  readonly widthPx: number;
  readonly minPx: number;
  readonly maxPx: number;
  /** While dragging, and once more at the end with `isFinal`. */
  readonly onResize: (widthPx: number, isFinal: boolean) => void;
  /** The width at which nothing in the panel is cut, in pixels. A double click and Enter ask for this width. */
  readonly fitPx?: () => number;
}

/** The seam right of a panel: drag it, or focus it and use the arrows (8 px), Home, End and Enter. */
export function Splitter({ label, widthPx, minPx, maxPx, onResize, fitPx }: SplitterProps) {
  const start = useRef<{ readonly x: number; readonly widthPx: number } | null>(null);
  const [isDragging, setIsDragging] = useState(false);
  const clamp = (px: number): number => Math.round(Math.min(maxPx, Math.max(minPx, px)));

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps = { ArrowLeft: widthPx - 8, ArrowRight: widthPx + 8, Home: minPx, End: maxPx };
    const target = event.key === 'Enter' ? fitPx?.() : steps[event.key as keyof typeof steps];
    if (target === undefined) return;
    event.preventDefault();
    onResize(clamp(target), true);
  };
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, widthPx };
    setIsDragging(true);
  };
  const onPointer = (event: PointerEvent, isFinal: boolean): void => {
    if (start.current === null) return;
    const moved = (event.clientX - start.current.x) / (event.currentTarget.currentCSSZoom ?? 1);
    onResize(clamp(start.current.widthPx + moved), isFinal);
    if (!isFinal) return;
    start.current = null;
    setIsDragging(false);
  };
  return (
    <div
      className={isDragging ? 'splitter dragging' : 'splitter'}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      title={label}
      aria-valuenow={widthPx}
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
