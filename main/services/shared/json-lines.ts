/** On which line of a JSON text each value stands, so that a message can say where to look. */

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]|[^\s{}[\],:"]+/g;

interface Frame {
  readonly path: string;
  /** The key or the place of the value that comes next; null where a key comes next. */
  key: string | number | null;
}

/**
 * @param text valid JSON.
 * @returns lines from 1 by path, such as `accounts.0.fields.ak`; the whole is the empty path. Deeper than `maxDepth` is left out.
 */
export function jsonLines(text: string, maxDepth = 4): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const frames: Frame[] = [];
  let line = 1;
  let at = 0;
  const begin = (): string => {
    const frame = frames.at(-1);
    const path = !frame ? '' : frame.path === '' ? String(frame.key) : `${frame.path}.${frame.key}`;
    if (frames.length <= maxDepth) lines.set(path, line);
    return path;
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    for (; at < index; at++) if (text[at] === '\n') line += 1;
    const frame = frames.at(-1);
    if (token === '}' || token === ']') frames.pop();
    else if (token === ',') {
      if (frame) frame.key = typeof frame.key === 'number' ? frame.key + 1 : null;
    } else if (frame?.key === null) frame.key = JSON.parse(token) as string;
    else if (token === '{' || token === '[') {
      // Beyond the depth asked for a path is of no use, and a hostile file could make it as long as itself.
      const path = frames.length <= maxDepth ? begin() : '';
      frames.push({ path, key: token === '[' ? 0 : null });
    } else begin();
  }
  return lines;
}

/** The line where a text stops being JSON, if the parser names it: the last line when the end is missing. */
export function jsonErrorLine(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const [, line] = /line (\d+) column/.exec(message) ?? [];
  if (line !== undefined) return Number(line);
  const [, position] = /position (\d+)/.exec(message) ?? [];
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length;
}
