/** Time and range arithmetic. Everything is epoch milliseconds UTC; zones appear only where text is shown or sent. */

/** Half-open: `fromMs` is inside, `toMs` is not. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The common part of two ranges, or null when they only touch or lie apart. */
export function intersect(a: TimeRange, b: TimeRange): TimeRange | null {
  const fromMs = Math.max(a.fromMs, b.fromMs);
  const toMs = Math.min(a.toMs, b.toMs);
  return fromMs < toMs ? { fromMs, toMs } : null;
}
