/**
 * A path cut in its middle: the drive or the root and the name of the file stay, because they say most.
 *
 * @param maxChars at least 12.
 */
export function shortPath(path: string, maxChars: number): string {
  if (path.length <= maxChars) return path;
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')));
  const head = Math.max(4, Math.min(Math.floor(maxChars / 3), maxChars - name.length - 1));
  return `${path.slice(0, head)}…${path.slice(path.length - (maxChars - head - 1))}`;
}
