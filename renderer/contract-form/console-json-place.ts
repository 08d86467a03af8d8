/**
 * Finds where a text stops being JSON, and the token that should stand there. The engine reports the place for some
 * errors only.
 */

const TOKEN =
  /[\t\n\r ]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y;

/** The token that may come next. `-or-end` also allows the bracket that closes an empty list or object. */
export type Expected = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** The first character that does not fit, or the length of the text where it ends too early; and what should stand there. */
export function jsonError(text: string): { readonly index: number; readonly expected: Expected } {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const blank = /[\t\n\r ]*/y;
    blank.lastIndex = at;
    const start = at + (blank.exec(text)?.[0].length ?? 0);
    if (match === null) return { index: start, expected };
    const [, mark, string] = match;
    const next = after(expected, mark ?? (string === undefined ? 'scalar' : 'string'), open);
    if (next === null) return { index: start, expected };
    expected = next;
  }
}

/** The token that may follow, or null where the token itself does not fit. Updates the open brackets. */
function after(expected: Expected, token: string, open: ('{' | '[')[]): Expected | null {
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'comma-or-end');
  const takesValue = expected === 'value' || expected === 'value-or-end';
  switch (token) {
    case '{':
    case '[':
      if (!takesValue) return null;
      open.push(token);
      return token === '{' ? 'name-or-end' : 'value-or-end';
    case '}':
    case ']': {
      const isEmpty = expected === (token === '}' ? 'name-or-end' : 'value-or-end');
      const isOwn = open.at(-1) === (token === '}' ? '{' : '[');
      if (!isOwn || !(isEmpty || expected === 'comma-or-end')) return null;
      open.pop();
      return afterValue();
    }
    case ',':
      return expected === 'comma-or-end' ? (open.at(-1) === '{' ? 'name' : 'value') : null;
    case ':':
      return expected === 'colon' ? 'value' : null;
    case 'string':
      if (expected === 'name' || expected === 'name-or-end') return 'colon';
      return takesValue ? afterValue() : null;
    default:
      return takesValue ? afterValue() : null;
  }
}
