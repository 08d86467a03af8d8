/** The keys that every list and tree of rows knows. */

/** Where a navigation key leads, or null when the key is none. `pageRows` is what fits on the screen. */
export function targetIndex(count: number, at: number, key: string, pageRows: number): number | null {
  const last = count - 1;
  const clamp = (index: number): number => Math.min(last, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return clamp(at + 1);
    case 'ArrowUp':
      return clamp(at - 1);
    case 'PageDown':
      return clamp(at + pageRows);
    case 'PageUp':
      return clamp(at - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
